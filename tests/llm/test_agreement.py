"""What two coders agree on, and what becomes of doubts when a document is read again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from marsad.coders.agreement import agree
from marsad.ledger import Ledger, Query, Run
from tests.ledger.town import captured, empty, four, killed, of, report

DOCUMENT = of(report())
BOTH, NEWER = Run("both", "1"), Run("both", "2")


def test_the_same_reading_agrees_with_itself_in_any_order() -> None:
    first = four(DOCUMENT)
    found = agree(first, first[::-1])
    assert found.agreed == first
    assert not found.first_only
    assert not found.second_only


@pytest.mark.parametrize(
    ("other", "agrees"),
    [
        ({}, True),
        ({"target": []}, True),
        ({"place": []}, True),
        ({"modality": "denied"}, False),
        ({"figure": ("38", 40, 40)}, False),
        ({"place": ["the Salt Market"]}, False),
    ],
)
def test_figures_places_and_modality_must_not_be_at_odds(other: dict[str, Any], agrees: bool) -> None:
    first, second = killed(DOCUMENT), killed(DOCUMENT, **other)
    found = agree([first], [second])
    assert bool(found.agreed) is agrees
    assert found.agreed == ([first] if agrees else [])
    assert found.second_only == ([] if agrees else [second])


def test_one_claim_is_in_one_pair_at_most() -> None:
    twice = [killed(DOCUMENT), killed(DOCUMENT, target=[])]
    found = agree(twice, [killed(DOCUMENT)])
    assert (len(found.agreed), len(found.first_only), found.second_only) == (1, 1, [])


def test_doubts_are_lifted_by_a_later_agreement_and_never_overrule_people(tmp_path: Path) -> None:
    with Ledger.open(empty(tmp_path / "town.db")) as ledger:
        ledger.receive(report())
        one, two = killed(DOCUMENT, coder=BOTH), captured(DOCUMENT, coder=BOTH)
        doubts = {one.id: "Only the rules read it so.", two.id: "Only the rules read it so."}
        ledger.record(DOCUMENT.doc, [one, two], run=BOTH, doubted=doubts)
        assert not list(ledger.entries(Query()))
        assert {entry.claim.id for entry in ledger.entries(Query(status="doubted"))} == doubts.keys()
        ledger.rule("accept", two.id, by="Nour", reason="It says so.")

        again = [killed(DOCUMENT, coder=NEWER), captured(DOCUMENT, coder=NEWER)]
        ledger.record(DOCUMENT.doc, again, run=NEWER, doubted={two.id: "Only the rules read it so."})
        assert {entry.claim.id for entry in ledger.entries(Query())} == doubts.keys()
        assert ledger.to_review() == []
        assert ledger.verify() == []


def test_a_doubted_claim_that_is_read_no_more_does_not_wait(tmp_path: Path) -> None:
    with Ledger.open(empty(tmp_path / "town.db")) as ledger:
        ledger.receive(report())
        one = killed(DOCUMENT, coder=BOTH)
        ledger.record(DOCUMENT.doc, [one], run=BOTH, doubted={one.id: "Only the rules read it so."})
        assert [entry.claim.id for entry in ledger.to_review()] == [one.id]
        ledger.record(DOCUMENT.doc, [], run=NEWER)
        assert ledger.to_review() == []
        assert ledger.entry(one.id).status == "superseded"
