"""Phrases without a proper name: "the rebels" by the conflict, "Syrian army" by the country's conflicts and roles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from marsad.knowledge.actor_records import within
from marsad.knowledge.names import key

if TYPE_CHECKING:
    from marsad.knowledge.actor_names import Found, Names, Scene
    from marsad.knowledge.actor_phrases import Category, Grammar

CONFLICT_ONLY = frozenset(
    {"rebels", "opposition", "insurgents", "separatists", "jihadists", "coalition", "militias", "kurdish_forces"}
)
"""Categories that only a conflict gives an actor, never a country's roles."""


class Generic:
    """Finds the actor of a category."""

    def __init__(self, names: Names, grammar: Grammar) -> None:
        self._names, self._grammar = names, grammar
        self._registry = names.registry

    def defined(self, text: str, scene: Scene) -> Found | None:
        """The actor of a phrase that a conflict of the scene defines in so many words."""
        phrase = key(text)
        conflicts = [self._registry.conflicts[name] for name in scene.conflicts]
        chosen = [self._names.dated(entry.phrases[phrase], scene.on) for entry in conflicts if phrase in entry.phrases]
        only = _only(chosen)
        return (only, 0.85) if only else None

    def compose(self, country: str, category: Category, scene: Scene) -> Found | None:
        """The actor of a category in a country: by the conflicts there, those of the scene first, else by its roles."""
        conflicts = self._registry.conflicts
        here = [name for name in scene.conflicts if country in conflicts[name].countries] or [
            entry.id
            for entry in conflicts.values()
            if country in entry.countries and within(entry.since, entry.until, scene.on)
        ]
        for name in self._widening(category.name):
            meant = {self._in_conflict(conflict, name, (country,), scene.on) for conflict in here} - {None}
            if meant and (name in CONFLICT_ONLY or len(meant) == 1):
                only = _only(meant)
                return (only, 0.85) if only else None
            if chosen := self._names.dated(self._registry.playing(country, name), scene.on):
                return chosen, 0.85
        return None

    def by_conflict(self, category: Category, scene: Scene) -> Found | None:
        """The actor of a category in the conflicts of the scene, else in its countries; None if they differ."""
        if scene.conflicts:
            only = _only(self._widened(conflict, category.name, scene) for conflict in scene.conflicts)
        else:
            found = (self.compose(land, category, scene) for land in scene.countries)
            only = _only(each[0] for each in found if each)
        return (only, 0.75) if only else None

    def _widened(self, conflict: str, category: str, scene: Scene) -> str | None:
        """Who a category, or the first of those to try after it that is anyone, is in a conflict."""
        wider = self._widening(category)
        meant = (self._in_conflict(conflict, name, scene.countries, scene.on) for name in wider)
        return next((name for name in meant if name), None)

    def _widening(self, category: str) -> Iterable[str]:
        """A category and those to try after it."""
        while category and category != "none":
            yield category
            category = self._grammar.fallbacks.get(category, "none")

    def _in_conflict(self, conflict: str, category: str, countries: Sequence[str], on: str | None) -> str | None:
        """Who a category is in a conflict: as the conflict says, else who plays the part where it is fought."""
        entry = self._registry.conflicts[conflict]
        if ids := entry.generic.get(category):
            return self._names.dated(ids, on)
        if category in CONFLICT_ONLY:
            return None
        lands = [land for land in entry.countries if land in countries] or list(entry.countries)
        return _only(self._names.dated(self._registry.playing(land, category), on) for land in lands)


def _only(names: Iterable[str | None]) -> str | None:
    """The one name among some, None where there is none or several."""
    told = set(names) - {None}
    return told.pop() if len(told) == 1 else None
