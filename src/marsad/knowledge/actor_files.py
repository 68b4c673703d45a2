"""From YAML files to the rows of the registry of actors: checked, completed, with every error naming file and line."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from marsad.errors import DataError
from marsad.knowledge.actor_records import CLASSES, USAGES
from marsad.knowledge.names import is_acronym, key
from marsad.knowledge.people import Country, countries, country_id
from marsad.knowledge.skeleton import skeleton
from marsad.knowledge.yamlfiles import Lined, read_yaml

Row = dict[str, Any]
Rows = dict[str, Row]

_TEXTS = frozenset({"id", "name", "class", "country", "role", "from", "to", "see", "note"})
_LISTS = frozenset({"aliases", "partisan", "native", "metonyms", "conflicts", "parents", "of", "nouns", "sources"})
_CONFLICT = frozenset({"id", "name", "countries", "sides", "from", "to", "generic", "phrases", "see", "note"})
_FILE = frozenset({"defaults", "actors", "conflicts"})
_PLAIN = ("id", "name", "class", "country", "role", "conflicts", "nouns")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_SHORTEST_SKELETON = 9
_USAGES = {"aliases": "alias", "partisan": "partisan", "native": "native", "metonyms": "metonym"}


def read_registry(files: Iterable[Path], base: tuple[Rows, Rows] | None = None) -> tuple[Rows, Rows]:
    """The actors and conflicts of YAML files by id, added to those of `base` or to what every country has.

    An actor whose id `base` has already gains the aliases given and has its other given fields replaced.
    Raises DataError for what is malformed, unknown or dangling.
    """
    actors, conflicts = ({}, {}) if base is None else ({**base[0]}, {**base[1]})
    lines: dict[str, Lined] = {}
    for file in files:
        content = read_yaml(file)
        if not isinstance(content, Lined) or not _FILE.issuperset(content):
            raise DataError(f"{file}, line 1: a registry file holds only {', '.join(sorted(_FILE))}.")
        for entry in _entries(content, "conflicts"):
            conflicts[_new_id(entry, lines)] = _conflict(entry)
        for entry in _entries(content, "actors"):
            name = _new_id(entry, lines)
            actors[name] = _actor(entry, content.get("defaults", {}), actors.get(name))
    if base is None:
        actors.update((row["id"], row) for row in list(_derived(actors)))
    for name, entry in lines.items():
        _check_references(entry, actors.get(name) or conflicts[name], actors, conflicts)
    return actors, conflicts


def _derived(actors: Rows) -> Iterator[Row]:
    """For each country its state, government and armed forces, where the files have no entry for that part."""
    taken = {(row.get("country"), row.get("role")) for row in actors.values()}
    for country in countries().values():
        state = country.id
        government = f"government-of-{country.id}"
        forces = f"armed-forces-of-{country.id}"
        if state not in actors:
            yield _derived_row(state, country, "state", country.name, country.aliases, country.metonyms)
        if (country.id, "government") not in taken:
            names = [f"{country.demonyms[0]} government"]
            yield _derived_row(government, country, "government", f"Government of {country.name}", names, (), state)
        if (country.id, "forces") not in taken:
            nouns = ("armed forces", "military", "army", "forces")
            names = [f"{word} {noun}" for word in country.demonyms[:2] for noun in nouns]
            parent = state if (country.id, "government") in taken else government
            yield _derived_row(forces, country, "armed_forces", f"Armed forces of {country.name}", names, (), parent)


def _derived_row(
    name: str,
    country: Country,
    class_: str,
    title: str,
    aliases: Iterable[str],
    metonyms: Iterable[str],
    parent: str = "",
) -> Row:
    role = {"state": "state", "government": "government", "armed_forces": "forces"}[class_]
    row: Row = {"id": name, "name": title, "class": class_, "country": country.id, "role": role}
    row["aliases"] = [[title, "name"], *([alias, _usage(alias, "alias")] for alias in aliases)]
    row["aliases"] += [[word, "metonym"] for word in metonyms]
    if parent:
        row["parents"] = [[parent, None, None]]
    row["sources"] = ["derived from the list of countries (demonyms.yaml)"]
    return row


def _entries(content: Lined, group: str) -> list[Lined]:
    entries = content.get(group, [])
    if not isinstance(entries, list):
        raise content.error(f"{group} must be a list.")
    for entry in entries:
        if not isinstance(entry, Lined):
            raise content.error(f"each of {group} must be a mapping with an id, not {entry!r}.")
    return entries


def _new_id(entry: Lined, lines: dict[str, Lined]) -> str:
    name = entry.get("id")
    if not isinstance(name, str) or not _SLUG.fullmatch(name):
        raise entry.error(f"an entry needs an id of small letters, digits and hyphens, not {name!r}.")
    if name in lines:
        raise entry.error(f"the id {name!r} stands already in {lines[name].file}, line {lines[name].line}.")
    lines[name] = entry
    return name


def _actor(entry: Lined, defaults: Mapping[str, Any], old: Row | None) -> Row:
    _check_shape(entry)
    given = {**({} if old else defaults), **entry}
    row: Row = dict(old) if old else {}
    row.update((name, given[name]) for name in _PLAIN if given.get(name))
    if missing := {"name", "class"}.difference(row):
        raise entry.error(f"the actor {entry['id']!r} has no {min(missing)}.")
    if row["class"] not in CLASSES:
        raise entry.error(f"there is no class {row['class']!r}; there are {', '.join(sorted(CLASSES))}.")
    aliases = [*(old["aliases"] if old else ()), [row["name"], _usage(row["name"], "name")], *_aliases(entry, given)]
    row["aliases"] = _distinct([*aliases, *(_surnames(row["name"]) if row["class"] == "person" else ())])
    for name in ("parents", "of"):
        if name in given:
            row[name] = [_tie(entry, tie) for tie in given[name]]
    for name, last in (("from", False), ("to", True)):
        if name in given:
            row[name] = _day(entry, given[name], last=last)
    if "side" in given:
        row["side"] = _side(entry, given["side"], row.get("conflicts", []))
    if "sources" in given or "see" in given or not old:
        row["sources"] = given.get("sources") or [f"Wikipedia: {given.get('see', row['name'])}"]
    return row


def _check_shape(entry: Lined) -> None:
    for name, value in entry.items():
        if name in _TEXTS:
            good = isinstance(value, str)
        elif name in _LISTS:
            good = isinstance(value, list)
        elif name == "side":
            good = isinstance(value, str | Lined)
        else:
            raise entry.error(f"an actor has no field {name!r}.")
        if not good:
            raise entry.error(f"the field {name!r} must be {'a list' if name in _LISTS else 'text'}, not {value!r}.")


def _aliases(entry: Lined, given: Mapping[str, Any]) -> Iterator[list[str]]:
    for name, usage in _USAGES.items():
        for alias in given.get(name, ()):
            if isinstance(alias, Lined) and set(alias) == {"name", "usage"}:
                if alias["usage"] not in USAGES:
                    raise alias.error(f"there is no usage {alias['usage']!r}; there are {', '.join(sorted(USAGES))}.")
                yield [alias["name"], alias["usage"]]
            elif isinstance(alias, str) and key(alias):
                yield [alias, _usage(alias, usage)]
            else:
                raise entry.error(f"{alias!r} under {name} is no name.")


def _surnames(name: str) -> list[list[str]]:
    """The last word of a person's name, with its article: "Jubeir" and "al-Jubeir" are one key."""
    words = name.split()
    return [[words[-1], "surname"]] if len(words) > 1 else []


