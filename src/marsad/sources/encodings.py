"""Bytes to text: decode only, nothing else is changed.

The stored text is the decoded text without its byte order mark: line ends, no-break spaces and trailing blanks stay,
since offsets point into it. What cannot be decoded for sure is set aside rather than stored wrongly.
"""

from __future__ import annotations

import codecs
import re

from marsad.errors import InputError, SetAside

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 200_000
_WINDOWS_PUNCTUATION = frozenset(b"\x85\x91\x92\x93\x94\x96\x97\xa0")
"""Quotes, dashes, ellipsis and no-break space: the same in all Windows code pages, and letters in no page we know."""

_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
_XML = re.compile(rb"<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
_NO_HINTS = {"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined"}
"""Codecs that no report is written in and that take a time squared in its length, or that warn."""

_CONTROL = re.compile(r"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")


def check(encoding: str) -> str:
    """The encoding's name as Python knows it; InputError where it knows none of that name."""
    try:
        info = codecs.lookup(encoding)
        b" ".decode(info.name)  # "base64" and the like are codecs but not of text
    except UnicodeError:
        return info.name
    except LookupError as error:
        raise InputError(f"There is no text encoding named {encoding!r}; try utf-8, windows-1252 or utf-16.") from error
    return info.name


def declared(raw: bytes) -> str | None:
    """The encoding that an HTML or XML file declares in its first 4,096 bytes, as Python knows it."""
    head = raw[:4096]
    found = _META.search(head) or _XML.match(head)
    if not found:
        return None
    name = found[1].decode("ascii").lower()
    if name in {"iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii"}:
        name = "windows-1252"  # what every browser reads these names as
    return known(name)


def known(name: str | None) -> str | None:
    """The encoding that a file names, as Python knows it; None where it is none that reports are written in."""
    try:
        found = check(name) if name else None
    except (InputError, ValueError):
        return None
    return None if found in _NO_HINTS else found


def decode(raw: bytes, encoding: str | None = None, hint: str | None = None) -> str:
    """Decode the bytes of a text.

    `encoding` is the user's word and final; `hint` is the file's own, used where the bytes are not UTF-8. Raises
    SetAside with reason "binary" or "encoding".
    """
    for bom, name in _BOMS:
        if raw.startswith(bom):
            return _text(_strict(raw[len(bom) :], name, "as its byte order mark says"))
    if encoding:
        return _text(_strict(raw, check(encoding), f"as {encoding}"))
    wide = _wide(raw)
    if wide:
        return _text(_strict(raw, wide, f"as {wide}"))
    if b"\x00" in raw:
        raise SetAside("binary", "This is not text: it holds zero bytes.")
    try:
        return _text(raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data" and error.start > 0:
            return _text(raw[: error.start].decode("utf-8"))
    if hint and hint != "utf-8":
        return _text(_strict(raw, hint, f"as {hint}, the encoding that it declares"))
    return _text(_guess(raw))


def _strict(raw: bytes, encoding: str, how: str) -> str:
    try:
        return raw.decode(encoding)
    except (UnicodeError, ValueError) as error:
        raise SetAside("encoding", f"The text cannot be read {how}; give the right one with --encoding.") from error


def _wide(raw: bytes) -> str | None:
    """UTF-16 without a mark shows by its zero bytes: nearly all in every other place."""
    sample = raw[:2000]
    if len(sample) < 4 or len(raw) % 2:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd > 0.7 * half and even == 0:
        return "utf-16-le"
    if even > 0.7 * half and odd == 0:
        return "utf-16-be"
    return None


def _guess(raw: bytes) -> str:
    """Decode by the look of the bytes, only where all likely encodings give the same text."""
    if {byte for byte in raw if byte > 127} <= _WINDOWS_PUNCTUATION:
        return raw.decode("cp1252")
    from charset_normalizer import from_bytes

    sample = raw[:_SAMPLE]
    matches = list(from_bytes(sample))
    if not matches or matches[0].chaos > 0.2:
        raise SetAside("binary", "This does not look like text in any known encoding.")
    best = matches[0]
    likely = [m for m in matches if m.chaos <= best.chaos + 0.005 and m.coherence >= best.coherence - 0.1]
    if len({str(match) for match in likely}) > 1:
        names = ", ".join(match.encoding for match in likely[:3])
        raise SetAside("encoding", f"The encoding is unclear (it could be {names}); give it with --encoding.")
    return _strict(raw, best.encoding, f"as {best.encoding}")


def _text(text: str) -> str:
    """Refuse what decodes but is no text: zeros, or many control characters."""
    if "\x00" in text:
        raise SetAside("binary", "This is not text: it holds zero characters.")
    head = text[:_SAMPLE]
    if len(_CONTROL.findall(head)) > max(1, len(head) // 100):
        raise SetAside("binary", "This is not text: it is full of control characters.")
    return text
