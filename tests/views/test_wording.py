"""What claims say in plain words, slot by slot."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.model import EVENTS
from marsad.views.figures import counted, figure, overlap
from marsad.views.lines import said, told
from marsad.views.wording import at, listed, lower_start, named, to_or_from, with_article
from tests.views.making import claim, mention, number, says, when

PEOPLE = number("38", 38, 38)


@pytest.mark.parametrize(
    ("text", "low", "high", "unit", "words"),
    [
        ("38", 38, 38, "people", "38"),
        ("more than 200", 200, None, "people", "more than 200"),
        ("at least three", 3, None, "people", "at least 3"),
        ("no fewer than 19", 19, None, "people", "no fewer than 19"),
        ("around 500", 500, 500, "people", "around 500"),
        ("up to 50", 0, 50, "people", "up to 50"),
        ("between 30 and 40", 30, 40, "people", "30–40"),
        ("12000", 12000, 12000, "people", "12,000"),
        ("dozens", 24, None, "people", "dozens"),
        ("several thousand", 2000, None, "people", "several thousand"),
        ("more than two dozen", 24, None, "people", "more than 24"),
        ("three-quarters", 0.75, 0.75, "share", "three-quarters"),
        ("nearly half", 0.5, 0.5, "share", "nearly half"),
        ("44%", 0.44, 0.44, "share", "44%"),
        ("two-thirds", 0.667, 0.667, "share", "two-thirds"),
        ("2.5 km2", 2.5, 2.5, "km2", "2.5"),
    ],
)
def test_figures_keep_their_bounds(text: str, low: float, high: float | None, unit: str, words: str) -> None:
    found = figure(number(text, low, high, unit))
    assert found is not None
    assert (found.words, found.low, found.high) == (words, low, high)


def test_bounds_that_no_word_gives_come_from_the_record() -> None:
    words = [figure(number("19", 19, high, bound=bound)) for bound, high in (("at_least", None), ("about", 19))]
    assert [found and found.words for found in words] == ["at least 19", "about 19"]


def test_vague_figures_take_of() -> None:
    dozens, hundreds = figure(number("dozens", 24, None)), figure(number("more than 100", 100, None))
    assert dozens is not None
    assert hundreds is not None
    assert (counted(dozens), counted(hundreds)) == ("dozens of", "more than 100")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("38", 38, 38), ("38", 38, 38), True),
        (("38", 38, 38), ("45", 45, 45), False),
        (("more than 30", 30, None), ("45", 45, 45), True),
        (("up to 50", 0, 50), ("45", 45, 45), True),
        (("about 40", 40, 40), ("38", 38, 38), True),
        (("about 40", 40, 40), ("60", 60, 60), False),
    ],
)
def test_figures_differ_only_where_their_bounds_do(one: Any, other: Any, same: bool) -> None:
    first, second = figure(number(*one)), figure(number(*other))
    assert first is not None
    assert second is not None
    assert overlap(first, second) is overlap(second, first) is same


ASSERTED = [
    ("Hill Brigade took Amin Heights", "captured", {"actor": ["Hill Brigade"], "place": ["Amin Heights"]}),
    ("Capture of Amin Heights", "captured", {"place": ["Amin Heights"]}),
    ("Hill Brigade took a place not named", "captured", {"actor": ["Hill Brigade"]}),
    ("Hill Brigade took seven other districts", "captured",
     {"actor": ["Hill Brigade"], "place": ["seven other districts"], "quantity": number("seven", 7, 7, "places")}),
    ("Hill Brigade took Amin Heights from the River Army", "captured",
     {"actor": ["Hill Brigade"], "place": ["Amin Heights"], "target": ["River Army"]}),
    ("Rebels left Bab Amin", "withdrew", {"actor": ["rebels"], "place": ["Bab Amin"]}),
    ("Withdrawal from Bab Amin", "withdrew", {"place": ["Bab Amin"]}),
    ("Three-quarters of eastern Amin held by the government", "holds",
     {"actor": ["government"], "place": ["eastern Amin"], "quantity": number("three-quarters", 0.75, 0.75, "share")}),
    ("Amin Heights held (by whom is not said)", "holds", {"place": ["Amin Heights"]}),
    ("Hill Brigade advanced in or towards Amin Heights", "advanced",
     {"actor": ["Hill Brigade"], "place": ["Amin Heights"]}),
    ("Fighting in Amin Heights between Hill Brigade and River League", "contested",
     {"actor": ["Hill Brigade", "River League"], "place": ["Amin Heights"]}),
    ("Fighting", "contested", {}),
    ("Hill Brigade besieged Amin Heights", "besieged", {"actor": ["Hill Brigade"], "place": ["Amin Heights"]}),
    ("Siege of some 20,000 people in Amin Heights", "besieged",
     {"place": ["Amin Heights"], "quantity": number("some 20,000", 20000, 20000)}),
    ("Airstrikes by River League on Amin Heights", "airstrike",
     {"actor": ["River League"], "place": ["Amin Heights"], "words": "air strikes by the League"}),
    ("3 airstrikes on the market in Amin Heights", "airstrike",
     {"target": ["market"], "place": ["Amin Heights"], "quantity": number("three", 3, 3, "airstrikes")}),
    ("Shelling of Amin Heights", "shelling", {"place": ["Amin Heights"]}),
    ("Shelling by Hill Brigade near Amin Heights (mortars)", "shelling",
     {"actor": ["Hill Brigade"], "place": ["near Amin Heights"], "means": mention("mortars")}),
    ("Missile or drone strike on Amin Heights", "missile_drone", {"place": ["Amin Heights"], "words": "a rocket fell"}),
    ("Bombing in Amin Heights", "bombing", {"place": ["Amin Heights"]}),
    ("Ground assault by Hill Brigade on River League at the bridge", "ground_assault",
     {"actor": ["Hill Brigade"], "target": ["River League"], "place": ["bridge"]}),
    ("Shooting of civilians in Amin Heights", "shooting", {"target": ["civilians"], "place": ["Amin Heights"]}),
    ("Chemical attack on Amin Heights", "chemical", {"place": ["Amin Heights"]}),
    ("Attack on Amin Heights", "other", {"place": ["Amin Heights"]}),
    ("38 people killed in Amin Heights on 3 May 2031", "killed",
     {"target": ["people"], "place": ["Amin Heights"], "quantity": PEOPLE, "time": when("2031-05-03")}),
    ("1 child killed by Hill Brigade", "killed",
     {"actor": ["Hill Brigade"], "target": ["child"], "quantity": number("one", 1, 1)}),
    ("People killed", "killed", {}),
    ("88 people killed or wounded", "killed", {"quantity": number("88", 88, 88, "killed and wounded")}),
    ("More than 200 people injured", "injured", {"quantity": number("more than 200", 200, None)}),
    ("Dozens of civilians reported missing", "missing",
     {"target": ["civilians"], "quantity": number("dozens", 24, None)}),
    ("4 people (fighters and medics) detained in Amin Heights", "detained",
     {"target": ["fighters", "medics"], "place": ["Amin Heights"], "quantity": number("four", 4, 4)}),
    ("38 people killed since 1 May 2031", "killed", {"quantity": number("38", 38, 38, since="2031-05-01")}),
    ("About 500 civilians fled from Amin Heights", "fled",
     {"target": ["civilians"], "place": ["Amin Heights"], "quantity": number("about 500", 500, 500)}),
    ("Civilians fled to Wadi Salt", "fled",
     {"target": ["civilians"], "place": ["Wadi Salt"], "words": "civilians fled to Wadi Salt"}),
    ("Families returned to Amin Heights", "returned", {"target": ["families"], "place": ["Amin Heights"]}),
    ("38 people trapped in Amin Heights", "trapped", {"place": ["Amin Heights"], "quantity": PEOPLE}),
    ("Rebels called for a ceasefire of 5 days", "ceasefire_called",
     {"actor": ["rebels"], "quantity": number("five-day", 5, 5, "days")}),
    ("Call for a ceasefire", "ceasefire_called", {}),
    ("Hill Brigade and River League agreed to or kept a ceasefire in Amin Heights", "ceasefire_agreed",
     {"actor": ["Hill Brigade", "River League"], "place": ["Amin Heights"]}),
    ("Ceasefire of 48 hours, agreed or in force", "ceasefire_agreed", {"quantity": number("48", 48, 48, "hours")}),
    ("Hill Brigade violated a ceasefire", "ceasefire_violated", {"actor": ["Hill Brigade"]}),
    ("River League rejected a ceasefire", "ceasefire_rejected", {"actor": ["River League"]}),
    ("River League called for talks", "talks_called", {"actor": ["River League"]}),
    ("Ana Sefi planned talks with Omar Dahl on 7–8 May 2031", "talks_planned",
     {"actor": ["Ana Sefi"], "target": ["Omar Dahl"], "modality": "planned", "time": when("2031-05-07", "2031-05-08")}),
    ("Talks held or under way", "talks_held", {}),
    ("River League ended or ruled out talks with Hill Brigade", "talks_failed",
     {"actor": ["River League"], "target": ["Hill Brigade"]}),
    ("Nordia proposed a resolution to the Assembly Council", "resolution_proposed",
     {"actor": ["Nordia"], "target": ["Assembly Council"]}),
    ("Nordia and Sudria vetoed a resolution at the Assembly Council", "resolution_vetoed",
     {"actor": ["Nordia", "Sudria"], "target": ["Assembly Council"]}),
    ("Nordia vetoed resolutions", "resolution_vetoed", {"actor": ["Nordia"], "words": "vetoed several resolutions"}),
    ("Resolution adopted", "resolution_adopted", {}),
    ("Hill Brigade proposed a deal to River League", "deal_proposed",
     {"actor": ["Hill Brigade"], "target": ["River League"]}),
    ("Deal agreed in Amin Heights", "deal_agreed", {"place": ["Amin Heights"]}),
    ("Hill Brigade rejected a deal", "deal_rejected", {"actor": ["Hill Brigade"]}),
    ("Nordia condemned River League", "condemned", {"actor": ["Nordia"], "target": ["River League"]}),
    ("Nordia accused River League", "accused", {"actor": ["Nordia"], "target": ["River League"]}),
    ("The council asked for the evacuation of around 500 wounded people from Amin Heights", "evacuation_requested",
     {"actor": ["council"], "target": ["wounded people"], "place": ["Amin Heights"],
      "quantity": number("around 500", 500, 500)}),
    ("Dozens of people evacuated from Amin Heights", "evacuation_carried_out",
     {"place": ["Amin Heights"], "quantity": number("dozens", 24, None)}),
    ("Request for aid in Amin Heights", "aid_requested", {"place": ["Amin Heights"]}),
    ("Amin Relief delivered aid to civilians in Amin Heights (25 trucks)", "aid_delivered",
     {"actor": ["Amin Relief"], "target": ["civilians"], "place": ["Amin Heights"],
      "quantity": number("25", 25, 25, "trucks")}),
    ("Hill Brigade blocked aid convoys in Amin Heights", "aid_blocked",
     {"actor": ["Hill Brigade"], "target": ["aid convoys"], "place": ["Amin Heights"]}),
    ("2 hospitals hit in Amin Heights by River League", "facility_hit",
     {"actor": ["River League"], "target": ["hospitals"], "place": ["Amin Heights"],
      "quantity": number("two", 2, 2, "hospitals"), "words": "two hospitals were struck"}),
    ("Hospital out of service in Amin Heights", "facility_hit",
     {"target": ["hospital"], "place": ["Amin Heights"], "words": "the hospital is out of service"}),
]  # fmt: skip


@pytest.mark.parametrize(("line", "event", "slots"), ASSERTED)
def test_a_line_in_plain_words(line: str, event: str, slots: dict[str, Any]) -> None:
    assert says(event, **slots) == line


def test_every_event_is_worded() -> None:
    assert {event for _, event, _ in ASSERTED} == {event for events in EVENTS.values() for event in events}


def test_alleged_attacks_are_blamed() -> None:
    slots = {"actor": ["Hill Brigade"], "place": ["Amin Heights"], "modality": "alleged"}
    assert says("airstrike", **slots) == "Airstrike on Amin Heights, blamed on Hill Brigade"
    assert says("killed", **slots) == "People killed in Amin Heights, blamed on Hill Brigade"
    assert says("captured", **slots) == "Hill Brigade took Amin Heights"


def test_denials_name_who_denies() -> None:
    slots: dict[str, Any] = {"actor": ["Hill Brigade"], "place": ["Amin Heights"], "by": ["Hill Brigade"]}
    assert says("withdrew", **slots, modality="denied") == "Hill Brigade denied that Hill Brigade left Amin Heights"
    slots = {"place": ["Amin Heights"], "quantity": PEOPLE, "modality": "denied"}
    line = "The report itself (Qasr Amin Courier) denied that 38 people had been killed in Amin Heights"
    assert says("killed", **slots) == line


def test_plans_are_called_plans() -> None:
    slots = {"actor": ["Hill Brigade"], "place": ["Amin Heights"], "modality": "planned"}
    assert says("withdrew", **slots) == "Planned: withdrawal from Amin Heights by Hill Brigade"


@pytest.mark.parametrize(
    ("basis", "told_by", "words"),
    [
        ("accused", ["Nordia"], "Airstrike on Amin Heights, blamed on River League by Nordia"),
        ("claimed", [], "Airstrike on Amin Heights, claimed by River League"),
        ("admitted", [], "Airstrike on Amin Heights, admitted by River League"),
        ("denied", [], "Airstrike on Amin Heights, which River League denied having done"),
        ("stated", [], "Airstrike on Amin Heights, done by River League"),
    ],
)
def test_responsibility_is_told_apart_from_the_event(basis: str, told_by: list[str], words: str) -> None:
    assert says("airstrike", place=["Amin Heights"], responsibility=[("River League", basis, told_by)]) == words


def test_who_is_only_accused_is_not_said_to_have_done_it() -> None:
    slots: dict[str, Any] = {"actor": ["River League"], "responsibility": [("River League", "accused", ["Nordia"])]}
    assert (
        says("shelling", place=["Amin Heights"], **slots)
        == "Shelling of Amin Heights, blamed on River League by Nordia"
    )


@pytest.mark.parametrize(
    ("time", "words"),
    [
        (when("2031-05-03"), "on 3 May 2031"),
        (when("2031-05-03", "2031-05-05"), "on 3–5 May 2031"),
        (when("2031-04-29", "2031-05-02"), "on 29 April – 2 May 2031"),
        (when("2030-12-30", "2031-01-02"), "on 30 December 2030 – 2 January 2031"),
        (when("2031-03-01", "2031-05-02"), "from 1 March 2031 to 2 May 2031"),
        (when("2031-05-01", "2031-05-31"), "in May 2031"),
        (when("2030-01-01", "2030-12-31"), "in 2030"),
        (when("2030-03-05", "2031-05-04", "since 5 March"), "since 5 March 2030"),
        (when("2030-01-01", "2031-05-04", "since 2030", "year"), "since 2030"),
        (when(None, None, "on Saturday"), "(“on Saturday”, no date worked out)"),
    ],
)
def test_times_in_plain_words(time: Any, words: str) -> None:
    assert says("shelling", place=["Amin Heights"], time=time) == f"Shelling of Amin Heights {words}"


@pytest.mark.parametrize(
    ("modality", "chain", "publisher", "words"),
    [
        ("asserted", ["Watch House"], None, "reported by Watch House"),
        ("asserted", ["Nordia", "Ana Sefi"], None, "reported by Nordia, as told by Ana Sefi"),
        ("asserted", [], "Courier", "the report itself (Courier)"),
        ("asserted", [], None, "the report itself"),
        ("alleged", ["Watch House"], None, "alleged by Watch House"),
        ("alleged", [], "Courier", "alleged in the report itself (Courier)"),
        ("denied", ["Hill Brigade"], "Courier", "as told in the report (Courier)"),
        ("denied", ["Hill Brigade", "Watch House"], "Courier", "as told by Watch House"),
    ],
)
def test_who_says_so(modality: Any, chain: list[str], publisher: str | None, words: str) -> None:
    made = claim("captured", by=chain, publisher=publisher, modality=modality)
    assert said(modality, [told(made)]) == words


def test_several_sources_are_listed() -> None:
    sources = [told(claim("captured", by=[name])) for name in ("Watch House", "Plains Wire", "Watch House")]
    assert said("asserted", sources) == "reported by Watch House and Plains Wire"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("government", "the government"), ("rebels", "rebels"), ("Qasr Amin", "Qasr Amin"),
        ("old city", "the old city"),
        ("Qasr Amin city", "Qasr Amin city"), ("a market", "a market"),
        ("outskirts of Qasr Amin", "the outskirts of Qasr Amin"),
        ("UN", "the UN"), ("Sefi's army", "Sefi's army"), ("seven other districts", "seven other districts"),
    ],
)  # fmt: skip
def test_articles(name: str, words: str) -> None:
    assert with_article(name) == words


def test_places_take_their_preposition() -> None:
    assert at(["Amin Heights"]) == "in Amin Heights"
    assert at(["near Amin Heights"]) == "near Amin Heights"
    assert at(["north of Amin"]) == "north of Amin"
    assert at(["Amin airport"]) == "at Amin airport"
    assert at([]) == ""
    assert to_or_from(["Wadi Salt"], "they came from Amin to Wadi Salt") == "to Wadi Salt"
    assert to_or_from(["Amin"], "they left Amin for Wadi Salt") == "from Amin"


def test_lists_and_starts_of_sentences() -> None:
    assert listed([]) == ""
    assert listed(["A", "B", "C"]) == "A, B and C"
    assert named(["Rebels", "rebels", "Army"]) == "rebels and the army"
    assert lower_start("Rebel Front") == "Rebel Front"


NAMES = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "Zs", "Cc"]), min_size=1, max_size=20).filter(
    lambda text: bool(text.strip())
)


@settings(deadline=None)
@given(
    st.sampled_from([event for events in EVENTS.values() for event in events]),
    st.sampled_from(["asserted", "denied", "alleged", "planned"]),
    st.lists(NAMES, max_size=2), st.lists(NAMES, max_size=2), st.lists(NAMES, max_size=2), st.lists(NAMES, max_size=2),
    st.sampled_from([None, number("dozens", 24, None), PEOPLE, number("seven", 7, 7, "places"), number("x", None, None),
                     number("half", 0.5, 0.5, "share"), number("5", 5, 5, "days"), number("2", 2, 2, "trucks")]),
)  # fmt: skip
def test_any_slots_make_a_line(
    event: str, modality: Any, actor: Any, target: Any, place: Any, by: Any, figure: Any
) -> None:
    line = says(event, actor=actor, target=target, place=place, by=by, modality=modality, quantity=figure)
    assert line == line.strip()
    assert "None" not in line.replace("None", "", sum("None" in name for name in [*actor, *target, *place, *by]))
