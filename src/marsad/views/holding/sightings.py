"""What a claim says of who holds a place, in the terms of the model."""

from __future__ import annotations

from dataclasses import dataclass

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

    @property
    def day(self) -> int:
        """The day on which it bears on the place: a change on its first day, a state on its last."""
        own = self.first if self.event in CHANGES else self.last
        return self.published if own is None else min(own, self.published)
