"""PDF files that lead their readers in circles or swell them."""

from __future__ import annotations

import io
import zlib

from benchmarks.hostile.case import REPORT, Case, zeros


def _pdf(*objects: bytes, trailer: bytes = b"/Root 1 0 R") -> bytes:
    """A file of these objects, numbered from 1, with a true table of where they are."""
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(out + b"trailer <</Size %d %s>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, trailer, start))


def _stream(content: bytes, more: bytes = b"") -> bytes:
    return b"<</Length %d %s>>\nstream\n" % (len(content), more) + content + b"\nendstream"


_CATALOG = b"<</Type /Catalog /Pages 2 0 R>>"
_PAGES = b"<</Type /Pages /Kids [3 0 R] /Count 1>>"
_FONT = b"<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>"
_WORDS = b"BT /F1 12 Tf 50 700 Td (" + REPORT.strip().encode() + b") Tj ET"


def _one_page(content: bytes, more: bytes = b"", font: bytes = _FONT, *others: bytes) -> bytes:
    """One page with that content, its font as object 5, and more objects from 6 on."""
    page = (
        b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources <</Font <</F1 5 0 R>> %s>>>>"
    )
    return _pdf(_CATALOG, _PAGES, page % more, content, font, *others)


def _honest() -> bytes:
    return _one_page(_stream(_WORDS))


def _flate(size: int) -> bytes:
    return _one_page(_stream(zeros(size, 15), b"/Filter /FlateDecode"))


def _layers(count: int) -> bytes:
    content = _WORDS
    for _ in range(count):
        content = zlib.compress(content)
    return _one_page(_stream(content, b"/Filter [" + b"/FlateDecode " * count + b"]"))


def _forms(depth: int) -> bytes:
    """Forms that each draw the next one ten times."""
    forms = []
    for number in range(depth):
        below = b"/Resources <</XObject <</X %d 0 R>>>>" % (number + 7)
        forms.append(_stream(b"/X Do " * 10, b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] " + below))
    last = _stream(_WORDS, b"/Type /XObject /Subtype /Form /BBox [0 0 9 9]")
    return _one_page(_stream(b"/X Do"), b"/XObject <</X 6 0 R>>", _FONT, *forms, last)


def _deep_pages(depth: int) -> bytes:
    kids = [b"<</Type /Pages /Kids [%d 0 R] /Count 1 /Parent %d 0 R>>" % (n + 1, n - 1) for n in range(3, depth)]
    return _pdf(_CATALOG, _PAGES, *kids, b"<</Type /Page /Parent 2 0 R>>")


def _same_page(count: int) -> bytes:
    page = b"<</Type /Page /Parent 2 0 R /Contents 4 0 R /Resources <</Font <</F1 5 0 R>>>>>>"
    pages = b"<</Type /Pages /Kids [" + b"3 0 R " * count + b"] /Count %d>>" % count
    return _pdf(_CATALOG, pages, page, _stream(_WORDS), _FONT)


def _font_map(ranges: bytes) -> bytes:
    cmap = b"/CIDInit /ProcSet findresource begin begincmap\n" + ranges + b"\nendcmap end"
    font = b"<</Type /Font /Subtype /Type0 /Encoding /Identity-H /BaseFont /X /ToUnicode 6 0 R>>"
    return _one_page(_stream(b"BT /F1 12 Tf <00410042> Tj ET"), b"", font, _stream(cmap))


def _locked() -> bytes:
    from pypdf import PdfReader, PdfWriter

    out = io.BytesIO()
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(_honest())))
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(out)
    return out.getvalue()


_BAD = "broken-pdf image-only too-slow too-much-memory too-large too-deep ok"
_OPEN = "broken-pdf image-only ok"

