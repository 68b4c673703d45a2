"""Incidents and tolls worked by hand from documents coded by hand, which lie beside the checkout."""

from __future__ import annotations

import csv
from collections import defaultdict
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from marsad.knowledge.actors import Actors
from marsad.knowledge.places import Places
from marsad.model import Entry, Link
from marsad.views.registries import Names
from tests.views.making import GOLD, gold_entries

if TYPE_CHECKING:
    from collections.abc import Iterator

    from marsad.model import Attribution

FOLDER = Path(__file__).parent


@lru_cache(maxsize=1)
def registries() -> tuple[Places, Actors]:
    return Places.load(), Actors.load()


def names() -> Names:
    return Names(*registries())


@lru_cache(maxsize=1)
def coded() -> dict[str, Entry]:
    """The claims of all documents coded by hand, places and sources linked, by their names in gold."""
    places, actors = registries()

    def by(source: Attribution) -> Attribution:
        known = actors.known(source.text)
        return source.model_copy(update={"link": Link(id=known.id) if known else None})

    found = {}
    with (GOLD.parent / "gold.csv").open(encoding="utf-8") as rows:
        docs = [row["doc"] for row in csv.DictReader(rows)]
    for doc in docs:
        made = list(gold_entries(GOLD / f"{doc}.json"))
        near = [mention.text for _, entry in made for mention in entry.claim.place]
        country = places.guess_country(near)
        for record, entry in made:
            claim = entry.claim
            linked = [m.model_copy(update={"link": places.link(m.text, near, country)}) for m in claim.place]
            claim = claim.model_copy(update={"place": linked, "attribution": [by(one) for one in claim.attribution]})
            found[record["id"]] = entry.model_copy(update={"claim": claim, "reading": claim})
    return found


def lines(name: str) -> Iterator[str]:
    """What a file says, without its remarks."""
    yield from (line for line in (FOLDER / name).read_text(encoding="utf-8").splitlines() if not line.startswith("#"))


def incidents_of(name: str) -> list[set[str]]:
    """The incidents of a file, as names of claims."""
    parts = ([part.partition(":") for part in line.split()] for line in lines(name))
    return [{f"{doc}-{n}" for doc, _, ns in line for n in ns.split(",")} for line in parts]


def b_cubed(truth: dict[str, int], found: dict[str, int]) -> float:
    """B-cubed F1 (Bagga and Baldwin, 1998)."""

    def precision(of: dict[str, int], by: dict[str, int]) -> float:
        sets: tuple[dict[int, set[str]], ...] = (defaultdict(set), defaultdict(set))
        for id_ in truth:
            sets[0][of[id_]].add(id_)
            sets[1][by[id_]].add(id_)
        return sum(len(sets[0][of[i]] & sets[1][by[i]]) / len(sets[0][of[i]]) for i in truth) / len(truth)

    p, r = precision(found, truth), precision(truth, found)
    return 2 * p * r / (p + r)
