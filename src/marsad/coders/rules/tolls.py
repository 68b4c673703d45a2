"""Tolls in a list, a place each: "killed 12 people in X, seven in Y and three near Z".

Later items of such a list have no verb of their own and often no people, so that each parse hangs them elsewhere; they
are read by the order of their words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from marsad.coders.rules.figures import figure_in, status_of
from marsad.coders.rules.mending import HARM

if TYPE_CHECKING:
    from marsad.coders.rules.draft import Draft, Figure
    from marsad.coders.rules.phrases import PhraseFinder
    from marsad.coders.rules.place_slots import PlaceFiller
    from marsad.coders.rules.tree import Tree

_JOINTS = frozenset((",", "and", ";", "including"))
_WHERE = frozenset("in at near outside around inside".split())
_WERE = frozenset("was were killed dead died".split())
_OTHERS = frozenset("people person persons other others more".split())
_AFTERWARDS = 4


@dataclass(frozen=True, slots=True)
class _Item:
    """An item of the list: its figure, the noun for its people (None where it has none) and its preposition."""

    figure: Figure
    noun: int | None
    preposition: int


def with_listed(
    tree: Tree, drafts: list[Draft], numbers: Sequence[Figure], places: PlaceFiller, phrases: PhraseFinder
) -> list[Draft]:
    """The drafts of a sentence with the items of such lists, instead of what else was read of their figures."""
    listed = [
        (item, first) for first in drafts if _begins(tree, first)
        for item in _items(tree, first, numbers, places, phrases)
    ]  # fmt: skip
    begun = {item.figure.start: (item, first) for item, first in listed if item.figure is not None}
    for item, first in begun.values():
        if item.whole is first and first.places and first.places[0].tree is tree and first.places[0].first > item.first:
            first.places, first.own_place = [], False  # where a part of them was killed
    kept = []
    for draft in drafts:
        entry = begun.get(draft.figure.start) if draft.figure is not None else None
        if entry is None or draft.type != "casualty" or draft is entry[1]:
            draft.targets = [t for t in draft.targets if t.span[0] not in begun]
            kept.append(draft)
    return kept + [item for item, _ in begun.values()]


def _begins(tree: Tree, draft: Draft) -> bool:
    """Whether a draft can begin a list: people counted, of whom a verb tells what befell them."""
    counted = draft.type == "casualty" and draft.figure is not None and draft.whole is None
    return counted and not draft.match.rule.figure and tree.is_verb(draft.match.at)


def _items(
    tree: Tree, first: Draft, numbers: Sequence[Figure], places: PlaceFiller, phrases: PhraseFinder
) -> Iterator[Draft]:
    """The drafts of the later items of the list that `first` begins."""
    assert first.figure is not None
    begun = next((k for k in range(len(tree)) if tree.spans[k][1] >= first.figure.end), len(tree))
    for number in range(max(begun, first.match.at) + 1, len(tree) - 2):
        if _ends(tree, number, first.match.at):
            return
        item = _item(tree, number, numbers, places)
        found = places.after(item.preposition) if item is not None else []
        if item is None or not found:
            continue
        last = max(item.preposition + 1, *(p.last for p in found if p.tree is tree), 0)
        if not _of_its_own(tree, last):
            part = tree.words[number - 1].lower() == "including"
            yield replace(
                first, first=number, last=last, figure=item.figure, places=found, own_place=True,
                actors=list(first.actors), targets=[phrases.of(item.noun)] if item.noun is not None else [],
                status=status_of(places.lexicon, tree, item.noun) if item.noun is not None else first.status,
                whole=first if part else None, speeches=[], speakers=[],
            )  # fmt: skip


def _item(tree: Tree, number: int, numbers: Sequence[Figure], places: PlaceFiller) -> _Item | None:
    """The item that begins at token `number`: a figure after a joint, its people if any, and a preposition of place."""
    figure = figure_in(tree, numbers, number, number)
    if figure is None or figure.unit != "people":
        return None
    before = number - 1
    while before > 0 and tree.spans[before][0] >= figure.start:
        before -= 1  # "at least" belongs to the figure
    if tree.words[before].lower() not in _JOINTS:
        return None
    at, noun = number + 1, None
    while at < len(tree) - 1:
        word = tree.words[at].lower()
        if places.lexicon.is_people(tree, at) and tree.tags[at].startswith("NN") and word not in _OTHERS:
            noun = at
        elif not (word in _OTHERS or word in _WERE or tree.tags[at] in ("CD", "JJ")):
            break
        at += 1
    return _Item(figure, noun, at) if at < len(tree) - 1 and tree.words[at].lower() in _WHERE else None


def _ends(tree: Tree, i: int, at: int) -> bool:
    """Whether what is told of the first verb is over at token i."""
    finite = tree.tags[i] in ("VBD", "VBZ", "VBP") or (tree.tags[i] == "VBN" and tree.lemmas[i] in HARM)
    return finite and i != at and tree.words[i].lower() not in _WERE


def _of_its_own(tree: Tree, last: int) -> bool:
    """Whether a verb of its own follows an item: "and seven in Y were injured"."""
    near = range(last + 1, min(len(tree), last + 1 + _AFTERWARDS))
    stop = next((k for k in near if tree.words[k].lower() in _JOINTS or tree.words[k] == "."), near.stop)
    return any(tree.lemmas[k] in HARM or tree.tags[k] in ("VBD", "VBN", "VBZ") for k in near if k < stop)
