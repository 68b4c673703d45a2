"""Which claims are about one happening: invented reports, and documents coded and grouped by hand."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import permutations
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as some

from marsad.model import Entry, Ruling
from marsad.views.incidents.reading import Wanted, incidents
from marsad.views.registries import Names
from tests.views.atlas import Atlas, Roll
from tests.views.making import entry, number, when

if TYPE_CHECKING:
    from collections.abc import Sequence

NAMES = Names(Atlas(), Roll())
MILL, HEIGHTS, CITY, SALT = "the mill=mill", "Amin Heights=heights", "Qasr Amin=qasr-amin", "Wadi Salt=wadi-salt"


def told(event: str, place: str | None, doc: str, figure: float | None = None, **more: Any) -> Entry:
    """A claim of a document of its own outlet, on 4 May 2031 unless told otherwise."""
    quantity = number(f"{figure:g}", figure, figure) if figure is not None else None
    more = {"time": when("2031-05-04"), "publisher": f"Outlet {doc}", "published": "2031-05-05", **more}
    return entry(event, place=[place] if place else [], doc=doc, quantity=quantity, **more)


def groups(entries: Sequence[Entry], **how: Any) -> set[frozenset[str]]:
    return {frozenset(found.incident.claims) for found in incidents(entries, NAMES, **how)}


def one(*entries: Entry) -> bool:
    return len(groups(entries)) == 1


def ruled(kind: Any, first: Entry, second: Entry, recorded: str = "2031-06-02T00:00:00Z") -> list[Entry]:
    """Both entries with a ruling on the pair."""
    pair = "+".join(sorted((first.claim.id, second.claim.id)))
    made = Ruling(id=kind + recorded, kind=kind, about=pair, by="R. Reviewer", reason="read both", recorded=recorded)
    return [found.model_copy(update={"rulings": [*found.rulings, made]}) for found in (first, second)]


def test_reports_of_one_strike_are_one_incident() -> None:
    assert one(
        told("airstrike", MILL, "a", words="jets bombed a bakery in the mill quarter"),
        told("killed", MILL, "b", 11, words="11 people were killed when aircraft hit a bakery"),
        told("killed", MILL, "c", 14, words="14 died in the air raid on a bakery"),
    )


def test_two_strikes_on_two_markets_of_one_day_stay_apart() -> None:
    fish = [told("killed", "Fish Market", doc, 9, words="9 killed in an air strike on the fish market") for doc in "ab"]
    wool = [told("killed", "Wool Market", doc, 9, words="9 killed in an air strike on the wool market") for doc in "cd"]
    assert groups(fish + wool) == {frozenset(e.claim.id for e in fish), frozenset(e.claim.id for e in wool)}


def test_places_of_the_tree_that_lie_apart_stay_apart() -> None:
    assert not one(told("killed", HEIGHTS, "a", 9), told("killed", SALT, "b", 9))


def test_a_district_lies_in_its_city() -> None:
    first = told("killed", MILL, "a", 21, words="21 killed as rockets hit a school")
    assert one(first, told("killed", CITY, "b", 21, words="rockets on a school killed 21"))


def test_days_apart_are_two_happenings() -> None:
    assert not one(told("killed", MILL, "a", 9), told("killed", MILL, "b", 9, time=when("2031-05-07")))


def test_one_document_tells_two_strikes_apart() -> None:
    both = [
        told("killed", MILL, "a", 12, words="an air strike killed 12 at a school", start=0),
        told("killed", MILL, "a", 3, words="gunmen shot 3 dead at a wedding", start=900),
    ]
    assert not one(*both)


def test_a_toll_over_a_week_is_an_aggregate_and_joins_no_incident() -> None:
    week = told("killed", MILL, "b", 60, time=when("2031-05-01", "2031-05-07"))
    found = incidents([told("killed", MILL, "a", 9), week], NAMES)
    assert sorted(one.incident.kind for one in found) == ["aggregate", "incident"]


def test_every_link_has_its_reason() -> None:
    found = incidents([told("killed", MILL, "a", 21), told("killed", MILL, "b", 21)], NAMES)
    (tie,) = found[0].incident.ties
    assert "both give 21 killed" in tie.reasons
    assert tie.score is not None


def test_the_address_is_the_oldest_claim() -> None:
    late, early = told("killed", MILL, "a", 9, published="2031-05-06"), told("killed", MILL, "b", 9)
    assert [found.incident.id for found in incidents([late, early], NAMES)] == [early.claim.id]


def test_what_people_rule_binds() -> None:
    first, second, third = (told("killed", MILL, doc, 9) for doc in "abc")
    apart = ruled("different", first, second)
    assert len(groups([*apart, third])) == 2
    far = told("killed", SALT, "d", 2, time=when("2031-05-09"))
    assert one(*ruled("same", first, far))


def test_the_later_ruling_on_a_pair_counts() -> None:
    first, second = ruled("different", told("killed", MILL, "a", 9), told("killed", MILL, "b", 9))
    assert one(*ruled("same", first, second, "2031-06-03T00:00:00Z"))


def test_days_and_place_choose_what_is_given() -> None:
    entries = [told("killed", MILL, "a", 9), told("killed", SALT, "b", 2, time=when("2031-05-09"))]
    since = datetime(2031, 5, 8, tzinfo=UTC).date()
    assert groups(entries, wanted=Wanted(since=since)) == {frozenset([entries[1].claim.id])}
    assert groups(entries, wanted=Wanted(place="qasr-amin")) == {frozenset([entries[0].claim.id])}


def test_claims_without_place_or_day_still_stand_in_their_report() -> None:
    nowhere = entry("killed", doc="z", published=None, quantity=number("5", 5, 5))
    (found,) = incidents([nowhere], NAMES)
    assert (found.incident.start, found.incident.places) == (None, ())


@some.composite
def worlds(draw: Any) -> list[Entry]:
    made: dict[str, Entry] = {}
    for n in range(draw(some.integers(2, 7))):
        day = draw(some.integers(1, 4))
        found = told(
            draw(some.sampled_from(["killed", "injured", "airstrike"])), draw(some.sampled_from([MILL, HEIGHTS, CITY])),
            draw(some.sampled_from("abc")), draw(some.sampled_from([None, 3, 12])), start=100 * n,
            time=draw(some.sampled_from([None, when(f"2031-05-0{day}")])), published=f"2031-05-0{day + 1}",
        )  # fmt: skip
        made[found.claim.id] = found
    return list(made.values())


@settings(max_examples=60, deadline=None)
@given(worlds(), some.randoms(use_true_random=False))
def test_order_does_not_matter(entries: list[Entry], chance: Any) -> None:
    mixed = list(entries)
    chance.shuffle(mixed)
    assert incidents(mixed, NAMES) == incidents(entries, NAMES)


@settings(max_examples=60, deadline=None)
@given(worlds(), some.integers(2, 5))
def test_a_later_report_changes_no_earlier_answer(entries: list[Entry], day: int) -> None:
    known = datetime(2031, 5, day, 23, 59, 59, 999999, tzinfo=UTC)
    then = [e for e in entries if (e.claim.published or "") <= f"2031-05-0{day}"]
    assert groups(entries, known_by=known) == groups(then)


@settings(max_examples=40, deadline=None)
@given(worlds(), some.data())
def test_rulings_hold_whatever_else_is_told(entries: list[Entry], data: Any) -> None:
    first, second = data.draw(some.sampled_from(list(permutations(range(len(entries)), 2))))
    kind = data.draw(some.sampled_from(["same", "different"]))
    entries[first], entries[second] = ruled(kind, entries[first], entries[second])
    ids = {entries[first].claim.id, entries[second].claim.id}
    assert any(ids <= group for group in groups(entries)) == (kind == "same")


def test_one_report_that_names_two_neighbouring_quarters_tells_them_apart() -> None:
    places = [
        told("killed", place, "a", 3, words="3 people were killed by mortar shells", start=at, time=None)
        for place, at in ((MILL, 0), (HEIGHTS, 60))
    ]
    assert not one(*places)


def test_claims_of_one_report_on_one_province_are_one_happening() -> None:
    dead = told("killed", "Sarra=sarra", "a", 12, words="a car bomb killed 12 people", time=None)
    assert one(dead, told("injured", "Sarra=sarra", "a", 30, words="30 people were wounded", start=30, time=None))


def test_words_for_what_lies_around_a_city_may_be_any_place_of_it() -> None:
    words = "38 people were killed as a bomb hit a bus"
    first = told("killed", MILL, "a", 38, words=words)
    assert one(first, told("killed", "a crossing west of Qasr Amin", "b", 38, words=words))
    assert not one(first, told("killed", "a crossing west of Wadi Salt", "b", 38, words=words))
