"""How a chronicle of a war is read: sentences of ours; towns are invented."""

from __future__ import annotations

from datetime import date

import pytest

from marsad.coders.rules import RuleCoder
from marsad.language.dates import find_times
from marsad.model import Document, document_id

HEAD = "KESTREL BAY, March 3, 2019 - A war of militias, rebels and government troops goes on here. "

# sentences -> (event, who, where) of the claims of that event
TOLD = {
    # villages that no registry knows
    "The rebels took the village of Sanfur. Clashes then broke out around Sanfur and Varell.": (
        "contested",
        [["Sanfur"], ["Varell"]],
    ),
    "Government soldiers took Umm Varell and Velyka Sanfur.": ("captured", [["Umm Varell"], ["Velyka Sanfur"]]),
    "The army seized control of Varell.": ("captured", [["Varell"]]),
    "In mid-March, the rebels entered Varell.": ("advanced", [["Varell"]]),
    "Troops advanced through the hills towards Varell.": ("advanced", [["Varell"]]),
    "Army units were within three kilometres of Varell.": ("advanced", [["Varell"]]),
    "Fighting spread to the districts of Bareq and Sanfur.": ("contested", [["Bareq"], ["Sanfur"]]),
    "The army tightened the noose around the town of Varell.": ("besieged", [["Varell"]]),
    "Soldiers stormed Varell, a large eastern suburb.": ("ground_assault", [["Varell"]]),
}


@pytest.fixture(scope="module")
def coder() -> RuleCoder:
    return RuleCoder()


def read(coder: RuleCoder, body: str) -> Document:
    text = HEAD + body
    return Document(doc=document_id("", "", text), text=text, published="2019-03-04", language="en")


@pytest.mark.parametrize(("body", "told"), TOLD.items())
def test_where_it_was(coder: RuleCoder, body: str, told: tuple[str, list[list[str]]]) -> None:
    event, places = told
    claims = [claim for claim in coder.code(read(coder, body)) if claim.event == event]
    assert [[place.text for place in claim.place] for claim in claims] == places


def test_it_is_the_subject_of_the_sentence_before(coder: RuleCoder) -> None:
    body = "Hezbollah attacked two posts of the Syrian Army near Varell. It captured the Varell bridge from the army."
    (claim,) = [claim for claim in coder.code(read(coder, body)) if claim.event == "captured"]
    assert [actor.text for actor in claim.actor] == ["Hezbollah"]


def test_a_suicide_bomber_is_no_aircraft(coder: RuleCoder) -> None:
    claims = coder.code(read(coder, "A suicide bomber struck the air force headquarters in Varell."))
    assert [claim.event for claim in claims if claim.type == "attack"] == ["bombing"]


# a sentence -> (event, who)
DONE_BY = {
    "Syrian government troops backed by the Russian Air Force captured Varell.": ["Syrian government", "Russian Air"],
    "Rebels backed by drones captured Varell.": ["Rebels"],
    "Army units in cooperation with allied forces captured Varell.": ["Army units", "allied forces"],
    "The Lebanese Hezbollah said that its troops captured Varell.": ["Hezbollah"],
}


@pytest.mark.parametrize(("body", "actors"), DONE_BY.items())
def test_who_took_it(coder: RuleCoder, body: str, actors: list[str]) -> None:
    (claim,) = [claim for claim in coder.code(read(coder, body)) if claim.event == "captured"]
    found = [actor.text for actor in claim.actor]
    assert len(found) == len(actors)
    assert all(words in text for words, text in zip(actors, found, strict=True)), found


def test_troops_do_not_fight_each_other_as_a_third(coder: RuleCoder) -> None:
    (claim,) = coder.code(read(coder, "Syrian and Iraqi troops fought each other in the town of Varell."))
    assert len(claim.actor) == 2


def test_hours_after_an_event_is_its_day() -> None:
    (when,) = find_times("Hours after the announcement, a bomber struck.", date(2019, 3, 3))
    assert when.resolve("past") == (date(2019, 3, 3), date(2019, 3, 3))


def test_a_chronicle_stands_at_the_last_day_of_a_sentence(coder: RuleCoder) -> None:
    text = (
        "Battle of Varell (2016): Fall\n\nOn 3 June, rebels entered Varell, and on 8 June they captured the citadel. "
        "Government soldiers shelled the town."
    )
    document = Document(doc=document_id("", "", text), text=text, title="Battle of Varell (2016): Fall", language="en")
    (claim,) = [claim for claim in coder.code(document) if claim.event == "shelling"]
    assert claim.time is not None
    assert str(claim.time.start) == "2016-06-08"
    assert [place.text for place in claim.place] == ["Varell"]


@pytest.mark.parametrize(
    "body",
    [
        "The army no longer controlled Varell.",
        "Varell was no longer held by the rebels.",
        "The rebels admitted that the town of Varell was no longer under Syrian control.",
    ],
)
def test_a_state_that_has_ended_is_denied(coder: RuleCoder, body: str) -> None:
    (claim,) = [claim for claim in coder.code(read(coder, body)) if claim.event == "holds"]
    assert claim.modality == "denied"


def test_what_is_handed_over_is_left(coder: RuleCoder) -> None:
    claims = coder.code(read(coder, "The rebels handed over the town of Varell to the army."))
    assert [[place.text for place in claim.place] for claim in claims if claim.event == "withdrew"] == [["Varell"]]


def test_a_hyphen_inside_a_name_is_no_list(coder: RuleCoder) -> None:
    claims = coder.code(
        read(coder, "On 8 February, federal troops took the town of Arus-Varell and shelled Sanfur-Kala.")
    )
    places = [[place.text for place in claim.place] for claim in claims if claim.type in ("control", "attack")]
    assert places == [["Arus-Varell"], ["Sanfur-Kala"]]
