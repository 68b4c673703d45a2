"""Numbers: every row of the list of traps, the kinds like them, and properties that hold for any text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from inflect import engine

from marsad.language.dates import find_times
from marsad.language.numbers import COUNTED, Number, find_numbers

ENGLISH = engine()


def counted(text: str) -> list[Number]:
    return [number for number in find_numbers(text) if number.kind in COUNTED]


@pytest.mark.parametrize(
    ("text", "words", "low", "high", "bound"),
    [
        # The list of traps.
        ("three-quarters of the eastern half", "three-quarters", 0.75, 0.75, "exact"),
        ("more than 200 injured", "more than 200", 200, None, "at_least"),
        ("at least three children", "at least three", 3, None, "at_least"),
        ("around 500 people", "around 500", 500, 500, "about"),
        ("between 30 and 40 people", "between 30 and 40", 30, 40, "exact"),
        ("30 to 40 people", "30 to 40", 30, 40, "exact"),
        ("dozens of people", "dozens", 24, None, "at_least"),
        ("scores of people", "scores", 40, None, "at_least"),
        ("hundreds were hurt", "hundreds", 200, None, "at_least"),
        ("tens of thousands fled", "tens of thousands", 20_000, None, "at_least"),
        ("half a million people", "half a million", 500_000, 500_000, "exact"),
        ("1.2 million people", "1.2 million", 1_200_000, 1_200_000, "exact"),
        ("300 000 people", "300 000", 300_000, 300_000, "exact"),
        ("300\u00a0000 people", "300\u00a0000", 300_000, 300_000, "exact"),
        ("300,000 people", "300,000", 300_000, 300_000, "exact"),
        ("a family of five was killed", "a family of five", 5, 5, "exact"),
        ("a mother and her child died", "a mother and her child", 2, 2, "exact"),
        ("there were no casualties", "no", 0, 0, "exact"),
        ("not a single person was left", "not a single", 0, 0, "exact"),
        ("a third of the town", "a third", 1 / 3, 1 / 3, "exact"),
        ("the death toll rose to 112", "112", 112, 112, "exact"),
        ("killing three of them", "three", 3, 3, "exact"),
        # Bounds.
        ("no fewer than 30 attacks", "no fewer than 30", 30, None, "at_least"),
        ("well over 100 men", "well over 100", 100, None, "at_least"),
        ("upwards of 40 men", "upwards of 40", 40, None, "at_least"),
        ("up to 50 people", "up to 50", 0, 50, "at_most"),
        ("as many as 60 men", "as many as 60", 0, 60, "at_most"),
        ("no more than 30 men", "no more than 30", 0, 30, "at_most"),
        ("fewer than 50 men", "fewer than 50", 0, 50, "at_most"),
        ("nearly 58 people", "nearly 58", 58, 58, "about"),
        ("some 25 trucks", "some 25", 25, 25, "about"),
        ("an estimated 170000 people", "an estimated 170000", 170_000, 170_000, "about"),
        ("close to 500000", "close to 500000", 500_000, 500_000, "about"),
        ("around a third of the town", "around a third", 1 / 3, 1 / 3, "about"),
        ("at least half of it", "at least half", 0.5, None, "at_least"),
        ("more than half a dozen houses", "more than half a dozen", 6, None, "at_least"),
        ("20 or more people", "20 or more", 20, None, "at_least"),
        ("20-plus people", "20-plus", 20, None, "at_least"),
        ("as few as 3 men", "as few as 3", 3, None, "at_least"),
        ("just under 50 men", "just under 50", 50, 50, "about"),
        ("not one person was left", "not one", 0, 0, "exact"),
        ("a woman and her two children", "a woman and her two children", 3, 3, "exact"),
        ("30 or so people", "30 or so", 30, 30, "about"),
        ("control over three villages", "three", 3, 3, "exact"),
        ("another 12 were hurt", "12", 12, 12, "exact"),
        ("dozens more were hurt", "dozens", 24, None, "at_least"),
        # Words.
        ("Seventy-six people", "Seventy-six", 76, 76, "exact"),
        ("two dozen men", "two dozen", 24, 24, "exact"),
        ("a dozen men", "a dozen", 12, 12, "exact"),
        ("a hundred men", "a hundred", 100, 100, "exact"),
        ("one and a half million people", "one and a half million", 1_500_000, 1_500_000, "exact"),
        ("some 5 thousand people", "some 5 thousand", 5000, 5000, "about"),
        ("several hundred people", "several hundred", 200, None, "at_least"),
        ("a few thousand people", "a few thousand", 2000, None, "at_least"),
        ("hundreds of thousands of people", "hundreds of thousands", 200_000, None, "at_least"),
        ("millions fled", "millions", 2_000_000, None, "at_least"),
        ("tens of people", "tens", 20, None, "at_least"),
        ("a couple of men", "a couple", 2, 2, "about"),
        # Ranges and shares.
        ("110,000–120,000 people", "110,000–120,000", 110_000, 120_000, "exact"),
        ("2 to 3 million people", "2 to 3 million", 2_000_000, 3_000_000, "exact"),
        ("two or three men", "two or three", 2, 3, "exact"),
        ("40 percent of the town", "40 percent", 0.4, 0.4, "exact"),
        ("44% of it", "44%", 0.44, 0.44, "exact"),
        ("90 per cent of it", "90 per cent", 0.9, 0.9, "exact"),
        ("10-15 percent of it", "10-15 percent", 0.1, 0.15, "exact"),
        ("two-thirds of it", "two-thirds", 2 / 3, 2 / 3, "exact"),
        ("2/3 of the city", "2/3", 2 / 3, 2 / 3, "exact"),
        ("more than a quarter of it", "more than a quarter", 0.25, None, "at_least"),
        ("nine out of ten houses", "nine out of ten", 0.9, 0.9, "exact"),
        # People.
        ("A woman and child were killed", "A woman and child", 2, 2, "exact"),
        ("One mother and her child", "One mother and her child", 2, 2, "exact"),
        ("a man and a woman", "a man and a woman", 2, 2, "exact"),
        ("a man, his wife and their four children", "a man, his wife and their four children", 6, 6, "exact"),
        ("No one was hurt", "No one", 0, 0, "exact"),
        # Figures that look like years or lost their commas.
        ("more than 2000 people", "more than 2000", 2000, None, "at_least"),
        ("2000 people fled", "2000", 2000, 2000, "exact"),
        ("At least 280000 people", "At least 280000", 280_000, None, "at_least"),
        ("In July 15 people were killed", "15", 15, 15, "exact"),
    ],
)
def test_a_quantity(text: str, words: str, low: float, high: float | None, bound: str) -> None:
    numbers = counted(text)[:1] if "half" not in words else counted(text)
    assert [(n.text, n.bound) for n in numbers] == [(words, bound)]
    assert numbers[0].low == pytest.approx(low)
    assert numbers[0].high == (None if high is None else pytest.approx(high))


def test_two_figures_stay_two() -> None:
    found = counted("38 killed and more than 200 injured")
    assert [(n.text, n.low, n.high) for n in found] == [("38", 38, 38), ("more than 200", 200, None)]
    assert [n.low for n in counted("Two women and three children")] == [2, 3]


def test_a_change_is_no_range() -> None:
    assert [(n.low, n.high) for n in counted("the toll rose from 30 to 40")] == [(30, 30), (40, 40)]
    assert [(n.low, n.high) for n in counted("from 30 to 40 men")] == [(30, 40)]


@pytest.mark.parametrize(
    ("text", "kind", "unit"),
    [
        ("the F-16 jet", "name", None), ("a T-72", "name", None), ("the M5 highway", "name", None), ("Su-24", "name",
         None),
        ("Division 30", "name", None), ("Resolution 2268", "name", None), ("the 82nd brigade", "ordinal", None),
        ("the third district", "ordinal", None), ("for the first time", "ordinal", None), ("it lost 3-1", "name", None),
        ("the 15-member council", "name", None), ("a two-state solution", "name", None), ("9/11", "name", None),
        ("1070 Apartment Project", "name", None), ("version 3.5.1", "name", None), ("tel 0800 123 456", "name", None),
        ("+963 11 123 4567", "name", None), ("No. 5", "name", None), ("Hill 60", "name", None),
        ("120 mm", "measure", "mm"), ("a 120mm mortar", "measure", "mm"), ("5 km", "measure", "km"),
        ("six kilometres", "measure", "km"), ("$5 million", "measure", "money"), ("3 tonnes of flour", "measure",
         "tonnes"),
        ("a five-day truce", "measure", "days"), ("a 48-hour pause", "measure", "hours"), ("700 square meters",
        "measure", "square m"), ("aged 12", "age", "years"), ("Omar, 12, was", "age", "years"),
        ("in 2016", "time", None),
        ("since 2012", "time", None), ("three days ago", "time", None), ("at 10:30", "time", None), ("8 pm", "time",
         None),
        ("on 7 December", "time", None), ("the past 24 hours", "time", None),
    ],
)  # fmt: skip
def test_a_figure_that_counts_nothing(text: str, kind: str, unit: str | None) -> None:
    found = [number for number in find_numbers(text) if number.kind != "article"]
    assert {(n.kind, n.unit) for n in found} == {(kind, unit)}


def test_an_age_is_apart_from_the_person() -> None:
    assert [(n.text, n.kind) for n in find_numbers("a 12-year-old girl")] == [("a", "article"), ("12", "age")]


@pytest.mark.parametrize(
    "text",
    ["several people", "some men", "many houses", "a number of people", "one another", "this one",
     "one of the largest towns",
     "he scores", "the test scores", "no ceasefire", "the house", "a house", "one day", "the Christian quarter"],
)  # fmt: skip
def test_no_quantity_is_seen_where_none_is(text: str) -> None:
    assert counted(text) == []


def test_the_whole_is_told_from_the_part() -> None:
    assert [(n.text, n.kind) for n in find_numbers("40 out of the 56 districts")] == [("40", "count"), ("56", "whole")]
    assert [(n.text, n.kind) for n in find_numbers("at least 18 of 31 trucks")] == [
        ("at least 18", "count"),
        ("31", "whole"),
    ]


def test_one_person_is_an_article() -> None:
    assert [(n.text, n.low, n.kind) for n in find_numbers("a civilian")] == [("a", 1, "article")]
    assert [(n.text, n.low, n.kind) for n in find_numbers("a young Tellmari man")] == [("a", 1, "article")]


def test_times_of_the_caller_are_used() -> None:
    text = "In 2016 the 12 men left on 3 May."
    assert find_numbers(text, find_times(text)) == find_numbers(text)
    assert [n.kind for n in find_numbers(text, [])] == ["count", "count", "count"]


@given(st.integers(2, 999_999_999))
def test_spelled_numbers_come_back(value: int) -> None:
    words = str(ENGLISH.number_to_words(value, comma=""))
    for spelled in (words, words.replace(" and ", " ")):
        text = f"They say {spelled} houses burned."
        numbers = counted(text)
        assert [(n.low, n.high) for n in numbers] == [(value, value)]
        assert text[numbers[0].start : numbers[0].end] == spelled


@given(st.integers(2, 10**9), st.sampled_from([",", " ", "\u00a0", ""]))
def test_written_numbers_come_back(value: int, separator: str) -> None:
    figures = f"{value:,}".replace(",", separator)
    assert [(n.text, n.low) for n in counted(f"They say {figures} houses burned.")] == [(figures, value)]


_WORDS = st.sampled_from(
    "a an one two seventy - – / % $ . , ( ) ½ half third quarter of and a million thousand hundred dozen "
    "dozens tens scores "
    "thousands no not none fewer than more at least up to between from some about 7 12 300 000 2016 0 "
    "007 1,300 2.5 3.5.1 "
    "99999999999999999999 km mm year old aged Omar mother child her family or so plus + percent per cent "
    "out in first 5th "
    "resolution F k bn m s killed several couple pair İ ² ٣".split()
)
_TEXTS = st.one_of(st.text(), st.lists(_WORDS, max_size=30).map(" ".join), st.lists(_WORDS, max_size=30).map("".join))


@given(_TEXTS)
def test_any_text_is_taken_and_offsets_slice(text: str) -> None:
    last = 0
    for number in find_numbers(text):
        assert text[number.start : number.end] == number.text
        assert last <= number.start < number.end
        assert number.high is None or number.low <= number.high
        assert number.low >= 0
        last = number.end