def _usage(name: str, usage: str) -> str:
    """The usage of a name, with those that linking must tell apart: acronyms, and titles that are common words."""
    if usage not in ("alias", "name"):
        return usage
    if is_acronym(name):
        return "acronym"
    return "title" if name.startswith("The ") and " " not in key(name) else usage


def _distinct(aliases: Iterable[list[str]]) -> list[list[str]]:
    seen: dict[tuple[str, bool], list[str]] = {}
    for alias, usage in aliases:
        seen.setdefault((alias, usage == "acronym"), [alias, usage])
    return list(seen.values())


def _tie(entry: Lined, tie: Any) -> list[str | None]:
    if isinstance(tie, str):
        return [tie, None, None]
    if not isinstance(tie, Lined) or "id" not in tie or not {"id", "from", "to"}.issuperset(tie):
        raise entry.error(f"{tie!r} is no tie: give an id, or a mapping of id, from and to.")
    since, until = tie.get("from"), tie.get("to")
    return [tie["id"], since and _day(tie, since, last=False), until and _day(tie, until, last=True)]


def _side(entry: Lined, side: str | Lined, conflicts: list[str]) -> dict[str, str]:
    if isinstance(side, Lined):
        return dict(side)
    if not conflicts:
        raise entry.error("a side needs the conflicts in which it is taken.")
    return dict.fromkeys(conflicts, side)


