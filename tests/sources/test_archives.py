"""Reports in archives, and archives that are out for harm."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import shutil
import subprocess
import tarfile
import zipfile
from typing import TYPE_CHECKING

import pytest

from marsad.sources import limits, read, streams
from tests.sources import test_pdf
from tests.sources.reports import PAGE, REPORT, parts, taken, zipped

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def tarred(files: dict[str, bytes], mode: str = "w") -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:  # type: ignore[call-overload]
        for name, content in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    return out.getvalue()


def test_every_file_is_a_document_of_the_one_capture(tmp_path: Path) -> None:
    raw = zipped({"a.txt": REPORT, "folder/page.html": PAGE, "folder/b.pdf": test_pdf.made(), "film.mp4": b"\x00"})
    items = taken(tmp_path / "all.zip", raw)
    assert parts(items) == {"a.txt": None, "folder/page.html": None, "folder/b.pdf": None, "film.mp4": "kind"}
    assert {item.capture.media_type for item in items} == {"application/zip"}
    assert len({item.document.doc for item in items if item.document}) == 3
    assert items[0].document is not None
    assert items[0].document.text == REPORT
    assert list(read([tmp_path / "all.zip"])) == items


@pytest.mark.parametrize(
    ("name", "pack"),
    [
        ("all.tar", lambda raw: raw),
        ("all.tar.gz", gzip.compress),
        ("all.tgz", gzip.compress),
        ("all.tar.bz2", bz2.compress),
        ("all.tar.xz", lzma.compress),
        ("all.txz", lambda raw: lzma.compress(raw, lzma.FORMAT_XZ, preset=9)),
        ("named wrongly.txt", gzip.compress),
    ],
)
def test_tar(tmp_path: Path, name: str, pack: Callable[[bytes], bytes]) -> None:
    items = taken(tmp_path / name, pack(tarred({"a.txt": REPORT.encode(), "f/b.html": PAGE.encode()})))
    assert [item.part.rpartition(" / ")[2] for item in items] == ["a.txt", "f/b.html"]
    assert all(item.document for item in items)


@pytest.mark.parametrize("tool", ["zip", "tar"])
def test_archives_of_the_usual_programs(tmp_path: Path, tool: str) -> None:
    if shutil.which(tool) is None:
        pytest.skip(f"there is no {tool} program here")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "تقرير.txt").write_text(REPORT)
    (tmp_path / "in" / "b.html").write_text(PAGE)
    (tmp_path / "in" / "link.txt").symlink_to("/etc/passwd")
    command = {"zip": ["zip", "-qry", "../out.zip", "."], "tar": ["tar", "-czf", "../out.tar.gz", "."]}[tool]
    subprocess.run(command, cwd=tmp_path / "in", check=True)
    (out,) = tmp_path.glob("out.*")
    found = {item.part.rpartition("/")[2].strip(): item.reason for item in read([out])}
    assert found == {"تقرير.txt": None, "b.html": None, "link.txt": "link"}


def test_archives_in_archives(tmp_path: Path) -> None:
    inner = zipped({"report.txt": REPORT, "bad.pdf": b"no"})
    items = taken(tmp_path / "a.zip", zipped({"x/b.tar.gz": gzip.compress(tarred({"c.zip": inner}))}))
    assert parts(items) == {
        "x/b.tar.gz / b.tar / c.zip / report.txt": None,
        "x/b.tar.gz / b.tar / c.zip / bad.pdf": "broken-pdf",
    }


def test_folders_give_the_archives_in_them(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.zip").write_bytes(zipped({"a.txt": REPORT}))
    (tmp_path / "in" / "b.txt.gz").write_bytes(gzip.compress(REPORT.encode()))
    items = list(read([tmp_path / "in"]))
    assert [(item.part, item.reason) for item in items] == [("a.txt", None), ("b.txt", None)]


def test_compressed_streams_behind_each_other(tmp_path: Path) -> None:
    joined = gzip.compress(REPORT.encode()) + gzip.compress(REPORT.encode()) + bytes(512)
    (item,) = taken(tmp_path / "a.txt.gz", joined)
    assert item.document is not None
    assert item.document.text == REPORT * 2


def test_names_are_shown_cleaned(tmp_path: Path) -> None:
    names = ["a\x01b.txt", "CON.txt", "fdp.\u202etxt.txt", "x" * 5000 + ".txt", "aux/nul.txt"]
    items = taken(tmp_path / "a.zip", zipped(dict.fromkeys(names, REPORT)))
    assert [item.reason for item in items] == [None] * 5
    assert [item.part for item in items][:3] == ["a\ufffdb.txt", "CON.txt", "fdp.\ufffdtxt.txt"]
    assert len(items[3].part) <= 300


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_files_that_are_called_alike(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number in range(3):
            archive.writestr("a.txt", f"{number}. {REPORT}")
    items = taken(tmp_path / "a.zip", out.getvalue())
    assert [item.part for item in items] == ["a.txt", "a.txt (2)", "a.txt (3)"]
    assert [item.document.text[0] for item in items if item.document] == ["0", "1", "2"]


@pytest.mark.parametrize(
    "name", ["/etc/passwd.txt", "../../out.txt", "a/../../b.txt", "C:\\x.txt", "..\\b.txt", "\\\\server\\x.txt"]
)
@pytest.mark.parametrize("pack", [zipped, tarred])
def test_names_that_lead_out(tmp_path: Path, name: str, pack: Callable[[dict[str, bytes]], bytes]) -> None:
    items = taken(tmp_path / "a", pack({name: REPORT.encode(), "good.txt": REPORT.encode()}))
    assert [item.reason for item in items] == ["path", None]


def test_links_and_devices_in_a_tar(tmp_path: Path) -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE):
            entry = tarfile.TarInfo(f"{kind.decode()}.txt")
            entry.type, entry.linkname = kind, "/etc/passwd"
            archive.addfile(entry)
        folder = tarfile.TarInfo("folder")
        folder.type = tarfile.DIRTYPE
        archive.addfile(folder)
    assert parts(taken(tmp_path / "a.tar", out.getvalue())) == {
        "2.txt": "link", "1.txt": "link", "3.txt": "kind", "6.txt": "kind",
    }  # fmt: skip


def test_locked_files_are_set_aside_and_the_rest_read(tmp_path: Path) -> None:
    raw = bytearray(zipped({"a.txt": REPORT, "b.txt": REPORT}))
    for signature, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        raw[raw.index(signature) + offset] |= 1
    assert parts(taken(tmp_path / "a.zip", bytes(raw))) == {"a.txt": "encrypted", "b.txt": None}


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("a.zip", zipped({"a.txt": REPORT * 50})),
        ("a.txt.gz", gzip.compress(REPORT.encode() * 50)),
        ("a.txt.bz2", bz2.compress(REPORT.encode() * 50)),
        ("a.txt.xz", lzma.compress(REPORT.encode() * 50)),
        ("a.tar", tarred({"a.txt": REPORT.encode() * 500})),
    ],
)
def test_cut_off(tmp_path: Path, name: str, raw: bytes) -> None:
    assert {item.reason for item in taken(tmp_path / name, raw[: len(raw) // 2])} == {"damaged"}


def test_damage_to_one_file_leaves_the_others(tmp_path: Path) -> None:
    raw = bytearray(zipped({"a.txt": REPORT * 9, "b.txt": REPORT}, zipfile.ZIP_STORED))
    raw[60] ^= 255
    assert parts(taken(tmp_path / "a.zip", bytes(raw))) == {"a.txt": "damaged", "b.txt": None}


def test_a_file_that_swells(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The header's word for its size is not asked."""
    monkeypatch.setattr(streams, "MAX_MEMBER", 1_000_000)
    raw = bytearray(zipped({"bomb.txt": b"a" * 3_000_000, "good.txt": REPORT}))
    raw[22:26] = raw[raw.index(b"PK\x01\x02") + 24 :][:4] = (100).to_bytes(4, "little")
    assert parts(taken(tmp_path / "a.zip", bytes(raw))) == {"bomb.txt": "too-large-file", "good.txt": None}


