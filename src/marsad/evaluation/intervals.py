"""How sure a score is: bootstrap percentile intervals over whole documents (Efron and Tibshirani, 1993, ch. 13)."""

from __future__ import annotations

import random
from collections.abc import Sequence

from marsad.evaluation.scoring import MEASURES, Counts

_SAMPLES, _LOW, _HIGH, _SEED = 1000, 25, 974, 7


def intervals(documents: Sequence[Counts]) -> dict[str, tuple[float, float]]:
    """For each measure the 95 % interval of its F1, drawing as many documents as there are, with replacement.

    The seed is fixed: the same counts give the same intervals.
    """
    rng = random.Random(_SEED)  # noqa: S311
    values: dict[str, list[float]] = {measure: [] for measure in MEASURES}
    for _ in range(_SAMPLES):
        drawn = _sum(rng.choices(documents, k=len(documents)))
        for measure in MEASURES:
            values[measure].append(drawn.figures(measure)[2])
    return {measure: (sorted(drawn)[_LOW], sorted(drawn)[_HIGH]) for measure, drawn in values.items()}


def _sum(documents: Sequence[Counts]) -> Counts:
    total = Counts(sum(one.gold for one in documents), sum(one.got for one in documents))
    for measure in MEASURES:
        total.met[measure] = sum(one.met[measure] for one in documents)
    return total
