"""The registry of actors: what it holds, what it links, and above all where it abstains."""

import importlib.util
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.errors import DataError
from marsad.knowledge.actor_records import CLASSES, USAGES
from marsad.knowledge.actors import COMPILED, Actors
from marsad.knowledge.names import key
from marsad.knowledge.nouns import meanings, nouns
from marsad.knowledge.people import countries

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def actors() -> Actors:
    return Actors.load()


def linked(actors: Actors, text: str, context: tuple[str, ...] = (), on: str | None = None) -> str | None:
    link = actors.link(text, context, on)
    return link.id if link else None


# ------------------------------------------------------------------- the data


def test_compiled_registry_is_current() -> None:
    spec = importlib.util.spec_from_file_location("build_actors", ROOT / "tools" / "build_actors.py")
    assert spec
    assert spec.loader
    build = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(build)
    assert COMPILED.read_text(encoding="utf-8") == build.compiled(), "run python tools/build_actors.py"


def test_loading_is_quick() -> None:
    times = []
    for _ in range(5):
        start = time.process_time()
        Actors.load()
        times.append(time.process_time() - start)
    assert min(times) < 0.15


def test_entries_are_complete(actors: Actors) -> None:
    assert len(actors) > 1000
    for name in actors:
        actor = actors.get(name)
        assert actor
        assert actor.class_ in CLASSES
        assert actor.sources
        assert {alias.usage for alias in actor.aliases} <= USAGES
        assert actor.since is None or actor.until is None or actor.since <= actor.until, name


def test_every_conflict_has_an_entry_for_each_side(actors: Actors) -> None:
    for conflict in actors.conflicts.values():
        assert len(conflict.sides) >= 2, conflict.id
        for side in conflict.sides:
            assert actors.get(side), side
            assert actors.side(side, conflict.id) == side
        for meant in (*conflict.generic.values(), *conflict.phrases.values()):
            assert all(actors.get(name) for name in meant)


def test_ties_have_no_circles(actors: Actors) -> None:
    assert [name for name in actors if name in actors.above(name)] == []


def test_names_judge_nobody(actors: Actors) -> None:
    """Labels of one side stand only where they are marked as such."""
    labels = {"terrorist", "terrorists", "legitimate", "regime", "occupation", "daesh", "mercenaries"}
    for name in actors:
        actor = actors.get(name)
        assert actor
        for alias in actor.aliases:
            if alias.usage in ("name", "alias") and labels.intersection(key(alias.name).split()):
                assert alias.name == "Global Coalition Against Daesh", (name, alias)


def test_no_name_is_a_common_noun(actors: Actors) -> None:
    """Or else "the militia" would be some militia. In capitals (WHO, CARE) and as title (The Times) it may be."""
    common = frozenset().union(*(nouns(meaning) for meaning in meanings())) - {"peshmerga"}
    for name in actors:
        actor = actors.get(name)
        assert actor
        for alias in actor.aliases:
            if alias.usage not in ("acronym", "title", "surname"):
                assert key(alias.name) not in common, (name, alias.name)


def test_describes_both_ends_of_each_renaming_and_merger(actors: Actors) -> None:
    assert actors.umbrella("hayat-tahrir-al-sham", "jabhat-al-nusra", "2017-06-01")
    assert not actors.umbrella("hayat-tahrir-al-sham", "jabhat-al-nusra", "2016-12-07")
    assert linked(actors, "Jabhat Fateh al-Sham") == linked(actors, "the Nusra Front") == "jabhat-al-nusra"
    assert actors.umbrella("al-qaeda", "jabhat-al-nusra", "2015-01-01")
    assert not actors.umbrella("al-qaeda", "jabhat-al-nusra", "2016-12-07")


# --------------------------------------------------------------------- linking

