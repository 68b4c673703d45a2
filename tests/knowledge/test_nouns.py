"""Nouns by meaning, the means of attack, and countries by demonym."""

import pytest

from marsad.errors import InputError
from marsad.knowledge.nouns import meanings, means, nouns, plurals, singular
from marsad.knowledge.people import countries, country_id, country_of
from marsad.model import EVENTS


def test_lists_hold_singular_and_plural() -> None:
    assert {"civilian", "civilians", "child", "children", "woman", "women", "journalists"} <= nouns("civilian")
    assert {"warplane", "warplanes", "air force"} <= nouns("air")
    assert {"power plant", "power plants", "mosque", "bakeries"} <= nouns("facility")
    assert "civilian" not in nouns("combatant")
    assert not nouns("civilian") & nouns("combatant")
    assert "civilian" in meanings()


def test_unknown_list_is_told() -> None:
    with pytest.raises(InputError, match="civilian"):
        nouns("civvies")


def test_means_signal_events_of_the_guide() -> None:
    assert set(means().values()) <= set(EVENTS["attack"])
    expected = {
        "barrel bombs": "airstrike",
        "mortar shells": "shelling",
        "car bomb": "bombing",
        "landmines": "bombing",
        "cruise missile": "missile_drone",
        "sniper fire": "shooting",
        "chlorine": "chemical",
    }
    assert {words: means()[words] for words in expected} == expected


def test_plurals_and_singulars() -> None:
    assert plurals("bus") == ("buses",)
    assert plurals("gunman") == ("gunmen",)
    assert plurals("power station") == ("power stations",)
    assert plurals("clinic") == ("clinics",)
    assert singular("Children") == "child"
    assert singular("warplanes") == "warplane"
    assert singular("troops") == "troops"
    assert singular("quorns") == "quorns"


def test_countries_by_demonym_name_and_code() -> None:
    assert country_of("Syrian") == country_of("Syrians") == country_of("Syria's") == "syria"
    assert country_of("South Sudanese") == "south-sudan"
    assert country_of("Dutch") == "netherlands"
    assert country_of("turkey") is None
    assert country_of("polish") is None
    assert country_of("Kurdish") is None
    assert country_id("sy") == country_id("SY") == country_id("syria") == "syria"
    assert country_id("xx") is None


def test_no_demonym_is_of_two_countries() -> None:
    seen: dict[str, str] = {}
    for country in countries().values():
        for demonym in country.demonyms:
            assert seen.setdefault(demonym, country.id) == country.id
