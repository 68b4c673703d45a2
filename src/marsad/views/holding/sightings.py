"""What a claim says of who holds a place, in the terms of the model."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

CHANGES = frozenset(("captured", "withdrew", "advanced"))


@dataclass(frozen=True, slots=True)
class Sighting:
    """One claim about one place. Days are ordinals (`date.toordinal`).

    `first` and `last` are the days that the claim gives itself, None where it gives none: it then holds on the day it
    was published. `actor` and `target` are keys of sides, umbrella actors where they have one. `origin` is the first
    source of the chain: what repeats it is no second witness.
    """

    claim: str
    place: str
    event: str
    actor: str | None
    target: str | None
    modality: str
    published: int
    origin: str
    first: int | None = None
    last: int | None = None
    class_: str | None = None
    side: str | None = None
    sure: float = 1.0
    """How sure the reading of the words is: the coder's confidence, 1 where a person accepted it."""
    takers: frozenset[str] = frozenset()
    """Of a withdrawal: the sides that are said to have taken the place in those days."""

    @property
    def day(self) -> int:
        """The day on which it bears on the place: a change on its first day, a state on its last."""
        own = self.first if self.event in CHANGES else self.last
        return self.published if own is None else min(own, self.published)


def with_takers(sightings: Sequence[Sighting], days: int) -> list[Sighting]:
    """The sightings, each withdrawal with the sides that are said to have taken the place within so many days of it.

    Only what was published no later than the withdrawal's own report counts.
    """
    taken: dict[str, list[Sighting]] = defaultdict(list)
    for one in sightings:
        if one.event == "captured" and one.actor and one.modality == "asserted":
            taken[one.place].append(one)
    return [
        replace(one, takers=_takers(one, taken[one.place], days)) if one.event == "withdrew" else one
        for one in sightings
    ]


def _takers(left: Sighting, taken: Iterable[Sighting], days: int) -> frozenset[str]:
    near = (one for one in taken if one.published <= left.published and abs(one.day - left.day) <= days)
    return frozenset(one.actor for one in near if one.actor and one.actor != left.actor)