NAMED = [
    ("Syrian Observatory for Human Rights", "sohr"),
    ("the UK-based Syrian Observatory for Human Rights", "sohr"),
    ("the Syrian Observatory for Human Rights (SOHR)", "sohr"),
    ("The White Helmets civil defense force", "white-helmets"),
    ("Syrian Civil Defence volunteers", "white-helmets"),
    ("spokesman of the Syrian Coalition", "syrian-national-coalition"),
    ("fighters of the Islamic State", "islamic-state"),
    ("ISIL militants", "islamic-state"),
    ("Kurdish YPG fighters", "ypg"),
    ("Russia's Defense Ministry", "russian-defence-ministry"),
    ("Russias Defense Ministry", "russian-defence-ministry"),
    ("the ministry of defence of Russia", "russian-defence-ministry"),
    ("US Secretary of State John Kerry", "john-kerry"),
    ("UN envoy Staffan de Mistura", "staffan-de-mistura"),
    ("Rami Abdel Rahman, head of the Syrian Observatory", "rami-abdulrahman"),
    ("SANA reporter in Aleppo", "sana"),
    ("the State Emergency Service of Ukraine in Zaporizhzhia Oblast", "ses-ukraine"),
    ("Jaysh al Fateh", "jaysh-al-fatah"),
    ("Hizballah", "hezbollah"),
    ("JABHAT AL-NUSRA", "jabhat-al-nusra"),
    ("المرصد السوري لحقوق الإنسان", "sohr"),
    ("Минобороны России", "russian-defence-ministry"),
    ("forces loyal to Khalifa Haftar", "libyan-national-army"),
    ("forces loyal to Syrian President Bashar al-Assad", "syrian-government-forces"),
    ("Assad's warplanes", "syrian-air-force"),
    ("al-Qaeda-linked Jabhat Fateh al-Sham", "jabhat-al-nusra"),
    ("Al-Monitor", "al-monitor"),
    ("US-backed SDF", "syrian-democratic-forces"),
    ("Doctors Without Borders [MSF]", "msf"),
]


@pytest.mark.parametrize(("text", "expected"), NAMED)
def test_links_names_within_phrases(actors: Actors, text: str, expected: str) -> None:
    assert linked(actors, text) == expected


COMPOSED = [
    ("Syrian army", "syrian-arab-army"),
    ("Syrian government forces", "syrian-government-forces"),
    ("Syrian rebels", "syrian-rebels"),
    ("Russian jets", "russian-aerospace-forces"),
    ("Belgian F-16 jets", None),
    ("Belgian jets", "armed-forces-of-belgium"),
    ("Turkish artillery", "turkish-armed-forces"),
    ("Ukrainian officials", "government-of-ukraine"),
    ("government of Syria", "government-of-syria"),
    ("French foreign ministry", "french-foreign-ministry"),
    ("Kyiv government", "government-of-ukraine"),
]


@pytest.mark.parametrize(("text", "expected"), COMPOSED)
def test_composes_country_and_category(actors: Actors, text: str, expected: str | None) -> None:
    assert linked(actors, text) == expected


GENERIC = [
    ("government forces", ("syria",), "syrian-government-forces"),
    ("government forces", ("yemeni-civil-war",), "yemeni-armed-forces"),
    ("the rebels", ("SY",), "syrian-rebels"),
    ("the rebels", ("YE",), "houthis"),
    ("opposition fighters", ("SY",), "syrian-rebels"),
    ("the army", ("MM",), "tatmadaw"),
    ("the army", ("IQ",), "iraqi-army"),
    ("army units", ("SY",), "syrian-arab-army"),
    ("regime warplanes", ("SY",), "syrian-air-force"),
    ("the coalition", ("YE",), "saudi-led-coalition"),
    ("the coalition", ("IQ",), "cjtf-oir"),
    ("separatists", ("UA",), "donbas-separatists"),
    ("separatists", ("CM",), "ambazonia-defence-forces"),
    ("state television", ("SY",), "syrian-state-television"),
    ("Turkish-backed rebels", ("SY",), "syrian-national-army"),
    ("government forces and their allies", ("SY",), "syrian-government-forces"),
    ("Kurdish forces", ("IQ",), "peshmerga"),
    ("Kurdish forces", ("SY",), "syrian-democratic-forces"),
    ("rebels in Syria", (), "syrian-rebels"),
]


