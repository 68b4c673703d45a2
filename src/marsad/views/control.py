"""What the latest reports say of who is in control of each place. A reading of reports: nothing is filled in."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from marsad.views.days import DAY, day, say_day
from marsad.views.lines import what
from marsad.views.parts import ControlStatus, Line, Party, PlaceLines, PlaceState, Where
from marsad.views.wording import listed, named

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from marsad.model import Claim
    from marsad.views.registries import Names

HOLD = frozenset({"captured", "holds"})


def by_place(lines: Iterable[Line], claims: Mapping[str, Claim]) -> tuple[PlaceLines, ...]:
    """Lines grouped by the places that they name together; the place of the latest line first.

    Args:
        lines: lines on control.
        claims: their claims by id, to word the lines of a list of places ("took A, B and C") as one.

    """
    groups: dict[tuple[str, ...], list[Line]] = {}
    for line in lines:
        groups.setdefault(tuple(where.key for where in line.places), []).append(line)
    lists: dict[object, list[Line]] = {}
    for group in groups.values():
        lists.setdefault(_list_key(group), []).extend(group)
    return tuple(_place_lines(group, claims) for group in lists.values())


def _list_key(group: Sequence[Line]) -> object:
    """What places must share to be told of as one: the only line on each, and all of it but the place."""
    line = group[0]
    if len(group) > 1 or line.figure is not None or not line.places:
        return line.number
    return (
        line.event, line.modality, line.notes, line.said, line.period, line.standing, line.remarks,
        tuple(party.key for party in line.actors + line.targets),
    )  # fmt: skip


def _place_lines(group: Sequence[Line], claims: Mapping[str, Claim]) -> PlaceLines:
    places: dict[str, Where] = {}
    for where in (where for line in group for where in line.places):
        places.setdefault(where.key, where)
    words = ""
    if len({tuple(where.key for where in line.places) for line in group}) > 1:
        first, *_ = found = [claims[line.claims[0]] for line in group]
        words = what(first.model_copy(update={"place": [place for claim in found for place in claim.place]}))
    return PlaceLines(places=tuple(places.values()), lines=tuple(line.number for line in group), words=words)


def place_states(lines: Sequence[Line], names: Names) -> tuple[PlaceState, ...]:
    """The state of every place that lines on control name, in the order of the lines."""
    about: dict[str, tuple[Where, list[Line]]] = {}
    for line in lines:
        for where in line.places if line.modality == "asserted" else ():
            about.setdefault(where.key, (where, []))[1].append(line)
    return tuple(_state(where, found, names) for where, found in about.values())


def _state(where: Where, lines: list[Line], names: Names) -> PlaceState:
    status, used, parties = _standing(lines, names)
    as_of = max((line.period.end for line in used or lines if line.period.end), default=None)
    unsettled = [
        line
        for line in lines
        if line.event in ("contested", "advanced", "besieged") and (line.period.end or "") >= (as_of or "")
    ]
    contested = bool(unsettled) or any(partial(line) for line in used)
    return PlaceState(
        place=where, status=status, parties=parties, contested=contested, as_of=as_of,
        words=_words(status, parties, used, unsettled, as_of),
        lines=tuple(line.number for line in lines),
    )  # fmt: skip


def partial(line: Line) -> bool:
    """Whether a line speaks of a share of a place only."""
    figure = line.figure
    return figure is not None and figure.unit == "share" and (figure.low or 0) < 1


def _standing(lines: list[Line], names: Names) -> tuple[ControlStatus, list[Line], tuple[Party, ...]]:
    """The status, the lines that give it, and the parties it names."""
    holding = [line for line in lines if line.event in HOLD and line.actors]
    leaving = [line for line in lines if line.event == "withdrew" and line.actors]
    last = max((line.period.end or "" for line in holding + leaving), default=None)
    if last is None:
        events = {line.event for line in lines}
        status: ControlStatus = "besieged" if events == {"besieged"} else "contested"
        known = events & {"contested", "advanced", "besieged"}
        return (status if known else "unclear"), [], ()
    left = [line for line in leaving if (line.period.end or "") == last]
    floor = _day_before(last) if left else last
    held = [
        line
        for line in holding
        if (line.period.end or "") >= floor and ((line.period.end or "") == last or not _kin(line, left, names))
    ]
    if not held:
        return "left", left, _parties(left)
    eve = _day_before(last)
    rivals = [
        line
        for line in holding
        if eve <= (line.period.end or "") < last and any(distinct(line, o) and both_hold(line, o, names) for o in held)
    ]
    clash = any(
        not related(one, other, names) and not (partial(one) and partial(other))
        for one, other in combinations(held + rivals, 2)
    )
    left_by_holder = [line for line in left if _kin(line, held, names)]
    if clash or left_by_holder:
        return "disputed", held + rivals + left_by_holder, _parties(held + rivals)
    return "held", held, _parties(held)


def both_hold(one: Line, other: Line, names: Names) -> bool:
    """Whether two lines of about the same day have unrelated parties in one place: a later capture is a sequel."""
    if one.event not in HOLD or other.event not in HOLD or related(one, other, names):
        return False
    first, later = sorted((one, other), key=lambda line: line.period.start or "")
    return later.event == "holds" or (later.period.start or "") <= (first.period.end or "")


def distinct(one: Line, other: Line) -> bool:
    """Whether two lines rest on different origins."""
    return {source.key for source in one.sources} != {source.key for source in other.sources}


def _day_before(text: str) -> str:
    found = day(text)
    return str(found - DAY) if found else text


def related(one: Line, other: Line, names: Names) -> bool:
    """Whether some party of one line is, contains or belongs to one of the other."""
    return any(names.kindred(a, b) for a in one.actors for b in other.actors)


def _kin(line: Line, others: Sequence[Line], names: Names) -> bool:
    return any(related(line, other, names) for other in others)


def _parties(lines: Sequence[Line]) -> tuple[Party, ...]:
    """The parties of lines, one for each side that the registry knows; those that it does not know come last."""
    found: dict[str, Party] = {}
    for party in (party for line in lines for party in line.actors):
        found.setdefault(party.bloc or party.key, party)
    return tuple(sorted(found.values(), key=lambda party: party.id is None))


def _shares(used: Sequence[Line]) -> list[tuple[str, str]]:
    """Who is said to have what part of a place: the holder's name, and the shares that reports give."""
    found: dict[str, tuple[str, dict[str, None]]] = {}
    for line in used:
        first = line.actors[0]
        holder = found.setdefault(first.bloc or first.key, (named([first.name]), {}))
        holder[1][line.figure.words if line.figure else ""] = None
    return [(name, listed(shares)) for name, shares in found.values()]


def _words(
    status: ControlStatus, parties: Sequence[Party], used: Sequence[Line], unsettled: Sequence[Line], as_of: str | None
) -> str:
    """The state in plain words, dated by the latest report."""
    who = named(party.name for party in parties)
    found: date | None = day(as_of)
    when = f", {say_day(found)}" if found else ""
    if status == "held":
        verb = "taken" if all(line.event == "captured" for line in used) else "held"
        words = f"reported {verb} by {who}"
        if all(partial(line) for line in used):
            words = "; ".join(f"{shares} reported {verb} by {holder}" for holder, shares in _shares(used))
    elif status == "disputed":
        words = f"reports differ: {who}"
    elif status == "left":
        words = f"reported left by {who}, no one reported in control since"
    else:
        return {"besieged": "besieged", "contested": "fighting or advance reported"}.get(
            status, "by whom is not said"
        ) + when
    return f"{words}{' – fighting, advance or siege reported' if unsettled else ''}{when}"
