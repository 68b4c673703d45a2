"""What a phrase without a proper name means: the categories of `data/phrases.yaml` ("rebels", "defense_ministry")."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from marsad.knowledge.names import key
from marsad.knowledge.nouns import nouns
from marsad.knowledge.yamlfiles import read_yaml

_FILE = Path(__file__).parent / "data" / "phrases.yaml"
_LISTS = ("fillers", "places_follow", "narrowing", "modifying", "beside", "joining", "loyal")
_LONGEST = 3


@dataclass(frozen=True, slots=True)
class Category:
    """What a phrase means apart from conflict and country, and whether a country must be given with it."""

    name: str
    needs_country: bool = False


@dataclass(frozen=True, slots=True)
class _Rule:
    category: Category
    groups: tuple[frozenset[str], ...]
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Grammar:
    """The word lists and rules of the file; words of more than one part are written with a plus ("air+force")."""

    rules: tuple[_Rule, ...]
    fallbacks: dict[str, str]
    fillers: frozenset[str]
    places_follow: frozenset[str]
    narrowing: frozenset[str]
    modifying: frozenset[str]
    beside: frozenset[str]
    joining: frozenset[str]
    loyal: frozenset[str]
    nouns: frozenset[str]
    facilities: frozenset[str]
    joined: frozenset[str]

    def join(self, words: Sequence[str]) -> list[str]:
        """The words with those that belong together joined by a plus, longest first."""
        result, start = [], 0
        while start < len(words):
            for size in range(min(_LONGEST, len(words) - start), 0, -1):
                candidate = "+".join(words[start : start + size])
                if size == 1 or candidate in self.joined:
                    result.append(candidate)
                    start += size
                    break
        return result

    def category(self, words: Sequence[str]) -> Category | None:
        """The category of the words of a phrase (comparable forms, see names.parts), None where no rule fits."""
        told = [word for word in self.join(words) if word not in self.fillers and not word.isdigit()]
        if not told:
            return None
        for rule in self.rules:
            if all(not group.isdisjoint(told) for group in rule.groups) and rule.words.issuperset(told):
                return rule.category
        return None


@lru_cache(maxsize=1)
def grammar() -> Grammar:
    """The grammar of the package's file, read once."""
    data = read_yaml(_FILE)
    rules: list[_Rule] = []
    fallbacks: dict[str, str] = {}
    for row in data["rules"]:
        groups = tuple(_expand(group) for group in row["groups"])
        words = frozenset().union(*groups, _expand(row.get("also", ())))
        rules.append(_Rule(Category(row["category"], row.get("needs") == "country"), groups, words))
        fallbacks.setdefault(row["category"], row.get("falls_back", "none"))
    lists = {name: _expand(data[name]) for name in _LISTS}
    heads = _expand(["$military", "$group", "$speaker", "$organization", "$publication", "$air", "$sea", "$artillery"])
    facilities = _expand(["$facility"]) - _expand(["$speaker", "$military"])
    every = frozenset().union(*(rule.words for rule in rules), lists["loyal"], heads, facilities)
    joined = frozenset(word for word in every if "+" in word)
    return Grammar(tuple(rules), fallbacks, nouns=heads, facilities=facilities, joined=joined, **lists)


def _expand(words: Iterable[Any]) -> frozenset[str]:
    expanded: set[str] = set()
    for word in words:
        listed = nouns(word[1:]) if word.startswith("$") else (word.replace("+", " "),)
        expanded.update(key(each).replace(" ", "+") for each in listed)
    return frozenset(expanded)
