"""How a chronicle of a war is read: sentences of ours; towns are invented."""

from __future__ import annotations

import pytest

from marsad.coders.rules import RuleCoder
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
