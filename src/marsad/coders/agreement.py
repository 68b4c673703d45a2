"""Where two coders agree: the same event and modality in overlapping words, with figures and places not at odds."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from marsad.model import Claim


@dataclass(slots=True)
class Agreement:
    """The claims of two readings of one document."""

    agreed: list[Claim] = field(default_factory=list)
    """Those that both give, as the first reads them."""
    first_only: list[Claim] = field(default_factory=list)
    second_only: list[Claim] = field(default_factory=list)
    same_as: dict[str, str] = field(default_factory=dict)
    """Claims of the second that agree, by id, to those of the first."""


def agree(first: Sequence[Claim], second: Sequence[Claim]) -> Agreement:
    """Pair the claims of two readings, those first whose evidence overlaps most; each claim is in one pair at most."""
    pairs = sorted(
        ((overlap(a, b), -i, -j) for i, a in enumerate(first) for j, b in enumerate(second) if same(a, b)), reverse=True
    )
    paired: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in pairs:
        if -i not in paired and -j not in taken:
            paired[-i] = -j
            taken.add(-j)
    return Agreement(
        [a for i, a in enumerate(first) if i in paired],
        [a for i, a in enumerate(first) if i not in paired],
        [b for j, b in enumerate(second) if j not in taken],
        {second[j].id: first[i].id for i, j in paired.items()},
    )


def same(a: Claim, b: Claim) -> bool:
    """Whether two claims say the same: what one leaves open, the other may tell."""
    return (
        (a.type, a.event, a.modality) == (b.type, b.event, b.modality)
        and overlap(a, b) > 0
        and figures_agree(a, b)
        and places_agree(a, b)
    )


def overlap(a: Claim, b: Claim) -> float:
    """The shared part of the shorter evidence, 0 to 1."""
    one, other = a.evidence, b.evidence
    shared = max(0, min(one.end, other.end) - max(one.start, other.start))
    return shared / max(1, min(one.end - one.start, other.end - other.start))


def figures_agree(a: Claim, b: Claim) -> bool:
    """Whether their figures are the same, or one has none."""
    one, other = a.quantity, b.quantity
    return one is None or other is None or (one.low, one.high) == (other.low, other.high)


def places_agree(a: Claim, b: Claim) -> bool:
    """Whether words or link of a place are shared, or one names none."""
    if not a.place or not b.place:
        return True
    return any(
        (one.start < other.end and other.start < one.end)
        or one.text == other.text
        or (one.link is not None and other.link is not None and one.link.id == other.link.id)
        for one in a.place
        for other in b.place
    )
