"""R6, R7 and R14: sums over several happenings."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from marsad.views.figures import number
from marsad.views.incidents.rules.figure import Result, parted

if TYPE_CHECKING:
    from marsad.views.incidents.rules.bounds import Spread
    from marsad.views.incidents.rules.figure import Figure


def against(total: Spread, known: Spread) -> str:
    """R6. A total over several incidents or days is set against the incidents already known, never added to them.

    Source: UCDP codebook, on summary events: what is already coded is subtracted.

    Returns:
        Words on what the known ones leave of the total.

    """
    if known.low > total.high and not total.open:
        return f"the incidents known give at least {number(known.low)}, more than this total of {number(total.high)}"
    left = max(0.0, total.best - known.best)
    if left == 0:
        return f"all of {number(total.best)} are in the incidents known"
    covered = min(known.best, total.best)
    return f"{number(covered)} of {number(total.best)} are in the incidents known, {number(left)} in none of them"


def shared(total: float, places: int) -> list[int]:
    """R7. One total over several places, split evenly in whole numbers, the first places taking what is left over.

    Source: UCDP codebook, on events in several locations; ACLED codebook, "Fatalities" over several events. Only in
    these two profiles, and marked as derived.

    Args:
        total: people, whole.
        places: how many, at least one.

    """
    each, over = divmod(int(total), places)
    return [each + (n < over) for n in range(places)]


def alike(figures: list[Figure]) -> Result:
    """R14. Tolls of different scope are never compared as if alike: of a sum, only figures over the same days are read
    together, those over the days that most give, then over the longest.

    Source: Standards for Casualty Recording, on statements of scope.
    """
    spans = Counter((f.telling.first, f.telling.last) for f in figures)
    if len(spans) < 2:
        return Result(figures, [])

    def weight(span: tuple[int | None, int | None]) -> tuple[int, int, int]:
        first, last = span
        return spans[span], (last or 0) - (first or 0) if first is not None else -1, last or 0

    chosen = max(spans, key=weight)
    reasons = {f.claim: "over other days" for f in figures if (f.telling.first, f.telling.last) != chosen}
    return parted(figures, "R14", reasons, "figures over other days are not compared")
