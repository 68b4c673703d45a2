"""Where it happened: sentences of ours, one for each way of saying so; towns are invented."""

from __future__ import annotations

import pytest

from marsad.coders.rules import RuleCoder
from marsad.model import Document, document_id

DATELINE = "KESTREL BAY, March 3, 2019 - A war of militias, rebels and government troops goes on here. "

# sentences -> (event, the places of its claims, of each claim by itself)
HAPPENED_IN = {
    # of nested places the innermost that has a name
    "Two people were wounded when a shell hit Qarun district in the city of Fenner.": ("injured", [["Qarun district"]]),
    "Russian jets bombed a clinic in the town of Fenner in rural Aleppo, killing 15 people.": ("killed", [["Fenner"]]),
    "Two blasts near the Harun cemetery in Damascus killed 40 people.": ("killed", [["Harun cemetery"]]),
    "Rebels shelled the Salam mosque in Qarun district.": ("shelling", [["Qarun district"]]),
    "The convoy was ambushed at a bridge over the Irpin River.": ("ground_assault", [["bridge over the Irpin River"]]),
    # villages that no registry has
    "Russian bombardment on Kafr Zobul left nine dead.": ("killed", [["Kafr Zobul"]]),
    "Warplanes carried out raids targeting Kafr Zobul.": ("airstrike", [["Kafr Zobul"]]),
    "The army shelled Kafr Zobul. Two people were killed in Kafr Zobul.": ("killed", [["Kafr Zobul"]]),
    "Two people were killed when a shell hit a bakery in Tal Marran on Monday.": ("killed", [["Tal Marran"]]),
    # bearings
    "The army took full control over the Qarun area east of Aleppo city.": ("captured", [["Qarun area"]]),
    "A warplane targeted north of Homs with four airstrikes.": ("airstrike", [["north of Homs"]]),
    "A car bomb hit a checkpoint west of Aleppo on Friday.": ("bombing", [["checkpoint west of Aleppo"]]),
    "The army destroyed a bridge connecting Bucha and Irpin with an air strike.": (
        "other",
        [["bridge connecting Bucha and Irpin"]],
    ),
    # lists
    "The army shelled rebel positions in the Qarun, Sahl and Jurf districts.": (
        "shelling", [["Qarun"], ["Sahl"], ["Jurf districts"]],
    ),
    "Rebels fired rockets on the towns and villages of Qarun, Sahl and Jurf, killing 3 people.": (
        "killed", [["Qarun", "Sahl", "Jurf"]],
    ),
    "The artillery targeted with dozens of rockets Nikopol, Marhanets and Kherson.": (
        "shelling", [["Nikopol"], ["Marhanets"], ["Kherson"]],
    ),
    "At least 16 rebels were killed in the town of Fenner and around 40 wounded.": ("killed", [["Fenner"]]),
    # what undergoes an attack, what an offensive is to take
    "The town of Fenner came under heavy shelling on Tuesday.": ("shelling", [["Fenner"]]),
    "Government forces launched an offensive to capture Fenner.": ("ground_assault", [["Fenner"]]),
    # not where the doers, the victims or the source are
    "Fighters based in Zawiya shelled the Janzour suburb, wounding three people.": ("injured", [["Janzour suburb"]]),
    "30 evacuees from the town of Fenner were killed when a bomb hit a checkpoint west of Aleppo.": (
        "killed", [["checkpoint west of Aleppo"]],
    ),
    "According to the ministry in Damascus, Qarun village suffered an air raid.": ("airstrike", [["Qarun village"]]),
    "A rocket was fired by gunmen based in Homs and landed in Qarun district, killing two.": (
        "killed",
        [["Qarun district"]],
    ),
    # the event that a claim goes on with
    "Air strikes hit a village in Aleppo province, killing 12 people. The strikes hit the village of Qarun.": (
        "killed", [["Qarun"]],
    ),
    "Rebels shelled Fenner. Soldiers fired on a crowd in the streets. Two people were wounded.": (
        "injured", [["Fenner"]],
    ),
    "Convoys left the towns of Qarun and Sahl. Rebels shelled the towns, killing 3 people.": (
        "killed", [["Qarun", "Sahl"]],
    ),
    # of no one place
    "Rebels shelled Fenner. More than 3,000 people were killed during the past month.": ("killed", [[]]),
    "Rebels shelled Fenner. The militia is regularly bombarded by government forces.": ("other", [[]]),
}  # fmt: skip


@pytest.fixture(scope="module")
def coder() -> RuleCoder:
    return RuleCoder()


@pytest.mark.parametrize("text", HAPPENED_IN)
def test_the_place_is_found(text: str, coder: RuleCoder) -> None:
    event, places = HAPPENED_IN[text]
    document = Document(doc=document_id("", "", text), text=DATELINE + text, published="2019-03-03", language="en")
    claims = [claim for claim in coder.code(document) if claim.event == event]
    assert [[place.text for place in claim.place] for claim in claims] == places


def test_a_described_part_of_the_city_has_its_name(coder: RuleCoder) -> None:
    text = DATELINE + "Fighting raged in the city of Homs. Rebels shelled the eastern part of the city."
    claims = coder.code(Document(doc="x", text=text, published="2019-03-03", language="en"))
    (place,) = next(claim.place for claim in claims if claim.event == "shelling")
    assert (place.text, place.name) == ("eastern part of the city", "eastern part of Homs")


def test_a_heading_gives_its_place(coder: RuleCoder) -> None:
    text = "Battle of Qarun\n\nRebels shelled Fenner on Friday.\n\nOn Sunday two air strikes were reported in the area."
    claims = coder.code(Document(doc="x", text=text, published="2019-03-03", language="en"))
    assert [place.text for claim in claims if claim.event == "airstrike" for place in claim.place] == ["Qarun"]
