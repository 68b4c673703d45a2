"""Bytes to text: what is sure is decoded, what is not is set aside."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.errors import InputError, SetAside
from marsad.sources import encodings

ENGLISH = "Shells fell on Tal Marran on Tuesday, the Qarun Monitor said. “Twelve people were hurt” – so it said…\r\n"
RUSSIAN = "Правительственные войска вошли в восточные районы города, сообщает агентство. " * 5


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="\ufeff"), min_size=1))
def test_utf8_is_kept_as_it_is(text: str) -> None:
    assert encodings.decode(text.encode()) == text


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be", "cp1252"])
def test_text_comes_back_without_its_mark(encoding: str) -> None:
    assert encodings.decode(ENGLISH.encode(encoding)) == ENGLISH


def test_line_ends_and_spaces_stay() -> None:
    assert encodings.decode(b"a\r\n\xc2\xa0b \r c\n") == "a\r\n\xa0b \r c\n"


def test_the_users_encoding_is_final() -> None:
    assert encodings.decode(RUSSIAN.encode("koi8-r"), "koi8-r") == RUSSIAN
    with pytest.raises(SetAside, match="--encoding") as caught:
        encodings.decode("café".encode("latin-1"), "utf-8")
    assert caught.value.reason == "encoding"


def test_an_encoding_that_does_not_exist() -> None:
    with pytest.raises(InputError, match="no text encoding named 'utf-99'"):
        encodings.check("utf-99")
    with pytest.raises(InputError, match="no text encoding"):
        encodings.check("base64")  # a codec, but not of text


def test_a_text_that_could_be_in_several_encodings_is_set_aside() -> None:
    with pytest.raises(SetAside, match=r"unclear.*--encoding") as caught:
        encodings.decode("Señor Núñez said the café in Qarun was hit by shells on Tuesday.".encode("latin-1"))
    assert caught.value.reason == "encoding"


def test_what_a_page_declares_is_used_where_it_is_not_utf8() -> None:
    page = '<html><head><meta charset="koi8-r"></head>' + RUSSIAN
    assert encodings.declared(page.encode("koi8-r")) == "koi8-r"
    assert RUSSIAN in encodings.decode(page.encode("koi8-r"), hint="koi8-r")
    assert RUSSIAN in encodings.decode(page.encode(), hint="koi8-r")


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (b'<meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-1">', "cp1252"),
        (b'<?xml version="1.0" encoding="windows-1256"?>', "cp1256"),
        (b'<meta charset="no-such-thing">', None),
        (b"<p>charset=koi8-r", None),
    ],
)
def test_declared(head: bytes, name: str | None) -> None:
    assert encodings.declared(head) == name


@pytest.mark.parametrize("raw", [bytes(range(256)) * 20, b"text\x00more", b"\x01\x02\x03\x04\x05\x06 hi"])
def test_binary(raw: bytes) -> None:
    with pytest.raises(SetAside) as caught:
        encodings.decode(raw)
    assert caught.value.reason == "binary"


def test_a_text_cut_within_its_last_letter_is_taken() -> None:
    assert encodings.decode("café".encode()[:-1]) == "caf"
