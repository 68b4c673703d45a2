"""The records of the registry of actors: actors, their dated ties, and the conflicts with what generic words mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

CLASSES = frozenset(
    {
        "state", "government", "armed_forces", "armed_group", "political", "coalition", "police",
        "monitor", "rescue_service", "medics", "ngo", "un_body", "intergovernmental",
        "wire", "state_media", "outlet", "witness", "person",
    }
)  # fmt: skip
"""What an actor is. `political` are parties, councils and self-declared administrations of any side."""

USAGES = frozenset({"name", "alias", "acronym", "title", "partisan", "native", "metonym", "surname"})
"""How a name is used: `partisan` is a label of one side, `metonym` a seat for its government, `native` not in English,
`title` a common word with a capital article ("The Independent"), which names the actor only where it stands alone."""


@dataclass(frozen=True, slots=True)
class Alias:
    """A name of an actor and how it is used (one of USAGES)."""

    name: str
    usage: str = "alias"


@dataclass(frozen=True, slots=True)
class Tie:
    """A dated tie to another actor. Dates are YYYY-MM-DD, both inclusive; None is open."""

    id: str
    since: str | None = None
    until: str | None = None

    def holds(self, on: str | None) -> bool:
        """Whether the tie holds on a date; at any date where `on` is None."""
        return within(self.since, self.until, on)


@dataclass(frozen=True, slots=True)
class Actor:
    """An entry of the registry.

    `parents` are what it belongs to, `of` for whom a person speaks; `side` maps a conflict to the umbrella actor of the
    side, and lacks a conflict in which the actor takes none. `role` is the part it plays in its country (army, …).
    """

    id: str
    name: str
    class_: str
    aliases: tuple[Alias, ...] = ()
    country: str | None = None
    conflicts: tuple[str, ...] = ()
    side: Mapping[str, str] = field(default_factory=dict)
    parents: tuple[Tie, ...] = ()
    of: tuple[Tie, ...] = ()
    role: str | None = None
    since: str | None = None
    until: str | None = None
    nouns: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()

    @classmethod
    def from_row(cls, row: Mapping[str, Any]) -> Actor:
        """The actor of a row of the compiled registry."""
        return cls(
            id=row["id"],
            name=row["name"],
            class_=row["class"],
            aliases=tuple(Alias(*alias) for alias in row["aliases"]),
            country=row.get("country"),
            conflicts=tuple(row.get("conflicts", ())),
            side=row.get("side", {}),
            parents=tuple(Tie(*tie) for tie in row.get("parents", ())),
            of=tuple(Tie(*tie) for tie in row.get("of", ())),
            role=row.get("role"),
            since=row.get("from"),
            until=row.get("to"),
            nouns=tuple(row.get("nouns", ())),
            sources=tuple(row["sources"]),
        )


@dataclass(frozen=True, slots=True)
class Conflict:
    """A conflict: where and when, its sides, and which actor a generic word means in it.

    `generic` maps a category ("rebels", "government_forces") and `phrases` the words themselves to actor ids, of which
    the first that existed at the date is meant.
    """

    id: str
    name: str
    countries: tuple[str, ...]
    sides: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    generic: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    phrases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def from_row(cls, row: Mapping[str, Any]) -> Conflict:
        """The conflict of a row of the compiled registry."""
        return cls(
            id=row["id"],
            name=row["name"],
            countries=tuple(row["countries"]),
            sides=tuple(row.get("sides", ())),
            since=row.get("from"),
            until=row.get("to"),
            generic={category: tuple(ids) for category, ids in row.get("generic", {}).items()},
            phrases={phrase: tuple(ids) for phrase, ids in row.get("phrases", {}).items()},
        )


def within(since: str | None, until: str | None, on: str | None) -> bool:
    """Whether a date (YYYY-MM-DD) lies in an inclusive, possibly open period; True where `on` is None."""
    return on is None or ((since is None or since <= on) and (until is None or on <= until))
