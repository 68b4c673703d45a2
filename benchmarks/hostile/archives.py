"""Archives that swell, nest, lead out, overlap, lie about themselves, or are damaged."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import stat
import struct
import tarfile
import zipfile
import zlib

from benchmarks.hostile.case import (
    GOOD,
    PAGE,
    REPORT,
    Case,
    bomb_entry,
    entry,
    tarred,
    zeros,
    zip_end,
    zipped,
)  # fmt: skip

_good = {"good.txt": REPORT}
_two = zipped({"a.txt": REPORT, "good.txt": REPORT})


def _marked(mode: int, content: str) -> bytes:
    """A zip archive with a file of that mode (link, device, pipe) before an honest one."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        info = zipfile.ZipInfo("odd.txt")
        info.create_system, info.external_attr = 3, (mode | 0o644) << 16
        archive.writestr(info, content)
        archive.writestr("good.txt", REPORT)
    return out.getvalue()


def _renamed(name: bytes) -> bytes:
    """A zip archive whose first file has that name, as no library would write it."""
    return zipped({"n" * len(name): REPORT, **_good}).replace(b"n" * len(name), name)


def _flipped(raw: bytes, central: int, local: int, value: bytes) -> bytes:
    """The archive with a field of its first file changed in both places."""
    out = bytearray(raw)
    for signature, offset in ((b"PK\x01\x02", central), (b"PK\x03\x04", local)):
        place = raw.index(signature) + offset
        out[place : place + len(value)] = value
    return bytes(out)


def _one_heap(count: int) -> bytes:
    """Every line of the directory points to the same bytes, which unpack to 20 MB."""
    packed = zeros(20 << 20, -15)
    local, line = bomb_entry(b"x.txt", packed, 20 << 20)
    return local + line * count + zip_end(min(count, 65535), len(line) * count, len(local))


def _overlapping(count: int) -> bytes:
    """Each file's bytes hold the heads of all after it (D. Fifield's way)."""
    packed = zeros(20 << 20, -15)
    heads = [bomb_entry(b"%04d.txt" % number, packed, 20 << 20) for number in range(count)]
    body = b"".join(local[: -len(packed)] for local, _ in heads) + packed
    at, lines = 0, []
    for local, line in heads:
        lines.append(line[:42] + struct.pack("<I", at) + line[46:])
        at += len(local) - len(packed)
    directory = b"".join(lines)
    return body + directory + zip_end(count, len(directory), len(body))


def _nameless() -> bytes:
    local, line = bomb_entry(b"", REPORT.encode(), len(REPORT), zlib.crc32(REPORT.encode()), method=0)
    return local + line + zip_end(1, len(line), len(local))


def _long_directory(count: int) -> bytes:
    _, line = bomb_entry(b"x.txt", b"", 0)
    return b"PK\x03\x04" + line * count + zip_end(65535, len(line) * count, 4)


def _nested(levels: int, width: int) -> bytes:
    raw = zipped({"zeros.txt": bytes(40 << 20)})
    for _ in range(levels):
        raw = zipped({f"{number}.zip": raw for number in range(width)})
    return raw


def _huge() -> bytes:
    """10 GB of zeros in a zip archive of 10 MB."""
    packed = zeros(10_000 << 20, -15)
    local, line = bomb_entry(b"x.txt", packed, 100)
    return local + line + zip_end(1, len(line), len(local))


def _deep(levels: int) -> bytes:
    raw = zipped(_good)
    for _ in range(levels):
        raw = zipped({"inner.zip": raw, **_good})
    return raw


def _compressed_over_and_over(times: int) -> bytes:
    raw = REPORT.encode()
    for _ in range(times):
        raw = gzip.compress(raw)
    return raw


def _said(kind: bytes, size: int) -> bytes:
    """A tar whose second head is of that kind and claims that size."""
    head = tarfile.TarInfo("long")
    head.type, head.size = kind, size
    return tarred(GOOD)[:1024] + head.tobuf(tarfile.GNU_FORMAT) + b"x" * 4096


def _pax(**values: str) -> bytes:
    info = entry("odd.txt")
    info.pax_headers = {name.replace("_", "."): value for name, value in values.items()}
    return tarred(GOOD, (info, REPORT.encode()))


