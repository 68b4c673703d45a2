"""What a case of the corpus is, and what honest reports look like beside it."""

from __future__ import annotations

import io
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Mapping
from typing import NamedTuple

REPORT = (
    "Shells fell on the Tal Marran district of Qarun on Tuesday, the Qarun Monitor said, and 12 people were killed.\n"
)
PAGE = f"<html><head><title>Shells on Qarun</title></head><body><article><p>{REPORT * 3}</p></article></body></html>"

Make = bytes | Callable[[], bytes]


class Case(NamedTuple):
    """One bad input.

    `name` is the file's name in a folder of its kind; `make` its bytes, or what makes them; `expects` the reasons that
    come of it, in any order and each once, with "ok" for documents; `heavy` says that it takes its time to make.
    """

    name: str
    make: Make
    expects: str
    heavy: bool = False

    def content(self) -> bytes:
        """The bytes of the file."""
        return self.make if isinstance(self.make, bytes) else self.make()


def zipped(files: Mapping[str, bytes | str], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip archive of these files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", how) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def tarred(*entries: tuple[tarfile.TarInfo, bytes]) -> bytes:
    """A tar archive of these entries."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for info, content in entries:
            info.size = len(content) or info.size
            archive.addfile(info, io.BytesIO(content))
    return out.getvalue()


def entry(name: str, kind: bytes = tarfile.REGTYPE, link: str = "") -> tarfile.TarInfo:
    """The head of a file in a tar archive."""
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, link
    return info


GOOD = (entry("good.txt"), REPORT.encode())
"""An honest file for a tar archive."""


def zeros(size: int, wbits: int = 31) -> bytes:
    """So many zero bytes, deflated as gzip (31), zlib (15) or bare (-15), without ever being held."""
    packer = zlib.compressobj(9, zlib.DEFLATED, wbits)
    piece = bytes(1 << 20)
    return b"".join(packer.compress(piece) for _ in range(size >> 20)) + packer.flush()


def bomb_entry(name: bytes, packed: bytes, said: int, crc: int = 0, method: int = 8) -> tuple[bytes, bytes]:
    """The local entry of a zip archive and its line of the directory (at offset 0), whatever it claims."""
    sizes = struct.pack("<III", crc, len(packed), said)
    head = struct.pack("<HHHHH", 20, 0, method, 0, 0x21)
    local = b"PK\x03\x04" + head + sizes + struct.pack("<HH", len(name), 0) + name + packed
    line = b"PK\x01\x02" + struct.pack("<H", 20) + head + sizes
    return local, line + struct.pack("<HHHHHII", len(name), 0, 0, 0, 0, 0, 0) + name


def zip_end(entries: int, size: int, offset: int, comment: bytes = b"") -> bytes:
    """The end of a zip archive."""
    return b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, entries, entries, size, offset, len(comment)) + comment
