"""Which events are claimed at all, a kind of wording each; towns and bodies are invented."""

from __future__ import annotations

import pytest

from marsad.coders.rules import RuleCoder
from marsad.model import Document, document_id

CONTEXT = "Rebels and government forces have fought over Fenner since spring. "

# sentence -> type.event, modality and low bound of each claim
TOLD = {
    # casualties in shortened and mangled clauses
    "Mortar fire on Fenner left three civilians dead and six others injured.": [
        ("attack.shelling", "asserted", None),
        ("casualty.killed", "asserted", 3),
        ("casualty.injured", "asserted", 6),
    ],
    "Dozens of residents were left injured by the shelling of Fenner.": [
        ("attack.shelling", "asserted", None),
        ("casualty.injured", "asserted", 24),
    ],
    "Clinics in Fenner received more than 82 wounded.": [("casualty.injured", "asserted", 82)],
    "Close to 5000 people have been killed in Fenner.": [("casualty.killed", "asserted", 5000)],
    "Fighting continued in Fenner with 14 soldiers wounded.": [
        ("control.contested", "asserted", None),
        ("casualty.injured", "asserted", 14),
    ],
    "He added that 16 rebels were killed in the town and around 40 wounded.": [
        ("casualty.killed", "asserted", 16),
        ("casualty.injured", "asserted", 40),
    ],
    "The video showed the beheadings of at least 18 men.": [
        ("attack.shooting", "asserted", None),
        ("casualty.killed", "asserted", 18),
    ],
    "Fighting in Ardle has killed 30 people.": [
        ("control.contested", "asserted", None),
        ("casualty.killed", "asserted", 30),
    ],
    "Scores of civilians were killed and injured in Fenner.": [("casualty.killed", "asserted", 40)],
    "The militants were killed near Fenner.": [],
    "Two journalists and two aid workers were beheaded in Fenner.": [
        ("attack.shooting", "asserted", None),
        ("casualty.killed", "asserted", 2),
        ("casualty.killed", "asserted", 2),
    ],
    # truces
    "The truce was revived on Monday.": [("diplomacy.ceasefire_agreed", "asserted", None)],
    "The truce deal is holding in Fenner.": [("diplomacy.ceasefire_agreed", "asserted", None)],
    "The army ignored the ceasefire.": [("diplomacy.ceasefire_violated", "asserted", None)],
    "Monitors recorded truce violations by the army in Fenner.": [("diplomacy.ceasefire_violated", "asserted", None)],
    "The agency called on the army to put an end to attacks on Fenner.": [
        ("diplomacy.ceasefire_called", "asserted", None)
    ],
    # talks
    "The mediators met with rebel commanders in Fenner on Monday.": [("diplomacy.talks_held", "asserted", None)],
    "The foreign ministers will meet in Fenner on Friday.": [("diplomacy.talks_planned", "planned", None)],
    "The government delegation walked out of the talks.": [("diplomacy.talks_failed", "asserted", None)],
    "The patrol met stiff resistance.": [],
    # deals, resolutions
    "The rebels offered amnesty to fighters in Fenner.": [("diplomacy.deal_proposed", "asserted", None)],
    "Resolution 2286 passed in May.": [("diplomacy.resolution_adopted", "asserted", None)],
    # blame
    "The foreign ministry said that Moravia holds responsibility for the strike.": [
        ("diplomacy.accused", "asserted", None)
    ],
    "The governor said that the militia was committing war crimes.": [("diplomacy.accused", "asserted", None)],
    "The army denied responsibility for the deaths.": [("diplomacy.accused", "denied", None)],
    "The minister blamed rebels for the delay.": [("diplomacy.accused", "asserted", None)],
    # relief
    "An aid convoy reached Fenner on Monday.": [("humanitarian.aid_delivered", "asserted", None)],
    "No humanitarian aid has entered Fenner since May.": [("humanitarian.aid_blocked", "asserted", None)],
    "The siege deprives thousands of residents of food.": [("humanitarian.aid_blocked", "asserted", None)],
    "A health centre in Fenner went out of service.": [("humanitarian.facility_hit", "asserted", None)],
    "Rebels cut off the water supply to Fenner.": [("humanitarian.facility_hit", "asserted", None)],
    "Some 300 patients were transferred out of Fenner.": [("humanitarian.evacuation_carried_out", "asserted", 300)],
    # attacks and control
    "A roadside bomb hit a convoy near Fenner.": [("attack.bombing", "asserted", None)],
    "Soldiers threw grenades at a crowd in Fenner.": [("attack.other", "asserted", None)],
    "Moravian aircraft used bombs to attack rebel positions in Fenner.": [("attack.airstrike", "asserted", None)],
    "Twelve rebels were killed in the army's operation in Fenner.": [
        ("attack.ground_assault", "asserted", None),
        ("casualty.killed", "asserted", 12),
    ],
    "Most of the rebels had retreated from Fenner.": [("control.withdrew", "asserted", None)],
    "Troops seized the last access route to Fenner.": [("control.captured", "asserted", None)],
    "Soldiers raised flags on buildings in Fenner.": [("control.captured", "asserted", None)],
    "The group now controls around half the territory of Moravia.": [("control.holds", "asserted", 0.5)],
    "Reinforcements arrived in neighborhoods retaken by the army.": [("control.advanced", "asserted", None)],
    "The town of Ardle, which is held by rebels, was quiet.": [("control.holds", "asserted", None)],
    "Retaking Ardle from the rebels would be seen as a victory for the army.": [],
    "The army operation on liberating the town of Ardle is underway.": [("attack.ground_assault", "asserted", None)],
    "Ardle was quiet after raids on a town in eastern Moravia held by militants.": [
        ("attack.other", "asserted", None),
        ("control.holds", "asserted", None),
    ],
    "Rebel territory was reduced to a few villages near Ardle.": [("control.holds", "asserted", None)],
    "Aid convoys have not been allowed to reach Fenner.": [("humanitarian.aid_blocked", "asserted", None)],
    # people
    "Millions were displaced from their homes.": [("displacement.fled", "asserted", 2_000_000)],
    "Dozens of families are stranded in Fenner.": [("displacement.trapped", "asserted", 24)],
    "Troops prevented civilians from leaving Fenner.": [("displacement.trapped", "asserted", None)],
}


