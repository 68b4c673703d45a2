"""Copies and versions: the same whatever the order of ingest, counted once, and checked by verify."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select

from marsad.ledger import Ledger, Query
from marsad.ledger.copies import FULL, place
from marsad.ledger.schema import likeness
from tests.ledger.town import POST, WIRE, Clock, empty, fill, of, report

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from marsad.model import Received

HEAD = "Qasr Amin, Tuesday. "
STORY = (
    "Shells fell on the Mill Quarter of Qasr Amin through the night, residents said, and rescuers were still "
    "digging at noon. The bakery on Weavers' Street lost its roof and two walls. A school that had taken in "
    "families from the river villages was emptied before the second round of fire, and its headmistress counted "
    "the children twice. The Garrison said that it had answered fire from the hills; the River Front denied "
    "having any guns there. Power has been cut since Sunday, and the pump house runs on the last of its fuel. "
)
OTHER = (
    "Envoys of both sides are to meet at Kestrel Bay on Friday to talk about a road for the wounded out of Qasr "
    "Amin. A ship with flour has waited in the harbour for nine days. The harbour master said that nobody had "
    "told him why, and that the flour would spoil unless it was landed within the week. Neither side has named "
    "who is to speak for it yet."
)


def told(text: str, published: str | None, publisher: str = POST, url: str | None = None, **extra: str) -> Received:
    item = report(text, published=published, publisher=publisher, title=None)
    return item.model_copy(update={"document": of(item).model_copy(update={"url": url, "extra": extra})})


WIRED = told(STORY, "2016-12-06T10:00Z", WIRE)
REPRINT = told(HEAD + STORY[: STORY.index("Power has")] + "More follows.", "2016-12-06T15:00Z", POST)
FORWARD = told(STORY.replace("through the night", "all night"), "2016-12-07T09:00Z", "Valley Observatory")
APART = told(OTHER, "2016-12-06T08:00Z", POST)
FAMILY = [WIRED, REPRINT, FORWARD, APART]


def relations(ledger: Ledger) -> dict[str, tuple[str, str, str, float | None]]:
    return {
        one.doc: (one.origin.doc, one.origin.of, one.origin.kind, one.origin.share)
        for one in ledger.holdings()
        if one.origin
    }


def test_copies_are_joined_to_the_earliest_with_what_they_share(ledger: Ledger) -> None:
    for item in FAMILY:
        ledger.receive(item)
    found = relations(ledger)
    first = of(WIRED).doc
    assert found.keys() == {of(REPRINT).doc, of(FORWARD).doc}
    assert {origin for origin, *_ in found.values()} == {first}
    share = found[of(REPRINT).doc][3]
    assert share is not None
    assert 0.9 < share < 1
    assert {one.doc for one in ledger.family(of(FORWARD).doc[:12])} == {first, of(REPRINT).doc, of(FORWARD).doc}
    assert ledger.verify() == []


def test_of_a_large_family_each_is_compared_with_the_first_ones_only(ledger: Ledger) -> None:
    many = [told(f"{STORY} Notice {n}.", f"2016-12-06T10:{n // 60:02}:{n % 60:02}Z") for n in range(FULL + 30)]
    with ledger.together() as together:
        for item in many:
            together.receive(item)
    found = relations(ledger)
    assert found.keys() == {of(item).doc for item in many[1:]}
    assert {origin for origin, *_ in found.values()} == {of(many[0]).doc}
    assert ledger.verify() == []
    with ledger._reading() as connection:
        kept = connection.scalar(select(func.count()).select_from(likeness))
    assert kept is not None
    assert FULL * (FULL - 1) + 2 * 30 * FULL <= kept < len(many) * (len(many) - 1)


def test_the_order_of_ingest_does_not_matter(tmp_path: Path) -> None:
    undated = told(STORY.replace("nine", "9") + "Seen at noon.", None, "Hill Radio")
    answers = []
    for number, order in enumerate(permutations([*FAMILY, undated])):
        if number % 7 == 0:
            clock = Clock()
            with Ledger.open(empty(tmp_path / f"{number}.db"), now=clock) as ledger:
                for item in order:
                    ledger.receive(item)
                    clock.forward(hours=1)
                answers.append(relations(ledger))
    assert len(answers[0]) == 3
    assert all(answer == answers[0] for answer in answers)


def test_the_same_address_with_new_text_is_a_version(ledger: Ledger, clock: Clock) -> None:
    url = "https://www.post.example/mill-quarter?utm_source=feed#top"
    first = told(STORY, "2016-12-06T10:00Z", url=url)
    second = told(
        STORY.replace("two walls", "three walls"), "2016-12-06T12:00Z", url="http://post.example/mill-quarter/"
    )
    third = told(OTHER, "2016-12-06T18:00Z", url="https://post.example/mill-quarter")
    for item in (third, first, second):
        ledger.receive(item)
        clock.forward(hours=1)
    found = relations(ledger)
    assert found[of(second).doc][:3] == (of(first).doc, of(first).doc, "version")
    assert found[of(third).doc] == (of(first).doc, of(second).doc, "version", None)
    assert ledger.verify() == []


def test_a_corrected_address_takes_a_version_out_again(ledger: Ledger, clock: Clock) -> None:
    first = told(STORY, "2016-12-06T10:00Z", url="https://post.example/1")
    other = told(OTHER, "2016-12-06T18:00Z", url="https://post.example/1")
    ledger.receive(first)
    ledger.receive(other)
    before = clock.forward(hours=1)
    clock.forward(hours=1)
    assert of(other).doc in relations(ledger)
    ledger.rule("correct", of(other).doc, by="Amal", reason="Wrong link.", change={"url": "https://post.example/2"})
    assert relations(ledger) == {}
    fill(ledger, told("Rescuers in Qasr Amin spoke. " + of(report()).text, "2016-12-07", url="https://post.example/3"))
    assert [entry.origin for entry in ledger.entries(Query())] == [None] * 4
    assert list(ledger.entries(Query(recorded_by=before))) == []
    ledger.rule("correct", of(other).doc, by="Amal", reason="It was.", change={"url": "https://post.example/1"})
    assert of(other).doc in relations(ledger)
    assert ledger.verify() == []


@pytest.mark.parametrize(
    ("details", "address"),
    [
        ({"url": "https://WWW.Post.example/a/?id=3&utm_medium=x#y"}, "post.example/a?id=3"),
        ({"url": "https://post.example/"}, ""),
        ({"url": "not an address"}, ""),
        ({}, ""),
        ({"url": "https://t.example/x", "extra": {"chat": "Qasr Amin Now", "message_id": 12}}, "Qasr Amin Now/12"),
    ],
)
def test_addresses_have_one_form(details: dict[str, object], address: str) -> None:
    assert place(details, {}) == (address, "")


def test_entries_carry_the_origin_of_their_document(ledger: Ledger) -> None:
    text = of(report()).text
    fill(ledger, report(published="2016-12-07T09:00Z"))
    fill(ledger, report("From our wire. " + text, published="2016-12-07T12:00Z", publisher=WIRE))
    origins = [entry.origin for entry in ledger.entries(Query())]
    assert origins.count(None) == 4
    copied = {origin.doc for origin in origins if origin}
    assert copied == {of(report(published="2016-12-07T09:00Z")).doc}
    assert {entry.origin for entry in ledger.entries(Query(known_by=Clock("2016-12-07T10:00+00:00")()))} == {None}


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE likeness SET share = 0.5 WHERE share > 0.9",
        "DELETE FROM likeness",
        "DELETE FROM bucket",
        "UPDATE sketch SET digest = x'00'",
        "UPDATE address SET address = 'post.example/other'",
    ],
)
def test_verify_works_copies_out_again(
    ledger: Ledger, where: str, statement: str, tamper: Callable[[str, str], None]
) -> None:
    for item in FAMILY:
        ledger.receive(item)
    ledger.receive(told("Another. " + OTHER, "2016-12-09", url="https://post.example/1"))
    assert ledger.verify() == []
    tamper(where, statement)
    assert "copies" in [problem.kind for problem in ledger.verify()]
