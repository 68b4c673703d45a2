"""What a sentence leaves open and the document has said: the place and the time of the event that a claim continues."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from marsad.coders.rules.timeline import inherited

if TYPE_CHECKING:
    from marsad.coders.rules.discourse import Discourse
    from marsad.coders.rules.draft import Draft
    from marsad.coders.rules.moments import Clock
    from marsad.coders.rules.phrases import Phrase

_PLACED = ("casualty", "attack", "humanitarian", "control", "displacement")
_WARS = frozenset(("war", "conflict", "uprising", "revolution", "insurgency", "invasion"))
_REACH = 3
LEAD = 2
"""Sentences at the head of a report that tell in general what the next ones tell in detail."""
Inside = Callable[[str, str], bool]


def inherit(drafts: list[Draft], discourse: Discourse, clock: Clock, inside: Inside) -> None:
    """Fill open places and times, in place. `inside` tells whether one place name lies inside another."""
    for number, draft in enumerate(drafts):
        beside = [d for d in drafts if d.tree is draft.tree and d is not draft]
        before = drafts[:number]
        if draft.type == "casualty" and _of_the_war(draft):
            country = discourse.country()
            draft.places = [country] if country else []
        elif draft.type == "casualty" and not draft.own_place and (host := _host(draft, beside)):
            draft.places = host if not draft.places or any(map(discourse.has_name, host)) else draft.places
        elif not draft.places and draft.type in _PLACED:
            draft.places = _place(draft, beside, before)
        if draft.moment is None:
            scene = clock.scenes.get(draft.tree.number)
            draft.moment = inherited(draft, beside, before, scene, clock.published)
    for number, draft in enumerate(drafts):
        if draft.type in ("casualty", "attack") and draft.tree.number <= LEAD and len(draft.places) == 1:
            draft.places = _told_closer(draft, drafts[number + 1 :], discourse, inside)


def _of_the_war(draft: Draft) -> bool:
    """Whether a toll is that of the whole war: "since the conflict began", "the war has claimed"."""
    tree, match = draft.tree, draft.match
    if any(tree.lemmas[h] in _WARS for h in match.roles.get("subject", [])):
        return True
    marks = [i for i, w in enumerate(tree.words) if w.lower() in ("since", "in", "during", "of")]
    return any(
        tree.lemmas[k] in _WARS
        for i in marks
        for k in range(i + 1, min(len(tree), i + 5))
        if tree.words[i].lower() == "since" and k > i
    )


def _host(draft: Draft, beside: list[Draft]) -> list[Phrase]:
    """The places of the deed that a toll hangs on: "shelled X, killing three", "were hurt when a bomb hit X"."""
    tree, at = draft.tree, draft.match.at
    above, below = tree.ancestors(at), tree.subtree(draft.match.verb)
    deeds = [d for d in beside if d.type in ("attack", "control") and d.own_place]
    linked = [d for d in deeds if d.match.at in above or d.match.at in below or d.match.verb in above]
    if not linked:
        return []
    nearest = min(linked, key=lambda d: abs(d.match.at - at))
    return [p for d in linked if d.match.at == nearest.match.at and d.type == nearest.type for p in d.places]


def _place(draft: Draft, beside: list[Draft], before: list[Draft]) -> list[Phrase]:
    near = sorted((d for d in beside if d.own_place), key=lambda d: abs(d.match.at - draft.match.at))
    if near:
        same = [d for d in near if d.match.at == near[0].match.at and d.type == near[0].type]
        return [p for d in same for p in d.places][: None if draft.type == "casualty" else 1]
    for earlier in reversed(before):
        if earlier.tree.number < draft.tree.number and earlier.places:
            if draft.tree.number - earlier.tree.number > _REACH:
                break
            told = [d for d in before if d.tree is earlier.tree and d.match.at == earlier.match.at]
            places = [p for d in told for p in d.places]
            return list(dict.fromkeys(places)) if draft.type == "casualty" else list(earlier.places)
    return []


def _told_closer(draft: Draft, later: list[Draft], discourse: Discourse, inside: Inside) -> list[Phrase]:
    """The place that the next sentences give more closely: "a village in the north", then "the village of Qasr"."""
    place = draft.places[0]
    for other in later:
        if other.tree.number - draft.tree.number > _REACH:
            break
        if (
            other.tree is draft.tree
            or other.type not in ("casualty", "attack")
            or not other.own_place
            or len(other.places) != 1
        ):
            continue
        closer = other.places[0]
        if discourse.unnamed(place) and discourse.names_a(closer, place.tree.lemmas[place.head]):
            return [closer]
        if discourse.wide(place) and inside(closer.words, place.words):
            return [closer]
    return draft.places
