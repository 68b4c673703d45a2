"""Ledger entries for other programs: JSON lines and CSV."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from marsad.model import Entry, Mention, Quantity, Time

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What a spreadsheet may take for the start of a formula, or what may hide one."""

COLUMNS = (
    "id", "type", "event", "modality", "status", "verification",
    "actor", "target", "place", "place_ids", "figure", "low", "high", "bound", "unit", "scope",
    "time", "start", "end", "sources", "published", "publisher", "title", "url", "evidence",
    "coder", "rule", "confidence", "recorded", "doc", "evidence_start", "evidence_end",
)  # fmt: skip
"""The columns of the CSV; cells with several values separate them by semicolons."""


def as_record(entry: Entry) -> dict[str, Any]:
    """The claim as the public record has it, with corrections, and under `ledger` what the ledger adds."""
    ledger: dict[str, Any] = entry.model_dump(mode="json", exclude={"claim", "reading"})
    if entry.claim != entry.reading:
        ledger["coded"] = entry.claim.model_dump(mode="json")
    return {**entry.reading.model_dump(mode="json"), "ledger": ledger}


def as_json_lines(entries: Iterable[Entry]) -> Iterator[str]:
    """One line of JSON for each entry, without its end of line."""
    return (json.dumps(as_record(entry), ensure_ascii=False) for entry in entries)


def as_csv(entries: Iterable[Entry]) -> Iterator[str]:
    """The lines of a CSV with a header, each with its end of line; no cell is taken for a formula."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(COLUMNS)
    yield _taken(buffer)
    for entry in entries:
        cells = _cells(entry)
        writer.writerow([safe(cells[name]) for name in COLUMNS])
        yield _taken(buffer)


def safe(cell: object) -> str:
    """A cell as text; one that a spreadsheet could take for a formula gets an apostrophe in front."""
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.startswith(FORMULA) else text


def shown(mention: Mention) -> str:
    """The name of a mention, or else its words."""
    return mention.name or mention.text


def _taken(buffer: io.StringIO) -> str:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text


def _cells(entry: Entry) -> dict[str, object]:
    claim, coding = entry.reading, entry.reading.coding
    return {
        "id": claim.id, "doc": claim.doc, "type": claim.type, "event": claim.event, "modality": claim.modality,
        "status": entry.status, "verification": entry.verification, "recorded": entry.recorded,
        "actor": _names(claim.actor), "target": _names(claim.target), "place": _names(claim.place),
        "place_ids": "; ".join(place.link.id for place in claim.place if place.link),
        "sources": _names(claim.attribution), "published": claim.published, "publisher": claim.publisher,
        "title": entry.title, "url": entry.url, "evidence": claim.evidence.text,
        "evidence_start": claim.evidence.start, "evidence_end": claim.evidence.end,
        "coder": f"{coding.coder} {coding.version}", "rule": coding.rule, "confidence": coding.confidence,
        **_figure(claim.quantity), **_time(claim.time),
    }  # fmt: skip


def _names(mentions: Sequence[Mention]) -> str:
    return "; ".join(map(shown, mentions))


def _figure(quantity: Quantity | None) -> dict[str, object]:
    if quantity is None:
        return dict.fromkeys(("figure", "low", "high", "bound", "unit", "scope"))
    return {
        "figure": quantity.text, "low": number(quantity.low), "high": number(quantity.high),
        "bound": quantity.bound, "unit": quantity.unit, "scope": quantity.scope,
    }  # fmt: skip


def _time(time: Time | None) -> dict[str, object]:
    if time is None:
        return dict.fromkeys(("time", "start", "end"))
    return {"time": time.text, "start": time.start, "end": time.end}


def number(value: float | None) -> str:
    """A figure without needless decimals; nothing where there is none."""
    return "" if value is None else f"{value:g}" if value != int(value) else str(int(value))
