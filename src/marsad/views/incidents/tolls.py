"""Tolls of a ledger under a profile: incidents, and sums set against the incidents known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marsad.views.incidents.parts import Fired, Tolls
from marsad.views.incidents.profiles import profile as profile_of
from marsad.views.incidents.reading import ALL, incidents
from marsad.views.incidents.reconcile import reconcile
from marsad.views.incidents.rules.bounds import Spread
from marsad.views.incidents.rules.precision import listed
from marsad.views.incidents.rules.totals import against

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from marsad.model import Entry
    from marsad.views.incidents.parts import Toll
    from marsad.views.incidents.reading import Wanted
    from marsad.views.registries import Names


def tolls(
    entries: Iterable[Entry],
    names: Names,
    *,
    profile: str = "marsad",
    known_by: datetime | None = None,
    wanted: Wanted = ALL,
) -> Tolls:
    """Low, best and high of each incident, and of each sum.

    Args:
        entries: claims as the ledger holds them, in any order.
        names: keys and trees of places and parties.
        profile: by which rules, see `profiles.yaml`.
        known_by: only what had been published by this aware time.
        wanted: days and place.

    Raises:
        InputError: there is no such profile.

    """
    rules = profile_of(profile)
    found = incidents(entries, names, known_by=known_by, wanted=wanted)
    made = [toll for one in found if (toll := reconcile(one, rules, names)).figures]
    shown = [toll for toll in made if listed(toll.incident)]
    single = [toll for toll in shown if toll.incident.kind == "incident"]
    sums = [_against(toll, single, names) for toll in shown if toll.incident.kind == "aggregate"]
    return Tolls(
        profile=profile, start=wanted.since and wanted.since.isoformat(), end=wanted.until and wanted.until.isoformat(),
        known_by=known_by and known_by.isoformat(), incidents=tuple(single), aggregates=tuple(sums),
        unlisted=len(made) - len(shown),
    )  # fmt: skip


def _against(total: Toll, single: Sequence[Toll], names: Names) -> Toll:
    """R6: a sum beside the incidents that lie in its places and days; nothing is added to it."""
    ranges = [one for one in total.ranges if one.group == "all" and one.event == "killed"]
    inside = [toll for toll in single if _inside(toll, total, names)]
    held = [one for toll in inside for one in toll.ranges if one.group == "all" and one.event == "killed"]
    alike = any(used.group == "all" and used.event == "killed" and used.use == "used" for used in total.figures)
    if not ranges or not held or not alike:  # a count of one group only is not set against all the dead (R14)
        return total
    low, best, high = sum(r.low for r in held), sum(r.best for r in held), sum(r.high for r in held)
    known = Spread(low, best, high, False, {})
    whole = ranges[0]
    words = against(Spread(whole.low, whole.best, whole.high, whole.open, {}), known)
    fired = (*total.fired, Fired(rule="R6", words="set against the incidents known, not added"))
    return total.model_copy(update={"known": f"of the killed, {words} ({len(held)} incidents)", "fired": fired})


def _inside(toll: Toll, total: Toll, names: Names) -> bool:
    mine, yours = toll.incident, total.incident
    if not mine.dated or mine.start is None or yours.start is None or yours.end is None or mine.end is None:
        return False
    if mine.start < yours.start or mine.end > yours.end or not yours.places:
        return False
    outer = {where.id or where.key for where in yours.places}
    return any(
        where.key in outer or any(where.id is not None and names.inside(where.id, ident) for ident in outer)
        for where in mine.places
    )
