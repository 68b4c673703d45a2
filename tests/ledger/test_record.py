from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from marsad.errors import InputError, LedgerError
from marsad.ledger import Ledger, Query, Run
from marsad.model import Attribution, Coding, Mention, Responsibility, Victim
from tests.ledger.town import RULES, Clock, at, captured, claim, fill, four, killed, of, report

if TYPE_CHECKING:
    from marsad.model import Entry

NEWER = Run("rules", "2")


def ids(entries: list[Entry]) -> list[str]:
    return [entry.claim.id for entry in entries]


def standing(ledger: Ledger) -> list[Entry]:
    return list(ledger.entries(Query()))


def test_claims_come_back_as_they_were_recorded(ledger: Ledger) -> None:
    document = fill(ledger)
    found = standing(ledger)
    assert [entry.claim for entry in found] == four(document)
    assert all(entry.reading == entry.claim and entry.status == "standing" for entry in found)
    assert {entry.title for entry in found} == {"Mill Quarter taken"}


def test_a_reading_without_claims_counts_as_read(ledger: Ledger) -> None:
    ledger.receive(report())
    doc = of(report()).doc
    assert not ledger.coded(doc, "rules", "1")
    assert ledger.record(doc, [], run=RULES) == 0
    assert ledger.coded(doc, "rules", "1")
    assert not ledger.coded(doc, "rules", "2")
    assert ledger.verify() == []


def test_a_claim_given_twice_in_one_run_is_one(ledger: Ledger) -> None:
    ledger.receive(report())
    document = of(report())
    assert ledger.record(document.doc, [killed(document), killed(document)], run=RULES) == 1


def test_two_coders_can_give_one_claim(ledger: Ledger) -> None:
    document = fill(ledger)
    other = Run("outside", "x")
    surer = killed(document, coder=other, confidence=0.95)
    ledger.record(document.doc, [surer], run=other)
    counts = ledger.counts()
    assert (counts["claim"], counts["coding"], counts["ruling"]) == (4, 5, 0)
    assert ledger.entry(surer.id).claim.coding.coder == "outside"
    assert len(standing(ledger)) == 4


def test_a_newer_version_takes_the_place_of_the_older_by_one_ruling(ledger: Ledger, clock: Clock) -> None:
    document = fill(ledger)
    then = clock.forward(seconds=1)
    clock.forward(days=1)
    ledger.record(document.doc, [killed(document, coder=NEWER)], run=NEWER)
    assert ids(standing(ledger)) == [killed(document).id]
    assert standing(ledger)[0].claim.coding.version == "2"
    old = list(ledger.entries(Query(status="superseded")))
    assert ids(old) == [one.id for one in four(document)[1:]]
    assert [made.kind for made in old[0].rulings] == ["supersede"]
    assert ledger.counts()["ruling"] == 1
    before = list(ledger.entries(Query(recorded_by=then)))
    assert ids(before) == [one.id for one in four(document)]
    assert {entry.status for entry in before} == {"standing"}
    assert ledger.entry(old[0].claim.id).status == "superseded"
    assert ledger.entry(old[0].claim.id, recorded_by=then).status == "standing"
    assert ledger.verify() == []


def test_a_coder_of_others_supersedes_nothing(ledger: Ledger) -> None:
    document = fill(ledger)
    other = Run("outside", "x")
    ledger.record(document.doc, [killed(document, coder=other)], run=other)
    ledger.record(document.doc, [], run=NEWER)
    assert ids(standing(ledger)) == [killed(document).id]


def test_rulings_stay_with_a_claim_that_is_given_again(ledger: Ledger) -> None:
    document = fill(ledger)
    one = killed(document)
    ledger.rule("verified", one.id, by="Amal", reason="Seen in the register.")
    ledger.record(document.doc, four(document, coder=NEWER), run=NEWER)
    entry = ledger.entry(one.id)
    assert (entry.status, entry.verification, entry.claim.coding.version) == ("standing", "verified", "2")
    assert ledger.to_review() == []


