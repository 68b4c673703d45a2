"""From sightings to log-likelihoods: what a claim says of each state, and how much it weighs."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from marsad.views.holding.chain import EXTRA

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from marsad.views.holding.parameters import Parameters
    from marsad.views.holding.sightings import Sighting

OF_SOMEBODY = frozenset(("captured", "holds", "advanced", "besieged"))
"""Events that say nothing of who is in a place where they do not say who."""
GAINS = frozenset(("captured", "holds", "advanced"))


def weight(sighting: Sighting, parameters: Parameters) -> float:
    """The exponent of a sighting's likelihood: its class, its modality, its interest, and whether it gives its day."""
    if sighting.actor is None and sighting.event in OF_SOMEBODY:
        return 0.0
    found = parameters.class_.get(sighting.class_ or "unknown", parameters.class_["unknown"])
    found *= parameters.modality[sighting.modality]
    if sighting.side is not None:
        gain = sighting.actor == sighting.side and sighting.event in GAINS
        loss = sighting.target == sighting.side or (sighting.event == "withdrew" and sighting.actor == sighting.side)
        found *= parameters.own_gain if gain else parameters.own_loss if loss else 1.0
    return found * (parameters.undated if sighting.first is None else 1.0)


def profile(sighting: Sighting, actors: Sequence[str], parameters: Parameters) -> NDArray[np.float64]:
    """Log-likelihoods of the states, unweighted. A denial turns them round: what it denies is less likely.

    As far as the words may have been misread, they say nothing of any state.

    Who is said to have taken a place is as likely there after a withdrawal as nobody.

    Where a claim does not say from whom a place was taken, or who is besieged in it, that may be any other actor.
    """
    table = parameters.likelihood[sighting.event]
    anybody = sighting.target is None and sighting.event in ("captured", "besieged")
    values = np.full(len(actors) + EXTRA, table["target" if anybody else "other"])
    for number, actor in enumerate(actors):
        if actor == sighting.actor:
            values[number] = table["actor"]
        elif actor == sighting.target:
            values[number] = table["target"]
        elif actor in sighting.takers:
            values[number] = table["unknown"]
    values[-2], values[-1] = table["contested"], table["unknown"]
    if sighting.modality == "denied":
        values = 1.05 - values
    values = sighting.sure * values + (1 - sighting.sure) * values.mean()
    return np.asarray(np.log(values))


def eve(sighting: Sighting) -> Sighting | None:
    """What a change says of the day before it: who left a place, or lost it, was there."""
    held = sighting.actor if sighting.event == "withdrew" else sighting.target if sighting.event == "captured" else None
    return replace(sighting, event="holds", actor=held, target=None) if held else None


def repeats(sightings: Iterable[Sighting], parameters: Parameters) -> dict[int, float]:
    """By number, in order of publication: the factor for what the same origin said in the last days."""
    last: dict[tuple[str, str, str, str | None], int] = {}
    found = {}
    for number, sighting in enumerate(sightings):
        key = (sighting.place, sighting.origin, sighting.event, sighting.actor)
        before = last.get(key, -math.inf)
        found[number] = parameters.repeated if sighting.published - before <= parameters.repeat_days else 1.0
        last[key] = sighting.published
    return found
