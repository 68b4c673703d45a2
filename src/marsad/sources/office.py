"""Office files (.docx, .xlsx) are zip archives of XML: they are looked through before any library unpacks them."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import IO, Literal, NoReturn
from xml.parsers import expat

from marsad.errors import SetAside

MAX_UNPACKED = 150_000_000
"""Most bytes that an office file may unpack to."""

MAX_MEMBERS = 5_000
"""Most files in it: one for each picture, sheet and note."""


def kind(raw: bytes) -> Literal["docx", "xlsx"] | None:
    """Which office file the bytes are, by the parts that it has; None where they are none."""
    if not raw.startswith(b"PK\x03\x04") or raw.count(b"PK\x01\x02") > MAX_MEMBERS:
        return None
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            names = set(archive.namelist())
    except Exception:  # zipfile raises whatever a malformed directory leads it into
        return None
    if "[Content_Types].xml" not in names:
        return None
    return "docx" if "word/document.xml" in names else "xlsx" if "xl/workbook.xml" in names else None


def check(raw: bytes, what: str) -> None:
    """Raises SetAside where the file is no such archive, would unpack to too much, or its XML declares a DTD.

    The archive's own word on sizes is enough: `zipfile` never gives more bytes of a member than the archive says.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            members = archive.infolist()
            if len(members) > MAX_MEMBERS or sum(one.file_size for one in members) > MAX_UNPACKED:
                raise SetAside(
                    "too-large", f"Unpacked it holds more than {MAX_UNPACKED // 1_000_000} MB: no report is so long."
                )
            if any(one.flag_bits & 1 for one in members):
                raise SetAside("encrypted", "It is locked with a password.")
            for member in members:
                with archive.open(member) as stream:
                    if _is_xml(stream):
                        _no_declarations(stream, member.filename)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, ValueError) as error:
        raise SetAside("broken-office", f"It looks like {what}, but is damaged or none.") from error


def _is_xml(stream: IO[bytes]) -> bool:
    head = stream.read(64)
    stream.seek(0)
    return head.lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n")[:1] == b"<"


def _no_declarations(stream: IO[bytes], name: str) -> None:
    """Read the XML through up to any declaration of a document type, without which it can declare no entities."""

    def refuse(*_: object) -> NoReturn:
        raise SetAside("unsafe", f"Its part {name} declares a document type, as no office program does.")

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.ParseFile(stream)
    except expat.ExpatError as error:
        raise SetAside("broken-office", f"Its part {name} is not valid XML.") from error
