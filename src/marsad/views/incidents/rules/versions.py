"""R4, R8 and R16: figures that change with time."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from marsad.views.days import earliest_moment, latest_moment
from marsad.views.incidents.rules.figure import Result, parted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from marsad.views.incidents.rules.figure import Figure

_EARLIER = re.compile(r"\b(?:previous|earlier|initial|preliminary)\b[\w ]{0,20}\b(?:toll|count|figure|report)", re.I)
_BREATH = 40
"""Characters between two clauses of one sentence, at most."""
_WOUNDS = re.compile(
    r"\b(?:succumb\w*|(?:die[ds]?|died|dead) (?:later )?(?:of|from) (?:\w+ )?(?:wounds|injuries)|died in hospital)\b",
    re.I,
)
_FOUND = re.compile(
    r"\b(?:bod(?:y|ies)|remains)\b.*\b(?:found|recovered|retrieved|pulled|discovered|unearthed)\b", re.I
)


def latest(figures: list[Figure]) -> Result:
    """R4. A later figure of the same source for the same incident replaces its earlier one; sources never replace
    each other.

    In one report the later in the text is the later. Of two reports the one must have been published surely later: two
    of one day without an hour both stand, as nobody knows which came first. A part that is larger than the figure that
    replaced its whole goes with it.

    Source: Airwars methodology, updates of an assessment; Standards for Casualty Recording, corrections of a record.
    """
    counted: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    for figure in figures:
        counted[figure.telling.origin, figure.group].append(figure)  # sources without a name are many (R17)
    replaced = {old.claim: newest for found in counted.values() for old, newest in _replaced(found)}
    reasons = dict.fromkeys(replaced, "the same source gave another figure later")
    for figure in figures:
        quantity = figure.telling.claim.quantity
        newest = replaced.get(quantity.part_of) if quantity is not None and quantity.part_of else None
        if newest is not None and newest.high is not None and newest.high < figure.low:
            reasons.setdefault(figure.claim, "its whole was replaced by a smaller figure")
    return parted(figures, "R4", reasons, "a source's later figure replaces its earlier one")


def _replaced(found: Sequence[Figure]) -> Iterator[tuple[Figure, Figure]]:
    """Of one source's figures for one group, those that a later one replaces, with the newest."""
    last: dict[str, Figure] = {}
    for figure in sorted(found, key=lambda f: f.order):
        last[figure.telling.claim.doc] = figure
    starts = [(moment, f.order, f) for f in last.values() if (moment := earliest_moment(f.telling.claim.published))]
    newest = max(starts, default=None)
    for figure in found:
        final = last[figure.telling.claim.doc]
        told = latest_moment(figure.telling.claim.published)
        if newest is not None and told is not None and told < newest[0]:
            yield figure, newest[2]
        elif final.claim != figure.claim:
            yield figure, final


def called_earlier(figures: list[Figure]) -> Result:
    """R4. What a report itself calls an earlier count ("the previous toll was 20"), with what it tells in one breath,
    is replaced by what else it gives.

    Source: as of `latest`.
    """
    marked = [f for f in figures if _EARLIER.search(f.telling.claim.evidence.text)]
    old = {f.claim for f in figures if any(_in_one_breath(f, mark) for mark in marked)}
    newer = {f.telling.claim.doc for f in figures if f.claim not in old}
    reasons = {
        f.claim: "the report itself calls it an earlier count"
        for f in figures
        if f.claim in old and f.telling.claim.doc in newer
    }
    return parted(figures, "R4", reasons, "a count that its report calls an earlier one is replaced")


def _in_one_breath(figure: Figure, mark: Figure) -> bool:
    one, other = figure.telling.claim, mark.telling.claim
    if one.doc != other.doc or figure.origin != mark.origin:
        return False
    return max(one.evidence.start, other.evidence.start) - min(one.evidence.end, other.evidence.end) <= _BREATH


def one_series(figures: list[Figure], *, aggregate: bool) -> Result:
    """R8. Cumulative and daily figures never mix: a running total says nothing of one incident, and where a sum is told
    as a running total, the count of a single day is no reading of it. A total that falls is a revision (R4 takes it).

    Source: Standards for Casualty Recording, on statements of scope.
    """
    running = {f.claim for f in figures if (q := f.telling.claim.quantity) is not None and q.scope == "cumulative"}
    if not running or len(running) == len({f.claim for f in figures}):
        return Result(figures, [])
    out = {f.claim for f in figures} - running if aggregate else running
    reason = "the count of a shorter time, not the running total" if aggregate else "a running total, not this incident"
    return parted(figures, "R8", dict.fromkeys(out, reason), "running totals and single counts are kept apart")


def of_wounds(figures: list[Figure]) -> tuple[Result, float]:
    """R16. Who dies of wounds moves from the injured to the killed: the figure is no count of all the dead.

    Gives the rest, and how many moved: those told after the last figure for all the killed. Bodies found later are dead
    of an unknown day; their claim says so (`found_later`).

    Source: UCDP codebook, delayed deaths are counted on the event that caused them; Standards for Casualty Recording.
    """
    late = [f for f in figures if f.event == "killed" and _WOUNDS.search(f.telling.claim.evidence.text)]
    others = [f for f in figures if f.event == "killed" and f not in late and f.group == "all"]
    if not late or not others:
        return Result(figures, []), 0.0
    newest = max(f.order for f in others)
    moved = sum(f.low for f in {f.origin: f for f in late if f.order > newest}.values())
    result = parted(figures, "R16", {f.claim: "died later of wounds: moved from the injured" for f in late}, "")
    return result._replace(words=f"{moved:g} moved from the injured to the killed" if moved else ""), moved


def found_later(figures: Sequence[Figure]) -> bool:
    """R16. Whether a claim is of bodies found, whose day of death is unknown."""
    return any(_FOUND.search(figure.telling.claim.evidence.text) for figure in figures)
