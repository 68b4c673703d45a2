"""Who was among the victims: "two nurses were among the dead", "among those wounded was a driver".

A predicate of this kind is parsed in many ways, so it is read by the order of its words.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from marsad.coders.rules.tree import Tree

_KILLED = frozenset("dead killed slain martyred fatalities".split())
_INJURED = frozenset("wounded injured hurt".split())
_REACH = 4
"""Tokens from "among" to the word for the victims: "among those who were killed"."""


def among_victims(tree: Tree) -> Iterator[tuple[int, int, int, str]]:
    """The predicates of a sentence: the word for the victims, the copula, who is said to be of them, and the event."""
    for i, word in enumerate(tree.words):
        if word.lower() != "among" or i + 2 >= len(tree) or tree.words[i + 1].lower() not in ("the", "those"):
            continue
        near = range(i + 2, min(len(tree), i + 2 + _REACH))
        at = next((k for k in near if tree.words[k].lower() in _KILLED | _INJURED), None)
        if at is None:
            continue
        event = "killed" if tree.words[at].lower() in _KILLED else "injured"
        before = i - 1 - (i > 0 and tree.words[i - 1].lower() in ("also", "reportedly", "believed"))
        if before > 0 and tree.words[before].lower() in ("was", "were", "are", "is", "be", "been"):
            who = _subject(tree, before, range(before))
        elif at + 1 < len(tree) and tree.words[at + 1].lower() in ("was", "were", "are", "is"):
            before, who = at + 1, _subject(tree, at + 1, range(at + 2, len(tree)))
        else:
            continue
        if who is not None:
            yield at, before, who, event


def _subject(tree: Tree, copula: int, where: range) -> int | None:
    """The head of the subject of a copula on one side of it."""
    own = [k for k in tree.children(tree.heads[copula], "nsubj", "nsubj:pass") if k in where]
    nouns = [k for k in where if tree.tags[k].startswith("NN")]
    if own:
        return own[0]
    return next((k for k in nouns if tree.heads[k] not in nouns or tree.deps[k] == "nsubj"), None)
