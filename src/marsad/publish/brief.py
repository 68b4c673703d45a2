"""A brief as text, Markdown, a self-contained HTML page, or JSON."""

from __future__ import annotations

import re
import textwrap
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from marsad.language.scripts import isolated
from marsad.model import EVENTS
from marsad.publish.mapping import lay_out, placed
from marsad.publish.palette import Style, styles
from marsad.views.days import day, say_day, say_days
from marsad.views.registries import fold
from marsad.views.wording import capital

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from marsad.views.parts import Brief, Line, Note, Party, PlaceLines, PlaceState, TollCell

WARNING = "A reading of reports, not for deciding where it is safe."
WIDTH = 88
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~!&$])")
_LINE_START = re.compile(r"^(\s*)([-+=>]|\d+[.)])")
_SPACES = re.compile(r"[ \t\r\n]+")
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def as_text(brief: Brief) -> str:
    """Plain text, wrapped for a terminal, ending in a line break."""
    return environment().get_template("brief.txt.j2").render(**_facts(brief))


def as_markdown(brief: Brief) -> str:
    """Markdown with footnotes; everything that comes from documents is escaped."""
    return environment().get_template("brief.md.j2").render(**_facts(brief))


def as_html(brief: Brief) -> str:
    """One page with its style and map inside: it asks nothing of the network and runs no script."""
    return environment().get_template("brief.html.j2").render(**_facts(brief), **_page(brief))


def as_json(brief: Brief) -> str:
    """The brief's record as JSON, fields as in `marsad.views.parts.Brief`; `version` counts breaking changes."""
    return brief.model_dump_json(indent=2) + "\n"


