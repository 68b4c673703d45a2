"""From paths to documents: kinds, options, folders, and what is set aside."""

from __future__ import annotations

import hashlib
import io
import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from marsad.errors import InputError, SetAside
from marsad.model import Received, document_id
from marsad.sources import NOT_KEPT, count, files, from_text, jsonlines, parts, read, receive

REPORT = "Shells fell on the Tal Marran district of Qarun on Tuesday, the Qarun Monitor said.\n"
ARABIC = "سقطت القذائف على حي تل مران في مدينة قارون يوم الثلاثاء وقال المرصد إن اثني عشر شخصا قتلوا.\n"


def one(path: Path, **options: Any) -> Received:
    (received,) = read([path], **options)
    assert (received.document is None) == (received.reason is not None) == (received.problem is not None)
    return received


def reason(path: Path) -> str | None:
    received = one(path)
    assert received.problem
    assert received.problem.endswith(".")
    return received.reason


def test_capture_and_document_are_tied_to_the_bytes(tmp_path: Path) -> None:
    file = tmp_path / "report.txt"
    file.write_bytes(REPORT.encode())
    received = one(file)
    assert received.capture.content == REPORT.encode()
    assert received.capture.sha256 == hashlib.sha256(REPORT.encode()).hexdigest()
    assert received.capture.origin == str(file)
    assert received.document is not None
    assert received.document.text == REPORT
    assert received.document.doc == document_id(received.capture.sha256, "", REPORT)


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("a.txt", REPORT, "text/plain"),
        ("a", REPORT, "text/plain"),
        ("a.unknown", REPORT, "text/plain"),
        ("a.md", REPORT, "text/markdown"),
        ("a.html", f"<article><p>{REPORT * 2}</article>", "text/html"),
        ("a.txt", f"<!-- saved -->\n<!DOCTYPE html><html><body><p>{REPORT * 2}</p></body></html>", "text/html"),
        ("a.json", json.dumps({"text": REPORT}, indent=1), "application/json"),
        ("a.jsonl", json.dumps({"text": REPORT}), "application/jsonl"),
        ("a", json.dumps({"doc": "x", "text": REPORT}) + "\n", "application/jsonl"),
    ],
)
def test_kinds(tmp_path: Path, name: str, content: str, media_type: str) -> None:
    (tmp_path / name).write_text(content)
    received = one(tmp_path / name)
    assert received.capture.media_type == media_type
    assert received.document is not None
    assert REPORT.strip() in received.document.text


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \r\n\t\xc2\xa0 \n", "empty"),
        ("a.txt", b"\xef\xbb\xbf", "empty"),
        ("a.jsonl", b"\n\n", "empty"),
        ("a.txt", b"\x89PNG\r\n\x1a\n" + bytes(50), "binary"),
        ("a.docx", b"PK\x03\x04" + bytes(50), "damaged"),
        ("a.jsonl", b"\x1f\x8b\x08" + bytes(50), "damaged"),
        ("a.txt", bytes(range(256)) * 9, "binary"),
        ("a.pdf", REPORT.encode(), "broken-pdf"),
        ("a.pdf", b"%PDF-1.7\n1 0 obj", "truncated"),
        ("a.html", b"<html><nav>Home</nav></html>", "no-article"),
        ("a.json", b'{"text": "Shells fell"', "json"),
        ("a.json", b'{"text": "Shells fell."} {}', "json"),
        ("a.json", b'{"claims": []}', "no-text"),
        ("a.jsonl", b'{"text": 5}\n', "no-text"),
        ("a.jsonl", b'"text"\n', "json"),
        ("a.json", b"[" * 100_000, "json"),
    ],
)
def test_set_aside_with_its_bytes(tmp_path: Path, name: str, content: bytes, expected: str) -> None:
    (tmp_path / name).write_bytes(content)
    assert reason(tmp_path / name) == expected
    kept = one(tmp_path / name).capture
    assert kept.sha256 == hashlib.sha256(kept.content).hexdigest()
    assert kept.content.strip() in content
    assert len(kept.content.strip()) == len(content.strip()) or name == "a.jsonl"


