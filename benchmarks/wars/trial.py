"""The model of control on a simulated war, as it would have been read on each day with what was known by then."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from benchmarks.wars.truth import CONTESTED, NOBODY
from marsad.views.holding.engine import Row, Table
from marsad.views.holding.evidence import repeats
from marsad.views.holding.sightings import Sighting, with_takers

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from benchmarks.wars.reports import World
    from marsad.views.holding.parameters import Parameters

CLASSES = {"un": "un_body"}


def actors_of(world: World) -> list[str]:
    """The actors that the reports name."""
    return sorted({name for r in world.reports for name in (r.actor, r.target) if name})


def truth(world: World, actors: list[str]) -> NDArray[np.int64]:
    """The true state [day, district] as a number; an actor that no report ever names is unknown."""
    number = {name: n for n, name in enumerate(actors)} | {CONTESTED: len(actors), NOBODY: len(actors) + 1}
    return np.array([[number.get(h[d], len(actors) + 1) for d in world.war.districts] for h in world.war.holder])


def sightings(world: World) -> list[Sighting]:
    """The reports in the model's terms."""
    return [
        Sighting(
            claim=str(n), place=r.place, event=r.event, actor=r.actor, target=r.target, modality=r.modality,
            published=r.published, origin=r.origin, first=r.valid, last=r.valid,
            class_=CLASSES.get(r.source.class_, r.source.class_), side=r.source.side,
        )
        for n, r in enumerate(world.reports)
    ]  # fmt: skip


def read(world: World, parameters: Parameters, every: int = 1) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """The model's distributions [day, district, state] as known on every so manieth day, and the true states."""
    actors = actors_of(world)
    rows = [Row(district, tuple(actors), (part,)) for district, part in world.war.parts.items()]
    table = Table(rows, 0, world.war.days, parameters)
    told, found, at = with_takers(sightings(world), parameters.repeat_days), [], 0
    factors = repeats(told, parameters)
    for day in range(world.war.days):
        while at < len(told) and told[at].published <= day:
            table.add(told[at], factors[at])
            at += 1
        if day % every == 0:
            found.append(table.read(day + 1, hindsight=False)[:, day])
    return np.array(found), truth(world, actors)[::every]