@pytest.fixture(scope="module")
def coder() -> RuleCoder:
    return RuleCoder()


def _told(coder: RuleCoder, text: str, title: str | None = None) -> list[tuple[str, str, float | None]]:
    document = Document(
        doc=document_id("0" * 64, "", text), text=text, title=title, published="2019-03-03", language="en"
    )
    return [
        (f"{c.type}.{c.event}", c.modality, c.quantity.low if c.quantity is not None else None)
        for c in coder.code(document)
        if c.evidence.start >= len(CONTEXT)
    ]


@pytest.mark.parametrize("sentence", TOLD)
def test_what_is_claimed(sentence: str, coder: RuleCoder) -> None:
    assert sorted(_told(coder, CONTEXT + sentence), key=str) == sorted(TOLD[sentence], key=str)


def test_of_two_tellings_the_one_after_the_opening_stays(coder: RuleCoder) -> None:
    lead = "At least 11 civilians were killed in Fenner on Friday. "
    text = f"{lead}At least 11 civilians were killed in Fenner on Friday by shells. {CONTEXT}"
    document = Document(
        doc=document_id("0" * 64, "", text), text=text, title=None, published="2019-03-03", language="en"
    )
    tolls = [c for c in coder.code(document) if c.type == "casualty"]
    assert [c.evidence.start >= len(lead) for c in tolls] == [True]


def test_a_sentence_that_repeats_the_title_is_a_headline(coder: RuleCoder) -> None:
    title = "Eleven civilians killed in shelling of Fenner by rebels"
    body = "3 March 2019 Eleven civilians killed in shelling of Fenner by rebels. "
    text = f"{body}Eleven civilians were killed when rebels shelled Fenner on Friday."
    document = Document(
        doc=document_id("0" * 64, "", text), text=text, title=title, published="2019-03-03", language="en"
    )
    assert all(c.evidence.start >= len(body) for c in coder.code(document))


def test_links_to_other_stories_tell_nothing(coder: RuleCoder) -> None:
    text = (
        f"{CONTEXT}Rebels shelled Fenner on Friday. "
        "Related Rebels Kill Eleven Soldiers Near Ardle Army Captures Corran After Heavy Fighting."
    )
    document = Document(
        doc=document_id("0" * 64, "", text), text=text, title=None, published="2019-03-03", language="en"
    )
    assert all(c.evidence.end < text.index("Related") for c in coder.code(document))


def test_an_attack_pointed_back_to_is_told_once(coder: RuleCoder) -> None:
    told = _told(
        coder, CONTEXT + "Army jets struck a farm in Fenner on Friday. Six people died. The bombing also hurt two."
    )
    assert [event for event, _, _ in told if event.startswith("attack.")] == ["attack.airstrike"]


SHORT = (
    "Six people were killed when gunmen opened fire on a bus near Fenner late on Sunday, local officials said.",
    "A mine blast killed five farmers near Fenner on Monday.",
    "Raids on three villages near Fenner left 15 dead, the governor said.",
)


@pytest.mark.parametrize("text", SHORT)
def test_a_few_lines_from_an_unknown_town_are_read(text: str, coder: RuleCoder) -> None:
    document = Document(
        doc=document_id("0" * 64, "", text), text=text, title=None, published="2019-03-03", language="en"
    )
    assert {"casualty", "attack"} <= {c.type for c in coder.code(document)}


ACCIDENTS = (
    "A shark attack killed a surfer off Fenner on Monday, police said. Two other swimmers were injured.",
    "Two people were killed and three injured when a lorry hit a bus near Fenner.",
    "The late strike killed off the contest and left the hosts wounded.",
)


@pytest.mark.parametrize("text", ACCIDENTS)
def test_accidents_and_games_are_not_war(text: str, coder: RuleCoder) -> None:
    document = Document(
        doc=document_id("0" * 64, "", text), text=text, title=None, published="2019-03-03", language="en"
    )
    assert coder.code(document) == []
