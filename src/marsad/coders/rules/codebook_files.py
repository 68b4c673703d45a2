"""Files of the codebook: the shipped ones, and the user's laid over them.

A user's rule with a name of its own is new, and comes before the shipped ones. One with the type, event and id of a
shipped rule changes that: fields given take the place of those there were, `also` adds to lists, and `drop: true`
leaves the rule out. Lists of words are added to. In what is added, a minus before a word takes it out ("-party").
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from marsad.coders.rules.codebook import Codebook, Rule
from marsad.errors import DataError
from marsad.knowledge.yamlfiles import Lined, read_yaml
from marsad.model import EVENTS

SHIPPED = Path(__file__).parents[2] / "codebook"
WORDS = "words.yaml"
SLOTS = ("actor", "target", "place", "people", "victim")
_FIELDS = [field.alias or name for name, field in Rule.model_fields.items() if name not in ("type", "event")]
_CHANGES = ("also", "drop")

Words = dict[str, frozenset[str]]


def load(*own: Path) -> Codebook:
    """The shipped codebook, with the user's files of rules and words laid over it in order.

    Raises:
        DataError: a file is malformed; the message names file, line and what to do.

    """
    rules: dict[str, Rule] = {}
    words: Words = {}
    for file in sorted(SHIPPED.glob("*.yaml")):
        if file.name == WORDS:
            words |= {name: frozenset(listed) for name, listed in _lists(file).items()}
        else:
            _lay(file, rules, {})
    first: dict[str, Rule] = {}
    lines: dict[str, Lined] = {}
    for file in own:
        if file.name == WORDS:
            _lay_words(file, words)
        else:
            first |= _lay(file, rules, lines)
    return Codebook([*first.values(), *(rule for name, rule in rules.items() if name not in first)], words)


def _lay(file: Path, rules: dict[str, Rule], lines: dict[str, Lined]) -> dict[str, Rule]:
    """Add a file's rules to those there are; what is new. `lines` are the entries met so far, by name."""
    data = read_yaml(file)
    kind = data.get("type") if isinstance(data, Lined) else None
    if not isinstance(data, Lined) or kind not in EVENTS or not isinstance(data.get("rules"), Lined):
        raise DataError(f"{file}, line 1: a file of rules needs a type ({', '.join(EVENTS)}) and its rules by event.")
    if strange := [name for name in data if name not in ("type", "rules")]:
        raise data.error(f"a file of rules holds type and rules, not {strange[0]!r}.", strange[0])
    new: dict[str, Rule] = {}
    for event, entries in data["rules"].items():
        if event not in EVENTS[kind]:
            told = f"{kind} has no event {event!r}; its events are {', '.join(EVENTS[kind])}."
            raise data["rules"].error(told, event)
        if entries and not isinstance(entries, list):
            raise data["rules"].error(f"the rules of {event} must be a list.", event)
        for entry in entries:
            if not isinstance(entry, Lined):
                told = f"{entry!r} of {event} is no rule: a rule has an id, words and roles."
                raise data["rules"].error(told, event)
            name = f"{kind}.{event}.{entry.get('id', '?')}"
            if name in lines:
                there = f"{lines[name].file}, line {lines[name].line}"
                raise entry.error(f"the rule {name} stands already in {there}; give one of them another id.")
            lines[name] = entry
            rule = _rule(kind, event, entry, rules.get(name))
            if rule is None:
                del rules[name]
                continue
            if name not in rules:
                new[name] = rule
            rules[name] = rule
    return new


def _rule(kind: str, event: str, entry: Lined, old: Rule | None) -> Rule | None:
    """The rule of an entry, made from the one of its name where there is one; None where that is left out."""
    which = f"rule {entry.get('id', '?')!r} of {event}"
    for name in entry:
        if name not in (*_FIELDS, *_CHANGES):
            raise entry.error(f"{which}: a rule has no field {name!r}{_meant(name, _FIELDS)}.", name)
    changes = [name for name in _CHANGES if name in entry]
    if changes and old is None:
        told = f"{which}: {changes[0]!r} changes a shipped rule, and none has this name"
        raise entry.error(f"{told}: `marsad codebook show {event}` lists those there are.", changes[0])
    if old is not None and entry.get("drop") == "true":
        return None
    fields = old.model_dump(by_alias=True, exclude_defaults=True) if old else {"type": kind, "event": event}
    fields |= {name: value for name, value in entry.items() if name not in _CHANGES}
    if more := entry.get("also"):
        if not isinstance(more, Lined):
            raise entry.error(f"{which}: also must be fields with lists to add, as in also: {{verbs: [raze]}}.", "also")
        fields |= {name: _with(more, name, fields.get(name), value) for name, value in more.items()}
    try:
        rule = Rule.model_validate(fields)
    except ValidationError as error:
        wrong = error.errors(include_url=False)[0]
        where = ".".join(map(str, wrong["loc"]))
        raise entry.error(f"{which}: {where}: {wrong['msg']}.", where.partition(".")[0]) from error
    if strange := [slot for slot in rule.roles if slot not in SLOTS]:
        told = f"{which}: there is no slot {strange[0]!r}{_meant(strange[0], SLOTS)}; there are {', '.join(SLOTS)}"
        raise entry.error(f"{told}.", "roles")
    if not rule.triggers:
        raise entry.error(f"{which} has no words (verbs, nouns, adjectives or be): it would never count.")
    return rule


def _with(entry: Lined, name: str, old: Any, more: Any) -> Any:
    """A field with what `also` adds to it."""
    if isinstance(more, Lined) and isinstance(old or {}, Mapping):
        return {**(old or {}), **{key: _with(more, key, (old or {}).get(key), value) for key, value in more.items()}}
    before = [old] if isinstance(old, str) else old or []
    if not isinstance(more, list) or not isinstance(before, list):
        raise entry.error(f"also adds to lists, and {name} is none.", name)
    return _added(entry, name, before, more)


def _added(entry: Lined, name: str, old: list[str], more: list[str]) -> list[str]:
    """A list with words added, and those with a minus before them taken out."""
    out = {word[1:] for word in more if word.startswith("-")}
    if gone := sorted(out.difference(old)):
        raise entry.error(f"{gone[0]!r} cannot be taken out of {name}: it is not in it{_meant(gone[0], old)}.", name)
    return [word for word in old if word not in out] + [w for w in more if not w.startswith("-") and w not in old]


def _lay_words(file: Path, words: Words) -> None:
    lists = _lists(file)
    for name, more in lists.items():
        if name not in words:
            told = f"there is no list {name!r}{_meant(name, words)}; there are {', '.join(words)}."
            raise lists.error(told, name)
        words[name] = frozenset(_added(lists, name, sorted(words[name]), more))


def _lists(file: Path) -> Lined:
    data = read_yaml(file)
    if not isinstance(data, Lined):
        raise DataError(f"{file}, line 1: {WORDS} needs lists of words, each under its name.")
    for name, listed in data.items():
        if not isinstance(listed, list) or not all(isinstance(word, str) for word in listed):
            raise data.error(f"{WORDS} needs lists of words, each under its name; {name} is none.", name)
    return data


def _meant(name: str, known: Iterable[str]) -> str:
    near = get_close_matches(name, list(known), 1)
    return f" (is {near[0]!r} meant?)" if near else ""