CASES = [
    Case("pdf/empty.pdf", b"", "empty"),
    Case("pdf/text.pdf", REPORT.encode(), "broken-pdf"),
    Case("pdf/cut.pdf", _honest()[:400], "truncated"),
    Case("pdf/only the end.pdf", b"%PDF-1.7\n%%EOF", "broken-pdf"),
    Case("pdf/locked.pdf", _locked, "encrypted"),
    Case("pdf/no text.pdf", _one_page(_stream(b"0 0 9 9 re f")), "image-only"),
    Case("pdf/table in a circle.pdf", _pdf(_CATALOG, _PAGES, trailer=b"/Root 1 0 R /Prev 9"), _OPEN),
    Case("pdf/table without end.pdf", _honest().replace(b"xref\n0 6", b"xref\n0 999999999"), _OPEN),
    Case("pdf/table elsewhere.pdf", _honest().replace(b"startxref\n", b"startxref\n-"), _OPEN),
    Case("pdf/root is missing.pdf", _pdf(_CATALOG, _PAGES, trailer=b""), _OPEN),
    Case("pdf/pages in a circle.pdf", _pdf(_CATALOG, b"<</Type /Pages /Kids [2 0 R 2 0 R] /Count 2>>"), _OPEN),
    Case("pdf/pages of pages.pdf", _deep_pages(5_000), _BAD),
    Case("pdf/a billion pages.pdf", _honest().replace(b"/Count 1", b"/Count 1000000000"), _OPEN),
    Case("pdf/the same page.pdf", _same_page(20_000), _BAD, heavy=True),
    Case("pdf/object is itself.pdf", _pdf(_CATALOG, b"2 0 R"), _OPEN),
    Case("pdf/deflated zeros.pdf", lambda: _flate(2 << 30), _BAD, heavy=True),
    Case("pdf/deflated zeros, small.pdf", _flate(60 << 20), _BAD, heavy=True),
    Case("pdf/deflated over and over.pdf", _layers(500), _BAD),
    Case(
        "pdf/hexadecimal over and over.pdf",
        _one_page(_stream(b"30" * 500_000 + b">", b"/Filter [" + b"/ASCIIHexDecode " * 300 + b"]")),
        _BAD,
    ),
    Case("pdf/runs.pdf", _one_page(_stream(b"\x81 " * 1_000_000, b"/Filter /RunLengthDecode")), _BAD),
    Case("pdf/lzw.pdf", _one_page(_stream(bytes(1_000_000), b"/Filter /LZWDecode")), _BAD, heavy=True),
    Case(
        "pdf/predictor.pdf",
        _one_page(
            _stream(zlib.compress(bytes(9_000_000)), b"/Filter /FlateDecode /DecodeParms <</Predictor 15 /Columns 1>>")
        ),
        _BAD,
        heavy=True,
    ),
    Case("pdf/forms in forms.pdf", _forms(12), _BAD),
    Case(
        "pdf/a form in itself.pdf",
        _one_page(
            _stream(b"/X Do"),
            b"/XObject <</X 6 0 R>>",
            _FONT,
            _stream(b"/X Do /X Do", b"/Subtype /Form /BBox [0 0 9 9] /Resources <</XObject <</X 6 0 R>>>>"),
        ),
        _BAD,
    ),
    Case("pdf/deep brackets.pdf", _one_page(_stream(b"[" * 300_000)), _BAD),
    Case("pdf/deep dictionaries.pdf", _pdf(_CATALOG, b"<</A " * 20_000), _BAD),
    Case("pdf/deep states.pdf", _one_page(_stream(b"q " * 500_000)), _BAD),
    Case("pdf/many words.pdf", _one_page(_stream(_WORDS * 8_000)), _BAD, heavy=True),
    Case("pdf/many numbers.pdf", _one_page(_stream(b"BT /F1 12 Tf [" + b"(a) 1 " * 300_000 + b"] TJ ET")), _BAD),
    Case("pdf/inline picture.pdf", _one_page(_stream(b"BI /W 1 /H 1 ID " + b"x" * 2_000_000)), _BAD),
    Case("pdf/map of all letters.pdf", _font_map(b"1 beginbfrange\n<00000000> <ffffffff> <0041>\nendbfrange"), _BAD),
    Case(
        "pdf/map of many letters.pdf",
        _font_map(b"1 beginbfrange\n" + b"<0000> <ffff> <0041>\n" * 2_000 + b"endbfrange"),
        _BAD,
    ),
    Case("pdf/length lies.pdf", _honest().replace(b"/Length 1", b"/Length 99999999"), _OPEN),
    Case("pdf/no font.pdf", _one_page(_stream(_WORDS), b"", b"null"), _OPEN),
    Case("pdf/names with zeros.pdf", _one_page(_stream(b"BT /F1 12 Tf (\\000\\001\\377) Tj ET")), _OPEN),
    Case("pdf/objects only said.pdf", b"%PDF-1.7\n" + b"1 0 obj <<>> endobj\n" * 100_000 + b"%%EOF", _BAD),
]
