"""Who holds the districts of Aleppo on 7 December 2016, as the documents have it; `python -m benchmarks.aleppo`."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from benchmarks.aleppo import DEMO, coded, extracted, judged, others, report
from marsad.knowledge.actors import Actors
from marsad.knowledge.places import Places
from marsad.views.registries import Names
from tests.views.making import GOLD

KNOWN = datetime(2016, 12, 7, 23, 59, 59, 999999, UTC)
DIFFERS = {"aleppo-ballat"}
"""The army is said to advance there among districts that it took; the model takes it to hold that one, too."""
ELSEWHERE = {"aleppo-hanano", "aleppo-ard-al-hamra"}
"""Districts on which the demo alone says too little."""


@pytest.fixture(scope="module")
def registries() -> tuple[Places, Actors]:
    return Places.load(), Actors.load()


def test_the_demo_names_the_districts_that_changed_hands(registries: tuple[Places, Actors]) -> None:
    entries = list(coded(sorted(DEMO.glob("*.json")), *registries))
    found = judged(entries, Names(*registries))
    assert {one.place for one in found if one.agrees is False} <= DIFFERS | ELSEWHERE
    assert "of 23 districts agree" in report(found)


@pytest.mark.skipif(not GOLD.exists(), reason="needs the documents coded by hand, in ../shared")
@pytest.mark.parametrize("known_by", [None, KNOWN])
def test_with_the_coded_documents(known_by: datetime | None, registries: tuple[Places, Actors]) -> None:
    entries = list(coded([*sorted(DEMO.glob("*.json")), *others()], *registries))
    found = judged(entries, Names(*registries), known_by)
    assert {one.place for one in found if one.agrees is False} == DIFFERS


def test_nothing_extracted_turns_a_district_over(registries: tuple[Places, Actors]) -> None:
    """Where the coder misses claims, a district has no reading; it is not given to the other side."""
    found = judged(list(extracted(others())), Names(*registries))
    turned = [one for one in found if one.expected == "government" and one.read.startswith("other")]
    assert turned == []
    assert sum(one.agrees is True for one in found) >= 10