@pytest.mark.parametrize(("text", "context", "expected"), GENERIC)
def test_generic_words_mean_whom_the_conflict_says(
    actors: Actors, text: str, context: tuple[str, ...], expected: str
) -> None:
    assert linked(actors, text, context) == expected


ABSTAINS = [
    ("the Democratic Forces", ()),
    ("the army", ()),
    ("government forces", ()),
    ("the army", ("SY", "TR")),
    ("the rebels", ("SY", "YE")),
    ("Turkish-backed rebels", ()),
    ("Turkish-backed rebels", ("LY",)),
    ("rebels backed by Fateh al-Sham", ("SY",)),
    ("Iranian-backed foreign militias", ("SY",)),
    ("terrorists", ("SY",)),
    ("terrorist groups", ("SY",)),
    ("militants", ("SY",)),
    ("troops", ("SY",)),
    ("warplanes", ("SY",)),
    ("Russia and China", ()),
    ("Russia and Hezbollah", ()),
    ("the army and Hezbollah", ("SY",)),
    ("victims of Islamic State", ()),
    ("supporters of Bashar al-Assad", ()),
    ("opponents of Hezbollah", ()),
    ("an Islamic State stronghold", ()),
    ("a Red Crescent hospital", ()),
    ("Kenyan Hezbollah", ()),
    ("Damascus residents", ()),
    ("Damascus police", ()),
    ("Syrians", ()),
    ("Russian", ()),
    ("AFP", ()),
    ("us", ("SY",)),
    ("who", ()),
    ("the monitor", ("SY",)),
    ("Monitor", ()),
    ("is", ("SY",)),
    ("turkey", ()),
    ("local defense forces", ("UA",)),
    ("independent human rights groups", ("SY",)),
    ("local sources", ("SY",)),
    ("activists in the town", ("SY",)),
    ("Commander Tarn Velik of the Sarrow Brigade", ("SY",)),
    ("Hezbollah commander Tarn Velik", ()),
    ("", ()),
    ("…", ()),
]


@pytest.mark.parametrize(("text", "context"), ABSTAINS)
def test_abstains(actors: Actors, text: str, context: tuple[str, ...]) -> None:
    assert actors.link(text, context) is None


def test_namesakes_are_told_apart_by_the_context(actors: Actors) -> None:
    assert linked(actors, "AFP", ("PH",)) == "afp-philippines"
    assert linked(actors, "AFP", ("SY",)) == "afp"
    assert linked(actors, "RSF", ("SD",)) == "rsf-sudan"
    assert linked(actors, "RSF", ("SY",)) == "rsf"
    assert linked(actors, "Kim", ("UA",)) == "vitaliy-kim"
    assert linked(actors, "Kim") is None


def test_the_date_decides_who_governs(actors: Actors) -> None:
    assert linked(actors, "Afghan government", (), "2019-01-01") == "islamic-republic-of-afghanistan"
    assert linked(actors, "Afghan government", (), "2022-01-01") == "taliban-government"
    assert linked(actors, "the Syrian government", (), "2016-12-07") == "government-of-syria"
    assert linked(actors, "the Syrian government", (), "2025-03-01") == "syrian-transitional-government"
    assert linked(actors, "the government", ("LY",), "2019-05-01") == "libya-gna"
    assert linked(actors, "US president", (), "2015-01-01T09:30+00:00") == "barack-obama"


SIDES = [
    "Russian",
    "Ukrainian",
    "Syrian",
    "Turkish",
    "Israeli",
    "Rwandan",
    "Armenian",
    "Azerbaijani",
    "Kenyan",
    "French",
]
PHRASES = [
    "{} forces",
    "{} army",
    "{} troops",
    "{} warplanes",
    "{} officials",
    "the {} government",
    "{} soldiers in the town",
]


