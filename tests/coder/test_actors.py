"""Who did it: sentences of ours, one for each way of saying so."""

from __future__ import annotations

import pytest

from marsad.coders.rules import RuleCoder
from marsad.model import Document, document_id

DATELINE = "KESTREL BAY, March 3, 2019 - A war of militias, rebels and government troops goes on here. "

DONE_BY = {
    "The army carried out nine air raids on the town of Fenner.": ("airstrike", ["army"]),
    "Heavy government shelling hit the town of Fenner.": ("shelling", ["government"]),
    "Rebels launched a military operation against the town of Fenner.": ("ground_assault", ["Rebels"]),
    "Shelling between government forces and rebels killed 12 people in Fenner.": (
        "shelling",
        ["government forces", "rebels"],
    ),
    "Rebels attacked the town of Fenner with the help of the militia.": ("ground_assault", ["Rebels", "militia"]),
    "Government troops deployed additional soldiers to the town of Fenner.": ("advanced", ["Government troops"]),
    "Rebels were able to capture the town of Fenner.": ("captured", ["Rebels"]),
    "Omar Salim, the head of the rescue service, condemned the air strike on Fenner.": ("condemned", ["Omar Salim"]),
    "A member of the opposition council, Omar Salim, condemned the air strike.": ("condemned", ["Omar Salim"]),
    "The draft resolution was proposed by New Zealand Spain and Egypt.": (
        "resolution_proposed",
        ["New Zealand", "Spain", "Egypt"],
    ),
    "Rebels shelled Fenner on Friday. The shelling of the port by night killed 2 people.": ("shelling", ["Rebels"]),
    "Heavy and systematic government bombardment hit the town of Fenner.": ("other", ["government"]),
    "Intense and indiscriminate rebel shelling hit the town of Fenner.": ("shelling", ["rebel"]),
    "Russian airstrikes and shelling hit homes in the town of Fenner.": ("shelling", ["Russian"]),
    "Ukrainian drone strikes on the depot of Fenner continued overnight.": ("missile_drone", ["Ukrainian"]),
    "The air force flew sorties targeting rebel positions in Fenner.": ("airstrike", ["air force"]),
    "The army repelled an attack by militants on the town of Fenner.": ("ground_assault", ["militants"]),
    "Rebels foiled an ISIS attack on the town of Fenner.": ("ground_assault", ["ISIS"]),
    "RSF shelling of the town of Fenner killed 13 people.": ("shelling", ["RSF"]),
    "Fighters from Hezbollah shelled the town of Fenner.": ("shelling", ["Hezbollah"]),
}


@pytest.fixture(scope="module")
def coder() -> RuleCoder:
    return RuleCoder()


@pytest.mark.parametrize("text", DONE_BY)
def test_the_doer_is_named(text: str, coder: RuleCoder) -> None:
    event, names = DONE_BY[text]
    document = Document(doc=document_id("", "", text), text=DATELINE + text, published="2019-03-03", language="en")
    claims = [claim for claim in coder.code(document) if claim.event == event]
    assert claims
    assert {tuple(actor.text for actor in claim.actor) for claim in claims} == {tuple(names)}


def test_the_jets_of_a_state_name_the_state(coder: RuleCoder) -> None:
    text = DATELINE + "Russian jets bombed the town of Fenner."
    (claim,) = coder.code(Document(doc="x", text=text, published="2019-03-03", language="en"))
    assert [(actor.text, actor.name) for actor in claim.actor] == [("Russian jets", "Russia")]
