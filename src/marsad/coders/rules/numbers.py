"""Numbers of a sentence as figures of claims."""

from __future__ import annotations

from marsad.coders.rules.draft import Figure
from marsad.coders.rules.tree import Tree
from marsad.language.numbers import find_numbers


def figures_of(text: str, tree: Tree) -> list[Figure]:
    """The counts and shares in a sentence, with offsets in the stored text; measures, names and times left out."""
    found = []
    for number in find_numbers(text[tree.start : tree.end]):
        if number.kind in ("count", "vague", "share"):
            unit = "share" if number.kind == "share" else "people"
            found.append(Figure(tree.start + number.start, tree.start + number.end, number.low, number.high, number.bound, unit))
    return found
