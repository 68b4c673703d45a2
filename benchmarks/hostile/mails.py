"""Mails and web archives that nobody honest writes."""

from __future__ import annotations

import base64
import gzip
import zlib

from benchmarks.hostile.case import PAGE, REPORT, Case, zeros, zipped

_HEAD = b"From: Qarun Monitor <a@q.example>\nDate: Wed, 06 Mar 2019 09:05:00 +0200\nMIME-Version: 1.0\n"


def _mail(head: bytes, body: bytes = REPORT.encode()) -> bytes:
    return _HEAD + head + b"\n\n" + body


def _mixed(*bodies: bytes, kind: bytes = b"mixed") -> bytes:
    inside = b"".join(b"--b\n" + body + b"\n" for body in bodies)
    return _mail(b"Content-Type: multipart/" + kind + b"; boundary=b", inside + b"--b--\n")


def _attached(name: bytes, content: bytes, more: bytes = b"") -> bytes:
    head = b"Content-Type: application/octet-stream\nContent-Disposition: attachment; filename=" + name
    return head + b"\nContent-Transfer-Encoding: base64" + more + b"\n\n" + base64.encodebytes(content)


def _nested(depth: int) -> bytes:
    lines = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(depth))
    return _HEAD + lines + b"\n" + REPORT.encode()


def _forwarded(depth: int) -> bytes:
    return (_HEAD + b"Content-Type: message/rfc822\n\n") * depth + _mail(b"Subject: x")


def _record(kind: str, address: str, block: bytes, length: int | None = None, more: str = "") -> bytes:
    said = len(block) if length is None else length
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2019-03-06T10:00:00Z\r\n"
    return (head + f"Content-Length: {said}\r\n{more}\r\n").encode() + block + b"\r\n\r\n"


def _answer(body: bytes, head: str = "Content-Type: text/html") -> bytes:
    return f"HTTP/1.1 200 OK\r\n{head}\r\n\r\n".encode() + body


_A = "https://post.example/a"
_good = _record("response", _A, _answer(PAGE.encode()))
_text = b"Content-Type: text/plain\n\n" + REPORT.encode()

