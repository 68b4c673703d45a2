"""What a reading of control gives: for each place its distribution, and the claims that it rests on."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from marsad.model import Record
from marsad.views.parts import Party, Where  # noqa: TC001 - pydantic reads them

State = Literal["held", "contested", "unknown"]
Use = Literal["for", "against", "aside"]


class Chance(Record):
    """One state of a place with its probability."""

    state: State
    party: Annotated[Party | None, Field(description="who holds it; null where contested or unknown")] = None
    chance: Annotated[float, Field(ge=0, le=1)]


class Used(Record):
    """A claim that bears on a place, and what became of it."""

    claim: Annotated[str, Field(description="id of the claim")]
    use: Annotated[Use, Field(description="for or against the best reading, or set aside")]
    reason: Annotated[str, Field(description="why it was set aside or weighs less, in plain words; else empty")] = ""
    weight: Annotated[float, Field(description="exponent of its likelihood: 1 counts in full")]
    day: Annotated[str, Field(description="the day on which it bears, ISO 8601")]
    says: Annotated[str, Field(description="what it says of the place, in plain words")]
    source: Annotated[str, Field(description="key of its origin")]


class Status(Record):
    """What a source last said of a place."""

    source: str
    name: str
    says: str
    day: str
    claim: str


class PlaceReading(Record):
    """Who holds a place on a day, as the reports read."""

    place: Where
    best: Chance
    distribution: Annotated[tuple[Chance, ...], Field(description="most likely first; sums to 1")]
    last_heard: Annotated[str, Field(description="publication day of the latest claim on the place itself")]
    last_claim: Annotated[str, Field(description="baseline: what the latest claim says")]
    majority: Annotated[str, Field(description="baseline: what most origins say, each by its last word")]
    statuses: tuple[Status, ...] = ()
    claims: tuple[Used, ...] = ()


class Area(Record):
    """A claim on a share of a place, set beside what the reading of its districts adds up to."""

    claim: str
    place: Where
    party: Party | None
    low: float
    high: float | None
    day: str
    read: Annotated[float | None, Field(description="expected share that the party holds, by districts read")]
    districts: Annotated[int, Field(description="how many districts of the place have a reading")]
    words: Annotated[str, Field(description="consistent, or by how much not")]


class Turn(Record):
    """A day on which the best reading of a place changes, for its history."""

    day: str
    best: Chance
    claims: Annotated[tuple[str, ...], Field(description="claims that bear on the days up to the next turn")] = ()


class Control(Record):
    """Who holds which place on a day."""

    on: str | None
    known_by: str | None = None
    equal: Annotated[bool, Field(description="all sources weigh the same")] = False
    places: tuple[PlaceReading, ...] = ()
    areas: tuple[Area, ...] = ()
    unresolved: Annotated[int, Field(description="claims on places that no registry knows")] = 0
    silent: Annotated[int, Field(description="places that no claim was about in the year before")] = 0
    undated: Annotated[int, Field(description="claims left out because neither they nor their report give a day")] = 0
    caution: str = "A reading of reports, not for deciding where it is safe."
