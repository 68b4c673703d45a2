"""A case: documents with all that proves them, in a folder that can be checked without Marsad."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from marsad.errors import InputError
from marsad.publish.brief import environment
from marsad.publish.entries import as_record

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from marsad.ledger.custody import Bytes
    from marsad.model import Document, Entry, Holding

SUMS = "SHA256SUMS"
PAGE = "index.html"

SUFFIXES = {
    "text/plain": ".txt", "text/markdown": ".md", "text/html": ".html", "application/pdf": ".pdf",
    "application/json": ".json", "application/jsonl": ".jsonl",
}  # fmt: skip


@dataclass(frozen=True)
class Evidence:
    """A document of a case: no `original` where bytes may not leave the ledger, no `document` where none was read."""

    holding: Holding
    document: Document | None
    entries: Sequence[Entry]
    original: Bytes | None
    files: dict[str, str] = field(default_factory=dict)
    """The names of its files in the folder, by what they are."""


def write(folder: Path, case: Sequence[Evidence], *, position: str, tool: str, made: str) -> list[str]:
    """Write a case into a new or empty folder; the names of its files.

    An `InputError` says that the folder holds something, or can't be written.
    """
    files: dict[str, bytes] = {}
    for number, evidence in enumerate(case, 1):
        for what, name, content in _files(evidence):
            evidence.files[what] = f"documents/{number:03}/{name}"
            files[evidence.files[what]] = content
    facts = {"case": case, "position": position, "tool": tool, "made": made, "sums": SUMS}
    files[PAGE] = environment().get_template("case.html.j2").render(**facts).encode()
    sums = "".join(f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in sorted(files.items()))
    files[SUMS] = sums.encode()
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise InputError(f"{folder} holds something already, and is not written over: name a new folder.")
        for name, content in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    except OSError as error:
        raise InputError(f"{folder} cannot be written: {error.strerror}.") from error
    return sorted(files)


def _files(evidence: Evidence) -> Iterator[tuple[str, str, bytes]]:
    """What a file is, its name, and its content."""
    original = evidence.original
    if original is not None:
        yield "bytes", "bytes" + SUFFIXES.get(original.media_type, ".bin"), original.content
        for number, token in enumerate(original.tokens, 1):
            yield f"token {number}", f"time-stamp-{number}.tsr", token.token
            yield f"certificates {number}", f"time-stamp-{number}.pem", token.certificates.encode()
    if evidence.document is not None:
        yield "text", "text.txt", evidence.document.text.encode("utf-8")
    yield "details", "document.json", _json(_details(evidence))
    claims = [as_record(entry) for entry in evidence.entries]
    yield "claims", "claims.json", _json(claims)
    rulings = {made.id: made.model_dump(mode="json") for entry in evidence.entries for made in entry.rulings}
    yield "rulings", "rulings.json", _json(list(rulings.values()))


def _details(evidence: Evidence) -> dict[str, Any]:
    told = evidence.holding.model_dump(mode="json")
    original = evidence.original
    if original is not None:
        told["bytes"] = {
            "sha256": original.sha256, "length": len(original.content), "from": original.origin,
            "media_type": original.media_type, "recorded": original.recorded, "tool": original.tool,
            "fetched": original.fetched.model_dump(mode="json") if original.fetched else None,
            "time_stamps": [
                {"authority": token.authority, "time": token.stamped} for token in original.tokens
            ],
        }  # fmt: skip
    return told


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode("utf-8")
