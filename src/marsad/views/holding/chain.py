"""The chain itself: evidence day by day in, distributions over who holds a place out.

States are actors 0 … m-1, then `contested`, then `unknown` (nobody, or somebody who was not named). Changes from a day
to the next depend only on these three kinds of state. Places with as many actors in play are read together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from marsad.views.holding.parameters import Parameters

EXTRA = 2
"""States beside the actors: contested and unknown."""
FEWEST = 2
"""A war has two sides: where fewer are named, the share of the other is unknown."""


def transition(actors: int, parameters: Parameters) -> NDArray[np.float64]:
    """Chances [from, to] of a day, for so many actors in play."""
    rate, k = parameters.transition, actors + EXTRA
    matrix = np.zeros((k, k))
    contested, unknown = actors, actors + 1
    if actors:
        matrix[:actors, :actors] = rate["taken"] / max(1, actors - 1) if actors > 1 else 0.0
        matrix[:actors, contested], matrix[:actors, unknown] = rate["contested"], rate["left"]
        if actors < FEWEST:  # whoever else may take it was not named
            matrix[:actors, unknown] += rate["taken"]
        matrix[contested, :actors] = rate["decided"] / actors
        matrix[unknown, :actors] = rate["entered"] / actors
    matrix[contested, unknown] = rate["empty"]
    matrix[unknown, contested] = rate["empty"]
    np.fill_diagonal(matrix, 0.0)
    np.fill_diagonal(matrix, 1.0 - matrix.sum(axis=1))
    return matrix


def start(actors: int, parameters: Parameters) -> NDArray[np.float64]:
    """The distribution before the first report."""
    prior = np.full(actors + EXTRA, 0.0)
    prior[actors], prior[actors + 1] = parameters.prior["contested"], parameters.prior["unknown"]
    prior[:actors] = (1.0 - prior.sum()) / max(FEWEST, actors)
    prior[actors + 1] += 1.0 - prior.sum()
    return np.asarray(prior / prior.sum())


def forward(
    evidence: NDArray[np.float64], matrix: NDArray[np.float64], prior: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Distributions given the evidence up to each day.

    Args:
        evidence: log-likelihoods [..., days, states].
        matrix: chances of a day [from, to].
        prior: the distribution before the first day.

    """
    found = np.empty_like(evidence)
    now = np.broadcast_to(prior, (*evidence.shape[:-2], evidence.shape[-1]))
    likelihood = np.exp(evidence - evidence.max(axis=-1, keepdims=True))
    for day in range(evidence.shape[-2]):
        now = (now if day == 0 else now @ matrix) * likelihood[..., day, :]
        now = now / now.sum(axis=-1, keepdims=True)
        found[..., day, :] = now
    return found


def smooth(
    evidence: NDArray[np.float64], matrix: NDArray[np.float64], prior: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Distributions given all the evidence, that of later days included (forward-backward)."""
    found = forward(evidence, matrix, prior)
    likelihood = np.exp(evidence - evidence.max(axis=-1, keepdims=True))
    behind = np.ones((*evidence.shape[:-2], evidence.shape[-1]))
    for day in range(evidence.shape[-2] - 2, -1, -1):
        behind = (behind * likelihood[..., day + 1, :]) @ matrix.T
        behind = behind / behind.max(axis=-1, keepdims=True)
        found[..., day, :] *= behind
        found[..., day, :] /= found[..., day, :].sum(axis=-1, keepdims=True)
    return found
