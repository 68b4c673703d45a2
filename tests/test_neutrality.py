"""The same rules for every side: swap two belligerents in a text and the claims swap with them, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.swap import Difference, Sides, cause, compare, said, swap
from marsad.coders.rules import RuleCoder
from marsad.model import Document, document_id

DATELINE = "KESTREL BAY, March 3, 2019 - "
SENTENCES = [
    "{one} captured the town of Fenner from {other} on Saturday, the Coast Monitor said.",
    "{one} withdrew from two districts of the city on Saturday.",
    "{one} control the town of Fenner.",
    "{one} shelled {other} in Fenner on Saturday.",
    "At least 12 civilians were killed in Fenner when {one} shelled the market, the Coast Monitor said.",
    "{one} denied shelling the hospital of Dunmere.",
    "The Blue Jackets, a rescue service, accused {one} of attacking a convoy.",
    "{one} called for a five-day truce.",
    "{one} rejected the truce.",
    "{one} said {other} had violated the truce.",
]

PAIRS = [
    ("Government forces", "Rebel fighters"),
    ("Army units", "Militia units"),
    ("Separatists", "Loyalists"),
    ("Opposition fighters", "State troops"),
    ("Northern Guard fighters", "River Front fighters"),
]


@pytest.fixture(scope="module")
def coder() -> RuleCoder:
    return RuleCoder()


@pytest.mark.parametrize("sentence", SENTENCES)
@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_claims_swap_with_the_sides(sentence: str, one: str, other: str, coder: RuleCoder) -> None:
    text = DATELINE + sentence.format(one=one, other=other)
    document = Document(doc=document_id("", "", text), text=text, published="2019-03-03", language="en")
    before = coder.code(document)
    assert before, "a swap of no claims tells nothing"
    assert compare(document, Sides(one, other), before, coder) == []


@given(st.lists(st.sampled_from(["Reds", "Blues", "took", "Free Reds", "the", "Bluesy", "\n"]), max_size=30))
def test_a_swap_undoes_itself(words: list[str]) -> None:
    text, sides = " ".join(words), Sides("Reds", "Blues")
    assert swap(swap(text, sides), sides) == text


def test_a_longer_name_is_left_alone() -> None:
    assert (
        swap("Free Reds and Reds' men left; Bluesy", Sides("Reds", "Blues")) == "Free Reds and Blues' men left; Bluesy"
    )


def test_every_word_of_a_claim_is_swapped(coder: RuleCoder) -> None:
    text = DATELINE + "At least 12 civilians have been killed since the rebel assault began on Friday."
    claims = coder.code(Document(doc=document_id("", "", text), text=text, published="2019-03-03", language="en"))
    times = [claim.time.text for claim in claims if claim.time]
    assert any("rebel" in time for time in times)
    assert all("rebel" not in repr(said(claim, Sides("rebel", "army"))) for claim in claims)


@pytest.mark.parametrize(
    ("sides", "found", "expected"),
    [
        (Sides("Army units", "army jets"), "a", "says how it fights"),
        (Sides("rebels", "army"), "a", "singular"),
        (Sides("Reds", "Sons of Fenners"), "a", "made of several"),
        (Sides("Reds", "Blues"), "actor Reds", "an article"),
        (Sides("Reds", "Blues"), "actor Greens", "a slot differs"),
    ],
)
def test_a_difference_has_its_likely_cause(sides: Sides, found: str, expected: str) -> None:
    assert expected in cause(Difference("d", sides, "actor", "actor the Reds", found))
