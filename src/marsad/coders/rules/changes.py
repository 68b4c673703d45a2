"""What a user's codebook adds to the shipped one, changes and leaves out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from marsad.coders.rules import own
from marsad.coders.rules.codebook_files import load
from marsad.knowledge import place_files
from marsad.knowledge.actors import Actors
from marsad.knowledge.places import Places

if TYPE_CHECKING:
    from marsad.coders.rules.codebook import Codebook, Rule

How = Literal["new", "changed", "left out"]


@dataclass(frozen=True, slots=True)
class Change:
    """One rule, list of words, actor, conflict or place that is new, changed or left out, with what of it."""

    what: str
    name: str
    how: How
    details: list[str]


def changes(path: Path) -> list[Change]:
    """The changes that a codebook in a file or folder makes, after reading all of it.

    Raises:
        DataError: it is malformed; the message names file and line.

    """
    found, shipped = own.find(path), load()
    book, actors, places = found.codebook(), found.load_actors(), found.load_places()
    made = [*_rules(shipped, book), *_words(shipped, book)]
    if found.actors:
        made += _actors(Actors.load(), actors)
    if found.places:
        made += _places(Places.load(), places, {entry.id for file in found.places for entry in place_files.read(file)})
    return made


def _rules(old: Codebook, new: Codebook) -> Iterator[Change]:
    before = {rule.name: rule for rule in old.rules}
    after = {rule.name: rule for rule in new.rules}
    for name, rule in after.items():
        if name not in before:
            yield Change("rule", name, "new", [text for text in (rule.triggers, rule.slots) if text])
        elif rule != before[name]:
            yield Change("rule", name, "changed", list(_differences(_told(before[name]), _told(rule))))
    yield from (Change("rule", name, "left out", []) for name in before if name not in after)


def _told(rule: Rule) -> dict[str, Any]:
    return rule.model_dump(by_alias=True, exclude_defaults=True)


def _words(old: Codebook, new: Codebook) -> Iterator[Change]:
    for name, words in new.words.items():
        if words != old.words[name]:
            yield Change("words", name, "changed", list(_moved(old.words[name], words)))


def _actors(old: Actors, new: Actors) -> Iterator[Change]:
    for name, conflict in new.conflicts.items():
        if name not in old.conflicts:
            yield Change("conflict", name, "new", [conflict.name])
        elif conflict != old.conflicts[name]:
            yield Change(
                "conflict", name, "changed", list(_differences(*map(_fields, (old.conflicts[name], conflict))))
            )
    for name in new:
        before, after = old.get(name), new.get(name)
        assert after is not None
        if before is None:
            yield Change("actor", name, "new", [after.name])
        elif before != after:
            yield Change("actor", name, "changed", list(_differences(_fields(before), _fields(after))))


def _places(old: Places, new: Places, given: set[str]) -> Iterator[Change]:
    for name in sorted(given):
        after = new.get(name)
        if not old.has(name):
            yield Change("place", name, "new", [after.name])
        elif (before := old.get(name)) != after:
            yield Change("place", name, "changed", list(_differences(_fields(before), _fields(after))))


def _fields(record: Any) -> dict[str, Any]:
    return {field.name: getattr(record, field.name) for field in fields(record)}


def _differences(old: dict[str, Any], new: dict[str, Any]) -> Iterator[str]:
    """What is different in the fields of two records: of lists the items, of all else both values."""
    for name in [*old, *(name for name in new if name not in old)]:
        before, after = old.get(name), new.get(name)
        if before == after:
            continue
        if isinstance(before or [], list | tuple) and isinstance(after or [], list | tuple):
            yield f"{name} {', '.join(_moved(before or (), after or ()))}"
        else:
            yield f"{name} {before} -> {after}"


def _moved(old: Any, new: Any) -> Iterator[str]:
    yield from (f"+{item}" for item in sorted(map(str, new)) if item not in set(map(str, old)))
    yield from (f"-{item}" for item in sorted(map(str, old)) if item not in set(map(str, new)))
