"""A figure as the rules see it, and what a rule does to a list of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from marsad.views.incidents.telling import Telling

Group = Literal["all", "civilians", "combatants", "children", "women", "mixed"]
GROUPS: tuple[Group, ...] = ("all", "civilians", "combatants", "children", "women")


@dataclass(frozen=True, slots=True)
class Figure:
    """One claim's figure for one event and group. `high` None is an open end.

    `origin` is who counted, `rank` how reliable such a source is held to be, `side` the key of the side that it speaks
    for. `published` is a day (ordinal), None where not known.
    """

    telling: Telling
    event: str
    group: Group
    low: float
    high: float | None
    origin: str
    rank: int
    side: str | None = None
    whole: bool = True
    """Whether it can stand for all people: no part of another figure."""
    only_high: bool = False
    """Whether it sets no more than the high (R15)."""

    @property
    def claim(self) -> str:
        """The claim's id."""
        return self.telling.id

    @property
    def order(self) -> tuple[int, int, str]:
        """By which of two is the later: published day, then where it stands."""
        claim = self.telling.claim
        return self.telling.published or 0, claim.evidence.start, claim.id


class Aside(NamedTuple):
    """A figure that is set aside, by which rule and why."""

    figure: Figure
    rule: str
    reason: str


class Result(NamedTuple):
    """What a rule leaves, what it sets aside, and what it did, in plain words; no words: it did not fire."""

    kept: list[Figure]
    aside: list[Aside]
    words: str = ""


def parted(figures: list[Figure], rule: str, reasons: dict[str, str], words: str) -> Result:
    """Set the figures of some claims aside."""
    kept = [figure for figure in figures if figure.claim not in reasons]
    aside = [Aside(figure, rule, reasons[figure.claim]) for figure in figures if figure.claim in reasons]
    return Result(kept, aside, words if aside else "")
