"""Dawid and Skene's estimate as a reading of a war: each origin's latest words, weighed by its estimated errors.

A. P. Dawid and A. M. Skene, Maximum likelihood estimation of observer error-rates using the EM algorithm, Applied
Statistics 28 (1979). An item is a district on every fifth day; what an origin says of it is its last word of the last
two weeks. The tables of errors are estimated once from the whole war, later reports included: an advantage over what
could have been known at the time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from benchmarks.wars.baselines import RECENT, Guess, Words, age, kind, label

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from benchmarks.wars.reports import World

EVERY, ROUNDS, PSEUDO = 5, 8, 0.5


class DawidSkene:
    """The estimate for one world; called as a guess of the baselines."""

    def __init__(self, world: World) -> None:
        words = Words(world)
        self.origins = {name: n for n, name in enumerate(sorted({r.origin for r in world.reports}))}
        self.states = len(words.actors) + 2
        items = []
        for day in range(world.war.days):
            words.hear(day)
            if day % EVERY == 0:
                items += [self._votes(words, day, d) for d in world.war.districts]
        self._estimate([votes for votes in items if votes])

    def _votes(self, words: Words, day: int, district: str) -> list[tuple[int, int]]:
        told = ((o, d, label(r, words.actors)) for o, (d, r) in words.word[district].items())
        return [(self.origins[o], s) for o, d, s in told if s is not None and day - d <= RECENT]

    def _estimate(self, items: list[list[tuple[int, int]]]) -> None:
        k = self.states
        belief = np.full((len(items), k), PSEUDO / k)
        for n, votes in enumerate(items):
            for _, state in votes:
                belief[n, state] += 1
        belief /= belief.sum(axis=1, keepdims=True)
        for _ in range(ROUNDS):
            self.prior = (belief.sum(axis=0) + PSEUDO) / (belief.sum() + k * PSEUDO)
            errors = np.full((len(self.origins), k, k), PSEUDO) + np.eye(k)
            for n, votes in enumerate(items):
                for origin, state in votes:
                    errors[origin, :, state] += belief[n]
            self.errors = errors / errors.sum(axis=2, keepdims=True)
            belief = np.array([self._belief(votes) for votes in items]).reshape(len(items), k)

    def _belief(self, votes: list[tuple[int, int]]) -> NDArray[np.float64]:
        logs = np.log(self.prior) + sum(np.log(self.errors[o, :, s]) for o, s in votes)
        found = np.exp(logs - logs.max())
        return np.asarray(found / found.sum())

    def __call__(self, words: Words, day: int, district: str) -> Guess:
        """The likeliest state of a district by the latest words, else by the last word there was."""
        votes = self._votes(words, day, district)
        if not votes:
            if district not in words.last:
                return -1, ("silence",)
            heard, report = words.last[district]
            state = label(report, words.actors)
            return (-1, ("silence",)) if state is None else (state, ("old", kind(state, words), age(day - heard)))
        belief = self._belief(votes)
        state = int(belief.argmax())
        newest = max(d for d, _ in words.word[district].values())
        return state, (kind(state, words), int(belief[state] * 10), age(day - newest))
