"""From words to an actor: exact names, proper names within longer phrases, and phrases without one, by the context.

The steps, first success wins: the whole text as a name; a phrase that a conflict defines; then the phrase taken apart
into names, countries and words: a name with words that may stand beside it ("fighters of the Islamic State"), a country
with a category ("Syrian army"), a category alone, by the conflict ("the rebels"). Whatever is left is not linked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from marsad.knowledge.actor_phrases import Category, Grammar
from marsad.knowledge.actor_records import Actor, Conflict, within
from marsad.knowledge.names import fits_acronym, parts
from marsad.knowledge.people import country_of

_ASIDE = re.compile(r"\s*[(\[{][^)\]}]*[)\]}]?")
_INSIDE = re.compile(r"[(\[{]([^)\]}]+)[)\]}]")
_STOP = re.compile(r"[,;:–—]\s|\s[–—-]\s")
_CONFLICT_ONLY = frozenset({"rebels", "opposition", "separatists", "jihadists", "coalition", "militias", "kurdish_forces"})


class Registry(Protocol):
    """What linking needs of the registry."""

    longest: int
    conflicts: dict[str, Conflict]

    def get(self, name: str) -> Actor | None: ...
    def named(self, comparable: str) -> Sequence[tuple[str, str]]: ...
    def playing(self, country: str, role: str) -> Sequence[str]: ...
    def umbrella(self, first: str, second: str, on: str | None = None) -> bool: ...


@dataclass(frozen=True, slots=True)
class Scene:
    """What a document is about: conflicts and countries by id, and the date (YYYY-MM-DD) it is read at."""

    conflicts: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    on: str | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """A part of a phrase: a name (candidates as id and usage), a country, or a plain word."""

    words: tuple[str, ...]
    written: str
    candidates: tuple[tuple[str, str], ...] = ()
    country: str | None = None
    usage: str = ""

    @property
    def is_word(self) -> bool:
        return not self.candidates and self.country is None


Found = tuple[str, float]
"""An actor's id and how sure the link is, from 0 to 1."""


