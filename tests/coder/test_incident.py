"""A report of one incident: its day, its victims, its sources; towns, people and outlets are invented."""

from __future__ import annotations

import pytest

from marsad.coders.rules.coder import RuleCoder
from marsad.model import Claim, Document

REPORT = """A truck bomb blew up at a checkpoint in Fenner on Saturday, officials and medics said.

Residents heard the explosion from miles away. Two teachers and a nurse were among the dead, the governor said.

"We have counted 31 dead, and 52 injured have been taken to hospitals," said Anton Lodge of the Red Lamp charity.

Rebels have attacked the town before. The worst attack there since May, when a car bomb killed 90 people at a market, \
ended a lull. In January 2017 the army shelled Corran. Eleven people were killed.

The toll of another blast rose to 9 on Sunday, the governor said.

More than 12,000 people have died in the war, according to Lamp figures."""


@pytest.fixture(scope="module")
def coder() -> RuleCoder:
    return RuleCoder()


@pytest.fixture(scope="module")
def report(coder: RuleCoder) -> list[Claim]:
    return read(coder, REPORT)


def read(coder: RuleCoder, text: str) -> list[Claim]:
    return coder.code(
        Document(doc="report", text=text, title="", published="2018-09-03", publisher=None, language="en")
    )


def claim(claims: list[Claim], words: str, kind: str) -> Claim:
    """The claim of a kind with the shortest evidence that holds the words."""
    return min((c for c in claims if words in c.evidence.text and c.event == kind), key=lambda c: len(c.evidence.text))


def day(found: Claim) -> str | None:
    return found.time.start if found.time is not None else None


@pytest.mark.parametrize(("words", "kind"), [("31 dead", "killed"), ("52 injured", "injured"), ("teachers", "killed")])
def test_what_is_told_of_the_incident_later_is_of_its_day(report: list[Claim], words: str, kind: str) -> None:
    assert day(claim(report, words, kind)) == "2018-09-01"


@pytest.mark.parametrize(("words", "start"), [("90 people", "2018-05-01"), ("rose to 9", None)])
def test_another_event_keeps_its_own_time(report: list[Claim], words: str, start: str | None) -> None:
    assert day(claim(report, words, "killed")) == start


def test_background_after_an_old_date_is_not_of_the_incident(report: list[Claim]) -> None:
    assert day(claim(report, "Eleven people", "killed")) != "2018-09-01"


def test_who_was_among_the_dead(report: list[Claim]) -> None:
    groups = [c.target[0].text for c in report if "among the dead" in c.evidence.text]
    assert groups == ["teachers", "nurse"] or groups == ["teachers"]


def test_the_first_of_two_kinds_of_sources_speaks(report: list[Claim]) -> None:
    assert [s.text for s in claim(report, "truck bomb", "bombing").attribution] == ["officials"]


def test_figures_are_those_of_whoever_keeps_them(coder: RuleCoder) -> None:
    [found] = read(coder, "Since April 400 people have been killed in air strikes, according to WHO figures.")[:1]
    assert [s.name or s.text for s in found.attribution] == ["WHO"]


@pytest.mark.parametrize(
    ("sentence", "actors"),
    [
        ("Last month troops shot dead six villagers in Corran.", ["troops"]),
        ("Dozens of rebels attacked an army base in Corran.", ["rebels"]),
        ("The army said its jets had destroyed a rebel convoy in Corran.", ["army"]),
        ("Fighter jets bombed a rebel base in Corran.", []),
    ],
)
def test_doers_without_the_words_around_them(coder: RuleCoder, sentence: str, actors: list[str]) -> None:
    attacks = [c for c in read(coder, sentence) if c.type == "attack"]
    assert [a.text for a in attacks[0].actor] == actors


@pytest.mark.parametrize(
    ("sentence", "place"),
    [
        (
            "The suicide bombers struck a power station in Sahl a town 40 km north-west of Corran killing 16 workers.",
            "Sahl",
        ),
        ("A suicide bomber killed six soldiers in the Afghan capital.", "Kabul"),
        ("A suicide bomber killed six soldiers at a United Nations-run school in Sahl.", "Sahl"),
    ],
)
def test_where_the_victims_were(coder: RuleCoder, sentence: str, place: str) -> None:
    [toll] = [c for c in read(coder, sentence) if c.event == "killed"]
    assert [p.name or p.text for p in toll.place] == [place]


def test_a_further_raid_is_of_the_kind_told_before(coder: RuleCoder) -> None:
    text = "Warplanes bombed the rebel-held town of Fenner on Sunday. A second raid hit Corran."
    assert [c.event for c in read(coder, text) if c.type == "attack"] == ["airstrike", "airstrike"]


def test_doers_go_on_with_the_means_told_before(coder: RuleCoder) -> None:
    text = "Rebels shelled the army base in Fenner on Sunday. The rebels also targeted the town of Corran."
    assert [c.event for c in read(coder, text) if c.type == "attack"] == ["shelling", "shelling"]


def test_the_settlement_named_behind_a_lead_is_that_of_its_event(coder: RuleCoder) -> None:
    text = (
        "An air strike killed at least 20 people in northern Yemen on Sunday, health officials said. Anton Lodge, a "
        "doctor, said the dead had gathered for a wedding in the Sahl district. He added that 46 people were injured."
    )
    tolls = [c for c in read(coder, text) if c.type == "casualty"]
    assert [[p.name or p.text for p in c.place] for c in tolls] == [["Sahl district"], ["Sahl district"]]
