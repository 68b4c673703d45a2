"""Nouns by meaning, read from `data/nouns.yaml`: who counts as civilian, which words name a weapon, who speaks.

Words are in small letters, singular and plural, multi-word terms joined by single spaces.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from marsad.errors import InputError
from marsad.knowledge.yamlfiles import read_yaml

_FILE = Path(__file__).parent / "data" / "nouns.yaml"


@lru_cache(maxsize=64)
def nouns(meaning: str) -> frozenset[str]:
    """Gives the nouns of one meaning, singular and plural, such as those for "civilian".

    Raises InputError for a meaning that the file does not list; `meanings` gives those it does.
    """
    lists = _data()["lists"]
    if meaning not in lists:
        raise InputError(f"There is no list of nouns called {meaning!r}; there are {', '.join(sorted(lists))}.")
    return _with_plurals(lists[meaning])


def meanings() -> tuple[str, ...]:
    """The names of the lists that `nouns` gives."""
    return tuple(sorted(_data()["lists"]))


@lru_cache(maxsize=1)
def means() -> dict[str, str]:
    """Words for a weapon or way of attack, each with the attack event of the annotation guide that it signals."""
    return {word: event for event, words in _data()["means"].items() for word in _with_plurals(words)}


@lru_cache(maxsize=64)
def class_nouns(class_: str) -> frozenset[str]:
    """The nouns by which a text may refer back to an actor of a class ("the monitor"); empty for an unknown class."""
    return frozenset(_data()["classes"].get(class_, ()))


@lru_cache(maxsize=1)
def source_classes() -> dict[str, str]:
    """Nouns for unnamed sources, each with its class: witness, medics, activists, belligerent, government, outlet."""
    table: dict[str, str] = {}
    for class_, words in _data()["sources"].items():
        for word in _with_plurals(words):
            table.setdefault(word, class_)
    return table


@lru_cache(maxsize=8192)
def singular(noun: str) -> str:
    """The singular of a noun or noun phrase that the file lists, else the words as given in small letters."""
    word = noun.lower()
    return _singulars().get(word, word)


def plurals(noun: str) -> tuple[str, ...]:
    """The plurals of a singular noun or of the last word of a phrase: irregular where listed, else by rule."""
    irregular = _data()["irregular"]
    if noun in irregular:
        listed = irregular[noun]
        return tuple(listed) if isinstance(listed, list) else (listed,)
    front, _, last = noun.rpartition(" ")
    if front:
        return tuple(f"{front} {plural}" for plural in plurals(last))
    if noun.endswith(("s", "x", "z", "ch", "sh")):
        return (noun + "es",)
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return (noun[:-1] + "ies",)
    return (noun + "s",)


def _with_plurals(words: list[str]) -> frozenset[str]:
    return frozenset(words).union(*(plurals(word) for word in words))


@lru_cache(maxsize=1)
def _singulars() -> dict[str, str]:
    data = _data()
    words = [
        *data["irregular"],
        *(word for group in ("lists", "means") for few in data[group].values() for word in few),
    ]
    listed = set(words)
    return {plural: word for word in words for plural in plurals(word) if plural not in listed}


@lru_cache(maxsize=1)
def _data() -> dict[str, Any]:
    content: dict[str, Any] = read_yaml(_FILE)
    return content
