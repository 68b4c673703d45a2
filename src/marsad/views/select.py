"""Which claims a brief shows: as known by a time, for a day or a period, for a place.

The rules, in order:

1. Claims whose coding was rejected or superseded, and claims retracted by their source, are left out. A reading that a
   newer one has superseded is not counted.
2. Known by a time: only what was published by then. A report that gives only its day counts as published at the end of
   that day; one without a date counts from when the ledger recorded it.
3. A place: claims on it or on what lies inside it; claims on what contains it are kept apart as `wider`. A claim that
   names no place, or only places that were not resolved and whose words do not hold the place's name, is left out.
4. The window. With a day D it is the day before and the day itself, for a report of D mostly tells of the evening and
   night before. Without one it reaches from the day before the first report to the day of the last.
5. A claim holds on the days it gives itself, else on the day it was published. It is `current` when those days touch
   the window, or when it was published in the window and speaks of later days (plans). A claim other than on control
   that reaches back more than a month before the window (the dead of a five-year war) is not: see rule 7. Nor is one of
   more than a week that was published outside the window: a count up to the 12th says little of the 7th.
6. Of older claims on control, the latest for each place stand until something later is reported of that place, for at
   most a year: `standing`. Fighting and advances do not stand, sieges do; nor does a place that only its own report can
   name ("the last road"). A truce stands for the days it was given.
7. Other older facts that a report of the window repeats are `background`. What is left is counted with its reason.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Literal

from marsad.views.days import DAY, Days, day, effective_days, own_days
from marsad.views.known import was_known
from marsad.views.parts import Where
from marsad.views.registries import Names, display

if TYPE_CHECKING:
    from collections.abc import Iterable

    from marsad.model import Claim, Entry

STATES = frozenset({"captured", "holds", "withdrew"})
"""Events that say who is in a place, or no longer is."""
STANDS = timedelta(days=366)
LONG = timedelta(days=31)
WEEK = timedelta(days=7)

Scope = Literal["inside", "wider", "outside", "unresolved", "unplaced"]


@dataclass
class Chosen:
    """The claims of a brief, each in one list only, and how many were left out for which reason."""

    window: Days | None
    current: list[Entry] = field(default_factory=list)
    standing: list[Entry] = field(default_factory=list)
    wider: list[Entry] = field(default_factory=list)
    background: list[Entry] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)


def choose(
    entries: Iterable[Entry], names: Names, *, on: date | None, known_by: datetime | None, place: Where | str | None
) -> Chosen:
    """Apply the rules above.

    Args:
        entries: claims as the ledger holds them, in any order.
        names: keys and trees of places.
        on: the day asked for, or None for the whole period of the reports.
        known_by: an aware time, or None for everything known.
        place: the place asked for, or its words where the registry does not know it.

    """
    left_out: Counter[str] = Counter()
    known = []
    for entry in entries:
        if entry.status == "superseded":
            continue
        reason = _unknown(entry, known_by)
        if reason:
            left_out[reason] += 1
        else:
            known.append(entry)
    chosen = Chosen(_window(known, on), left_out=left_out)
    older: list[Entry] = []
    for entry in known:
        scope = _scope(entry.reading, names, place)
        if scope not in ("inside", "wider"):
            left_out[_OUTSIDE[scope]] += 1
        elif not _current(entry, chosen.window, on):
            older.append(entry)
        else:
            (chosen.current if scope == "inside" else chosen.wider).append(entry)
    _sort_older(chosen, older, names, place, on)
    return chosen


_OUTSIDE: dict[Scope, str] = {
    "outside": "about other places",
    "unresolved": "about places that could not be resolved, so perhaps elsewhere",
    "unplaced": "that name no place",
}


_NOT_COUNTED = {
    "doubted": "read differently by two coders, and waiting for review",
    "rejected": "rejected in review",
    "retracted": "retracted by the source",
}


def _unknown(entry: Entry, known_by: datetime | None) -> str | None:
    """Why an entry was not known or does not count, or None."""
    if entry.status != "standing":
        return _NOT_COUNTED[entry.status]
    return None if was_known(entry, known_by) else "published later"


def _scope(claim: Claim, names: Names, place: Where | str | None) -> Scope:
    if place is None:
        return "inside"
    if not claim.place:
        return "unplaced"
    wanted, words = (place.id, place.name) if isinstance(place, Where) else (None, place)
    found: set[Scope] = set()
    for mention in claim.place:
        if mention.link is None or wanted is None:
            holds = re.search(rf"(?<!\w){re.escape(words)}(?!\w)", display(mention), re.IGNORECASE)
            found.add("inside" if holds else "unresolved" if mention.link is None else "outside")
        elif names.inside(mention.link.id, wanted):
            found.add("inside")
        elif names.inside(wanted, mention.link.id):
            found.add("wider")
        else:
            found.add("outside")
    order: tuple[Scope, ...] = ("inside", "wider", "unresolved", "outside")
    return next(scope for scope in order if scope in found)


def _window(entries: list[Entry], on: date | None) -> Days | None:
    if on is not None:
        return Days(on - DAY, on)
    published = [found for entry in entries if (found := day(entry.claim.published))]
    return Days(min(published) - DAY, max(published)) if published else None


def _held_days(claim: Claim) -> Days | None:
    """The days on which a claim holds: a truce of so many days holds for all of them."""
    days = effective_days(claim)
    length = claim.quantity
    if days is None or claim.event not in ("ceasefire_agreed", "deal_agreed") or claim.modality != "asserted":
        return days
    if length is None or length.low is None or length.unit not in ("days", "hours"):
        return days
    return Days(days.start, max(days.end, days.start + timedelta(**{length.unit: length.low})))


def _current(entry: Entry, window: Days | None, on: date | None) -> bool:
    if window is None:
        return True
    days, published = _held_days(entry.reading), day(entry.claim.published)
    if days is None:
        return on is None
    reported = published is not None and window.start <= published <= window.end
    if days.touches(window):
        if entry.reading.type == "control" or days.end - days.start <= WEEK:
            return True
        return days.start >= window.start - LONG and (reported or published is None or on is None)
    return days.start > window.end and (on is None or reported)


def _sort_older(chosen: Chosen, older: list[Entry], names: Names, place: Where | str | None, on: date | None) -> None:
    """Of what is not current: what stands, what is background, and what is left out."""
    window = chosen.window
    assert window is not None or not older
    standing = _latest(older, [*chosen.current, *chosen.wider], names, window) if on is not None and window else set()
    for entry in older:
        days, published = effective_days(entry.reading), day(entry.claim.published)
        inside = _scope(entry.reading, names, place) == "inside"
        if days is None:
            chosen.left_out["that give no day and no date of publication"] += 1
        elif window and days.start > window.end:
            chosen.left_out["about later days"] += 1
        elif entry.claim.id in standing:
            (chosen.standing if inside else chosen.wider).append(entry)
        elif inside and (on is None or (published and window and window.start <= published <= window.end)):
            chosen.background.append(entry)
        elif window and days.touches(window):
            chosen.left_out["about longer periods, reported on other days"] += 1
        else:
            chosen.left_out["about days before the window"] += 1


def _kind(claim: Claim) -> str | None:
    """What a claim says of the standing of a place: who is in it, or a siege; None where it says nothing lasting."""
    if claim.type != "control" or claim.modality != "asserted":
        return None
    return "state" if claim.event in STATES else "siege" if claim.event == "besieged" else None


def _latest(older: list[Entry], current: list[Entry], names: Names, window: Days) -> set[str]:
    """Ids of the older claims on control that stand: the latest for each place, all of that day side by side."""
    newer = {(_kind(e.reading), key) for e in current for key in _keys(e.reading, names)}
    last: dict[tuple[str | None, str], date] = {}
    candidates = []
    for entry in older:
        days = own_days(entry.reading) or effective_days(entry.reading)
        if _kind(entry.reading) is None or days is None or not window.start - STANDS <= days.end < window.start:
            continue
        for key in _keys(entry.reading, names):
            about = (_kind(entry.reading), key)
            if about not in newer:
                last[about] = max(last.get(about, days.end), days.end)
                candidates.append((about, days.end, entry.claim.id))
    return {ident for about, end, ident in candidates if last[about] == end}


def _keys(claim: Claim, names: Names) -> list[str]:
    """The places of a claim that mean the same in other documents."""
    return [where.key for mention in claim.place if not (where := names.where(mention, claim)).local]
