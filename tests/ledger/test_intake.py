from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import create_engine, text

from marsad.ledger import Ledger, Visit
from marsad.model import Fetched
from tests.ledger.test_guard import address
from tests.ledger.town import Clock, of, report

if TYPE_CHECKING:
    from collections.abc import Callable

FEED, OTHER = "https://post.example/feed", "https://wire.example/feed"


def test_the_last_mapping_of_a_header_counts(ledger: Ledger, clock: Clock) -> None:
    assert "abc" not in ledger.mappings()
    ledger.save_mapping("abc", {"text": "Report"})
    clock.forward(hours=1)
    ledger.save_mapping("abc", {"text": "Remarks", "published": "Day"})
    position = ledger.position()
    ledger.save_mapping("abc", {"published": "Day", "text": "Remarks"})
    assert ledger.position() == position
    assert ledger.mappings()["abc"] == {"text": "Remarks", "published": "Day"}
    assert "abcd" not in ledger.mappings()
    assert ledger.verify() == []


def test_items_are_taken_once_for_each_feed(ledger: Ledger) -> None:
    ledger.take(FEED, ["1", "2", "2"])
    ledger.take(FEED, ["2", "3"])
    assert ledger.taken(FEED, ["1", "2", "3", "4"]) == {"1", "2", "3"}
    assert ledger.taken(OTHER, ["1"]) == set()
    many = [str(number) for number in range(1200)]
    ledger.take(OTHER, many)
    assert ledger.taken(OTHER, [*many, "x"]) == set(many)
    assert ledger.verify() == []


def test_a_feed_is_asked_with_what_it_last_said(ledger: Ledger, clock: Clock) -> None:
    assert ledger.last_visit(FEED) is None
    for visit in (Visit('"a"', None), Visit('"b"', "Tue, 06 Dec 2016 10:00:00 GMT"), Visit('"a"', None)):
        clock.forward(hours=1)
        ledger.visited(FEED, visit)
        ledger.visited(FEED, visit)
        assert ledger.last_visit(FEED) == visit
    assert ledger.verify() == []


def test_how_a_report_came_and_what_else_it_says_is_kept(ledger: Ledger, where: str) -> None:
    item = report()
    fetched = Fetched(
        address="http://post.example/1", final="https://post.example/1", redirects=["https://post.example/1"],
        status=200, headers={"content-type": "text/plain"}, at="2016-12-07T09:00:00Z",
    )  # fmt: skip
    extra = {"author": "Amal", "media": [{"name": "a.jpg", "type": "image/jpeg"}], "message_id": 12}
    ledger.receive(
        item.model_copy(
            update={
                "capture": item.capture.model_copy(update={"fetched": fetched}),
                "document": of(item).model_copy(update={"extra": extra}),
            }
        )
    )
    assert ledger.document(of(item).doc).extra == extra
    engine = create_engine(address(where))
    with engine.connect() as connection:
        kept = connection.execute(text("SELECT fetched, tool FROM capture")).one()
    engine.dispose()
    assert Fetched.model_validate_json(kept.fetched) == fetched
    assert kept.tool.startswith("marsad ")
    assert ledger.verify() == []


@pytest.mark.parametrize(
    ("kind", "statement"),
    [
        ("mapping", "UPDATE mapping SET mapping = '{}'"),
        ("feed_item", "UPDATE feed_item SET item = '2'"),
        ("missing", "DELETE FROM feed_item"),
        ("feed_visit", "UPDATE feed_visit SET etag = NULL"),
        ("capture", "UPDATE capture SET origin = 'elsewhere'"),
        ("capture", "UPDATE capture SET fetched = '{}'"),
        ("document", 'UPDATE document SET extra = \'{"author": "Somebody"}\''),
        ("document", "UPDATE document SET tool = NULL"),
    ],
)
def test_changes_to_what_is_remembered_are_found(
    ledger: Ledger, where: str, kind: str, statement: str, tamper: Callable[[str, str], None]
) -> None:
    ledger.receive(report())
    ledger.save_mapping("abc", {"text": "Report"})
    ledger.take(FEED, ["1"])
    ledger.visited(FEED, Visit('"a"', None))
    tamper(where, statement)
    assert kind in [problem.kind for problem in ledger.verify()]
