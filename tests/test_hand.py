"""Coding by hand: words of a document in any language become a claim, or a sentence says what is wrong."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.coders.hand import Reading, claim
from marsad.errors import InputError
from marsad.ledger.spans import astray
from marsad.model import Document, claim_id

TEXT = (
    "قال المرصد إن القذائف سقطت على حي الطاحون يوم الثلاثاء.\n"
    "قتل ٣٨ شخصاً في حي\u00a0الطاحون، ثم عاد الهدوء إلى حي الطاحون."
)
DOCUMENT = Document(doc="d1", text=TEXT, published="2019-03-06", publisher="Amal", language="ar")
KILLED = "قتل ٣٨ شخصاً في حي الطاحون"


def read(**parts: Any) -> Any:
    made = claim(DOCUMENT, Reading(**{"event": "killed", "quote": KILLED, **parts}))
    assert astray(made, TEXT) is None
    assert made.id == claim_id(made)
    return made


def test_every_part_stands_in_the_document() -> None:
    made = read(
        actor=["المرصد"], target=["شخصاً"], status="civilian", place=["حي الطاحون=Mill Quarter"],
        source=["المرصد=@monitor"], figure="٣٨", time="يوم الثلاثاء", start="2019-03-05", means="القذائف",
    )  # fmt: skip
    assert (made.type, made.event, made.doc, made.published, made.publisher) == (
        "casualty", "killed", "d1", "2019-03-06", "Amal",
    )  # fmt: skip
    assert (made.quantity.low, made.quantity.high, made.quantity.unit) == (38, 38, "people")
    assert (made.time.start, made.time.end, made.time.precision) == ("2019-03-05", "2019-03-05", "day")
    assert (made.place[0].name, made.attribution[0].link.id) == ("Mill Quarter", "monitor")
    assert made.target[0].status == "civilian"


def test_words_of_the_quote_are_meant_first() -> None:
    place = read(place=["حي الطاحون"]).place[0]
    assert place.text == "حي\u00a0الطاحون"


def test_which_of_several() -> None:
    assert read(place=["حي الطاحون#3"]).place[0].start == TEXT.rindex("حي")
    with pytest.raises(InputError, match="stand there 2 times: say which, as in حي الطاحون#2"):
        claim(Document(doc="d", text="حي الطاحون، حي الطاحون"), Reading(event="shelling", quote="حي الطاحون"))


def test_words_as_they_are_shown_are_found() -> None:
    assert read(quote=f"\u2068{KILLED}\u2069").evidence.start == TEXT.index("قتل")


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ({"event": "weather"}, "no event 'weather'"),
        ({"quote": "سقطت الصواريخ"}, "do not stand in document d1"),
        ({"place": ["حي الطاحون#4"]}, "do not stand 4 times"),
        ({"place": [""]}, "Give the words"),
        ({"figure": "شخصاً"}, "Say which figure the words"),
        ({"low": 3.0}, "needs the words"),
        ({"start": "2019-03-05"}, "needs the words"),
        ({"time": "يوم الثلاثاء", "start": "2019-03-06", "end": "2019-03-05"}, "comes after the last"),
        ({"modality": "perhaps"}, "modality"),
    ],
)
def test_what_makes_no_claim(parts: dict[str, Any], message: str) -> None:
    with pytest.raises(InputError, match=message):
        read(**parts)


@pytest.mark.parametrize(
    ("bound", "low", "high"), [("exact", 38, 38), ("about", 38, 38), ("at_least", 38, None), ("at_most", None, 38)]
)
def test_bounds(bound: str, low: float | None, high: float | None) -> None:
    quantity = read(figure="٣٨", bound=bound).quantity
    assert (quantity.low, quantity.high, quantity.bound) == (low, high, bound)


@given(at=st.integers(0, len(TEXT) - 1), length=st.integers(1, 30))
def test_any_words_give_their_own_span_or_a_sentence(at: int, length: int) -> None:
    words = TEXT[at : at + length]
    try:
        made = claim(DOCUMENT, Reading(event="killed", quote=words))
    except InputError:
        return
    assert astray(made, TEXT) is None
    assert made.evidence.text.split() == words.split()
