"""R11, R12, R15 and R17: who says it, and how much that bears."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from marsad.views.incidents.rules.figure import Result, parted
from marsad.views.registries import display

if TYPE_CHECKING:
    from collections.abc import Sequence

    from marsad.model import Claim
    from marsad.views.incidents.rules.figure import Figure

UNNAMED = "unnamed sources"
Outcome = Literal["confirm", "undetermined", "reject"]


def unnamed(claim: Claim) -> bool:
    """R17. Whether the first of the chain has no name: "activists", "a source", "local residents".

    Source: design of Marsad; Airwars counts anonymous accounts that may be one as one.
    """
    if not claim.attribution or claim.attribution[0].link is not None:
        return False
    return not any(char.isupper() for char in display(claim.attribution[0])[1:]) and (
        " " in display(claim.attribution[0]) or display(claim.attribution[0]).islower()
    )


def one_origin(figures: list[Figure]) -> Result:
    """R17. Unnamed sources of one incident are one origin."""
    made = [replace(f, origin=UNNAMED) if unnamed(f.telling.claim) else f for f in figures]
    merged = len({f.origin for f in made}) < len({f.origin for f in figures})
    return Result(made, [], "sources without a name count as one origin" if merged else "")


def coherent(figures: list[Figure]) -> Result:
    """R12. Coherence first: what is denied, was refuted by a reviewer, or contradicts itself is set aside before any
    corroboration is looked for.

    Source: Berkeley Protocol on Digital Open Source Investigations (2020), analysis of internal consistency.
    """
    reasons: dict[str, str] = {}
    by_claim = {figure.claim: figure for figure in figures}
    for figure in figures:
        quantity = figure.telling.claim.quantity
        whole = by_claim.get(quantity.part_of or "") if quantity is not None else None
        if figure.telling.claim.modality == "denied":
            reasons[figure.claim] = "denies it"
        elif figure.telling.entry.verification == "refuted":
            reasons[figure.claim] = "a reviewer refuted it"
        elif figure.high is not None and figure.high < figure.low:
            reasons[figure.claim] = "its upper end is below its lower"
        elif whole is not None and whole.high is not None and figure.low > whole.high:
            reasons[figure.claim] = "a part larger than its whole"
    return parted(figures, "R12", reasons, "what is denied, refuted or contradicts itself is set aside")


def corroboration(figures: Sequence[Figure], *, given: bool) -> Outcome:
    """R12. Then corroboration: two independent origins whose figures can be the same number confirm it; figures of
    which none stands are rejected; all else is undetermined.

    Args:
        figures: those that stand, for one event and group.
        given: whether there were any before R12.

    """
    if not figures:
        return "reject" if given else "undetermined"
    for n, one in enumerate(figures):
        for other in figures[n + 1 :]:
            least, most = max(one.low, other.low), min(_end(one), _end(other))
            if one.origin != other.origin and least <= most:
                return "confirm"
    return "undetermined"


def _end(figure: Figure) -> float:
    return figure.high if figure.high is not None else float("inf")


def enemy_losses(figures: list[Figure], enemies: frozenset[str]) -> Result:
    """R15. A party's figure for its enemy's losses, alone, sets only the high.

    Source: UCDP codebook: claims of a warring party on the losses of the other go to the high estimate.

    Args:
        figures: for one event.
        enemies: ids of claims in which a party speaks of fighters other than its own.

    """
    others = {f.group for f in figures if f.claim not in enemies}
    made = [replace(f, only_high=True) if f.claim in enemies and f.group not in others else f for f in figures]
    fired = any(f.only_high for f in made)
    return Result(made, [], "a party's figure for its enemy's losses sets only the high" if fired else "")


def grade(
    scale: Literal["marsad", "ucdp", "airwars", "none"], *, origins: int, agreed: bool, admitted: bool,
    contested: bool, fighters_only: bool, aggregate: bool,
) -> str | None:  # fmt: skip
    """R11. How well an incident stands, on the scale of the profile.

    airwars (Airwars methodology, "Grading"): confirmed where a party accepts it; contested where different parties are
    blamed or one denies it; discounted where the dead were fighters alone; fair with two origins or more, else weak.
    ucdp (GED codebook, `event_clarity`): 1 for an incident, 2 for a sum. marsad: strong with three origins or more of
    which some agree, fair with two, weak with one. Disputed responsibility makes nothing weaker on that scale: it
    disputes who, not whether.
    """
    if scale == "none":
        return None
    if scale == "ucdp":
        return "event clarity 2" if aggregate else "event clarity 1"
    if scale == "airwars":
        if admitted:
            return "confirmed"
        if fighters_only:
            return "discounted"
        if contested:
            return "contested"
        return "fair" if origins > 1 else "weak"
    return "strong" if agreed and origins > 2 else "fair" if agreed else "weak"
