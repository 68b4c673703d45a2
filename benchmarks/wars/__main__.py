"""Measure the model of control on simulated wars, where the truth is known, against simpler readings.

usage: python -m benchmarks.wars [--worlds 252] [--processes 2]
       python -m benchmarks.wars tune [--rounds N]

Each reading is judged as it would have been on each day, with what was published by then. The baselines' probabilities
are learned on other worlds (numbers from 20000), the model's parameters were chosen on yet others (from 10000).
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from multiprocessing import Pool
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.wars import baselines, tune
from benchmarks.wars.dawid_skene import DawidSkene
from benchmarks.wars.reports import KINDS, world
from benchmarks.wars.trial import read
from marsad.views.holding.parameters import defaults

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from numpy.typing import NDArray

    from benchmarks.wars.reports import World

LEARN_FROM, LEARN = 20_000, 48
LEAST = 1e-4
"""Chances below this count as this in log loss."""
BINS = 10
GUESSERS: dict[str, Callable[[World], Callable[[baselines.Words, int, str], baselines.Guess]]] = {
    "last claim": lambda _: baselines.last_claim,
    "majority": lambda _: baselines.majority,
    "Dawid-Skene": DawidSkene,
}
_learned: dict[str, baselines.Smoothing] = {}


@dataclass
class Score:
    """How one reading did on one world. `bins` counts cases, chances and hits by the chance of the best state."""

    accuracy: float
    loss: float
    delay: float
    missed: float
    bins: NDArray[np.float64]


def score(chances: NDArray[np.float64], true: NDArray[np.int64]) -> Score:
    """Accuracy, log loss, calibration and delay of distributions [day, district, state]."""
    said = np.take_along_axis(chances, true[..., None], -1)[..., 0]
    best, top = chances.argmax(-1), chances.max(-1)
    bins = np.zeros((BINS, 3))
    at = np.minimum((top * BINS).astype(int), BINS - 1).ravel()
    for column, values in enumerate((np.ones(at.size), top.ravel(), (best == true).ravel())):
        np.add.at(bins[:, column], at, values)
    delays = _delays(best, true)
    seen = [d for d in delays if d is not None]
    return Score(
        float((best == true).mean()), float(-np.log(np.maximum(said, LEAST)).mean()),
        float(np.mean(seen)) if seen else float("nan"), 1 - len(seen) / max(1, len(delays)), bins,
    )  # fmt: skip


def _delays(best: NDArray[np.int64], true: NDArray[np.int64]) -> list[int | None]:
    """Days until a change of the true state is the best reading; None where the state changes again before."""
    found: list[int | None] = []
    for district in range(true.shape[1]):
        column = true[:, district]
        changes = [day for day in range(1, len(column)) if column[day] != column[day - 1]]
        for day, end in pairwise([*changes, len(column)]):
            hits = np.flatnonzero(best[day:end, district] == column[day])
            found.append(int(hits[0]) if hits.size else None)
    return found


def measure(number: int) -> tuple[str, dict[str, Score]]:
    """The scores of every reading on the world of that number."""
    one = world(number)
    chances, true = read(one, defaults())
    found = {"model": score(chances, true)}
    for name, guesser in GUESSERS.items():
        found[name] = score(baselines.read(one, guesser(one), _learned[name]), true)
    return one.kind, found


def _begin(learned: dict[str, baselines.Smoothing]) -> None:
    _learned.update(learned)


def run(worlds: int, processes: int) -> None:
    """Measure and print the tables."""
    learned = {
        name: baselines.learn(map(world, range(LEARN_FROM, LEARN_FROM + LEARN)), g) for name, g in GUESSERS.items()
    }
    with Pool(processes, _begin, (learned,)) as pool:
        results = pool.map(measure, range(worlds), chunksize=4)
    names = ["model", *GUESSERS]
    print(f"{worlds} worlds; each figure is the mean over worlds\n")
    print(
        f"{'reading':12} {'accuracy':>9} {'log loss':>9} {'calibration':>12} {'delay, days':>12} "
        f"{'not seen':>9}  best log loss in"
    )
    for name in names:
        rows = [scores[name] for _, scores in results]
        wins = sum(min(scores, key=lambda n: scores[n].loss) == name for _, scores in results)
        print(
            f"{name:12} {np.mean([r.accuracy for r in rows]):9.3f} {np.mean([r.loss for r in rows]):9.3f} "
            f"{calibration(summed(r.bins for r in rows)):12.3f} {np.nanmean([r.delay for r in rows]):12.2f} "
            f"{np.mean([r.missed for r in rows]):9.2f}  {wins / len(results):.0%}"
        )
    print("\nmodel and best baseline by kind of world: accuracy, log loss, worlds where the model's log loss is best")
    by_kind: dict[str, list[dict[str, Score]]] = defaultdict(list)
    for kind, scores in results:
        by_kind[kind].append(scores)
    for kind in KINDS:
        group = by_kind[kind]
        mean = {n: (np.mean([s[n].accuracy for s in group]), np.mean([s[n].loss for s in group])) for n in names}
        rival = min(GUESSERS, key=lambda n: mean[n][1])
        wins = sum(min(s, key=lambda n: s[n].loss) == "model" for s in group)
        print(
            f"{kind:10} model {mean['model'][0]:.3f} {mean['model'][1]:.3f}   {rival} {mean[rival][0]:.3f} "
            f"{mean[rival][1]:.3f}   {wins} of {len(group)}"
        )
    print("\nreliability of the model: chance given to the best state, how often it was true, share of cases")
    total = summed(scores["model"].bins for _, scores in results)
    for cases, chance, hits in total:
        if cases:
            print(f"{chance / cases:.2f} {hits / cases:.2f} {cases / total[:, 0].sum():6.1%}")


def summed(bins: Iterable[NDArray[np.float64]]) -> NDArray[np.float64]:
    """The bins of several worlds together."""
    return np.asarray(np.sum(list(bins), axis=0))


def calibration(bins: NDArray[np.float64]) -> float:
    """The expected calibration error: the mean gap between chance given and hits, by share of cases."""
    filled = bins[bins[:, 0] > 0]
    return float(np.abs(filled[:, 1] - filled[:, 2]).sum() / filled[:, 0].sum())


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.wars", description=__doc__.splitlines()[0])
    parser.add_argument("action", nargs="?", choices=("run", "tune"), default="run")
    parser.add_argument("--worlds", type=int, default=252)
    parser.add_argument("--rounds", type=int, default=400)
    parser.add_argument("--processes", type=int, default=2)
    given = parser.parse_args()
    if given.action == "tune":
        print(tune.dumped(tune.search(given.rounds, processes=given.processes)))
    else:
        run(given.worlds, given.processes)


if __name__ == "__main__":
    main()
