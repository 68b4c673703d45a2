"""The words of every claim stand where it says, whatever kind of file and whatever cleaning the text came through."""

from __future__ import annotations

import csv
import gzip
import html
import io
import json
from email.message import EmailMessage
from functools import lru_cache
from typing import TYPE_CHECKING

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from marsad.coders.rules import RuleCoder
from marsad.ledger.spans import astray
from marsad.sources import read
from tests.sources import test_pdf
from tests.sources.reports import zipped

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SENTENCES = [
    "At least 12 people were killed when government forces shelled the town of Qarun on Saturday, the monitor said.",
    "Rebels captured the district of Tal Marran, a spokesman said.",
    "The ministry denied that its jets hit the hospital.",
]
ODD = st.text(
    st.sampled_from("\u00a0\u00ad\u200b\u200f\u202b\u2028\u0301\ufeff\u0000\ud800😀قارون& <>\"'\t\r\n—…éﬁ"), max_size=6
)
"""What cleaning takes out, turns or replaces: blanks, marks of direction, accents apart, zeros, entities, line ends."""


def _table(text: str) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out).writerows([["date", "text"], ["2019-03-05", text]])
    return out.getvalue().encode("utf-8", "replace")


def _word(text: str) -> bytes:
    document, out = docx.Document(), io.BytesIO()
    for line in _for_xml(text).splitlines():
        document.add_paragraph(line)
    document.save(out)
    return out.getvalue()


def _sheet(text: str) -> bytes:
    book, out = Workbook(), io.BytesIO()
    assert book.active is not None
    for row in (["date", "text"], ["2019-03-05", _for_xml(text)]):
        book.active.append(row)
    book.save(out)
    return out.getvalue()


def _for_xml(text: str) -> str:
    return text.replace("\x00", "").encode("utf-8", "replace").decode()


def _mail(text: str) -> bytes:
    message = EmailMessage()
    message["Subject"], message["From"] = "Shells on Qarun", "Monitor <a@q.example>"
    message.set_content(text.encode("utf-8", "replace").decode())
    return message.as_bytes()


def _page(text: str) -> bytes:
    lines = "".join(f"<p>{html.escape(line)}</p>" for line in text.splitlines())
    return f"<html><body><article>{lines}</article></body></html>".encode("utf-8", "replace")


def _plain(text: str) -> bytes:
    return text.replace("\x00", "").encode("utf-8", "replace")


KINDS: dict[str, Callable[[str], bytes]] = {
    "a.txt": _plain,
    "a.md": lambda text: b"---\ntitle: T\n---\n" + _plain(text),
    "a.html": _page,
    "a.json": lambda text: json.dumps({"text": text}).encode(),
    "a.jsonl": lambda text: json.dumps({"text": text}).encode(),
    "a.csv": _table,
    "a.xlsx": _sheet,
    "a.docx": _word,
    "a.eml": _mail,
    "a.txt.gz": lambda text: gzip.compress(_plain(text)),
    "a.zip": lambda text: zipped({"a.html": _page(text)}),
    "a.pdf": lambda text: test_pdf.made(text.encode("ascii", "ignore").decode().replace("\x00", "").splitlines()),
}


@lru_cache(maxsize=1)
def coder() -> RuleCoder:
    return RuleCoder()


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(between=st.lists(ODD, min_size=4, max_size=4), inside=ODD)
@pytest.mark.parametrize("name", KINDS)
def test_offsets_hold(tmp_path: Path, name: str, between: list[str], inside: str) -> None:
    first, *others = SENTENCES
    words = first.replace("people were", f"people{inside} were")
    text = between[0] + "\n".join(s + b for s, b in zip([words, *others], between[1:], strict=True))
    (tmp_path / name).write_bytes(KINDS[name](text))
    documents = [item.document for item in read([tmp_path / name]) if item.document]
    for document in documents:
        assert all(astray(claim, document.text) is None for claim in coder().code(document))


@pytest.mark.parametrize("name", KINDS)
def test_there_are_claims_to_hold(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(KINDS[name]("\n".join(SENTENCES)))
    (document,) = [item.document for item in read([tmp_path / name]) if item.document]
    claims = coder().code(document)
    assert {claim.event for claim in claims} >= {"killed", "captured"}
    assert all(astray(claim, document.text) is None for claim in claims)
