"""A text as the finding of numbers looks at it, and numbers in token positions."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from marsad.language.numberlexicon import LEXICON, SIGNS
from marsad.language.numberwords import SCALES, read
from marsad.language.tokens import tokenise

if TYPE_CHECKING:
    from collections.abc import Sequence

    from marsad.language.dates import When
    from marsad.language.tokens import Tokens
    from marsad.model import Bound

Kind = Literal["count", "vague", "share", "article", "measure", "whole", "ordinal", "age", "time", "name"]


@dataclass(frozen=True, slots=True)
class Found:
    """A number in token positions."""

    begin: int
    end: int
    low: float
    high: float | None
    kind: Kind = "count"
    bound: Bound = "exact"
    unit: str | None = None


class View:
    """Tokens of a piece of text, their classes, and the times that stand in it."""

    def __init__(self, piece: str, offset: int, times: Sequence[When]) -> None:
        self.tokens: Tokens = tokenise(piece)
        self.words = self.tokens.words
        self.shape = LEXICON.shape(self.words)
        self.offset = offset
        self.times = times
        self.starts = [when.start for when in times]

    def word(self, at: int) -> str:
        """The word at a token position, in lower case; empty beyond the ends."""
        return self.words[at] if 0 <= at < len(self.words) else ""

    def kind(self, at: int) -> str:
        """The class of the token at a position; empty beyond the ends."""
        return LEXICON.name(self.shape[at]) if 0 <= at < len(self.shape) else ""

    def gap(self, at: int) -> str:
        """What stands between a token and the one before it."""
        return self.tokens.text[self.tokens.ends[at - 1] : self.tokens.starts[at]]

    def value(self, at: int) -> tuple[float, int] | None:
        """The number at a token, with groups of three figures set apart by spaces ("300 000") and signs ("2½")."""
        reading = read(self.words, at)
        if reading is None:
            return None
        value, end = reading
        first = self.words[at]
        if end == at + 1 and first.isdecimal() and len(first) <= 3 and value:
            while self.kind(end) == "three" and self.gap(end) in (" ", "\u00a0", "\u202f", "\u2009", "'", "’"):
                value, end = value * 1000 + int(self.words[end]), end + 1
            if end > at + 1 and (further := SCALES.get(self.word(end))):
                value, end = value * further, end + 1
        if end == at + 1 and self.kind(end) == "sign" and self.tokens.glued(end):
            value, end = value + SIGNS[self.words[end]], end + 1
        return value, end

    def in_time(self, at: int) -> bool:
        """Whether the token stands in a time of the document other than a duration."""
        start = self.tokens.starts[at] + self.offset
        index = bisect_right(self.starts, start) - 1
        return index >= 0 and start < self.times[index].end and self.times[index].kind != "duration"
