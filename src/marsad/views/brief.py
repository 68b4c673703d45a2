"""The brief: what reports say, line by line, each with who says so and the words it rests on."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from marsad.errors import InputError
from marsad.model import EVENTS, Claim, Entry, Type
from marsad.views.contradictions import contradictions
from marsad.views.control import by_place, place_states
from marsad.views.days import say_day, say_days
from marsad.views.drafting import Draft, draft, finished
from marsad.views.parts import Brief, LeftOut, Line, Section, Where
from marsad.views.registries import ActorBook, Names, PlaceBook
from marsad.views.repeats import grouped
from marsad.views.select import Chosen, choose
from marsad.views.tolls import toll_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

TITLES: dict[Type, str] = {
    "control": "Control",
    "attack": "Attacks",
    "casualty": "Casualties",
    "displacement": "Displacement",
    "diplomacy": "Diplomacy",
    "humanitarian": "Humanitarian",
}


def brief(
    entries: Iterable[Entry],
    *,
    on: date | None = None,
    known_by: datetime | None = None,
    place: str | None = None,
    places: PlaceBook | None = None,
    actors: ActorBook | None = None,
) -> Brief:
    """Draw up the brief of a day, or of the whole period of the reports.

    Which claims are shown, and where, is set down in `marsad.views.select`. The function is pure: the same entries give
    the same brief, in whatever order they come.

    Args:
        entries: claims as the ledger holds them.
        on: the day; the window is the day before and the day itself. None: the whole period of the reports.
        known_by: only what was published by then; a time without offset is taken as UTC. None: everything.
        place: a place by its name or registry id: the brief is of it and what lies inside it. None: all places.
        places: the registry of places, for trees and coordinates.
        actors: the registry of actors, so that an umbrella and its member do not contradict each other.

    Raises:
        InputError: the place is neither in the registry nor in the words of any claim.

    """
    names = Names(places, actors)
    given = list(entries)
    if known_by is not None and known_by.tzinfo is None:
        known_by = known_by.replace(tzinfo=UTC)
    where = _asked(place, names, given)
    chosen = choose(given, names, on=on, known_by=known_by, place=where or place)
    lines, notes, layout = finished(_drafts(chosen, names))
    shown = {part: [line for line in lines if layout[line.number] == part] for part in ("body", "wider", "background")}
    body = shown["body"]
    control = [line for line in body if line.type == "control"]
    documents = {note.doc for note in notes}
    claims = {entry.claim.id: entry.reading for entry in [*chosen.current, *chosen.standing]}
    window = chosen.window
    return Brief(
        title=_title(where.name if where else place, on, chosen),
        on=str(on) if on else None,
        known_by=known_by.isoformat() if known_by else None,
        place=where or (Where(key=f"words:{place.casefold()}", name=place) if place else None),
        start=str(window.start) if window else None,
        end=str(window.end) if window else None,
        documents=len(documents),
        claims=sum(len(line.claims) for line in lines),
        lines=lines,
        sections=tuple(_section(kind, body, claims) for kind in EVENTS),
        contradictions=contradictions(body, names),
        tolls=toll_rows(body),
        wider=tuple(line.number for line in shown["wider"]),
        background=tuple(line.number for line in shown["background"]),
        states=place_states(control, names),
        mentioned=_mentioned(body),
        unresolved=tuple(dict.fromkeys(w.name for line in body for w in line.places if w.id is None)),
        notes=notes,
        left_out=tuple(LeftOut(reason=r, claims=n) for r, n in sorted(chosen.left_out.items())),
    )


def _asked(place: str | None, names: Names, entries: Sequence[Entry]) -> Where | None:
    """The place asked for, or None where only words of claims can be matched."""
    if not place:
        return None
    where = names.find(place)
    if where is None and not any(place.casefold() in m.text.casefold() for e in entries for m in e.reading.place):
        raise InputError(f"No place called “{place}” is known, and no claim names it.")
    return where


def _title(place: str | None, on: date | None, chosen: Chosen) -> str:
    if on is not None:
        return f"{place}, {say_day(on)}" if place else f"Brief of {say_day(on)}"
    days = [found for e in [*chosen.current, *chosen.background] if (found := (e.claim.published or "")[:10])]
    if not days:
        return place or "Brief"
    period = say_days(date.fromisoformat(min(days)), date.fromisoformat(max(days)))
    return f"{place}, reports of {period}" if place else f"Reports of {period}"


def _drafts(chosen: Chosen, names: Names) -> list[Draft]:
    """Lines in reading order: sections, then wider places, then background."""
    body = [
        *(draft(group, names, "body") for group in grouped(chosen.current, names)),
        *(draft(group, names, "body", standing=True) for group in grouped(chosen.standing, names)),
    ]
    wider = [draft(group, names, "wider") for group in grouped(chosen.wider, names)]
    background = [draft(group, names, "background") for group in grouped(chosen.background, names)]
    ordered: list[Draft] = []
    for kind in EVENTS:
        found = _latest_first(one for one in body if one.line.type == kind)
        ordered += _together(found, _place_key) if kind == "control" else _parts_after(found)
    return [*ordered, *_latest_first(wider), *_latest_first(background)]


def _latest_first(drafts: Iterable[Draft]) -> list[Draft]:
    """By the last day, latest first; undated last; within a day in the order of the reports."""
    return sorted(drafts, key=lambda one: one.line.period.end or "", reverse=True)


def _place_key(one: Draft) -> tuple[str, ...]:
    return tuple(where.key for where in one.line.places)


def _together(drafts: Sequence[Draft], key: Callable[[Draft], tuple[str, ...]]) -> list[Draft]:
    """Drafts of the same key follow each other, at the place of the first."""
    groups: dict[tuple[str, ...], list[Draft]] = {}
    for one in drafts:
        groups.setdefault(key(one), []).append(one)
    return [one for group in groups.values() for one in group]


def _parts_after(drafts: Sequence[Draft]) -> list[Draft]:
    """Drafts with each part of a figure right after its whole."""
    home = {claim: one for one in drafts for claim in one.line.claims}
    parts: dict[Draft | None, list[Draft]] = {}
    for one in drafts:
        parts.setdefault(home.get(one.whole) if one.whole else None, []).append(one)
    ordered: dict[Draft, None] = {}

    def add(one: Draft) -> None:
        if one not in ordered:
            ordered[one] = None
            for part in parts.get(one, ()):
                add(part)

    for one in [*parts.get(None, ()), *drafts]:  # the second time for parts that name each other in a circle
        add(one)
    return list(ordered)


def _section(kind: Type, body: Sequence[Line], claims: Mapping[str, Claim]) -> Section:
    lines = [line for line in body if line.type == kind]
    return Section(
        key=kind,
        title=TITLES[kind],
        lines=tuple(line.number for line in lines),
        groups=by_place(lines, claims) if kind == "control" else (),
    )


def _mentioned(body: Sequence[Line]) -> tuple[Where, ...]:
    """Places with coordinates that only lines on other subjects name."""
    held = {where.key for line in body if line.type == "control" for where in line.places}
    found = {w.key: w for line in body for w in line.places if w.lat is not None and w.key not in held}
    return tuple(found.values())
