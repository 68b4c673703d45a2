"""A claim in the making: token positions and phrases, before it becomes a record."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from marsad.coders.rules.phrases import Phrase
    from marsad.coders.rules.speech import Speech
    from marsad.coders.rules.tree import Tree
    from marsad.coders.rules.triggers import Match
    from marsad.model import Modality, Scope, Status


@dataclass(slots=True)
class Figure:
    """A number with its bounds and offsets in the stored text; `unit` is what is counted."""

    start: int
    end: int
    low: float | None
    high: float | None
    bound: str
    unit: str = "people"
    scope: Scope = "new"
    since: str | None = None


@dataclass(slots=True)
class Moment:
    """A time expression with its offsets in the stored text, worked out where possible."""

    start: int
    end: int
    first: date | None
    last: date | None
    precision: str
    own: bool = True


@dataclass(slots=True)
class Draft:
    """One claim in the making."""

    match: Match
    type: str
    event: str
    modality: Modality
    first: int
    last: int
    actors: list[Phrase] = field(default_factory=list)
    targets: list[Phrase] = field(default_factory=list)
    places: list[Phrase] = field(default_factory=list)
    own_place: bool = False
    own_actor: bool = False
    figure: Figure | None = None
    moment: Moment | None = None
    speeches: list[Speech] = field(default_factory=list)
    speakers: list[Phrase] = field(default_factory=list)
    means: Phrase | None = None
    status: Status = "unknown"
    whole: Draft | None = None
    accuser: Phrase | None = None

    @property
    def tree(self) -> Tree:
        """The sentence."""
        return self.match.tree

    @property
    def span(self) -> tuple[int, int]:
        """Offsets of the evidence in the stored text."""
        return self.tree.text(self.first, self.last)
