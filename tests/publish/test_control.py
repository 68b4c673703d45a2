"""Readings of control as files: JSON, CSV, GeoJSON, SVG."""

from __future__ import annotations

import csv
import json
from datetime import date
from xml.etree import ElementTree

import pytest

from marsad.errors import InputError
from marsad.publish import control as publish
from marsad.views.holding.parts import Control
from marsad.views.holding.reading import control
from tests.views.test_holding import DAY, HEIGHTS, HILL, LEAGUE, MILL, NAMES, told


@pytest.fixture(scope="module")
def found() -> Control:
    entries = [
        told("holds", MILL, LEAGUE, day=1), told("captured", MILL, HILL), told("contested", HEIGHTS, HILL),
        told("holds", "Old Town=old-town", "+cmd"), told("captured", "Wadi Salt=wadi-salt", HILL),
    ]  # fmt: skip
    return control(entries, NAMES, on=DAY)


def test_json_is_the_record(found: Control) -> None:
    assert Control.model_validate_json(publish.as_json(found)) == found


def test_csv_has_a_line_a_place_and_no_formulas(found: Control) -> None:
    rows = list(csv.DictReader("".join(publish.as_csv(found)).splitlines()))
    assert {row["place_id"] for row in rows} == {"mill", "heights", "old-town", "wadi-salt"}
    assert all(not cell.startswith("=") for row in rows for cell in row.values())
    (mill,) = (row for row in rows if row["place_id"] == "mill")
    assert mill["on"] == str(date(2031, 5, 4))
    assert mill["for"]


def test_geojson_has_points_in_the_order_of_the_standard(found: Control) -> None:
    collection = json.loads(publish.as_geojson(found))
    (mill,) = (one for one in collection["features"] if one["id"] == "mill")
    assert mill["geometry"] == {"type": "Point", "coordinates": [20.010, 10.012]}
    assert sum(chance["chance"] for chance in mill["properties"]["distribution"]) == pytest.approx(1, abs=0.001)
    assert "not for deciding where it is safe" in collection["caution"]


def test_the_map_is_drawn_and_says_what_it_shows(found: Control) -> None:
    drawn = publish.as_svg(found)
    root = ElementTree.fromstring(drawn)
    titles = [node.text or "" for node in root.iter("{http://www.w3.org/2000/svg}title")]
    assert any(title.startswith(("Mill Quarter", "the mill")) for title in titles)
    assert "not for deciding where it is safe" in drawn


def test_nothing_to_draw_is_said() -> None:
    with pytest.raises(InputError, match="nothing to draw"):
        publish.as_svg(control([], NAMES, on=DAY))
