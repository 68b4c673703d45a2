"""Claims on a share of a place ("three-quarters of the east"), set beside what its districts add up to.

A share is not spread over districts: nobody said which. It is only compared with the expected share that the party
holds of the districts that have a reading, each counting once (or by its area, where its polygon is known).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from marsad.views.days import effective_days
from marsad.views.holding.parts import Area

if TYPE_CHECKING:
    from datetime import date

    from marsad.model import Claim
    from marsad.views.holding.collect import Collected
    from marsad.views.holding.reading import Readings
    from marsad.views.registries import Names

HOLDS = frozenset(("captured", "holds"))
FEWEST = 3
"""Districts with a reading below which nothing is compared."""


def areas(found: Collected, readings: Readings, names: Names, day: date) -> tuple[Area, ...]:
    """Every share claimed up to a day, with the sum of districts of its place on the day that the claim is about."""
    made = []
    for claim in found.shares:
        days = effective_days(claim)
        if days is None or days.start > day or claim.event not in HOLDS:
            continue
        made += [_area(claim, n, readings, names, min(days.end, day)) for n in range(len(claim.place))]
    return tuple(sorted(made, key=lambda area: area.day))


def _area(claim: Claim, number: int, readings: Readings, names: Names, day: date) -> Area:
    where = names.where(claim.place[number], claim)
    party = names.party(claim.actor[0]) if claim.actor else None
    side = f"actor:{party.bloc}" if party and party.bloc else party.key if party else None
    inside = [
        key
        for key, place in readings.found.places.items()
        if where.id and place.id and place.id != where.id and names.inside(place.id, where.id)
    ]
    held = [_held(readings, key, side, day) for key in inside]
    read = sum(held) / len(held) if len(held) >= FEWEST and side else None
    quantity = claim.quantity
    low, high = (quantity.low or 0.0, quantity.high) if quantity else (0.0, None)
    return Area(
        claim=claim.id, place=where, party=party, low=low, high=high, day=day.isoformat(),
        read=None if read is None else round(read, 3), districts=len(held), words=_words(low, high, read, len(held)),
    )  # fmt: skip


def _held(readings: Readings, key: str, side: str | None, day: date) -> float:
    row = readings.rows[key]
    return float(readings.on(key, day)[row.actors.index(side)]) if side in row.actors else 0.0


def _words(low: float, high: float | None, read: float | None, districts: int) -> str:
    if read is None:
        return f"not compared: {districts} of its districts have a reading"
    top = 1.0 if high is None else high
    margin = 1 / districts
    if low - margin <= read <= top + margin:
        return f"consistent with the {districts} districts read ({read:.0%})"
    gap = low - read if read < low else read - top
    return f"the {districts} districts read add up to {read:.0%}, {gap:.0%} {'less' if read < low else 'more'}"
