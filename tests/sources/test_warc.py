"""Web archives as warcio writes them."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from tests.sources import test_pdf
from tests.sources.reports import PAGE, REPORT, parts, taken

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.filterwarnings(
    "ignore::pytest.PytestUnraisableExceptionWarning"  # warcio's writer leaves its temporary files to be closed
)

ANSWERS = [
    ("https://post.example/shells", "200 OK", "text/html; charset=utf-8", PAGE.encode()),
    ("https://post.example/gone", "404 Not Found", "text/html", PAGE.encode()),
    ("https://post.example/style.css", "200 OK", "text/css", b"body { color: red }"),
    ("https://post.example/report.pdf", "200 OK", "application/octet-stream", test_pdf.made()),
    ("https://post.example/logo", "200 OK", "text/html", b"\x89PNG\r\n\x1a\n"),
    ("https://post.example/note.txt", "200 OK", "text/plain", REPORT.encode()),
    ("https://post.example/menu", "200 OK", "text/html", b"<html><nav>Home</nav></html>"),
]


def written(gzip: bool, answers: list[tuple[str, str, str, bytes]] = ANSWERS) -> bytes:
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=gzip)
    for address, status, media_type, content in answers:
        head = StatusAndHeaders(status, [("Content-Type", media_type)], protocol="HTTP/1.1")
        date = {"WARC-Date": "2019-03-06T10:00:00Z"}
        for kind in ("request", "response"):
            record = writer.create_warc_record(
                address, kind, payload=io.BytesIO(content), http_headers=head, warc_headers_dict=date
            )
            writer.write_record(record)
    return out.getvalue()


@pytest.mark.parametrize(("name", "inside"), [("a.warc", ""), ("a.warc.gz", "a.warc / ")])
def test_pages_pdfs_and_texts(tmp_path: Path, name: str, inside: str) -> None:
    items = taken(tmp_path / name, written(gzip=bool(inside)))
    assert parts(items) == {
        f"{inside}record 2": None, f"{inside}record 8": None, f"{inside}record 12": None,
        f"{inside}record 14": "no-article",
    }  # fmt: skip
    page = items[0].document
    assert page is not None
    assert page.url == "https://post.example/shells"
    assert page.extra == {"fetched": "2019-03-06T10:00+00:00"}
    assert page.title == "Shells on Qarun"
    assert page.published is None


def test_damage_in_the_middle(tmp_path: Path) -> None:
    raw = written(gzip=True)
    found = parts(taken(tmp_path / "a.warc.gz", raw[: len(raw) // 2] + bytes(40) + raw[len(raw) // 2 + 40 :]))
    assert found["a.warc / record 2"] is None
    assert list(found.values())[-1] == "damaged"


def test_no_web_archive(tmp_path: Path) -> None:
    assert [item.reason for item in taken(tmp_path / "a.warc", REPORT.encode())] == ["broken-warc"]
    assert [item.reason for item in taken(tmp_path / "b.warc", b"WARC/1.0\r\n")] == ["empty"]
