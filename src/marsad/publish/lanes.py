"""Where the lanes of a timeline stand in a drawing: days to pixels, lines of text to their width."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from marsad.views.days import MONTHS
from marsad.views.timeline.stages import PLANS, STAGES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from marsad.views.timeline.parts import Expectation, Process, Timeline

WIDTH = 900
LEFT, RIGHT, TOP = 16, 884, 64
PAST = timedelta(days=366)
"""Processes that ended longer ago than this before the day asked for are counted, not drawn."""
TITLE, NOTE = 104, 132
"""Characters of a line of either size that fit the width."""
LINE, BAR = 16, 18
"""Heights of a line of text and of the bar."""
DONE = frozenset({"carried out", "delivered"})
"""States that, like the ends, are of one day."""
OFF = {kind: missed | {"expired"} for kind, (_, _, missed) in PLANS.items()}
COLUMN, COLUMNS = 290, 3
"""Of the legend."""
GREYS = ("#ffffff", "#dcdcdc", "#a8a8a8", "#5e5e5e")
"""By how far a process has come: called for, planned, agreed, in force."""


@dataclass(frozen=True)
class Segment:
    """A state on the bar."""

    number: int
    x: float
    width: float
    fill: str
    ink: str
    off: bool
    """Whether it is a refusal, a breach, a failure or an end by its term, drawn hatched."""
    words: str


@dataclass(frozen=True)
class Window:
    """The days for which something was expected."""

    x: float
    width: float
    words: str


@dataclass(frozen=True)
class Lane:
    """A process in the drawing; `y` is where its first line of text stands."""

    y: float
    title: tuple[str, ...]
    notes: tuple[str, ...]
    bar: float
    segments: tuple[Segment, ...]
    windows: tuple[Window, ...]
    parties: tuple[tuple[str, str], ...]
    """Key and name of each side."""


@dataclass(frozen=True)
class Heading:
    """A kind of process, above its lanes."""

    y: float
    words: str


@dataclass(frozen=True)
class Layout:
    """The whole drawing."""

    height: float
    lanes: tuple[Lane, ...]
    headings: tuple[Heading, ...]
    ticks: tuple[tuple[float, str], ...]
    today: float
    older: int


class Scale:
    """Days to pixels; the last day has its own width."""

    def __init__(self, first: date, last: date) -> None:
        self.first, self.last = first, last
        self.step = (RIGHT - LEFT) / ((last - first).days + 1)

    def x(self, day: date) -> float:
        """The left edge of a day, within the drawing."""
        inside = min(max(day, self.first), self.last + timedelta(days=1))
        return round(LEFT + (inside - self.first).days * self.step, 1)

    def ticks(self) -> Iterator[tuple[float, str]]:
        """The days to write on the axis: each, each week, or the first of a month."""
        days = (self.last - self.first).days + 1
        every = next((n for n in (1, 2, 7, 14) if days / n <= 14), None)
        for number in range(days):
            day = self.first + timedelta(days=number)
            if (every and number % every == 0) or (every is None and day.day == 1):
                words = f"{day.day} {MONTHS[day.month][:3]}" if every else f"{MONTHS[day.month][:3]} {day.year}"
                yield self.x(day), words


def lay_out(timeline: Timeline) -> Layout:
    """The lanes of a timeline from the top down, by kind and then by first day."""
    until = date.fromisoformat(timeline.on) if timeline.on else date.min
    drawn = [process for process in timeline.processes if until - date.fromisoformat(process.since) <= PAST]
    scale = Scale(*_range(drawn, until))
    lanes: list[Lane] = []
    headings: list[Heading] = []
    y = float(TOP)
    for kind in STAGES:
        of_kind = sorted((p for p in drawn if p.kind == kind), key=lambda p: (_first(p), p.id))
        if of_kind:
            headings.append(Heading(y + 14, kind.capitalize()))
            y += 26
        for process in of_kind:
            lane = _lane(process, y, scale, until)
            lanes.append(lane)
            y = lane.bar + BAR + 20
    return Layout(
        height=y + 12, lanes=tuple(lanes), headings=tuple(headings), ticks=tuple(scale.ticks()),
        today=scale.x(until), older=len(timeline.processes) - len(drawn),
    )  # fmt: skip


def _first(process: Process) -> str:
    return min((saying.day for saying in process.claims), default=process.since)


def _range(processes: Sequence[Process], until: date) -> tuple[date, date]:
    days = [until]
    for process in processes:
        days += [date.fromisoformat(turn.day) for turn in process.turns]
        days += [date.fromisoformat(day) for one in process.expectations for day in (one.start, one.end) if day]
    first = max(min(days), until - PAST) if until - date.min > PAST else min(days)
    return first, min(max(days), until + PAST) if date.max - until > PAST else max(days)


def _lane(process: Process, y: float, scale: Scale, until: date) -> Lane:
    parties = {party.bloc or party.key: party.bloc_name or party.name for party in process.parties}
    chips = tuple(parties.items())[:8]
    disputed = " · disputed" if process.disputed else ""
    title = textwrap.wrap(f"{process.title} — {process.state}{disputed}", TITLE - 3 * len(chips))
    notes = [line for words in _notes(process) for line in textwrap.wrap(words, NOTE)]
    return Lane(
        y=y + 12, title=tuple(title), notes=tuple(notes), bar=y + LINE * (len(title) + len(notes)) + 6,
        segments=tuple(_segments(process, scale, until)),
        windows=tuple(_window(one, scale) for one in process.expectations if one.start), parties=chips,
    )  # fmt: skip


def _notes(process: Process) -> Iterator[str]:
    steps = (
        f"{n} {turn.state} {_short(turn.day)} ({_counted(len(turn.sources))}{', alleged' if turn.alleged else ''})"
        for n, turn in enumerate(process.turns, 1)
    )
    yield " · ".join(steps) or f"only denied ({_counted(len(process.claims), 'claim')})"
    if process.terms:
        yield f"Terms: {'; '.join(term.words for term in process.terms)}"
    for one in process.expectations:
        yield f"Expected, {one.outcome}: {one.what}"
    for clash in process.clashes:
        sides = " / ".join(_counted(len(side.claims), "claim") for side in clash.sides)
        yield f"Contradiction: {clash.title} ({sides})"


def _counted(number: int, what: str = "source") -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _short(day: str) -> str:
    found = date.fromisoformat(day)
    return f"{found.day} {MONTHS[found.month][:3]}"


def _segments(process: Process, scale: Scale, until: date) -> Iterator[Segment]:
    """A bar for each state, up to the next; what is done or over is drawn on the day on which it came."""
    stages = {stage.state: stage for stage in STAGES[process.kind]}
    most = max(stage.rank for stage in stages.values() if stage.state not in OFF[process.kind])
    days = [*(date.fromisoformat(turn.day) for turn in process.turns), until + timedelta(days=1)]
    for number, turn in enumerate(process.turns, 1):
        stage, x = stages[turn.state], scale.x(days[number - 1])
        width = scale.step if stage.end or stage.state in DONE else scale.x(days[number]) - x
        off = stage.state in OFF[process.kind]
        fill = GREYS[0] if off else GREYS[min(round(3 * stage.rank / max(most, 1)), 3)]
        yield Segment(
            number=number, x=x, width=max(width, 15), fill=fill, ink="#ffffff" if fill == GREYS[3] else "#111111",
            off=off, words=f"{turn.day}: {turn.state}, {'; '.join(turn.sources)}",
        )  # fmt: skip


def _window(one: Expectation, scale: Scale) -> Window:
    start, end = date.fromisoformat(one.start or one.end or ""), date.fromisoformat(one.end or one.start or "")
    x = scale.x(start)
    return Window(
        x=x, width=max(scale.x(end + timedelta(days=1)) - x, 6), words=f"expected, {one.outcome}: {one.what}",
    )  # fmt: skip
