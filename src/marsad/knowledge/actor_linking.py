"""From words to an actor: exact names, proper names within longer phrases, and phrases without one, by the context.

The steps, first success wins: the whole text as a name; a phrase that a conflict defines; then the phrase taken apart
into names, countries and words: a name with words that may stand beside it ("fighters of the Islamic State"), a country
with a category ("Syrian army"), a category alone, by the conflict ("the rebels"). Whatever is left is not linked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from marsad.knowledge.actor_generic import CONFLICT_ONLY, Generic
from marsad.knowledge.actor_items import Item, Itemizer, mark_backing, without_backers, words_of
from marsad.knowledge.actor_names import Found, Names, Registry, Scene
from marsad.knowledge.actor_phrases import Category, Grammar
from marsad.knowledge.names import parts
from marsad.knowledge.people import country_of

_ASIDE = re.compile(r"\s*[(\[{][^)\]}]*[)\]}]?")
_INSIDE = re.compile(r"[(\[{]([^)\]}]+)[)\]}]")
_STOP = re.compile(r"[,;:]\s|\s?—\s?|\s[–-]\s")
_EDGES = " \t\n\"“”'‘’.,;:"
_AND = frozenset({"and", "or", "nor", "versus"})
_DEEPEST = 3


class Linker:
    """Links texts to the actors of a registry by a grammar of phrases."""

    def __init__(self, registry: Registry, grammar: Grammar) -> None:
        self._registry, self._grammar = registry, grammar
        self._names = Names(registry)
        self._generic = Generic(self._names, grammar)
        self._itemizer = Itemizer(self._names, grammar)

    def link(self, text: str, scene: Scene) -> Found | None:
        """The actor that a text names, with the score; None where it is unknown or ambiguous."""
        if found := self._exact(text, scene):
            return found
        bare = _ASIDE.sub("", text).strip()
        if bare == text or not bare:
            return self._phrase(text, scene)
        inside = [found for part in _INSIDE.findall(text) if (found := self._exact(part, scene))]
        return self._phrase(bare, scene) or ((inside[0][0], 0.8) if inside else None)

    def _exact(self, text: str, scene: Scene) -> Found | None:
        """The whole text as a name; of an actor gone by the date, what the same words mean then ("Afghan army")."""
        found = self._names.exact(text, scene)
        gone = found is not None and not self._names.existed(found[0], scene)
        if found and gone and self._names.class_of(found[0]) in ("government", "armed_forces", "police"):
            return self._by_country(text, scene) or found
        return found

    def _by_country(self, text: str, scene: Scene) -> Found | None:
        """The actor of a demonym and a category, whatever names the words together are ("Syrian army" of 2025)."""
        pairs = parts(text)
        for size in range(min(2, len(pairs) - 1), 0, -1):
            country = country_of(" ".join(word for _, word in pairs[:size]))
            category = self._grammar.category([plain for plain, _ in pairs[size:]])
            if country and category:
                return self._generic.compose(country, category, scene)
        return None

    def _phrase(self, text: str, scene: Scene) -> Found | None:
        segments = [segment.strip(_EDGES) for segment in _STOP.split(text.strip(_EDGES))]
        head = segments[0]
        found = (
            self._exact(head, scene)
            or self._generic.defined(head, scene)
            or self._apart(self._itemizer.items(head), scene)
        )
        later = (self._names.exact(segment, scene) for segment in segments[1:])
        return found or next((name for name in later if name and self._names.class_of(name[0]) == "person"), None)

    # ---------------------------------------------------------------- phrases

    def _apart(self, items: Sequence[Item], scene: Scene, depth: int = 0) -> Found | None:
        """The actor of a phrase taken apart: its core, and what follows after a preposition or participle."""
        items, narrowed = without_backers(mark_backing(items, self._grammar))
        if not items or depth > _DEEPEST:
            return None
        core, link, tail = self._cut(items)
        if link == "and":
            return None if any(not item.is_word for item in tail) else self._core(core, scene, generic=not narrowed)
        if link == "loyal":
            owner = self._apart(tail, scene, depth + 1)
            return self._belonging(owner[0], ["forces"], scene) if owner else None
        if link == "joining" and all(item.is_word for item in core):
            return self._complement(core, tail, scene, depth)
        if link == "place":
            scene = self._nearer(tail, scene)
        return self._core(core, scene, generic=not narrowed and link != "narrowing")

    def _cut(self, items: Sequence[Item]) -> tuple[Sequence[Item], str, Sequence[Item]]:
        """The items before the first word that ends the core, what kind of word that is, and the items after it."""
        kinds = {"loyal": self._grammar.loyal, "place": self._grammar.places_follow, "and": _AND,
                 "narrowing": self._grammar.narrowing, "joining": self._grammar.joining}  # fmt: skip
        for at, item in enumerate(items):
            if at and item.is_word:
                kind = next((kind for kind, words in kinds.items() if item.term in words), None)
                if kind:
                    return items[:at], kind, items[at + 1 :]
        return items, "", []

    def _complement(self, core: Sequence[Item], tail: Sequence[Item], scene: Scene, depth: int) -> Found | None:
        """ "spokesman of the Syrian Coalition", "government of Syria", "ministry of defence of Russia"."""  # noqa: D210
        words, lands = words_of(core), {item.country for item in tail if item.country}
        if all(item.is_word for item in tail):  # "ministry of defence"
            return self._core([*core, *tail], scene, generic=True)
        if len(lands) == 1 and all(item.is_word or item.country for item in tail):
            rest = [word for word in words_of(tail) if word not in self._grammar.joining]
            category = self._grammar.category([*words, *rest])
            if category:
                return self._generic.compose(lands.pop() or "", category, scene)
        if not self._may_stand_beside(core):
            return None
        found = self._apart(tail, scene, depth + 1)
        if found is None:
            return None
        if self._names.class_of(found[0]) in ("person", "government", "state"):
            category = self._grammar.category(words)
            return self._belonging(found[0], words, scene) if category else (found[0], min(found[1], 0.9))
        return found[0], min(found[1], 0.9)

    def _nearer(self, tail: Sequence[Item], scene: Scene) -> Scene:
        """The scene with the country that the phrase itself names as its place ("rebels in Syria")."""
        lands = {item.country for item in tail if item.country}
        if len(lands) != 1 or scene.countries or scene.conflicts:
            return scene
        here = lands.pop() or ""
        inside = tuple(entry.id for entry in self._registry.conflicts.values() if here in entry.countries)
        return replace(scene, countries=(here,), conflicts=inside)

    def _core(self, items: Sequence[Item], scene: Scene, *, generic: bool) -> Found | None:
        if any(item.candidates for item in items):
            return self._named(items, scene)
        words = [word for word in words_of(items) if word not in self._grammar.joining]
        category = self._grammar.category(words)
        lands = {item.country: item.usage for item in items if item.country}
        if len(lands) > 1 or (category and category.name in CONFLICT_ONLY and not generic):
            return None
        if not lands:
            usable = category is not None and generic and not category.needs_country
            return self._generic.by_conflict(category, scene) if category and usable else None
        country, usage = next(iter(lands.items()))
        if not [word for word in words if word not in self._grammar.fillers]:
            return (country or "", 1.0) if usage not in ("demonym", "metonym") else None
        if category is None or (usage == "metonym" and category.name != "government"):
            return None
        return self._generic.compose(country or "", category, scene)

    # ------------------------------------------------- phrases with a name in them

    def _named(self, items: Sequence[Item], scene: Scene) -> Found | None:
        lands = [item.country for item in items if item.country]
        near = replace(scene, countries=(*dict.fromkeys(filter(None, lands)), *scene.countries)) if lands else scene
        chosen = [self._names.choose(item.candidates, near) for item in items if item.candidates]
        names = list(dict.fromkeys(found[0] for found in chosen if found))
        name = self._most_specific(names) if None not in chosen else None
        words = [item for item in items if item.is_word]
        if name is None or items[-1].country or not self._may_stand_beside(words) or self._foreign(items, name):
            return None
        if words and items[-1].is_word and self._names.class_of(name) in ("person", "government"):
            return self._belonging(name, words_of(words), scene)
        return name, 0.9 if words or len(names) > 1 else 0.95

    def _most_specific(self, names: Sequence[str]) -> str | None:
        """Of several names the person, else the one that all others contain; None where they are strangers."""
        persons = [name for name in names if self._names.class_of(name) == "person"]
        if len(persons) == 1:
            return persons[0]
        for name in names:
            if all(other == name or self._registry.umbrella(other, name) for other in names):
                return name
        return None

    def _may_stand_beside(self, words: Sequence[Item]) -> bool:
        """Whether words beside a name leave it the one meant: known nouns or small words, the last a known noun."""
        if not words:
            return True
        grammar, last = self._grammar, words[-1]
        if last.term in grammar.facilities or not (last.term in grammar.nouns or self._small(last.term)):
            return False
        return all(
            not item.capital or item.term in grammar.nouns or item.term in grammar.beside or self._small(item.term)
            for item in words
        )

    def _small(self, word: str) -> bool:
        return word in self._grammar.fillers or word in self._grammar.joining or word[:1].isdigit()

    def _foreign(self, items: Sequence[Item], name: str) -> bool:
        """Whether a demonym right before the name speaks against it ("Iraqi Hezbollah" is not that of Lebanon)."""
        actor = self._registry.get(name)
        if actor is None or actor.country is None or actor.class_ == "person" or items[0].usage != "demonym":
            return False
        where = {land for conflict in actor.conflicts for land in self._registry.conflicts[conflict].countries}
        return bool(items[1].candidates) and items[0].country not in {actor.country, *where}

    def _belonging(self, name: str, words: Sequence[str], scene: Scene) -> Found | None:
        """ "Assad's forces", "Gaddafi loyalists", "Putin's spokesman": what belongs to a person or government."""  # noqa: D210
        actor = self._registry.get(name)
        if actor is None:
            return None
        served = self._names.dated([tie.id for tie in actor.of if tie.holds(scene.on)], scene.on)
        owner = self._registry.get(served) if served else (actor if not actor.of else None)
        if owner is None:
            return None
        category = self._grammar.category(words)
        if category and owner.role in ("government", "state") and owner.country:
            if category.name == "forces":
                category = Category("government_forces")
            if found := self._generic.compose(owner.country, category, scene):
                return found
        return owner.id, 0.85
