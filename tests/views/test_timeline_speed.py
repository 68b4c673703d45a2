"""Leaving out processes that cannot be the best changes no answer; it only takes less time."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import pytest

from benchmarks.incidents import Tree
from benchmarks.timeline import made
from marsad.model import Ruling
from marsad.views.registries import Names
from marsad.views.timeline import candidates, joining
from marsad.views.timeline.collect import collect
from marsad.views.timeline.joining import join

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from marsad.model import Entry
    from marsad.views.timeline.candidates import Joined, Line
    from marsad.views.timeline.collect import Step

NAMES = Names(Tree(40))


def shape(steps: Sequence[Step]) -> list[Any]:
    """The processes, with all that a reader sees of how they came about."""
    return [([step.claim.id for step in one.steps], one.links) for one in join(steps, NAMES)]


def ruled(entries: list[Entry], chance: random.Random) -> list[Entry]:
    """Some pairs are ruled the same, or different."""
    for n in range(12):
        pair = sorted(chance.sample(range(len(entries)), 2))
        kind, about = chance.choice(("same", "different")), "+".join(entries[i].claim.id for i in pair)
        made_ = Ruling(
            id=str(n), kind=kind, about=about, by="R. Reviewer", reason="read both", recorded=f"2031-06-{n + 10}"
        )
        for i in pair:
            entries[i] = entries[i].model_copy(update={"rulings": [*entries[i].rulings, made_]})
    return entries


def every_one(self: Line, step: Step) -> Iterator[tuple[int, Joined]]:
    """All processes in the line, whatever the step."""
    self._forget(step.day)
    return ((number, process) for process, number in list(self._numbers.items()))


@pytest.mark.parametrize("seed", range(6))
def test_leaving_out_changes_nothing(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(seed)
    entries = ruled(made(250, chance.choice((15, 60, 365)), chance.choice((4, 40)), chance), chance)
    steps = collect(entries, NAMES).steps
    found = shape(steps)
    monkeypatch.setattr(candidates.Line, "near", every_one)
    monkeypatch.setattr(joining, "at_most", lambda *_: float("inf"))
    assert shape(steps) == found
    assert len(found) > 10
    assert any(links for _, links in found)
