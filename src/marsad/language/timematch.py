"""The tokens of a matched time expression, as its builders look at them, and the reading that comes of them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, cast

from marsad.language.numberwords import read
from marsad.language.timelexicon import LEXICON, UNITS, VAGUE

if TYPE_CHECKING:
    from marsad.language import timespecs as ts
    from marsad.language.tokens import Tokens
    from marsad.model import Precision

Kind = Literal["point", "period", "since", "until", "anaphoric", "duration"]


@dataclass(frozen=True, slots=True)
class Reading:
    """What an expression says: the spec, the kind and precision of the time, and whether the next clause is dated."""

    spec: ts.Spec
    kind: Kind
    precision: Precision = "day"
    following: bool = False
    tells: bool = True
    """Whether the story is at this day from here on; not behind a deadline or a look back."""


@dataclass(frozen=True, slots=True)
class Match:
    """The tokens of an expression: `lead` and `core` words in lower case, and what stands around them."""

    tokens: Tokens
    shape: str
    lead: list[str]
    core: list[str]
    start: int
    end: int

    def all(self, name: str) -> list[str]:
        """The core's words of a class."""
        return [
            word for word, char in zip(self.core, self.shape[self.start : self.end], strict=True)
            if LEXICON.name(char) == name
        ]  # fmt: skip

    def some(self, *names: str) -> str:
        """The core's first word of any of these classes, else an empty string."""
        return next((word for name in names for word in self.all(name)), "")

    def near(self, index: int) -> str:
        """The word at a token position, empty beyond the ends of the text."""
        return self.tokens.words[index] if 0 <= index < len(self.tokens.words) else ""

    @property
    def turn(self) -> int:
        """-1 where the core says last, 1 where it says next, else 0."""
        return {"last": -1, "past": -1, "next": 1}.get(self.some("last", "past", "next"), 0)


def amount(match: Match) -> tuple[float | None, str]:
    """How many of which unit: the largest number of the core ("two or three"), None where vague ("several")."""
    unit = UNITS[match.some("unit", "nights") or "day"]
    words, at, numbers = match.core, 0, []
    while at < len(words):
        if found := read(words, at):
            numbers.append(found[0])
            at = found[1]
        else:
            at += 1
    if numbers:
        return max(numbers), unit
    if half := match.some("half"):
        return {"half": 0.5, "quarter": 0.25}[half], unit
    if vague := match.some("vague", "some"):
        few = VAGUE[vague]
        return (few if unit in ("day", "hour", "minute") or vague == "couple" else None), unit
    return (1, unit) if match.some("a") or not match.some("unit").endswith("s") else (None, unit)


def in_days(amount: float | None, unit: str, *, up: bool) -> tuple[int | None, ts.Unit]:
    """An amount in whole days, weeks, months or years; hours round `up` for stretches, down for steps."""
    if unit in ("hour", "minute"):
        hours = 0.0 if unit == "minute" or amount is None else amount
        days = math.ceil(hours / 24) if up and hours >= 12 else int(hours // 24)
        return days, "day"
    if amount is None:
        return None, as_unit(unit)
    if unit == "fortnight":
        return int(amount * 2), "week"
    if amount % 1 and unit in ("week", "year", "decade"):
        return int(amount * {"week": 7, "year": 12, "decade": 120}[unit]), "day" if unit == "week" else "month"
    return int(amount), as_unit(unit)


def as_unit(unit: str) -> ts.Unit:
    """The unit of a spec; a fortnight counts in weeks."""
    return cast("ts.Unit", "week" if unit == "fortnight" else unit)
