"""Numbers in a text: their bounds, and whether they count anything.

    find_numbers(text, times=None) -> list[Number]     in order, without overlap; offsets slice to Number.text
    Number(start, end, text, low, high, bound, kind, unit)
    COUNTED                                            the kinds that give a quantity

`text` covers the number with its bound words ("more than 200", "at least three", "between 30 and 40"), without units
or what is counted. `high` is None where open: "more than 200" is 200 to None, "dozens" 24 to None, "up to 50" 0 to 50,
"around 500" 500 to 500 with bound "about". Shares are fractions of 1: three-quarters is 0.75.

Kinds: `count`, `vague` (dozens, several hundred) and `share` are quantities; `article` is the "a" of "a civilian",
one person; `measure` has a unit (5 km, 120 mm, 48 hours, money; `unit` holds it); `whole` is the 56 of "40 out of the
56"; `ordinal` (third, 82nd); `age`; `time` (years, dates, times of day); `name` (F-16, Division 30, Resolution 2268,
scores, phone numbers, "15-member"). Words without a number in the annotation guide ("several", "many") are not found.

`times` are the document's times, if the caller has them already (`marsad.language.dates.find_times`); they tell years
and dates from counts. Words and their values are in `numberlexicon`, the reading of numbers in `numberwords`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from marsad.language.dates import find_times
from marsad.language.numberscan import Scan
from marsad.language.numberview import Kind
from marsad.language.tokens import chunks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from marsad.language.dates import When
    from marsad.model import Bound

__all__ = ["COUNTED", "Kind", "Number", "find_numbers"]

COUNTED: frozenset[Kind] = frozenset({"count", "vague", "share"})
"""The kinds that give a quantity."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number as the text has it; `low` and `high` are inclusive, `high` None where open."""

    start: int
    end: int
    text: str
    low: float
    high: float | None
    bound: Bound
    kind: Kind
    unit: str | None = None


def find_numbers(text: str, times: Sequence[When] | None = None) -> list[Number]:
    """All numbers of a text, in order and without overlap. Any text is taken; nothing is raised."""
    if times is None:
        times = find_times(text)
    return [
        Number(start + offset, end + offset, piece[start:end], n.low, n.high, n.bound, n.kind, n.unit)
        for offset, piece in chunks(text)
        for n, start, end in Scan(piece, offset, times).run()
    ]