def test_rulings_carry_over_where_span_and_event_agree(ledger: Ledger, clock: Clock) -> None:
    document = fill(ledger)
    old = captured(document)
    made = ledger.rule("correct", old.id, by="Amal", reason="Only claimed.", change={"modality": "alleged"})
    then = clock.forward(hours=1)
    clock.forward(hours=1)
    shorter = claim(
        document, "control", "captured", "The Garrison took", coder=NEWER, actor=["The Garrison"]
    )  # fmt: skip
    assert shorter.id != old.id
    ledger.record(document.doc, [shorter], run=NEWER)
    entry = ledger.entry(shorter.id)
    assert entry.reading.modality == "alleged"
    assert [ruling.id for ruling in entry.rulings] == [made.id]
    assert ledger.to_review() == []
    assert ids(list(ledger.entries(Query(place="Mill Quarter", recorded_by=then)))) == [old.id]
    last = Run("rules", "3")
    longest = captured(document, coder=last)
    ledger.record(document.doc, [longest], run=last)
    assert ledger.entry(longest.id).reading.modality == "alleged"
    assert ledger.verify() == []


def test_a_correction_that_the_newer_reading_makes_itself_carries_over(ledger: Ledger) -> None:
    document = fill(ledger)
    old = captured(document)
    ledger.rule("correct", old.id, by="Amal", reason="They still fight.", change={"event": "contested"})
    better = claim(document, "control", "contested", "The Garrison took the Mill Quarter", coder=NEWER)
    ledger.record(document.doc, [better], run=NEWER)
    assert len(ledger.entry(better.id).rulings) == 1


@pytest.mark.parametrize(
    "changed",
    [
        {"figure": ("38", 83, 83)},
        {"modality": "denied"},
        {"place": ["the Mill Quarter"]},
    ],
)
def test_rulings_on_what_is_said_differently_go_to_review(ledger: Ledger, changed: dict[str, object]) -> None:
    document = fill(ledger)
    old = killed(document)
    ledger.rule("verified", old.id, by="Amal", reason="Seen in the register.")
    new = killed(document, coder=NEWER, **changed)
    ledger.record(document.doc, [new], run=NEWER)
    assert ledger.entry(new.id).verification == "none"
    assert ids(ledger.to_review()) == [old.id]
    ledger.rule("unverifiable", old.id, by="Amal", reason="Not said any more.")
    assert ledger.to_review() == []


def test_rulings_that_two_new_claims_could_take_go_to_review(ledger: Ledger) -> None:
    document = fill(ledger)
    old = captured(document)
    ledger.rule("accept", old.id, by="Amal", reason="So it says.")
    halves = [
        claim(document, "control", "captured", "The Garrison took the Mill Quarter", coder=NEWER, place=place)
        for place in ([], ["Mill Quarter"])
    ]
    ledger.record(document.doc, halves, run=NEWER)
    assert ids(ledger.to_review()) == [old.id]


def test_a_correction_that_does_not_fit_the_newer_reading_goes_to_review(ledger: Ledger) -> None:
    ledger.receive(report())
    document = of(report())
    old = killed(document)
    ledger.record(document.doc, [old], run=RULES)
    link = {"place.0.link": {"id": "place-qasr-amin-east", "score": 1}}
    ledger.rule("correct", old.id, by="Amal", reason="The eastern part.", change=link)
    new = killed(document, coder=NEWER, place=[])
    ledger.record(document.doc, [new], run=NEWER)
    assert ids(ledger.to_review()) == [old.id]


def test_claims_that_come_back_are_no_longer_to_review(ledger: Ledger) -> None:
    document = fill(ledger)
    ledger.rule("accept", killed(document).id, by="Amal", reason="So it says.")
    ledger.record(document.doc, [], run=NEWER)
    assert ids(ledger.to_review()) == [killed(document).id]
    ledger.record(document.doc, four(document, coder=Run("rules", "3")), run=Run("rules", "3"))
    assert ledger.to_review() == []


