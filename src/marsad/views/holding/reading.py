"""Who holds each place on a day, read from claims by the chain; pure, and open on every claim that it used."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from marsad.views.holding import baselines
from marsad.views.holding.collect import collect
from marsad.views.holding.engine import Row, Table
from marsad.views.holding.evidence import OF_SOMEBODY, profile, repeats, weight
from marsad.views.holding.parameters import defaults, equal
from marsad.views.holding.parts import Chance, Control, PlaceReading, State, Turn, Used
from marsad.views.holding.shares import areas
from marsad.views.holding.sightings import with_takers

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from numpy.typing import NDArray

    from marsad.model import Entry
    from marsad.views.holding.collect import Collected
    from marsad.views.holding.parameters import Parameters
    from marsad.views.holding.sightings import Sighting
    from marsad.views.registries import Names

YEAR = 366
"""Days after which a place that nobody spoke of is no longer shown."""
LASTING = 90
"""Days after which a claim on a place is told apart as old: the chain has mostly forgotten it."""


class Readings:
    """The distributions of every place that claims on control name, over all days that they bear on."""

    def __init__(self, found: Collected, parameters: Parameters, until: date | None) -> None:
        self.found, self.parameters = found, parameters
        found.sightings = with_takers(found.sightings, parameters.repeat_days)
        self.factors = repeats(found.sightings, parameters)
        days = [s.day for s in found.sightings]
        last = max([*days, *([until.toordinal()] if until else [])], default=0)
        self.first = min(days, default=last)
        self.days = last - self.first + 1
        self.by_place: dict[str, list[int]] = defaultdict(list)
        for number, sighting in enumerate(found.sightings):
            self.by_place[sighting.place].append(number)
        self.rows = {row.place: row for row in self._rows()}
        self.distribution: dict[str, NDArray[np.float64]] = {}
        for table in self._tables():
            read = table.read()
            self.distribution |= {row.place: read[n] for n, row in enumerate(table.rows)}

    def _rows(self) -> Iterable[Row]:
        for place in self.found.places:
            wholes = self.found.wholes.get(place, ())
            about = [self.found.sightings[n] for key in (place, *wholes) for n in self.by_place.get(key, ())]
            actors = sorted({a for s in about for a in (s.actor, s.target) if a})
            yield Row(place, tuple(actors), wholes)

    def _tables(self) -> Iterable[Table]:
        """Places with as many actors in play are read together."""
        by_number: dict[int, list[Row]] = defaultdict(list)
        for row in self.rows.values():
            by_number[len(row.actors)].append(row)
        for rows in by_number.values():
            table = Table(rows, self.first, self.days, self.parameters)
            for number, sighting in enumerate(self.found.sightings):
                table.add(sighting, self.factors[number])
            yield table

    def on(self, place: str, day: date) -> NDArray[np.float64]:
        """The distribution of a place on a day: before the first report the first, after the last the last."""
        read = self.distribution[place]
        return np.asarray(read[min(max(day.toordinal() - self.first, 0), len(read) - 1)])

    def chances(self, place: str, values: NDArray[np.float64]) -> tuple[Chance, ...]:
        """A distribution as chances, the most likely first."""
        row = self.rows[place]
        states: list[tuple[State, str | None]] = [*(("held", a) for a in row.actors), ("contested", None)]
        states.append(("unknown", None))
        made = [
            Chance(state=state, party=self.found.parties.get(actor) if actor else None, chance=round(float(p), 4))
            for (state, actor), p in zip(states, values, strict=True)
        ]
        return tuple(sorted(made, key=lambda chance: -chance.chance))


def control(
    entries: Iterable[Entry],
    names: Names,
    *,
    on: date | None = None,
    known_by: datetime | None = None,
    place: str | None = None,
    all_equal: bool = False,
    parameters: Parameters | None = None,
) -> Control:
    """Who holds which place on a day.

    Args:
        entries: claims as the ledger holds them, in any order.
        names: keys and trees of places and parties.
        on: the day; without it, the last day that a claim bears on.
        known_by: what had been published by then, an aware time.
        place: only this place and those in it, by registry id.
        all_equal: every class of source and every interest weighs alike.
        parameters: those of the package where none are given.

    """
    found = collect(entries, names, known_by=known_by)
    used = parameters or defaults()
    readings = Readings(found, equal(used) if all_equal else used, on)
    day = on or date.fromordinal(readings.first + readings.days - 1) if found.sightings else on
    wanted = [
        key
        for key, where in found.places.items()
        if place is None or (where.id is not None and names.inside(where.id, place))
    ]
    heard = [key for key in wanted if day and _heard(readings, key, day)]
    read = [_place(readings, key, day) for key in heard] if day else []
    return Control(
        on=day.isoformat() if day else None, known_by=known_by.isoformat() if known_by else None, equal=all_equal,
        places=tuple(sorted(read, key=lambda one: (one.place.parents[::-1], one.place.name))),
        areas=areas(found, readings, names, day) if day else (), unresolved=found.unresolved, undated=found.undated,
        silent=len(wanted) - len(heard),
    )  # fmt: skip


def turns(
    entries: Iterable[Entry], names: Names, place: str, *, known_by: datetime | None = None, all_equal: bool = False
) -> tuple[Turn, ...]:
    """The history of a place (a registry id): the days on which its best reading changes.

    The first turn is the first day that a claim on the place bears on. A turn may lie before the claim that tells of
    it, where that gives no day. Each names the claims up to the next.
    """
    found = collect(entries, names, known_by=known_by)
    readings = Readings(found, equal(defaults()) if all_equal else defaults(), None)
    return _turns(readings, f"place:{place}")


def _turns(readings: Readings, place: str) -> tuple[Turn, ...]:
    own = sorted((readings.found.sightings[n].day, readings.found.sightings[n].claim) for n in readings.by_place[place])
    if not own:
        return ()
    starts: list[tuple[int, Chance]] = []
    before: tuple[State, str | None] | None = None
    for offset, values in enumerate(readings.distribution[place]):
        best = readings.chances(place, values)[0]
        now = (best.state, best.party.key if best.party else None)
        if now != before and readings.first + offset >= own[0][0]:
            starts.append((readings.first + offset, best))
            before = now
    ends = [day for day, _ in starts[1:]] + [readings.first + readings.days]
    return tuple(
        Turn(
            day=date.fromordinal(day).isoformat(), best=best,
            claims=tuple(dict.fromkeys(claim for on, claim in own if day <= on < end)),
        )
        for (day, best), end in zip(starts, ends, strict=True)
    )  # fmt: skip


def _heard(readings: Readings, key: str, day: date) -> bool:
    """Whether a claim on the place itself bears on the year before the day."""
    days = (readings.found.sightings[n].day for n in readings.by_place[key])
    return any(0 <= day.toordinal() - one <= YEAR for one in days)


def _place(readings: Readings, key: str, day: date) -> PlaceReading:
    found = readings.found
    own = [found.sightings[n] for n in readings.by_place[key]]
    chances = readings.chances(key, readings.on(key, day))
    if not _says_something(readings, key):
        chances = (Chance(state="unknown", chance=1.0),)
    heard = [s for s in own if s.day <= day.toordinal()] or own
    return PlaceReading(
        place=found.places[key], best=chances[0], distribution=chances,
        last_heard=date.fromordinal(max(s.published for s in heard)).isoformat(),
        last_claim=baselines.last_claim(heard, found), majority=baselines.majority(heard, found),
        statuses=baselines.statuses(heard, found), claims=_uses(readings, key, chances[0], day),
    )  # fmt: skip


def _says_something(readings: Readings, key: str) -> bool:
    """Whether any claim on the place itself counts: its neighbours alone are no reading of it."""
    own = (readings.found.sightings[n] for n in readings.by_place[key])
    return any(weight(sighting, readings.parameters) > 0 for sighting in own)


def _uses(readings: Readings, key: str, best: Chance, day: date) -> tuple[Used, ...]:
    """Every claim on a place and on what it lies in, for or against the best reading, or set aside with the reason."""
    row, found = readings.rows[key], readings.found
    numbers = [n for one in (key, *row.wholes) for n in readings.by_place.get(one, ())]
    made = []
    for number in sorted(numbers, key=lambda n: -found.sightings[n].day):
        sighting = found.sightings[number]
        counts = weight(sighting, readings.parameters) * readings.factors[number]
        says = profile(sighting, row.actors, readings.parameters)
        state = _index(row, best, found)
        use = "for" if says[state] >= np.log(np.exp(says).mean()) else "against"
        reason = _aside(sighting, day)
        made.append(
            Used(
                claim=sighting.claim, use="aside" if reason else use, reason=reason or _weaker(readings, number, key),
                weight=round(float(counts), 3), day=date.fromordinal(sighting.day).isoformat(),
                says=baselines.say(sighting, found), source=sighting.origin,
            )
        )  # fmt: skip
    return tuple({used.claim: used for used in reversed(made)}.values())[::-1]


def _index(row: Row, best: Chance, found: Collected) -> int:
    if best.state != "held":
        return len(row.actors) + (best.state == "unknown")
    return next(n for n, actor in enumerate(row.actors) if found.parties.get(actor) == best.party)


def _aside(sighting: Sighting, day: date) -> str:
    if sighting.actor is None and sighting.event in OF_SOMEBODY:
        return "it does not say who"
    if sighting.modality == "planned":
        return "it speaks of what is to come"
    if sighting.day > day.toordinal():
        return "it is about a later day, which only bears back on this one"
    return "it is too long ago to say much" if day.toordinal() - sighting.day > LASTING else ""


def _weaker(readings: Readings, number: int, key: str) -> str:
    sighting = readings.found.sightings[number]
    reasons: Sequence[tuple[bool, str]] = (
        (sighting.place != key, "it is about the larger place"),
        (readings.factors[number] < 1, "its origin said the same in the days before"),
        (sighting.modality in ("alleged", "denied"), f"it is {sighting.modality}"),
        (sighting.first is None, "it gives no day of its own"),
    )
    return "; ".join(words for holds, words in reasons if holds)
