"""Take in one file and keep what came of it in a ledger; tell it, and what was done that must not be, as JSON.

usage: python -m benchmarks.hostile.one FILE FOLDER
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from marsad.intake.run import portions
from marsad.ledger import Ledger
from marsad.sources import NOT_KEPT, languages, read

if TYPE_CHECKING:
    from marsad.model import Received

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
_CHANGING = {"os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.link", "os.symlink", "os.truncate", "shutil.rmtree"}


def main(file: Path, folder: Path) -> None:
    """Read the file, keep what comes, print reasons and what went wrong."""
    wrong: list[str] = []

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        writing = event == "open" and isinstance(arguments[0], str | bytes) and (arguments[2] or 0) & _WRITING
        if writing or event in _CHANGING:
            _outside(os.fsdecode(arguments[0]), folder, wrong)
        elif event == "socket.connect":
            wrong.append(f"a connection to {arguments[1]}")

    raw = hashlib.sha256(file.read_bytes()).hexdigest()
    reasons: set[str] = set()
    count = 0
    languages.detect("Обстрел Каруна во вторник. " * 3)  # its model unpacks itself into a temporary file
    with Ledger.open(folder / "ledger.db") as ledger:
        sys.addaudithook(watch)
        for items in portions(read([file])):
            with ledger.together() as together:
                for item in items:
                    count += 1
                    reasons.add(item.reason or "ok")
                    wrong += _kept(together, item, raw)
        if problems := list(ledger.verify()):
            wrong.append(f"verify: {problems[0]}")
    print(json.dumps({"reasons": sorted(reasons), "wrong": wrong[:9], "items": count}))


def _kept(ledger: Ledger, item: Received, sha256: str) -> list[str]:
    """Keep an item; what is wrong with it."""
    wrong = []
    if item.problem is not None and not item.problem.endswith("."):
        wrong.append(f"no sentence: {item.problem!r}")
    if item.capture.content or item.reason not in NOT_KEPT:
        ledger.receive(item)
        if item.capture.sha256 != sha256 and item.capture.media_type != "application/jsonl":
            wrong.append("bytes that are not the file's")
    return wrong


def _outside(path: str, folder: Path, wrong: list[str]) -> None:
    if not Path(path).absolute().is_relative_to(folder) and path not in {os.devnull} and "__pycache__" not in path:
        wrong.append(f"{path} was written")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
