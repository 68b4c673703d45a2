"""Sentences by rule: every word belongs to one, and what heads a report belongs to none of its sentences."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.language.sentences import split

HEADS = [
    "KESTREL BAY, March 3, 2019 - ",
    "KESTREL BAY, March 3 (Coast Monitor) - ",
    "KESTREL BAY (Coast Monitor) — ",
    "KESTREL BAY -- ",
    "FENNER, Marsh Country, Dec 7, 2016 - ",
    "Fenner, 7 December 2016 – ",
    "Fenner, Marsh Country (CM) - ",
    "FENNER, Sunday, March 3, 2019, 9:30pm - ",
    "March 3, 2019, 7:27am ",
]


@pytest.mark.parametrize("head", HEADS)
def test_the_head_of_a_dispatch_is_no_part_of_its_first_sentence(head: str) -> None:
    text = head + "Rebels took the harbour on Saturday, the monitor said. The army denied it."
    assert [sentence.text for sentence in split(text)] == [
        head.strip(),
        "Rebels took the harbour on Saturday, the monitor said.",
        "The army denied it.",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Rebels took the harbour - Fenner was lost.",
        "Coast Monitor: Rebels took the harbour.",
        "NGO: Five children were killed.",
        "Fenner fell in March 2019 - Rebels left it.",
        "The army (Third Corps) took the harbour.",
    ],
)
def test_a_sentence_that_only_looks_like_a_head_stays_whole(text: str) -> None:
    assert [sentence.text for sentence in split(text)] == [text]


@given(
    st.lists(
        st.sampled_from([*HEADS, "Rebels left. ", "“Go,” he said. ", "\n\n", "Fenner ", "(CM) - ", "3.5 km "]),
        max_size=12,
    )
)
def test_sentences_lie_in_order_and_leave_out_white_space_only(parts: list[str]) -> None:
    text, at = "".join(parts), 0
    for sentence in split(text):
        assert text[sentence.start : sentence.end] == sentence.text != ""
        assert not text[at : sentence.start].strip()
        at = sentence.end
    assert not text[at:].strip()
