"""Reports for the tests of containers, and what comes of a file."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from marsad.sources import read

if TYPE_CHECKING:
    from pathlib import Path

    from marsad.model import Received

REPORT = "Shells fell on the Tal Marran district of Qarun on Tuesday, the Qarun Monitor said.\n"
PAGE = f"<html><head><title>Shells on Qarun</title></head><body><article><p>{REPORT * 3}</p></article></body></html>"


def taken(path: Path, raw: bytes) -> list[Received]:
    """What comes of a file of these bytes; each item is a document or a problem, and no two are called alike."""
    path.write_bytes(raw)
    items = list(read([path]))
    assert all((item.document is None) == (item.reason is not None) == (item.problem is not None) for item in items)
    assert all(item.capture.content == raw for item in items)
    assert len({item.part for item in items}) == len(items)
    return items


def parts(items: list[Received]) -> dict[str, str | None]:
    """Each part with the reason why it was set aside, None where it was taken."""
    return {item.part: item.reason for item in items}


def zipped(files: dict[str, bytes | str], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip archive of these files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", how) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()
