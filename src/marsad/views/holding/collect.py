"""From entries to sightings: which claims bear on which place, and how the places lie together."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from marsad.views.days import day, own_days
from marsad.views.holding.sides import joined
from marsad.views.holding.sightings import Sighting
from marsad.views.known import was_known
from marsad.views.registries import display
from marsad.views.repeats import origins_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from marsad.model import Claim, Entry
    from marsad.views.parts import Party, Where
    from marsad.views.registries import Names

WIDE = frozenset(("country", "governorate", "region"))
"""Kinds of place that say too little of what lies in them to bear on it."""


@dataclass
class Collected:
    """The sightings of control, in the order of publication, with what they are about."""

    sightings: list[Sighting] = field(default_factory=list)
    places: dict[str, Where] = field(default_factory=dict)
    wholes: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """By place the larger places that have sightings too or share it with others, nearest first."""
    parties: dict[str, Party] = field(default_factory=dict)
    """By key of a side one of its names."""
    origins: dict[str, str] = field(default_factory=dict)
    """By key of an origin its name."""
    shares: list[Claim] = field(default_factory=list)
    unresolved: int = 0
    undated: int = 0


def collect(entries: Iterable[Entry], names: Names, *, known_by: datetime | None = None) -> Collected:
    """The standing claims on control that were known by a time, as sightings.

    Args:
        entries: claims as the ledger holds them, in any order.
        names: keys and trees of places and parties.
        known_by: an aware time, or None for everything known.

    """
    found = Collected()
    known = [e for e in entries if e.reading.type == "control" and e.status == "standing" and was_known(e, known_by)]
    known.sort(key=lambda e: (e.claim.published or e.recorded, e.claim.doc, e.claim.evidence.start, e.claim.id))
    origins = origins_of(known, names)
    for entry in known:
        claim = entry.reading
        own = own_days(claim)
        published = day(claim.published) or (own.end if own else None)
        if published is None:
            found.undated += 1
            continue
        if claim.quantity is not None and claim.quantity.unit == "share" and (claim.quantity.low or 0) < 1:
            found.shares.append(claim)
            continue
        sure = 1.0 if any(ruling.kind == "accept" for ruling in entry.rulings) else claim.coding.confidence
        _see(found, claim, names, (origins[claim.id], published.toordinal(), sure))
    found.sightings = joined(found, names)
    _lie(found, names)
    return found


def _see(found: Collected, claim: Claim, names: Names, told: tuple[str, int, float]) -> None:
    """A sighting for each place and each actor of a claim; two sides in a fight are one sighting of it.

    `told` is its origin, the day it was published, and how sure its reading is.
    """
    origin, published, sure = told
    actors: list[str | None] = [_side(found, names.party(actor)) for actor in claim.actor]
    actors = actors or [None]
    targets = [_side(found, names.party(target)) for target in claim.target]
    target = targets[0] if targets else actors[1] if claim.event == "contested" and len(actors) > 1 else None
    own = own_days(claim)
    found.origins.setdefault(origin, _origin_name(claim))
    class_, side = names.speaker(claim)
    for mention in claim.place:
        where = names.where(mention, claim)
        if where.local or where.id is None:
            found.unresolved += 1
            continue
        found.places.setdefault(where.key, where)
        for actor in dict.fromkeys(actors[:1] if claim.event == "contested" else actors):
            found.sightings.append(
                Sighting(
                    claim=claim.id, place=where.key, event=claim.event, actor=actor, target=target,
                    modality=claim.modality, published=published, origin=origin,
                    first=own.start.toordinal() if own else None, last=own.end.toordinal() if own else None,
                    class_=class_, side=side, sure=sure,
                )
            )  # fmt: skip


def _origin_name(claim: Claim) -> str:
    return display(claim.attribution[0]) if claim.attribution else claim.publisher or "the report itself"


def _side(found: Collected, party: Party) -> str:
    """The key of the side that a party belongs to: an umbrella and its members are one."""
    key = f"actor:{party.bloc}" if party.bloc else party.key
    found.parties.setdefault(key, party)
    return key


def _lie(found: Collected, names: Names) -> None:
    """How the places lie in each other: larger ones that are told of themselves, or hold several that are."""
    chains = {
        key: [a for a in names.ancestors(where.id) if names.kind(a) not in WIDE]
        for key, where in found.places.items()
        if where.id is not None
    }
    held: defaultdict[str, int] = defaultdict(int)
    for chain in chains.values():
        for ancestor in chain:
            held[ancestor] += 1
    for key, chain in chains.items():
        kept = [f"place:{a}" for a in chain if f"place:{a}" in found.places or held[a] > 1]
        if kept:
            found.wholes[key] = tuple(kept)
