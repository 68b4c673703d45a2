"""Tolls told in one breath, each with its own place; invented outlets and figures."""

from __future__ import annotations

import pytest

from marsad.coders.rules import RuleCoder
from marsad.model import Document

CONTEXT = " Rebels and the army have fought over Fenner and Dunmere since spring."

# sentence -> event, low bound and place of each casualty
LISTED: dict[str, list[tuple[str, float, str]]] = {
    "Army shelling killed 12 people in Fenner, 7 in Dunmere and 3 in Aleppo on Monday.": [
        ("killed", 12, "Fenner"),
        ("killed", 7, "Dunmere"),
        ("killed", 3, "Aleppo"),
    ],
    "Air strikes killed nine people in Idlib, six in Hama and two in Raqqa.": [
        ("killed", 9, "Idlib"),
        ("killed", 6, "Hama"),
        ("killed", 2, "Raqqa"),
    ],
    "Twelve civilians were killed in Aleppo, four in Homs and one in Daraa.": [
        ("killed", 12, "Aleppo"),
        ("killed", 4, "Homs"),
        ("killed", 1, "Daraa"),
    ],
    "Rebel rockets killed 4 civilians in Aleppo and 9 in Latakia, the agency said.": [
        ("killed", 4, "Aleppo"),
        ("killed", 9, "Latakia"),
    ],
    "Five soldiers died in Mosul, eight in Kirkuk, and 11 near Tikrit.": [
        ("killed", 5, "Mosul"),
        ("killed", 8, "Kirkuk"),
        ("killed", 11, "Tikrit"),
    ],
    "An air strike killed 20 people in Raqqa, a militant stronghold, and 5 in Hama.": [
        ("killed", 20, "Raqqa"),
        ("killed", 5, "Hama"),
    ],
    "The air strikes wounded 15 people in Sanaa, 8 in Taiz and 3 in Hodeidah.": [
        ("injured", 15, "Sanaa"),
        ("injured", 8, "Taiz"),
        ("injured", 3, "Hodeidah"),
    ],
    "Militants killed 11 soldiers in Mosul, at least 4 more in Kirkuk and wounded 20 others near Tikrit.": [
        ("killed", 11, "Mosul"),
        ("killed", 4, "Kirkuk"),
        ("injured", 20, "Tikrit"),
    ],
    "The army said the blast killed 8 soldiers in Mosul and 12 civilians in Kirkuk.": [
        ("killed", 8, "Mosul"),
        ("killed", 12, "Kirkuk"),
    ],
    "Clashes killed 9 rebels in Aleppo and 6 soldiers in Homs on Monday.": [
        ("killed", 9, "Aleppo"),
        ("killed", 6, "Homs"),
    ],
    "Government shells killed 2 in Aleppo, 3 in Homs and wounded 10 in Hama.": [
        ("killed", 2, "Aleppo"),
        ("killed", 3, "Homs"),
        ("injured", 10, "Hama"),
    ],
    "Snipers killed two women in Donetsk and one man in Luhansk on Friday, police said.": [
        ("killed", 2, "Donetsk"),
        ("killed", 1, "Luhansk"),
    ],
    "Mortar fire killed two people in Aleppo and three in Homs, the agency said.": [
        ("killed", 2, "Aleppo"),
        ("killed", 3, "Homs"),
    ],
    "The raids killed 40 people in Sanaa and destroyed 7 houses in Taiz.": [("killed", 40, "Sanaa")],
    "Rebel fire killed 4 people in Aleppo and hit 12 shops in Homs.": [("killed", 4, "Aleppo")],
}

# sentence -> killed and displaced
UPROOTED = {
    "The war has killed thousands and displaced millions since 2014.": (2000, 2_000_000),
    "The conflict killed more than 200,000 people and displaced millions.": (200_000, 2_000_000),
    "The fighting has left 5,000 dead, displaced millions of people and destroyed towns.": (5000, 2_000_000),
    "The war has killed 10,000 people, displaced 3 million and left many hungry.": (10_000, 3_000_000),
    "The fighting killed 900 people and displaced 40,000.": (900, 40_000),
}


@pytest.fixture(scope="module")
def coder() -> RuleCoder:
    return RuleCoder()


def _document(text: str) -> Document:
    return Document(doc="t", text=text, title=None, published="2016-12-07", publisher=None, language="en")


@pytest.mark.parametrize("sentence", LISTED)
def test_each_toll_of_a_list_has_its_own_place(sentence: str, coder: RuleCoder) -> None:
    claims = coder.code(_document(sentence + CONTEXT))
    told = [
        (c.event, c.quantity.low if c.quantity else None, ", ".join(p.text for p in c.place))
        for c in claims
        if c.type == "casualty"
    ]
    assert sorted(told, key=str) == sorted(LISTED[sentence], key=str)


@pytest.mark.parametrize("sentence", UPROOTED)
def test_displaced_people_stand_beside_the_dead(sentence: str, coder: RuleCoder) -> None:
    lows = {c.event: c.quantity.low for c in coder.code(_document(sentence + CONTEXT)) if c.quantity is not None}
    assert (lows["killed"], lows["fled"]) == UPROOTED[sentence]


@pytest.mark.parametrize(
    "sentence",
    [
        "Jets hit an insurgent stronghold. Twelve soldiers were killed in a separate ambush.",
        "Air strikes hit a militant stronghold. Five people died in a bombing later.",
        "The army shelled a rebel stronghold. Separately, nine civilians were killed by a mine.",
    ],
)
def test_a_stronghold_without_a_name_is_no_place_of_other_tolls(sentence: str, coder: RuleCoder) -> None:
    tolls = [c for c in coder.code(_document(sentence + CONTEXT)) if c.type == "casualty"]
    assert tolls
    assert not [p.text for c in tolls for p in c.place]


@pytest.mark.parametrize(
    ("sentence", "event"),
    [
        ("Fenner is held by government forces.", "holds"),
        ("Fenner has been held by rebels since 2013.", "holds"),
        ("Two journalists held by rebels in Fenner were freed.", "detained"),
        ("Thirty soldiers are being held by rebels in Dunmere.", "detained"),
        ("Government forces are holding 40 villagers in Fenner.", "detained"),
    ],
)
def test_places_are_held_and_people_detained(sentence: str, event: str, coder: RuleCoder) -> None:
    events = {c.event for c in coder.code(_document(sentence + CONTEXT))}
    assert event in events
    assert not {"holds", "detained"} - {event} & events
