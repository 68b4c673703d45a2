"""The model of control on a few simulated wars; `python -m benchmarks.wars` measures it on many."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.wars import baselines
from benchmarks.wars.__main__ import score
from benchmarks.wars.reports import KINDS, world
from benchmarks.wars.trial import read
from marsad.views.holding.parameters import defaults


def test_a_world_is_the_same_each_time() -> None:
    one, again = world(3), world(3)
    assert one.reports == again.reports
    assert one.war.holder == again.war.holder
    assert one.kind == "premature"


def test_no_report_knows_of_what_comes_later() -> None:
    for number in range(len(KINDS)):
        one = world(number)
        assert all(r.valid is None or r.valid <= r.published < one.war.days for r in one.reports)


@pytest.fixture(scope="module")
def scores() -> dict[str, list[tuple[float, float]]]:
    """Log loss and accuracy of the model and of the last claim on a war of each kind."""
    learned = baselines.learn(map(world, range(20_000, 20_006)), lambda _: baselines.last_claim)
    found: dict[str, list[tuple[float, float]]] = {"model": [], "last claim": []}
    for number in range(len(KINDS)):
        one = world(number)
        chances, true = read(one, defaults(), every=3)
        guessed = baselines.read(one, baselines.last_claim, learned)[::3]
        for name, values in (("model", chances), ("last claim", guessed)):
            assert np.allclose(values.sum(axis=-1), 1)
            result = score(values, true)
            found[name].append((result.loss, result.accuracy))
    return found


def test_the_model_reads_simulated_wars_better_than_the_last_claim(
    scores: dict[str, list[tuple[float, float]]],
) -> None:
    model, last = (np.mean(scores[name], axis=0) for name in ("model", "last claim"))
    assert model[0] < last[0]
    assert model[1] > last[1]
