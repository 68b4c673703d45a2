from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from marsad.errors import InputError
from marsad.ledger import Ledger, Query
from marsad.ledger.asof import BATCH
from tests.ledger.town import RULES, Clock, captured, claim, fill, killed, left, of, report, talks


def found(ledger: Ledger, **filters: Any) -> list[str]:
    return [entry.claim.event for entry in ledger.entries(Query(**filters))]


ALL = ["killed", "captured", "withdrew", "talks_planned"]


@pytest.mark.parametrize(
    ("filters", "events"),
    [
        ({}, ALL),
        ({"type": "control"}, ["captured", "withdrew"]),
        ({"event": "killed"}, ["killed"]),
        ({"type": "control", "event": "captured"}, ["captured"]),
        ({"place": "Mill Quarter"}, ["captured"]),
        ({"place": "mill  QUARTER"}, ["captured"]),
        ({"place": "Mill"}, ["captured"]),
        ({"place": "ill"}, []),
        ({"place": "place-mill-quarter"}, ["captured"]),
        ({"place": ("place-qasr-amin", "salt market")}, ["killed", "withdrew"]),
        ({"actor": "garrison"}, ["captured"]),
        ({"actor": "actor-garrison"}, ["captured"]),
        ({"actor": "place-mill-quarter"}, []),
        ({"source": "valley observatory"}, ["captured"]),
        ({"source": "Qasr Amin Post"}, ALL),
        ({"source": "Northern Wire"}, []),
        ({"text": "had left"}, ["withdrew"]),
        ({"text": "observator"}, ["captured"]),
        ({"text": "killed the"}, []),
        ({"on": date(2016, 12, 5)}, []),
        ({"on": date(2016, 12, 6)}, ["killed"]),
        ({"on": date(2016, 12, 7)}, ALL),
        ({"since": date(2016, 12, 7)}, ["captured", "withdrew", "talks_planned"]),
        ({"since": date(2016, 12, 8)}, ["talks_planned"]),
        ({"until": date(2016, 12, 6)}, ["killed"]),
        ({"since": date(2016, 12, 6), "until": date(2016, 12, 6)}, ["killed"]),
        ({"known_by": datetime(2016, 12, 7, 6, 59, tzinfo=UTC)}, []),
        ({"known_by": datetime(2016, 12, 7, 7, 0, tzinfo=UTC)}, ALL),
        ({"known_by": datetime(2016, 12, 7, 7, 0)}, ALL),
        ({"status": "superseded"}, []),
        ({"status": "all", "type": "casualty", "place": "qasr amin", "source": "rescuers"}, ["killed"]),
    ],
)
def test_filters(ledger: Ledger, filters: dict[str, Any], events: list[str]) -> None:
    document = fill(ledger)
    assert found(ledger, **filters) == events
    assert found(ledger, **filters, doc=document.doc[:6]) == events
    assert found(ledger, **filters, doc="zz") == []
    # The SQL takes another way where something has been corrected; the answers are the same.
    other = fill(ledger, report("Quiet. " + of(report()).text, published="2017-06-01", title=None))
    for make in (killed, captured, left, talks):
        ledger.rule("correct", make(other).id, by="Amal", reason="Test.", change={"means": None})
    assert found(ledger, **filters, doc=document.doc) == events


def test_names_are_found_without_accents_and_in_other_scripts(ledger: Ledger) -> None:
    text = "Élan forces took Bab al-Ḥadīd. قوات النهر took قصر أمين."
    ledger.receive(report(text))
    document = of(report(text))
    ledger.record(
        document.doc,
        [
            claim(document, "control", "captured", "took Bab al-Ḥadīd", place=["Bab al-Ḥadīd"]),
            claim(document, "control", "captured", "took قصر أمين", place=["قصر أمين"]),
        ],
        run=RULES,
    )
    assert [e.claim.place[0].text for e in ledger.entries(Query(place="bab al hadid"))] == ["Bab al-Ḥadīd"]
    assert [e.claim.place[0].text for e in ledger.entries(Query(place="قصر امين"))] == ["قصر أمين"]


