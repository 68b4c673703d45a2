"""Where two origins speak of the same, whether they agree. What can't be compared counts neither way."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

from marsad.views.figures import overlap
from marsad.views.sources.parts import Case, Pair

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from marsad.model import Type
    from marsad.views.sources.collect import Collected, Said

HOLDS = frozenset({"captured", "holds"})


def pairs(found: Collected) -> tuple[Pair, ...]:
    """The pairs of origins that spoke of the same, by type, with every case."""
    cases: defaultdict[tuple[str, str, Type], list[Case]] = defaultdict(list)
    for told in _together(found):
        by_origin: defaultdict[str, list[Said]] = defaultdict(list)
        for said in told:
            by_origin[said.origin].append(said)
        for one, other in combinations(sorted(by_origin), 2):
            case = _case(by_origin[one], by_origin[other])
            if case is not None:
                cases[one, other, told[0].claim.type].append(case)
    return tuple(
        Pair(
            one=one, other=other, type=kind, cases=tuple(listed),
            agree=sum(case.agree for case in listed), differ=sum(not case.agree for case in listed),
        )
        for (one, other, kind), listed in sorted(cases.items())
    )  # fmt: skip


def _together(found: Collected) -> Iterable[Sequence[Said]]:
    """What is compared: of control all that was said of a place on a day, of other types each event apart."""
    about: defaultdict[tuple[object, ...], list[Said]] = defaultdict(list)
    for one in found.said:
        control = one.claim.type == "control"
        about["control" if control else one.claim.event, one.place.key, one.day].append(one)
    return [told for _, told in sorted(about.items(), key=lambda item: tuple(map(str, item[0])))]


def _case(ones: Sequence[Said], others: Sequence[Said]) -> Case | None:
    """One case for two origins on one matter: they differ where any two of their claims do."""
    compared = [(one, other, agree) for one in ones for other in others if (agree := agrees(one, other)) is not None]
    if not compared:
        return None
    agree = all(verdict for _, _, verdict in compared)
    used = [pair for pair in compared if pair[2] == agree]
    first = used[0][0]
    return Case(
        event=first.claim.event, place=first.place.name, day=first.day.isoformat(), agree=agree,
        claims=tuple(dict.fromkeys(said.claim.id for one, other, _ in used for said in (one, other))),
    )  # fmt: skip


def agrees(one: Said, other: Said) -> bool | None:
    """Whether two claims on one place and day agree; None where they can't be compared.

    Control: two that say who holds it agree on the same side and differ on others; one that says that a side left
    differs from one that says that it holds it. Casualties: figures for the same group that can be the same number
    agree. Else: the same event said twice agrees. One that denies what the other says differs. Plans are not compared.
    """
    modalities = {one.claim.modality, other.claim.modality}
    if "planned" in modalities:
        return None
    same = _control(one, other) if one.claim.type == "control" else _same(one, other)
    if "denied" not in modalities:
        return same
    return None if len(modalities) == 1 or not same else False


def _control(one: Said, other: Said) -> bool | None:
    events = {one.claim.event, other.claim.event}
    if not one.actors or not other.actors:
        return None
    shared = bool(one.actors & other.actors)
    if events <= HOLDS:
        return shared
    if "withdrew" in events and events & HOLDS:
        return False if shared else None
    return True if len(events) == 1 and shared else None


def _same(one: Said, other: Said) -> bool | None:
    if one.claim.event != other.claim.event:
        return None
    if one.claim.type != "casualty":
        return True
    countable = one.figure and other.figure and one.figure.unit == other.figure.unit == "people"
    part = any(said.claim.quantity and said.claim.quantity.part_of for said in (one, other))
    if not countable or part or one.targets != other.targets or one.figure is None or other.figure is None:
        return None
    return overlap(one.figure, other.figure)
