from __future__ import annotations

import threading
from datetime import UTC, datetime
from typing import Any

import pytest

from marsad.errors import InputError
from marsad.ledger import Conflict, Ledger, Query
from tests.ledger.town import Clock, captured, fill, killed, of, report

BY: dict[str, Any] = {"by": "Amal", "reason": "Read again."}


def test_the_second_of_two_reviewers_is_refused(ledger: Ledger) -> None:
    one = killed(fill(ledger))
    first = ledger.rule("accept", one.id, after=None, **BY)
    with pytest.raises(Conflict, match="Amal ruled 'accept' on 2026-03-01 08:00 UTC"):
        ledger.rule("reject", one.id, by="Basim", reason="Not so.", after=None)
    second = ledger.rule("reject", one.id, by="Basim", reason="Not so.", after=first.id)
    assert second.after == first.id
    with pytest.raises(Conflict):
        ledger.rule("accept", one.id, after=first.id, **BY)
    assert ledger.last_ruling(one.id) == second
    assert ledger.entry(one.id).status == "rejected"


def test_of_many_reviewers_at_once_one_succeeds(where: str, ledger: Ledger) -> None:
    one = killed(fill(ledger))
    done: list[str] = []

    def rule(name: str) -> None:
        with Ledger.open(where) as mine:
            try:
                mine.rule("accept", one.id, by=name, reason="At the same time.", after=None)
                done.append(name)
            except Conflict:
                pass

    threads = [threading.Thread(target=rule, args=(f"reviewer {n}",)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(done) == 1
    assert [ruling.by for ruling in ledger.entry(one.id).rulings] == done


def test_a_correction_mends_the_reading_and_leaves_the_claim(ledger: Ledger) -> None:
    document = fill(ledger)
    one = killed(document)
    ledger.rule("correct", one.id, change={"quantity.low": 30, "quantity.bound": "at_most"}, **BY)
    ledger.rule("correct", one.id, change={"place.0.link": None}, **BY)
    entry = ledger.entry(one.id)
    assert entry.claim == one
    assert entry.reading.quantity is not None
    assert (entry.reading.quantity.low, entry.reading.quantity.high) == (30, 38)
    assert entry.reading.place[0].link is None
    assert entry.reading.id == one.id


def test_filters_see_the_claim_as_corrected(ledger: Ledger) -> None:
    one = captured(fill(ledger))
    ledger.rule("correct", one.id, change={"event": "contested", "place.0.link": {"id": "place-mill-street"}}, **BY)
    assert [e.claim.id for e in ledger.entries(Query(event="contested"))] == [one.id]
    assert [e.claim.id for e in ledger.entries(Query(place="place-mill-street"))] == [one.id]
    assert list(ledger.entries(Query(event="captured"))) == []
    assert list(ledger.entries(Query(place="place-mill-quarter"))) == []


def test_a_correction_counts_at_every_known_by_and_never_in_what_was_answered(ledger: Ledger, clock: Clock) -> None:
    one = captured(fill(ledger))
    then = clock.forward(seconds=1)
    clock.forward(days=30)
    ledger.rule("correct", one.id, change={"event": "contested"}, **BY)
    early = datetime(2016, 12, 8, tzinfo=UTC)
    assert ledger.entry(one.id, known_by=early).reading.event == "contested"
    assert ledger.entry(one.id, recorded_by=then).reading.event == "captured"


def test_the_last_word_decides_on_rejection(ledger: Ledger) -> None:
    one = killed(fill(ledger))
    ledger.rule("reject", one.id, **BY)
    assert one.id not in [e.claim.id for e in ledger.entries(Query())]
    assert [e.claim.id for e in ledger.entries(Query(status="rejected"))] == [one.id]
    ledger.rule("accept", one.id, **BY)
    assert ledger.entry(one.id).status == "standing"


def test_a_retraction_counts_from_when_it_was_published(ledger: Ledger) -> None:
    document = fill(ledger)
    one = killed(document)
    ledger.rule("retract", one.id, published="2016-12-10T12:00Z", **BY)
    assert ledger.entry(one.id).status == "retracted"
    assert ledger.entry(one.id, known_by=datetime(2016, 12, 10, 11, tzinfo=UTC)).status == "standing"
    assert ledger.entry(one.id, known_by=datetime(2016, 12, 10, 12, tzinfo=UTC)).status == "retracted"
    ledger.rule("retract", document.doc, published="2016-12-12", **BY)
    assert [e.status for e in ledger.entries(Query(status="all"))] == ["retracted"] * 4
    before = ledger.entries(Query(status="retracted", known_by=datetime(2016, 12, 12, 9, tzinfo=UTC)))
    assert [e.claim.id for e in before] == [one.id]


def test_a_verification_counts_from_when_it_was_known(ledger: Ledger) -> None:
    one = killed(fill(ledger))
    ledger.rule("under_review", one.id, **BY)
    ledger.rule("verified", one.id, change={"method": "register"}, published="2016-12-20", **BY)
    assert ledger.entry(one.id).verification == "verified"
    assert ledger.entry(one.id, known_by=datetime(2016, 12, 19, tzinfo=UTC)).verification == "none"
    assert ledger.entry(one.id, known_by=datetime(2016, 12, 21, tzinfo=UTC)).verification == "verified"
    assert ledger.entry(one.id).status == "standing"


def test_pairs_are_called_the_same_or_different(ledger: Ledger) -> None:
    document = fill(ledger)
    one, other = killed(document), captured(document)
    made = ledger.rule("same", f"{one.id[:12]}+{other.id[:12]}", **BY)
    assert made.about == "+".join(sorted([one.id, other.id]))
    assert ledger.entry(one.id).rulings == ledger.entry(other.id).rulings == [made]
    undone = ledger.rule("different", f"{other.id}+{one.id}", **BY)
    assert undone.after == made.id
    assert ledger.verify() == []


def test_pairs_over_documents_show_on_both(ledger: Ledger) -> None:
    one = killed(fill(ledger))
    other = killed(fill(ledger, report("Again. " + of(report()).text, published="2016-12-08")))
    made = ledger.rule("same", f"{one.id}+{other.id}", **BY)
    assert {e.claim.id for e in ledger.entries(Query()) if made in e.rulings} == {one.id, other.id}


def test_details_of_a_document_can_be_corrected(ledger: Ledger) -> None:
    document = fill(ledger)
    ledger.rule("correct", document.doc, change={"published": "2016-12-20", "publisher": "Mill Gazette"}, **BY)
    assert {e.reading.publisher for e in ledger.entries(Query())} == {"Mill Gazette"}
    assert list(ledger.entries(Query(known_by=datetime(2016, 12, 8, tzinfo=UTC)))) == []
    assert len(list(ledger.entries(Query(source="mill gazette")))) == 4
    assert list(ledger.entries(Query(source="qasr amin post"))) == []


@pytest.mark.parametrize(
    ("kind", "more", "message"),
    [
        ("correct", {}, "needs what it sets"),
        ("correct", {"change": {"id": "x"}}, "can't set 'id'"),
        ("correct", {"change": {"coding.rule": "x"}}, "can't set 'coding.rule'"),
        ("correct", {"change": {"colour": "x"}}, "can't set 'colour'"),
        ("correct", {"change": {"published": "2016-12-01"}}, "can't set 'published'"),
        ("correct", {"change": {"quantity.low": float("nan")}}, "without NaN"),
        ("correct", {"change": {"quantity.low": 10**30}}, "without NaN"),
        ("correct", {"change": {"quantity.unit": "\udcff"}}, "holds text"),
        ("correct", {"change": {"quantity.lower": 3}}, "nothing at 'quantity.lower'"),
        ("correct", {"change": {"place.7.link": None}}, "nothing at 'place.7.link'"),
        ("correct", {"change": {"event": "captured"}}, "no event 'captured' of type casualty"),
        ("correct", {"change": {"modality": "perhaps"}}, "does not fit the claim: modality"),
        ("correct", {"change": {"evidence": {"start": 0, "end": 4, "text": "Nope"}}}, "do not stand at 0-4"),
        ("reject", {"change": {"event": "injured"}}, "can't set event"),
        ("verified", {"change": {"modality": "denied"}}, "can't set modality"),
        ("accept", {"published": "2016-12-10"}, "for retractions and verifications"),
        ("retract", {"published": "some day"}, "'some day' is not a date"),
        ("supersede", {}, "can't be made by hand"),
        ("seal", {}, "can't be made by hand"),
        ("same", {}, "about two claims"),
    ],
)
def test_rulings_that_make_no_sense_are_refused(ledger: Ledger, kind: Any, more: dict[str, Any], message: str) -> None:
    one = killed(fill(ledger))
    with pytest.raises(InputError, match=message):
        ledger.rule(kind, one.id, **BY, **more)
    assert ledger.counts()["ruling"] == 0


def test_rulings_need_a_name_and_a_reason(ledger: Ledger) -> None:
    one = killed(fill(ledger))
    for by, reason in ((" ", "Why."), ("Amal", "")):
        with pytest.raises(InputError, match="who made it, and why"):
            ledger.rule("accept", one.id, by=by, reason=reason)


def test_rulings_on_what_is_not_there_are_refused(ledger: Ledger) -> None:
    document = fill(ledger)
    for kind, about, message in (
        ("accept", "ffffffff", "no claim whose id begins with 'ffffffff'"),
        ("accept", "", "no claim whose id begins with ''"),
        ("accept", document.doc, "is on a claim, not on a document"),
        ("correct", "ffffffff", "no claim"),
        ("same", f"{killed(document).id}+ffff", "no claim"),
        ("same", f"{killed(document).id}+{killed(document).id}", "about two claims"),
    ):
        with pytest.raises(InputError, match=message):
            ledger.rule(kind, about, change={"title": "x"} if kind == "correct" else None, **BY)  # type: ignore[arg-type]


def test_corrections_of_documents_are_checked(ledger: Ledger) -> None:
    document = fill(ledger)
    for change in ({"text": "Other."}, {"published": "soon"}, {"title": 7}):
        with pytest.raises(InputError, match="correction of a document can't set"):
            ledger.rule("correct", document.doc, change=change, **BY)
