"""The registry: which reader reads which kind of file.

A new kind is a name in `kinds`, how it is recognised there, and its reader here.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from marsad.sources import archives, docx, feeds, html, jsonlines, mail, pdf, spreadsheet, tables, text, warc, whatsapp
from marsad.sources.parts import Reader, Unpacker, single

if TYPE_CHECKING:
    from marsad.sources.kinds import Kind

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
    "mail": mail.mail,
    "zip": archives.zipped,
    "feed": feeds.items,
}

UNPACKERS: dict[Kind, Unpacker] = {
    "tar": archives.tarred,
    "gzip": partial(archives.compressed, "gzip"),
    "bzip2": partial(archives.compressed, "bzip2"),
    "xz": partial(archives.compressed, "xz"),
    "mbox": mail.box,
    "warc": warc.records,
}
"""Containers that are read as a stream and never held whole, however large they are unpacked."""
