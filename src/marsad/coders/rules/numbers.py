"""Numbers of a sentence as figures of claims."""

from __future__ import annotations

import re
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


_LENGTH = re.compile(r"[\s-]*(hour|day|week|month)s?\b", re.IGNORECASE)


def lengths_of(text: str, tree: Tree, times: Sequence[When]) -> list[Figure]:
    """The lengths of time in a sentence that are no dates: "a five-day truce", "a pause of 72 hours"."""
    found = []
    for number in find_numbers(text[tree.start : tree.end], times):
        unit = _LENGTH.match(text, tree.start + number.end, tree.end)
        if number.kind == "measure" and unit is not None:
            start, name = tree.start + number.start, f"{unit[1].lower()}s"
            found.append(Figure(start, unit.end(), number.low, number.high, number.bound, name))
    return found
