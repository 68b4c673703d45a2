"""What the model is measured against: the last claim wins, and the majority of origins (and `dawid_skene`).

Each gives a best state and the kind of case that it is; `Smoothing`, learned on other worlds, turns that into
probabilities, so that log loss is fair to all.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.wars.trial import actors_of, truth

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from numpy.typing import NDArray

    from benchmarks.wars.reports import Report, World

AGES = (0, 1, 3, 7, 14, 30)
RECENT = 14
"""Days for which a source's word counts in a majority."""
Guess = tuple[int, tuple[object, ...]]
"""A state, and the kind of case that it is: what smoothing learns by."""


def label(report: Report, actors: list[str]) -> int | None:
    """The state that a report names, as a number; None where it names none."""
    if report.event in ("captured", "holds") and report.actor:
        return actors.index(report.actor)
    if report.event in ("contested", "advanced"):
        return len(actors)
    return len(actors) + 1 if report.event == "withdrew" else None


def age(days: int) -> int:
    """Which class of age a report of so many days ago is in."""
    return sum(days >= limit for limit in AGES)


class Words:
    """The latest word of each source and each origin on each district, day by day."""

    def __init__(self, world: World) -> None:
        self.world, self.actors = world, actors_of(world)
        self.by_day: dict[int, list[Report]] = defaultdict(list)
        for report in world.reports:
            self.by_day[report.published].append(report)
        self.last: dict[str, tuple[int, Report]] = {}
        self.word: dict[str, dict[str, tuple[int, Report]]] = defaultdict(dict)

    def hear(self, day: int) -> None:
        """Take in what is published on a day."""
        for report in self.by_day[day]:
            inside = [d for d, part in self.world.war.parts.items() if part == report.place]
            for place in inside or [report.place]:
                self.last[place] = (day, report)
                self.word[place][report.origin] = (day, report)


def last_claim(words: Words, day: int, district: str) -> Guess:
    """The state that the last claim on a district names."""
    if district not in words.last:
        return -1, ("silence",)
    heard, report = words.last[district]
    state = label(report, words.actors)
    return (-1, ("silence",)) if state is None else (state, (kind(state, words), age(day - heard)))


def majority(words: Words, day: int, district: str) -> Guess:
    """The state that most origins name, each by its last word of the last two weeks, else of ever."""
    told = words.word[district].values()
    recent = [(d, r) for d, r in told if day - d <= RECENT] or list(told)
    votes = Counter(s for _, r in recent if (s := label(r, words.actors)) is not None)
    if not votes:
        return -1, ("silence",)
    state, most = max(votes.items(), key=lambda item: (item[1], -item[0]))
    share = most / sum(votes.values())
    newest = max(d for d, _ in recent)
    return state, (kind(state, words), round(share * 4), age(day - newest), min(3, most))


def kind(state: int, words: Words) -> str:
    """Whether a state is an actor, contested or unknown."""
    return "actor" if state < len(words.actors) else "contested" if state == len(words.actors) else "unknown"


@dataclass
class Smoothing:
    """How often a guess of each kind of case was right, and what was true instead; learned on other worlds."""

    cases: dict[tuple[object, ...], Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    def learn(self, guess: Guess, true: int, actors: int) -> None:
        """Count one case."""
        self.cases[guess[1]][self._relation(guess[0], true, actors)] += 1

    @staticmethod
    def _relation(state: int, true: int, actors: int) -> str:
        if state == true:
            return "same"
        return "actor" if true < actors else "contested" if true == actors else "unknown"

    def spread(self, guess: Guess, actors: int) -> NDArray[np.float64]:
        """The distribution over states that a guess stands for."""
        state, counted = guess[0], self.cases.get(guess[1], Counter())
        share = {name: counted[name] + 0.5 for name in ("same", "actor", "contested", "unknown")}
        found = np.zeros(actors + 2)
        others = [n for n in range(actors) if n != state]
        for n in others:
            found[n] = share["actor"] / len(others)
        found[actors], found[actors + 1] = share["contested"], share["unknown"]
        if state >= 0:
            found[state] = share["same"]
        return np.asarray(found / found.sum())


def read(world: World, guess: Callable[[Words, int, str], Guess], smoothing: Smoothing) -> NDArray[np.float64]:
    """A baseline's distributions [day, district, state], as known on each day."""
    words = Words(world)
    found = np.zeros((world.war.days, len(world.war.districts), len(words.actors) + 2))
    for day in range(world.war.days):
        words.hear(day)
        for n, district in enumerate(world.war.districts):
            found[day, n] = smoothing.spread(guess(words, day, district), len(words.actors))
    return found


def learn(worlds: Iterable[World], guesser: Callable[[World], Callable[[Words, int, str], Guess]]) -> Smoothing:
    """What worlds teach of the cases of a baseline; `guesser` makes its guess for a world."""
    smoothing = Smoothing()
    for world in worlds:
        words, guess = Words(world), guesser(world)
        true = truth(world, words.actors)
        for day in range(world.war.days):
            words.hear(day)
            for n, district in enumerate(world.war.districts):
                smoothing.learn(guess(words, day, district), int(true[day, n]), len(words.actors))
    return smoothing
