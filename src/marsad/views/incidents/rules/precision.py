"""R9, R10 and R13: how well day and place are known."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from marsad.views.days import Days, day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from marsad.model import Claim
    from marsad.views.incidents.parts import Incident
    from marsad.views.parts import Where

_READINGS = (
    (re.compile(r"\b(?:past|last|previous) (?:24|twenty-four) hours\b", re.I), 1),
    (re.compile(r"\b(?:recent|past few|last few) days\b", re.I), 5),
    (re.compile(r"\b(?:last|past|previous) week\b", re.I), 6),
)
_EXACT = frozenset(("site", "gate", "village", "town", "city", "district", "part"))
_NEAR = re.compile(r"\b(?:near|outskirts|outside|surrounding\w*|around|north|south|east|west)\b", re.I)
_WATER = re.compile(r"\b(?:sea|gulf|airspace|strait)\b", re.I)


def date_precision(start: date | None, end: date | None) -> int:
    """R9. 1 the day is known, 2 within 2-6 days, 3 within a week, 4 within 8-31 days, 5 longer or not known.

    Source: UCDP GED codebook, variable `date_prec`.
    """
    if start is None or end is None:
        return 5
    days = (end - start).days + 1
    return 1 if days == 1 else 2 if days < 7 else 3 if days == 7 else 4 if days <= 31 else 5


def read_days(claim: Claim) -> Days | None:
    """R9. Words that no date was worked out from, read as wide as the precision that UCDP gives them: "past 24 hours"
    is the day of the report and the day before (2), "recent days" six days up to it (2), "last week" seven (3).

    Source: UCDP GED codebook, variable `date_prec`.
    """
    published = day(claim.published)
    if claim.time is None or claim.time.start is not None or published is None:
        return None
    for words, back in _READINGS:
        if words.search(claim.time.text):
            return Days(published - timedelta(days=back), published)
    return None


def place_precision(places: Sequence[Where]) -> int | None:
    """R10. 1 the place itself, 2 near it, 3 a second-order division, 4 a first-order one, 5 a stretch of land, 6 a
    country, 7 water or air; None where no place is named.

    Source: UCDP GED codebook, variable `where_prec`.
    """
    if not places:
        return None
    return min(_precision(where) for where in places)


def _precision(where: Where) -> int:
    if where.kind in _EXACT:
        return 2 if _NEAR.search(where.name) and where.kind != "part" else 1
    known = {"county": 3, "governorate": 4, "region": 5, "country": 6}.get(where.kind or "")
    if known is not None:
        return known
    if _WATER.search(where.name):
        return 7
    return 2 if where.local or _NEAR.search(where.name) else 1


def listed(incident: Incident) -> bool:
    """R13. A record without place or date stays out of lists, and is counted apart.

    Source: UCDP GED codebook, inclusion needs a day and a place; Standards for Casualty Recording, minimum data.
    """
    return bool(incident.places) and incident.start is not None
