"""Build the reference pages from the code they describe.

usage: python tools/build_reference.py [--check]

Writes into docs/reference: cli.md (every command and option), claim-record.md (the fields of the record, from its JSON
Schema), codebook.md (the events and their rules) and python.md (the package's functions). With --check nothing is
written: it fails where a page is not current.
"""

from __future__ import annotations

import dataclasses
import inspect
import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator

ROOT = Path(__file__).resolve().parent.parent
PAGES = ROOT / "docs" / "reference"
THIS_MACHINE = re.compile(r"; this machine has \d+ processors?")
MADE = "<!-- Made by tools/build_reference.py from the code: change the code, then run it again. -->\n"

Schema = dict[str, Any]


def cell(text: object) -> str:
    """Text that is safe in a cell of a Markdown table."""
    return str(text).replace("|", "\\|").replace("\n", " ").strip()


def table(head: tuple[str, ...], rows: list[tuple[object, ...]]) -> str:
    """A Markdown table."""
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join("| " + " | ".join(cell(c) for c in line) + " |" for line in lines) + "\n"


# -- commands


def commands(group: click.Group, path: str) -> Iterator[tuple[str, click.Command]]:
    """Every command below a group with the words that call it, in the order of the help."""
    context = click.Context(group, info_name=path)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        yield f"{path} {name}", command
        if isinstance(command, click.Group):
            yield from commands(command, f"{path} {name}")


def option_row(parameter: click.Option, context: click.Context) -> tuple[str, str]:
    """How an option is written and what it does."""
    record = parameter.get_help_record(context)
    assert record is not None, f"hidden or undocumented option {parameter.name}"
    return f"`{record[0]}`", THIS_MACHINE.sub("", record[1])


def command_section(path: str, command: click.Command) -> str:
    """One command: its help text, usage, and options."""
    context = click.Context(command, info_name=path, max_content_width=1000, terminal_width=1000)
    usage = " ".join(command.get_usage(context).removeprefix("Usage:").split())
    parts = [f"## {path}\n", f"```\n{usage}\n```\n", help_text(command)]
    options = [p for p in command.params if isinstance(p, click.Option) and not p.hidden]
    if options:
        parts.append(table(("option", "what it does"), [option_row(p, context) for p in options]))
    return "\n".join(part for part in parts if part)


def help_text(command: click.Command) -> str:
    """The command's help as paragraphs; blocks that click prints verbatim stay verbatim."""
    paragraphs = []
    for paragraph in (command.help or "").split("\n\n"):
        if paragraph.lstrip().startswith("\b"):
            paragraphs.append("```\n" + paragraph.replace("\b\n", "").replace("\b", "").rstrip() + "\n```")
        elif paragraph.strip():
            paragraphs.append(" ".join(paragraph.split()))
    return "\n\n".join(paragraphs) + "\n"


def cli_page() -> str:
    """The page of all commands."""
    from marsad.cli import main

    statuses = (main.__doc__ or "").split("Exit status:", 1)[1]
    parts = [
        MADE,
        "# Commands\n",
        "`-h` or `--help` after any command prints the same. Exit status: " + " ".join(statuses.split()) + "\n",
    ]
    parts += [command_section(path, command) for path, command in commands(main.cli, "marsad")]
    return "\n".join(parts)


# -- the claim record


def type_of(schema: Schema) -> str:
    """A JSON Schema type in words, with a link to the section of a named part."""
    if "$ref" in schema:
        name = schema["$ref"].rsplit("/", 1)[1]
        return f"[{name}](#{name.lower()})"
    if "anyOf" in schema:
        return " or ".join(type_of(choice) for choice in schema["anyOf"])
    if "enum" in schema:
        return ", ".join(f"`{value}`" for value in schema["enum"])
    if "const" in schema:
        return f"`{schema['const']}`"
    if schema.get("type") == "object" and isinstance(schema.get("additionalProperties"), dict):
        return f"map to {type_of(schema['additionalProperties'])}"
    if schema.get("type") == "array":
        items = schema.get("prefixItems")
        return "[" + ", ".join(map(type_of, items)) + "]" if items else f"list of {type_of(schema.get('items', {}))}"
    return str(schema.get("type", "anything"))


def fields(schema: Schema, leave_out: Container[str] = ()) -> str:
    """The fields of one part of a record."""
    required = set(schema.get("required", ()))
    rows: list[tuple[object, ...]] = []
    for name, field in schema["properties"].items():
        if name in leave_out:
            continue
        default = "required" if name in required else f"`{json.dumps(field['default'])}`"
        rows.append((f"`{name}`", type_of(field), default, field.get("description", "")))
    return table(("field", "type", "default", "meaning"), rows)


def claim_page() -> str:
    """The page of the claim record, from its JSON Schema."""
    from marsad.model import EVENTS, SCHEMA_VERSION, Claim

    schema = Claim.model_json_schema()
    parts = [
        MADE,
        f"# The claim record, version {SCHEMA_VERSION}\n",
        "`marsad extract` prints one record a line, the ledger stores it. `marsad schema claim` prints the same as "
        "JSON Schema. Offsets count Unicode code points of the document's stored text, end exclusive.\n",
        "## Claim\n",
        schema["description"] + "\n",
        fields(schema),
        "## Types and events\n",
        table(("type", "events"), [(t, ", ".join(f"`{e}`" for e in events)) for t, events in EVENTS.items()]),
    ]
    for name, part in schema["$defs"].items():
        parts += [f"## {name}\n", part.get("description", "") + "\n", fields(part)]
    return "\n".join(parts)


