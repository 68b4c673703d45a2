"""The day of a report of one incident: what the report adds to it anywhere is of that day, its background is not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from marsad.coders.rules.timeline import at_no_one_time, habitual, steps_on
from marsad.coders.rules.whereabouts import Inside, of_the_war

if TYPE_CHECKING:
    from collections.abc import Sequence

    from marsad.coders.rules.draft import Draft
    from marsad.coders.rules.phrases import Phrase
    from marsad.coders.rules.tree import Tree

_HEAD = 6
"""Sentences at the head of a report, one of which tells when it happened."""
_FRESH = 7
"""Days before publication in which a report's incident lies."""
_LONGEST = 2
"""Days from the first to the last of an incident's."""
_MANY = 1000
"""Victims from which a toll is that of a war."""
_DEEDS = frozenset("attack assault blast bomb bombing explosion incident raid shelling strike airstrike".split())
_TOLD = ("casualty", "attack")
_ADDED = (*_TOLD, "humanitarian")


def date_incident(drafts: Sequence[Draft], published: date | None, inside: Inside) -> None:
    """Give the incident's day, in place, to the claims of harm that have no time, but for those of its background."""
    known = _incident(drafts, published)
    if known is None or known.moment is None or known.moment.first is None:
        return
    background = False
    for draft in drafts:
        moment = draft.moment
        if moment is not None and moment.own and moment.last is not None:
            background = moment.last < known.moment.first
        elif moment is None and _adds(draft) and (not background or _points_back(draft)):
            draft.moment = replace(known.moment, own=False) if _same_scene(draft, known, inside) else None


def _incident(drafts: Sequence[Draft], published: date | None) -> Draft | None:
    """The first claim of harm in the head of a report whose time is told, if that is some fresh day or days."""
    if published is None:
        return None
    first = min((d.tree.number for d in drafts if not d.tree.heading), default=0)
    for draft in drafts:
        moment = draft.moment
        if draft.type not in _TOLD or moment is None or not moment.own or moment.first is None or moment.last is None:
            continue
        if draft.tree.number - first >= _HEAD:
            return None
        short = (moment.last - moment.first).days <= _LONGEST
        if short and 0 <= (published - moment.last).days <= _FRESH:
            return draft
    return None


def _same_scene(draft: Draft, known: Draft, inside: Inside) -> bool:
    """Whether a claim's place can be that of the incident: the same, in it, or around it."""
    if not draft.places or not known.places:
        return not draft.own_place

    def one(place: Phrase, other: Phrase) -> bool:
        a, b = place.name or place.words, other.name or other.words
        return a == b or inside(a, b) or inside(b, a)

    return all(any(one(place, other) for other in known.places) for place in draft.places)


def _points_back(draft: Draft) -> bool:
    """Whether a claim speaks of the incident as known: "the attack", "those killed"."""
    tree, at = draft.tree, draft.match.at
    return any(tree.words[k].lower() in ("the", "this", "those") for k in tree.children(at, "det"))


def _adds(draft: Draft) -> bool:
    """Whether a claim can be of the incident: no state, no habit, no step in time, no war's toll."""
    tree, match = draft.tree, draft.match
    if (
        draft.type not in _ADDED
        or draft.modality == "planned"
        or at_no_one_time(draft)
        or habitual(tree, match.verb)
        or of_the_war(draft)
    ):
        return False
    if draft.figure is not None and draft.type == "casualty" and (draft.figure.low or 0) >= _MANY:
        return False
    return not steps_on(tree) and not _of_another(tree)


def _of_another(tree: Tree) -> bool:
    """Whether a sentence tells of another deed: "a separate attack", "another car bomb"."""
    apart = (k for k, word in enumerate(tree.words) if word.lower() in ("another", "separate"))
    return any(tree.lemmas[k] in _DEEDS for i in apart for k in range(i + 1, min(len(tree), i + 4)))
