"""Who reports first: for each kind of event and place, who was the first of several origins to tell of it."""

from __future__ import annotations

from collections import defaultdict
from statistics import median
from typing import TYPE_CHECKING

from marsad.views.sources.parts import Lead

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from marsad.views.parts import Where
    from marsad.views.sources.collect import Collected, Said

DAY = 86400.0


def leads(found: Collected) -> tuple[Lead, ...]:
    """For each event, place and origin, how often it was first of several, and by how many days at the median.

    Only reports with a published time count. Two origins of one matter whose reports give only the same day, or the
    very same time, are equals: nobody was first.
    """
    rows: defaultdict[tuple[str, str, str], list[tuple[float | None, tuple[str, ...]]]] = defaultdict(list)
    places: dict[str, Where] = {}
    for (event, place, _), told in found.matters().items():
        dated = [one for one in told if one.moment is not None and one.claim.modality != "planned"]
        first: dict[str, Said] = {}
        for one in sorted(dated, key=lambda one: (_moment(one), one.claim.id)):
            first.setdefault(one.origin, one)
        if len(first) < 2:
            continue
        places.setdefault(place, told[0].place)
        earliest, second = list(first.values())[:2]
        gap = _gap(earliest, second)
        for origin, one in first.items():
            lead = gap if one is earliest and gap > 0 else None
            rows[event, place, origin].append((lead, (one.claim.id,)))
    return tuple(_lead(event, places[place], source, told) for (event, place, source), told in sorted(rows.items()))


def _lead(event: str, place: Where, source: str, told: Iterable[tuple[float | None, tuple[str, ...]]]) -> Lead:
    listed = list(told)
    ahead = [lead for lead, _ in listed if lead is not None]
    return Lead(
        event=event, place=place, source=source, first=len(ahead), of=len(listed),
        days=round(median(ahead), 2) if ahead else None, claims=tuple(c for _, claims in listed for c in claims),
    )  # fmt: skip


def _moment(one: Said) -> datetime:
    assert one.moment is not None
    return one.moment


def _gap(one: Said, other: Said) -> float:
    """Days from one report to the other; whole days where either gives only its day."""
    if any(len(said.claim.published or "") <= 10 for said in (one, other)):
        return float((_moment(other).date() - _moment(one).date()).days)
    return (_moment(other) - _moment(one)).total_seconds() / DAY
