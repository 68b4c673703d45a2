"""Lines that cannot all be so, put side by side; nothing is decided.

Five kinds: different figures of different sources for the same place, days and group of victims; a source's own later
figure; a thing reported and denied; two parties said to hold one place, or one said to hold and to have left it; a
truce or deal agreed, and violated or rejected. Only claims of different origins contradict each other, apart from a
revision.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

from marsad.views.control import HOLD, both_hold, distinct, partial
from marsad.views.days import DAY, Days, day
from marsad.views.figures import overlap
from marsad.views.parts import ConflictKind, Contradiction, Line
from marsad.views.wording import capital, listed, with_article

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from marsad.views.registries import Names

_ANYONE = frozenset({"words:people", "words:persons", "words:others"})


def contradictions(lines: Sequence[Line], names: Names) -> tuple[Contradiction, ...]:
    """All contradictions among the lines, in the order of their first line."""
    found = [*_figures(lines), *_denials(lines, names), *_control(lines, names), *_truces(lines)]
    return tuple(sorted(found, key=lambda one: min(min(side) for side in one.sides)))


def _figures(lines: Sequence[Line]) -> Iterator[Contradiction]:
    about: dict[tuple[object, ...], list[Line]] = defaultdict(list)
    for line in lines:
        countable = line.type == "casualty" and line.modality == "asserted" and line.part_of is None
        if countable and line.figure is not None and line.figure.unit == "people" and line.places:
            groups = frozenset(party.key for party in line.targets) - _ANYONE
            places = frozenset(where.key for where in line.places)
            about[line.event, places, groups, line.period.start, line.period.end].append(line)
    for group in about.values():
        differing = [line for line in group if any(_differ(line, other) for other in group)]
        if not differing:
            continue
        origins = {frozenset(source.key for source in line.sources) for line in differing}
        kind: ConflictKind = "figures" if len(origins) > 1 else "revised"
        if kind == "revised" and len({_first_note(line) for line in differing}) < 2:
            continue
        first = differing[0]
        where = listed(with_article(place.name) for place in first.places)
        title = f"{'Different figures' if kind == 'figures' else 'A figure revised'}: {first.event} in {where}"
        yield Contradiction(kind=kind, title=title, sides=tuple((line.number,) for line in differing))


def _differ(one: Line, other: Line) -> bool:
    assert one.figure is not None
    assert other.figure is not None
    return not overlap(one.figure, other.figure)


def _first_note(line: Line) -> int:
    return line.notes[0] if line.notes else 0


def _denials(lines: Sequence[Line], names: Names) -> Iterator[Contradiction]:
    for denied in (line for line in lines if line.modality == "denied"):
        said = [
            line
            for line in lines
            if line.modality in ("asserted", "alleged") and _same_matter(line, denied, names) and distinct(line, denied)
        ]
        if said:
            sides = (tuple(line.number for line in said), (denied.number,))
            yield Contradiction(kind="denied", title=f"Reported and denied: {_matter(denied)}", sides=sides)


def _same_matter(said: Line, denied: Line, names: Names) -> bool:
    """Whether what one line reports is what the other denies, as far as both tell."""
    if said.event != denied.event or not _days_touch(said, denied):
        return False
    if not _shared({w.key for w in said.places}, {w.key for w in denied.places}):
        return False
    undated = _days(said) is None or _days(denied) is None
    if (undated and not denied.places) or (denied.actors and not said.actors):
        return False  # who denies having done it does not deny that it was done
    return _parties_fit(said.actors, denied.actors, names) and _parties_fit(said.targets, denied.targets, names)


def _parties_fit(ones: Sequence[object], others: Sequence[object], names: Names) -> bool:
    if not ones or not others:
        return True
    return any(names.kindred(one, other) for one in ones for other in others)  # type: ignore[arg-type]


def _shared(ones: set[str], others: set[str]) -> bool:
    return bool(ones & others) or not (ones or others)


def _matter(line: Line) -> str:
    return capital(line.text.split(" denied that ", 1)[-1])


def _control(lines: Sequence[Line], names: Names) -> Iterator[Contradiction]:
    about: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        if line.type == "control" and line.modality == "asserted" and line.actors:
            for where in line.places:
                about[where.key].append(line)
    for key, group in about.items():
        name = with_article(next(place.name for line in group for place in line.places if place.key == key))
        for title, clash in (
            (f"Two parties said to hold {name}", both_hold),
            (f"Said to be held and to have been left: {name}", _held_and_left),
        ):
            numbers = sorted({n.number for pair in _clashing(group, clash, names) for n in pair})
            if numbers:
                yield Contradiction(kind="control", title=title, sides=tuple((number,) for number in numbers))


def _clashing(
    group: Sequence[Line], clash: Callable[[Line, Line, Names], bool], names: Names
) -> Iterable[tuple[Line, Line]]:
    for one, other in combinations(group, 2):
        if partial(one) and partial(other):
            continue
        if distinct(one, other) and _days_touch(one, other, slack=1) and clash(one, other, names):
            yield one, other


def _held_and_left(one: Line, other: Line, names: Names) -> bool:
    held = {one.event, other.event} & HOLD
    return bool(held) and "withdrew" in (one.event, other.event) and _parties_fit(one.actors, other.actors, names)


_AGREED = {"ceasefire_agreed": ("ceasefire_violated", "ceasefire_rejected"), "deal_agreed": ("deal_rejected",)}


def _truces(lines: Sequence[Line]) -> Iterator[Contradiction]:
    for agreed, broken in _AGREED.items():
        deals = [line for line in lines if line.event == agreed and line.modality == "asserted"]
        breaches = [line for line in lines if line.event in broken and line.modality in ("asserted", "alleged")]
        about: list[tuple[set[int], set[int]]] = []
        for deal in deals:
            mine, broken_by = {deal.number}, {line.number for line in breaches if _breaks(deal, line)}
            if not broken_by:
                continue
            for other in [other for other in about if other[1] & broken_by]:
                about.remove(other)
                mine, broken_by = mine | other[0], broken_by | other[1]
            about.append((mine, broken_by))
        title = (
            "Ceasefire agreed, and violated or rejected" if agreed == "ceasefire_agreed" else "Deal agreed and rejected"
        )
        for mine, broken_by in about:
            yield Contradiction(kind="truce", title=title, sides=(tuple(sorted(mine)), tuple(sorted(broken_by))))


def _breaks(deal: Line, breach: Line) -> bool:
    """Whether a breach can be of that deal: at the same place, as far as both tell, and within a month after it."""
    ours, theirs = _days(deal), _days(breach)
    if ours is None or theirs is None or not Days(ours.start, ours.end + 31 * DAY).touches(theirs):
        return False
    places = {where.key for where in deal.places}
    return not places or not breach.places or bool(places & {where.key for where in breach.places})


def _days_touch(one: Line, other: Line, slack: int = 0) -> bool:
    """Whether two lines speak of the same days; a line without a day of its own may speak of any near its report."""
    ours, theirs = _days(one), _days(other)
    if ours is None or theirs is None:
        return True
    wide = slack if one.period.stated and other.period.stated else max(slack, 1)
    return Days(ours.start - wide * DAY, ours.end + wide * DAY).touches(theirs)


def _days(line: Line) -> Days | None:
    start, end = day(line.period.start), day(line.period.end)
    return Days(start, end) if start and end else None
