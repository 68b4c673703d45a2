"""What one claim tells of a happening, in the terms that grouping and the rules compare."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from marsad.views.days import day, own_days
from marsad.views.known import was_known
from marsad.views.registries import display, fold
from marsad.views.repeats import origins_of, reading_order

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from marsad.model import Claim, Entry
    from marsad.views.incidents.parameters import Parameters
    from marsad.views.parts import Where
    from marsad.views.registries import Names

WIDE = frozenset(("country", "governorate", "region"))
"""Kinds of place too wide to look for accounts of one happening in."""
_WORD = re.compile(r"[^\W\d_]{3,}")
_DULL = frozenset(
    "the and that this these those were was are been being have has had for from with into said says say after which "
    "who whom whose its their his her they them when where while other others more than least some about around near "
    "killed killing kill dead died dies deaths death wounded injured injuring people persons including among city town "
    "attack attacks strike strikes".split()
)


@dataclass(frozen=True, slots=True)
class Telling:
    """One claim as grouping sees it. Days are ordinals (`date.toordinal`), None where not known.

    `first` and `last` are the days that the claim gives itself; `published` is the day it was told.
    """

    entry: Entry
    claim: Claim
    first: int | None
    last: int | None
    published: int | None
    places: tuple[Where, ...]
    means: frozenset[str]
    objects: frozenset[str]
    groups: frozenset[str]
    words: frozenset[str]
    names: frozenset[str]
    origin: str
    many: bool
    """Whether it is about many happenings: several places, or more days than one happening takes."""
    around: tuple[frozenset[str], ...]
    """For each place its own key and those of what contains it."""
    near: frozenset[str]
    """The keys of its places, and of what contains them and is no wider than a city."""

    @property
    def id(self) -> str:
        """The claim's id."""
        return self.claim.id


def tellings(
    entries: Iterable[Entry], names: Names, parameters: Parameters, *, known_by: datetime | None = None
) -> list[Telling]:
    """The standing claims on casualties, attacks and facilities hit that were known by a time, oldest first.

    Args:
        entries: claims as the ledger holds them, in any order.
        names: keys and the tree of places.
        parameters: the words to go by.
        known_by: an aware time, or None for everything known.

    """
    kept = [e for e in entries if e.status == "standing" and _about(e.reading) and was_known(e, known_by)]
    kept.sort(key=reading_order)
    origins = origins_of(kept, names)
    return [_telling(entry, names, parameters, origins[entry.claim.id]) for entry in kept]


def _about(claim: Claim) -> bool:
    told = claim.modality in ("asserted", "alleged", "denied")
    return told and (claim.type in ("casualty", "attack") or claim.event == "facility_hit")


def _telling(entry: Entry, names: Names, parameters: Parameters, origin: str) -> Telling:
    claim = entry.reading
    own, published = own_days(claim), day(claim.published)
    places = tuple(names.where(mention, claim) for mention in claim.place)
    around = tuple(
        frozenset((where.key, *(f"place:{outer}" for outer in names.ancestors(where.id)))) if where.id
        else frozenset((where.key,))
        for where in places
    )  # fmt: skip
    victims = " ".join(display(target) for target in claim.target)
    text = f"{claim.evidence.text} {victims} {claim.means.text if claim.means else ''}"
    where_words = " ".join(where.name for where in places)
    return Telling(
        entry=entry, claim=claim, origin=origin, places=places, around=around, near=_near(places, around, names),
        first=own.start.toordinal() if own else None, last=own.end.toordinal() if own else None,
        published=published.toordinal() if published else None,
        means=_means(claim, parameters), objects=_found(f"{text} {where_words}", "objects", parameters),
        groups=groups_of(claim, parameters), words=content(text),
        names=frozenset(fold(victim.name) for victim in claim.victims if victim.name),
        many=_many(claim, places, around, parameters),
    )  # fmt: skip


def _near(places: tuple[Where, ...], around: tuple[frozenset[str], ...], names: Names) -> frozenset[str]:
    outer = {key for keys in around for key in keys if names.kind(key.removeprefix("place:")) not in WIDE}
    return frozenset(outer | {where.key for where in places})


def groups_of(claim: Claim, parameters: Parameters) -> frozenset[str]:
    """The groups of people that a claim's targets name: civilians, combatants, children, women."""
    found = _found(" ".join(display(target) for target in claim.target), "groups", parameters)
    stated = {f"{target.status}s" for target in claim.target if target.status != "unknown"}
    return found | stated


def general(claim: Claim, parameters: Parameters) -> bool:
    """Whether some target names people of no group ("two persons, a girl"): the figure is of all of them."""
    return any(not _found(display(target), "groups", parameters) for target in claim.target)


def content(text: str) -> frozenset[str]:
    """The words of a text that say what happened, without figures and without words that any report has."""
    return frozenset(word for word in map(str.casefold, _WORD.findall(text)) if word not in _DULL)


@lru_cache(maxsize=65536)
def _found(text: str, kind: str, parameters: Parameters) -> frozenset[str]:
    patterns = {"objects": parameters.object_words, "groups": parameters.group_words, "means": parameters.means_words}
    return frozenset(name for name, pattern in patterns[kind].items() if pattern.search(text))


def _means(claim: Claim, parameters: Parameters) -> frozenset[str]:
    """The kinds of means: by the event, else by the words."""
    known = parameters.events.get(claim.event)
    if known:
        return frozenset((known,))
    return _found(f"{claim.means.text if claim.means else ''} {claim.evidence.text}", "means", parameters)


def _many(claim: Claim, places: tuple[Where, ...], around: tuple[frozenset[str], ...], parameters: Parameters) -> bool:
    own, quantity = own_days(claim), claim.quantity
    if own is not None and (own.end - own.start).days >= parameters.longest_days:
        return True
    if quantity is not None and quantity.scope == "cumulative":
        return True
    outer = [n for n, where in enumerate(places) if not any(where.key in a for m, a in enumerate(around) if m != n)]
    if len(outer) > 1 or any(where.kind == "country" for where in places):
        return True
    return any(parameters.many.search(where.name) for where in places if where.id is None)
