"""What is said of sources, for other programs: JSON, and a CSV with a line for each origin."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

from marsad.model import EVENTS
from marsad.publish.entries import safe

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from marsad.views.sources.parts import Origin, Sources

COLUMNS = (
    "key", "name", "class", "side", "claims", *EVENTS, "documents", "told_by", "first", "of", "agree", "differ",
    "control_agreed", "control_differed", "reliability_mean", "reliability_low", "reliability_high", "reliability_note",
)  # fmt: skip


def as_json(sources: Sources) -> str:
    """The record as JSON, fields as in `marsad.views.sources.parts.Sources`."""
    return sources.model_dump_json(indent=2) + "\n"


def as_csv(sources: Sources) -> Iterator[str]:
    """The lines of a CSV with a header, an origin a line; no cell is taken for a formula."""
    yield _line(COLUMNS)
    for origin in sources.origins:
        yield _line(safe(cell) for cell in _cells(origin, sources.advice))


def _cells(origin: Origin, advice: str) -> list[Any]:
    learned = origin.reliability
    return [
        origin.key, origin.name, origin.class_, origin.side, origin.claims,
        *(origin.types.get(kind, 0) for kind in EVENTS), origin.documents, "; ".join(origin.told_by), origin.first,
        origin.of, origin.agree, origin.differ,
        *((learned.agreed, learned.differed, learned.mean, learned.low, learned.high, advice) if learned else [""] * 6),
    ]  # fmt: skip


def _line(cells: Iterable[Any]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer).writerow(cells)
    return buffer.getvalue()
