"""Reading places together: evidence of each place and of what it lies in, then the pull of its neighbours."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from marsad.views.holding.chain import EXTRA, forward, smooth, start, transition
from marsad.views.holding.evidence import eve, profile, weight

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from marsad.views.holding.parameters import Parameters
    from marsad.views.holding.sightings import Sighting

FLOOR = 0.02
"""Added to the neighbours' distribution before its logarithm, so that no state is ruled out by them."""


class Row(NamedTuple):
    """A place to read: the actors in play there, and the larger places that it lies in, nearest first."""

    place: str
    actors: tuple[str, ...]
    wholes: tuple[str, ...] = ()


@dataclass
class Table:
    """Places with equally many actors in play, over so many days from `first`.

    `evidence` holds the log-likelihoods [row, day, state]; states are the row's actors, contested, unknown. `eves`
    holds what changes say of the day before them, which only hindsight uses.
    """

    rows: Sequence[Row]
    first: int
    days: int
    parameters: Parameters

    def __post_init__(self) -> None:
        self.actors = len(self.rows[0].actors)
        self.evidence: NDArray[np.float64] = np.zeros((len(self.rows), self.days, self.actors + EXTRA))
        self.eves: NDArray[np.float64] = np.zeros_like(self.evidence)
        self._bears: dict[str, list[tuple[int, float]]] = defaultdict(list)
        siblings: dict[tuple[str, tuple[str, ...]], list[int]] = defaultdict(list)
        for number, row in enumerate(self.rows):
            self._bears[row.place].append((number, 1.0))
            for depth, whole in enumerate(row.wholes, start=1):
                self._bears[whole].append((number, self.parameters.whole**depth))
            if row.wholes:
                siblings[row.wholes[0], row.actors].append(number)
        self._siblings = [numbers for numbers in siblings.values() if len(numbers) > 1]

    def add(self, sighting: Sighting, factor: float = 1.0) -> None:
        """Add what a sighting says of its place and, weaker, of the places inside it."""
        day = min(max(sighting.day - self.first, 0), self.days - 1)
        strength = weight(sighting, self.parameters) * factor
        for number, share in self._bears.get(sighting.place, ()):
            if sighting.event == "contested" and sighting.place != self.rows[number].place:
                continue  # a fight somewhere in a city is no fight in each of its districts
            says = profile(sighting, self.rows[number].actors, self.parameters)
            self.evidence[number, day] += says * (strength * share)
            before = eve(sighting) if day > 0 else None
            if before is not None:
                says = profile(before, self.rows[number].actors, self.parameters)
                self.eves[number, day - 1] += says * (strength * share * self.parameters.eve)

    def read(self, until: int | None = None, *, hindsight: bool = True) -> NDArray[np.float64]:
        """Distributions [row, day, state] up to the day `until` (counted from `first`, exclusive).

        Args:
            until: how many days to read; all without it.
            hindsight: let what is known of later days bear on earlier ones.

        """
        matrix, prior = transition(self.actors, self.parameters), start(self.actors, self.parameters)
        evidence = self.evidence[:, :until] + (self.eves[:, :until] if hindsight else 0.0)
        run = smooth if hindsight else forward
        found = run(evidence, matrix, prior)
        if not self._siblings or not self.parameters.neighbours:
            return found
        return run(evidence + self._pull(found), matrix, prior)

    def _pull(self, found: NDArray[np.float64]) -> NDArray[np.float64]:
        """What the other places of the same larger place say of each, as log-likelihoods."""
        pull = np.zeros_like(found)
        for numbers in self._siblings:
            others = (found[numbers].sum(axis=0, keepdims=True) - found[numbers]) / (len(numbers) - 1)
            pull[numbers] = self.parameters.neighbours * np.log(others + FLOOR)
        return pull
