"""What a sentence leaves open and the document has said: the place and the time of the event that a claim continues."""

from __future__ import annotations

from marsad.coders.rules.discourse import Discourse
from marsad.coders.rules.draft import Draft
from marsad.coders.rules.moments import Clock

_PLACED = ("casualty", "attack", "humanitarian", "control", "displacement")


def inherit(drafts: list[Draft], discourse: Discourse, clock: Clock) -> None:
    """Fill open places and times, in place."""
    for number, draft in enumerate(drafts):
        beside = [d for d in drafts if d.tree is draft.tree and d is not draft]
        before = drafts[:number]
        if not draft.places and draft.type in _PLACED:
            draft.places = _place(draft, beside, before)
        if draft.moment is None:
            draft.moment = clock.inherited(draft, beside, before)


def _place(draft: Draft, beside: list[Draft], before: list[Draft]) -> list:
    near = sorted((d for d in beside if d.own_place), key=lambda d: abs(d.match.at - draft.match.at))
    if near:
        same = [d for d in near if d.match.at == near[0].match.at and d.type == near[0].type]
        return [p for d in same for p in d.places][: None if draft.type == "casualty" else 1]
    for earlier in reversed(before):
        if earlier.tree.number < draft.tree.number and earlier.places:
            if draft.tree.number - earlier.tree.number > 3:
                break
            told = [d for d in before if d.match is earlier.match or (d.tree is earlier.tree and d.match.at == earlier.match.at)]
            places = [p for d in told for p in d.places]
            return list(dict.fromkeys(places)) if draft.type == "casualty" else list(earlier.places)
    return []
