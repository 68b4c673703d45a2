"""How often an origin agrees with most others on who holds a place: advice only.

A Beta posterior from a uniform prior: after `a` agreements and `d` differences, Beta(1 + a, 1 + d). The interval holds
90 % of it, 5 % on either side. An origin is compared on a place and day where at least two others say who holds it and
more than half of these name one side; each origin counts there with what it said last.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

import numpy as np

from marsad.views.sources.agreement import HOLDS
from marsad.views.sources.parts import Reliability

if TYPE_CHECKING:
    from marsad.views.sources.collect import Collected, Said

LEAST = 2
"""Others that must have spoken of the same place and day."""
STEPS = 20_001


def reliability(found: Collected) -> dict[str, Reliability]:
    """By origin, for those that were compared at least once."""
    agreed: defaultdict[str, list[str]] = defaultdict(list)
    differed: defaultdict[str, list[str]] = defaultdict(list)
    for said in _last(found).values():
        for origin, one in said.items():
            others = Counter(other.actors for key, other in said.items() if key != origin)
            number = sum(others.values())
            if number < LEAST:
                continue
            most, count = others.most_common(1)[0]
            if count * 2 > number:
                (agreed if one.actors & most else differed)[origin].append(one.claim.id)
    return {
        origin: _posterior(agreed[origin], differed[origin]) for origin in sorted({*agreed, *differed})
    }  # fmt: skip


def _last(found: Collected) -> dict[object, dict[str, Said]]:
    """By place and day what each origin said last of who holds it."""
    last: defaultdict[object, dict[str, Said]] = defaultdict(dict)
    for one in found.said:
        if one.claim.event in HOLDS and one.claim.modality == "asserted" and one.actors:
            last[one.place.key, one.day][one.origin] = one
    return last


def _posterior(agreed: list[str], differed: list[str]) -> Reliability:
    a, d = len(agreed), len(differed)
    low, high = interval(a, d)
    return Reliability(
        agreed=a, differed=d, mean=round((1 + a) / (2 + a + d), 3), low=round(low, 3), high=round(high, 3),
        claims=(*agreed, *differed),
    )  # fmt: skip


def interval(agreed: int, differed: int) -> tuple[float, float]:
    """The 5th and 95th percentile of Beta(1 + agreed, 1 + differed), to three decimals, summed over a fine grid."""
    x = (np.arange(STEPS) + 0.5) / STEPS
    log = agreed * np.log(x) + differed * np.log1p(-x)
    share = np.cumsum(np.exp(log - log.max()))
    low, high = np.searchsorted(share / share[-1], (0.05, 0.95))
    return float(x[low]), float(x[high])
