"""Quotations that run over sentences: which words stand in one, and whose they are."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from marsad.coders.rules.draft import Draft
    from marsad.coders.rules.phrases import Phrase
    from marsad.coders.rules.tree import Tree

_OPEN, _CLOSE = "“«", "”»″"
_MARK = re.compile(r"(\S?)[\"“”«»]")
"""A mark with what stands right before it: behind a word it closes."""
_STRAIGHT = ('"', "``", "''")


@dataclass(slots=True)
class Quotation:
    """The state of quotation from sentence to sentence, within one paragraph."""

    open: bool = False
    speaker: Phrase | None = None
    """Who spoke last."""
    block: int = -1
    waiting: list[Draft] = field(default_factory=list)
    """Claims in the open quotation whose speaker may be named at its end."""

    def enter(self, tree: Tree, between: str) -> frozenset[int]:
        """The tokens of the quotation that a sentence begins with or in; notes whether it is open at the end.

        `between` are the words between the sentence read before and this one.
        """
        if tree.block != self.block:
            self.open, self.waiting, self.block = False, [], tree.block
        elif marks := _MARK.findall(between):
            self.open = not marks[-1]
        leading = self.open or _opens(tree, 0)
        first_end: int | None = None
        for i in range(len(tree)):
            if _closes(tree, i) or (self.open and _is_straight(tree, i) and not _opens(tree, i)):
                first_end = i if first_end is None else first_end
                self.open = False
            elif _opens(tree, i) or _is_straight(tree, i):
                self.open = True
        return frozenset(range(len(tree) if first_end is None else first_end)) if leading else frozenset()

    def leave(self, drafts: list[Draft], speaker: Phrase | None) -> None:
        """Go on to the next sentence: `drafts` are the quoted claims of this one, `speaker` who spoke in it."""
        if speaker is not None:
            self.speaker = speaker
        if self.open:
            self.waiting += drafts
            return
        for draft in self.waiting if speaker is not None else ():
            draft.speakers = [speaker] if speaker is not None else []
        self.waiting = []


def _is_straight(tree: Tree, i: int) -> bool:
    return tree.words[i] in _STRAIGHT


def _joined(tree: Tree, i: int) -> bool:
    """Whether no space stands between a token and the next."""
    return 0 <= i < len(tree) - 1 and tree.spans[i][1] == tree.spans[i + 1][0]


def _opens(tree: Tree, i: int) -> bool:
    word = tree.words[i] if i < len(tree) else ""
    return word[:1] in tuple(_OPEN) or (word in _STRAIGHT and _joined(tree, i) and not (i and _joined(tree, i - 1)))


def _closes(tree: Tree, i: int) -> bool:
    word = tree.words[i]
    return any(c in word for c in _CLOSE) or (
        word in _STRAIGHT and i > 0 and _joined(tree, i - 1) and not _joined(tree, i)
    )
