from __future__ import annotations

import hashlib

import pytest

from marsad.errors import InputError, LedgerError, SetAside
from marsad.ledger import Ledger, Query
from marsad.model import Capture, Received, document_id
from tests.ledger.town import POST, RULES, Clock, aside, fill, four, of, report


def test_a_report_is_kept_with_its_bytes_and_details(ledger: Ledger) -> None:
    item = report()
    assert ledger.receive(item)
    assert ledger.document(of(item).doc) == of(item)
    assert ledger.counts() == {
        "capture": 1, "document": 1, "run": 0, "claim": 0, "coding": 0, "ruling": 0, "audit": 1,
    }  # fmt: skip


def test_the_same_bytes_again_change_nothing(ledger: Ledger, clock: Clock) -> None:
    fill(ledger)
    before = ledger.position()
    for _ in range(3):
        clock.forward(days=1)
        assert not ledger.receive(report())
        assert ledger.record(of(report()).doc, four(of(report())), run=RULES) == 0
    assert ledger.position() == before


def test_another_place_of_the_same_bytes_is_noted_once(ledger: Ledger) -> None:
    ledger.receive(report())
    for _ in range(2):
        assert not ledger.receive(report(origin="archive/copy.txt"))
    counts = ledger.counts()
    assert (counts["capture"], counts["document"], counts["audit"]) == (1, 1, 2)


def test_a_newer_reading_of_the_same_bytes_is_no_second_document(ledger: Ledger) -> None:
    item = report()
    ledger.receive(item)
    text = of(item).text.replace(". ", ".\n")
    other = of(item).model_copy(update={"text": text, "doc": document_id(item.capture.sha256, "", text)})
    again = item.model_copy(update={"document": other})
    assert not ledger.receive(again)
    assert ledger.document_of(again) == of(item)


def test_details_given_later_are_added_and_the_document_is_to_be_read_again(ledger: Ledger) -> None:
    fill(ledger, report(published=None))
    doc = of(report()).doc
    assert ledger.coded(doc, "rules", "1")
    assert not ledger.receive(report(published="2016-12-07"))
    assert ledger.document(doc).published == "2016-12-07"
    assert not ledger.coded(doc, "rules", "1")
    ledger.record(doc, four(ledger.document(doc)), run=RULES)
    assert ledger.coded(doc, "rules", "1")
    assert [entry.reading.published for entry in ledger.entries(Query())] == ["2016-12-07"] * 4
    assert not ledger.receive(report(published="2016-12-09", publisher="Somebody"))
    assert (ledger.document(doc).published, ledger.document(doc).publisher) == ("2016-12-07", POST)
    assert ledger.verify() == []


def test_what_is_set_aside_keeps_its_bytes_and_reason(ledger: Ledger) -> None:
    assert ledger.receive(aside(b"\x00\x01", "binary"))
    assert not ledger.receive(aside(b"\x00\x01", "binary"))
    (found,) = ledger.set_aside()
    assert (found.reason, found.problem) == ("binary", "reports/x.bin is no text.")
    assert list(ledger.documents()) == []
    assert ledger.counts()["capture"] == 1
    assert ledger.verify() == []


def test_files_that_were_never_read_are_told_apart_by_place(ledger: Ledger) -> None:
    assert ledger.receive(aside(b"", "unreadable", "a.txt"))
    assert ledger.receive(aside(b"", "unreadable", "b.txt"))
    assert not ledger.receive(aside(b"", "unreadable", "b.txt"))
    assert [found.origin for found in ledger.set_aside()] == ["a.txt", "b.txt"]


def test_a_document_set_aside_is_taken_when_it_can_be_read(ledger: Ledger) -> None:
    item = report()
    ledger.receive(item.model_copy(update={"document": None, "reason": "encoding", "problem": "Which encoding?"}))
    assert len(ledger.set_aside()) == 1
    assert ledger.receive(item)
    assert ledger.set_aside() == []
    assert ledger.document_of(item) == of(item)


def test_another_text_under_a_taken_id_is_refused(ledger: Ledger) -> None:
    ledger.receive(report())
    other = report("Something else in Qasr Amin.")
    clash = other.model_copy(update={"document": of(other).model_copy(update={"doc": of(report()).doc})})
    with pytest.raises(SetAside, match="another text under the id"):
        ledger.receive(clash)
    assert ledger.counts()["capture"] == 1


def test_bytes_that_are_not_of_their_hash_are_refused(ledger: Ledger) -> None:
    item = report()
    broken = item.model_copy(update={"capture": item.capture.model_copy(update={"content": b"other"})})
    with pytest.raises(LedgerError, match="not those of their hash"):
        ledger.receive(broken)
    assert ledger.counts()["document"] == 0


def test_documents_come_by_published_time(ledger: Ledger) -> None:
    for day in ("2016-12-09", "2016-12-07", "2016-12-08T10:00Z"):
        ledger.receive(report(f"Qasr Amin on {day}.", published=day))
    assert [document.published for document in ledger.documents()] == ["2016-12-07", "2016-12-08T10:00Z", "2016-12-09"]


def test_the_recorded_clock_never_goes_back(ledger: Ledger, clock: Clock) -> None:
    fill(ledger)
    clock.forward(days=-400)
    fill(ledger, report("Later in Qasr Amin. " + of(report()).text, published="2016-12-08"))
    times = [entry.recorded for entry in ledger.entries(Query())]
    assert times == sorted(times)
    assert ledger.verify() == []


def test_the_same_document_out_of_other_bytes_is_nothing_new(ledger: Ledger) -> None:
    ledger.receive(report())
    content = of(report()).text.encode("utf-16")
    capture = Capture(
        sha256=hashlib.sha256(content).hexdigest(), content=content, origin="reports/two.txt", media_type="text/plain"
    )
    again = Received(capture=capture, document=of(report()))
    assert not ledger.receive(again)
    assert ledger.document_of(again) == of(report())
    assert ledger.counts()["document"] == 1


def test_what_was_set_aside_is_no_document(ledger: Ledger) -> None:
    item = aside(b"\x00")
    ledger.receive(item)
    assert ledger.document_of(item) is None
    with pytest.raises(InputError, match="no document whose id"):
        ledger.document("x")
