"""The three measures, on small cases whose answer is plain."""

from __future__ import annotations

from typing import Any

import pytest

from marsad.evaluation.intervals import intervals
from marsad.evaluation.scoring import Counts, agrees, exact, pair, same_name, score, usable


def claim(**slots: Any) -> dict[str, Any]:
    made: dict[str, Any] = {
        "type": "control", "event": "captured", "modality": "asserted", "evidence": {"start": 0, "end": 40},
        "actor": ["Rebels"], "target": [], "place": ["Fenner"], "quantity": None, "time": None,
        "attribution": ["Coast Monitor"],
    }  # fmt: skip
    return {**made, **slots}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Qarun", "the town of Qarun", True),
        ("Qarun", "eastern Qarun", False),
        ("Syrian Army", "Free Syrian Army", False),
        ("the army", "the Sudanese army", True),
        ("al-Halk", "Halk", True),
        ("Qarun", "Fenner", False),
        ({"text": "they", "name": "Coast Monitor"}, "Coast Monitor", True),
        ("the", "the", False),
    ],
)
def test_names(one: Any, other: Any, same: bool) -> None:
    assert same_name(one, other) is same
    assert same_name(other, one) is same


@pytest.mark.parametrize(
    ("gold", "got", "same"),
    [
        ({"low": 200, "high": None}, {"low": 200.0, "high": None}, True),
        ({"low": 200, "high": None}, {"low": 200, "high": 200}, False),
        ({"low": 1000, "high": 1000}, {"low": 1009, "high": 1000}, True),
        ({"low": 12, "high": 12}, {"low": 13, "high": 13}, False),
        (None, {"low": None, "high": None}, True),
        (None, {"low": 1, "high": 1}, False),
    ],
)
def test_quantities(gold: Any, got: Any, same: bool) -> None:
    assert agrees("quantity", claim(quantity=gold), claim(quantity=got)) is same


def test_a_time_needs_both_its_days() -> None:
    day = {"start": "2019-03-02", "end": "2019-03-02"}
    assert agrees("time", claim(time=day), claim(time={**day, "text": "Saturday"}))
    assert not agrees("time", claim(time=day), claim(time={"start": "2019-03-02", "end": None}))


def test_each_measure_is_stricter() -> None:
    gold = claim()
    assert usable(gold, claim())
    assert exact(gold, claim(attribution=[]))
    assert not usable(gold, claim(attribution=[]))
    assert not exact(gold, claim(place=["Qarun"]))
    assert pair([gold], [claim(place=["Qarun"])]) == [(0, 0)]
    assert pair([gold], [claim(type="attack", event="other")]) == []


@pytest.mark.parametrize(("start", "end", "found"), [(0, 40, True), (19, 60, True), (21, 70, False), (0, 181, False)])
def test_the_words_must_overlap(start: int, end: int, found: bool) -> None:
    assert bool(pair([claim()], [claim(evidence={"start": start, "end": end})])) is found


def test_pairs_are_one_to_one_and_agree_most() -> None:
    gold = [claim(place=["Qarun"]), claim(place=["Fenner"])]
    got = [claim(place=["Fenner"]), claim(place=["Fenner"]), claim(place=["Qarun"])]
    assert sorted(pair(gold, got)) == [(0, 2), (1, 0)]


def test_score_counts_by_type_document_and_slot() -> None:
    extra = claim(type="attack", event="shelling")
    result = score([([claim()], [claim(actor=[], target=["the army"]), extra]), ([claim()], [])])
    assert (result.total.gold, result.total.got, dict(result.total.met)) == (
        2,
        2,
        {"found": 1, "exact": 1, "usable": 0},
    )
    assert [(one.gold, one.got) for one in result.documents] == [(1, 2), (1, 0)]
    assert (result.types["attack"].gold, result.types["attack"].got) == (0, 1)
    assert (result.right["actor"], result.of["actor"], result.surplus["target"]) == (0, 1, 1)
    assert result.total.figures("found") == (0.5, 0.5, 0.5)


def test_intervals_hold_the_score_and_are_the_same_each_time() -> None:
    documents = [Counts(4, 5) for _ in range(12)]
    for number, one in enumerate(documents):
        one.met.update(found=number % 4, exact=number % 3, usable=0)
    first = intervals(documents)
    assert first == intervals(documents)
    assert first["usable"] == (0.0, 0.0)
    low, high = first["found"]
    assert low < sum(one.met["found"] for one in documents) * 2 / (12 * 9) < high