def test_a_capture_that_swells(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "FREE", 1_000_000)
    bombs = zipped({f"{number}.txt": b"a" * 900_000 for number in range(9)})
    items = taken(tmp_path / "a.zip", zipped({"good.txt": REPORT, "bombs.zip": bombs, "never.txt": REPORT}))
    assert parts(items) == {"good.txt": None, "bombs.zip / 0.txt": None, "rest": "bomb"}


def test_files_that_are_sold_twice(tmp_path: Path) -> None:
    raw = zipped({"a.txt": REPORT, "b.txt": REPORT})
    second = raw.index(b"PK\x01\x02", raw.index(b"PK\x01\x02") + 1)
    overlapping = raw[: second + 42] + bytes(4) + raw[second + 46 :]
    assert set(parts(taken(tmp_path / "a.zip", overlapping)).values()) == {"bomb"}


def test_a_quine_ends(tmp_path: Path) -> None:
    raw = zipped({"a.txt": REPORT})
    for _ in range(9):
        raw = zipped({"a.zip": raw, "b.txt": REPORT})
    found = parts(taken(tmp_path / "a.zip", raw))
    assert list(found.values()) == ["too-deep", "too-deep", *[None] * 5]


def test_more_files_than_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_MEMBERS", 3)
    items = taken(tmp_path / "a.tar", tarred({f"{n}.txt": REPORT.encode() for n in range(9)}))
    assert parts(items) == {"0.txt": None, "1.txt": None, "2.txt": None, "rest": "too-many-files"}


def test_a_tar_whose_header_asks_for_gigabytes(tmp_path: Path) -> None:
    entry = tarfile.TarInfo("long")
    entry.type, entry.size = tarfile.XHDTYPE, 8_000_000_000
    raw = tarred({"a.txt": REPORT.encode()})[:1024] + entry.tobuf(tarfile.GNU_FORMAT) + bytes(9000)
    assert parts(taken(tmp_path / "a.tar", raw)) == {"a.txt": None, "rest": "damaged"}


def test_xz_that_asks_for_memory(tmp_path: Path) -> None:
    filters = [{"id": lzma.FILTER_LZMA2, "preset": 9, "dict_size": 1 << 29}]
    (item,) = taken(tmp_path / "a.txt.xz", lzma.compress(REPORT.encode(), filters=filters))
    assert item.reason == "damaged"
