"""Places: the registry, and linking the words of a text to its entries, with abstention.

A name is compared by its letters first, then by its skeleton, then (for names of the document's own region) by its
consonants or with one letter's difference; the document's context chooses among namesakes. What stays below the
threshold, or too close to a namesake, is left unresolved: no name is forced onto a neighbour.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path

from marsad.knowledge import gazetteer, runs
from marsad.knowledge.common_words import common_words, everyday_words
from marsad.knowledge.gazetteer import Gazetteer, Place, Relation
from marsad.knowledge.place_names import SETTLEMENT, Query, directed, parse, whole
from marsad.knowledge.skeleton import bare, fold, skeleton
from marsad.model import Link

__all__ = ["Place", "Places"]

THRESHOLD = 0.75
MARGIN = 0.08
_EXACT, _SKELETON, _GLUED, _BARE, _EDIT = 0.72, 0.62, 0.60, 0.50, 0.44
_FIRST_OF_NAMESAKES = ("country", "city", "town", "village", "area", "governorate", "part", "district", "gate", "site")
_LETTERS = "abdfgfhjklmnprstuvwyz"


class Context:
    """What is known of a document's whereabouts: its country, and the places that it has named already."""

    def __init__(self, gazetteer_: Gazetteer, ids: frozenset[str], country: str | None) -> None:
        self.ids = ids
        self.around = {key for one in ids for key in (one, *gazetteer_.lineage(one))}
        countries = {gazetteer_.get(key).country for key in ids} - {None}
        self.countries: set[str | None] = {country} if country else countries
        self.given = bool(self.countries)


