"""The brief on paper: text, Markdown, page, JSON."""

from __future__ import annotations

import json
import re
from datetime import date
from html.parser import HTMLParser
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest

from marsad.publish.brief import WARNING, as_html, as_json, as_markdown, as_text
from marsad.publish.mapping import lay_out, placed
from marsad.views.brief import brief
from marsad.views.parts import Brief, PlaceState, Where
from tests.views.atlas import Atlas, Roll
from tests.views.making import entry, number, qasr_amin, when

if TYPE_CHECKING:
    from marsad.model import Entry

DAY = date(2031, 5, 4)
EVIL = "<script>alert('x')</script> & \"quoted\" [link](javascript:alert(1)) `code` | *bold* \x1b[31m"
VOID = {"meta", "br", "link", "circle", "rect", "line", "path"}


class Page(HTMLParser):
    """Tags, attributes and text of a page; fails on tags that do not close."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.words = ""
        self.feed(page)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words += data

    def ids(self) -> list[str]:
        return [attrs["id"] or "" for _, attrs in self.tags if "id" in attrs]

    def links(self) -> list[str]:
        return [attrs.get("href") or "" for tag, attrs in self.tags if tag == "a"]


def full() -> Brief:
    """A brief with something in every part of it."""
    slots: dict[str, Any] = {"place": ["Mill Quarter=mill"], "time": when("2031-05-03")}
    entries = [entry for _, entry in qasr_amin()] + [
        entry("captured", actor=["River League=league"], doc="d2", url="https://example.org/a?b=1&c=2", **slots),
        entry(
            "withdrew", actor=["Hill Brigade=column"], place=["Amin Heights=heights"], doc="d3", url="javascript:x()"
        ),
        entry("contested", place=["Old Town=old-town"], doc="d4"),
        entry("holds", actor=["River League=league"], place=["Tanners' Quarter=tanners"], by=["A"], doc="d5"),
        entry("holds", actor=["Hill Brigade=column"], place=["Tanners' Quarter=tanners"], by=["B"], doc="d6"),
        entry("shelling", place=["Qasr Amin=qasr-amin"], doc="d7"),
        entry("shelling", place=["Wadi Salt=wadi-salt"], doc="d7", start=3),
        entry(
            "talks_called",
            actor=["مجلس قصر الأمين"],
            words="دعا المجلس إلى محادثات",
            title="بيان",
            doc="d8",
            place=["Sarra=sarra"],
        ),
        entry("fled", target=["families"], place=["Mill Quarter=mill"], status="rejected", doc="d9"),
    ]
    return brief(entries, on=DAY, places=Atlas(), actors=Roll())


def test_every_note_number_leads_to_its_note_and_back() -> None:
    drawn = full()
    page = Page(as_html(drawn))
    ids = page.ids()
    assert len(ids) == len(set(ids))
    assert [link for link in page.links() if link.startswith("#") and link[1:] not in ids] == []
    for note in drawn.notes:
        assert f"#note-{note.number}" in page.links()
        assert all(f"#line-{line}" in page.links() for line in note.lines)
    assert all(f"line-{line.number}" in ids for line in drawn.lines)


def test_the_page_asks_nothing_of_the_network_and_runs_nothing() -> None:
    text = as_html(full())
    page = Page(text)
    assert {tag for tag, _ in page.tags} & {"script", "img", "iframe", "link", "object", "embed", "form"} == set()
    assert not [attrs for _, attrs in page.tags if {"src", "srcset", "onload", "onclick"} & set(attrs)]
    assert not re.search(r"@import|url\((?!#)", text)
    assert "default-src 'none'" in text


def test_only_web_addresses_become_links() -> None:
    links = [link for link in Page(as_html(full())).links() if not link.startswith("#")]
    assert links == ["https://example.org/a?b=1&c=2"]
    assert "javascript:x()" in Page(as_html(full())).words
    assert "<javascript" not in as_markdown(full())


def test_words_of_documents_show_as_text() -> None:
    slots: dict[str, Any] = {"actor": [EVIL], "place": [EVIL], "target": [EVIL], "by": [EVIL]}
    made = entry("captured", words=EVIL, title=EVIL, publisher=EVIL, url=f"https://example.org/{EVIL}", **slots)
    drawn = brief([made, entry("killed", words=EVIL, doc="d2", quantity=number("3", 3, 3), **slots)], on=DAY)
    page = Page(as_html(drawn))
    assert "script" not in [tag for tag, _ in page.tags]
    assert page.words.count("<script>alert('x')</script>") > 5
    assert "\x1b" not in as_text(drawn) + as_markdown(drawn)
    markdown = as_markdown(drawn)
    assert "<script" not in markdown.replace("\\<script", "")
    assert "](javascript" not in markdown.replace("\\](javascript", "").replace("\\]\\(javascript", "")


def test_words_cannot_leave_their_line_in_markdown() -> None:
    drawn = brief(
        [entry("captured", actor=["A"], place=["B"], words="one\n# two\n\n| three |", title="x\n## y")], on=DAY
    )
    assert [line for line in as_markdown(drawn).splitlines() if line.startswith(("# ", "## ", "|"))] == [
        "# Brief of 4 May 2031", "## Control", "## About this brief",
    ]  # fmt: skip


def test_right_to_left_words_find_their_own_direction() -> None:
    page = Page(as_html(full()))
    quotes = [attrs for tag, attrs in page.tags if tag == "q"]
    assert quotes
    assert all(attrs.get("dir") == "auto" for attrs in quotes)
    assert "دعا المجلس إلى محادثات" in page.words


def test_the_page_has_one_title_and_headings_in_order() -> None:
    page = Page(as_html(full()))
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert {tag for tag, _ in page.tags} >= {"header", "main", "footer", "nav", "section", "table"}
    labelled = [attrs["aria-labelledby"] for _, attrs in page.tags if "aria-labelledby" in attrs]
    assert set(labelled) <= set(page.ids())


def test_everything_warns_that_it_is_a_reading_of_reports() -> None:
    assert all(WARNING in form(full()) for form in (as_text, as_markdown, as_html))


def test_text_fits_a_terminal() -> None:
    long = [line for line in as_text(full()).splitlines() if len(line) > 88 and "http" not in line]
    assert long == []


def test_json_is_the_brief() -> None:
    drawn = full()
    read = json.loads(as_json(drawn))
    assert Brief.model_validate(read) == drawn
    assert read["version"] == 1
    assert {"lines", "sections", "contradictions", "tolls", "notes", "states", "background"} <= set(read)
    assert all("description" in field or "$ref" in str(field) or "type" in str(field) for field in
               Brief.model_json_schema()["properties"].values())  # fmt: skip


def test_an_empty_brief_says_so() -> None:
    empty = brief([], on=DAY)
    for form in (as_text, as_markdown, as_html):
        assert "Nothing is reported for these days." in form(empty)
    Page(as_html(empty))


def test_the_table_gives_each_figure_with_who_said_it() -> None:
    drawn = full()
    rows = [line for line in as_markdown(drawn).splitlines() if line.startswith("| 3 May 2031")]
    assert rows == [
        "| 3 May 2031 | Tanners' Quarter | people | at least 14 killed, about 60 injured | Amin Ambulance Service | "
        + "".join(f"[^{note}]" for note in drawn.tolls[0].notes) + " |",
        "| 3 May 2031 | Tanners' Quarter | of these: children | 3 killed | Amin Ambulance Service | "
        + "".join(f"[^{note}]" for note in drawn.tolls[1].notes) + " |",
        "| 3 May 2031 | Tanners' Quarter | people | 9 killed | Watch House | "
        + "".join(f"[^{note}]" for note in drawn.tolls[2].notes) + " |",
    ]  # fmt: skip


# The map


def where(key: str, lat: float, lon: float, kind: str = "district", name: str | None = None) -> Where:
    return Where(key=key, name=name or key, id=key, kind=kind, lat=lat, lon=lon)


def state(place: Where) -> PlaceState:
    return PlaceState(place=place, status="held")


def test_north_is_up_and_east_is_right_to_scale() -> None:
    drawn = [(where("s", 10.0, 20.0), None), (where("n", 10.01, 20.0), None), (where("e", 10.0, 20.01), None)]
    made = lay_out(drawn, 680)
    assert made is not None
    south, north, east = made.points
    assert north.y < south.y
    assert east.x > south.x
    assert abs(north.x - south.x) < 0.01
    assert (south.y - north.y) / made.scale_px * made.scale_km == pytest.approx(1.1132, rel=1e-6)
    assert (east.x - south.x) / made.scale_px * made.scale_km == pytest.approx(1.1132 * 0.98480, rel=1e-3)


def test_far_places_and_countries_stand_beside_the_map() -> None:
    near = [state(where(f"p{index}", 10 + index / 1000, 20 + index / 1000)) for index in range(5)]
    found = placed(near, [where("far", 10.9, 20.0), where("sarra", 12, 22, "country"), where("close", 10.01, 20.01)])
    assert [place.key for place, _ in found.drawn] == ["p0", "p1", "p2", "p3", "p4", "close"]
    assert [(place.key, words) for place, words in found.beyond] == [("far", "100 km north")]
    assert [place.key for place in found.wide] == ["sarra"]


def test_labels_meet_neither_each_other_nor_the_edge() -> None:
    crowd = [state(where(f"Quarter number {i}", 10 + (i * 7 % 11) / 900, 20 + (i * 5 % 13) / 900)) for i in range(24)]
    for width in (680, 350):
        made = lay_out([(one.place, one) for one in crowd], width)
        assert made is not None
        boxes = []
        for point in made.points:
            assert 0 <= point.x <= made.width
            assert 0 <= point.y <= made.height
            if point.label is None:
                continue
            x, y, anchor = point.label
            wide = len(point.where.name) * 13 * 0.56
            left = {"start": x, "end": x - wide, "middle": x - wide / 2}[anchor]
            assert left >= 0
            assert left + wide <= made.width
            boxes.append((left, y - 10, left + wide, y))
        assert len(boxes) >= 10 if width == 680 else boxes
        for i, (a, b, c, d) in enumerate(boxes):
            for e, f, g, h in boxes[i + 1 :]:
                assert c <= e or g <= a or d <= f or h <= b


@pytest.mark.parametrize(
    ("event", "slots", "marks"),
    [
        ("captured", {"actor": ["River League"]}, {"ring": 1, "unsettled": 0, "left": 0, "ring blank": 0}),
        ("withdrew", {"actor": ["River League"]}, {"ring": 0, "unsettled": 0, "left": 1, "ring blank": 0}),
        ("captured", {}, {"ring": 0, "unsettled": 0, "left": 0, "ring blank": 1}),
        ("contested", {}, {"ring": 0, "unsettled": 1, "left": 0, "ring open": 1}),
        ("shelling", {}, {"ring": 0, "unsettled": 0, "left": 0, "dot": 1}),
    ],
)
def test_marks_say_what_is_reported(event: str, slots: dict[str, Any], marks: dict[str, int]) -> None:
    page = as_html(brief([entry(event, place=["Mill Quarter=mill"], **slots)], on=DAY, places=Atlas()))
    wide = page.partition('<svg class="wide"')[2].partition("</svg>")[0]
    assert {name: wide.count(f'class="{name}"') for name in marks} == marks


def test_one_place_and_places_at_one_spot_can_be_drawn() -> None:
    assert lay_out([], 680) is None
    twins = lay_out([(where("a", 10, 20), None), (where("b", 10, 20), None)], 680)
    assert twins is not None
    assert len({point.x for point in twins.points}) == 2


def test_entries_are_not_needed_to_be_a_list() -> None:
    made: list[Entry] = [entry("shelling", place=["A"])]
    assert brief(iter(made), on=DAY).lines
