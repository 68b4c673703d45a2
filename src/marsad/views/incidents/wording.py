"""A toll in one plain sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marsad.views.days import day, say_days
from marsad.views.figures import number
from marsad.views.wording import at, capital, joined, listed

if TYPE_CHECKING:
    from marsad.views.incidents.parts import Range, Toll

_PEOPLE = {
    "all": ("person", "people"), "civilians": ("civilian", "civilians"), "combatants": ("fighter", "fighters"),
    "children": ("child", "children"), "women": ("woman", "women"),
}  # fmt: skip


def sentence(toll: Toll) -> str:
    """How many, where, when, by how many origins; that of a sum says so."""
    totals = [one for one in toll.ranges if one.group == "all"]
    if not totals:
        return "No figure stands."
    what = listed(f"{amount(one)}{'' if n else ' ' + _people(one)} {one.event}" for n, one in enumerate(totals))
    parts = [f"{amount(one)} {_people(one)}" for one in toll.ranges if one.event == totals[0].event and _told(one)]
    origins = len({used.source for used in toll.figures if used.use == "used"})
    by = f"by {origins} origins" if origins != 1 else "by one origin"
    of_them = f"of the {totals[0].event}, {listed(parts)}" if parts else ""
    sum_ = ", a sum over several happenings" if toll.incident.kind == "aggregate" else ""
    words = joined(what, at([where.name for where in toll.incident.places]), _when(toll), by)
    return capital(f"{words}{sum_}{'; ' + of_them if of_them else ''}.")


def _people(one: Range) -> str:
    return _PEOPLE[one.group][one.low != 1 or one.high != 1]


def _told(one: Range) -> bool:
    return one.group != "all" and not one.presumed and not one.disputed


def amount(one: Range) -> str:
    """12; 9 to 14, best 11; at least 20."""
    if one.low == one.high:
        return f"at least {number(one.low)}" if one.open else number(one.low)
    if one.low == one.best == 0:
        return f"up to {number(one.high)}"
    more = " or more" if one.open else ""
    return f"{number(one.low)} to {number(one.high)}{more} (best {number(one.best)})"


def _when(toll: Toll) -> str:
    start, end = day(toll.incident.start), day(toll.incident.end)
    if start is None or end is None:
        return ""
    return f"on {say_days(start, end)}" if toll.incident.dated else f"told on {say_days(start, end)}"
