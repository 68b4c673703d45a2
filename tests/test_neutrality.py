"""The same rules for every side: swap two belligerents in a text and the claims swap with them, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.swap import Sides, compare, swap
from marsad.model import Document, document_id

if TYPE_CHECKING:
    from marsad.coders.rules import RuleCoder

REPORT = """KESTREL BAY, March 3, 2019 - {one} captured the harbour of Kestrel Bay from {other} on Saturday, the Coast \
Monitor said. {other} withdrew from two districts of the city and {one} control the old town.

Shelling by {other} killed at least 12 civilians, including three children, in Fenner, the monitor added. {one} denied \
shelling the hospital of Dunmere. The Blue Jackets, a rescue service, accused {one} of attacking a convoy.

{other} called for a five-day truce. {one} rejected the truce, and {other} said talks would be held on Thursday.
"""

PAIRS = [
    ("Government forces", "Rebel fighters"),
    ("Army units", "Militia units"),
    ("Separatists", "Loyalists"),
    ("Opposition fighters", "State troops"),
    ("Northern Guard fighters", "River Front fighters"),
]


@pytest.fixture(scope="module")
def coder() -> RuleCoder:
    rules = pytest.importorskip("marsad.coders.rules", reason="the rule coder is not there yet")
    return rules.RuleCoder()


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_claims_swap_with_the_sides(one: str, other: str, coder: RuleCoder) -> None:
    text = REPORT.format(one=one, other=other)
    document = Document(doc=document_id("", "", text), text=text, published="2019-03-03", language="en")
    before = coder.code(document)
    assert len(before) >= 6, "too few claims for the swap to tell anything"
    assert compare(document, Sides(one, other), before, coder) == []


@given(st.lists(st.sampled_from(["Reds", "Blues", "took", "Free Reds", "the", "Bluesy", "\n"]), max_size=30))
def test_a_swap_undoes_itself(words: list[str]) -> None:
    text, sides = " ".join(words), Sides("Reds", "Blues")
    assert swap(swap(text, sides), sides) == text


def test_a_longer_name_is_left_alone() -> None:
    assert (
        swap("Free Reds and Reds' men left; Bluesy", Sides("Reds", "Blues")) == "Free Reds and Blues' men left; Bluesy"
    )
