"""The time of a claim whose sentence gives none: that of the event that it continues, or of the day's chronicle."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from marsad.coders.rules.draft import Draft, Moment
    from marsad.coders.rules.story import Scene
    from marsad.coders.rules.tree import Tree

_STEPS = frozenset("later elsewhere meanwhile previously since recently separately afterwards ongoing".split())
_AFTERWARDS = frozenset("later following after aftermath".split())
_COURSE = frozenset("battle battles fighting clashes siege operation offensive campaign war conflict assault".split())
_GOING_ON = frozenset(
    "ongoing continuing continued continuous regular frequent repeated recent previous past daily constant persistent "
    "systematic relentless".split()
)
"""What is told of an event that has no one time."""
_SAME_FORM = ("hit", "cut", "set", "put", "let", "shut", "cost", "split", "hurt", "beat", "spread")
"""Verbs of one form for present and past."""
_CONTINUES = {
    "casualty": ("casualty", "attack", "control"),
    "attack": ("casualty", "attack", "control"),
    "control": ("control", "attack"),
    "humanitarian": ("attack", "casualty", "humanitarian"),
    "displacement": ("displacement", "attack", "casualty"),
}
_STATES = ("holds", "besieged")
_OFTEN = frozenset("regularly usually often repeatedly frequently routinely always constantly".split())
_LASTING = ("holds", "besieged", "trapped", "aid_blocked")
_MONTH = 31
_FRONT = 2
"""Tokens at the head of a sentence in which a place sets a new scene: "In Corran, rebels shelled …"."""
_LEAD = 2
_REACH = 3
"""Sentences over which a report goes on with an event."""


def inherited(
    draft: Draft, beside: list[Draft], before: list[Draft], scene: Scene | None, published: date | None
) -> Moment | None:
    """The time of the event that a claim continues: in its own sentence, on its day, else in the sentences before.

    `scene` is the day that the story stands at, `beside` are the other claims of the sentence, `before` all earlier.
    """
    tree, match = draft.tree, draft.match
    if at_no_one_time(draft):
        return None
    said = bool(draft.speakers)
    if (
        scene is not None
        and scene.dated
        and not earlier_event(tree, match.at, match.verb, reported=said or not scene.said)
    ):
        moment = _beside(draft, beside) or (scene.moment if _narrated(draft, scene) else None)
        if moment is not None:
            return moment
    if earlier_event(tree, match.at, match.verb):
        return None
    return _beside(draft, beside) or _gone_on(draft, beside, before, scene, published)


def _beside(draft: Draft, beside: list[Draft]) -> Moment | None:
    kinds = _CONTINUES.get(draft.type, ())
    near = [d for d in beside if d.moment is not None and d.moment.own and d.type in kinds]
    nearest = min(near, key=lambda d: abs(d.match.at - draft.match.at), default=None)
    return replace(nearest.moment, own=False) if nearest is not None and nearest.moment is not None else None


def _narrated(draft: Draft, scene: Scene) -> bool:
    """Whether a claim without a time of its own is part of what happened on the day of a chronicle."""
    tree, match = draft.tree, draft.match
    if draft.modality == "planned" or (
        scene.said and ((draft.speakers and draft.event != "holds") or scene.number == tree.number)
    ):
        return False
    return not {w.lower() for w in tree.words[:4]} & _AFTERWARDS and not _standing(tree, match.verb)


def at_no_one_time(draft: Draft) -> bool:
    """Whether an event goes on or came at some time: "the ongoing siege", "later launched", "during the battle"."""
    tree, match = draft.tree, draft.match
    words = [w.lower() for w in tree.words[:4]]
    if "during" in words and {*words} & _COURSE:
        return True
    beside = {tree.words[k].lower() for k in tree.kids[match.at] if tree.deps[k] == "amod"}
    return bool(beside & _GOING_ON) or any(tree.words[k].lower() == "later" for k in tree.kids[match.verb])


def _gone_on(
    draft: Draft, beside: list[Draft], before: list[Draft], scene: Scene | None, published: date | None
) -> Moment | None:
    """The time of the event of the sentences before that a claim goes on with: no step in time, no standing state."""
    tree = draft.tree
    kinds = _CONTINUES.get(draft.type, ())
    if not kinds or steps_on(tree):
        return None
    if scene is not None and scene.said and scene.number == tree.number:
        return None
    placed = next((d for d in (draft, *beside) if d.own_place and d.places and d.places[0].first <= _FRONT), None)
    for earlier in reversed(before):
        if earlier.tree is tree:
            continue
        steps = tree.number - earlier.tree.number
        if steps > _REACH or tree.block != earlier.tree.block:
            break
        broken = earlier.event == "ceasefire_violated" and draft.type in ("casualty", "attack")
        if (
            _sets_a_time(earlier, before)
            or (earlier.type not in kinds and not broken)
            or (steps > 1 and not _same_place(draft, earlier))
        ):
            continue
        if placed is not None and not _same_place(placed, earlier):
            return None
        if earlier.moment is None or (earlier.event in _STATES and draft.event not in _STATES):
            return None
        lasts = _lasting(earlier.moment, published)
        if lasts and not _standing(tree, draft.match.verb) and earlier.event in _LASTING:
            return None  # "have been trapped since Sunday": what was done to them has a day of its own
        if _standing(tree, draft.match.verb) and not (steps == 1 and lasts):
            return None
        return None if _background(earlier.moment) else replace(earlier.moment, own=False)
    return _led(draft, before, scene)


def _led(draft: Draft, before: list[Draft], scene: Scene | None) -> Moment | None:
    """The time of a sentence right before that told of no claim: "On Monday rebels attacked three cities"."""
    tree = draft.tree
    if scene is None or scene.said or scene.number == tree.number or any(d.tree.number == scene.number for d in before):
        return None
    if _standing(tree, draft.match.verb) or {w.lower() for w in tree.words[:4]} & _AFTERWARDS:
        return None
    return scene.moment if tree.number - scene.number <= _LEAD and scene.block == tree.block else None


def _sets_a_time(draft: Draft, others: list[Draft]) -> bool:
    """Whether an event only tells since when something else holds: "since the assault began"."""
    at = draft.tree.spans[draft.match.at][0]
    return any(
        d.tree is draft.tree and d.moment is not None and d.moment.start <= at < d.moment.end
        for d in others
        if d is not draft and d.match.at != draft.match.at
    )


def _background(moment: Moment) -> bool:
    """Whether a stretch of time is too long to be that of one event."""
    return moment.first is not None and moment.last is not None and (moment.last - moment.first).days > _MONTH


def _lasting(moment: Moment, published: date | None) -> bool:
    """Whether a time runs up to the report, so that what "has been" goes on with it: "since Sunday"."""
    first, last = moment.first, moment.last
    return first is not None and last is not None and last == published and 0 < (last - first).days <= _MONTH


def _same_place(draft: Draft, earlier: Draft) -> bool:
    return not draft.own_place or {p.words for p in draft.places} <= {p.words for p in earlier.places}


def _standing(tree: Tree, verb: int) -> bool:
    """Whether a clause tells what is, has been or will be, and not what happened then."""
    if tree.tags[verb] == "VBZ" or (tree.tags[verb] == "VBP" and tree.lemmas[verb] not in _SAME_FORM):
        return True
    return any(
        tree.words[k].lower() in ("have", "has", "is", "are", "will", "would", "regularly", "usually", "often")
        for k in tree.kids[verb]
    )


def habitual(tree: Tree, verb: int) -> bool:
    """Whether a clause tells what is, will be or often happens: "regularly bombard", "is pounding"; not "have died"."""
    aux = {tree.words[k].lower() for k in tree.kids[verb]}
    if aux & {"have", "has"}:
        return bool(aux & _OFTEN)
    return _standing(tree, verb)


def steps_on(tree: Tree) -> bool:
    """Whether a sentence opens with a step in time or to another scene: "Previously", "Separately"."""
    return bool({w.lower() for w in tree.words[:3]} & _STEPS)


def earlier_event(tree: Tree, at: int, verb: int, *, reported: bool = False) -> bool:
    """Whether an event lies before the clause around it: "had captured", "after retaking", "following an assault".

    In what somebody is `reported` to have said "had" is only the past of the words spoken.
    """
    if tree.case(at) in ("after", "following", "since", "before") and not tree.is_verb(at):
        return True
    for i in (at, verb):
        after = any(
            tree.words[k].lower() in ("after", "before", "following")
            for k in tree.kids[i]
            if tree.deps[k] in ("mark", "case")
        )
        if tree.tags[i] == "VBG" and after:
            return True
        had = any(tree.words[k].lower() == "had" for k in tree.kids[i] if tree.deps[k] == "aux")
        if tree.is_verb(i) and had and not reported:
            return True
    return False
