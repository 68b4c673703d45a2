"""What the rule coder reads in single sentences, a kind of wording each; towns and outlets are invented."""

from __future__ import annotations

import pytest

from marsad.coders.rules.coder import RuleCoder
from marsad.model import Claim, Document, document_id

DATELINE = "KESTREL BAY, March 3, 2019 - "

# sentence -> (type.event, modality, actors, targets, places, low, high) of each claim
READ = {
    "Rebels captured the town of Fenner from government forces on Saturday.": [
        ("control.captured", "asserted", ["Rebels"], [], ["Fenner"], None, None),
    ],
    "Government forces withdrew from two districts of the city.": [
        ("control.withdrew", "asserted", ["Government forces"], [], ["two districts of the city"], 2, 2),
    ],
    "Rebels advanced towards Fenner but did not capture the town.": [
        ("control.advanced", "asserted", ["Rebels"], [], ["Fenner"], None, None),
    ],
    "Fighting raged between rebels and the army in Fenner on Friday.": [
        ("control.contested", "asserted", ["rebels", "army"], [], ["Fenner"], None, None),
    ],
    "Rebels control 40 percent of Fenner.": [
        ("control.holds", "asserted", ["Rebels"], [], ["Fenner"], 0.4, 0.4),
    ],
    "At least 12 civilians were killed and more than 30 injured when government forces shelled Fenner.": [
        ("casualty.killed", "asserted", [], ["civilians"], ["Fenner"], 12, None),
        ("casualty.injured", "asserted", [], [], ["Fenner"], 30, None),
        ("attack.shelling", "asserted", ["government forces"], [], ["Fenner"], None, None),
    ],
    "Rebels fired rockets at the airport of Fenner on Monday.": [
        ("attack.shelling", "asserted", ["Rebels"], ["airport"], ["Fenner"], None, None),
    ],
    "The army denied that its jets had bombed a hospital in Fenner.": [
        ("attack.airstrike", "denied", ["army"], ["hospital"], ["Fenner"], None, None),
        ("humanitarian.facility_hit", "denied", ["army"], ["hospital"], ["Fenner"], None, None),
    ],
    "The army reportedly bombed a school in Fenner.": [
        ("attack.other", "alleged", ["army"], ["school"], ["Fenner"], None, None),
        ("humanitarian.facility_hit", "alleged", ["army"], ["school"], ["Fenner"], None, None),
    ],
    "Rebels called for a five-day truce.": [
        ("diplomacy.ceasefire_called", "asserted", ["Rebels"], [], [], 5, 5),
    ],
    "The government and the rebels agreed a ceasefire.": [
        ("diplomacy.ceasefire_agreed", "asserted", ["government", "rebels"], [], [], None, None),
    ],
    "The council requested the evacuation of around 300 seriously wounded residents.": [
        ("humanitarian.evacuation_requested", "asserted", ["council"], ["seriously wounded residents"], [], 300, 300),
    ],
    "No casualties were reported after the truce.": [],
    "The striker fired a shot over the bar.": [],
}


@pytest.fixture(scope="module")
def coder() -> RuleCoder:
    return RuleCoder()


def _claims(coder: RuleCoder, text: str) -> list[Claim]:
    return coder.code(Document(doc=document_id("", "", text), text=text, published="2019-03-03", language="en"))


@pytest.mark.parametrize("sentence", READ)
def test_sentences_are_read(sentence: str, coder: RuleCoder) -> None:
    read = [
        (
            f"{claim.type}.{claim.event}",
            claim.modality,
            *([span.text for span in slot] for slot in (claim.actor, claim.target, claim.place)),
            claim.quantity.low if claim.quantity else None,
            claim.quantity.high if claim.quantity else None,
        )
        for claim in _claims(coder, DATELINE + sentence)
    ]
    assert read == READ[sentence]


def test_who_says_so_is_carried_over_a_sentence(coder: RuleCoder) -> None:
    text = DATELINE + (
        "Rebels captured Fenner on Saturday, the Coast Monitor said. "
        "The monitor said that 12 soldiers were killed in the town."
    )
    claims = _claims(coder, text)
    assert {claim.event for claim in claims} >= {"captured", "killed"}
    assert {tuple(span.text for span in claim.attribution) for claim in claims} == {("Coast Monitor",)}