@pytest.mark.parametrize(
    ("filters", "message"),
    [
        ({"type": "weather"}, "no type 'weather'"),
        ({"event": "rained"}, "no event 'rained'"),
        ({"type": "control", "event": "killed"}, "no event 'killed' of type control"),
        ({"status": "gone"}, "no status 'gone'"),
        ({"place": " - "}, "filter on place has no words"),
        ({"text": ""}, "filter on text has no words"),
    ],
)
def test_filters_that_make_no_sense_are_refused(filters: dict[str, Any], message: str) -> None:
    with pytest.raises(InputError, match=message):
        Query(**filters)


def test_a_report_of_unknown_published_time_counts_from_when_it_was_recorded(ledger: Ledger, clock: Clock) -> None:
    fill(ledger, report(published=None))
    assert found(ledger, known_by=datetime(2016, 12, 31, tzinfo=UTC)) == []
    assert found(ledger, known_by=clock.forward(seconds=1)) == ALL
    assert found(ledger, on=date(2016, 12, 31)) == ["killed", "talks_planned"]  # they have times of their own
    assert found(ledger, on=date(2026, 3, 1)) == ALL


def test_a_published_day_counts_from_its_end(ledger: Ledger) -> None:
    fill(ledger, report(published="2016-12-07"))
    assert found(ledger, known_by=datetime(2016, 12, 7, 23, 59, tzinfo=UTC)) == []
    assert found(ledger, known_by=datetime(2016, 12, 8, tzinfo=UTC)) == ALL


def test_what_a_published_time_cannot_be_counts_as_unknown(ledger: Ledger, clock: Clock) -> None:
    fill(ledger, report(published="winter of 2016"))
    assert found(ledger, known_by=datetime(2017, 12, 31, tzinfo=UTC)) == []
    assert found(ledger, known_by=clock.forward(seconds=1)) == ALL


def test_claims_come_by_published_time_and_place_in_the_text(ledger: Ledger) -> None:
    for day in ("2016-12-09", "2016-12-07"):
        fill(ledger, report(f"On {day}. " + of(report()).text, published=day))
    published = [entry.claim.published for entry in ledger.entries(Query())]
    assert published == ["2016-12-07"] * 4 + ["2016-12-09"] * 4
    assert found(ledger) == ALL * 2


def test_one_claim_by_the_beginning_of_its_id(ledger: Ledger, clock: Clock) -> None:
    document = fill(ledger)
    one = killed(document)
    assert ledger.entry(one.id[:7]).claim == one
    with pytest.raises(InputError, match="no claim whose id begins with 'xyz'"):
        ledger.entry("xyz")
    with pytest.raises(InputError, match="was recorded later"):
        ledger.entry(one.id, recorded_by=clock.forward(days=-1))
    firsts = [entry.claim.id[0] for entry in ledger.entries(Query())]
    shared = next((first for first in firsts if firsts.count(first) > 1), None)
    if shared is not None:
        with pytest.raises(InputError, match="More than one claim begins with"):
            ledger.entry(shared)


def test_more_claims_than_are_put_together_at_a_time(ledger: Ledger) -> None:
    count = BATCH + 7
    text = " ".join(f"Point {n:04d} was shelled." for n in range(count))
    ledger.receive(report(text))
    document = of(report(text))
    claims = [claim(document, "attack", "shelling", f"Point {n:04d} was shelled") for n in range(count)]
    assert ledger.record(document.doc, claims, run=RULES) == count
    assert [entry.claim for entry in ledger.entries(Query())] == claims


def test_rulings_can_be_made_while_claims_are_read(ledger: Ledger) -> None:
    fill(ledger)
    for entry in ledger.entries(Query()):
        ledger.rule("accept", entry.claim.id, by="Amal", reason="In passing.")
    assert all(entry.rulings for entry in ledger.entries(Query()))
