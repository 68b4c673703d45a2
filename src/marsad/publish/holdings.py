"""The documents of a ledger for other programs: JSON lines and CSV."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from marsad.publish.entries import safe

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from marsad.model import Holding

COLUMNS = (
    "doc", "state", "claims", "published", "publisher", "title", "language", "url", "source", "part", "characters",
    "copy_or_version", "of", "origin", "share", "reason", "problem", "recorded", "capture",
)  # fmt: skip


def as_json_lines(holdings: Iterable[Holding]) -> Iterator[str]:
    """One line of JSON for each document, without its end of line."""
    return (holding.model_dump_json() for holding in holdings)


def as_csv(holdings: Iterable[Holding]) -> Iterator[str]:
    """The lines of a CSV with a header, each with its end of line; no cell is taken for a formula."""
    yield _line(COLUMNS)
    for holding in holdings:
        cells = holding.model_dump(include=set(COLUMNS))
        origin = holding.origin
        cells |= {
            "copy_or_version": origin and origin.kind,
            "of": origin and origin.of,
            "origin": origin and origin.doc,
            "share": None if origin is None or origin.share is None else f"{origin.share:.2f}",
        }
        yield _line([safe(cells[name]) for name in COLUMNS])


def _line(cells: Iterable[str]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer).writerow(cells)
    return buffer.getvalue()