class Places:
    """The registry of places; `load` makes one."""

    def __init__(self, gazetteer_: Gazetteer) -> None:
        self._gazetteer = gazetteer_
        self._link = lru_cache(maxsize=65536)(self._link_uncached)
        self._known = lru_cache(maxsize=65536)(self._known_uncached)
        self._context = lru_cache(maxsize=4096)(lambda ids, country: Context(self._gazetteer, ids, country))

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
        return _kilometres(a.lat, a.lon, b.lat, b.lon)

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
        """The place that a described, unnamed place is a part of: Aleppo for "residential areas in Aleppo city"."""
        part_of = whole(words)
        if part_of is None:
            return None
        near = tuple(near)
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
            found = self.link(name)
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
        stay on their own, or with the word before where they begin with an article.
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
        if not words:
            return None
        if words in self._gazetteer.world.countries:
            return words
        place_id = self._id(words)
        return self.get(place_id).country if place_id else None

    def _known_uncached(self, name: str, country: str | None) -> bool:
        query = parse(name)
        folded = fold(query.core)
        if len(folded) < 3 or (folded in everyday_words() and not query.generic):
            return False
        places = self._gazetteer.exact(folded)
        for form in _forms(query.core):
            if len(form) >= 4:
                places = places + self._gazetteer.like(form)
        return any(self._presentable(place, folded, country) for place in places)

    def _presentable(self, place: Place, folded: str, country: str | None) -> bool:
        if country is not None and place.country == country:
            return True
        if place.common or (not place.curated and folded in common_words()):
            return False
        return place.curated or place.population >= (5_000 if country is None else 100_000)

    def _link_uncached(self, name: str, near: frozenset[str], country: str | None) -> Link | None:
        query = parse(name)
        if query.core.lower() == "capital":
            capital = self._gazetteer.capital(country) if country else None
            return Link(id=capital.id) if capital else None
        if query.around:
            around = self._link(query.around, near, country)
            if around:
                near = near | {around.id}
                country = country or self.get(around.id).country
        context = self._context(near, country)
        found = self._choose(self._candidates(name, query, context), context)
        if found is None or (query.portion and found[0].kind in ("city", "governorate", "country")):
            return None
        place, score = found
        if query.around and not self._fits(place, query.around, near):
            return None
        return Link(id=place.id, score=round(min(1.0, score), 2))

    def _fits(self, place: Place, around: str, near: frozenset[str]) -> bool:
        """A place said to be in another one must not be known to lie elsewhere."""
        outer = self._link(around, near, place.country)
        return outer is None or self.relation(place.id, outer.id) in ("inside", "same")

    def _candidates(self, name: str, query: Query, context: Context) -> dict[str, float]:
        scores: dict[str, float] = {}
        plain = parse(name).core == name.strip() or not query.generic

        def add(places: Iterable[Place], base: float, form: str) -> None:
            for place in places:
                score = self._score(place, base, query if form != fold(name) else Query(core=name), form, context)
                if score is not None and score > scores.get(place.id, 0):
                    scores[place.id] = score

        add(self._gazetteer.exact(fold(name)), _EXACT, fold(name))
        if not plain:
            add(self._gazetteer.exact(fold(query.core)), _EXACT, fold(query.core))
        if directed(query.core) and not scores:
            return {}
        add(self._gazetteer.exact(fold(query.core)), _EXACT, fold(query.core))
        forms = _forms(query.core)
        for base, form in zip((_SKELETON, _GLUED), forms, strict=False):
            add(self._gazetteer.like(form), base + (0.04 if len(form) >= 8 else 0), fold(query.core))
        if not any(score >= THRESHOLD for score in scores.values()):
            for form in forms:
                consonants = bare(form)
                bonus = 0.05 if len(consonants) >= 5 else 0
                add(self._gazetteer.sounding(consonants), _BARE + bonus, fold(query.core))
        if not scores and context.given:
            add(self._one_edit_away(forms[0]), _EDIT, fold(query.core))
        return scores

    def _one_edit_away(self, form: str) -> Iterable[Place]:
        if len(form) < 7 or not form.isascii():
            return
        variants = {form[:i] + form[i + 1 :] for i in range(1, len(form))}
        variants |= {form[:i] + c + form[i + 1 :] for i in range(1, len(form)) for c in _LETTERS}
        variants |= {form[:i] + c + form[i:] for i in range(1, len(form) + 1) for c in _LETTERS}
        for variant in variants - {form}:
            yield from self._gazetteer.like(variant)

    def _score(self, place: Place, base: float, query: Query, folded: str, context: Context) -> float | None:
        """How well a place answers the query, None where it cannot; about 0 to 1.3."""
        kind = _kind_score(place, query)
        if kind is None:
            return None
        home = place.country in context.countries
        score = base + kind + _prior(place)
        if context.given:
            score += self._nearness(place, context) if home else _abroad(place, base)
        elif not place.curated and place.population < 100_000:
            score -= 0.1
        if place.common or (not place.curated and folded in common_words()):
            score -= 0 if home else 0.3
        if folded in everyday_words() and not query.generic and not place.curated:
            score -= 0.2
        return score

    def _nearness(self, place: Place, context: Context) -> float:
        score = 0.15
        lineage = self._gazetteer.lineage(place.id)
        if place.id in context.ids:
            score += 0.15
        shared = [key for key in lineage if key in context.around and key != place.country]
        if shared or place.id in context.around:
            score += 0.1
        if any(self.get(key).kind in SETTLEMENT for key in shared):
            score += 0.1
        return score

    def _choose(self, scores: dict[str, float], context: Context) -> tuple[Place, float] | None:
        ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
        if not ranked or ranked[0][1] < THRESHOLD:
            return None
        rivals = [self.get(key) for key, score in ranked if score > ranked[0][1] - MARGIN]
        best = rivals[0]
        family = [p for p in rivals if self.relation(best.id, p.id) != "apart" or self._same_spot(best, p)]
        if len(family) < len(rivals):
            return None
        best = min(family, key=lambda p: (_FIRST_OF_NAMESAKES.index(p.kind), -scores[p.id], p.id))
        return best, scores[best.id]

    def _same_spot(self, first: Place, second: Place) -> bool:
        apart = self.distance(first.id, second.id)
        return apart is not None and apart < 4 and skeleton(first.name) == skeleton(second.name)


def _forms(core: str) -> list[str]:
    return list(dict.fromkeys((skeleton(core), skeleton(core, glued=True))))


def _kind_score(place: Place, query: Query) -> float | None:
    if not query.kinds or place.kind in query.kinds:
        return 0.05 if query.kinds else 0.0
    return None if query.strict else -0.05


def _prior(place: Place) -> float:
    if place.kind == "country":
        return 0.2
    if place.kind in ("governorate", "area"):
        return 0.12
    size = math.log10(place.population + 1) * 0.025
    return min(0.16, max(size, 0.09 if place.curated else 0.0))


def _abroad(place: Place, base: float) -> float:
    """Places outside the document's countries need a name of their own and some weight."""
    prominent = place.kind in ("country", "area") or place.curated or place.population >= 300_000
    return -0.06 if prominent and base == _EXACT else -0.35


def _kilometres(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    a, b = math.radians(lat1), math.radians(lat2)
    half = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    return 6371.0 * 2 * math.asin(math.sqrt(half))
