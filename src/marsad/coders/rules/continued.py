"""A list that goes on in the next sentence: "seven other districts … These included the Shaar neighborhood"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marsad.coders.rules.clauses import evidence
from marsad.coders.rules.draft import Draft
from marsad.coders.rules.triggers import Match

if TYPE_CHECKING:
    from marsad.coders.rules.place_phrases import PlacePhrases
    from marsad.coders.rules.tree import Tree

_POINTING = frozenset(("these", "they", "those"))


def listed_places(tree: Tree, before: list[Draft], phrases: PlacePhrases) -> list[Draft]:
    """Claims of control that a sentence adds to the last one, which counted places without naming them."""
    whole = next((d for d in reversed(before) if d.type == "control" and d.places), None)
    if whole is None or whole.tree.number + 1 != tree.number:
        return []
    if whole.places[0].tree.tags[whole.places[0].head] not in ("NNS", "NNPS"):
        return []
    made: list[Draft] = []
    for i in range(len(tree)):
        subjects = {tree.words[k].lower() for k in tree.children(i, "nsubj")}
        if tree.lemmas[i] != "include" or not tree.is_verb(i) or not subjects & _POINTING:
            continue
        for head in tree.children(i, "obj"):
            for place in phrases.at(head):
                match = Match(whole.match.rule, tree, i, i, {})
                draft = Draft(match, whole.type, whole.event, whole.modality, *evidence(tree, i))
                draft.actors, draft.places, draft.own_place = list(whole.actors), [place], True
                draft.moment, draft.speakers, draft.speeches = whole.moment, list(whole.speakers), list(whole.speeches)
                made.append(draft)
    return made
