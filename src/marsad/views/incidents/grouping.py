"""Grouping: accounts of one happening joined into incidents, the surest pairs first.

Within a document first, then across documents. Pairs are looked for in blocks of accounts that share a place (or what
contains it) and a day. Joining is single-link clustering that takes the pairs by falling score (Kruskal's order) and
refuses whatever would bring two accounts together that cannot be one: by a veto, by a person's ruling, or because one
document tells them apart. The order in which claims were recorded plays no part.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from marsad.views.incidents.account import account
from marsad.views.incidents.joining import Joining
from marsad.views.incidents.parts import Tie
from marsad.views.incidents.score import name_words, score
from marsad.views.repeats import reading_order

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from marsad.views.incidents.account import Account
    from marsad.views.incidents.parameters import Parameters
    from marsad.views.incidents.telling import Telling


class Pair(NamedTuple):
    """Two accounts or claims, by number, with their score and its reasons."""

    value: float
    one: int
    other: int
    reasons: tuple[str, ...]


class Grouped(NamedTuple):
    """Claims of one happening, oldest first, and why each pair that joined them was joined."""

    tellings: tuple[Telling, ...]
    ties: tuple[Tie, ...]
    many: bool


class Rulings(NamedTuple):
    """What people ruled on pairs of claims, the latest ruling first."""

    made: tuple[tuple[str, str, str, str], ...]
    """(kind, claim, claim, by)"""


def rulings_of(tellings: Iterable[Telling]) -> Rulings:
    """The standing `same` and `different` of people: the last word on each pair, newest first."""
    last: dict[str, tuple[str, str, str, str, str]] = {}
    for ruling in (r for t in tellings for r in t.entry.rulings if r.kind in ("same", "different")):
        one, _, other = ruling.about.partition("+")
        found = (ruling.recorded, ruling.kind, one, other, ruling.by)
        last[ruling.about] = max(found, last.get(ruling.about, found))
    return Rulings(tuple(found[1:] for found in sorted(last.values(), reverse=True)))


def grouped(tellings: Sequence[Telling], parameters: Parameters) -> list[Grouped]:
    """Incidents and aggregates, by their oldest claims.

    Args:
        tellings: claims in reading order, as `telling.tellings` gives them.
        parameters: points and threshold.

    """
    rulings, number = rulings_of(tellings), {t.id: n for n, t in enumerate(tellings)}
    single = [account(n, [t]) for n, t in enumerate(tellings)]
    ties: list[Tie] = []
    claims = Joining(len(tellings))
    _rule(claims, rulings, number, ties)
    _within_documents(claims, single, number, parameters, ties)
    drawn: dict[int, list[Telling]] = defaultdict(list)
    for n, telling in enumerate(tellings):
        drawn[claims.home(n)].append(telling)
    accounts: list[Account] = []
    home: dict[int, int] = {}
    for members in drawn.values():
        for part in _by_document(members):
            home.update(dict.fromkeys((number[t.id] for t in part), len(accounts)))
            accounts.append(account(len(accounts), part))
    whole = Joining(len(accounts))
    for root, members in drawn.items():
        for t in members:
            whole.join(home[root], home[number[t.id]])
    for one, other in claims.apart():
        whole.forbid(home[one], home[other])
    _across_documents(whole, accounts, parameters, ties)
    return _groups(whole, accounts, ties)


def _rule(claims: Joining, rulings: Rulings, number: dict[str, int], ties: list[Tie]) -> None:
    """Rulings bind. Where two contradict each other by way of a third claim, the later one holds."""
    for kind, one, other, by in rulings.made:
        if one not in number or other not in number:
            continue
        a, b = number[one], number[other]
        if kind == "different":
            claims.forbid(a, b)
        elif claims.join(a, b):
            ties.append(Tie(one=one, other=other, score=None, reasons=(f"{by} ruled that they are the same",)))


def _within_documents(
    claims: Joining, single: Sequence[Account], number: dict[str, int], parameters: Parameters, ties: list[Tie]
) -> None:
    docs: dict[str, list[Account]] = defaultdict(list)
    for one in single:
        docs[one.doc].append(one)
    pairs: list[Pair] = []
    for one in single:
        quantity = one.tellings[0].claim.quantity
        whole = number.get(quantity.part_of) if quantity and quantity.part_of else None
        if whole is not None:
            pairs.append(Pair(99.0, whole, one.number, ("its figure is part of the other's",)))
    for members in docs.values():
        for n, one in enumerate(members):
            for other in members[n + 1 : n + parameters.window]:
                if one.many != other.many:
                    claims.forbid(one.number, other.number)
                else:
                    _weigh(one, other, parameters, claims, pairs)
    _join(claims, pairs, [a.tellings[0].id for a in single], ties)


def _across_documents(whole: Joining, accounts: Sequence[Account], parameters: Parameters, ties: list[Tie]) -> None:
    pairs: list[Pair] = []
    for one, other in _near(accounts, parameters):
        if one.many != other.many:
            continue
        if one.doc == other.doc:
            whole.forbid(one.number, other.number)
        else:
            _weigh(one, other, parameters, whole, pairs)
    _join(whole, pairs, [a.tellings[0].id for a in accounts], ties)


def _weigh(one: Account, other: Account, parameters: Parameters, joining: Joining, pairs: list[Pair]) -> None:
    found = score(one, other, parameters)
    if found.veto is not None:
        joining.forbid(one.number, other.number)
    elif found.value >= parameters.threshold:
        pairs.append(Pair(round(found.value, 2), one.number, other.number, tuple(p.reason for p in found.points)))


def _join(joining: Joining, pairs: list[Pair], ids: Sequence[str], ties: list[Tie]) -> None:
    surest = sorted(pairs, key=lambda p: (-p.value, p.one, p.other))
    ties += [
        Tie(one=ids[pair.one], other=ids[pair.other], score=pair.value, reasons=pair.reasons)
        for pair in surest
        if joining.join(pair.one, pair.other)
    ]


def _near(accounts: Sequence[Account], parameters: Parameters) -> Iterator[tuple[Account, Account]]:
    """Pairs of accounts that share a place and a day, each once.

    Words for a place that no registry knows meet those with a word in common: "outside Amin" may be a district of Amin.
    In a block that is too large, each account meets its neighbours in an order of place, day and figures (the sorted
    neighbourhood of Hernández and Stolfo, 1995).
    """
    blocks: dict[tuple[int, str], list[Account]] = defaultdict(list)
    loose = frozenset(
        word for one in accounts for where in one.places if not where.id for word in name_words(where.name)
    )
    for one in accounts:
        for key in _keys(one, loose, parameters):
            blocks[key].append(one)
    seen: set[tuple[int, int]] = set()
    for members in blocks.values():
        ordered = members if len(members) <= parameters.window else sorted(members, key=_order)
        for n, one in enumerate(ordered):
            for other in ordered[n + 1 : n + parameters.window]:
                pair = (one.number, other.number) if one.number < other.number else (other.number, one.number)
                if pair not in seen:
                    seen.add(pair)
                    yield accounts[pair[0]], accounts[pair[1]]


def _keys(one: Account, loose: frozenset[str], parameters: Parameters) -> Iterator[tuple[int, str]]:
    if one.first is not None and one.last is not None:
        days = range(one.last // 2 if one.many else one.first // 2, (one.last + 1) // 2 + 1)
    elif one.published is not None:
        days = range((one.published - int(parameters.time["lag"])) // 2, (one.published + 1) // 2 + 1)
    else:
        return
    called = (name for where in one.places for name in (where.name, *where.parents[:-1]))
    for key in one.near | (frozenset(word for name in called for word in name_words(name)) & loose):
        for day in days:
            yield day, key


def _order(one: Account) -> tuple[str, int, str, int]:
    first = one.first if one.first is not None else one.published or 0
    figures = min((f"{event} {low:09.0f}" for (event, _), (low, _) in one.figures.items()), default="")
    return min((where.key for where in one.places), default=""), first, figures, one.number


def _by_document(members: Sequence[Telling]) -> list[list[Telling]]:
    """Claims that a ruling has joined over documents, one list a document."""
    found: dict[str, list[Telling]] = defaultdict(list)
    for telling in members:
        found[telling.claim.doc].append(telling)
    return list(found.values())


def _groups(whole: Joining, accounts: Sequence[Account], ties: Sequence[Tie]) -> list[Grouped]:
    members: dict[int, list[Account]] = defaultdict(list)
    root: dict[str, int] = {}
    for one in accounts:
        home = whole.home(one.number)
        members[home].append(one)
        root.update(dict.fromkeys((t.id for t in one.tellings), home))
    held: dict[int, list[Tie]] = defaultdict(list)
    for tie in ties:
        held[root[tie.one]].append(tie)
    return [
        Grouped(
            tellings=tuple(sorted((t for a in found for t in a.tellings), key=lambda t: reading_order(t.entry))),
            ties=tuple(held[home]), many=any(a.many for a in found),
        )
        for home, found in members.items()
    ]  # fmt: skip