def _sparse() -> bytes:
    info = tarfile.TarInfo("odd.txt")
    info.type, info.size = tarfile.GNUTYPE_SPARSE, 0
    raw = bytearray(info.tobuf(tarfile.GNU_FORMAT))
    raw[386:410] = b"%011o\x00" % 0 + b"%011o\x00" % 0
    raw[483:495] = b"77777777777\x00"
    raw[148:156] = b"        "
    raw[148:156] = b"%06o\x00 " % sum(raw[:512])
    return tarred(GOOD)[:1024] + bytes(raw) + bytes(1024)


def _many(count: int) -> bytes:
    block = entry("x.txt").tobuf(tarfile.GNU_FORMAT)
    return gzip.compress(block * count + bytes(1024))


def _xz_asking(memory: int) -> bytes:
    return lzma.compress(REPORT.encode(), filters=[{"id": lzma.FILTER_LZMA2, "preset": 6, "dict_size": memory}])


_out = "path ok"

CASES = [
    Case("zip/empty.zip", b"", "empty"),
    Case("zip/no files.zip", zipped({}), "empty"),
    Case("zip/only folders.zip", zipped({"a/": "", "a/b/": ""}), "empty"),
    Case("zip/text.zip", REPORT.encode(), "broken-zip"),
    Case("zip/cut.zip", _two[: len(_two) // 2], "damaged"),
    Case("zip/head only.zip", b"PK\x03\x04", "damaged"),
    Case("zip/end only.zip", zip_end(65535, 1 << 31, 1 << 31), "damaged empty"),
    Case(
        "zip/end in the comment.zip",
        _two[:-2] + struct.pack("<H", 44) + zip_end(9, 99, 99) + zip_end(9, 99, 99),
        "damaged empty",
    ),
    Case("zip/junk before.zip", b"#!/bin/sh\n" + _two, "broken-zip"),
    Case("zip/junk behind.zip", _two + b"x" * 70_000, "damaged"),
    Case("zip/zeros.zip", zipped({"zeros.txt": bytes(100 << 20), **_good}), "bomb too-large-file ok"),
    Case("zip/ten thousand million zeros.zip", _huge, "bomb too-large-file damaged", heavy=True),
    Case("zip/bombs in bombs.zip", lambda: _nested(3, 10), "bomb", heavy=True),
    Case("zip/one heap.zip", _one_heap(2_000), "bomb hopeless"),
    Case("zip/overlapping.zip", _overlapping(500), "bomb damaged too-large-file"),
    Case("zip/deep.zip", lambda: _deep(100), "too-deep ok", heavy=True),
    Case("zip/long directory.zip", _long_directory(40_000), "bomb hopeless", heavy=True),
    Case("zip/endless directory.zip", lambda: _long_directory(1_100_000), "too-many-files", heavy=True),
    Case(
        "zip/many files.zip", lambda: zipped({f"{n}.txt": "x" for n in range(12_000)}), "too-many-files ok", heavy=True
    ),
    Case(
        "zip/size lies small.zip", _flipped(zipped({"a.txt": REPORT * 99, **_good}), 24, 22, b"\1\0\0\0"), "damaged ok"
    ),
    Case("zip/size lies large.zip", _flipped(_two, 24, 22, b"\xff\xff\xff\x7f"), "damaged ok"),
    Case("zip/packed size lies.zip", _flipped(_two, 20, 18, b"\xff\xff\xff\x7f"), "damaged bomb ok"),
    Case("zip/checksum is wrong.zip", _flipped(_two, 16, 14, b"abcd"), "damaged ok"),
    Case("zip/unknown way of packing.zip", _flipped(_two, 10, 8, b"\x63\0"), "damaged ok"),
    Case("zip/lzma that is none.zip", _flipped(_two, 10, 8, b"\x0e\0"), "damaged ok"),
    Case("zip/bzip2 that is none.zip", _flipped(_two, 10, 8, b"\x0c\0"), "damaged ok"),
    Case("zip/offset lies.zip", _flipped(_two, 42, 0, b"PK\x03\x04"), "damaged bomb ok"),
    Case("zip/version of tomorrow.zip", _flipped(_two, 6, 4, b"\xff\xff"), "damaged ok"),
    Case("zip/locked.zip", _flipped(_two, 8, 6, b"\1"), "encrypted ok"),
    Case("zip/strongly locked.zip", _flipped(_two, 8, 6, b"\x41"), "encrypted ok damaged"),
    Case("zip/leads up.zip", zipped({"../../../../tmp/out.txt": REPORT, **_good}), _out),
    Case("zip/leads to the root.zip", zipped({"/etc/cron.d/out.txt": REPORT, **_good}), _out),
    Case("zip/leads to a drive.zip", zipped({"C:\\Windows\\out.txt": REPORT, **_good}), _out),
    Case("zip/leads up the other way.zip", zipped({"..\\..\\out.txt": REPORT, **_good}), _out),
    Case("zip/to another machine.zip", zipped({"\\\\server\\share\\out.txt": REPORT, **_good}), _out),
    Case("zip/name with zeros.zip", _renamed(b"ab\x00cd.txt"), "ok kind"),
    Case("zip/name with controls.zip", _renamed(b"ab\x1b[2J\r\n.txt"), "ok"),
    Case("zip/name of no encoding.zip", _renamed(b"\xff\xfe\xc3\x28.txt"), "ok"),
    Case("zip/name with false utf-8.zip", _flipped(_renamed(b"\xff\xfe\xc3\x28.txt"), 8, 6, b"\0\x08"), "damaged ok"),
    Case("zip/reserved names.zip", zipped({"CON.txt": REPORT, "aux/NUL.txt": REPORT, "COM1": REPORT}), "ok"),
    Case("zip/turned name.zip", zipped({"report\u202etxt.exe": REPORT, **_good}), "kind ok"),
    Case("zip/name without end.zip", zipped({"x" * 60_000 + ".txt": REPORT, **_good}), "ok"),
    Case("zip/no name.zip", zipped({".": REPORT, "..": REPORT, "./": REPORT, **_good}), "ok path hidden"),
    Case("zip/nameless.zip", _nameless(), "ok"),
    Case("zip/link.zip", _marked(stat.S_IFLNK, "/etc/passwd"), "link ok"),
    Case("zip/device.zip", _marked(stat.S_IFCHR, ""), "kind ok"),
    Case("zip/pipe.zip", _marked(stat.S_IFIFO, ""), "kind ok"),
    Case("zip/hidden.zip", zipped({".git/config": "x", "__MACOSX/._a.txt": "x", **_good}), "hidden ok"),
    Case("zip/pictures and programs.zip", zipped({"a.jpg": "x", "b.txt": b"\x7fELF", **_good}), "kind binary ok"),
    Case("zip/named otherwise.txt", _two, "ok"),
    Case(
        "zip/all that is bad.zip",
        zipped(
            {
                "a.html": "<html>",
                "b.pdf": "no",
                "c.json": "{",
                "d.eml": "",
                "e.zip": "no",
                "f.docx": "no",
                "g.warc": "no",
                "h.gz": "no",
                **_good,
            }
        ),
        "no-article broken-pdf json empty broken-zip broken-office broken-warc broken-gzip ok",
    ),
    Case("tar/empty.tar", b"", "empty"),
    Case("tar/text.tar", REPORT.encode(), "damaged"),
    Case("tar/zeros.tar", bytes(20_480), "empty damaged"),
    Case("tar/cut.tar", tarred((entry("a.txt"), REPORT.encode() * 999))[:9_000], "damaged"),
    Case("tar/checksum is wrong.tar", tarred(GOOD, GOOD)[:1172] + b"9" + tarred(GOOD, GOOD)[1173:], "ok damaged"),
    Case("tar/leads up.tar", tarred((entry("../../out.txt"), REPORT.encode()), GOOD), _out),
    Case("tar/leads to the root.tar", tarred((entry("/etc/out.txt"), REPORT.encode()), GOOD), _out),
    Case("tar/link out.tar", tarred((entry("a.txt", tarfile.SYMTYPE, "/etc/passwd"), b""), GOOD), "link ok"),
    Case("tar/hard link.tar", tarred((entry("a.txt", tarfile.LNKTYPE, "good.txt"), b""), GOOD), "link ok"),
    Case(
        "tar/link, then through it.tar",
        tarred((entry("d", tarfile.SYMTYPE, "/tmp"), b""), (entry("d/out.txt"), REPORT.encode()), GOOD),
        "link kind ok",
    ),
    Case(
        "tar/devices.tar",
        tarred(
            (entry("a.txt", tarfile.CHRTYPE), b""),
            (entry("b.txt", tarfile.BLKTYPE), b""),
            (entry("c.txt", tarfile.FIFOTYPE), b""),
            GOOD,
        ),
        "kind ok",
    ),
    Case("tar/unknown kinds.tar", tarred((entry("a.txt", b"V"), b""), (entry("b.txt", b"M"), b""), GOOD), "ok kind"),
    Case("tar/long head.tar", _said(tarfile.XHDTYPE, 8_000_000_000), "ok damaged"),
    Case("tar/long name.tar", _said(tarfile.GNUTYPE_LONGNAME, 8_000_000_000), "ok damaged"),
    Case("tar/long link.tar", _said(tarfile.GNUTYPE_LONGLINK, 2_000_000), "ok damaged"),
    Case("tar/long file.tar", _said(tarfile.REGTYPE, 8_000_000_000), "ok damaged kind"),
    Case("tar/size below zero.tar", _pax(size="-1024"), "ok damaged empty"),
    Case("tar/size without end.tar", _pax(size="9" * 400), "ok damaged"),
    Case("tar/time without end.tar", _pax(mtime="1e999"), "ok damaged"),
    Case("tar/name without end.tar", _pax(path="x/" * 200_000 + "a.txt"), "ok damaged"),
    Case("tar/name with zeros.tar", _pax(path="a\x00b.txt"), "ok kind damaged"),
    Case("tar/sparse.tar", _sparse(), "ok damaged too-large-file bomb"),
    Case(
        "tar/sparse by pax.tar",
        _pax(GNU_sparse_major="1", GNU_sparse_minor="0", GNU_sparse_realsize="9" * 15),
        "ok damaged too-large-file bomb",
    ),
    Case("tar/many files.tar.gz", _many(20_000), "too-many-files empty bomb", heavy=True),
    Case("gzip/empty.gz", b"", "empty"),
    Case("gzip/text.gz", REPORT.encode(), "broken-gzip"),
    Case("gzip/nothing in it.txt.gz", gzip.compress(b""), "empty"),
    Case("gzip/cut.txt.gz", gzip.compress(REPORT.encode() * 99)[:60], "damaged"),
    Case("gzip/checksum is wrong.txt.gz", gzip.compress(REPORT.encode())[:-8] + b"abcdefgh", "damaged"),
    Case("gzip/junk behind.txt.gz", gzip.compress(REPORT.encode()) + b"junk", "damaged"),
    Case("gzip/zeros.txt.gz", lambda: zeros(2 << 30), "bomb too-large-file", heavy=True),
    Case(
        "gzip/zeros in a tar.tar.gz",
        lambda: gzip.compress(tarred((entry("zeros.txt"), bytes(60 << 20)))),
        "bomb too-large-file",
    ),
    Case("gzip/over and over.gz", _compressed_over_and_over(60), "too-deep"),
    Case("gzip/bombs behind each other.txt.gz", lambda: zeros(40 << 20) * 40, "bomb too-large-file", heavy=True),
    Case("gzip/empty ones behind each other.txt.gz", gzip.compress(b"") * 50_000, "empty"),
    Case("gzip/name without end.txt.gz", b"\x1f\x8b\x08\x08" + bytes(6) + b"n" * 900_000, "damaged"),
    Case("gzip/a page.html.gz", gzip.compress(PAGE.encode()), "ok"),
    Case("bzip2/cut.txt.bz2", bz2.compress(REPORT.encode() * 99)[:60], "damaged"),
    Case("bzip2/zeros.txt.bz2", lambda: bz2.compress(bytes(200 << 20)), "bomb too-large-file", heavy=True),
    Case(
        "bzip2/zeros, again.txt.bz2",
        lambda: bz2.compress(bz2.compress(bytes(200 << 20))),
        "bomb too-large-file kind",
        heavy=True,
    ),
    Case("xz/cut.txt.xz", lzma.compress(REPORT.encode() * 99)[:60], "damaged"),
    Case("xz/zeros.txt.xz", lambda: lzma.compress(bytes(200 << 20)), "bomb too-large-file", heavy=True),
    Case("xz/asks for memory.txt.xz", _xz_asking(1 << 30), "damaged"),
    Case("xz/checksum is wrong.txt.xz", lzma.compress(REPORT.encode())[:-12] + bytes(12), "damaged"),
]
