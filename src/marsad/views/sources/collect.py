"""From entries to what each origin said: one saying for each claim and each place that it names."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from marsad.views.days import day, latest_moment, own_days
from marsad.views.figures import figure
from marsad.views.known import was_known
from marsad.views.registries import display
from marsad.views.repeats import origins_of, reading_order

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from marsad.model import Claim, Entry
    from marsad.views.parts import Figure, Where
    from marsad.views.registries import Names

_ANYONE = frozenset({"people", "persons", "others"})


@dataclass(frozen=True)
class Said:
    """What one origin said of one place."""

    claim: Claim
    origin: str
    place: Where
    day: date
    """The first day that the claim gives, else the day it was published."""
    moment: datetime | None
    """The latest that it can have been published; None for reports without a date."""
    actors: frozenset[str]
    """Keys of the sides that did it."""
    targets: frozenset[str]
    """Whom it was done to, as named; empty for people in general."""
    figure: Figure | None

    @property
    def matter(self) -> tuple[str, str, date]:
        """What two origins must share to speak of the same: event, place and day."""
        return self.claim.event, self.place.key, self.day


@dataclass
class Collected:
    """The claims that were known by a time, with whose they are."""

    entries: list[Entry] = field(default_factory=list)
    """In the order of publication."""
    origins: dict[str, str] = field(default_factory=dict)
    """By claim the key of its origin."""
    said: list[Said] = field(default_factory=list)
    undated: int = 0

    def matters(self) -> dict[tuple[str, str, date], list[Said]]:
        """What was said, by matter, only those that several origins spoke of."""
        found: defaultdict[tuple[str, str, date], list[Said]] = defaultdict(list)
        for one in self.said:
            found[one.matter].append(one)
        return {matter: told for matter, told in found.items() if len({one.origin for one in told}) > 1}


def collect(entries: Iterable[Entry], names: Names, *, known_by: datetime | None = None) -> Collected:
    """The standing claims that were known by a time; entries may come in any order."""
    known = sorted((e for e in entries if e.status == "standing" and was_known(e, known_by)), key=reading_order)
    found = Collected(known, origins_of(known, names))
    for entry in known:
        claim = entry.reading
        own = own_days(claim)
        on = own.start if own else day(claim.published)
        if on is None:
            found.undated += 1
            continue
        actors = frozenset(side(names, mention) for mention in claim.actor)
        targets = frozenset(names.party(target).key.removeprefix("words:") for target in claim.target) - _ANYONE
        for mention in claim.place:
            where = names.where(mention, claim)
            if not where.local:
                found.said.append(
                    Said(
                        claim, found.origins[claim.id], where, on, latest_moment(claim.published), actors, targets,
                        figure(claim.quantity),
                    )
                )  # fmt: skip
    return found


def side(names: Names, mention: object) -> str:
    """The key of the side that a party belongs to: an umbrella and its members are one."""
    party = names.party(mention)  # type: ignore[arg-type]
    return f"actor:{party.bloc}" if party.bloc else party.key


def origin_name(claim: Claim) -> str:
    """What to call the origin of a claim."""
    return display(claim.attribution[0]) if claim.attribution else claim.publisher or "the report itself"
