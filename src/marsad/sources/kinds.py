"""What kind of file it is, by its content first and then by its name."""

from __future__ import annotations

import re
from typing import Literal

from marsad.errors import SetAside
from marsad.sources import office, whatsapp

Kind = Literal[
    "text", "markdown", "html", "pdf", "jsonl", "json", "docx", "xlsx", "csv", "whatsapp",
    "mail", "mbox", "warc", "zip", "tar", "gzip", "bzip2", "xz", "feed",
]  # fmt: skip

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
    "mail": "message/rfc822",
    "mbox": "application/mbox",
    "warc": "application/warc",
    "zip": "application/zip",
    "tar": "application/x-tar",
    "gzip": "application/gzip",
    "bzip2": "application/x-bzip2",
    "xz": "application/x-xz",
    "feed": "application/xml",
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
    ".eml": "mail",
    ".mbox": "mbox",
    ".warc": "warc",
    ".zip": "zip",
    ".tar": "tar",
    ".gz": "gzip",
    ".tgz": "gzip",
    ".bz2": "bzip2",
    ".tbz": "bzip2",
    ".tbz2": "bzip2",
    ".xz": "xz",
    ".txz": "xz",
    ".rss": "feed",
    ".atom": "feed",
    ".rdf": "feed",
    ".xml": "feed",
}
"""The names that a walk through a folder takes. A file of another name is read, as text, if it is named itself."""

_CONTAINERS: tuple[tuple[re.Pattern[bytes], Kind], ...] = (
    (re.compile(rb"PK(?:\x03\x04|\x05\x06)"), "zip"),
    (re.compile(rb"\x1f\x8b\x08"), "gzip"),
    (re.compile(rb"BZh[1-9](?:1AY&SY|\x17rE8P\x90)"), "bzip2"),
    (re.compile(rb"\xfd7zXZ\x00"), "xz"),
    (re.compile(rb".{257}ustar", re.DOTALL), "tar"),
    (re.compile(rb"WARC/[01]\.\d+\r?\n"), "warc"),
    (re.compile(rb"From \S[^\n]*\d{4}[^\n]{0,12}\n[A-Za-z][\w-]*:"), "mbox"),
    (re.compile(rb"(?:[A-Za-z][\w-]*:.*\n(?:[ \t].*\n)*){0,40}?(?:MIME-Version|Message-ID):", re.IGNORECASE), "mail"),
)
"""How containers begin."""

_NOT_WITHOUT_SIGNATURE: dict[Kind, str] = {
    "pdf": "a PDF", "zip": "a zip archive", "gzip": "a gzip file", "bzip2": "a bzip2 file", "xz": "an xz file",
    "warc": "a web archive", "docx": "a Word document", "xlsx": "an Excel workbook",
}  # fmt: skip

_SIGNATURES = (
    (b"\xd0\xcf\x11\xe0", "an old or locked office document; save it as .docx or .xlsx, without a password"),
    (b"{\\rtf", "an RTF document"),
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
_FEED = re.compile(rb"\s*(?:<\?xml\b|(?>(?:<!--.*?-->\s*)*)<(?:rss|feed|rdf:RDF)\b)", re.IGNORECASE | re.DOTALL)
"""XML that is no page can only be a feed; the reader of feeds says so where it is none."""

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

    The suffix is in lower case, "" for standard input. Raises SetAside with reason "binary", or "broken-" and the kind
    for a file that is not what it is called.
    """
    return office.kind(head) or _signed(head[:_HEAD]) or _unsigned(suffix, head[:_HEAD])


def _signed(head: bytes) -> Kind | None:
    """The kind of a file that begins as no text does."""
    for pattern, container in _CONTAINERS:
        if pattern.match(head):
            return container
    if b"%PDF-" in head[:1024]:
        return "pdf"
    for signature, name in _SIGNATURES:
        if head.startswith(signature):
            raise SetAside("binary", f"This is not text but {name}.")
    return None


def _unsigned(suffix: str, head: bytes) -> Kind:
    by_name = SUFFIXES.get(suffix, "text")
    plain = head.removeprefix(b"\xef\xbb\xbf")
    if by_name in {"text", "markdown", "mail", "feed"} and _PAGE.match(plain):
        return "html"
    if by_name in {"text", "markdown", "html"} and _FEED.match(plain) and not _PAGE.match(plain):
        return "feed"
    if by_name == "text" and whatsapp.opens(plain):
        return "whatsapp"
    if by_name in _NOT_WITHOUT_SIGNATURE:
        reason = "broken-office" if by_name in {"docx", "xlsx"} else f"broken-{by_name}"
        raise SetAside(reason, f"The file is called {suffix} but is not {_NOT_WITHOUT_SIGNATURE[by_name]}.")
    if suffix == "" and _OBJECT.match(plain):
        return "json"
    if suffix == "" and _FRONT_MATTER.match(plain):
        return "markdown"
    return by_name
