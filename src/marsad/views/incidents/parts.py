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
