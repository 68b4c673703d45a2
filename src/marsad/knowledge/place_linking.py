"""Choosing the place that a name stands for, by its spelling, the document's context and the places' weight.

Scores are sums of a base for how the name was matched (its letters, its skeleton, its consonants, one letter apart),
a prior for the place's weight, and what the context says. The numbers were set by hand on names of conflict news;
what they must achieve is in the tests: namesakes are told apart by context, and what is not sure is not linked.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from marsad.knowledge.common_words import common_words, everyday_words
from marsad.knowledge.place_names import SETTLEMENT, Query, directed
from marsad.knowledge.skeleton import bare, fold, skeleton

if TYPE_CHECKING:
    from marsad.knowledge.gazetteer import Gazetteer, Place

THRESHOLD = 0.75
MARGIN = 0.08
EXACT, SKELETON, GLUED, BARE, EDIT = 0.72, 0.62, 0.60, 0.46, 0.44
"""Bases: with the prior of a small place (0.09) an exact name stands alone; the looser ones need context."""

_WITHIN_TOWN = ("part", "district", "gate", "site")
_FIRST_OF_NAMESAKES = (
    "country", "city", "town", "village", "area", "governorate", "part", "district", "gate", "site", "world",
)  # fmt: skip
_ALIKE = {a: pair for pair in ("bp", "dt", "fv", "gj", "gk", "lr", "mn", "sz") for a in pair}
_VILLAGE = 20_000
_NEAR_KM = 75.0


def only_initials(place: Place, core: str) -> bool:
    """Whether a word meets only the initials of a place: "Car" is not the CAR, nor "drc" the DRC."""
    if len(core) > 3 or core.isupper():
        return False
    form = skeleton(core)
    met = [name for name in (place.name, *place.names) if skeleton(name) == form]
    return bool(met) and all(name.isupper() for name in met)


@dataclass(frozen=True)
class Context:
    """A document's whereabouts: the places it has named and what they lie in, its countries, its towns' points."""

    around: frozenset[str]
    countries: frozenset[str]
    points: tuple[tuple[float, float], ...]

    @classmethod
    def of(cls, gazetteer: Gazetteer, ids: frozenset[str], country: str | None) -> Context:
        """The context that the places with these ids and a country give; the country outweighs the places' own."""
        places = [gazetteer.get(key) for key in ids]
        around = {key for place in places for key in (place.id, *gazetteer.lineage(place.id))}
        own = {place.country for place in places if place.country and place.kind != "country"}
        towns = [place for place in places if place.kind in SETTLEMENT]
        points = tuple((p.lat, p.lon) for p in towns if p.lat is not None and p.lon is not None)
        return cls(frozenset(around), frozenset((country,) if country else own), points)

    def close(self, place: Place) -> bool:
        """Whether the place lies within a day's reach (75 km) of a town that the document names."""
        if place.lat is None or place.lon is None:
            return False
        return any(kilometres(place.lat, place.lon, *point) < _NEAR_KM for point in self.points)


