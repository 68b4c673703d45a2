"""Text of PDF files by pypdf, with lines of a paragraph joined again."""

from __future__ import annotations

import io
import logging
import re
import warnings
from typing import TYPE_CHECKING

from marsad.errors import SetAside
from marsad.sources import datelines
from marsad.sources.parts import MAX_TEXT, Found, Given, storable

if TYPE_CHECKING:
    from pypdf import PdfReader

_TAIL = 4_096
_JUNK_TITLE = re.compile(r"untitled|^microsoft word|\.(docx?|indd|pdf|qxd)$|^\W*$", re.IGNORECASE)
_HYPHEN = re.compile(r"(?<=[a-z])[-\u00ad]$")
_LETTERS = 20
"""A PDF with fewer letters than this holds pictures of pages, page numbers at most."""


def pages(raw: bytes, given: Given) -> Found:  # noqa: ARG001 - all readers are called alike
    """The text of a PDF, pages parted by blank lines.

    Raises SetAside with reason "truncated", "encrypted", "image-only", "broken-pdf" or "too-large".
    """
    if b"%%EOF" not in raw[-_TAIL:]:
        raise SetAside("truncated", "The PDF is cut off: its end is missing. Fetch it again.")
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            text, title = _read(raw)
    except SetAside:
        raise
    except Exception as error:  # pypdf raises whatever a malformed file leads it into
        raise SetAside("broken-pdf", "The PDF is damaged and cannot be read.") from error
    if sum(character.isalpha() for character in text) < _LETTERS:
        raise SetAside("image-only", "The PDF holds no text, only pictures of pages; run text recognition (OCR) first.")
    head = datelines.read(text)
    return Found(text=text, title=title or head.title, publisher=head.publisher, published=head.published)


def _read(raw: bytes) -> tuple[str, str | None]:
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(raw))
    if reader.is_encrypted and not reader.decrypt(""):
        raise SetAside("encrypted", "The PDF is locked with a password; save it without one.")
    return _text(reader), _title(reader)


def _text(reader: PdfReader) -> str:
    parts: list[str] = []
    length = 0
    for page in reader.pages:
        part = _unwrap(page.extract_text())
        length += len(part)
        if length > MAX_TEXT:
            raise SetAside("too-large", f"The PDF holds more than {MAX_TEXT:,} characters; none so long is read.")
        parts.append(part)
    return storable("\n\n".join(part for part in parts if part))


def _title(reader: PdfReader) -> str | None:
    title = reader.metadata.title if reader.metadata else None
    title = storable(" ".join(title.split())) if title else ""
    return None if not title or _JUNK_TITLE.search(title) else title


def _unwrap(text: str) -> str:
    """Join the lines of each paragraph: a line goes on in the next if it fills most of the width of its page."""
    lines = [line.strip() for line in text.splitlines()]
    width = max(map(len, lines), default=0)
    joined: list[str] = []
    goes_on = False
    for line in lines:
        if not goes_on or not line:
            joined.append(line)
        elif _HYPHEN.search(joined[-1]) and line[0].islower():
            joined[-1] = joined[-1][:-1] + line
        else:
            joined[-1] += " " + line
        filled = len(line) > 0.7 * width or (line != "" and line[-1] in ",-")
        goes_on = filled and not (len(line) < 0.85 * width and line.endswith((".", "!", "?", "”", '"')))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(joined)).strip()
