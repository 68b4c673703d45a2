"""Whatever the bytes: a document or a reason, never an exception."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from marsad.sources import read
from marsad.sources.kinds import SUFFIXES
from tests.sources import test_docx, test_html, test_pdf, test_tables, test_telegram, test_whatsapp

if TYPE_CHECKING:
    from pathlib import Path

QUIET = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
LINES = st.lists(st.sampled_from([b'{"text": "Shells fell."}', b"{", b"", b'{"text": 1}', b"[]", b"\xff", b"null"]))


def check(path: Path, raw: bytes) -> None:
    path.write_bytes(raw)
    for received in read([path]):
        assert (received.document is None) == (received.problem is not None) == (received.reason is not None)
        if received.document:
            assert received.document.text.strip()
            received.document.model_dump_json().encode()
            assert "\x00" not in received.document.text


@pytest.fixture(scope="module")
def whole() -> dict[str, bytes]:
    """A sound file of each kind."""
    chat = test_telegram.channel(test_telegram.message(1, test_telegram.LINKED))
    return {
        ".pdf": test_pdf.made(),
        ".html": test_html.page(),
        ".docx": test_docx.made(),
        ".xlsx": test_tables.as_xlsx(("March", [test_tables.HEADER, *test_tables.ROWS])),
        ".txt": test_whatsapp.ANDROID.encode(),
        ".json": json.dumps(chat).encode(),
    }


@QUIET
@given(raw=st.binary(), suffix=st.sampled_from(sorted(SUFFIXES)))
def test_any_bytes(tmp_path: Path, raw: bytes, suffix: str) -> None:
    check(tmp_path / f"a{suffix}", raw)


@QUIET
@given(text=st.text(), suffix=st.sampled_from(sorted(SUFFIXES)), encoding=st.sampled_from(["utf-8", "utf-16", "utf-7"]))
def test_any_text(tmp_path: Path, text: str, suffix: str, encoding: str) -> None:
    check(tmp_path / f"a{suffix}", text.encode(encoding, "surrogatepass" if encoding != "utf-7" else "replace"))


@QUIET
@given(lines=LINES)
def test_any_lines(tmp_path: Path, lines: list[bytes]) -> None:
    check(tmp_path / "a.jsonl", b"\n".join(lines))


@QUIET
@given(at=st.integers(0, 10_000), junk=st.binary(max_size=40))
@pytest.mark.parametrize("suffix", [".pdf", ".html", ".docx", ".xlsx", ".txt", ".json"])
def test_damage_anywhere(tmp_path: Path, whole: dict[str, bytes], suffix: str, at: int, junk: bytes) -> None:
    raw = whole[suffix]
    at %= len(raw)
    check(tmp_path / f"a{suffix}", raw[:at] + junk + raw[at + len(junk) :])
