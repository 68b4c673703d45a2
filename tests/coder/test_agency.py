"""Lines in the manner of news agencies, which leave out auxiliaries, commas and "and"; towns are invented."""

from __future__ import annotations

import pytest

from marsad.coders.rules import RuleCoder
from marsad.model import Document

CONTEXT = "The army and rebels have fought over Fenner and Dunmere since spring. "

# line -> event, low bound and first victims of each casualty
VICTIMS: dict[str, list[tuple[str, float, str | None]]] = {
    "Three civilians killed 12 others injured in rocket attack on Fenner.": [
        ("killed", 3, "civilians"),
        ("injured", 12, None),
    ],
    "Three civilians killed, 12 others injured in rocket attack on Fenner.": [
        ("killed", 3, "civilians"),
        ("injured", 12, None),
    ],
    "5 martyred 20 wounded in shelling on Dunmere.": [("killed", 5, None), ("injured", 20, None)],
    "Two soldiers dead 9 hurt in Fenner.": [("killed", 2, "soldiers"), ("injured", 9, None)],
    "7 people killed 15 wounded as government warplanes bomb market in Fenner.": [
        ("killed", 7, "people"),
        ("injured", 15, None),
    ],
    "At least 11 dead 40 wounded in car bomb blast in Dunmere.": [("killed", 11, None), ("injured", 40, None)],
    "Nine fighters killed 14 captured in army raid on Dunmere.": [("killed", 9, "fighters"), ("detained", 14, None)],
    "Eight militants killed two arrested in security operation in Fenner.": [
        ("killed", 8, "militants"),
        ("detained", 2, None),
    ],
    "21 civilians killed scores wounded in coalition raids on Dunmere.": [
        ("killed", 21, "civilians"),
        ("injured", 40, None),
    ],
    "Ten rebel fighters killed 6 others wounded in army ambush in Dunmere.": [
        ("killed", 10, "rebel fighters"),
        ("injured", 6, None),
    ],
    "Six soldiers killed at least 10 others injured in rebel ambush near Fenner.": [
        ("killed", 6, "soldiers"),
        ("injured", 10, None),
    ],
    "Thirteen rebels killed dozens injured in army operation in Dunmere.": [
        ("killed", 13, "Thirteen rebels"),
        ("injured", 24, None),
    ],
    "Two women one child killed in artillery shelling on Fenner.": [("killed", 2, "women"), ("killed", 1, "child")],
    "Police sources said four people killed 9 wounded in an explosion in Fenner.": [
        ("killed", 4, "people"),
        ("injured", 9, None),
    ],
    "Local sources: 4 killed 10 wounded by shelling of the army on Dunmere.": [
        ("killed", 4, None),
        ("injured", 10, None),
    ],
    "The outlet said three civilians were killed 12 others injured in a rocket attack on Fenner.": [
        ("killed", 3, "civilians"),
        ("injured", 12, None),
    ],
    "Dozens of villagers killed 30 injured in raids on Dunmere.": [("killed", 24, "villagers"), ("injured", 30, None)],
    "UN peacekeeper killed three wounded in ambush in Fenner.": [("killed", 1, "UN peacekeeper"), ("injured", 3, None)],
    "A civilian was martyred and two others injured in a rocket attack on Fenner.": [
        ("killed", 1, "civilian"),
        ("injured", 2, None),
    ],
    "The army said 4 rebels were killed, 7 wounded and 3 captured in Fenner.": [
        ("killed", 4, "rebels"),
        ("injured", 7, None),
        ("detained", 3, None),
    ],
    "Army officer killed fighting in Dunmere.": [("killed", 1, "Army officer")],
    "Rebel commander killed in clashes near Dunmere.": [("killed", 1, "Rebel commander")],
    "Journalist killed covering battle for Dunmere.": [("killed", 1, "Journalist")],
    "Four policemen killed as gunmen attack checkpoint in Fenner.": [("killed", 4, "policemen")],
    "One civilian killed and 4 injured in attack on Fenner.": [("killed", 1, "civilian"), ("injured", 4, None)],
}

