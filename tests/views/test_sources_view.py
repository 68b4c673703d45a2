"""What is said of sources, told of an invented country."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from marsad.model import Origin as CopyOf
from marsad.views.registries import Names
from marsad.views.sources.parts import ADVICE
from marsad.views.sources.reading import sources
from marsad.views.sources.reliability import interval
from tests.views.atlas import Atlas, Roll
from tests.views.making import entry, number

if TYPE_CHECKING:
    from marsad.model import Entry
    from marsad.views.sources.parts import Origin, Pair, Sources

NAMES = Names(Atlas(), Roll())
MILL, HEIGHTS = "the mill=mill", "Amin Heights=heights"
LEAGUE, BOATS, HILL = "River League=league", "Second Boat Company=boats", "Hill Brigade=column"
MONITOR = "Salt Monitor=monitor"


def told(event: str, by: str, *actor: str, day: int = 4, place: str = MILL, **more: Any) -> Entry:
    """A claim of a source, published on a day of May 2031 by an outlet that differs from any other's."""
    more = {"published": f"2031-05-{day:02d}", "doc": f"{by}-{day}", "publisher": f"Outlet of {by}", **more}
    return entry(event, actor=actor, place=[place], by=[by], words=f"{event} {by} {actor} {place}"[:39], **more)


def found(*entries: Entry, **how: Any) -> Sources:
    return sources(entries, NAMES, **how)


def of(answer: Sources, key: str) -> Origin:
    return next(one for one in answer.origins if one.key == key)


def pair(*entries: Entry) -> Pair:
    (one,) = found(*entries).pairs
    return one


def dead(by: str, low: float, **more: Any) -> Entry:
    return told("killed", by, target=["people"], quantity=number(str(low), low, low), **more)


def test_an_origin_counts_once_whoever_tells_it() -> None:
    answer = found(
        told("holds", MONITOR, LEAGUE, doc="a", publisher="Ford Gazette"),
        told("holds", MONITOR, LEAGUE, doc="b", publisher="Tanners' Post"),
    )
    (monitor,) = answer.origins
    assert (monitor.key, monitor.claims, monitor.documents) == ("source:monitor", 2, 2)
    assert monitor.told_by == ("Ford Gazette", "Tanners' Post")
    assert answer.pairs == ()


def test_a_publisher_that_the_registry_knows_is_one_with_the_source_that_others_quote() -> None:
    own = entry("holds", actor=[LEAGUE], place=[MILL], publisher="Salt Monitor", doc="own")
    assert [one.key for one in found(own, told("holds", MONITOR, LEAGUE)).origins] == ["source:monitor"]


def test_copies_are_listed_and_are_no_second_source() -> None:
    first = entry("holds", actor=[LEAGUE], place=[MILL], publisher="Ford Gazette", doc="a")
    copy = entry("holds", actor=[LEAGUE], place=[MILL], publisher="Tanners' Post", doc="b").model_copy(
        update={"origin": CopyOf(doc="a", publisher="Ford Gazette", kind="copy", of="a", share=0.8)}
    )
    answer = found(first, copy)
    assert [one.key for one in answer.origins] == ["publisher:ford gazette"]
    (listed,) = answer.copies
    assert (listed.doc, listed.of, listed.of_publisher, listed.share) == ("b", "a", "Ford Gazette", 0.8)


def test_the_first_to_report_and_its_lead() -> None:
    when_ = {"quantity": None}
    early = told("shelling", MONITOR, day=4, published="2031-05-04T06:00+00:00", **when_)
    late = told("shelling", "Ford Relief", day=4, published="2031-05-04T18:00+00:00", **when_)
    leads = {lead.source: lead for lead in found(early, late).leads}
    assert (leads["source:monitor"].first, leads["source:monitor"].of, leads["source:monitor"].days) == (1, 1, 0.5)
    assert (leads["source:ford relief"].first, leads["source:ford relief"].days) == (0, None)
    assert leads["source:monitor"].claims == (early.claim.id,)


def test_reports_of_one_day_without_a_time_have_no_first() -> None:
    answer = found(told("shelling", MONITOR), told("shelling", "Ford Relief"))
    assert all(lead.first == 0 for lead in answer.leads)


@pytest.mark.parametrize(
    ("one", "other", "verdict"),
    [
        (told("holds", "a", LEAGUE), told("captured", "b", BOATS), (1, 0)),
        (told("holds", "a", LEAGUE), told("captured", "b", HILL), (0, 1)),
        (told("holds", "a", LEAGUE), told("withdrew", "b", LEAGUE), (0, 1)),
        (told("withdrew", "a", LEAGUE), told("withdrew", "b", BOATS), (1, 0)),
        (told("holds", "a", LEAGUE), told("holds", "b", LEAGUE, modality="denied"), (0, 1)),
        (told("shelling", "a"), told("shelling", "b", modality="denied"), (0, 1)),
        (told("shelling", "a"), told("shelling", "b"), (1, 0)),
        (dead("a", 12), dead("b", 12), (1, 0)),
        (dead("a", 12), dead("b", 30), (0, 1)),
    ],
)
def test_who_agrees_on_what(one: Entry, other: Entry, verdict: tuple[int, int]) -> None:
    judged = pair(one, other)
    assert (judged.agree, judged.differ) == verdict
    assert set(judged.cases[0].claims) == {one.claim.id, other.claim.id}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (told("holds", "a", LEAGUE), told("withdrew", "b", HILL)),
        (told("holds", "a", LEAGUE), told("holds", "b", LEAGUE, day=9)),
        (told("holds", "a", LEAGUE), told("holds", "b", LEAGUE, place=HEIGHTS)),
        (told("holds", "a", LEAGUE), told("holds", "b", HILL, modality="planned")),
        (dead("a", 12), told("killed", "b")),
    ],
)
def test_what_cannot_be_compared_counts_neither_way(one: Entry, other: Entry) -> None:
    assert found(one, other).pairs == ()


