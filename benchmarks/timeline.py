"""How long it takes to join claims into the processes of a timeline, and how that grows.

usage: python -m benchmarks.timeline [--claims N …] [--days N] [--places N] [--seed N]

Claims are made up: truces, talks, deals, evacuations, aid and flight in cities with districts, by four sides, over a
fixed number of days, so that more claims are denser ones. Three to six claims tell of each matter; some name no place,
some no party, some a term. Prints seconds for each number of claims, and the number of processes.
"""

from __future__ import annotations

import argparse
import random
import time
from datetime import date, timedelta
from typing import TYPE_CHECKING

from benchmarks.incidents import Tree
from benchmarks.texts import table
from marsad.model import Claim, Coding, Entry, Link, Mention, Quantity, Span, Time
from marsad.views.registries import Names
from marsad.views.timeline.reading import timeline

if TYPE_CHECKING:
    from marsad.model import Type

_START = date(2031, 1, 1)
_EVENTS: dict[str, Type] = {
    **dict.fromkeys(("ceasefire_called", "ceasefire_agreed", "ceasefire_violated"), "diplomacy"),
    **dict.fromkeys(("talks_called", "talks_held", "talks_failed", "deal_proposed", "deal_agreed"), "diplomacy"),
    **dict.fromkeys(("evacuation_requested", "evacuation_carried_out", "aid_requested", "aid_blocked"), "humanitarian"),
    **dict.fromkeys(("fled", "trapped"), "displacement"),
}
_SIDES = ("River League", "Hill Brigade", "the government", "Relief Union")


def made(claims: int, days: int, places: int, chance: random.Random) -> list[Entry]:
    """That many claims, three to six on each matter, over that many days."""
    entries: list[Entry] = []
    while len(entries) < claims:
        day = _START + timedelta(days=chance.randrange(days))
        event, place = chance.choice(list(_EVENTS)), f"d{chance.randrange(places)}"
        sides = chance.sample(_SIDES, chance.randint(1, 2))
        for _ in range(chance.randint(3, 6)):
            told = day + timedelta(days=chance.randint(0, 1))
            where = place if chance.random() < 0.7 else None
            term = chance.choice((None, None, 3, 5))
            entries.append(_entry(len(entries), event, where, sides if chance.random() < 0.8 else [], day, told, term))
    return entries[:claims]


def _entry(n: int, event: str, place: str | None, sides: list[str], day: date, told: date, term: int | None) -> Entry:
    words = f"{' and '.join(sides) or 'somebody'} on {event} number {n % 97} of the season, reports say"
    claim = Claim(
        id=f"{n:07d}", doc=f"doc{n // 3}", type=_EVENTS[event], event=event,
        evidence=Span(start=80 * (n % 3), end=80 * (n % 3) + len(words), text=words),
        actor=[Mention(start=0, end=len(name), text=name) for name in sides],
        place=[Mention(start=0, end=len(place), text=place, link=Link(id=place))] if place else [],
        quantity=Quantity(start=0, end=1, text=f"{term} days", low=term, high=term, unit="days") if term else None,
        time=Time(text="then", start=str(day), end=str(day), span=(0, 4)) if n % 2 else None,
        published=str(told), publisher=f"Outlet {n % 40}",
        coding=Coding(coder="made", version="1", rule="-", confidence=1.0),
    )  # fmt: skip
    return Entry(claim=claim, reading=claim, recorded="2035-01-01T00:00:00Z")


def main() -> None:
    """Make, join, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, nargs="+", default=[1_250, 2_500, 5_000, 10_000])
    parser.add_argument("--days", type=int, default=365)
    parser.add_argument("--places", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    rows: list[tuple[object, ...]] = []
    for count in asked.claims:
        entries = made(count, asked.days, asked.places, random.Random(asked.seed))
        names = Names(Tree(asked.places))
        start = time.process_time()
        found = timeline(entries, names)
        took = time.process_time() - start
        rows.append((f"{count:,}", len(found.processes), f"{took:.2f}", f"{1000 * took / count:.2f}"))
    print(table(("claims", "processes", "seconds of processor", "ms a claim"), rows))


if __name__ == "__main__":
    main()
