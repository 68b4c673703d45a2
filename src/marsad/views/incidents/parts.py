"""What a reading of incidents gives: groups of claims with their reasons, and tolls with the rules that made them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from marsad.model import Record
from marsad.views.parts import Where  # noqa: TC001 - pydantic reads it


class Tie(Record):
    """Why two claims are taken as telling of one happening."""

    one: Annotated[str, Field(description="id of a claim")]
    other: Annotated[str, Field(description="id of a claim")]
    score: Annotated[float | None, Field(description="points for it; null where a person ruled")]
    reasons: tuple[str, ...]


class Incident(Record):
    """Claims about one happening, or about one sum of several."""

    id: Annotated[str, Field(description="its address: the id of its oldest claim")]
    kind: Annotated[Literal["incident", "aggregate"], Field(description="aggregate: a claim about many happenings")]
    places: tuple[Where, ...] = ()
    start: Annotated[str | None, Field(description="first day, by the finest that a claim gives; null: unknown")] = None
    end: str | None = None
    dated: Annotated[bool, Field(description="a claim gives the day; else it is that of the first report")] = False
    events: Annotated[tuple[str, ...], Field(description="what happened: airstrike, facility_hit, …")] = ()
    claims: Annotated[tuple[str, ...], Field(description="ids of the claims, oldest first")] = ()
    origins: Annotated[tuple[str, ...], Field(description="keys of the independent origins")] = ()
    ties: tuple[Tie, ...] = ()


class Range(Record):
    """How many, of one event and one group of people."""

    event: Annotated[str, Field(description="killed, injured, missing, detained")]
    group: Annotated[str, Field(description="all, civilians, combatants, children, women")]
    low: float
    best: float
    high: float
    open: Annotated[bool, Field(description="a source gives no upper end: `high` or more")] = False
    disputed: Annotated[bool, Field(description="sources differ on whether they were fighters")] = False
    presumed: Annotated[bool, Field(description="no source names the group: taken as civilians")] = False


class Fired(Record):
    """A rule that did something, and what."""

    rule: Annotated[str, Field(description="R1 to R18, see docs/explanation/tolls.md")]
    words: str


class FigureUsed(Record):
    """A claim with a figure, and what became of it."""

    claim: str
    event: str
    group: str
    low: float
    high: float | None
    use: Annotated[str, Field(description="used, or aside")]
    sets: Annotated[tuple[str, ...], Field(description="which of low, best and high it sets")] = ()
    rule: Annotated[str, Field(description="the rule that set it aside; else empty")] = ""
    reason: str = ""
    source: Annotated[str, Field(description="key of the origin")]
    published: str | None = None


class Share(Record):
    """A place's even share of one total over several places (R7): derived, not reported."""

    place: Where
    event: str
    people: int


class Toll(Record):
    """The toll of an incident, or of a sum of several."""

    incident: Incident
    ranges: tuple[Range, ...] = ()
    fired: tuple[Fired, ...] = ()
    figures: tuple[FigureUsed, ...] = ()
    grade: Annotated[str | None, Field(description="under the profile's scale (R11); null where it has none")] = None
    outcome: Annotated[Literal["confirm", "undetermined", "reject"], Field(description="of coherence, then others")]
    accused: Annotated[tuple[str, ...], Field(description="parties blamed, by the keys of their sides")] = ()
    responsibility_disputed: bool = False
    date_precision: Annotated[int, Field(ge=1, le=5)]
    place_precision: Annotated[int | None, Field(description="1 to 7; null where no place is named")] = None
    known: Annotated[str, Field(description="of a sum: how it stands against the incidents known (R6)")] = ""
    shares: tuple[Share, ...] = ()
    sentence: Annotated[str, Field(description="the toll in plain words")] = ""


class Tolls(Record):
    """Tolls of incidents and sums, under one profile."""

    profile: str
    start: str | None = None
    end: str | None = None
    known_by: str | None = None
    incidents: tuple[Toll, ...] = ()
    aggregates: tuple[Toll, ...] = ()
    unlisted: Annotated[int, Field(description="incidents with figures, but without a place or a day (R13)")] = 0
    caution: str = "A reading of reports. Ranges of different incidents and sums are not to be added up."
