"""Incidents of a ledger: claims grouped, each group with its place, days and reasons."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from marsad.views.incidents.account import account
from marsad.views.incidents.grouping import grouped
from marsad.views.incidents.parameters import defaults
from marsad.views.incidents.parts import Incident
from marsad.views.incidents.telling import tellings

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from marsad.model import Entry
    from marsad.views.incidents.grouping import Grouped
    from marsad.views.incidents.telling import Telling
    from marsad.views.registries import Names


class Found(NamedTuple):
    """An incident with the claims that it was read from, oldest first."""

    incident: Incident
    tellings: tuple[Telling, ...]


class Wanted(NamedTuple):
    """Which incidents to give: those that touch the days and lie in the place (a registry id); None for any."""

    since: date | None = None
    until: date | None = None
    place: str | None = None


ALL = Wanted()


def incidents(
    entries: Iterable[Entry], names: Names, *, known_by: datetime | None = None, wanted: Wanted = ALL
) -> list[Found]:
    """The incidents that claims tell of, by their days; those without any day come last.

    All claims are grouped before any are left out, so that an incident is the same whatever is asked for.

    Args:
        entries: claims as the ledger holds them, in any order.
        names: keys and the tree of places.
        known_by: only what had been published by this aware time.
        wanted: days and place.

    """
    parameters = defaults()
    groups = grouped(tellings(entries, names, parameters, known_by=known_by), parameters)
    found = [Found(_incident(group), group.tellings) for group in groups]
    return sorted((one for one in found if _wanted(one.incident, wanted, names)), key=_order)


def _incident(group: Grouped) -> Incident:
    whole = account(0, group.tellings)
    told = [t.published for t in group.tellings if t.published is not None]
    first, last = (whole.first, whole.last) if whole.first is not None else (min(told, default=None),) * 2
    return Incident(
        id=group.tellings[0].id, kind="aggregate" if group.many else "incident", places=whole.places,
        start=_iso(first), end=_iso(last), dated=whole.first is not None,
        events=_events(group.tellings), claims=tuple(t.id for t in group.tellings),
        origins=tuple(dict.fromkeys(t.origin for t in group.tellings)), ties=group.ties,
    )  # fmt: skip


def _events(found: Sequence[Telling]) -> tuple[str, ...]:
    """What happened: attacks and facilities first, what came of them after."""
    by_type = sorted(found, key=lambda t: t.claim.type == "casualty")
    return tuple(dict.fromkeys(t.claim.event for t in by_type if t.claim.modality != "denied"))


def _iso(ordinal: int | None) -> str | None:
    return None if ordinal is None else date.fromordinal(ordinal).isoformat()


def _wanted(incident: Incident, wanted: Wanted, names: Names) -> bool:
    if wanted.since is not None and (incident.end is None or incident.end < wanted.since.isoformat()):
        return False
    if wanted.until is not None and (incident.start is None or incident.start > wanted.until.isoformat()):
        return False
    inside = (where.id is not None and names.inside(where.id, wanted.place or "") for where in incident.places)
    return wanted.place is None or any(inside)


def _order(found: Found) -> tuple[bool, str, str, str]:
    incident = found.incident
    return incident.start is None, incident.start or "", incident.end or "", incident.id
