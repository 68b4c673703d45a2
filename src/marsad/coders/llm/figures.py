"""Figures and dates of claims, worked out by Marsad's own code: the model only says which words they are."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from marsad.coders.llm.grounding import InventedError
from marsad.language.dates import context_date, find_times, work_out
from marsad.language.numbers import COUNTED, find_numbers
from marsad.model import Quantity, Time

if TYPE_CHECKING:
    from marsad.coders.llm.answer import Said
    from marsad.coders.llm.grounding import Ground
    from marsad.language.dates import When
    from marsad.language.numbers import Number
    from marsad.model import Document, Span

UNITS = frozenset({"people", "places", "share", "days", "km"})
"""Units that need not stand in the text."""


class Figures:
    """The numbers and times of one document."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.published = date.fromisoformat(document.published[:10]) if document.published else None

    @cached_property
    def _times(self) -> list[When]:
        return find_times(self.document.text, self.published)

    @cached_property
    def _days(self) -> list[tuple[date | None, date | None]]:
        return work_out(self._times, self._context)

    @cached_property
    def _context(self) -> date | None:
        return self.published or context_date(self.document.title or "", self.document.text)

    @cached_property
    def _numbers(self) -> list[Number]:
        return [n for n in find_numbers(self.document.text, self._times) if n.kind in COUNTED or n.kind == "article"]

    def quantity(self, span: Span, said: Said, ground: Ground) -> Quantity:
        """The figure at a span, with its bound words; words that our code reads no number in are kept without one.

        Raises:
            InventedError: what is counted does not stand in the text.

        """
        unit = (said.counts or "people").strip() or "people"
        if unit not in UNITS and not all(ground.has(word) for word in unit.split()):
            raise InventedError(unit)
        number = next((n for n in self._numbers if n.start < span.end and span.start < n.end), None)
        if number is None:
            return Quantity(**span.model_dump(), low=None, high=None, unit=unit, scope=said.scope)
        return Quantity(
            start=number.start,
            end=number.end,
            text=number.text,
            low=number.low,
            high=number.high,
            bound=number.bound,
            unit="share" if number.kind == "share" else unit,
            scope=said.scope,
        )

    def time(self, span: Span, said: Said) -> Time | None:
        """The time at a span, its days open where our code cannot work them out; None for a length of time."""
        number = next((n for n, w in enumerate(self._times) if w.start < span.end and span.start < w.end), None)
        if number is None:
            return Time(text=span.text, span=(span.start, span.end))
        when = self._times[number]
        if when.kind == "duration":
            return None
        first, last = when.resolve("future", self._context) if said.modality == "planned" else self._days[number]
        return Time(
            text=when.text,
            start=first and first.isoformat(),
            end=last and last.isoformat(),
            precision=when.precision,
            span=(when.start, when.end),
        )
