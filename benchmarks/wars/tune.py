"""Choosing the parameters of the model of control on simulated wars of their own.

usage: python -m benchmarks.wars tune [--rounds N]

A walk in the space of logarithms: a few parameters at a time are moved at random, and a move that lowers the mean log
loss over the tuning worlds (numbers from 10000) stays. Every fifth day of a war is scored.
"""

from __future__ import annotations

import copy
import math
from importlib.resources import files
from multiprocessing import Pool
from random import Random
from typing import Any

import numpy as np
import yaml

from benchmarks.wars.reports import World, world
from benchmarks.wars.trial import read
from marsad.views.holding.parameters import of

FIRST, EVERY = 10_000, 5
UNSEEN = frozenset(("besieged", "medics", "outlet", "rescue_service", "denied", "planned"))
"""What no simulated source or report is: set by hand, beside what is most like it."""
Values = dict[str, Any]


def loss(values: Values, worlds: list[World]) -> float:
    """Mean over worlds of the log loss of a day and district."""
    found = []
    for one in worlds:
        chances, true = read(one, of(values), every=EVERY)
        said = np.take_along_axis(chances, true[..., None], -1)
        found.append(float(-np.log(np.maximum(said, 1e-4)).mean()))
    return sum(found) / len(found)


def _part(job: tuple[Values, list[int]]) -> float:
    values, numbers = job
    return loss(values, [world(n) for n in numbers])


def leaves(values: Values, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """The paths of all numbers that may be moved."""
    found = []
    for name, value in values.items():
        if name in UNSEEN or (path, name) == (("weight", "class"), "unknown"):
            continue
        if isinstance(value, dict):
            found += leaves(value, (*path, name))
        elif isinstance(value, float) and value > 0:
            found.append((*path, name))
    return found


def moved(values: Values, rng: Random, step: float) -> Values:
    """The values with one to four of them moved."""
    made = copy.deepcopy(values)
    for path in rng.sample(leaves(values), rng.randint(1, 4)):
        inner = made
        for name in path[:-1]:
            inner = inner[name]
        top = 0.99 if path[0] in ("transition", "prior") else 3.0 if path[0] == "weight" else 1.0
        inner[path[-1]] = round(min(top, inner[path[-1]] * math.exp(rng.gauss(0, step))), 4)
    return made


def search(rounds: int, *, worlds: int = 36, processes: int = 2) -> Values:
    """The best values found, from those of the package on."""
    best: Values = yaml.safe_load(files("marsad.views.holding").joinpath("parameters.yaml").read_text("utf-8"))
    rng = Random("marsad wars tune")
    parts = [list(range(FIRST + n, FIRST + worlds, processes)) for n in range(processes)]
    with Pool(processes) as pool:

        def of_all(values: Values) -> float:
            return sum(pool.map(_part, [(values, part) for part in parts])) / processes

        least = of_all(best)
        print(f"start {least:.4f}", flush=True)
        for number in range(rounds):
            tried = moved(best, rng, 0.5 * (1 - number / rounds) + 0.05)
            try:
                now = of_all(tried)
            except (ValueError, FloatingPointError):
                continue
            if now < least:
                best, least = tried, now
                print(f"{number} {least:.4f}", flush=True)
    return best


def dumped(values: Values) -> str:
    """The values as such a file holds them, without its comments."""
    return yaml.safe_dump(values, sort_keys=False)
