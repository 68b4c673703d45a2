"""The registry of places: the tree, linking with abstention, runs of names, the user's own files."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.errors import DataError, InputError
from marsad.knowledge.places import Places

TOWN = """
places:
  - id: nadra
    name: Nadra
    kind: city
    parent: SY
    point: [35.5, 38.0]
    source: invented for this test
    places:
      - {name: Bab al-Hajar, also: [Stone Gate], arabic: [باب الحجر], kind: district}
"""


@pytest.fixture(scope="module")
def places():
    return Places.load()


def linked(places, name, **context):
    found = places.link(name, **context)
    return found and found.id


# ---- the tree


def test_a_district_lies_in_its_part_city_governorate_and_country(places):
    shaar = places.get("aleppo-shaar")
    chain = [place.id for place in places.ancestors(shaar.id)]
    assert chain == ["eastern-aleppo", "aleppo", "aleppo-governorate", "SY"]
    assert "الشعار" in shaar.arabic
    assert shaar.country == "SY"
    assert (shaar.lat, shaar.lon) == (pytest.approx(36.205, abs=0.02), pytest.approx(37.18, abs=0.02))
    assert any("Conflict Urbanism" in source for source in shaar.sources)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("aleppo-shaar", "aleppo", "inside"),
        ("SY", "aleppo-shaar", "contains"),
        ("aleppo-shaar", "western-aleppo", "apart"),
        ("azaz", "azaz", "same"),
    ],
)
def test_relation(places, first, second, expected):
    assert places.relation(first, second) == expected


def test_children_join_curated_places_and_the_world_file(places):
    inside = {place.id for place in places.children("aleppo-governorate")}
    assert {"aleppo", "azaz", "manbij"} <= inside
    assert any(key.startswith("geonames:") for key in inside)
    assert not {place.id for place in places.children("eastern-aleppo")} & inside


def test_every_curated_place_has_a_source_and_a_root(places):
    for place in places._gazetteer:
        assert place.sources, place.id
        assert place.kind == "country" or place.parent is None or places.ancestors(place.id), place.id


def test_gates_are_points_of_the_old_city(places):
    gate = places.get("aleppo-bab-hadid")
    assert gate.kind == "gate"
    assert gate.geometry is None
    assert places.relation(gate.id, "aleppo-old-city") == "inside"


def test_distance(places):
    assert places.distance("aleppo", "azaz") == pytest.approx(44, abs=4)
    assert places.distance("aleppo", "aleppo-hill-420") is None


def test_an_unknown_id_is_a_sentence(places):
    with pytest.raises(InputError, match="No place has the id 'atlantis'"):
        places.get("atlantis")
    with pytest.raises(InputError):
        places.get("geonames:1")


# ---- linking


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Shaar", "aleppo-shaar"),
        ("al-Sha'ar", "aleppo-shaar"),
        ("ash-Sha'ar", "aleppo-shaar"),
        ("al Shaar", "aleppo-shaar"),
        ("the Shaar neighborhood", "aleppo-shaar"),
        ("الشعار", "aleppo-shaar"),
        ("Hanano", "aleppo-hanano"),
        ("Masaken Hanano", "aleppo-hanano"),
        ("Bab al-Hadid", "aleppo-bab-hadid"),
        ("Aqyul", "aleppo-aqyul"),
        ("town of Azaz", "azaz"),
        ("A'zaz city", "azaz"),
        ("Urum Alkobra", "urum-al-kubra"),
        ("Hamadanyiah", "aleppo-hamdaniyeh"),
        ("Aleppo", "aleppo"),
        ("Aleppo city", "aleppo"),
        ("Aleppo province", "aleppo-governorate"),
        ("Idlib", "idlib"),
        ("Idlib province", "idlib-governorate"),
        ("east Aleppo", "eastern-aleppo"),
        ("rebel-held east Aleppo", "eastern-aleppo"),
        ("the capital", "damascus"),
        ("Russia", "RU"),
        ("Geneva", "geneva"),
    ],
)
def test_names_in_a_text_on_syria(places, name, expected):
    assert linked(places, name, country="SY") == expected


@pytest.mark.parametrize(
    ("name", "country", "expected"),
    [
        ("Sievierodonetsk", "UA", "sievierodonetsk"),
        ("Severodonetsk", "UA", "sievierodonetsk"),
        ("Kyiv", "UA", "kyiv"),
        ("Donetsk Oblast", "UA", "donetsk-oblast"),
        ("Snake Island", "UA", "snake-island"),
        ("Бахмут", "UA", "bakhmut"),
        ("Gaza", "PS", "gaza-strip"),
        ("Gaza City", "PS", "gaza-city"),
        ("Hodeidah", "YE", "hodeidah"),
        ("Congo", "CD", "CD"),
        ("El Fasher", "SD", "el-fasher"),
        ("Marawi", "PH", "marawi"),
    ],
)
def test_names_in_texts_on_other_wars(places, name, country, expected):
    assert linked(places, name, country=country) == expected


def test_a_name_without_context_is_linked_where_there_is_no_doubt(places):
    assert linked(places, "Mosul") == "mosul"
    assert linked(places, "London") == "london"
    assert linked(places, "Bakhmut") == "bakhmut"


@pytest.mark.parametrize("name", ["Reading", "March", "Nice", "Independence", "Of", "Salma", "Obama", "Lincoln", "May"])
def test_words_and_names_of_persons_need_context(places, name):
    assert places.link(name) is None
    assert not places.known(name)


def test_a_persons_name_is_a_town_in_its_country(places):
    assert linked(places, "Salma", country="SY") == "salma"


@pytest.mark.parametrize("name", ["Blubberstadt", "Nadra", "Hassadjek", "Qabr al-Engleezi", "", "  ", "the", "—"])
def test_a_name_that_no_place_bears_is_not_forced_on_a_neighbour(places, name):
    assert places.link(name, country="SY", near=["aleppo", "idlib"]) is None


def test_namesakes_are_told_apart_by_the_places_around(places):
    assert places.link("al-Midan") is None
    assert linked(places, "al-Midan", near=["aleppo"], country="SY") == "aleppo-midan"
    assert linked(places, "al-Midan", near=["damascus"], country="SY") == "midan-damascus"
    assert linked(places, "Tripoli", country="LY") == "tripoli-ly"
    assert linked(places, "Tripoli", country="LB") == "tripoli-lb"
    assert places.link("the old city", country="SY") is None
    assert linked(places, "the old city", country="SY", near=["Aleppo"]) == "aleppo-old-city"
    assert linked(places, "the old city", near=["Mosul"]) == "mosul-old-city"


def test_two_namesakes_of_one_region_stay_unresolved(places):
    near = ["aleppo", "nubl", "aleppo-sakhour"]
    assert places.link("al-Zahraa", near=near, country="SY") is None
    assert linked(places, "Zahraa neighborhood", near=near, country="SY") == "aleppo-zahraa"
    assert linked(places, "the town of al-Zahraa", near=near, country="SY") == "al-zahraa"


def test_a_generic_noun_is_a_condition(places):
    assert places.link("Azaz province", country="SY") is None
    assert places.link("Anbar city", country="IQ") is None


def test_a_place_named_with_the_one_around_it(places):
    assert linked(places, "Old Bridge, Mosul") == "mosul-old-bridge"
    assert places.link("Shaar, Mosul") is None


def test_a_portion_of_a_place_is_not_the_place_but_lies_in_it(places):
    for words, around in [
        ("rebel-held Aleppo", "aleppo"),
        ("residential neighborhoods in Aleppo city", "aleppo"),
        ("northern Hama Governorate", "hama-governorate"),
        ("27 districts of Mosul", "mosul"),
        ("Aleppo countryside", "aleppo-governorate"),
        ("outskirts of Mykolaiv", "mykolaiv-oblast"),
    ]:
        assert places.link(words) is None, words
        assert places.within(words).id == around, words


@pytest.mark.parametrize("words", ["south of Kirkuk", "villages around Tal Afar", "near Damascus", "seven districts"])
def test_what_lies_beside_a_place_is_not_within_it(places, words):
    assert places.link(words) is None
    assert places.within(words) is None


def test_the_country_of_a_text(places):
    assert places.guess_country(["Azaz", "Geneva", "Hanano", "Russia"]) == "SY"
    assert places.guess_country(["Geneva", "Moscow"]) is None
    assert places.guess_country([]) is None


def test_country_may_be_a_name(places):
    assert linked(places, "Salma", country="Syria") == "salma"


@settings(max_examples=200)
@given(st.text(max_size=40))
def test_linking_never_raises(text):
    places = test_linking_never_raises.places
    places.link(text, near=[text], country=text)
    places.within(text)
    places.known(text)


test_linking_never_raises.places = Places.load()


# ---- runs of names


@pytest.mark.parametrize(
    "names",
    [
        ["Anadan", "Khan Touman", "Alzorba", "Qibtan Aljabal", "Kafarnaha"],
        ["Idlib", "Saraqib", "Maaret Alnouman", "Khan Sheikhoun"],
        ["Douma", "Harasta", "Ein Tarma", "Kafr Batna"],
        ["Azaz", "Tell Quxmara", "Nubl"],
        ["Azaz", "Quxmara Alblub", "Nubl"],
    ],
)
def test_a_run_of_names_without_commas_is_divided(places, names):
    words = " ".join(names).split()
    assert [" ".join(words[a:b]) for a, b in places.split_run(words, country="SY")] == names


@given(st.lists(st.sampled_from("Khan Tell Azaz Aleppo Al Bab Qux Alblub al-Hadid".split()), max_size=9))
def test_a_divided_run_covers_every_word_once(words):
    spans = test_linking_never_raises.places.split_run(words)
    assert [i for a, b in spans for i in range(a, b)] == list(range(len(words)))


def test_the_longest_name_that_begins_at_a_word(places):
    words = "Khan Touman Azaz".split()
    assert places.longest(words, 0, country="SY") == 2
    assert places.longest(words, 2, country="SY") == 1
    assert places.longest(["Quxmara", "Azaz"]) == 0


# ---- the user's files


def test_a_yaml_file_adds_places(tmp_path):
    path = tmp_path / "town.yaml"
    path.write_text(TOWN, "utf-8")
    places = Places.load(path)
    assert linked(places, "Bab al-Hajar", country="SY") == "bab-al-hajar"
    assert linked(places, "باب الحجر", near=["nadra"]) == "bab-al-hajar"
    assert [place.id for place in places.ancestors("bab-al-hajar")] == ["nadra", "SY"]
    assert places.get("bab-al-hajar").lat is None  # never the point of another place


def test_a_later_file_adds_to_a_place(tmp_path):
    path = tmp_path / "more.yaml"
    path.write_text("places: [{id: azaz, name: Azaz, also: [Quxaz]}]", "utf-8")
    places = Places.load(path)
    assert linked(places, "Quxaz", country="SY") == "azaz"
    assert places.get("azaz").kind == "city"
    assert linked(places, "A'zaz", country="SY") == "azaz"


def test_csv_and_geojson_files(tmp_path):
    table = tmp_path / "places.csv"
    table.write_text("id,name,also,kind,parent,lat,lon\nnadra,Nadra,Nedra|Nadreh,city,SY,35.5,38.0\n", "utf-8")
    square = [[38.0, 35.0], [38.2, 35.0], [38.2, 35.2], [38.0, 35.2], [38.0, 35.0]]
    feature = {
        "type": "Feature",
        "properties": {"NAME": "Hajar", "NAME_A": "حجر", "kind": "district", "parent": "nadra"},
        "geometry": {"type": "Polygon", "coordinates": [square]},
    }
    shape = tmp_path / "places.geojson"
    shape.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), "utf-8")
    places = Places.load(table, shape)
    assert linked(places, "Nedra", country="SY") == "nadra"
    hajar = places.get("hajar")
    assert (hajar.lat, hajar.lon) == (pytest.approx(35.1), pytest.approx(38.1))
    assert hajar.geometry == feature["geometry"]
    assert hajar.arabic == ("حجر",)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "places:\n  - {name: A}\n  - {name: B, kind: hamlet}\n",
            r"bad\.yaml, line 3: unknown kind",
        ),
        ("places:\n  - name: A\n    places:\n      - {kind: city}\n", r"bad\.yaml, line 4: an entry needs a name"),
        ("places:\n  - {name: A, parent: NO}\n", r"bad\.yaml, line 2: 'parent' must be a text.*quotes"),
        (
            "places:\n  - {name: A, point: [200, 1]}\n",
            r"bad\.yaml, line 2: 'point' .* is not on the earth",
        ),
        ("places:\n  - {name: A, colour: red}\n", r"bad\.yaml, line 2: unknown key 'colour'"),
        ("places:\n  - just words\n", r"bad\.yaml, line 2: an entry must be a mapping"),
        ("places:\n  - {name: A\n", r"bad\.yaml, line 3: not valid YAML"),
        ("- A\n", r"bad\.yaml, line 1: a list of places"),
        ("places:\n  - {name: A, parent: nowhere}\n", r"bad\.yaml: the parent 'nowhere' of the place 'a'"),
        ("places:\n  - {name: A}\n  - {name: a}\n", r"bad\.yaml: two places have the id 'a'"),
        ("places:\n  - {id: a, name: A, parent: b}\n  - {id: b, name: B, parent: a}\n", "is inside itself"),
    ],
)
def test_errors_of_a_yaml_file_name_file_and_line(tmp_path, text, message):
    path = tmp_path / "bad.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(DataError, match=message):
        Places.load(path)


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("bad.csv", "name,lat,lon\nA,36,37\nB,north,37\n", r"bad\.csv, line 3: 'point' must be two numbers"),
        ("bad.geojson", '{"features": [{"properties": {}}]}', r"bad\.geojson, feature 1: an entry needs a name"),
        ("bad.geojson", "{", r"bad\.geojson, line 1: not valid JSON"),
        ("bad.txt", "A", r"bad\.txt: places are read from"),
    ],
)
def test_errors_of_other_files(tmp_path, name, text, message):
    path = tmp_path / name
    path.write_text(text, "utf-8")
    with pytest.raises(DataError, match=message):
        Places.load(path)


def test_a_missing_file_is_a_sentence(tmp_path):
    with pytest.raises(DataError, match=r"gone\.yaml"):
        Places.load(tmp_path / "gone.yaml")


@pytest.mark.parametrize("initials", ["CAR", "UAE", "DRC"])
def test_initials_are_written_in_capitals(initials, places):
    assert places.link(initials) is not None
    for word in (initials.capitalize(), initials.lower()):
        assert places.link(word) is None
        assert not places.known(word)


# ---- the files of the package


def test_the_world_file_is_found_whole(places):
    from marsad.knowledge.world import DATA

    world = places._gazetteer.world
    lines = (DATA / "world-index.tsv").read_text("utf-8").split("\n")
    for line in lines[1:-1:97]:
        key, ids = line.split("\t")
        assert world._ids(key) == ids.split(","), key
        assert all(world.row(one) for one in ids.split(",")), key
