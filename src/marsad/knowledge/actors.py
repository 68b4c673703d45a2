"""The registry of actors, outlets and sources: who a name or a phrase of a report means.

Entries come from the YAML files under `data/actors`, compiled to `data/actors.json` by `tools/build_actors.py`; users'
own files stay YAML and are added on loading. Linking abstains (None) where a text is unknown or could mean several.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from marsad.errors import DataError
from marsad.knowledge.actor_linking import Linker
from marsad.knowledge.actor_names import Scene
from marsad.knowledge.actor_phrases import grammar
from marsad.knowledge.actor_records import Actor, Conflict, Tie, within
from marsad.knowledge.names import fits_acronym, key, parts
from marsad.knowledge.nouns import class_nouns, nouns, source_classes
from marsad.knowledge.people import country_id
from marsad.knowledge.skeleton import skeleton
from marsad.model import Link

COMPILED = Path(__file__).parent / "data" / "actors.json"
_TAIL = re.compile(r" (?:of|for|in|to|on)\b| \(")
_UNSURE = frozenset({"metonym", "surname", "title"})

Day = date | str | None
"""A date, its ISO 8601 text (a time may follow), or None for no particular day."""


class Actors:
    """The registry. Make one with `Actors.load`; it never changes afterwards and may be shared between threads."""

    def __init__(self, compiled: dict[str, Any]) -> None:
        self._rows: dict[str, dict[str, Any]] = compiled["actors"]
        self._index: dict[str, list[tuple[str, str]]] = compiled["index"]
        self._roles: dict[str, list[str]] = compiled["roles"]
        self.longest: int = compiled["longest"]
        self._spellings: dict[str, str] = compiled["spellings"]
        self.conflicts: dict[str, Conflict] = {
            name: Conflict.from_row(row) for name, row in compiled["conflicts"].items()
        }
        self._actors: dict[str, Actor] = {}
        self._known: dict[str, str | None] = {}
        self._linked: dict[tuple[str, Scene], Link | None] = {}
        self._linker: Linker | None = None

    @classmethod
    def load(cls, *extra: str | Path) -> Actors:
        """The package's registry, with the user's own YAML files or folders of them added in order.

        Raises DataError that names file and line for a malformed file.
        """
        compiled = json.loads(COMPILED.read_text(encoding="utf-8"))
        if not extra:
            return cls(compiled)
        from marsad.knowledge.actor_files import compile_rows, read_registry

        files: list[Path] = []
        for given in map(Path, extra):
            if not given.exists():
                raise DataError(f"There is no registry file or folder {given}.")
            files += sorted(given.glob("*.y*ml")) if given.is_dir() else [given]
        return cls(compile_rows(*read_registry(files, (compiled["actors"], compiled["conflicts"]))))

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def get(self, name: str) -> Actor | None:
        """The actor of an id, None where there is none."""
        if name not in self._actors and name in self._rows:
            self._actors[name] = Actor.from_row(self._rows[name])
        return self._actors.get(name)

    def named(self, comparable: str) -> Sequence[tuple[str, str]]:
        """The ids, each with the usage of the name, of all actors that bear a name in its comparable form."""
        return [(name, usage) for name, usage in self._index.get(comparable, ())]

    def spelled(self, text: str) -> str | None:
        """The only actor of whose name a text is another spelling ("Jaish al Fatah"), by its skeleton."""
        return self._spellings.get(skeleton(text))

    def playing(self, country: str, role: str) -> Sequence[str]:
        """The ids of the actors that play a part ("army", "government") in a country, main or latest first."""
        return self._roles.get(f"{country}/{role}", ())

    def known(self, text: str) -> Actor | None:
        """The actor whose proper name the text is, exactly but for case, accents, hyphens and articles.

        Capitals that stand for a government, surnames, titles that are common words, and names of several actors, give
        None. Cheap: meant to be asked of every candidate of a text.
        """
        if text not in self._known:
            if len(self._known) > 50_000:
                self._known.clear()
            self._known[text] = self._only(text)
        name = self._known[text]
        return self.get(name) if name else None

    def _only(self, text: str) -> str | None:
        pairs = parts(text)
        found = self._index.get(" ".join(plain for plain, _ in pairs), ())
        single = len(pairs) == 1
        if text.islower() and text.isascii():
            return None
        capitals = not single or fits_acronym(pairs[0][1])
        names = {name for name, usage in found if usage not in _UNSURE and (capitals or usage != "acronym")}
        return names.pop() if len(names) == 1 else None

    def link(self, text: str, context: Iterable[str] = (), on: Day = None) -> Link | None:
        """The actor that a name or phrase means, with a score from 0 to 1; None where unknown or ambiguous.

        Args:
            text: the words, such as "the UK-based Syrian Observatory for Human Rights" or "government forces".
            context: what the document is about: ids of conflicts (see `conflicts`) and countries (id or ISO code).
                Ids of neither are passed over. A conflict given in so many words outweighs those of the countries.
            on: the date at which it is read; without it the actors of all times count.

        """
        scene = self.scene(context, on)
        if (text, scene) not in self._linked:
            if len(self._linked) > 50_000:
                self._linked.clear()
            self._linker = self._linker or Linker(self, grammar())
            found = self._linker.link(text, scene)
            self._linked[text, scene] = Link(id=found[0], score=found[1]) if found else None
        return self._linked[text, scene]

    def scene(self, context: Iterable[str] = (), on: Day = None) -> Scene:
        """What a context of conflict and country ids says: the conflicts in it, or else those of its countries."""
        return self._scene(tuple(context), _day(on))

    @lru_cache(maxsize=4096)  # noqa: B019 - a registry lives as long as its process
    def _scene(self, context: tuple[str, ...], on: str | None) -> Scene:
        conflicts = tuple(dict.fromkeys(name for name in context if name in self.conflicts))
        countries = tuple(dict.fromkeys(found for name in context if (found := country_id(name))))
        if not conflicts:
            conflicts = tuple(
                conflict.id
                for conflict in self.conflicts.values()
                if not set(conflict.countries).isdisjoint(countries) and within(conflict.since, conflict.until, on)
            )
        return Scene(conflicts, countries, on)

    def about(self, countries: Iterable[str], actors: Iterable[str] = (), on: Day = None) -> str | None:
        """The conflict that a document is about, by the countries of its places and the actors that it names.

        Repeat an id as often as the document mentions it. None unless one conflict is clearly ahead (half as much again
        as the next). Each mention counts once, shared among the conflicts that it may belong to.
        """
        day = _day(on)
        votes: dict[str, float] = defaultdict(float)
        alive = [c for c in self.conflicts.values() if within(c.since, c.until, day)]
        for name, count in Counter(countries).items():
            where = [c.id for c in alive if country_id(name) in c.countries]
            for conflict in where:
                votes[conflict] += count / len(where)
        for name, count in Counter(actors).items():
            actor = self.get(name)
            where = [c.id for c in alive if actor and c.id in actor.conflicts]
            for conflict in where:
                votes[conflict] += count / len(where)
        ranked = sorted(votes, key=lambda conflict: votes[conflict], reverse=True)
        if not ranked or (len(ranked) > 1 and votes[ranked[0]] < 1.5 * votes[ranked[1]]):
            return None
        return ranked[0]

    def umbrella(self, first: str, second: str, on: Day = None) -> bool:
        """Whether one of two actors contains the other (or is it) at a date, over any number of levels.

        People count as within those for whom they speak. Without a date, ties of any time count.
        """
        day = _day(on)
        return first == second or first in self._above(second, day) or second in self._above(first, day)

    def above(self, name: str, on: Day = None) -> frozenset[str]:
        """The ids of all actors that contain an actor at a date."""
        return self._above(name, _day(on))

    @lru_cache(maxsize=16384)  # noqa: B019 - a registry lives as long as its process
    def _above(self, name: str, on: str | None) -> frozenset[str]:
        found: set[str] = set()
        waiting = [name]
        while waiting:
            actor = self.get(waiting.pop())
            ties: tuple[Tie, ...] = (*actor.parents, *actor.of) if actor else ()
            new = {tie.id for tie in ties if tie.holds(on)} - found - {name}
            found |= new
            waiting += new
        return frozenset(found)

    def side(self, name: str, conflict: str, on: Day = None) -> str | None:
        """The umbrella actor of the side that an actor takes in a conflict at a date, None for none or unknown.

        An actor without a side of its own takes that of what contains it, if they agree.
        """
        sides = self._sides(name, conflict, _day(on), frozenset())
        return sides.pop() if len(sides) == 1 else None

    def _sides(self, name: str, conflict: str, on: str | None, seen: frozenset[str]) -> set[str]:
        actor, entry = self.get(name), self.conflicts.get(conflict)
        if actor is None or entry is None or name in seen:
            return set()
        if conflict in actor.side:
            return {actor.side[conflict]}
        if name in entry.sides:
            return {name}
        ties = [tie.id for tie in (*actor.parents, *actor.of) if tie.holds(on)]
        return set().union(*(self._sides(tie, conflict, on, seen | {name}) for tie in ties))

    def nouns(self, name: str) -> frozenset[str]:
        """The common nouns that may stand for an actor: observatory, monitor, group, watchdog for a monitor.

        In small letters and the singular; from its class, its name and what its entry adds. Empty for an unknown id.
        """
        actor = self.get(name)
        if actor is None:
            return frozenset()
        head = _head(actor.name)
        shared = class_nouns(actor.class_)
        if actor.class_ == "government" and head not in shared:  # "the ministry", not "the government"
            shared = frozenset()
        return frozenset({*shared, *actor.nouns, *([head] if actor.class_ != "person" and head else ())})

    def short_names(self, name: str) -> frozenset[str]:
        """The shorter names by which a text may refer back to an actor: SOHR, Observatory, a person's surname."""
        actor = self.get(name)
        if actor is None:
            return frozenset()
        words = actor.name.split()
        short = {a.name for a in actor.aliases if a.usage != "native" and len(a.name.split()) < len(words)}
        head = _head(actor.name)
        return frozenset({*short, *([head.capitalize()] if head and actor.class_ != "person" else ())})

    def of_class(self, *classes: str) -> Iterator[Actor]:
        """All actors of the classes given, such as "wire", "outlet" and "state_media" for those that publish."""
        return (actor for name, row in self._rows.items() if row["class"] in classes and (actor := self.get(name)))

    def source_class(self, text: str, context: Iterable[str] = (), on: Day = None) -> str | None:
        """What kind of source a mention is: the class of the linked actor, or by its noun for unnamed ones.

        Unnamed ones are witness, medics, activists, rescue_service, belligerent, government or outlet; None if unclear.
        """
        if (link := self.link(text, context, on)) and (actor := self.get(link.id)):
            return actor.class_
        words = key(text).split()
        for size in (2, 1):
            for start in range(len(words) - size, -1, -1):
                if found := source_classes().get(" ".join(words[start : start + size])):
                    return found
        return None


def _day(on: Day) -> str | None:
    text = on.isoformat() if isinstance(on, date) else on
    return text[:10] if text else None


def _head(name: str) -> str | None:
    """The noun that a name is built on, in small letters: observatory, ministry; None where no list knows it."""
    front = _TAIL.split(name, maxsplit=1)[0]
    last = front.split()[-1].casefold() if front.split() else ""
    return last if last in nouns("organization") or last in nouns("group") else None