def _day(entry: Lined, text: Any, *, last: bool) -> str:
    """A year, month or day as a day: the first of its period, or the last."""
    found = _DATE.fullmatch(text) if isinstance(text, str) else None
    if not found:
        raise entry.error(f"{text!r} is no date: give YYYY, YYYY-MM or YYYY-MM-DD.")
    year, month, day = found.groups()
    month = month or ("12" if last else "01")
    if not 1 <= int(month) <= 12:
        raise entry.error(f"{text!r} has no such month.")
    length = calendar.monthrange(int(year), int(month))[1]
    day = day or (f"{length:02}" if last else "01")
    if not 1 <= int(day) <= length:
        raise entry.error(f"{text!r} has no such day.")
    return f"{year}-{month}-{day}"


def _conflict(entry: Lined) -> Row:
    if unknown := set(entry) - _CONFLICT:
        raise entry.error(f"a conflict has no field {sorted(unknown)[0]!r}.")
    for needed in ("name", "countries"):
        if needed not in entry:
            raise entry.error(f"the conflict {entry['id']!r} has no {needed}.")
    row: Row = {name: entry[name] for name in ("id", "name", "countries", "sides") if name in entry}
    for name, last in (("from", False), ("to", True)):
        if name in entry:
            row[name] = _day(entry, entry[name], last=last)
    for group in ("generic", "phrases"):
        table = entry.get(group, {})
        row[group] = {
            (key(words) if group == "phrases" else words): ids if isinstance(ids, list) else [ids]
            for words, ids in table.items()
        }
    return row


def _check_references(entry: Lined, row: Row, actors: Rows, conflicts: Rows) -> None:
    for country in [row[name] for name in ("country",) if name in row] + row.get("countries", []):
        if country_id(country) != country:
            raise entry.error(f"there is no country {country!r} in the list of countries.")
    for conflict in [*row.get("conflicts", []), *row.get("side", {})]:
        if conflict not in conflicts:
            raise entry.error(f"there is no conflict {conflict!r}.")
    groups = (*row.get("generic", {}).values(), *row.get("phrases", {}).values())
    mentioned = [tie[0] for name in ("parents", "of") for tie in row.get(name, [])]
    mentioned += [*row.get("side", {}).values(), *row.get("sides", []), *(name for ids in groups for name in ids)]
    for name in mentioned:
        if name not in actors:
            raise entry.error(f"there is no actor {name!r}.")


def compile_rows(actors: Rows, conflicts: Rows) -> dict[str, Any]:
    """The registry in the form that `Actors` reads: rows, names by comparable form, and parts played by country."""
    index: dict[str, list[list[str]]] = {}
    roles: dict[str, list[str]] = {}
    for name, row in actors.items():
        for alias, usage in row["aliases"]:
            entries = index.setdefault(key(alias), [])
            if [name, usage] not in entries:
                entries.append([name, usage])
        if "role" in row and "country" in row:
            roles.setdefault(f"{row['country']}/{row['role']}", []).append(name)
    return {
        "actors": actors,
        "conflicts": conflicts,
        "index": index,
        "spellings": _spellings(actors),
        "roles": roles,
        "longest": max(len(comparable.split()) for comparable in index),
    }


def _spellings(actors: Rows) -> dict[str, str]:
    """Names of two words or more by their skeleton, where it belongs to one actor and is long enough to tell."""
    found: dict[str, set[str]] = {}
    for name, row in actors.items():
        for alias, _ in row["aliases"]:
            form = skeleton(alias) if len(key(alias).split()) > 1 else ""
            if len(form) >= _SHORTEST_SKELETON:
                found.setdefault(form, set()).add(name)
    return {form: names.pop() for form, names in found.items() if len(names) == 1}
