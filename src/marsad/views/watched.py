"""What is new to somebody who watches places: control of one changed, or a toll there jumped.

Both are read off two briefs, of what was known before and of what is known now; nothing else is counted. A toll has
jumped by the difference between a figure and the highest one that was told before for the same place and event, for
days that begin no earlier than a day before those of the figure: the count of a day is compared with others of that
day, a running count with others since its start.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple

from pydantic import Field

from marsad.model import Record, digest
from marsad.views.days import DAY, day
from marsad.views.registries import Names, fold
from marsad.views.wording import capital, with_article

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from marsad.views.parts import Brief, Line, PlaceState, Where

_QUOTES = 3


class Threshold(NamedTuple):
    """A toll that is watched: what of, where, and how much more is worth telling."""

    place: str
    event: Literal["killed", "injured", "missing", "detained"]
    by: float


class Watched(NamedTuple):
    """What somebody watches: places by name or registry id, with all that lies in them, and tolls."""

    control: tuple[str, ...] = ()
    tolls: tuple[Threshold, ...] = ()


class Quote(Record):
    """Words that an alert rests on, exactly as the document has them."""

    text: str
    doc: str
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None


class Alert(Record):
    """One thing that changed, according to reports."""

    id: Annotated[str, Field(description="the same for the same change: told once")]
    kind: Literal["control", "toll"]
    place: Annotated[str, Field(description="the place, as the report names it")]
    text: Annotated[str, Field(description="what changed, in a sentence or two")]
    before: Annotated[str | None, Field(description="what was reported before, null where nothing was")] = None
    after: Annotated[str | None, Field(description="what is reported now, null where no report stands any more")] = None
    quotes: Annotated[tuple[Quote, ...], Field(description="words of the reports that are new")] = ()
    claims: Annotated[tuple[str, ...], Field(description="ids of the claims that it rests on, before and after")] = ()


def changes(before: Brief, after: Brief, watched: Watched, names: Names) -> tuple[Alert, ...]:
    """What changed between two briefs of the same ledger, in the order of the later one.

    Args:
        before: drawn up of all that was known before.
        after: drawn up of all that is known now.
        watched: the places and tolls to look at.
        names: the registries that both briefs were drawn up with.

    """
    return (*_control(before, after, watched.control, names), *_tolls(before, after, watched.tolls, names))


def _control(before: Brief, after: Brief, places: Sequence[str], names: Names) -> Iterator[Alert]:
    was, now = ({state.place.key: state for state in one.states} for one in (before, after))
    for key in dict.fromkeys((*now, *was)):
        old, new = was.get(key), now.get(key)
        state = new or old
        assert state is not None
        if not any(_covers(place, state.place, names) for place in places) or _held(old) == _held(new):
            continue
        earlier, later = old.words if old else None, new.words if new else None
        place = with_article(state.place.name)
        lines = [after.line(number) for number in new.lines] if new else []
        past = [before.line(number) for number in old.lines] if old else []
        first = f"Control of {place}: {later or 'no report stands any more'}."
        yield Alert(
            id=digest(["control", key, earlier, later]),
            kind="control",
            place=state.place.name,
            text=f"{first} Before: {earlier or 'nothing was reported'}.",
            before=earlier,
            after=later,
            quotes=_quotes(lines, after, before),
            claims=_claims([*past, *lines]),
        )


def _held(state: PlaceState | None) -> tuple[str, frozenset[str]] | None:
    """Who holds or has left a place, as far as a change of it counts."""
    return (state.status, frozenset(party.bloc or party.key for party in state.parties)) if state else None


def _tolls(before: Brief, after: Brief, thresholds: Sequence[Threshold], names: Names) -> Iterator[Alert]:
    told = _figures(before)
    known = {id_ for line in told for id_ in line.claims}
    for line in _figures(after):
        if known.issuperset(line.claims):
            continue
        figure = _figure(line)
        for watch in thresholds:
            if line.event != watch.event or not _named(line, watch.place, names):
                continue
            others = [other for other in told if other.event == line.event and _comparable(line, other)]
            highest = max(others, key=_figure, default=None)
            if figure - (_figure(highest) if highest else 0) >= watch.by:
                yield _jump(line, highest, watch, after, before)
                break


def _jump(line: Line, highest: Line | None, watch: Threshold, after: Brief, before: Brief) -> Alert:
    earlier = f"{highest.text}, {highest.said}" if highest else None
    later = f"{line.text}, {line.said}"
    return Alert(
        id=digest(["toll", watch.place, line.event, sorted(line.claims)]),
        kind="toll",
        place=line.places[0].name,
        text=f"A toll jumped: {later}. Before, the highest was: {earlier or 'none'}.",
        before=earlier,
        after=capital(later),
        quotes=_quotes([line], after, before),
        claims=_claims([line] if highest is None else [highest, line]),
    )


def _figures(brief: Brief) -> list[Line]:
    """The lines of the table of tolls that say how many people, and are no part of another figure."""
    cells = [cell for row in brief.tolls if not row.part for cell in row.cells]
    lines = (brief.line(cell.line) for cell in cells)
    return [line for line in lines if line.modality == "asserted" and line.figure and line.figure.unit == "people"]


def _figure(line: Line) -> float:
    """The lowest number that the words allow, or the highest where they only give that."""
    assert line.figure is not None
    return line.figure.low if line.figure.low is not None else (line.figure.high or 0)


def _comparable(line: Line, other: Line) -> bool:
    """Whether another figure is of the same place, and of days within those of the line or a day before."""
    if {where.key for where in line.places} != {where.key for where in other.places}:
        return False
    (start, end), (first, _) = ((day(one.period.start), day(one.period.end)) for one in (line, other))
    if start is None or first is None:
        return start is first
    return start - DAY <= first <= (end or start) + timedelta(days=1)


def _named(line: Line, place: str, names: Names) -> bool:
    return any(_covers(place, where, names) for where in line.places)


def _covers(place: str, where: Where, names: Names) -> bool:
    """Whether a place is the watched one or, by the registry, lies in it."""
    found = names.find(place)
    if found is not None and found.id is not None and where.id is not None:
        return names.inside(where.id, found.id)
    return where.id is None and fold(where.name) == fold(place)


def _claims(lines: Iterable[Line]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(id_ for line in lines for id_ in line.claims))


def _quotes(lines: Iterable[Line], after: Brief, before: Brief) -> tuple[Quote, ...]:
    """The words of lines that rest on claims which were not known before."""
    known = {id_ for line in before.lines for id_ in line.claims}
    numbers = dict.fromkeys(number for line in lines if not known.issuperset(line.claims) for number in line.notes)
    by_number = {note.number: note for note in after.notes}
    return tuple(
        Quote(
            text=note.quote,
            doc=note.doc,
            title=note.title,
            publisher=note.publisher,
            published=note.published,
            url=note.url,
        )
        for note in (by_number[number] for number in [*numbers][:_QUOTES])
    )
