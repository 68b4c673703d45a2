"""Wordings of relief bodies and envoys, a kind each; towns and bodies are invented."""

from __future__ import annotations

import pytest

from marsad.coders.rules import RuleCoder
from marsad.model import Document, document_id

CONTEXT = "Rebels and government forces have fought over Fenner since spring. "

# sentence -> type.event, modality and low bound of each claim
TOLD = {
    # what is asked for
    '"I repeat my call for an immediate ceasefire," said Omar Selim.': [
        ("diplomacy.ceasefire_called", "asserted", None)
    ],
    "The envoy called upon the signatories to respect the ceasefire.": [
        ("diplomacy.ceasefire_called", "asserted", None)
    ],
    "The ministry demanded an immediate end to the bloodshed.": [("diplomacy.ceasefire_called", "asserted", None)],
    "The agency appealed to the army to permit the entry of medical supplies.": [
        ("humanitarian.aid_requested", "asserted", None)
    ],
    "The envoy called on all sides to act and condemned the killing of nurses.": [
        ("diplomacy.condemned", "asserted", None)
    ],
    # what was agreed, kept, denied
    "The rebels remain committed to the truce.": [("diplomacy.ceasefire_agreed", "asserted", None)],
    "The truce was never respected.": [("diplomacy.ceasefire_violated", "asserted", None)],
    "The evacuation route had been agreed with the rebels.": [("diplomacy.deal_agreed", "asserted", None)],
    "The ministry denied arming the rebels.": [("diplomacy.accused", "denied", None)],
    "The envoy will fly to Ardle on Monday for talks with the rebels.": [("diplomacy.talks_planned", "planned", None)],
    "Talks in Ardle adjourned without a breakthrough.": [("diplomacy.talks_failed", "asserted", None)],
    "The rebels failed to reach an agreement with the ministry.": [("diplomacy.talks_failed", "asserted", None)],
    "The ministry turned down the offer.": [("diplomacy.deal_rejected", "asserted", None)],
    "The rebels accepted the proposal.": [("diplomacy.deal_agreed", "asserted", None)],
    "The ministry said that rebels were behind the explosion.": [("diplomacy.accused", "asserted", None)],
    "Talks are expected to start in Ardle next month.": [("diplomacy.talks_planned", "planned", None)],
    "The rebels pledged to respect the truce.": [("diplomacy.ceasefire_agreed", "asserted", None)],
    "The envoy held the rebels responsible for the bloodshed.": [("diplomacy.accused", "asserted", None)],
    "Some 25,000 of them have crossed into Karsan.": [("displacement.fled", "asserted", 25000)],
    # relief and those it is for
    "UNICEF sent three planeloads of vaccines to Fenner.": [("humanitarian.aid_delivered", "asserted", None)],
    "Ten trucks of fuel were let into Fenner on Sunday.": [("humanitarian.aid_delivered", "asserted", None)],
    "Surgical kits were removed from the trucks by soldiers.": [("humanitarian.aid_blocked", "asserted", None)],
    "Aid agencies suspended their work in Fenner.": [("humanitarian.aid_blocked", "asserted", None)],
    "The ministry has not issued visas to relief staff.": [("humanitarian.aid_blocked", "asserted", None)],
    "The army told residents to leave Fenner.": [("humanitarian.evacuation_requested", "asserted", None)],
    "The only hospital in Fenner has stopped working.": [("humanitarian.facility_hit", "asserted", None)],
    "The school was turned into rubble.": [("humanitarian.facility_hit", "asserted", None)],
    "Thousands are unable to leave the town.": [("displacement.trapped", "asserted", 2000)],
    "Over 1,500 families arrived in Fenner from Ardle.": [("displacement.fled", "asserted", 1500)],
    "The Red Crescent evacuated 100 people, including 20 children, from Fenner.": [
        ("humanitarian.evacuation_carried_out", "asserted", 100),
        ("humanitarian.evacuation_carried_out", "asserted", 20),
    ],
    '"We condemn the attack," said Omar Selim.': [("diplomacy.condemned", "asserted", None)],
    "The agency has not been able to bring supplies into Fenner.": [("humanitarian.aid_blocked", "asserted", None)],
    "Aid trucks were unable to reach Fenner.": [("humanitarian.aid_blocked", "asserted", None)],
    "Some 37,000 are still sheltering in the monastery.": [("displacement.fled", "asserted", 37000)],
    "The war has killed thousands and displaced millions.": [
        ("casualty.killed", "asserted", 2000),
        ("displacement.fled", "asserted", 2_000_000),
    ],
    "Hundreds of people remain underground in Fenner.": [("displacement.trapped", "asserted", 200)],
    "Police confirmed the arrest of 12 activists.": [("casualty.detained", "asserted", 12)],
    "A car bomb killed seven people, three of them children.": [
        ("attack.bombing", "asserted", None),
        ("casualty.killed", "asserted", 7),
        ("casualty.killed", "asserted", 3),
    ],
    "More than 500 wounded civilians have been admitted to hospitals in Fenner.": [
        ("casualty.injured", "asserted", 500)
    ],
}


@pytest.fixture(scope="module")
def coder() -> RuleCoder:
    return RuleCoder()


def _told(coder: RuleCoder, sentence: str) -> list[tuple[str, str, float | None]]:
    text = CONTEXT + sentence
    claims = coder.code(
        Document(doc=document_id("0" * 64, "", text), text=text, title=None, published="2019-03-06", language="en")
    )
    return [
        (f"{c.type}.{c.event}", c.modality, c.quantity.low if c.quantity else None)
        for c in claims
        if c.evidence.start >= len(CONTEXT)
    ]


@pytest.mark.parametrize("sentence", TOLD)
def test_wordings_of_relief_and_talks(sentence: str, coder: RuleCoder) -> None:
    assert sorted(_told(coder, sentence), key=str) == sorted(TOLD[sentence], key=str)


# sentence -> the actors of its one claim
ACTED = {
    "A truce between the army and the rebels was agreed on Monday.": ["army", "rebels"],
    "Envoys of Turkey and Iran agreed on a truce.": ["Turkey", "Iran"],
    "A prisoner swap was agreed between Kyiv and Moscow.": ["Kyiv", "Moscow"],
    "His counterpart, Omar Selim, rejected the plan.": ["Omar Selim"],
    '"We condemn the attack on Fenner," said Omar Selim.': ["Omar Selim"],
}


@pytest.mark.parametrize("sentence", ACTED)
def test_parties_to_talks_and_truces(sentence: str, coder: RuleCoder) -> None:
    text = CONTEXT + sentence
    claims = coder.code(
        Document(doc=document_id("0" * 64, "", text), text=text, title=None, published="2019-03-06", language="en")
    )
    told = [c for c in claims if c.evidence.start >= len(CONTEXT) and c.type == "diplomacy"]
    assert [[a.name or a.text for a in c.actor] for c in told] == [ACTED[sentence]]


def test_those_who_are_ill_and_injured_are_counted_and_nobody_injures_them(coder: RuleCoder) -> None:
    text = (
        "KESTREL BAY, March 3, 2019 - Rebels hold the town of Fenner. The council requested the evacuation of around "
        "500 critically ill and injured people from the town, the Coast Monitor said."
    )
    claims = coder.code(Document(doc="x", text=text, published="2019-03-03", language="en"))
    assert "injured" not in {claim.event for claim in claims}
    (asked,) = (claim for claim in claims if claim.event == "evacuation_requested")
    assert [span.text for span in asked.target] == ["critically ill and injured people"]
    assert asked.quantity is not None
    assert asked.quantity.low == 500
