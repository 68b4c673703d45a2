"""The demo corpus is complete and cites its sources, and its hand coding fits its texts."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml

from marsad import demo
from marsad.errors import DataError
from marsad.model import EVENTS, Document, Modality

GOLD = Path(__file__).with_name("demo_gold")
PATHS = demo.dispatches()
FIRST, LAST = date(2016, 11, 15), date(2016, 12, 16)


@pytest.fixture(scope="module")
def documents() -> dict[str, Document]:
    return {document.doc: document for document in demo.documents()}


def gold(stem: str) -> dict[str, Any]:
    value: dict[str, Any] = json.loads((GOLD / f"{stem}.json").read_text(encoding="utf-8"))
    return value


def front_matter(path: Path) -> dict[str, str]:
    _, front, _ = path.read_text(encoding="utf-8").split("---\n", 2)
    value: dict[str, str] = yaml.load(front, Loader=yaml.BaseLoader)
    return value


def test_the_corpus_has_the_promised_size() -> None:
    assert 25 <= len(PATHS) <= 40
    assert [path.name[:2] for path in PATHS] == [f"{number:02}" for number in range(1, len(PATHS) + 1)]


def test_every_dispatch_is_coded_and_nothing_else() -> None:
    assert {path.stem for path in PATHS} == {path.stem for path in GOLD.glob("*.json")}


def test_a_package_without_its_dispatches_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo, "_FOLDER", tmp_path)
    with pytest.raises(DataError, match="demo corpus is missing"):
        demo.dispatches()


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_front_matter_cites_the_source(path: Path, documents: dict[str, Document]) -> None:
    front = front_matter(path)
    for key in ("title", "publisher", "published", "language", "source_title", "where", "rights"):
        assert front.get(key, "").strip(), f"{path.name} lacks {key}"
    assert FIRST <= date.fromisoformat(front["published"][:10]) <= LAST
    assert front.get("url", "http").startswith("http")
    document = documents[path.stem]
    for key in ("title", "publisher", "published", "language"):
        assert getattr(document, key) == front[key]
    assert document.url == front.get("url")


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_a_dispatch_is_a_headline_and_a_short_text(path: Path, documents: dict[str, Document]) -> None:
    text = documents[path.stem].text
    assert 60 <= len(text.split()) <= 300
    headline, blank, body = text.split("\n", 2)
    assert headline == front_matter(path)["title"]
    assert blank == ""
    assert body.strip()


def test_dispatches_stand_in_the_order_of_their_dates(documents: dict[str, Document]) -> None:
    days = [(documents[path.stem].published or "")[:10] for path in PATHS]
    assert days == sorted(days)


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_the_coding_is_of_this_text(path: Path, documents: dict[str, Document]) -> None:
    coded, document = gold(path.stem), documents[path.stem]
    assert coded["doc"] == path.stem
    assert coded["text"] == document.text
    assert coded["publisher"] == document.publisher
    assert coded["published"] == (document.published or "")[:10]
    assert coded["claims"]
    assert len({claim["id"] for claim in coded["claims"]}) == len(coded["claims"])


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_every_value_of_the_coding_is_allowed(path: Path) -> None:
    coded = gold(path.stem)
    text = coded["text"]
    for claim in coded["claims"]:
        evidence, quantity, time = claim["evidence"], claim["quantity"], claim["time"]
        assert 0 <= evidence["start"] < evidence["end"] <= len(text)
        assert text[evidence["start"] : evidence["end"]] == evidence["text"]
        assert claim["event"] in EVENTS[claim["type"]]
        assert claim["modality"] in get_args(Modality)
        for slot in ("actor", "target", "place", "attribution"):
            assert all(isinstance(name, str) and name.strip() for name in claim[slot])
        if quantity:
            assert quantity["text"] in text
            assert quantity["unit"]
            assert quantity["high"] is None or quantity["low"] <= quantity["high"]
        if time:
            assert time["text"] in text
            assert date.fromisoformat(time["start"]) <= date.fromisoformat(time["end"])


def test_the_coding_covers_every_type_of_claim() -> None:
    claims = [claim for path in PATHS for claim in gold(path.stem)["claims"]]
    assert {claim["type"] for claim in claims} == set(EVENTS)
    assert {claim["modality"] for claim in claims} == set(get_args(Modality))
    assert 220 <= len(claims) <= 350
