"""The parts of a brief: frozen records, which are also its JSON form (`marsad brief --format json`).

Fields are only ever added within one `BRIEF_VERSION`. Nothing here holds a judgement of what is true: a line is what
sources say, with the claims and the notes that it rests on.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from marsad.model import Modality, Record, Type

BRIEF_VERSION = 1

ConflictKind = Literal["figures", "revised", "denied", "control", "truce"]
ControlStatus = Literal["held", "disputed", "left", "contested", "besieged", "unclear"]


class Party(Record):
    """An actor, a target or a group of victims, as the report names it."""

    key: Annotated[str, Field(description="the same for the same party all through the brief")]
    name: Annotated[str, Field(description="the words of the report, or the name in full")]
    id: Annotated[str | None, Field(description="entry of the registry of actors, null where unresolved")] = None
    bloc: Annotated[str | None, Field(description="id of the side that it takes, by the registry, else its own")] = None
    bloc_name: str | None = None


class Where(Record):
    """A place, as the report names it."""

    key: Annotated[str, Field(description="the same for the same place all through the brief")]
    name: Annotated[str, Field(description="the words of the report")]
    id: Annotated[str | None, Field(description="entry of the registry of places, null where unresolved")] = None
    local: Annotated[bool, Field(description="words that mean something only in their document: the city")] = False
    kind: Annotated[str | None, Field(description="country, governorate, city, part, district, site, …")] = None
    lat: float | None = None
    lon: float | None = None
    parents: Annotated[tuple[str, ...], Field(description="names of the places that contain it, nearest first")] = ()


class Figure(Record):
    """A figure as it was given."""

    words: Annotated[str, Field(description="in plain words with its bound: more than 200")]
    low: float | None = None
    high: Annotated[float | None, Field(description="null where open")] = None
    unit: str = "people"


class Period(Record):
    """The days that a line speaks of."""

    start: Annotated[str | None, Field(description="first day, YYYY-MM-DD")] = None
    end: Annotated[str | None, Field(description="last day, inclusive")] = None
    stated: Annotated[bool, Field(description="true: the report gives it; false: the day it was published")] = True
    words: Annotated[str, Field(description="in plain words: on 6 December 2016")] = ""


class Source(Record):
    """Who says so, and in which documents."""

    key: Annotated[str, Field(description="the origin: first of the chain of attribution, else the publisher")]
    name: Annotated[str, Field(description="in plain words, with those it was told by")]
    chain: Annotated[tuple[str, ...], Field(description="those named, nearest to the fact first; empty: the report")]
    verb: Annotated[str | None, Field(description="the reporter's verb, which changes no weight")] = None
    notes: tuple[int, ...] = ()


class Line(Record):
    """One thing said, by one or several sources."""

    number: Annotated[int, Field(description="counts the lines of this brief from 1, in reading order")]
    type: Type
    event: str
    modality: Modality
    text: Annotated[str, Field(description="what is said to have happened, in plain words")]
    said: Annotated[str, Field(description="by whom, in plain words: reported by …")]
    actors: tuple[Party, ...] = ()
    targets: tuple[Party, ...] = ()
    places: tuple[Where, ...] = ()
    figure: Figure | None = None
    period: Period
    sources: Annotated[tuple[Source, ...], Field(description="each origin once; copies stand under their origin")] = ()
    notes: tuple[int, ...] = ()
    claims: Annotated[tuple[str, ...], Field(description="ids of the claims that the line rests on")] = ()
    part_of: Annotated[int | None, Field(description="number of the line whose figure contains this one")] = None
    standing: Annotated[bool, Field(description="older than the window, shown because nothing later is known")] = False
    remarks: Annotated[tuple[str, ...], Field(description="corrected, under review, verified, refuted, …")] = ()


class PlaceLines(Record):
    """What is said of control over one place (or over several, named together), latest first.

    Places of which only one clause of one report says the same stand in one group; `words` then says it once for all.
    """

    places: tuple[Where, ...]
    lines: tuple[int, ...]
    words: Annotated[str, Field(description="the lines as one, for places that are told of together; else empty")] = ""


class Section(Record):
    """One subject: its lines by number, in reading order."""

    key: Type
    title: str
    lines: tuple[int, ...] = ()
    groups: Annotated[tuple[PlaceLines, ...], Field(description="for control: the same lines by place")] = ()


class TollCell(Record):
    """One figure of the table of tolls."""

    event: Literal["killed", "injured", "missing", "detained"]
    words: str
    line: int


class TollRow(Record):
    """Figures that the same sources give for the same place, days and group of victims. Rows are never added up."""

    when: str
    where: str
    who: str
    said: str
    cells: tuple[TollCell, ...]
    notes: tuple[int, ...]
    part: Annotated[bool, Field(description="the row is contained in the figure of the row above it")] = False


class Contradiction(Record):
    """Lines that cannot all be so, side by side, none preferred."""

    kind: ConflictKind
    title: str
    sides: Annotated[tuple[tuple[int, ...], ...], Field(description="numbers of the lines of each side")]


class PlaceState(Record):
    """What the latest reports say of who is in control of a place."""

    place: Where
    status: ControlStatus
    parties: Annotated[tuple[Party, ...], Field(description="who is said to hold it, or to have left it")] = ()
    contested: Annotated[bool, Field(description="fighting, an advance or a siege is reported as late")] = False
    as_of: Annotated[str | None, Field(description="day of the latest report on it")] = None
    words: str = ""
    lines: tuple[int, ...] = ()


class Note(Record):
    """The words that lines rest on, exactly as the document has them."""

    number: int
    quote: str
    doc: str
    start: Annotated[int, Field(description="offset of the quotation in the document, in code points")]
    end: int
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    lines: tuple[int, ...] = ()


class LeftOut(Record):
    """Claims that the brief was given and does not show."""

    reason: str
    claims: int


class Brief(Record):
    """What reports say, for a day or a period, a place or all places, as known by a time."""

    version: int = BRIEF_VERSION
    title: str
    on: Annotated[str | None, Field(description="the day asked for")] = None
    known_by: Annotated[str | None, Field(description="only what was published by then")] = None
    place: Annotated[Where | None, Field(description="the place asked for, with its parents")] = None
    start: Annotated[str | None, Field(description="first day of the window")] = None
    end: Annotated[str | None, Field(description="last day of the window")] = None
    documents: int = 0
    claims: int = 0
    lines: Annotated[tuple[Line, ...], Field(description="every line, in reading order; others refer by number")] = ()
    sections: tuple[Section, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    tolls: tuple[TollRow, ...] = ()
    wider: Annotated[tuple[int, ...], Field(description="lines on places that contain the place asked for")] = ()
    background: Annotated[tuple[int, ...], Field(description="lines on days before the window")] = ()
    states: tuple[PlaceState, ...] = ()
    mentioned: Annotated[tuple[Where, ...], Field(description="places of other lines, with coordinates")] = ()
    unresolved: Annotated[tuple[str, ...], Field(description="words for places without a registry entry")] = ()
    notes: tuple[Note, ...] = ()
    left_out: tuple[LeftOut, ...] = ()

    def line(self, number: int) -> Line:
        """The line of that number (from 1)."""
        return self.lines[number - 1]
