"""Right-to-left words are isolated where they are shown, and nothing else is changed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.language.scripts import END, FIRST, LEFT, RIGHT, isolate, isolated, mostly_latin

MARKS = str.maketrans("", "", FIRST + END)
TEXT = st.text(st.sampled_from("ab 1.,(حطא٣\u0651\n"), max_size=30)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Shelling of Qarun", "Shelling of Qarun"),
        ("Shelling of حي الطاحون on 5 March", f"Shelling of {FIRST}حي الطاحون{END} on 5 March"),
        ("حي الطاحون, Qarun: قتل ٣٨ (شخصا)", f"{FIRST}حي الطاحون{END}, Qarun: {FIRST}قتل ٣٨ (شخصا{END})"),
        ("שלום. Обстрел", f"{FIRST}שלום{END}. Обстрел"),
    ],
)
def test_runs_are_isolated(text: str, shown: str) -> None:
    assert isolated(text) == shown


@pytest.mark.parametrize(
    ("text", "mark"), [("Qarun", ""), ("12 قتل", RIGHT), ("UNICEF قالت", LEFT), ("Обстрел", ""), ("قالت UNICEF", RIGHT)]
)
def test_a_text_runs_as_its_first_letter_does(text: str, mark: str) -> None:
    assert isolate(text) == mark


@given(text=TEXT)
def test_only_marks_are_added_in_pairs(text: str) -> None:
    shown = isolated(text)
    assert shown.translate(MARKS) == text
    assert shown.count(FIRST) == shown.count(END)
    assert all(line.count(FIRST) == line.count(END) for line in shown.split("\n"))


@pytest.mark.parametrize(
    ("text", "latin"), [("", True), ("38", True), ("Čas", True), ("قتل to", False), ("Обстрел", False), ("A б", True)]
)
def test_which_letters(text: str, latin: bool) -> None:
    assert mostly_latin(text) is latin
