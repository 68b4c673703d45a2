"""The table of tolls: each figure with who gave it. Figures of different rows are never added up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marsad.model import EVENTS
from marsad.views.days import day, say_days
from marsad.views.parts import Line, Period, TollCell, TollRow
from marsad.views.wording import listed, named, with_article

if TYPE_CHECKING:
    from collections.abc import Sequence

_Key = tuple[str, str, str, str, int | None]


def toll_rows(lines: Sequence[Line]) -> tuple[TollRow, ...]:
    """Rows in the order of the lines; the parts of a figure stand under the row of their whole."""
    rows: dict[_Key, list[list[Line]]] = {}
    for line in lines:
        if line.type != "casualty":
            continue
        key = (_when(line.period), _where(line), _who(line), _said(line), line.part_of)
        found = rows.setdefault(key, [])
        home = next((row for row in found if all(other.event != line.event for other in row)), None)
        if home is None:
            found.append([line])
        else:
            home.append(line)
    return tuple(_row(key, found) for key, found in _parts_below([(k, row) for k, r in rows.items() for row in r]))


def _parts_below(rows: list[tuple[_Key, list[Line]]]) -> list[tuple[_Key, list[Line]]]:
    """Rows with the parts moved under the row that holds their whole."""
    numbers = {line.number for _, found in rows for line in found}
    parts: dict[int | None, list[tuple[_Key, list[Line]]]] = {}
    for row in rows:
        whole = row[0][4]
        parts.setdefault(whole if whole in numbers else None, []).append(row)
    ordered: list[tuple[_Key, list[Line]]] = []

    def add(row: tuple[_Key, list[Line]]) -> None:
        ordered.append(row)
        for line in row[1]:
            for part in parts.pop(line.number, ()):
                add(part)

    for row in parts.pop(None, ()):
        add(row)
    return ordered + [row for circle in parts.values() for row in circle]


def _row(key: _Key, lines: Sequence[Line]) -> TollRow:
    when, where, who, said, part_of = key
    by_event = sorted(lines, key=lambda line: EVENTS["casualty"].index(line.event))
    return TollRow(
        when=when, where=where, who=who, said=said, part=part_of is not None,
        cells=tuple(TollCell(event=line.event, words=_figure(line), line=line.number) for line in by_event),
        notes=tuple(dict.fromkeys(note for line in by_event for note in line.notes)),
    )  # fmt: skip


def _figure(line: Line) -> str:
    if line.figure is None:
        return "no figure"
    return line.figure.words if line.figure.unit == "people" else f"{line.figure.words} {line.figure.unit}"


def _when(period: Period) -> str:
    start, end = day(period.start), day(period.end)
    if start is None or end is None:
        return "not dated"
    if period.words.startswith(("since", "from", "in ", "until")):
        return period.words
    return say_days(start, end) if period.stated else f"report of {say_days(start, end)}"


def _where(line: Line) -> str:
    return listed(with_article(where.name) for where in line.places) if line.places else "not said"


def _who(line: Line) -> str:
    return named(party.name for party in line.targets) if line.targets else "people"


def _said(line: Line) -> str:
    """Who gave the figure; a denied one says who denies it."""
    if line.modality == "denied":
        return f"denied by {listed(source.chain[0] if source.chain else source.name for source in line.sources)}"
    return line.said.removeprefix("reported by ")
