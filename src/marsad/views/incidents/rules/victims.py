"""R5 and R18: who the victims are, and parts of figures."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from marsad.language.numbers import find_numbers
from marsad.views.incidents.rules.bounds import Spread
from marsad.views.incidents.rules.figure import Result, parted

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from marsad.views.incidents.rules.figure import Figure, Group

Spreads = dict["Group", Spread]
_AMONG = re.compile(
    r"\b(?:among (?:them|those|the \w+|\w+days?['’]?s?) ?(?:killed|dead|victims|casualties|wounded|injured)?"
    r"|(?:dead|victims|casualties|wounded|injured) include[ds]?)\b", re.IGNORECASE,
)  # fmt: skip


def group_of(groups: frozenset[str]) -> Group:
    """The one group that a figure counts: the narrowest that its words name; `mixed` where they name several."""
    if {"civilians", "combatants"} <= groups and not groups & {"children", "women"}:
        return "mixed"
    if {"children", "women"} <= groups or ({"combatants"} < groups and groups & {"children", "women"}):
        return "mixed"
    order: tuple[Group, ...] = ("children", "women", "combatants", "civilians")
    return next((group for group in order if group in groups), "all")


def parts(figures: list[Figure]) -> Result:
    """R18. A part ("six children" of 38) is never added to its whole, and stands under its own group; a count of killed
    and wounded together enters no toll. Of two figures of one report for one group, the smaller is a part of the larger
    or an earlier count.

    Source: Standards for Casualty Recording, against double counting; ACLED codebook, "Fatalities".
    """
    reasons = {}
    largest: dict[tuple[str, str, str], Figure] = {}
    for figure in sorted(figures, key=lambda f: (f.low, f.order)):
        largest[figure.telling.claim.doc, figure.origin, figure.group] = figure
    for figure in figures:
        quantity = figure.telling.claim.quantity
        assert quantity is not None
        top = largest[figure.telling.claim.doc, figure.origin, figure.group]
        if quantity.unit != "people":
            reasons[figure.claim] = f"counts {quantity.unit}, not people of one kind"
        elif quantity.part_of is not None and figure.group in ("all", "mixed"):
            reasons[figure.claim] = "a part of another figure"
        elif figure.group == "all" and _described(figure) and any(f.low > figure.low for f in figures):
            reasons[figure.claim] = "tells of some of them, and counts nobody"
        elif top.claim != figure.claim and top.low > figure.low:
            reasons[figure.claim] = "a part of a larger figure of the same report, or an earlier count"
    return parted(figures, "R18", reasons, "a part is not added to its whole; mixed counts enter no toll")


def _among(figure: Figure) -> bool:
    """Whether the words say that those counted are some of the victims."""
    return figure.group in ("all", "mixed") and _AMONG.search(figure.telling.claim.evidence.text) is not None


def _described(figure: Figure) -> bool:
    """Whether the words of the figure are no count but people: "the groom's father and brother"."""
    quantity = figure.telling.claim.quantity
    return quantity is not None and not _counts(quantity.text)


@lru_cache(maxsize=4096)
def _counts(words: str) -> bool:
    return bool(find_numbers(words))


def wholes(figures: Iterable[Figure]) -> list[Figure]:
    """R18. The figures for all people, by origin.

    Who counts only civilians or only fighters counts all. Where an origin gives several groups, or only children or
    women, or a group larger than what it gives without one, its largest figure is the least that all can be; it counts
    only where no origin counts all.
    """
    by_origin: dict[str, list[Figure]] = {}
    for figure in figures:
        by_origin.setdefault(figure.origin, []).append(figure)
    made = [whole for found in by_origin.values() for whole in _wholes(found)]
    return [figure for figure in made if figure.whole] or made


def _wholes(found: Sequence[Figure]) -> list[Figure]:
    """One origin's figures for all people: several, where nobody knows which of them is the later (R4)."""
    largest = max(found, key=lambda f: (f.low, f.group == "all", f.order))
    groups = {figure.group for figure in found}
    quantity = largest.telling.claim.quantity
    part = (quantity is not None and quantity.part_of is not None) or _among(largest)
    civil = largest.group == "civilians" and groups <= {"civilians", "children", "women"}
    if not part and (largest.group == "all" or civil or groups == {"combatants"} or largest.group == "mixed"):
        least = max((figure.low for figure in found if figure.group != largest.group), default=0.0)
        return [replace(f, group="all") for f in found if f.group == largest.group and f.low >= least]
    return [replace(largest, group="all", high=None, whole=False)]


def status(found: Spreads, *, attackers_only: bool, presume: bool) -> tuple[Spreads, str]:
    """R5. Civilians unless there is evidence otherwise. Where only the attacker says that they were fighters, the split
    is disputed: both of its minima are 0, the total's stays.

    Source: Airwars methodology, "Civilian status"; Every Casualty: no one's status is assumed from a party's word.

    Args:
        found: ranges by group, that of all people among them.
        attackers_only: fighters are among the dead by word of the attacker alone.
        presume: no claim says that fighters were hit, and nothing tells of fighting.

    """
    total = found.get("all")
    if total is None:
        return found, ""
    if attackers_only:
        none: dict[str, tuple[str, ...]] = {"low": (), "best": (), "high": ()}
        civil, armed = (found.get(group) for group in ("civilians", "combatants"))
        best = civil.best if civil else 0.0
        disputed: Spreads = {
            "civilians": (civil or Spread(0, 0, 0, False, none))._replace(low=0.0, best=best, high=total.high),
            "combatants": (armed or Spread(0, 0, 0, False, none))._replace(low=0.0, best=0.0, high=total.high),
        }
        return found | disputed, "only the attacker says that fighters were among them: the split is disputed"
    if presume and "civilians" not in found and "combatants" not in found:
        return found | {"civilians": total}, "nothing says that fighters were among them: taken as civilians"
    return found, ""


def nested(found: Spreads) -> Spreads:
    """R18. No end of a part is above that of its whole, and the whole reaches as high as its largest part."""
    total = found.get("all")
    if total is None:
        return found
    high = max(spread.high for spread in found.values())
    beyond = any(spread.open and spread.high > total.high for spread in found.values())
    made: Spreads = {"all": total._replace(high=high, open=total.open or beyond)}
    for group, spread in found.items():
        if group != "all":
            low, best = min(spread.low, total.low), min(spread.best, total.best)
            made[group] = spread._replace(low=low, best=max(low, best), high=max(best, spread.high))
    return made
