"""Numbers of a sentence as figures of claims."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from marsad.coders.rules.draft import Figure
from marsad.language.numbers import COUNTED, find_numbers

if TYPE_CHECKING:
    from marsad.coders.rules.tree import Tree
    from marsad.language.dates import When


def figures_of(text: str, tree: Tree, times: Sequence[When]) -> list[Figure]:
    """The counts and shares in a sentence, with offsets in the stored text; measures, names and times left out.

    `times` are those found in the sentence: what belongs to a date counts nothing.
    """
    found = []
    for number in find_numbers(text[tree.start : tree.end], times):
        if number.kind in COUNTED:
            unit = "share" if number.kind == "share" else "people"
            found.append(
                Figure(tree.start + number.start, tree.start + number.end, number.low, number.high, number.bound, unit)
            )
    return found