def test_what_a_side_says_of_itself_and_of_others() -> None:
    said = {
        "own_gains": told("captured", LEAGUE, BOATS),
        "own_losses": told("withdrew", LEAGUE, BOATS, day=5),
        "other_gains": told("captured", LEAGUE, HILL, day=6),
        "other_losses": told("killed", LEAGUE, target=["fighters=column"], day=7),
        "denied": told("captured", LEAGUE, HILL, day=8, modality="denied"),
    }
    civilians = told("killed", LEAGUE, target=["civilians"], day=9)
    by_type = {
        account.type: account for account in found(*said.values(), civilians, told("holds", MONITOR, HILL)).accounts
    }
    assert {account.side for account in by_type.values()} == {"actor:league"}
    for kind, one in said.items():
        account = by_type["casualty" if kind == "other_losses" else "control"]
        assert getattr(account, kind) == (one.claim.id,)


def test_reliability_is_advice_with_its_interval() -> None:
    three = [told("holds", by, LEAGUE) for by in ("a", "b")] + [told("holds", "c", HILL)]
    answer = found(*three)
    learned = of(answer, "source:c").reliability
    assert learned is not None
    assert (learned.agreed, learned.differed) == (0, 1)
    assert learned.low < learned.mean < learned.high
    assert learned.claims == (three[2].claim.id,)
    assert of(answer, "source:a").reliability is None  # the two others are split
    assert answer.advice == ADVICE
    assert "decides nothing" in ADVICE


def test_the_interval_is_that_of_the_beta_distribution() -> None:
    # Beta(1, 1) is uniform; the distribution function of Beta(1, 2) is 1 - (1 - x)^2; that of Beta(3, 1) is x^3.
    assert interval(0, 0) == pytest.approx((0.05, 0.95), abs=0.001)
    assert interval(0, 1) == pytest.approx((1 - 0.95**0.5, 1 - 0.05**0.5), abs=0.001)
    assert interval(2, 0) == pytest.approx((0.05 ** (1 / 3), 0.95 ** (1 / 3)), abs=0.001)


SOURCES = [MONITOR, LEAGUE, HILL, "Ford Relief"]


@some.composite
def reports(draw: some.DrawFn) -> Entry:
    event = draw(some.sampled_from(["holds", "captured", "withdrew", "shelling", "killed"]))
    actors = draw(some.lists(some.sampled_from([LEAGUE, BOATS, HILL]), max_size=1))
    figure = number("n", low := float(draw(some.integers(1, 4))), low) if event == "killed" else None
    return told(
        event, draw(some.sampled_from(SOURCES)), *actors, day=draw(some.integers(1, 4)), quantity=figure,
        place=draw(some.sampled_from([MILL, HEIGHTS])), start=draw(some.integers(0, 2)),
        modality=draw(some.sampled_from(["asserted", "denied", "planned"])),
    )  # fmt: skip


many = some.lists(reports(), max_size=10, unique_by=lambda e: e.claim.id)


@given(many, some.randoms(use_true_random=False))
def test_the_order_of_entries_does_not_matter(entries: list[Entry], chance: Any) -> None:
    mixed = list(entries)
    chance.shuffle(mixed)
    assert found(*mixed) == found(*entries)


@given(many, many, some.integers(1, 4))
def test_a_later_report_changes_no_earlier_answer(entries: list[Entry], more: list[Entry], day: int) -> None:
    by = datetime(2031, 5, day, 23, 59, 59, 999999, tzinfo=UTC)
    ids = {e.claim.id for e in entries}
    later = [e for e in more if (e.claim.published or "") > f"2031-05-{day:02d}" and e.claim.id not in ids]
    assert found(*entries, *later, known_by=by) == found(*entries, known_by=by)


@given(many)
def test_counts_name_their_claims(entries: list[Entry]) -> None:
    answer = found(*entries)
    assert sum(one.claims for one in answer.origins) == len(entries)
    known = {e.claim.id for e in entries}
    tally: Counter[str] = Counter()
    for judged in answer.pairs:
        assert judged.agree + judged.differ == len(judged.cases)
        assert all(len(case.claims) >= 2 and set(case.claims) <= known for case in judged.cases)
        tally.update({judged.one: judged.agree, judged.other: judged.agree})
    assert all(one.agree == tally[one.key] for one in answer.origins)
    assert all(len(lead.claims) == lead.of for lead in answer.leads)
