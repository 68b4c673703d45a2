"""The registry: which reader reads which kind of file, and the way down into containers.

A new kind is a name in `kinds`, how it is recognised there, and its reader here.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from marsad.errors import SetAside
from marsad.sources import docx, files, html, jsonlines, pdf, spreadsheet, tables, text, whatsapp
from marsad.sources.kinds import Kind, kind
from marsad.sources.parts import Found, Given, Member, Reader, single

if TYPE_CHECKING:
    from collections.abc import Iterator

READERS: dict[Kind, Reader] = {
    "text": single(text.plain),
    "markdown": single(text.markdown),
    "html": single(html.article),
    "pdf": single(pdf.pages),
    "json": jsonlines.items,
    "jsonl": jsonlines.items,
    "docx": single(docx.text),
    "xlsx": spreadsheet.rows,
    "csv": tables.rows,
    "whatsapp": whatsapp.messages,
}

NESTED = " / "
"""Stands between the parts of a container in a container: "letters.zip / message 3 / report.pdf"."""


def read(raw: bytes, of: Kind, given: Given) -> Iterator[tuple[str, Found | SetAside]]:
    """All that a file holds, down through its containers, each with its part; what cannot be read as its problem."""
    part = ""
    try:
        for part, outcome in READERS[of](raw, given):
            if isinstance(outcome, Member):
                yield from _inside(part, outcome, given)
            else:
                yield part, outcome
            part = ""
    except SetAside as problem:
        yield part, problem


def _inside(part: str, member: Member, given: Given) -> Iterator[tuple[str, Found | SetAside]]:
    try:
        raw = files.read_all(b"", member.content)
        if not raw:
            raise SetAside("empty", "It is empty.")
        of = kind(PurePosixPath(member.name).suffix.lower(), raw)
    except SetAside as problem:
        yield part, problem
        return
    for inner, outcome in read(raw, of, replace(given, name=PurePosixPath(member.name).name)):
        yield NESTED.join(filter(None, (part, inner))), outcome
