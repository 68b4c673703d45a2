"""Word documents (.docx): the page header, then paragraphs and tables in the order of the page, then footnotes.

Words that were inserted under track changes are taken, deleted ones are not. Cells of a table stand in one line with
tabs between them. Title and author are those of the document's properties; their dates are kept but count for nothing,
since they can be a template's.
"""

from __future__ import annotations

import io
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from lxml import etree

from marsad.errors import SetAside
from marsad.sources import datelines, office
from marsad.sources.parts import MAX_TEXT, storable, too_long

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docx.document import Document
    from pydantic import JsonValue

    from marsad.sources.parts import Found, Given

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LEFT_OUT = {f"{_W}{name}" for name in ("del", "moveFrom", "pPr", "rPr", "sectPr", "tblPr", "instrText")} | {
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
}
"""Deleted words, properties, the code of fields, and the second copy of what newer programs draw otherwise."""

_MARKS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "\u2011", f"{_W}ptab": "\t"}
_TEXT, _CELL = f"{_W}t", f"{_W}tc"
_ENDS = {f"{_W}p": "\n\n", _CELL: "\t", f"{_W}tr": "\n", f"{_W}tbl": "\n\n"}
"""What follows a paragraph, a cell, a row and a table. Within a cell, all is one line."""

_NOTES = re.compile(r"/word/(?:foot|end)notes\d*\.xml")
_JUNK_TITLE = re.compile(r"^(?:untitled|document\d*|word document|normal|microsoft word\b.*)$", re.IGNORECASE)


def text(raw: bytes, given: Given) -> Found:  # noqa: ARG001 - a reader's signature
    """The text of a Word document. Raises SetAside with the reasons of `office.check`, or "too-large"."""
    office.check(raw, "a Word document (.docx)")
    import docx

    try:
        document = docx.Document(io.BytesIO(raw))
        read = "\n\n".join(filter(None, map(_text, _parts(document))))
        title, extra = _properties(document)
    except SetAside:
        raise
    except Exception as error:  # of many kinds, by what in the file is broken
        raise SetAside("broken-office", "The Word document is damaged and cannot be read.") from error
    found = datelines.read(storable(read))
    return replace(found, title=title or found.title, extra=extra)


def _parts(document: Document) -> Iterator[Any]:
    """The XML of what is read, in order. python-docx opens it; its own texts lack what was inserted under tracking."""
    first = document.sections[0].header if len(document.sections) else None
    if first is not None and not first.is_linked_to_previous:
        yield first._element
    yield document.element.body
    for part in document.part.package.iter_parts():
        if _NOTES.fullmatch(str(part.partname)):
            yield etree.fromstring(part.blob, etree.XMLParser(resolve_entities=False, no_network=True))


def _text(part: Any) -> str:
    """The lines of a part: one for each paragraph or row of a table."""
    pieces: list[str] = []
    length = cells = 0
    walk = etree.iterwalk(part, events=("start", "end"))
    for event, element in walk:
        tag = element.tag
        if event == "start":
            if tag in _LEFT_OUT:
                walk.skip_subtree()
                continue
            piece = (element.text or "") if tag == _TEXT else _MARKS.get(tag, "")
            cells += tag == _CELL
        else:
            cells -= tag == _CELL
            piece = _ENDS.get(tag, "")
        if cells and piece.isspace():
            piece = " "
        if piece:
            pieces.append(piece)
            length += len(piece)
            if length > 2 * MAX_TEXT:
                raise too_long()
    lines = (re.sub(r" *\t *", "\t", line).strip() for line in "".join(pieces).splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _properties(document: Document) -> tuple[str | None, dict[str, JsonValue]]:
    """The title, and what else the document's properties say."""
    told = document.core_properties
    title = storable(" ".join(told.title.split()))
    extra: dict[str, JsonValue] = {}
    if author := storable(" ".join(told.author.split())):
        extra["author"] = author
    for name, moment in (("created", told.created), ("modified", told.modified)):
        if moment is not None:
            extra[name] = moment.isoformat()
    return None if not title or _JUNK_TITLE.search(title) else title, extra