# -- the codebook


def codebook_page() -> str:
    """The page of the codebook: its events, the rules of each, and what a rule may say."""
    from marsad.coders.rules.codebook import Kind, Rule
    from marsad.coders.rules.codebook_files import load
    from marsad.model import EVENTS

    book = load()
    schema = Rule.model_json_schema(by_alias=True)
    parts = [
        MADE,
        "# The codebook\n",
        f"{len(book.rules)} rules for {sum(map(len, EVENTS.values()))} events. A claim names the rule that gave it, as "
        "type.event.rule. [How to edit it](../how-to/codebook.md).\n",
    ]
    for kind, events in EVENTS.items():
        parts.append(f"## {kind}\n")
        for event in events:
            rules = [rule for rule in book.rules if (rule.type, rule.event) == (kind, event)]
            rows: list[tuple[object, ...]] = [(f"`{rule.id}`", rule.triggers, rule.slots) for rule in rules]
            parts += [f"### {kind}.{event}\n", table(("rule", "triggers", "slots"), rows) if rows else "No rule.\n"]
    kinds = get_args(Kind)
    rule = fields({**schema, "required": ["id"]}, leave_out={"type", "event"})
    parts += ["## What a rule may say\n", rule.replace(type_of({"enum": list(kinds)}), "a kind")]
    parts.append("A kind is one of " + ", ".join(f"`{kind}`" for kind in kinds) + ".\n")
    lists: list[tuple[object, ...]] = [(f"`{name}`", len(words)) for name, words in book.words.items()]
    parts += ["## Word lists\n", "In `words.yaml`:\n", table(("list", "words"), lists)]
    return "\n".join(parts)


# -- the Python API


def python_page() -> str:
    """The page of the package's public functions and of what they return."""
    import marsad

    parts = [MADE, "# Python\n", "`import marsad` costs nothing: a name is loaded when it is first used.\n"]
    for name in ("extract", "open_ledger"):
        parts += function(f"marsad.{name}", getattr(marsad, name), "##")
    for owner in (marsad.OpenLedger, marsad.Report):
        parts += [f"## {owner.__name__}\n", prose(owner)]
        bases = [base for base in owner.__mro__[1:] if base.__module__.startswith("marsad.")]
        for name, member in (item for base in (*bases, owner) for item in vars(base).items()):
            if not name.startswith("_") and inspect.isfunction(member):
                parts += function(f"{owner.__name__}.{name}", member, "###")
    rows: list[tuple[object, ...]] = [(f"`{f.name}`", f"`{f.type}`") for f in dataclasses.fields(marsad.Report)]
    parts += ["### Fields of a Report\n", table(("field", "type"), rows), "## Records\n"]
    parts.append(
        "`Claim`, `Document`, `Entry` and `Ruling` are frozen records: see [the claim record](claim-record.md).\n"
    )
    errors = [value for value in vars(marsad.errors).values() if inspect.isclass(value)]
    meanings: list[tuple[object, ...]] = [(f"`{e.__name__}`", (e.__doc__ or "").split("\n\n")[0]) for e in errors]
    parts += ["## Errors\n", table(("error", "meaning"), meanings)]
    return "\n".join(parts)


def function(name: str, value: Callable[..., Any], head: str) -> list[str]:
    """A function's section: its signature and its docstring."""
    signature = re.sub(r"(: |-> )'([^']*)'", r"\1\2", str(inspect.signature(value)))
    signature = re.sub(r"^\(self(?:, )?", "(", signature)
    return [f"{head} {name}\n", f"```python\n{name}{signature}\n```\n", prose(value)]


def prose(value: object) -> str:
    """A docstring as Markdown: its paragraphs, and its sections ("Args:") as lists."""
    out: list[str] = []
    for line in (inspect.getdoc(value) or "").split("\n"):
        if re.fullmatch(r"[A-Z]\w+:", line):
            out += [f"*{line[:-1]}*", ""]
        elif item := re.fullmatch(r" {4}(\w+): (.*)", line):
            out.append(f"- `{item[1]}`: {item[2]}")
        else:
            out.append("  " + line.strip() if line.startswith(" " * 8) else line.strip())
    return "\n".join(out).strip() + "\n"


BUILDERS: dict[str, Callable[[], str]] = {
    "cli.md": cli_page,
    "claim-record.md": claim_page,
    "codebook.md": codebook_page,
    "python.md": python_page,
}


def main(arguments: list[str]) -> int:
    """Write the pages, or with --check tell which are not current; 1 where one is not."""
    check = arguments == ["--check"]
    stale = []
    for name, build in BUILDERS.items():
        page, file = build(), PAGES / name
        if file.exists() and file.read_text(encoding="utf-8") == page:
            continue
        stale.append(name)
        if not check:
            PAGES.mkdir(parents=True, exist_ok=True)
            file.write_text(page, encoding="utf-8")
    if check and stale:
        print(f"docs/reference is not current: {', '.join(stale)}. Run python tools/build_reference.py.")
        return 1
    print("docs/reference is current" if check or not stale else f"written: {', '.join(stale)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