class Linker:
    """Links texts to the actors of a registry by a grammar of phrases."""

    def __init__(self, registry: Registry, grammar: Grammar) -> None:
        self._registry, self._grammar = registry, grammar

    def link(self, text: str, scene: Scene) -> Found | None:
        """The actor that a text names, with the score; None where it is unknown or ambiguous."""
        if found := self._exact(text, scene):
            return found
        bare = _ASIDE.sub("", text).strip()
        if bare != text and bare:
            inside = [name for part in _INSIDE.findall(text) if (name := self._exact(part, scene))]
            outside = self._phrase(bare, scene)
            if outside is None and inside:
                return inside[0][0], 0.8
            return outside
        return self._phrase(text, scene)

    def _phrase(self, text: str, scene: Scene) -> Found | None:
        head = _STOP.split(text.strip(" \t\n\"“”'‘’.,;:"), maxsplit=1)[0]
        return self._exact(head, scene) or self._defined(head, scene) or self._apart(self._items(head, scene), scene)

    # ------------------------------------------------------------------ names

    def _exact(self, text: str, scene: Scene) -> Found | None:
        pairs = parts(text)
        candidates = self._candidates(pairs)
        if not candidates:
            return None
        return self._choose(candidates, scene)

    def _candidates(self, pairs: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
        named = self._registry.named(" ".join(plain for plain, _ in pairs))
        if len(pairs) == 1 and not fits_acronym(pairs[0][1]):
            return tuple(candidate for candidate in named if candidate[1] != "acronym")
        return tuple(named)

    def _choose(self, candidates: Iterable[tuple[str, str]], scene: Scene) -> Found | None:
        """The one candidate that fits best; a surname alone needs the context, and so do namesakes."""
        ranked = list(candidates)
        sure = [c for c in ranked if c[1] not in ("surname", "metonym")]
        if sure:
            ranked = sure
        elif metonyms := [c for c in ranked if c[1] == "metonym"]:
            ranked = metonyms
        else:
            ranked = [c for c in ranked if self._belongs(c[0], scene)]
        names = list(dict.fromkeys(name for name, _ in ranked))
        if len(names) == 1:
            return names[0], 0.8 if ranked[0][1] in ("surname", "metonym") else 1.0
        for narrow in (self._belongs, self._existed):
            kept = [name for name in names if narrow(name, scene)]
            if len(kept) == 1:
                return kept[0], 0.9
            names = kept or names
        return None

    def _belongs(self, name: str, scene: Scene) -> bool:
        actor = self._registry.get(name)
        return actor is not None and (
            actor.country in scene.countries or not set(actor.conflicts).isdisjoint(scene.conflicts)
        )

    def _existed(self, name: str, scene: Scene) -> bool:
        actor = self._registry.get(name)
        return actor is not None and within(actor.since, actor.until, scene.on)

    # ---------------------------------------------------------------- phrases

    def _defined(self, text: str, scene: Scene) -> Found | None:
        """A phrase that a conflict of the scene defines in so many words."""
        phrase = " ".join(plain for plain, _ in parts(text))
        meant = {
            chosen
            for conflict in scene.conflicts
            if (ids := self._registry.conflicts[conflict].phrases.get(phrase)) and (chosen := self._dated(ids, scene.on))
        }
        return (meant.pop(), 0.85) if len(meant) == 1 else None

    def _items(self, text: str, scene: Scene) -> list[Item]:
        """The phrase as names (longest first), countries and words."""
        pairs = parts(text)
        items: list[Item] = []
        start = 0
        while start < len(pairs):
            item = self._longest_name(pairs, start, scene) or self._single(pairs[start], scene)
            items.append(item)
            start += len(item.words)
        return items

    def _longest_name(self, pairs: Sequence[tuple[str, str]], start: int, scene: Scene) -> Item | None:
        for size in range(min(self._registry.longest, len(pairs) - start), 0, -1):
            window = pairs[start : start + size]
            if candidates := self._candidates(window):
                return self._item(window, candidates, scene)
        return None

    def _item(self, window: Sequence[tuple[str, str]], candidates: tuple[tuple[str, str], ...], scene: Scene) -> Item:
        words, written = tuple(plain for plain, _ in window), " ".join(word for _, word in window)
        if len(window) == 1 and candidates[0][1] in ("alias", "surname", "metonym") and not written[:1].isupper():
            return Item(words, written)
        states = {name: usage for name, usage in candidates if self._class(name) == "state"}
        if len(states) == 1 and len(candidates) == 1:
            (name, usage), = states.items()
            return Item(words, written, country=name, usage=usage)
        return Item(words, written, candidates=candidates)

    def _single(self, pair: tuple[str, str], scene: Scene) -> Item:
        """A word that starts no name: a demonym, a name that lost its apostrophe ("Assads"), or a plain word."""
        plain, written = pair
        if country := country_of(written):
            return Item((plain,), written, country=country, usage="demonym")
        if plain.endswith("s") and written[:1].isupper() and len(plain) > 3:
            shorter = (plain[:-1], written[:-1])
            if candidates := self._candidates([shorter]):
                item = self._item([shorter], candidates, scene)
                return replace(item, words=(plain,))
        return Item((plain,), written)

    def _class(self, name: str) -> str:
        actor = self._registry.get(name)
        return actor.class_ if actor else ""

    def _apart(self, items: list[Item], scene: Scene, depth: int = 0) -> Found | None:
        """The actor of a phrase taken apart: its core, and what follows after a preposition or participle."""
        items = self._without_backers(items)
        narrowed = any(item.usage == "backer" for item in items)
        items = [item for item in items if item.usage != "backer"]
        core, link, tail = self._cut(items)
        if link == "loyal":
            owner = self._apart(tail, scene, depth + 1) if depth < 3 else None
            return self._forces_of(owner, scene)
        if link == "joining" and all(item.is_word for item in core):
            return self._complement(core, tail, scene, depth)
        if link == "place":
            scene = self._nearer(tail, scene)
        return self._core(core, scene, generic=not narrowed and link != "narrowing")

    def _without_backers(self, items: list[Item]) -> list[Item]:
        """Marks "Turkish-backed", "US-led", "UK-based": the backer does not say who is meant."""
        marked, skip = [], False
        for item, after in zip(items, [*items[1:], None], strict=True):
            backer = after is not None and after.is_word and after.words[0] in self._grammar.modifying
            if skip or (backer and not item.is_word):
                marked.append(replace(item, usage="backer"))
            else:
                marked.append(item)
            skip = backer and not item.is_word and not skip
        return marked

    def _cut(self, items: list[Item]) -> tuple[list[Item], str, list[Item]]:
        grammar = self._grammar
        for at, item in enumerate(items):
            if not item.is_word or at == 0:
                continue
            word = item.words[0]
            pair = f"{word}+{items[at + 1].words[0]}" if at + 1 < len(items) else ""
            if pair in grammar.loyal or word in grammar.loyal:
                return items[:at], "loyal", items[at + (2 if pair in grammar.loyal else 1) :]
            for link, words in (
                ("place", grammar.places_follow), ("narrowing", grammar.narrowing), ("joining", grammar.joining),
            ):  # fmt: skip
                if word in words:
                    return items[:at], link, items[at + 1 :]
        return items, "", []

    def _complement(self, core: list[Item], tail: list[Item], scene: Scene, depth: int) -> Found | None:
        """ "spokesman of the Syrian Coalition", "government of Syria", "ministry of defence of Russia"."""
        words = [word for item in core for word in item.words]
        lands = {item.country for item in tail if item.country}
        if all(item.is_word for item in tail):  # "ministry of defence"
            return self._core([*core, *tail], scene, generic=True)
        if len(lands) == 1 and all(item.is_word or item.country for item in tail):
            country = lands.pop() or ""
            rest = [w for item in tail if item.is_word for w in item.words if w not in self._grammar.joining]
            category = self._grammar.category([*words, *rest])
            return self._compose(country, category, scene) if category else None
        if depth > 3 or not self._may_stand_beside(core):
            return None
        found = self._apart(tail, scene, depth + 1)
        return (found[0], min(found[1], 0.9)) if found else None

    def _nearer(self, tail: list[Item], scene: Scene) -> Scene:
        """The scene with the country that the phrase itself names as its place ("rebels in Syria")."""
        lands = {item.country for item in tail if item.country}
        return replace(scene, countries=(lands.pop() or "",)) if len(lands) == 1 and not scene.countries else scene

    def _core(self, items: list[Item], scene: Scene, *, generic: bool) -> Found | None:
        if any(item.candidates for item in items):
            return self._named(items, scene)
        words = [word for item in items if item.is_word for word in item.words]
        lands = {item.country: item.usage for item in items if item.country}
        if len(lands) > 1:
            return None
        category = self._grammar.category([word for word in words if word not in self._grammar.joining])
        if lands:
            country, usage = next(iter(lands.items()))
            if not [word for word in words if word not in self._grammar.fillers]:
                return (country or "", 1.0) if usage not in ("demonym", "metonym") else None
            if category is None or (usage == "metonym" and category.name != "government"):
                return None
            return self._compose(country or "", category, scene) if generic or category.name not in _CONFLICT_ONLY else None
        if category is None or category.needs_country or not generic:
            return None
        return self._by_conflict(category, scene)

    # ------------------------------------------------- phrases with a name in them

    def _named(self, items: list[Item], scene: Scene) -> Found | None:
        lands = [item.country for item in items if item.country]
        near = replace(scene, countries=(*dict.fromkeys(lands), *scene.countries)) if lands else scene
        chosen = [self._choose(item.candidates, near) for item in items if item.candidates]
        if None in chosen:
            return None
        names = list(dict.fromkeys(found[0] for found in chosen if found))
        name = self._most_specific(names)
        if name is None or not self._may_stand_beside([item for item in items if item.is_word]):
            return None
        if not items[-1].is_word and items[-1].country:
            return None
        if self._foreign(items, name):
            return None
        words = [word for item in items if item.is_word for word in item.words]
        if self._class(name) == "person" and words and items[-1].is_word:
            return self._belonging(name, words, scene)
        return name, 0.9 if words or len(names) > 1 else 0.95

    def _most_specific(self, names: list[str]) -> str | None:
        """Of several names the person, else the one that all others contain; None where they are strangers."""
        persons = [name for name in names if self._class(name) == "person"]
        if len(persons) == 1:
            return persons[0]
        for name in names:
            if all(other == name or self._inside(name, other) for other in names):
                return name
        return None

    def _inside(self, name: str, other: str) -> bool:
        return self._registry.umbrella(other, name)

    def _may_stand_beside(self, words: list[Item]) -> bool:
        """Whether words beside a name leave it the one meant: known nouns or small words, the last a known noun."""
        joined = self._grammar.join([word for item in words for word in item.words])
        if not joined:
            return True
        if joined[-1] in self._grammar.facilities or (joined[-1] not in self._grammar.nouns and not self._small(joined[-1])):
            return False
        for item in words:
            known = item.words[0] in self._grammar.nouns or self._small(item.words[0])
            if not known and item.written[:1].isupper() and "+" not in " ".join(joined):
                return False
        return True

    def _small(self, word: str) -> bool:
        return word in self._grammar.fillers or word in self._grammar.joining or word[:1].isdigit()

    def _foreign(self, items: list[Item], name: str) -> bool:
        """Whether a demonym before the name speaks against it ("Iraqi Hezbollah")."""
        actor = self._registry.get(name)
        if actor is None or actor.country is None or items[0].usage != "demonym" or len(items) < 2:
            return False
        country = items[0].country
        where = {land for conflict in actor.conflicts for land in self._registry.conflicts[conflict].countries}
        return actor.class_ != "person" and items[1].candidates != () and country != actor.country and country not in where

    def _belonging(self, person: str, words: list[str], scene: Scene) -> Found | None:
        """ "Assad's forces", "Gaddafi loyalists", "Putin's spokesman": what belongs to those whom a person speaks for."""
        actor = self._registry.get(person)
        owner = self._dated([tie.id for tie in actor.of if tie.holds(scene.on)], None) if actor else None
        category = self._grammar.category(words)
        if owner is None or category is None:
            return None
        land = self._registry.get(owner)
        if land is not None and land.class_ in ("state", "government") and land.country:
            if category.name == "forces":
                category = Category("government_forces")
            return self._compose(land.country, category, scene)
        return owner, 0.85

    def _forces_of(self, owner: Found | None, scene: Scene) -> Found | None:
        actor = self._registry.get(owner[0]) if owner else None
        if actor is None:
            return None
        if actor.class_ == "person":
            return self._belonging(actor.id, ["forces"], scene)
        if actor.class_ in ("state", "government") and actor.country:
            return self._compose(actor.country, Category("government_forces"), scene)
        return actor.id, 0.8

    # ------------------------------------------------- phrases without a name

    def _compose(self, country: str, category: Category, scene: Scene) -> Found | None:
        """A country and a category: "Syrian rebels" by the country's conflicts, "Syrian army" by its roles."""
        here = [c for c in scene.conflicts if country in self._registry.conflicts[c].countries]
        if not here:
            here = [c.id for c in self._registry.conflicts.values() if country in c.countries and within(c.since, c.until, scene.on)]
        name: str | None = category.name
        while name and name != "none":
            meant = {self._generic(conflict, name, (country,), scene.on) for conflict in here} - {None}
            if name in _CONFLICT_ONLY or len(meant) == 1:
                return (meant.pop() or "", 0.85) if len(meant) == 1 else None
            if chosen := self._dated(self._registry.playing(country, name), scene.on):
                return chosen, 0.85
            name = self._grammar.fallbacks.get(name)
        return None

    def _by_conflict(self, category: Category, scene: Scene) -> Found | None:
        """A category alone, by the conflicts or countries of the scene; None where they differ."""
        name: str | None = category.name
        while name and name != "none":
            meant = {self._generic(conflict, name, scene.countries, scene.on) for conflict in scene.conflicts} - {None}
            if not meant and name not in _CONFLICT_ONLY and not scene.conflicts:
                meant = {self._dated(self._registry.playing(land, name), scene.on) for land in scene.countries} - {None}
            if meant:
                return (meant.pop() or "", 0.75) if len(meant) == 1 else None
            name = self._grammar.fallbacks.get(name)
        return None

    def _generic(self, conflict: str, category: str, countries: Sequence[str], on: str | None) -> str | None:
        """Who a category is in a conflict: as the conflict says, else who plays the part in its country."""
        entry = self._registry.conflicts[conflict]
        if ids := entry.generic.get(category):
            return self._dated(ids, on)
        if category in _CONFLICT_ONLY:
            return None
        lands = [land for land in entry.countries if land in countries] or list(entry.countries)
        playing = {self._dated(self._registry.playing(land, category), on) for land in lands} - {None}
        return playing.pop() if len(playing) == 1 else None

    def _dated(self, names: Sequence[str], on: str | None) -> str | None:
        """The first of the actors that existed at the date; the first of all where no date is given."""
        for name in names:
            actor = self._registry.get(name)
            if actor is not None and within(actor.since, actor.until, on):
                return name
        return None
