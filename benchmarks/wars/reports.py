"""What the sources of a simulated war say of it: late, in part, with an interest, copied, and sometimes wrong.

Frozen with `truth`. Worlds are of six kinds. In `plain` ones sources err independently. The others break what a model
may assume: `lies` (all sources of one side claim gains that are not, together, for days), `blackout` (nobody can report
from a part of the city for weeks), `premature` (captures are claimed when a battle begins, and half of the battles are
lost), `third` (an actor appears that nobody knew) and `copies` (agencies repeat one report many times, some unnamed).
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Literal

from benchmarks.wars.truth import CONTESTED, NOBODY, SIDES, THIRD, Event, War, fight

Kind = Literal["plain", "lies", "blackout", "premature", "third", "copies"]
KINDS: tuple[Kind, ...] = ("plain", "lies", "blackout", "premature", "third", "copies")


@dataclass(frozen=True)
class Source:
    """A source: its class, the side it speaks for, and its habits (chances and days)."""

    name: str
    class_: str
    side: str | None
    reach: float
    """Chance that it reports an event at all; of its own side's losses it is multiplied by `candour`."""
    error: float
    """Chance that a report names the wrong district."""
    lag: float
    """Mean days between event and report."""
    candour: float = 1.0
    parts: tuple[str, ...] = ()
    """The parts of the city that it can see; empty for all."""


@dataclass(frozen=True)
class Report:
    """One claim: what a source says on a day. `valid` is the day it gives, `origin` whom a copy repeats."""

    published: int
    valid: int | None
    place: str
    event: str
    actor: str | None
    target: str | None
    modality: str
    source: Source
    origin: str


@dataclass
class World:
    """A war and all that was said of it, in the order of publication."""

    number: int
    kind: Kind
    war: War
    reports: list[Report]