def test_what_stands_before_a_damage_in_a_list_is_taken(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('[{"text": "Shells fell on Qarun."}, {"text": "Then it wa')
    taken, rest = read([tmp_path / "a.json"])
    assert taken.document is not None
    assert taken.document.text == "Shells fell on Qarun."
    assert (rest.part, rest.reason) == ("rest", "json")


@pytest.mark.parametrize("content", ["[]", " [ ] \n"])
def test_a_list_of_nothing(tmp_path: Path, content: str) -> None:
    (tmp_path / "a.json").write_text(content)
    assert reason(tmp_path / "a.json") == "empty"


def test_options_override_what_a_document_says(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    own = {
        "text": REPORT,
        "title": "T",
        "publisher": "P",
        "published": "1 May 2019",
        "language": "fr",
        "url": "https://e.x/",
    }
    file.write_text(json.dumps(own))
    document = one(file).document
    assert document is not None
    assert (document.title, document.publisher, document.published) == ("T", "P", "2019-05-01")
    assert (document.language, document.url) == ("fr", "https://e.x/")
    given = one(file, title="A", publisher="B", published="2019-05-02T10:00Z", language="en").document
    assert given is not None
    assert (given.title, given.publisher, given.published, given.language) == ("A", "B", "2019-05-02T10:00+00:00", "en")
    assert given.doc == document.doc


@pytest.mark.parametrize("options", [{"published": "yesterday"}, {"encoding": "utf-99"}, {"language": "Elvish"}])
def test_an_option_that_cannot_be_used_is_refused_at_once(options: dict[str, str]) -> None:
    with pytest.raises(InputError):
        read([], **options)  # type: ignore[arg-type]


def test_languages(tmp_path: Path) -> None:
    for name, content, language in (("e", REPORT * 3, "en"), ("a", ARABIC, "ar"), ("s", "Fighting in Qarun.", None)):
        file = tmp_path / f"{name}.txt"
        file.write_text(content, encoding="utf-8")
        document = one(file).document
        assert document is not None
        assert document.language == language


def test_lines_are_documents_of_their_own(tmp_path: Path) -> None:
    file = tmp_path / "docs.jsonl"
    lines = [json.dumps({"doc": f"d{n}", "text": f"{n}. {REPORT}"}) for n in range(3)]
    file.write_text("\ufeff" + lines[0] + "\r\n{broken\n\n" + lines[1] + "\n" + lines[2], encoding="utf-8")
    received = list(read([file], own_ids=True))
    assert [item.document and item.document.doc for item in received] == ["d0", None, "d1", "d2"]
    assert [item.capture.origin.removeprefix(str(file)) for item in received] == [
        ", line 1", ", line 2", ", line 4", ", line 5",
    ]  # fmt: skip
    assert received[1].reason == "json"
    assert received[1].capture.content == b"{broken"


def test_a_file_that_grows_gives_its_old_documents_again(tmp_path: Path) -> None:
    file = tmp_path / "docs.jsonl"
    file.write_text(json.dumps({"text": REPORT}) + "\n")
    before = one(file).document
    file.write_text(json.dumps({"text": "Another. " + REPORT}) + "\n" + file.read_text())
    assert before in [item.document for item in read([file])]


def test_a_list_in_a_json_file(tmp_path: Path) -> None:
    file = tmp_path / "docs.json"
    file.write_text(json.dumps([{"text": REPORT}, {"text": ""}, {"text": REPORT}]))
    received = list(read([file]))
    assert [item.part for item in received] == ["item 1", "item 2", "item 3"]
    assert [item.reason for item in received] == [None, "empty", None]
    assert len({item.document.doc for item in received if item.document}) == 2


def test_what_no_database_can_hold_is_replaced_in_place(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text('{"text": "Qarun\\u0000 was \\ud800hit \\ud83d\\ude00 twice.", "title": "\\udfff"}')
    document = one(file).document
    assert document is not None
    assert document.text == "Qarun\ufffd was \ufffdhit 😀 twice."
    assert document.title == "\ufffd"


def test_folders_are_walked_in_order(tmp_path: Path) -> None:
    for name in ("b/2.txt", "b/10.txt", "a.txt", "c.md", "b/.hidden.txt", ".git/x.txt", "style.css", "b/film.mp4"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"{name} {REPORT}")
    received = list(read([tmp_path]))
    assert [(item.capture.origin.removeprefix(f"{tmp_path}/"), item.reason) for item in received] == [
        (".git", "hidden"), ("a.txt", None), ("b/.hidden.txt", "hidden"), ("b/10.txt", None), ("b/2.txt", None),
        ("b/film.mp4", "kind"), ("c.md", None), ("style.css", "kind"),
    ]  # fmt: skip
    assert count([tmp_path]) == 8
    assert all(not item.capture.content for item in received if item.reason in NOT_KEPT)


def test_links_are_followed_but_not_in_circles(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (tmp_path / "outside.txt").write_text(REPORT)
    (folder / "link.txt").symlink_to(tmp_path / "outside.txt")
    (folder / "loop").symlink_to(folder)
    (folder / "nowhere.txt").symlink_to(tmp_path / "gone.txt")
    (folder / "self.txt").symlink_to(folder / "self.txt")
    os.mkfifo(folder / "pipe.txt")
    found = {Path(item.capture.origin).name: item.reason for item in read([folder])}
    assert found == {
        "link.txt": None, "loop": "loop", "nowhere.txt": "unreadable", "pipe.txt": "kind", "self.txt": "unreadable",
    }  # fmt: skip


def test_files_that_are_not_there(tmp_path: Path) -> None:
    assert reason(tmp_path / "gone.txt") == "unreadable"
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(REPORT)
    reader = read([tmp_path])
    assert next(reader).reason is None
    (tmp_path / "b.txt").unlink()
    assert [item.reason for item in reader] == ["unreadable"]


def test_files_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text(REPORT)

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    received = one(tmp_path / "a.txt")
    assert received.reason == "unreadable"
    assert received.problem == "There is no permission to read it."


def test_a_name_that_is_no_text(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    try:
        with open(name, "w") as file:  # noqa: PTH123
            file.write(REPORT)
    except OSError:
        pytest.skip("this file system takes no such names")
    received = one(Path(os.fsdecode(name)))
    assert received.capture.origin.endswith("caf\ufffd.txt")
    assert received.document is not None


def test_sizes_have_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.txt"
    file.write_text("Shells fell. " * 100)
    monkeypatch.setattr("marsad.sources.documents.MAX_TEXT", 1_000)
    assert reason(file) == "too-large"
    monkeypatch.setattr(files, "MAX_FILE", 1_000)
    assert reason(file) == "too-large-file"
    assert one(file).capture.content == b""


def test_a_long_line_does_not_stop_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsonlines, "MAX_LINE", 500)
    short = json.dumps({"text": REPORT})
    file = tmp_path / "a.jsonl"
    file.write_text("\n".join([short, json.dumps({"text": "x" * 1300}), short, json.dumps({"text": "x" * 481}), short]))
    assert [item.reason for item in read([file])] == [None, "too-large-file", None, None, None]


def test_fifty_megabytes_are_set_aside(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(b"Shells fell on Qarun. " * (50_000_000 // 22))
    received = one(file)
    assert received.reason == "too-large"
    assert received.problem is not None
    assert f"{parts.MAX_TEXT:,} characters" in received.problem


@pytest.mark.parametrize(
    ("content", "documents"),
    [
        (REPORT, 1),
        (json.dumps({"doc": "a", "text": REPORT}) + "\n" + json.dumps({"doc": "b", "text": REPORT * 2}), 2),
        (json.dumps({"text": REPORT}, indent=2), 1),
        ("---\ntitle: T\n---\n" + REPORT, 1),
    ],
)
def test_standard_input(monkeypatch: pytest.MonkeyPatch, content: str, documents: int) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content.encode())))
    received = list(read(["-"]))
    assert len(received) == documents
    assert all(item.document and item.document.text.strip().endswith(REPORT.strip()) for item in received)
    assert received[0].capture.origin.startswith(receive.STDIN)
    assert count(["-"]) is None


def test_text_at_hand() -> None:
    document = from_text("Shells fall on Qarun\n\n3 March 2019\n\n" + REPORT, publisher="Qarun Post")
    assert (document.title, document.published, document.publisher) == (
        "Shells fall on Qarun",
        "2019-03-03",
        "Qarun Post",
    )
    assert from_text(REPORT, doc="mine").doc == "mine"
    with pytest.raises(SetAside, match="empty"):
        from_text("")