def test_a_claim_added_by_hand_outlives_newer_readings(ledger: Ledger) -> None:
    ledger.receive(report())
    document = of(report())
    made = ledger.add(killed(document), by="Amal", reason="The coder missed it.")
    assert (made.coding.coder, made.coding.rule) == ("Amal", "by hand")
    ledger.record(document.doc, [captured(document)], run=RULES)
    ledger.record(document.doc, [], run=NEWER)
    (entry,) = standing(ledger)
    assert (entry.claim, [ruling.kind for ruling in entry.rulings]) == (made, ["add"])
    assert ledger.add(killed(document), by="Amal", reason="Again.") == made
    assert ledger.counts()["ruling"] == 2
    assert ledger.verify() == []


def test_claims_that_are_not_sound_are_refused_whole(ledger: Ledger) -> None:
    document = fill(ledger, report("Before. " + of(report()).text))
    ledger.receive(report())
    stored = of(report())
    good = killed(stored)
    moved = good.model_copy(update={"evidence": good.evidence.model_copy(update={"text": "39 people"})})
    for wrong, message in (
        (moved, "evidence words that do not stand"),
        (good.model_copy(update={"id": "0" * 32}), "not the id of its content"),
        (killed(document), "is of document"),
        (killed(stored, coder=NEWER), "was coded by rules 2"),
    ):
        with pytest.raises(InputError, match=message):
            ledger.record(stored.doc, [captured(stored), wrong], run=RULES)
    assert not ledger.coded(stored.doc, "rules", "1")
    assert len(standing(ledger)) == 4


def test_claims_of_a_document_that_was_not_received_are_refused(ledger: Ledger) -> None:
    with pytest.raises(LedgerError, match="has no document"):
        ledger.record(of(report()).doc, [], run=RULES)


def test_pairs_carry_over_and_name_the_claim_that_has_them_now(ledger: Ledger) -> None:
    document = fill(ledger)
    old, other = captured(document), killed(document)
    made = ledger.rule("same", f"{old.id}+{other.id}", by="Amal", reason="One fight.")
    new = captured(document, coder=NEWER, place=[])
    ledger.record(document.doc, [new, killed(document, coder=NEWER)], run=NEWER)
    (shown,) = ledger.entry(new.id).rulings
    assert (shown.id, shown.about) == (made.id, "+".join(sorted([new.id, other.id])))
    assert ledger.verify() == []


def test_a_correction_that_fits_no_more_goes_to_review_though_the_claim_stands(ledger: Ledger) -> None:
    ledger.receive(report())
    document = of(report())
    start = document.text.index("people")
    victim = Victim(start=start, end=start + 6, text="people")
    old = killed(document).model_copy(update={"victims": [victim]})
    ledger.record(document.doc, [old], run=RULES)
    ledger.rule("correct", old.id, by="Amal", reason="From the register.", change={"victims.0.age": 40})
    assert ledger.entry(old.id).reading.victims[0].age == 40
    new = killed(document, coder=NEWER)
    assert new.id == old.id
    ledger.record(document.doc, [new], run=NEWER)
    entry = ledger.entry(old.id)
    assert (entry.status, entry.reading) == ("standing", new)
    assert ids(ledger.to_review()) == [old.id]


def test_blame_is_found_by_actor_and_its_words_are_checked(ledger: Ledger) -> None:
    ledger.receive(report())
    document = of(report())
    front = Mention(**at(document, "The River Front"))
    source = Attribution(**at(document, "Rescuers in Qasr Amin"))
    blame = Responsibility(actor=front, basis="accused", attribution=[source])
    means = Mention(**at(document, "the Mill Quarter"))
    one = killed(document, sources=[]).model_copy(update={"responsibility": [blame], "means": means})
    ledger.record(document.doc, [one], run=RULES)
    assert ids(list(ledger.entries(Query(actor="river front", source="rescuers")))) == [one.id]
    astray = blame.model_copy(update={"actor": front.model_copy(update={"text": "The River Bank!"})})
    with pytest.raises(InputError, match="responsibility words that do not stand"):
        ledger.record(document.doc, [one.model_copy(update={"responsibility": [astray], "coding": two()})], run=NEWER)


def two() -> Coding:
    return Coding(coder="rules", version="2", rule="x", confidence=0.5)