# a dateline or a description between the people and their verb
WHOLE = {
    "REUTERS Monday 9 May 2016 At least 15 people were killed in air strikes on Fenner.": 15,
    "AFP Friday 3 Jun 2016 At least 12 civilians including four children were killed in raids on Fenner.": 12,
    "At least 51 people most of them civilians were killed in Fenner when a car bomb exploded.": 51,
    "At least 51 people, most of them soldiers, were killed in Fenner.": 51,
    "Over 40 rebels many of them foreigners were killed in Dunmere.": 40,
    "General Omar Salim was killed near Fenner with three guards.": 1,
    "Ahmad Salim, who led 200 fighters, was killed near Fenner.": 1,
}

# active: who kills stands first
KILLERS: dict[str, tuple[str, float | None]] = {
    "Militants killed 30 soldiers in Fenner.": ("Militants", 30),
    "Government troops killed 12 rebels in Dunmere.": ("Government troops", 12),
    "Policeman killed three gunmen in Fenner.": ("Policeman", 3),
    "Rebels killed 12 soldiers wounded 20 others in Fenner.": ("Rebels", 12),
    "Soldiers killed as many as 40 villagers in Dunmere.": ("Soldiers", None),
    "Two gunmen killed seven worshippers in Fenner.": ("gunmen", 7),
}


@pytest.fixture(scope="module")
def coder() -> RuleCoder:
    return RuleCoder()


def _casualties(coder: RuleCoder, line: str) -> list[tuple[str, float | None, str | None, list[str]]]:
    text = line + " " + CONTEXT
    claims = coder.code(Document(doc="a", text=text, title=None, published="2016-12-07", publisher=None, language="en"))
    return [
        (
            c.event,
            c.quantity.low if c.quantity else None,
            c.target[0].text if c.target else None,
            [actor.text for actor in c.actor],
        )
        for c in claims
        if c.type == "casualty"
    ]


@pytest.mark.parametrize("line", VICTIMS)
def test_the_first_people_of_a_shortened_line_are_its_victims(line: str, coder: RuleCoder) -> None:
    found = _casualties(coder, line)
    assert [(event, low, victims) for event, low, victims, _ in found] == VICTIMS[line]
    assert not {victims for _, _, victims in VICTIMS[line]} & {actor for *_, actors in found for actor in actors}


@pytest.mark.parametrize("line", WHOLE)
def test_all_those_counted_were_killed(line: str, coder: RuleCoder) -> None:
    (killed, *parts) = _casualties(coder, line)
    assert killed[:2] == ("killed", WHOLE[line])
    assert all(low is not None and low < WHOLE[line] for _, low, _, _ in parts)


def test_the_toll_of_a_lead_is_told_once(coder: RuleCoder) -> None:
    lead = "Air raids on the Sakhour district of Aleppo killed at least 24 people on Tuesday, a monitor said. "
    body = "The monitor said at least 24 people were killed on Tuesday in raids on the rebel-held east of Aleppo."
    claims = coder.code(
        Document(doc="a", text=lead + body, title=None, published="2016-12-07", publisher=None, language="en")
    )
    assert [c.quantity.low for c in claims if c.event == "killed" and c.quantity] == [24]


@pytest.mark.parametrize("line", KILLERS)
def test_who_has_an_object_kills(line: str, coder: RuleCoder) -> None:
    killer, low = KILLERS[line]
    assert any(actors == [killer] and low in (None, count) for _, count, _, actors in _casualties(coder, line))


@pytest.mark.parametrize(
    "line",
    [
        "Shelling by armed groups positioned in Hasakah on homes in Aleppo killed nine civilians.",
        "Nine civilians were killed in shelling by armed groups positioned in Hasakah on homes in Aleppo.",
        "Nine civilians were killed and six injured in shelling by army units positioned in Hasakah on Aleppo.",
        "Artillery fired by soldiers based in Hasakah hit homes in Aleppo.",
    ],
)
def test_where_a_force_is_posted_is_not_where_its_shells_fall(line: str, coder: RuleCoder) -> None:
    claims = coder.code(Document(doc="a", text=line, title=None, published="2016-12-07", publisher=None, language="en"))
    assert {place.text for claim in claims for place in claim.place} == {"Aleppo"}
