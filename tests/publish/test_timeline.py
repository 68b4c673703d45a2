"""Timelines as files: JSON, text, lanes in SVG."""

from __future__ import annotations

import re
from datetime import date
from xml.etree import ElementTree

import pytest

from marsad.publish import timeline as publish
from marsad.publish.palette import COLOURS
from marsad.views.timeline.parts import Timeline
from marsad.views.timeline.reading import timeline
from tests.views.making import number, when
from tests.views.test_timeline import FIVE, HILL, LEAGUE, NAMES, told

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def found() -> Timeline:
    entries = [
        told("ceasefire_called", 2, LEAGUE, quantity=FIVE), told("ceasefire_agreed", 3, LEAGUE, HILL),
        told("ceasefire_agreed", 3, HILL, modality="denied", by=["<b>Hill</b> & Co"]),
        told("talks_planned", 3, LEAGUE, modality="planned", time=when("2031-05-04", "2031-05-05")),
        told("evacuation_carried_out", 4, target=["wounded"], quantity=number("500", 500, 500)),
    ]  # fmt: skip
    return timeline(entries, NAMES, on=date(2031, 5, 8))


def test_json_is_the_record(found: Timeline) -> None:
    assert Timeline.model_validate_json(publish.as_json(found)) == found


def test_text_gives_states_words_expectations_and_contradictions(found: Timeline) -> None:
    text = publish.as_text(found)
    assert text.startswith("Diplomacy and relief on 2031-05-08, as reports tell it\n")
    assert "  2031-05-03  agreed: " in text
    assert "  terms: 5 days\n" in text
    assert "  expected, overdue: River League planned talks in Qasr Amin on 4–5 May 2031" in text
    assert "  contradiction, agreed: reported and denied\n" in text
    for process in found.processes:
        for saying in process.claims:
            assert f"[{saying.claim[:8]}] “{saying.quote}”" in text


def test_nothing_told_is_said_in_a_sentence() -> None:
    assert "No claim tells of any truce" in publish.as_text(timeline([], NAMES))
    assert ElementTree.fromstring(publish.as_svg(timeline([], NAMES))).tag == f"{SVG}svg"


def test_the_drawing_stays_in_its_width_and_colours_stand_for_parties_only(found: Timeline) -> None:
    drawn = publish.as_svg(found)
    root = ElementTree.fromstring(drawn)
    assert root.get("width") == "900"
    bars = [rect for rect in root.iter(f"{SVG}rect") if rect.get("x")]
    assert bars
    for rect in bars:
        assert 0 <= float(rect.get("x", "")) <= float(rect.get("x", "")) + float(rect.get("width", "")) <= 900
    coloured = {one.get("fill") for one in root.iter() if one.get("fill") in COLOURS}
    assert coloured
    assert not {rect.get("fill") for rect in root.iter(f"{SVG}rect")} & set(COLOURS)
    assert "<b>Hill" not in drawn


def test_lines_of_text_fit(found: Timeline) -> None:
    long = [told("talks_held", 4, *(f"The Assembly of Elders of the {n}th Valley" for n in range(30)))]
    for one in (found, timeline(long, NAMES)):
        root = ElementTree.fromstring(publish.as_svg(one))
        assert all(len(text.text or "") <= 140 for text in root.iter(f"{SVG}text"))
        assert re.search(r'viewBox="0 0 900 ', publish.as_svg(one))
