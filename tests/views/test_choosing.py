"""Which claims a brief shows, by day, by what was known, by place."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.errors import InputError
from marsad.publish.brief import as_html
from marsad.views.brief import brief
from tests.publish.test_brief import Page
from tests.views.atlas import Atlas
from tests.views.making import entry, number, when

if TYPE_CHECKING:
    from marsad.model import Entry
    from marsad.views.parts import Brief

DAY = date(2031, 5, 4)


def texts(drawn: Brief, numbers: Any = None) -> list[str]:
    return [drawn.line(number).text for number in (numbers if numbers is not None else range(1, len(drawn.lines) + 1))]


def left_out(drawn: Brief) -> dict[str, int]:
    return {one.reason: one.claims for one in drawn.left_out}


def test_a_day_takes_what_touches_it_or_the_day_before_and_what_was_reported_then() -> None:
    entries = [
        entry("shelling", place=["A"], start=0, time=when("2031-05-03"), published="2031-05-09"),
        entry("shelling", place=["B"], time=when("2031-05-04")),
        entry("shelling", place=["C"], start=2, time=when("2031-05-01", "2031-05-03")),
        entry("shelling", place=["D"], published="2031-05-03T23:10+02:00"),
        entry("shelling", place=["E"], published="2031-05-05"),
        entry("shelling", place=["F"], time=when("2031-05-05"), published="2031-05-05"),
        entry("shelling", place=["G"], time=when("2031-05-02"), published="2031-05-02"),
        entry("talks_planned", actor=["H"], time=when("2031-05-09"), modality="planned"),
        entry("shelling", place=["I"], published=None),
        entry("shelling", place=["J"], time=when("2031-05-01")),
    ]
    drawn = brief(entries, on=DAY)
    assert [line.places[0].name if line.places else "H" for line in drawn.lines] == ["B", "D", "C", "A", "H", "J"]
    assert texts(drawn, drawn.background) == ["Shelling of J on 1 May 2031"]
    assert left_out(drawn) == {
        "about days before the window": 1,
        "about later days": 2,
        "that give no day and no date of publication": 1,
    }


def test_without_a_day_the_window_is_the_period_of_the_reports() -> None:
    entries = [
        entry("shelling", place=["A"], published="2031-05-04", time=when("2031-05-03")),
        entry("shelling", place=["B"], published="2031-06-20"),
        entry("shelling", place=["C"], published="2031-05-04", time=when("2029-01-01")),
        entry("shelling", place=["D"], published=None),
    ]
    drawn = brief(entries)
    assert (drawn.start, drawn.end) == ("2031-05-03", "2031-06-20")
    assert texts(drawn, drawn.background) == ["Shelling of C on 1 January 2029"]
    assert len(drawn.lines) == 4
    assert drawn.title == "Reports of 4 May – 20 June 2031"


def test_a_running_count_over_years_is_background() -> None:
    war = entry(
        "killed", quantity=number("100,000", 100000, 100000), time=when("2029-01-01", "2031-05-04", "since 2029")
    )
    drawn = brief([war, entry("shelling", place=["A"])], on=DAY)
    assert len(drawn.background) == 1
    assert not drawn.tolls


def test_a_count_of_weeks_belongs_to_the_day_of_its_report() -> None:
    def count(published: str) -> Any:
        time = when("2031-04-15", published, "since mid-April")
        return entry("killed", quantity=number("900", 900, 900), time=time, published=published)

    assert len(brief([count("2031-05-04")], on=DAY).tolls) == 1
    later = brief([count("2031-05-12")], on=DAY)
    assert not later.lines
    assert left_out(later) == {"about longer periods, reported on other days": 1}


@pytest.mark.parametrize(
    ("published", "known_by", "shown"),
    [
        ("2031-05-04", "2031-05-04T23:59:59.999999+00:00", True),
        ("2031-05-04", "2031-05-04T12:00:00+00:00", False),
        ("2031-05-04T09:00", "2031-05-04T12:00:00+00:00", True),
        ("2031-05-04T13:00+02:00", "2031-05-04T12:00:00+00:00", True),
        ("2031-05-05", "2031-05-04T23:00:00+00:00", False),
        (None, "2031-05-31T00:00:00+00:00", False),
        (None, "2031-06-02T00:00:00+00:00", True),
    ],
)
def test_known_by_goes_by_the_time_of_publication(published: str | None, known_by: str, shown: bool) -> None:
    one = entry("shelling", place=["A"], published=published, time=when("2031-05-04"))
    drawn = brief([one], on=DAY, known_by=datetime.fromisoformat(known_by))
    assert bool(drawn.lines) is shown
    assert left_out(drawn) == ({} if shown else {"published later": 1})


def test_a_time_without_offset_is_utc() -> None:
    one = entry("shelling", place=["A"], published="2031-05-04T11:00Z")
    aware, naive = datetime(2031, 5, 4, 12, tzinfo=UTC), datetime(2031, 5, 4, 12)
    assert brief([one], known_by=naive) == brief([one], known_by=aware)


def test_what_does_not_stand_is_left_out() -> None:
    entries = [entry("shelling", place=[name], status=name) for name in ("rejected", "retracted", "superseded")]
    drawn = brief(entries, on=DAY)
    assert not drawn.lines
    assert left_out(drawn) == {"rejected in review": 1, "retracted by the source": 1}


def test_control_stands_until_something_later_is_known() -> None:
    entries = [
        entry("captured", actor=["Column"], place=["Mill"], time=when("2031-04-10"), published="2031-04-10"),
        entry("captured", actor=["League"], place=["Mill"], time=when("2031-04-20"), published="2031-04-20"),
        entry("captured", actor=["Column"], place=["Fort"], time=when("2031-04-10"), published="2031-04-10"),
        entry("withdrew", actor=["Column"], place=["Fort"], time=when("2031-05-03")),
        entry("besieged", place=["Fort"], time=when("2031-04-01"), published="2031-04-01"),
        entry("contested", place=["Dam"], time=when("2031-04-10"), published="2031-04-10"),
        entry("captured", actor=["Column"], place=["Dam"], time=when("2029-04-10"), published="2029-04-10"),
        entry("captured", actor=["Column"], place=["the bridge"], time=when("2031-04-10"), published="2031-04-10"),
    ]
    drawn = brief(entries, on=DAY)
    assert [(line.text, line.standing) for line in drawn.lines] == [
        ("Column left Fort on 3 May 2031", False),
        ("Siege of Fort on 1 April 2031", True),
        ("League took Mill on 20 April 2031", True),
    ]
    assert left_out(drawn) == {"about days before the window": 5}


def test_a_truce_holds_for_the_days_it_was_given() -> None:
    def truce(days: float) -> Any:
        time = when("2031-04-29")
        return entry("ceasefire_agreed", quantity=number("days", days, days, "days"), time=time, published="2031-04-29")

    assert len(brief([truce(7)], on=DAY).lines) == 1
    assert not brief([truce(2)], on=DAY).lines


PLACED = [
    entry("captured", actor=["Column"], place=["Tanners' Quarter=tanners"]),
    entry("shelling", place=["Old Town=old-town"]),
    entry("fled", target=["families"], place=["Wadi Salt=wadi-salt"]),
    entry("ceasefire_called", actor=["Column"], place=["Sarra=sarra"]),
    entry("shelling", place=["villages round Old Town"]),
    entry("shelling", place=["the depot"]),
    entry("talks_called", actor=["Column"]),
]


def test_a_place_takes_in_what_lies_inside_and_notes_what_contains_it() -> None:
    drawn = brief(PLACED, on=DAY, place="old town", places=Atlas())
    assert drawn.place is not None
    assert (drawn.place.id, drawn.place.parents) == ("old-town", ("Qasr Amin", "Sarra"))
    assert texts(drawn) == [
        "Column took Tanners' Quarter",
        "Shelling of Old Town",
        "Shelling of villages round Old Town",
        "Column called for a ceasefire in Sarra",
    ]
    assert texts(drawn, drawn.wider) == ["Column called for a ceasefire in Sarra"]
    assert left_out(drawn) == {
        "about other places": 1,
        "about places that could not be resolved, so perhaps elsewhere": 1,
        "that name no place": 1,
    }


def test_a_place_may_be_given_by_id() -> None:
    assert brief(PLACED, place="old-town", places=Atlas()) == brief(PLACED, place="Old Town", places=Atlas())


def test_a_place_that_only_claims_name_is_matched_by_its_words() -> None:
    drawn = brief(PLACED, place="depot", places=Atlas())
    assert texts(drawn) == ["Shelling of the depot"]
    assert drawn.place is not None
    assert drawn.place.id is None


def test_an_unknown_place_is_refused_in_a_sentence() -> None:
    with pytest.raises(InputError, match="No place called “Nowhere” is known"):
        brief(PLACED, place="Nowhere", places=Atlas())


def test_nothing_gives_an_empty_brief() -> None:
    drawn = brief([], on=DAY)
    assert not drawn.lines
    assert drawn.title == "Brief of 4 May 2031"
    assert brief([]).title == "Brief"


EVENTS_SEEN = ("captured", "withdrew", "contested", "killed", "shelling", "fled", "ceasefire_agreed", "talks_called")
DAYS = st.sampled_from([None, "2029-01-01", "2031-04-01", "2031-05-03", "2031-05-04", "2031-05-05", "2031-07-01"])


@st.composite
def ledgers(chosen: st.DrawFn) -> list[Entry]:
    made = []
    for index in range(chosen(st.integers(0, 8))):
        start, end = sorted((chosen(DAYS) or "2031-05-02", chosen(DAYS) or "2031-05-04"))
        slots: dict[str, Any] = {
            "actor": [chosen(st.sampled_from(["Hill Brigade", "River League", "rebels"]))],
            "place": chosen(
                st.lists(st.sampled_from(["Mill Quarter=mill", "Fort", "the city", "Sarra=sarra"]), max_size=2)
            ),
            "by": chosen(st.lists(st.sampled_from(["Watch House", "Plains Wire"]), max_size=1)),
            "modality": chosen(st.sampled_from(["asserted", "denied", "alleged", "planned"])),
            "time": chosen(st.sampled_from([None, when(start, end)])),
            "quantity": chosen(
                st.sampled_from([None, number("9", 9, 9), number("14", 14, 14), number("half", 0.5, 0.5, "share")])
            ),
            "published": chosen(DAYS),
            "status": chosen(st.sampled_from(["standing", "standing", "rejected"])),
        }
        doc = chosen(st.sampled_from(["d1", "d2"]))
        made.append(entry(chosen(st.sampled_from(EVENTS_SEEN)), doc=doc, start=index, **slots))
    return made


@settings(deadline=None)
@given(ledgers(), st.sampled_from([None, DAY]), st.sampled_from([None, "Qasr Amin"]))
def test_every_claim_is_shown_once_or_counted_as_left_out(
    entries: list[Entry], on: date | None, place: str | None
) -> None:
    drawn = brief(entries, on=on, place=place, places=Atlas())
    shown = [claim for line in drawn.lines for claim in line.claims]
    assert len(shown) == len(set(shown)) == drawn.claims
    assert len(shown) + sum(one.claims for one in drawn.left_out) == len(entries)
    assert {note.quote for note in drawn.notes} == {e.claim.evidence.text for e in entries if e.claim.id in shown}
    placed = [n for section in drawn.sections for n in section.lines] + [*drawn.wider, *drawn.background]
    assert sorted(placed) == [line.number for line in drawn.lines]
    assert brief(entries[::-1], on=on, place=place, places=Atlas()) == drawn
    Page(as_html(drawn))
