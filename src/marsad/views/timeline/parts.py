"""What a timeline gives: processes with their states, and the claims that moved each; also its JSON form."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from marsad.model import Modality, Record
from marsad.views.parts import Figure, Party, Where  # noqa: TC001 - pydantic reads them

Kind = Literal["truce", "talks", "resolution", "deal", "evacuation", "aid", "displacement"]
Outcome = Literal["open", "met", "met late", "missed", "disputed", "overdue"]


class Saying(Record):
    """A claim of a process: what it says, who says so, and the state that it speaks of."""

    claim: Annotated[str, Field(description="id of the claim")]
    doc: str
    state: Annotated[str, Field(description="the state it speaks of")]
    modality: Modality
    day: Annotated[str, Field(description="the day it counts from: its own, else that of publication")]
    stated: Annotated[bool, Field(description="true: the claim gives the day; false: the day it was published")]
    published: str | None = None
    source: Annotated[str, Field(description="key of its origin; copies have the origin of what they copy")]
    name: Annotated[str, Field(description="who says so, in plain words")]
    says: Annotated[str, Field(description="what it says, in plain words")]
    quote: Annotated[str, Field(description="the words of the document")]


class Link(Record):
    """Why a claim stands in its process: the claim it was joined to, with the score and its parts."""

    claim: str
    to: str
    score: Annotated[float | None, Field(description="null where a person ruled it")] = None
    reason: str


class Turn(Record):
    """A state that a process entered, and what says so."""

    state: str
    day: str
    alleged: Annotated[bool, Field(description="every claim that says so only alleges it")] = False
    derived: Annotated[str, Field(description="how the state was worked out where no claim says it; else empty")] = ""
    sources: Annotated[tuple[str, ...], Field(description="names of the origins, each once")] = ()
    claims: tuple[str, ...] = ()


class Term(Record):
    """A figure that belongs to a process: five days, 500 wounded; never added up."""

    words: str
    figure: Figure
    claims: tuple[str, ...]


class Side(Record):
    """What some claims say against others."""

    says: str
    claims: tuple[str, ...]


class Clash(Record):
    """Claims of different origins that cannot all be so, side by side, none preferred."""

    title: str
    sides: tuple[Side, ...]


class Expectation(Record):
    """What somebody said would be, and whether it came about."""

    what: str
    claim: str
    start: Annotated[str | None, Field(description="first day on which it was expected; null: none given")] = None
    end: str | None = None
    outcome: Outcome
    claims: Annotated[tuple[str, ...], Field(description="claims that it was met or missed by")] = ()


class Process(Record):
    """One truce, round of talks, resolution, deal, evacuation, aid or movement of people."""

    id: Annotated[str, Field(description="id of its first claim")]
    kind: Kind
    title: str
    state: Annotated[str, Field(description="the last state entered; denied: nobody asserts any")]
    since: str
    disputed: Annotated[bool, Field(description="sources contradict each other on it")] = False
    parties: tuple[Party, ...] = ()
    people: Annotated[tuple[str, ...], Field(description="whom it is about: wounded, civilians")] = ()
    places: tuple[Where, ...] = ()
    by_report: Annotated[bool, Field(description="no claim names the place asked for; its reports are about it")] = (
        False
    )
    terms: tuple[Term, ...] = ()
    turns: tuple[Turn, ...] = ()
    expectations: tuple[Expectation, ...] = ()
    clashes: tuple[Clash, ...] = ()
    claims: Annotated[tuple[Saying, ...], Field(description="all its claims, in the order of their days")] = ()
    links: tuple[Link, ...] = ()


class Timeline(Record):
    """The processes as of a day, latest first."""

    on: str | None
    known_by: str | None = None
    place: Where | None = None
    processes: tuple[Process, ...] = ()
    undated: Annotated[tuple[str, ...], Field(description="claims left out: neither they nor their report give a day")]
    later: Annotated[int, Field(description="claims on days after the one asked for, left out")] = 0
