"""Whether confidence means what it says."""

from __future__ import annotations

import pytest

from marsad.coders.rules.confidence import HIGHEST, LOWEST, chance, weights
from marsad.evaluation.reliability import table


def test_claims_that_hold_as_often_as_they_say_have_no_error() -> None:
    cases = [(0.9, True)] * 9 + [(0.9, False)] + [(0.3, True)] * 3 + [(0.3, False)] * 7
    lines = list(table(cases))
    assert lines[-1] == "expected calibration error 0.000"
    assert [line.split()[-3:] for line in lines[1:-1]] == [["10", "0.30", "0.30"], ["10", "0.90", "0.90"]]


def test_a_boast_is_seen() -> None:
    assert list(table([(0.95, False)] * 10))[-1] == "expected calibration error 0.950"


def test_nothing_to_tell_of_is_no_table() -> None:
    assert list(table([])) == []


def test_chances_stay_within_their_bounds() -> None:
    assert chance(frozenset(), {"bias": 99.0}) == HIGHEST
    assert chance(frozenset({"weak"}), {"bias": 0.0, "weak": -99.0}) == LOWEST
    assert chance(frozenset({"unheard of"}), {"bias": 0.0}) == pytest.approx(0.5)


def test_the_shipped_weights_are_of_features_not_of_names() -> None:
    kinds = ("event ", "rule ", "type ", "place ", "actor ", "time ", "figure ")
    types = ("control: ", "attack: ", "casualty: ", "diplomacy: ", "displacement: ", "humanitarian: ")
    plain = {"bias", "asserted", "denied", "alleged", "planned", "weak", "heading", "lead", "far", "noun",
             "several places", "speaker", "part", "long"}  # fmt: skip
    assert all(name in plain or name.startswith((*kinds, *types)) for name in weights())