@given(st.sampled_from(SIDES), st.sampled_from(PHRASES))
def test_every_side_is_linked_by_the_same_rules(side: str, phrase: str) -> None:
    actors = _shared()
    link = actors.link(phrase.format(side))
    actor = actors.get(link.id) if link else None
    country = next(each for each in countries().values() if side in each.demonyms)
    assert actor
    assert actor.country == country.id


@given(st.text(max_size=60), st.sampled_from(["", "SY", "UA", "syrian-civil-war", "nowhere"]))
def test_any_text_is_linked_or_not_but_never_fails(text: str, context: str) -> None:
    link = _shared().link(text, [context])
    assert link is None or (_shared().get(link.id) and 0 < link.score <= 1)


@given(st.text(max_size=40))
def test_comparable_form_is_stable(text: str) -> None:
    assert key(key(text)) == key(text)


_LOADED: list[Actors] = []


def _shared() -> Actors:
    if not _LOADED:
        _LOADED.append(Actors.load())
    return _LOADED[0]


# ------------------------------------------------------------ the rest of the API


def test_known_takes_proper_names_only(actors: Actors) -> None:
    def known(text: str) -> str | None:
        actor = actors.known(text)
        return actor.id if actor else None

    assert known("the Free Syrian Army") == "free-syrian-army"
    assert known("IS") == "islamic-state"
    assert known("Nato") == "nato"
    for text in ("is", "us", "Damascus", "Kim", "AFP", "the army", "rebels", "Independent", "Aleppo", ""):
        assert known(text) is None, text


def test_sides_follow_ties(actors: Actors) -> None:
    war = "syrian-civil-war"
    assert actors.side("russian-aerospace-forces", war) == "government-of-syria"
    assert actors.side("hezbollah", war) == "government-of-syria"
    assert actors.side("hezbollah", "israel-hezbollah-conflict") == "hezbollah"
    assert actors.side("ahrar-al-sham", war) == "syrian-opposition"
    assert actors.side("sohr", war) is None
    assert actors.side("reuters", war) is None


def test_umbrellas_hold_over_levels_and_dates(actors: Actors) -> None:
    assert actors.umbrella("government-of-syria", "tiger-forces")
    assert actors.umbrella("tiger-forces", "syria")
    assert actors.umbrella("sohr", "rami-abdulrahman")
    assert actors.umbrella("syrian-democratic-forces", "ypg", "2016-12-07")
    assert not actors.umbrella("syrian-democratic-forces", "ypg", "2014-12-07")
    assert not actors.umbrella("syrian-arab-army", "free-syrian-army")


def test_common_nouns_and_short_names(actors: Actors) -> None:
    assert {"monitor", "monitoring group", "observatory", "group", "watchdog"} <= actors.nouns("sohr")
    assert "agency" in actors.nouns("reuters")
    assert actors.nouns("russian-defence-ministry") == {"ministry"}
    assert "ministry" not in actors.nouns("reuters")
    assert {"SOHR", "Observatory"} <= actors.short_names("sohr")
    assert "Kerry" in actors.short_names("john-kerry")
    assert actors.nouns("no-such-actor") == actors.short_names("no-such-actor") == frozenset()


def test_what_a_document_is_about(actors: Actors) -> None:
    assert actors.about(["SY"] * 4 + ["RU"], ["syrian-arab-army", "russian-armed-forces"]) == "syrian-civil-war"
    assert actors.about(["SD"], on="2023-06-01") == "sudanese-civil-war"
    assert actors.about(["SY", "YE"]) is None
    assert actors.about([]) is None


def test_class_of_a_source(actors: Actors) -> None:
    expected = {
        "SANA": "state_media",
        "the White Helmets": "rescue_service",
        "activists in the town": "activists",
        "local residents": "witness",
        "medical sources": "medics",
        "a hospital source": "medics",
        "local media": "outlet",
        "whatever": None,
    }
    assert {text: actors.source_class(text, ["SY"]) for text in expected} == expected


