"""Incidents and tolls for other programs and for the eye: JSON, CSV, SVG."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from functools import cache
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined

from marsad.errors import InputError
from marsad.publish.entries import safe
from marsad.publish.palette import styles

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from marsad.views.incidents.parts import FigureUsed, Incident, Toll, Tolls

INCIDENT_COLUMNS = (
    "id", "kind", "start", "end", "dated", "places", "place_ids", "events", "claims", "origins", "reasons",
)  # fmt: skip
TOLL_COLUMNS = (
    "incident", "kind", "start", "end", "places", "place_ids", "event", "group", "low", "best", "high", "open",
    "disputed", "presumed", "grade", "outcome", "rules", "date_precision", "place_precision", "used", "aside",
    "profile",
)  # fmt: skip
WIDTH, HEIGHT, LEFT, TOP = 900.0, 360.0, 56.0, 40.0


class Mark(NamedTuple):
    """A figure as it is drawn: a bar from its low to its high, at the day on which it was published."""

    x: float
    low: float
    high: float
    open: bool
    aside: bool
    source: str
    title: str


def incidents_json(found: Sequence[Incident]) -> str:
    """The incidents' records as a JSON list."""
    return json.dumps([one.model_dump(mode="json") for one in found], ensure_ascii=False, indent=2) + "\n"


def incidents_csv(found: Iterable[Incident]) -> Iterator[str]:
    """The lines of a CSV with a header, an incident a line; no cell is taken for a formula."""
    yield _line(INCIDENT_COLUMNS)
    for one in found:
        cells = (
            one.id, one.kind, one.start, one.end, one.dated, *_places(one), " ".join(one.events), " ".join(one.claims),
            "; ".join(one.origins), "; ".join(dict.fromkeys(reason for tie in one.ties for reason in tie.reasons)),
        )  # fmt: skip
        yield _line([safe(cell) for cell in cells])


def as_json(tolls: Tolls) -> str:
    """The record as JSON, fields as in `marsad.views.incidents.parts.Tolls`."""
    return tolls.model_dump_json(indent=2) + "\n"


def as_csv(tolls: Tolls) -> Iterator[str]:
    """The lines of a CSV with a header, a range a line, incidents before sums; no cell is taken for a formula."""
    yield _line(TOLL_COLUMNS)
    for toll in (*tolls.incidents, *tolls.aggregates):
        one = toll.incident
        uses = {use: dict.fromkeys(f.claim for f in toll.figures if f.use == use) for use in ("used", "aside")}
        for found in toll.ranges:
            cells = (
                one.id, one.kind, one.start, one.end, *_places(one), found.event, found.group, f"{found.low:g}",
                f"{found.best:g}", f"{found.high:g}", found.open, found.disputed, found.presumed, toll.grade,
                toll.outcome, " ".join(dict.fromkeys(fired.rule for fired in toll.fired)), toll.date_precision,
                toll.place_precision,                " ".join(uses["used"]), " ".join(uses["aside"]), tolls.profile,
            )  # fmt: skip
            yield _line([safe(cell) for cell in cells])


def as_svg(tolls: Tolls, event: str = "killed") -> str:
    """A plot of the figures for all people, by source, over the days on which they were published.

    Args:
        tolls: what to draw; sums are left out.
        event: killed, injured, missing or detained.

    Raises:
        InputError: nothing of it has a figure with a day.

    """
    figures = [
        (toll, figure)
        for toll in tolls.incidents
        for figure in toll.figures
        if figure.event == event and figure.group in ("all", "civilians", "combatants") and figure.published
    ]
    if not figures:
        raise InputError(f"No incident asked for has a figure of people {event} with a day: there is nothing to draw.")
    scale = _scale([figure for _, figure in figures])
    sources = sorted({figure.source for _, figure in figures})
    legend = {source: _name(source) for source in sources}
    return _environment().get_template("tolls.svg.j2").render(
        marks=[_mark(toll, figure, scale, sources) for toll, figure in figures], legend=legend, styles=styles(legend),
        ticks=[(scale.y(scale.top * n / 4), f"{scale.top * n / 4:,.0f}") for n in range(5)], ends=scale.ends(),
        width=WIDTH, height=HEIGHT, left=LEFT, event=event, caution=tolls.caution,
    )  # fmt: skip


class _Scale(NamedTuple):
    """From days (ordinals) and numbers to the plot."""

    first: int
    last: int
    top: float

    def x(self, day: int) -> float:
        return LEFT + 50 + (WIDTH - LEFT - 124) * (day - self.first) / max(1, self.last - self.first)

    def y(self, number: float) -> float:
        return TOP + (HEIGHT - TOP - 48) * (1 - number / self.top)

    def ends(self) -> list[tuple[float, str]]:
        return [(self.x(day), date.fromordinal(day).isoformat()) for day in dict.fromkeys((self.first, self.last))]


def _scale(figures: Sequence[FigureUsed]) -> _Scale:
    days = [_day(figure) for figure in figures]
    return _Scale(min(days), max(days), 4.0 * ceil(max(1.0, *map(_high, figures)) / 4))


def _mark(toll: Toll, figure: FigureUsed, scale: _Scale, sources: Sequence[str]) -> Mark:
    """A figure's mark; those of different sources stand side by side."""
    beside = max(-40.0, min(40.0, 8.0 * (sources.index(figure.source) - (len(sources) - 1) / 2)))
    words = f"{figure.low:g}" if figure.low == figure.high else f"{figure.low:g} to {_high(figure):g}"
    words = f"{figure.low:g} or more" if figure.high is None else words
    place = ", ".join(where.name for where in toll.incident.places)
    return Mark(
        x=scale.x(_day(figure)) + beside, low=scale.y(figure.low), high=scale.y(_high(figure)),
        open=figure.high is None, aside=figure.use == "aside", source=figure.source,
        title=f"{words} by {_name(figure.source)}: {place}, {toll.incident.start}",
    )  # fmt: skip


def _day(figure: FigureUsed) -> int:
    return date.fromisoformat(figure.published or "").toordinal()


def _high(figure: FigureUsed) -> float:
    return figure.low if figure.high is None else figure.high


def _name(source: str) -> str:
    """An origin's key without its kind."""
    return source.partition(":")[2] or source


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("marsad.publish"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True, keep_trailing_newline=True,
    )  # fmt: skip


def _places(one: Incident) -> tuple[str, str]:
    names, ids = [where.name for where in one.places], [where.id or "" for where in one.places]
    return "; ".join(names), "; ".join(ids)


def _line(cells: Iterable[object]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer).writerow(cells)
    return buffer.getvalue()
