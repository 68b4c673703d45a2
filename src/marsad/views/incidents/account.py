"""Accounts: what one document tells of one happening, drawn together from its claims."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from marsad.views.incidents.telling import Telling
    from marsad.views.parts import Where

Figures = dict[tuple[str, frozenset[str]], tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Account:
    """One document's claims on one happening, or a single one of them: the record that pairs are compared by."""

    number: int
    """Its place in the order of the oldest claim."""
    tellings: tuple[Telling, ...]
    doc: str
    first: int | None
    last: int | None
    published: int | None
    places: tuple[Where, ...]
    around: frozenset[str]
    """Keys of its places and of all that contains them."""
    near: frozenset[str]
    """Those of them that are small enough to look for other accounts in."""
    means: frozenset[str]
    objects: frozenset[str]
    groups: frozenset[str]
    words: frozenset[str]
    names: frozenset[str]
    figures: Figures
    """By event and groups the range of the figure."""
    many: bool


def account(number: int, found: Sequence[Telling]) -> Account:
    """Draw claims of one document together; they are in reading order."""
    dated = [t for t in found if t.first is not None]
    finest = min(dated, key=lambda t: (t.last or 0) - (t.first or 0), default=None)
    places = _finest_places(found)
    means = [t.means for t in found if t.claim.type == "attack" and t.means] or [t.means for t in found]
    return Account(
        number=number, tellings=tuple(found), doc=found[0].claim.doc,
        first=finest.first if finest else None, last=finest.last if finest else None, published=found[0].published,
        places=places, around=_union([a for t in found for a in t.around]),
        near=_union([t.near for t in found]),
        means=_union(means), objects=_union([t.objects for t in found]),
        groups=_union([t.groups for t in found]), words=_union([t.words for t in found]),
        names=_union([t.names for t in found]), figures=_figures(found),
        many=any(t.many for t in found),
    )  # fmt: skip


def _union(sets: Sequence[frozenset[str]]) -> frozenset[str]:
    """All their members; a set that holds them all already is not made anew."""
    if not sets:
        return frozenset()
    largest = max(sets, key=len)
    return largest if all(one <= largest for one in sets) else largest.union(*sets)


def _finest_places(found: Sequence[Telling]) -> tuple[Where, ...]:
    """The places named, each once, without those that contain another of them."""
    places = {where.key: where for t in found for where in t.places}
    outer = {key for t in found for where, a in zip(t.places, t.around, strict=True) for key in a if key != where.key}
    return tuple(where for key, where in places.items() if key not in outer)


def _figures(found: Sequence[Telling]) -> Figures:
    figures: Figures = {}
    for telling in found:
        quantity = telling.claim.quantity
        if telling.claim.type != "casualty" or quantity is None or quantity.unit != "people":
            continue
        low = quantity.low if quantity.low is not None else 0.0
        high = quantity.high if quantity.high is not None else float("inf")
        figures[telling.claim.event, telling.groups] = (low, high)
    return figures
