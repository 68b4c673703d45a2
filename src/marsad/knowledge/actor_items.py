"""A phrase as a row of items: proper names (longest first), countries, and words or terms of several words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from marsad.knowledge.names import parts
from marsad.knowledge.people import country_of

if TYPE_CHECKING:
    from marsad.knowledge.actor_names import Candidate, Names, Pair
    from marsad.knowledge.actor_phrases import Grammar


@dataclass(frozen=True, slots=True)
class Item:
    """A part of a phrase: a name (with its candidates), a country (with how it is named), or else a word.

    `term` is its comparable form, with a plus between the words of a term ("secretary+of+state").
    """

    term: str
    written: str
    size: int = 1
    candidates: tuple[Candidate, ...] = ()
    country: str | None = None
    usage: str = ""

    @property
    def is_word(self) -> bool:
        """Whether it is neither a name nor a country."""
        return not self.candidates and self.country is None

    @property
    def capital(self) -> bool:
        """Whether it is written with a capital, as a name that the registry lacks would be."""
        return self.written[:1].isupper()


def words_of(items: Sequence[Item]) -> list[str]:
    """The plain words of items, terms taken apart."""
    return [word for item in items if item.is_word for word in item.term.split("+")]


class Itemizer:
    """Takes phrases apart by the names of a registry and the terms of a grammar."""

    def __init__(self, names: Names, grammar: Grammar) -> None:
        self._names, self._grammar = names, grammar

    def items(self, text: str) -> list[Item]:
        """The items of a phrase, from left to right."""
        pairs = parts(text)
        items: list[Item] = []
        start = 0
        while start < len(pairs):
            item = self._name(pairs, start) or self._other(pairs, start)
            items.append(item)
            start += item.size
        return items

    def _name(self, pairs: Sequence[Pair], start: int) -> Item | None:
        """The longest name that starts at a word; its last word may have lost an apostrophe ("Bashar al-Assads")."""
        for size in range(min(self._names.registry.longest, len(pairs) - start), 0, -1):
            window = list(pairs[start : start + size])
            if item := self._named(window, size):
                return item
            bare = _without_s(window[-1])
            if bare and (item := self._named([*window[:-1], bare], size)):
                return item
        return None

    def _named(self, window: Sequence[Pair], size: int) -> Item | None:
        written = " ".join(word for _, word in window)
        if written.isascii() and written.islower():
            return None
        candidates = self._names.candidates(window)
        if size == 1:
            candidates = tuple(candidate for candidate in candidates if candidate[1] != "title")
        if not candidates:
            return None
        term = " ".join(plain for plain, _ in window)
        if len(candidates) == 1 and self._names.class_of(candidates[0][0]) == "state":
            return Item(term, written, size, country=candidates[0][0], usage=candidates[0][1])
        return Item(term, written, size, candidates)

    def _other(self, pairs: Sequence[Pair], start: int) -> Item:
        """The demonym, term or word that starts at a word which starts no name."""
        plain, written = pairs[start]
        if country := country_of(written):
            return Item(plain, written, country=country, usage="demonym")
        joined = self._grammar.join([word for word, _ in pairs[start : start + 4]])[0]
        return Item(joined, written, joined.count("+") + 1)


def without_backers(items: Sequence[Item]) -> tuple[list[Item], bool]:
    """The items less backers ("Turkish-backed", "US-led"), which do not say who is meant, and whether any was."""
    kept: list[Item] = []
    backed = False
    for item in items:
        if item.usage == "backing" and kept and not kept[-1].is_word:
            kept.pop()
            backed = True
        else:
            kept.append(item)
    return kept, backed


def mark_backing(items: Sequence[Item], grammar: Grammar) -> list[Item]:
    """Marks the words that make a backer of the name before them ("backed", "led"), unless a preposition follows."""
    marked = []
    for at, item in enumerate(items):
        follows = items[at + 1].term if at + 1 < len(items) else ""
        backing = item.is_word and item.term in grammar.modifying and follows not in grammar.joining
        marked.append(replace(item, usage="backing") if backing else item)
    return marked


def _without_s(pair: Pair) -> Pair | None:
    """A word that may have lost the apostrophe of its genitive ("Assads"), without the s; None for other words."""
    plain, written = pair
    return (plain[:-1], written[:-1]) if plain.endswith("s") and len(plain) > 3 and written[:1].isupper() else None
