"""How long it takes to group claims into incidents, and to reconcile their tolls.

usage: python -m benchmarks.incidents [--claims N] [--places N] [--seed N]

Claims are made up: strikes in places of a tree (cities with districts), each told by one to six documents with claims
on the attack, the killed, the injured and the children among them; figures differ, one document in five names only the
city, a tenth gives no day. Most strikes are in few places, as in a real war. Prints seconds for each step.
"""

from __future__ import annotations

import argparse
import random
import time
from dataclasses import dataclass
from datetime import date, timedelta

from marsad.model import Claim, Coding, Entry, Link, Mention, Quantity, Span, Target, Time
from marsad.views.incidents.reading import incidents
from marsad.views.incidents.tolls import tolls
from marsad.views.registries import Names

_START = date(2031, 1, 1)
_MEANS = {"airstrike": "air strike", "shelling": "mortar fire", "bombing": "car bomb", "shooting": "gunmen"}
_OBJECTS = ("a school", "a market", "a hospital", "a wedding", "a bus", "houses", "a bakery", "a checkpoint")


@dataclass(frozen=True)
class Place:
    """A place of an invented tree."""

    id: str
    name: str
    kind: str
    lat: float
    lon: float
    parent: str | None


class Tree:
    """Cities of ten districts each, far from each other."""

    def __init__(self, places: int) -> None:
        self.places: dict[str, Place] = {}
        for n in range(places):
            city = f"city{n // 10}"
            where = (10 + n // 10, 20.0 + (n % 10) / 20)
            self.places.setdefault(city, Place(city, f"City {n // 10}", "city", where[0], 20.0, None))
            self.places[f"d{n}"] = Place(f"d{n}", f"District {n}", "district", *where, parent=city)

    def link(self, name: str) -> None:
        """No name is looked up."""

    def get(self, ident: str) -> Place:
        """A place of the tree."""
        return self.places[ident]

    def ancestors(self, ident: str) -> list[Place]:
        """The city of a district."""
        parent = self.places[ident].parent
        return [self.places[parent]] if parent else []


def made(claims: int, places: int, chance: random.Random) -> list[Entry]:
    """That many claims on strikes in that many places."""
    entries: list[Entry] = []
    doc = 0
    while len(entries) < claims:
        place = min(int(chance.paretovariate(0.7)) - 1, places - 1)
        day = _START + timedelta(days=chance.randrange(1000))
        event, dead = chance.choice(list(_MEANS)), chance.randint(1, 60)
        hit = chance.choice(_OBJECTS)
        for _ in range(chance.randint(1, 6)):
            doc += 1
            where = f"city{place // 10}" if chance.random() < 0.2 else f"d{place}"
            count = max(1, dead + chance.choice((0, 0, 0, 1, -1, 3, 8)))
            dated = chance.random() > 0.1
            told = (event, "killed", "injured", "killed")
            figures = (None, count, count * 2, max(1, count // 4))
            for n, (kind, figure) in enumerate(zip(told, figures, strict=True)):
                words = f"{_MEANS[event]} on {hit} {kind} {figure or ''}"
                entries.append(_entry(doc, n, kind, where, day, dated, words, figure, chance.randrange(40)))
    return entries[:claims]


def _entry(
    doc: int, n: int, kind: str, where: str, day: date, dated: bool, words: str, figure: int | None, outlet: int
) -> Entry:
    at = 80 * n
    target = "children" if n == 3 else "people"
    claim = Claim(
        id=f"{doc:07d}-{n}", doc=f"{doc:07d}", type="attack" if n == 0 else "casualty", event=kind,
        evidence=Span(start=at, end=at + len(words), text=words), place=[_mention(where, where)],
        target=[Target(start=at, end=at + len(target), text=target)],
        quantity=figure and Quantity(start=at, end=at + 1, text=str(figure), low=figure, high=figure,
                                     part_of=f"{doc:07d}-1" if n == 3 else None),
        time=Time(text="then", start=str(day), end=str(day), span=(0, 4)) if dated else None,
        published=str(day + timedelta(days=1)), publisher=f"Outlet {outlet}",
        coding=Coding(coder="made", version="1", rule="-", confidence=1.0),
    )  # fmt: skip
    return Entry(claim=claim, reading=claim, recorded="2035-01-01T00:00:00Z")


def _mention(text: str, ident: str) -> Mention:
    return Mention(start=0, end=len(text), text=text, link=Link(id=ident))


def main() -> None:
    """Make, group, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--places", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    entries = made(asked.claims, asked.places, random.Random(asked.seed))
    names = Names(Tree(asked.places))
    for what, view in (("incidents", incidents), ("tolls", tolls)):
        start, busy = time.perf_counter(), time.process_time()
        view(entries, names)
        took, busy = time.perf_counter() - start, time.process_time() - busy
        print(f"{len(entries):,} claims in {asked.places:,} places, {what}: {took:.1f} s, {busy:.1f} s of processor")


if __name__ == "__main__":
    main()