class Linker:
    """Links names to the places of a gazetteer."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer

    def choose(self, name: str, query: Query, context: Context) -> tuple[Place, float] | None:
        """The place that the name stands for with its score, or None where none is sure."""
        scores = self._candidates(name, query, context)
        ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
        if not ranked or ranked[0][1] < THRESHOLD:
            return None
        best = self._gazetteer.get(ranked[0][0])
        family = [best]
        for key, score in ranked[1:]:
            other = self._gazetteer.get(key)
            if self._kin(best, other):
                family += [other] if score >= THRESHOLD and _namesakes(best, other) else []
            elif score > ranked[0][1] - MARGIN and not _dwarfed(other, best):
                return None
        chosen = min(family, key=lambda p: (_FIRST_OF_NAMESAKES.index(p.kind), -scores[p.id], p.id))
        return (best, ranked[0][1]) if query.kinds else (chosen, scores[chosen.id])

    def _candidates(self, name: str, query: Query, context: Context) -> dict[str, float]:
        """Scores by place id; a looser form of the name is tried only where the stricter one gives nothing sure."""
        core = fold(query.core)
        scores: dict[str, float] = {}
        if fold(name) != core:
            self._add(scores, self._gazetteer.exact(fold(name)), EXACT, Query(core=name), context)
        self._add(scores, self._gazetteer.exact(core), EXACT, query, context)
        if directed(query.core) or len(core) < 3 or self._sure(scores, context):
            return scores
        forms = forms_of(query.core)
        for base, form in zip((SKELETON, GLUED), forms, strict=False):
            places = self._gazetteer.like(form) if len(form) > 2 else []
            self._add(scores, places, base + (0.04 if len(form) >= 8 else 0), query, context)
        if self._at_home(scores, context) or any(score >= THRESHOLD for score in scores.values()):
            return scores
        for consonants in map(bare, forms):
            base = BARE + (0.09 if len(consonants) >= 5 else 0)
            self._add(scores, self._gazetteer.sounding(consonants), base, query, context)
        if not scores:
            self._add(scores, self._one_edit_away(forms[0]), EDIT, query, context)
        return scores

    def _add(
        self, scores: dict[str, float], places: Iterable[Place], base: float, query: Query, context: Context
    ) -> None:
        for place in places:
            score = None if only_initials(place, query.core) else self._score(place, base, query, context)
            if score is not None and score > scores.get(place.id, 0.0):
                scores[place.id] = score

    def _sure(self, scores: dict[str, float], context: Context) -> bool:
        """Whether an exact name of the document's own countries, or of a country, has been found."""
        found = [self._gazetteer.get(key) for key, score in scores.items() if score >= THRESHOLD]
        return any(p.country in context.countries or p.kind in ("country", "world") for p in found)

    def _at_home(self, scores: dict[str, float], context: Context) -> bool:
        """Whether there is no country to look in, or its own places bear the name already, if not surely this one."""
        found = {self._gazetteer.get(key).country for key in scores}
        return not context.countries or not context.countries.isdisjoint(found)

    def _one_edit_away(self, form: str) -> Iterator[Place]:
        """Places whose skeleton differs by letters written for each other or, in long names, by one letter more."""
        if len(form) < 7 or not form.isascii():
            return
        variants = {form[:i] + c + form[i + 1 :] for i in range(1, len(form)) for c in _ALIKE.get(form[i], "")}
        if len(form) >= 9:
            variants |= {form[:i] + form[i + 1 :] for i in range(1, len(form))}
            variants |= {form[:i] + c + form[i:] for i in range(1, len(form) + 1) for c in "bdfghjklmnrstz"}
        for variant in sorted(variants - {form}):
            yield from self._gazetteer.like(variant)

    def _score(self, place: Place, base: float, query: Query, context: Context) -> float | None:
        """How well a place answers the query, None where it cannot; from 0 to about 1.3."""
        kind = _kind_score(place, query)
        if kind is None:
            return None
        folded, home = fold(query.core), place.country in context.countries
        score = base + kind + _prior(place)
        if home:
            score += self._nearness(place, context)
        elif context.countries:
            score += _abroad(place, base)
        elif not place.curated and place.population < 100_000:
            score -= 0.1
        if base != EXACT and not may_vary(folded):
            return None
        if is_common(place, folded) and not (home and self._placed(place, context)):
            score -= 0.3
        if folded in everyday_words() and not query.generic and not place.curated:
            score -= 0.2
        return score

    def _nearness(self, place: Place, context: Context) -> float:
        """What a place in the document's country gains or loses by the other places named."""
        shared = [
            key for key in (place.id, *self._gazetteer.lineage(place.id))
            if key in context.around and key != place.country
        ]  # fmt: skip
        score = 0.15
        if any(self._gazetteer.get(key).kind in SETTLEMENT for key in shared):
            return score + 0.175
        if shared or context.close(place):
            return score + 0.1
        if context.points and not place.curated and place.population < _VILLAGE:
            return score - 0.22  # a village far from all that the document names
        return score

    def _placed(self, place: Place, context: Context) -> bool:
        """Whether a place within a town, of a name found everywhere (an old city), is in a town of the document."""
        if place.kind not in _WITHIN_TOWN:
            return True
        towns = [key for key in self._gazetteer.lineage(place.id) if self._gazetteer.get(key).kind in SETTLEMENT]
        return not towns or any(key in context.around for key in towns)

    def _kin(self, first: Place, second: Place) -> bool:
        """Whether two namesakes are no rivals: one inside the other, a capital city beside its region, one spot."""
        if self._gazetteer.relation(first.id, second.id) != "apart":
            return True
        if first.country == second.country and "governorate" in (first.kind, second.kind):
            return "city" in (first.kind, second.kind)
        if first.lat is None or first.lon is None or second.lat is None or second.lon is None:
            return False
        return _namesakes(first, second) and kilometres(first.lat, first.lon, second.lat, second.lon) < 4


def forms_of(core: str) -> list[str]:
    """The skeletons of a name: as it stands and, where they differ, without articles glued to its words."""
    return list(dict.fromkeys((skeleton(core), skeleton(core, glued=True))))


def is_common(place: Place, folded: str) -> bool:
    """Whether this exact name of the place is also a word, a name of persons, or a name of places everywhere."""
    if place.curated:
        return bool(place.common) and ("*" in place.common or folded in place.common)
    return folded in common_words()


def may_vary(folded: str) -> bool:
    """Whether a name may be taken for another spelling of a place's: not if it is an ordinary word or a person's."""
    return folded not in common_words() and folded.split(" ", 1)[-1] not in common_words()


def _namesakes(first: Place, second: Place) -> bool:
    return not {skeleton(name) for name in first.names}.isdisjoint(skeleton(name) for name in second.names)


def _dwarfed(place: Place, best: Place) -> bool:
    """London in Ontario is no rival of London."""
    return not place.curated and place.population * 8 < best.population


def _kind_score(place: Place, query: Query) -> float | None:
    if not query.kinds or place.kind in query.kinds:
        return 0.05 if query.kinds else 0.0
    return None if query.strict else -0.05


def _prior(place: Place) -> float:
    """The weight of a place before any context: 0.16 for the largest cities, 0.2 for countries."""
    if place.kind in ("country", "world"):
        return 0.2
    if place.kind in ("governorate", "area"):
        return 0.12
    size = math.log10(place.population + 1) * 0.025
    return min(0.16, max(size, 0.09 if place.curated else 0.0))


def _abroad(place: Place, base: float) -> float:
    """Places outside the document's countries need their exact name and some weight."""
    prominent = place.kind in ("country", "area", "world") or place.curated or place.population >= 300_000
    return -0.06 if prominent and base == EXACT else -0.35


def kilometres(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """The great-circle distance between two points in degrees, on a sphere of 6,371 km."""
    a, b = math.radians(lat1), math.radians(lat2)
    half = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    return 6371.0 * 2 * math.asin(math.sqrt(half))
