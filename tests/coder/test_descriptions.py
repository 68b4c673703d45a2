"""What only describes is no claim of its own: past holders, land by its holder, papers voted on, what talks are on."""

from __future__ import annotations

import pytest

from marsad.coders.rules import RuleCoder
from marsad.model import Claim, Document

CONTEXT = " The army and rebels have fought over Ardle since spring."

# sentence -> whether somebody is said to hold a place
HOLDING = {
    "The army captured Fenner on Monday. The town was in rebel hands.": False,
    "Rebels captured Fenner on Monday. The town was in government hands.": False,
    "Rebels captured Fenner. The town had been under the control of the army.": False,
    "Rebels withdrew from Fenner, which was held by rebels.": False,
    "Rebels withdrew from parts of Fenner, areas that they had held for years.": False,
    "The army pulled out of villages that it had controlled for months.": False,
    "Aid did not reach territory that the militants hold.": False,
    "The convoy crossed areas held by rebels near Fenner.": False,
    "Jets bombed villages controlled by the army in the south.": False,
    "Rebels hold Fenner.": True,
    "The army holds Fenner.": True,
    "Fenner, which is held by rebels, was shelled.": True,
    "Fenner, which is held by the army, was shelled.": True,
    "The town of Fenner, held by the army since 2012, was shelled.": True,
    "Government forces retook Fenner, which rebels had controlled since 2013.": True,
    "The army said it had captured Fenner. A rebel spokesman said the town was still under rebel control.": True,
}

# sentence -> places of the talks
TALKS = {
    "Envoys will hold talks on eastern Aleppo on Friday.": [],
    "Negotiations over Aleppo failed on Monday.": [],
    "Diplomats held talks on Tuesday in an effort to end the suffering of people trapped in Homs.": [],
    "The minister will engage in talks on Friday to ease the plight of civilians trapped in Taiz.": [],
    "The union will hold a meeting on Sudan on Saturday.": [],
    "The envoys held talks on Monday on the future of Donetsk.": [],
    "The ministers met in Geneva to discuss the siege of Homs.": ["Geneva"],
    "Rebels and the army held talks in Homs on Monday.": ["Homs"],
    "The foreign ministers are to meet in Vienna on Friday over the crisis in Donbas.": ["Vienna"],
    "The envoy said talks about a truce in Taiz would resume in Kuwait.": ["Kuwait"],
}

# sentence -> what befell the resolution
PAPERS = {
    "Two resolutions proposed by Spain were vetoed by Russia and China.": {"resolution_vetoed"},
    "The Security Council adopted a resolution drafted by Britain on Monday.": {"resolution_adopted"},
    "Draft resolutions put forward by France have been vetoed by Russia.": {"resolution_vetoed"},
    "The council adopted a resolution which was proposed by Egypt.": {"resolution_adopted"},
    "France proposed a draft resolution on Monday.": {"resolution_proposed"},
    "A draft resolution was proposed by Russia on Monday.": {"resolution_proposed"},
}


@pytest.fixture(scope="module")
def coder() -> RuleCoder:
    return RuleCoder()


def _claims(coder: RuleCoder, sentence: str) -> list[Claim]:
    text = sentence + CONTEXT
    return coder.code(Document(doc="d", text=text, title=None, published="2016-12-07", publisher=None, language="en"))


@pytest.mark.parametrize("sentence", HOLDING)
def test_who_is_described_as_holder_is_not_said_to_hold(sentence: str, coder: RuleCoder) -> None:
    assert any(c.event == "holds" for c in _claims(coder, sentence)) == HOLDING[sentence]


@pytest.mark.parametrize("sentence", TALKS)
def test_talks_are_where_they_are_held(sentence: str, coder: RuleCoder) -> None:
    talks = [c for c in _claims(coder, sentence) if c.event.startswith("talks")]
    assert [[p.text for p in c.place] for c in talks] == [TALKS[sentence]]


@pytest.mark.parametrize("sentence", PAPERS)
def test_a_resolution_voted_on_is_not_proposed_anew(sentence: str, coder: RuleCoder) -> None:
    assert {c.event for c in _claims(coder, sentence) if c.event.startswith("resolution")} == PAPERS[sentence]
