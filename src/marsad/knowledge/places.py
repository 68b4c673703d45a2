"""Places: the registry, and linking the words of a text to its entries, with abstention.

A name is compared by its letters first, then by its skeleton, then (for names of the document's own country) by its
consonants or with one letter's difference; the document's context chooses among namesakes. What stays below the
threshold, or too close to a namesake, is left unresolved: no name is forced onto a neighbour. A bare name of a city
and of its region ("Idlib") is the city; "Idlib province" is the region.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path

from marsad.knowledge import gazetteer, runs
from marsad.knowledge.common_words import everyday_words
from marsad.knowledge.gazetteer import Gazetteer, Place, Relation
from marsad.knowledge.place_linking import Context, Linker, forms_of, is_common, kilometres, may_vary, only_initials
from marsad.knowledge.place_names import SETTLEMENT, parse, rural, whole
from marsad.knowledge.skeleton import fold
from marsad.knowledge.world import DETAILED
from marsad.model import Link

__all__ = ["Place", "Places"]

_NOT_AROUND = (*SETTLEMENT, "part", "district", "gate", "site")


class Places:
    """The registry of places; `load` makes one."""

    def __init__(self, gazetteer_: Gazetteer) -> None:
        self._gazetteer = gazetteer_
        self._linker = Linker(gazetteer_)
        self._link = lru_cache(maxsize=65536)(self._link_uncached)
        self._known = lru_cache(maxsize=65536)(self._known_uncached)
        self._context = lru_cache(maxsize=4096)(lambda ids, country: Context.of(gazetteer_, ids, country))

    @classmethod
    def load(cls, *extra: str | Path) -> Places:
        """The places of the package and of the user's files (YAML, CSV, GeoJSON: see `place_files`).

        Raises:
            DataError: a file is malformed; the message names it and the line.

        """
        return cls(gazetteer.load(map(Path, extra)))

    def get(self, place_id: str) -> Place:
        """The place with this id.

        Raises:
            InputError: no place has it.

        """
        return self._gazetteer.get(place_id)

    def has(self, place_id: str) -> bool:
        """Whether a place has this id."""
        return self._gazetteer.has(place_id)

    def ancestors(self, place_id: str) -> list[Place]:
        """The larger places around it, the nearest first, up to the country."""
        return [self.get(key) for key in self._gazetteer.lineage(self.get(place_id).id)]

    def children(self, place_id: str) -> list[Place]:
        """The places directly inside it, curated ones first."""
        return self._gazetteer.children(place_id)

    def relation(self, first: str, second: str) -> Relation:
        """How the first place lies to the second in the tree: same, inside, contains or apart."""
        return self._gazetteer.relation(first, second)

    def distance(self, first: str, second: str) -> float | None:
        """Kilometres between two places' points along the great circle; None where one has no point."""
        a, b = self.get(first), self.get(second)
        if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
            return None
        return kilometres(a.lat, a.lon, b.lat, b.lon)

    def link(self, name: str, near: Iterable[str] = (), country: str | None = None) -> Link | None:
        """The place that the words name, or None where none is sure.

        Args:
            name: the words of the mention, generic nouns included ("the Shaar neighborhood", "Idlib province").
            near: ids or names of places that the document has named already.
            country: ISO code or name of the country that the document is about.

        """
        ids = frozenset(filter(None, map(self._id, near)))
        return self._link(name, ids, self._country(country))

    def within(self, words: str, near: Iterable[str] = (), country: str | None = None) -> Link | None:
        """The place that a described, unnamed place is a part of: Aleppo for "residential areas in Aleppo city".

        What lies around a town (its countryside, its outskirts) is part of its governorate.
        """
        near, town, part_of = tuple(near), rural(words), whole(words)
        if town is not None:
            found = self.link(town, near, country) or self.within(town, near, country)
            around = [self.get(found.id), *self.ancestors(found.id)] if found else []
            return next((Link(id=place.id) for place in around if place.kind not in _NOT_AROUND), None)
        if part_of is None:
            return None
        return self.link(part_of, near, country) or self.within(part_of, near, country)

    def known(self, name: str, country: str | None = None) -> bool:
        """Whether these words are a name that the registry knows, of whichever place; cheap.

        Names that are also ordinary words or names of persons are known only in their country.
        """
        return self._known(name, self._country(country))

    def guess_country(self, names: Iterable[str]) -> str | None:
        """The country that most of a document's place names lie in; None where no majority is clear."""
        votes: Counter[str] = Counter()
        for name in names:
            found = self.link(name) or self.within(name)
            if found:
                place = self.get(found.id)
                votes[place.country or ""] += 2 if place.curated and place.kind != "country" else 1
        votes.pop("", None)
        ranked = votes.most_common(2)
        if not ranked or (len(ranked) > 1 and ranked[0][1] < 1.5 * ranked[1][1]):
            return None
        return ranked[0][0]

    def split_run(self, words: Sequence[str], country: str | None = None) -> list[tuple[int, int]]:
        """Divide a run of capitalised words into place names, as (start, end) word positions covering the run.

        Texts that lost their commas say "Anadan Khan Touman Alzorba Qibtan Aljabal"; words that no place is known by
        stay on their own, or with a neighbour where one of the two cannot stand alone.
        """
        key = self._country(country)
        return runs.split(words, lambda name: self._known(name, key))

    def longest(self, words: Sequence[str], start: int = 0, country: str | None = None) -> int:
        """How many words from `start` make the longest known place name; 0 where none begins there."""
        key = self._country(country)
        for count in range(min(runs.LONGEST, len(words) - start), 0, -1):
            if self._known(" ".join(words[start : start + count]), key):
                return count
        return 0

    def _id(self, words: str) -> str | None:
        if self._gazetteer.has(words):
            return self.get(words).id
        found = self._link(words, frozenset(), None)
        return found.id if found else None

    def _country(self, words: str | None) -> str | None:
        if not words or words in self._gazetteer.world.countries:
            return words or None
        place_id = self._id(words)
        return self.get(place_id).country if place_id else None

    def _known_uncached(self, name: str, country: str | None) -> bool:
        query = parse(name)
        folded = fold(query.core)
        if len(folded) < 3 or (folded in everyday_words() and not query.generic):
            return False
        exact = (place for place in self._gazetteer.exact(folded) if not only_initials(place, query.core))
        if any(_presentable(place, folded, country) for place in exact):
            return True
        if not may_vary(folded) or runs.opens(folded):
            return False
        plain, *glued = forms_of(query.core)
        forms = [form for form, least in ((plain, 4), *((form, 5) for form in glued)) if len(form) >= least]
        like = [place for form in forms for place in self._gazetteer.like(form)]
        curated = (place.curated and not place.common for place in like)
        return any(curated) if country is None else any(place.country == country for place in like)

    def _link_uncached(self, name: str, near: frozenset[str], country: str | None) -> Link | None:
        query = parse(name)
        if query.core.lower() == "capital":
            capital = self._gazetteer.capital(country) if country else None
            return Link(id=capital.id) if capital else None
        outer = self._link(query.around, near, country) if query.around else None
        if outer is not None:
            near, country = near | {outer.id}, self.get(outer.id).country or country
        found = self._linker.choose(name, query, self._context(near, country))
        if found is None or (query.portion and found[0].kind in ("city", "governorate", "country")):
            return None
        place, score = found
        if outer is not None and self.relation(place.id, outer.id) not in ("inside", "same"):
            return None  # said to be in a place, it must not be known to lie elsewhere
        return Link(id=place.id, score=round(min(1.0, score), 2))


def _presentable(place: Place, folded: str, country: str | None) -> bool:
    if country is not None and place.country == country:
        return True
    if is_common(place, folded):
        return False
    least = 5_000 if country is None and place.country in DETAILED else 100_000
    return place.curated or place.population >= least