CASES = [
    Case("mail/empty.eml", b"", "empty"),
    Case("mail/head only.eml", _HEAD, "empty"),
    Case("mail/no head.eml", REPORT.encode(), "ok"),
    Case("mail/zeros.eml", _mail(b"Subject: a\x00b", b"\x00" * 5000), "binary"),
    Case("mail/long subject.eml", _mail(b"Subject: " + b"x" * 5_000_000), "ok too-large"),
    Case("mail/long folded subject.eml", _mail(b"Subject: x" + b"\n x" * 300_000), "ok"),
    Case("mail/long encoded subject.eml", _mail(b"Subject: " + b"=?utf-8?q?=D0=B0?= " * 100_000), "ok"),
    Case(
        "mail/subject of no charset.eml",
        _mail(b"Subject: =?nosuch?q?a?= =?utf-8?b?!!!?= =?base64?q?x?= \xff\xfe"),
        "ok",
    ),
    Case("mail/brackets in from.eml", b"From: " + b"(" * 9_000 + b"\nMIME-Version: 1.0\n\n" + REPORT.encode(), "ok"),
    Case(
        "mail/quotes in from.eml",
        b'From: "' + b'\\"' * 4_000 + b" <a@b>\nMIME-Version: 1.0\n\n" + REPORT.encode(),
        "ok",
    ),
    Case(
        "mail/many addresses.eml", b"From: " + b"a <a@b>, " * 1_000 + b"\nMIME-Version: 1.0\n\n" + REPORT.encode(), "ok"
    ),
    Case("mail/date without end.eml", b"Date: " + b"9" * 5_000 + b"\nMIME-Version: 1.0\n\n" + REPORT.encode(), "ok"),
    Case(
        "mail/date of another age.eml",
        b"Date: Fri, 31 Feb 99999 99:99:99 +9999\nMIME-Version: 1.0\n\n" + REPORT.encode(),
        "ok",
    ),
    Case("mail/many headers.eml", _mail(b"X: y\n" * 300_000 + b"Subject: x"), "ok", heavy=True),
    Case("mail/many parameters.eml", _mail(b"Content-Type: text/plain" + b'; a="b"' * 30_000), "ok too-slow damaged"),
    Case("mail/many quotes.eml", _mail(b"Content-Type: text/plain; a=" + b'";' * 100_000), "ok too-slow damaged"),
    Case(
        "mail/parameters in pieces.eml",
        _mixed(
            _text,
            b"Content-Disposition: attachment; "
            + b"".join(b"filename*%d*=%%41; " % n for n in range(5_000))
            + b"\n\nx",
        ),
        "ok too-slow damaged kind",
    ),
    Case("mail/no boundary.eml", _mail(b"Content-Type: multipart/mixed"), "ok empty"),
    Case("mail/empty boundary.eml", _mail(b'Content-Type: multipart/mixed; boundary=""', b"--\n--\n"), "ok empty"),
    Case(
        "mail/long boundary.eml",
        _mail(b"Content-Type: multipart/mixed; boundary=" + b"b" * 500_000),
        "ok empty",
        heavy=True,
    ),
    Case("mail/boundary without end.eml", _mixed(_text, _text)[:-20], "ok"),
    Case("mail/nested without end.eml", _nested(20_000), "too-deep too-slow", heavy=True),
    Case("mail/nested.eml", _nested(500), "too-deep"),
    Case("mail/forwarded without end.eml", _forwarded(3_000), "too-deep too-slow damaged"),
    Case("mail/forwarded.eml", _forwarded(60), "too-deep ok empty"),
    Case("mail/many parts.eml", _mixed(*[_text] * 5_000), "ok too-slow bomb", heavy=True),
    Case("mail/many empty parts.eml", _mixed(*[b""] * 15_000), "empty ok too-many-files too-slow", heavy=True),
    Case(
        "mail/many alternatives.eml",
        _mixed(*[b"Content-Type: text/plain\n\n "] * 20_000, kind=b"alternative"),
        "ok empty",
    ),
    Case(
        "mail/charset of no text.eml",
        _mail(b"Content-Type: text/plain; charset=base64", b"\xff\xfe caf\xe9 " * 50),
        "encoding binary ok",
    ),
    Case(
        "mail/charset with zeros.eml",
        _mail(b"Content-Type: text/plain; charset=a\x00b", b"caf\xe9 " * 50),
        "encoding binary ok",
    ),
    Case(
        "mail/charset punycode.eml",
        _mail(b"Content-Type: text/plain; charset=punycode", b"\xff-" * 400_000),
        "encoding binary ok",
    ),
    Case(
        "mail/broken base64.eml",
        _mail(b"Content-Transfer-Encoding: base64", b"!!!=a===" * 50_000),
        "ok empty binary encoding",
    ),
    Case(
        "mail/broken quoted-printable.eml",
        _mail(b"Content-Transfer-Encoding: quoted-printable", b"=ZZ=\n=" * 100_000),
        "ok",
    ),
    Case(
        "mail/uuencoded.eml",
        _mail(b"Content-Transfer-Encoding: x-uuencode", b"begin 644 a\n" + b"M" * 500_000),
        "ok empty encoding",
    ),
    Case("mail/unknown encoding.eml", _mail(b"Content-Transfer-Encoding: nosuch"), "ok"),
    Case("mail/locked.eml", _mixed(b"\nx", kind=b"encrypted"), "encrypted"),
    Case(
        "mail/locked by s-mime.eml",
        _mail(b"Content-Type: application/pkcs7-mime; smime-type=enveloped-data"),
        "encrypted",
    ),
    Case(
        "mail/a bomb attached.eml",
        _mixed(_text, _attached(b"a.zip", zipped({"z.txt": bytes(100 << 20)}))),
        "ok bomb too-large-file",
    ),
    Case("mail/a name that leads out.eml", _mixed(_text, _attached(b'"../../../etc/out.txt"', REPORT.encode())), "ok"),
    Case("mail/a name with zeros.eml", _mixed(_text, _attached(b'"a\x00b\r\x1b.txt"', REPORT.encode())), "ok"),
    Case(
        "mail/a page of scripts.eml",
        _mail(b"Content-Type: text/html", b"<script>" * 100_000 + PAGE.encode()),
        "ok empty",
    ),
    Case("mail/a deep page.eml", _mail(b"Content-Type: text/html", b"<div>" * 100_000 + PAGE.encode()), "ok empty"),
    Case("mail/a picture that is text.eml", _mixed(_text, b"Content-Type: image/png\n\n" + REPORT.encode()), "ok"),
    Case("mbox/empty.mbox", b"", "empty"),
    Case("mbox/no lines between.mbox", b"From a\n" * 200_000, "ok empty", heavy=True),
    Case(
        "mbox/many mails.mbox",
        b"From a Wed Mar 6 09:05:00 2019\nSubject: x\n\n" * 15_000,
        "empty ok too-many-files",
        heavy=True,
    ),
    Case("mbox/one line.mbox", b"From a Wed Mar 6 09:05:00 2019\nSubject: " + b"x" * 20_000_000, "empty ok"),
    Case(
        "mbox/bad between good.mbox",
        b"From a 2019\n"
        + _mail(b"Subject: 1")
        + b"\nFrom b 2019\n"
        + _nested(500)
        + b"\n\nFrom c 2019\n"
        + _mail(b"Subject: 3"),
        "ok too-deep",
    ),
    Case("warc/empty.warc", b"", "empty"),
    Case("warc/text.warc", REPORT.encode(), "broken-warc"),
    Case("warc/first line only.warc", b"WARC/1.0\r\n", "empty damaged"),
    Case("warc/cut.warc", _good[:-300], "no-article ok"),
    Case("warc/cut.warc.gz", gzip.compress(_good * 9)[:150], "damaged ok"),
    Case(
        "warc/length lies short.warc",
        _record("response", _A, _answer(PAGE.encode()), 90) + _good,
        "ok damaged no-article",
    ),
    Case("warc/length lies long.warc", _record("response", _A, _answer(PAGE.encode()), 1 << 50) + _good, "ok damaged"),
    Case(
        "warc/length below zero.warc", _record("response", _A, _answer(PAGE.encode()), -5) + _good, "ok damaged empty"
    ),
    Case(
        "warc/length is none.warc", _good.replace(b"Content-Length: ", b"Content-Length: x") + _good, "ok damaged empty"
    ),
    Case(
        "warc/long line.warc",
        b"WARC/1.0\r\nWARC-Type: " + b"x" * 20_000_000,
        "empty damaged too-much-memory",
        heavy=True,
    ),
    Case(
        "warc/many headers.warc",
        b"WARC/1.0\r\n" + b"X: y\r\n" * 500_000 + b"\r\n",
        "empty damaged too-slow",
        heavy=True,
    ),
    Case(
        "warc/many empty records.warc", _record("response", _A, b"") * 30_000, "empty damaged too-slow ok", heavy=True
    ),
    Case(
        "warc/many pictures.warc",
        _record("response", _A, _answer(b"\x89PNG", "Content-Type: image/png")) * 20_000,
        "empty too-slow",
        heavy=True,
    ),
    Case(
        "warc/a packed bomb.warc",
        lambda: (
            _record("response", _A, _answer(zeros(1 << 30), "Content-Type: text/html\r\nContent-Encoding: gzip"))
            + _good
        ),
        "bomb too-large-file too-much-memory ok",
        heavy=True,
    ),
    Case(
        "warc/a bomb in one chunk.warc",
        lambda: (
            _record(
                "response",
                _A,
                _answer(
                    b"%x\r\n" % len(zeros(1 << 30)) + zeros(1 << 30) + b"\r\n0\r\n\r\n",
                    "Content-Type: text/html\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked",
                ),
            )
            + _good
        ),
        "bomb too-large-file too-much-memory ok",
        heavy=True,
    ),
    Case(
        "warc/chunks lie.warc",
        _record("response", _A, _answer(b"ffffffff\r\n" + PAGE.encode(), "Transfer-Encoding: chunked")) + _good,
        "ok no-article",
    ),
    Case(
        "warc/packing that is none.warc",
        _record("response", _A, _answer(PAGE.encode(), "Content-Encoding: deflate")) + _good,
        "ok",
    ),
    Case(
        "warc/deflated, cut.warc",
        _record("response", _A, _answer(zlib.compress(PAGE.encode())[:90], "Content-Encoding: deflate")) + _good,
        "ok no-article damaged",
    ),
    Case("warc/status is none.warc", _record("response", _A, b"HTTP/1.1\r\n\r\n" + PAGE.encode()) + _good, "ok"),
    Case(
        "warc/address is none.warc", _record("response", "file:///etc/passwd\x00", _answer(PAGE.encode())) + _good, "ok"
    ),
    Case("warc/of no kind.warc", _record("nosuch", _A, _answer(PAGE.encode())) + _good, "ok"),
    Case(
        "warc/a broken pdf.warc",
        _record("response", _A, _answer(b"%PDF-1.7 no", "Content-Type: application/pdf")) + _good,
        "truncated ok",
    ),
]
