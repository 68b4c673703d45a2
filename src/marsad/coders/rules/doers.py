"""Who did what a sentence leaves open: "the raids", "other shells" go on with an attack whose doer was named."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from marsad.coders.rules.draft import Draft
    from marsad.coders.rules.phrases import Phrase

_REACH = 4
_OF_KIND = {"raid": ("airstrike",), "strike": ("airstrike", "missile_drone"), "bombardment": ("airstrike", "shelling")}
_POINTING = frozenset("the these those this that such other".split())


def name_doers(drafts: list[Draft]) -> None:
    """Give attacks without a doer that of the attack that they point back to, in place."""
    for number, draft in enumerate(drafts):
        if draft.type == "attack" and not draft.actors and _points_back(draft):
            draft.actors = _doers(draft, drafts[:number])


def _doers(draft: Draft, before: list[Draft]) -> list[Phrase]:
    for other in reversed(before):
        if draft.tree.number - other.tree.number > _REACH:
            break
        if other.type == "attack" and other.own_actor and other.event == draft.event:
            return list(other.actors)
    return []


def _points_back(draft: Draft) -> bool:
    """Whether the attack's noun, or the weapons that are the subject, are some that were told of before."""
    tree, at = draft.tree, draft.match.at
    nouns = draft.match.roles.get("subject", []) if tree.is_verb(at) else [at]
    return any(tree.words[k].lower() in _POINTING for noun in nouns for k in tree.kids[noun])


def name_kinds(drafts: list[Draft]) -> None:
    """Give attacks whose means is not stated those of the attack that they go on with, in place.

    "The raid" and "a second strike" are of the kind told before; "they also targeted X" is of the doers' last kind.
    """
    for number, draft in enumerate(drafts):
        if draft.type == "attack" and draft.event == "other":
            draft.event = _kind(draft, drafts[:number]) or draft.event


def _kind(draft: Draft, before: list[Draft]) -> str | None:
    tree, at = draft.tree, draft.match.at
    also = tree.is_verb(at) and any(tree.words[k].lower() == "also" for k in tree.kids[at])
    if not also and (tree.is_verb(at) or tree.lemmas[at] not in ("strike", "raid", "attack", "bombardment")):
        return None
    for other in reversed(before):
        if draft.tree.number - other.tree.number > _REACH:
            break
        if other.type != "attack" or other.event == "other":
            continue
        if also:
            same = {p.words.lower() for p in draft.actors} & {p.words.lower() for p in other.actors}
            return other.event if same else None
        if other.event in _OF_KIND.get(tree.lemmas[at], ()) or _points_back(draft):
            return other.event
        return None
    return None
