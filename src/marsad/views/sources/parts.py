"""What is said of sources: counts with the claims behind them; also its JSON form. No other view uses it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from marsad.model import Record, Type
from marsad.views.parts import Where  # noqa: TC001 - pydantic reads it

ADVICE = (
    "Learned from how often a source agrees with most of the others, which may err together: advice only. It decides "
    "nothing, and no reading of control, incidents or tolls uses it."
)


class Reliability(Record):
    """How often a source agreed with most other origins on who holds a place, as a Beta posterior from even odds."""

    agreed: int
    differed: int
    mean: Annotated[float, Field(ge=0, le=1)]
    low: Annotated[float, Field(ge=0, le=1, description="lower end of the interval of 90 %")]
    high: Annotated[float, Field(ge=0, le=1)]
    claims: Annotated[tuple[str, ...], Field(description="its claims that were compared")] = ()


class Origin(Record):
    """A source, counted once however many reports carry it."""

    key: Annotated[str, Field(description="the first of the chain of attribution, else the publisher")]
    name: str
    class_: Annotated[str | None, Field(description="monitor, wire, belligerent, …, by the registry")] = None
    side: Annotated[str | None, Field(description="key of the side that it speaks for, if any")] = None
    claims: int
    types: Annotated[dict[Type, int], Field(description="claims by type")]
    documents: Annotated[int, Field(description="reports that carry it")]
    told_by: Annotated[tuple[str, ...], Field(description="outlets and people through whom it was told")] = ()
    first: Annotated[int, Field(description="matters of several origins that it was the first to report, alone")] = 0
    of: Annotated[int, Field(description="matters of several origins that it reported")] = 0
    agree: Annotated[int, Field(description="cases in which it agrees with another origin")] = 0
    differ: int = 0
    reliability: Annotated[Reliability | None, Field(description="null where it was never compared")] = None


class Copy(Record):
    """A report that is a copy or a later version of another, and so no second source."""

    doc: str
    publisher: str | None
    kind: Literal["copy", "version"]
    of: Annotated[str, Field(description="the first report of all that it goes back to")]
    of_publisher: str | None
    share: float | None


class Lead(Record):
    """Who reports one kind of event in one place first."""

    event: str
    place: Where
    source: str
    first: Annotated[int, Field(description="times that it was first, alone")]
    of: Annotated[int, Field(description="times that it and another origin reported the same")]
    days: Annotated[float | None, Field(description="median lead over the next, in days; null where never first")]
    claims: tuple[str, ...]


class Case(Record):
    """Two origins on the same matter: an event, a place and a day."""

    event: str
    place: str
    day: str
    agree: bool
    claims: tuple[str, ...]


class Pair(Record):
    """Two origins on the matters of one type that both spoke of. Counts, never a percentage."""

    one: str
    other: str
    type: Type
    agree: int
    differ: int
    cases: tuple[Case, ...]


class Account(Record):
    """What those who speak for a side say of gains and losses: its own and others'. Ids of claims."""

    side: str
    name: str
    type: Literal["control", "casualty"]
    own_gains: tuple[str, ...] = ()
    own_losses: tuple[str, ...] = ()
    other_gains: tuple[str, ...] = ()
    other_losses: tuple[str, ...] = ()
    denied: Annotated[tuple[str, ...], Field(description="claims that deny a gain or loss, in no other count")] = ()


class Sources(Record):
    """Who reports what."""

    known_by: str | None = None
    origins: tuple[Origin, ...] = ()
    copies: tuple[Copy, ...] = ()
    leads: tuple[Lead, ...] = ()
    pairs: tuple[Pair, ...] = ()
    accounts: tuple[Account, ...] = ()
    undated: Annotated[int, Field(description="claims without any day, compared with nothing")] = 0
    advice: str = ADVICE
