"""R1 to R3: from figures to low, best and high."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from marsad.views.incidents.profiles import Profile
    from marsad.views.incidents.rules.figure import Figure

_VAGUE = re.compile(r"\b(tens|dozens|scores|hundreds|thousands)\b", re.IGNORECASE)


class Spread(NamedTuple):
    """Low, best and high; `open`: some source gives no upper end. The claims are those that set each."""

    low: float
    best: float
    high: float
    open: bool
    sets: dict[str, tuple[str, ...]]


def value(figure: Figure) -> float:
    """The number that a figure names: its low end, or its high where it gives only that ("up to 50")."""
    return figure.low if figure.low > 0 or figure.high is None else figure.high


def spread(figures: Sequence[Figure], profile: Profile) -> Spread:
    """R1. Low is the lowest credible figure, best that of the most reliable source, high the highest credible one.

    Source: UCDP Georeferenced Event Dataset codebook, "Fatality estimates"; among equally reliable sources the figure
    that most give, then the latest, of one day the lowest. The profiles of ACLED and Airwars take the most conservative
    figure as best.
    """
    sure = [figure for figure in figures if not figure.only_high]
    low = min((figure.low for figure in sure), default=0.0)
    high = max(figure.high if figure.high is not None else figure.low for figure in figures)
    best = 0.0
    setter: tuple[str, ...] = ()
    if sure:
        chosen = _best(sure, profile)
        best, setter = value(chosen), (chosen.claim,)
    high = max(high, best)
    sets = {
        "low": tuple(f.claim for f in sure if f.low == low), "best": setter,
        "high": tuple(f.claim for f in figures if (f.high if f.high is not None else f.low) == high),
    }  # fmt: skip
    return Spread(low, max(low, best), high, any(figure.high is None for figure in figures), sets)


def _best(figures: Sequence[Figure], profile: Profile) -> Figure:
    if profile.best == "lowest":
        return min(figures, key=lambda f: (value(f), f.order))
    top = max(figure.rank for figure in figures)
    reliable = [figure for figure in figures if figure.rank == top]
    votes = Counter(value(figure) for figure in reliable)
    return max(reliable, key=lambda f: (votes[value(f)], f.telling.published or 0, -value(f), f.claim))


def vague(figure: Figure, profile: Profile) -> Figure:
    """R2. Bounds and vague words keep their direction: "more than 200" stays open, "up to 50" begins at 0.

    Source: the values for vague words are those of the annotation guide; ACLED codebook, "Fatalities": tens 10,
    dozens 12, hundreds 100.
    """
    quantity = figure.telling.claim.quantity
    found = _VAGUE.search(quantity.text) if quantity else None
    if not found or found[1].lower() not in profile.vague:
        return figure
    return replace(figure, low=profile.vague[found[1].lower()], high=None)


def named(found: Spread, victims: Iterable[str]) -> Spread:
    """R3. Low is never below the number of distinct people named among them.

    Source: Standards for Casualty Recording (Every Casualty Counts, 2016): identified victims are counted one by one.
    """
    least = float(len(set(victims)))
    return found._replace(low=max(found.low, least), best=max(found.best, least), high=max(found.high, least))
