"""What kind of file it is, by its content first and then by its name."""

from __future__ import annotations

import re
from typing import Literal

from marsad.errors import SetAside
from marsad.sources import office, whatsapp

Kind = Literal["text", "markdown", "html", "pdf", "jsonl", "json", "docx", "xlsx", "csv", "whatsapp"]

MEDIA_TYPES: dict[Kind, str] = {
    "text": "text/plain",
    "markdown": "text/markdown",
    "html": "text/html",
    "pdf": "application/pdf",
    "jsonl": "application/jsonl",
    "json": "application/json",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv",
    "whatsapp": "text/plain",
}

SUFFIXES: dict[str, Kind] = {
    "": "text",
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".pdf": "pdf",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json",
    ".docx": "docx",
    ".xlsx": "xlsx",
    ".csv": "csv",
    ".tsv": "csv",
    ".tab": "csv",
}
"""The names that a walk through a folder takes. A file of another name is read, as text, if it is named itself."""

_SIGNATURES = (
    (b"PK\x03\x04", "a zip archive"),
    (b"\xd0\xcf\x11\xe0", "an old or locked office document; save it as .docx or .xlsx, without a password"),
    (b"{\\rtf", "an RTF document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"7z\xbc\xaf", "a 7-zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"SQLite format 3", "a database"),
    (b"\x7fELF", "a program"),
)
_HEAD = 8_192
_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]*\?>\s*)?(?>(?:<!--.*?-->\s*)*)<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL
)
_OBJECT = re.compile(rb"\s*(?:\[\s*)?\{\s*\"")
_FRONT_MATTER = re.compile(rb"---[ \t]*\r?\n(?:[A-Za-z_-]+:.*\r?\n)+---[ \t]*\r?\n")


def is_lines(suffix: str, first: bytes) -> bool:
    """Whether a file is JSON lines, by its suffix or, where it has none, by its first line.

    What is binary is none; `kind` says so.
    """
    try:
        if kind(suffix, first) == "jsonl":
            return True
    except SetAside:
        return False
    line = first.removeprefix(b"\xef\xbb\xbf").strip()
    return suffix == "" and line.endswith(b"}") and _OBJECT.match(line) is not None


def kind(suffix: str, head: bytes) -> Kind:
    """The kind of a file by its content, of which the first bytes are enough for all but office files, and its suffix.

    The suffix is in lower case, "" for standard input. Raises SetAside with reason "binary", or with "broken-pdf" or
    "broken-office" for a file that is not what it is called.
    """
    if (found := office.kind(head)) is not None:
        return found
    head = head[:_HEAD]
    if b"%PDF-" in head[:1024]:
        return "pdf"
    for signature, name in _SIGNATURES:
        if head.startswith(signature):
            raise SetAside("binary", f"This is not text but {name}.")
    by_name = SUFFIXES.get(suffix, "text")
    if by_name in {"pdf", "docx", "xlsx"}:
        reason = "broken-pdf" if by_name == "pdf" else "broken-office"
        raise SetAside(reason, f"The file is called {suffix} but is none.")
    plain = head.removeprefix(b"\xef\xbb\xbf")
    if by_name in {"text", "markdown"} and _PAGE.match(plain):
        return "html"
    if by_name == "text" and whatsapp.opens(plain):
        return "whatsapp"
    if suffix == "" and _OBJECT.match(plain):
        return "json"
    if suffix == "" and _FRONT_MATTER.match(plain):
        return "markdown"
    return by_name