def test_outlets_by_class(actors: Actors) -> None:
    wires = {actor.id for actor in actors.of_class("wire")}
    assert {"reuters", "afp", "ap"} <= wires
    assert "sana" not in wires


# ------------------------------------------------------------------ users' own files

OWN = """
conflicts:
  - {id: war-of-the-two-mills, name: War of the Two Mills, countries: [malta], sides: [mill-guard, river-league],
     generic: {rebels: river-league}}
actors:
  - {id: mill-guard, name: Mill Guard, class: armed_forces, country: malta, role: army,
     conflicts: [war-of-the-two-mills]}
  - {id: river-league, name: River League, class: armed_group, aliases: [RLX, Leaguers],
     conflicts: [war-of-the-two-mills], parents: [{id: mill-guard, from: 2001, to: 2003-02}]}
  - {id: sohr, aliases: [Observatory of Coventry], nouns: [house], class: monitor}
"""


def test_own_files_add_and_extend(tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text(OWN, encoding="utf-8")
    actors = Actors.load(tmp_path)
    assert linked(actors, "RLX fighters") == "river-league"
    assert linked(actors, "the rebels", ("war-of-the-two-mills",)) == "river-league"
    assert linked(actors, "the army", ("MT",)) == "mill-guard"
    assert linked(actors, "Observatory of Coventry") == linked(actors, "SOHR") == "sohr"
    assert "house" in actors.nouns("sohr")
    assert actors.umbrella("mill-guard", "river-league", "2003-02-28")
    assert not actors.umbrella("mill-guard", "river-league", "2003-03-01")
    assert linked(Actors.load(), "RLX fighters") is None


BROKEN = [
    ("actors:\n  - {id: a-b, name: X}\n", 2, "no class"),
    ("actors:\n  - {id: a-b, class: wire}\n", 2, "no name"),
    ("actors:\n  - {id: A B, name: X, class: wire}\n", 2, "an id of small letters"),
    ("actors:\n  - {id: x, name: X, class: army}\n", 2, "no class 'army'"),
    ("actors:\n  - {id: x, name: X, class: wire, colour: red}\n", 2, "no field 'colour'"),
    ("actors:\n\n  - {id: x, name: X, class: wire, aliases: Y}\n", 3, "must be a list"),
    ("actors:\n  - {id: x, name: X, class: wire, parents: [nobody]}\n", 2, "no actor 'nobody'"),
    ("actors:\n  - {id: x, name: X, class: wire, country: XX}\n", 2, "no country 'XX'"),
    ("actors:\n  - {id: x, name: X, class: wire, conflicts: [w]}\n", 2, "no conflict 'w'"),
    ("actors:\n  - {id: x, name: X, class: wire, from: July}\n", 2, "is no date"),
    ("actors:\n  - {id: x, name: X, class: wire, from: 2016-02-30}\n", 2, "no such day"),
    ("actors:\n  - {id: x, name: X, class: wire}\n  - {id: x, name: Y, class: wire}\n", 3, "stands already"),
    ("actors:\n  - id: x\n    id: y\n", 3, "stands twice"),
    ("actors:\n  - [x\n", 3, "not valid YAML"),
    ("people: []\n", 1, "holds only"),
    ("conflicts:\n  - {id: w, name: W}\n", 2, "no countries"),
]


@pytest.mark.parametrize(("content", "line", "sentence"), BROKEN)
def test_errors_name_file_and_line(tmp_path: Path, content: str, line: int, sentence: str) -> None:
    file = tmp_path / "own.yaml"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(DataError) as error:
        Actors.load(file)
    assert str(error.value).startswith(f"{file}, line {line}: ")
    assert sentence in str(error.value)


def test_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no registry file"):
        Actors.load(tmp_path / "nothing.yaml")
    (tmp_path / "latin.yaml").write_bytes(b"actors: [\xff]")
    with pytest.raises(DataError, match="not UTF-8"):
        Actors.load(tmp_path / "latin.yaml")
