"""`marsad schema`: the public contract, as JSON Schema."""

from __future__ import annotations

import json

import click

from marsad import model

RECORDS: dict[str, type[model.Record]] = {"claim": model.Claim, "document": model.Document, "ruling": model.Ruling}


@click.command()
@click.argument("record", type=click.Choice(list(RECORDS)))
def command(record: str) -> None:
    """Print the JSON Schema of a public RECORD: claim, document or ruling."""
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "version": model.SCHEMA_VERSION,
        **RECORDS[record].model_json_schema(),
    }
    click.echo(json.dumps(schema, indent=2, ensure_ascii=False))