@cache
def environment() -> Environment:
    """The templates; those of the page escape all that they are given."""
    environment = Environment(
        loader=PackageLoader("marsad.publish"),
        autoescape=select_autoescape(("html.j2", "svg.j2"), default=False),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {
        "wrapped": _wrapped,
        "md": _markdown,
        "plain": _plain,
        "isolated": isolated,
        "web": _web,
        "capital": capital,
        "cell": _cell,
        "host": _host,
    }
    environment.globals["distinct"] = _distinct
    return environment


def _facts(brief: Brief) -> dict[str, Any]:
    """What all templates show."""
    lines = brief.lines
    states = {state.place.key: state for state in brief.states}
    return {
        "brief": brief,
        "warning": WARNING,
        "line": brief.line,
        "tail": _tail,
        "headed": _headed,
        "stated": lambda group: _stated(group, states),
        "source": _source,
        "scope": _scope(brief),
        "sections": [section for section in brief.sections if section.lines],
        "silent": [section.title.lower() for section in brief.sections if not section.lines],
        "left_out": sum(one.claims for one in brief.left_out),
        "depth": {one.number: _depth(one, lines) for one in lines},
    }


def _headed(group: PlaceLines) -> str:
    """The heading of lines on control."""
    return capital(", ".join(where.name for where in group.places)) or "Place not named"


def _stated(group: PlaceLines, states: Mapping[str, PlaceState]) -> str:
    """What several lines on a place come to; nothing where the only line says it already."""
    if len(group.places) != 1 or len(group.lines) < 2 or group.places[0].key not in states:
        return ""
    return states[group.places[0].key].words


def _depth(line: Line, lines: Sequence[Line]) -> int:
    """How many figures contain a line's figure, among the lines before it."""
    depth, seen = 0, {line.number}
    while line.part_of is not None and line.part_of not in seen:
        line = lines[line.part_of - 1]
        seen.add(line.number)
        depth += 1
    return depth


def _scope(brief: Brief) -> str:
    """Which days, which reports, known by when: one sentence."""
    start, end = day(brief.start), day(brief.end)
    parts = [f"What {_count(brief.documents, 'report')} {'says' if brief.documents == 1 else 'say'}"]
    if brief.place:
        parts.append(f"of {brief.place.name} and what lies inside it")
    if start and end:
        parts.append(f"for {say_days(start, end)}")
    if brief.known_by:
        moment = datetime.fromisoformat(brief.known_by).astimezone(UTC)
        parts.append(f"as published by {say_day(moment.date())}, {moment:%H:%M} UTC")
    return " ".join(parts) + "."


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _tail(line: Line) -> str:
    """What follows a line: who says so, what stands in for its day, what review found."""
    parts = [line.said, "" if line.period.stated else line.period.words]
    parts += ["nothing later reported" if line.standing else "", *line.remarks]
    return "; ".join(part for part in parts if part)


def _source(note: Note) -> str:
    """A note's document: title, publisher, date."""
    published = day(note.published)
    parts = [
        f"“{note.title}”" if note.title else "",
        note.publisher or "publisher not known",
        say_day(published) if published else "date not known",
    ]
    return ", ".join(part for part in parts if part)


def _wrapped(text: str, first: str = "", rest: str = "") -> str:
    """Text wrapped to the terminal's usual width, with indents; words from right to left turn nothing else round."""
    filled = textwrap.fill(
        _plain(text),
        WIDTH,
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return isolated(filled)


def _plain(text: str) -> str:
    """On one line and without control characters, so that no document can write to a terminal."""
    return _SPACES.sub(" ", _CONTROLS.sub(" ", text)).strip()


def _markdown(text: str) -> str:
    """Escaped for Markdown, on one line."""
    return isolated(_LINE_START.sub(r"\1\\\2", _MARKDOWN.sub(r"\\\1", _plain(text))))


def _web(url: str | None) -> str:
    """An address that a browser may follow, or nothing."""
    return url if url and re.match(r"https?://[^\s\"'<>]+$", url) else ""


def _host(url: str) -> str:
    """The host of an address, to show for a link."""
    return url.split("/")[2].rpartition("@")[2]


def _cell(cell: TollCell) -> str:
    """A figure of the table of tolls: 38 killed."""
    return f"{cell.words} {cell.event}" if cell.words != "no figure" else f"{cell.event}, no figure given"


# The page


def _distinct(parties: Sequence[Party], key: Callable[[Party], str]) -> list[str]:
    """The keys of parties, each once."""
    return list(dict.fromkeys(key(party) for party in parties))


def _page(brief: Brief) -> dict[str, Any]:
    """What only the page shows: the map in two sizes, its legend, and what stands beside it."""
    where = placed(brief.states, brief.mentioned)
    drawn = [state for _, state in where.drawn if state is not None]
    parties = styles(_bloc(party) for state in drawn for party in _shown(state))
    anchors = {place.key: index for index, group in enumerate(_groups(brief), 1) for place in group.places}
    return {
        "maps": [
            one for one in (("wide", lay_out(where.drawn, 680)), ("narrow", lay_out(where.drawn, 350, 12))) if one[1]
        ],
        "placed": where,
        "styles": parties,
        "legend": _legend(drawn, parties),
        "bloc": _bloc,
        "anchors": anchors,
        "toll_events": [e for e in EVENTS["casualty"] if any(c.event == e for row in brief.tolls for c in row.cells)],
        "undrawn": [state for state in brief.states if state.place.lat is None],
    }


def _groups(brief: Brief) -> Sequence[PlaceLines]:
    return next((section.groups for section in brief.sections if section.key == "control"), ())


def _bloc(party: Party) -> str:
    """By what parties share a colour: the widest actor that the registry knows them to belong to."""
    return party.bloc or party.key


def _shown(state: PlaceState) -> Sequence[Party]:
    """The parties by which a place is coloured: one, or two where reports differ."""
    return state.parties[: 2 if state.status == "disputed" else 1]


def _legend(states: Sequence[PlaceState], parties: Mapping[str, Style]) -> list[tuple[Style, str, str]]:
    """Each colour with the party's name and, after a registry name, some of the names that reports use for it."""
    heads = {_bloc(party): party.bloc_name or party.name for state in states for party in _shown(state)}
    names: dict[str, list[str]] = {key: [] for key in parties}
    for party in (party for state in states for party in state.parties if _bloc(party) in parties):
        known = [heads[_bloc(party)], *names[_bloc(party)]]
        if fold(party.name) not in map(fold, known):
            names[_bloc(party)].append(party.name)
    return [(style, heads[key], _some(names[key])) for key, style in parties.items()]


def _some(names: Sequence[str], most: int = 3) -> str:
    """The first names, and that there are more."""
    return ", ".join([*names[:most], "…"] if len(names) > most else names)