def world(number: int) -> World:
    """The world of that number; the kinds take turns, and the same number gives the same world."""
    rng = Random(f"marsad wars {number}")
    kind = KINDS[number % len(KINDS)]
    days = rng.randint(60, 90)
    war = fight(
        rng, side=rng.choice((4, 5, 6)), days=days, third_from=rng.randint(15, days // 2) if kind == "third" else None
    )
    reports = [report for report in _told(rng, kind, war) if report.published < days]
    return World(number, kind, war, sorted(reports, key=lambda report: (report.published, report.place, report.event)))


def _sources(rng: Random, kind: Kind, war: War) -> list[Source]:
    parts = sorted(set(war.parts.values()))
    found = [
        Source("monitor", "monitor", None, rng.uniform(0.5, 0.8), rng.uniform(0.01, 0.05), rng.uniform(0.5, 1.5)),
        Source("wire", "wire", None, rng.uniform(0.25, 0.5), rng.uniform(0.02, 0.06), rng.uniform(0.8, 2)),
        Source("un", "un", None, rng.uniform(0.1, 0.25), 0.02, rng.uniform(2, 6)),
    ]
    for number, part in enumerate(rng.sample(parts, 2)):
        reach = rng.uniform(0.4, 0.8)
        found.append(Source(f"locals {number}", "witness", None, reach, rng.uniform(0.05, 0.15), 0.7, 1.0, (part,)))
    for side in (*SIDES, *((THIRD,) if kind == "third" else ())):
        candour = rng.uniform(0.1, 0.4)
        found.append(Source(f"{side} army", "belligerent", side, rng.uniform(0.5, 0.8), 0.05, 0.5, candour))
        found.append(Source(f"{side} media", "state_media", side, rng.uniform(0.3, 0.6), 0.06, 0.9, candour))
    return found


def _told(rng: Random, kind: Kind, war: War) -> list[Report]:
    sources = _sources(rng, kind, war)
    hidden, since = rng.choice(sorted(set(war.parts.values()))), rng.randint(15, 35)
    until = since + rng.randint(14, 25)
    found: list[Report] = []
    for event in war.events:
        for source in sources:
            report = _report(rng, kind, war, source, event)
            found += [report] if report else []
    for day in range(war.days):
        for source in sources:
            found += _status(rng, war, source, day)
    if kind == "lies":
        found += _lies(rng, war, sources)
    if kind == "blackout":
        found = [r for r in found if not (_part(war, r.place) == hidden and since <= r.published <= until)]
    return found + _copies(rng, kind, found, sources)


def _part(war: War, place: str) -> str:
    return war.parts.get(place, place)


def _late(rng: Random, source: Source) -> int:
    return min(12, int(rng.expovariate(1 / source.lag)))


def _report(rng: Random, kind: Kind, war: War, source: Source, event: Event) -> Report | None:
    """What a source says of an event, if anything."""
    if source.parts and war.parts[event.district] not in source.parts:
        return None
    gain, loss = source.side == event.actor, source.side is not None and source.side in (event.loser, _leaver(event))
    if rng.random() > source.reach * (source.candour if loss else 1.0):
        return None
    published = event.day + _late(rng, source)
    if published >= war.days:
        return None
    place = rng.choice(war.near[event.district]) if rng.random() < source.error else event.district
    valid = event.day if rng.random() < 0.6 else None
    told, actor, target = {
        "battle": ("contested", event.actor, event.loser),
        "captured": ("captured", event.actor, event.loser),
        "repelled": ("holds", event.actor, None),
        "left": ("withdrew", event.actor, None),
    }[event.kind]
    early = rng.random() < (0.6 if kind == "premature" else 0.1)
    if event.kind == "battle" and gain and source.class_ in ("belligerent", "state_media"):
        told = "captured" if early else "advanced"
    modality = "alleged" if source.class_ == "witness" and rng.random() < 0.3 else "asserted"
    return Report(published, valid, place, told, actor, target, modality, source, source.name)


def _leaver(event: Event) -> str | None:
    return event.actor if event.kind == "left" else None


def _status(rng: Random, war: War, source: Source, day: int) -> list[Report]:
    """Reports of standing control: of a district, now and then of a whole part; by a side, of its own with pride."""
    found = []
    if rng.random() < 0.25 * source.reach:
        name = rng.choice([d for d in war.districts if not source.parts or war.parts[d] in source.parts])
        seen = war.holder[max(0, day - _late(rng, source))][name]
        if source.side and rng.random() < 0.3 and seen != source.side and source.side in _around(war, day, name):
            seen = source.side  # a claim to hold what is lost
        if seen == CONTESTED:
            found.append(Report(day, None, name, "contested", None, None, "asserted", source, source.name))
        elif seen != NOBODY and (source.side in (None, seen) or rng.random() < source.candour):
            found.append(Report(day, None, name, "holds", seen, None, "asserted", source, source.name))
    if rng.random() < 0.04 * source.reach:
        part = rng.choice(source.parts or sorted(set(war.parts.values())))
        inside = [war.holder[day][d] for d in war.districts if war.parts[d] == part]
        most = max(sorted(set(inside) - {CONTESTED, NOBODY}), key=inside.count, default=None)
        if most and inside.count(most) >= 0.8 * len(inside):
            found.append(Report(day, None, part, "holds", most, None, "asserted", source, source.name))
    return found


def _around(war: War, day: int, name: str) -> set[str]:
    return {war.holder[day][n] for n in war.near[name]}


def _lies(rng: Random, war: War, sources: list[Source]) -> list[Report]:
    """Twice in such a war one side's sources claim, together and for days, districts that it does not have."""
    found = []
    for _ in range(2):
        side, start = rng.choice(SIDES), rng.randint(10, war.days - 15)
        theirs = [d for d in war.districts if war.holder[start][d] not in (side, CONTESTED, NOBODY)]
        for name in rng.sample(theirs, min(3, len(theirs))):
            for source in (s for s in sources if s.side == side):
                for day in range(start, start + rng.randint(2, 5)):
                    valid = start if rng.random() < 0.6 else None
                    found.append(Report(day, valid, name, "captured", side, None, "asserted", source, source.name))
    return found


def _copies(rng: Random, kind: Kind, told: list[Report], sources: list[Source]) -> list[Report]:
    """Reports that others repeat, mostly with their origin; in worlds of copies often, and half of it without."""
    wire = next(s for s in sources if s.class_ == "wire")
    often, named = (1.5, 0.5) if kind == "copies" else (0.3, 0.9)
    found = []
    for report in told:
        for _ in range(int(rng.expovariate(1 / often))):
            paper = Source(f"paper {rng.randint(1, 8)}", wire.class_, None, 0, 0, 1)
            origin = report.origin if rng.random() < named else paper.name
            found.append(
                Report(
                    report.published + int(rng.expovariate(1)), report.valid, report.place, report.event, report.actor,
                    report.target, report.modality, report.source if origin == report.origin else paper, origin,
                )
            )  # fmt: skip
    return found
