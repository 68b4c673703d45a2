"""A folder of short reports from invented towns, told by invented outlets: many documents that are quick to code."""

from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

TOWNS = ("Qasr Amin", "Tal Marran", "Wadi Sirra", "Kestrel Bay", "Fenner", "Old Harrow", "Bir Zayt", "Deir Halwa")
OUTLETS = ("Qasr Amin Post", "Northern Wire", "Coast Monitor", "Valley Observatory")
NEWS = (
    "Shelling killed at least {n} people in {town}, the {outlet} said.",
    "Rebels captured the town of {town} on Tuesday, the {outlet} reported.",
    "Government forces withdrew from {town} after {n} days of fighting, the {outlet} said.",
    "An airstrike on {town} injured {n} people, according to the {outlet}.",
    "The rebels called for a truce in {town} and the evacuation of {n} wounded.",
)
QUIET = "The bakery of {town} opened again this morning, and {n} people queued for bread."
LINES = 4
"""Files of JSON lines among the files of a folder."""


def text_of(number: int, chance: random.Random) -> str:
    """A report of two sentences, every one another text."""
    town, outlet = chance.choice(TOWNS), chance.choice(OUTLETS)
    sentence = chance.choice(NEWS if number % 2 else (QUIET,))
    return f"Bulletin {number}. " + sentence.format(town=town, outlet=outlet, n=chance.randint(2, 90)) + "\n"


def make(folder: Path, count: int, seed: int = 0) -> None:
    """Fill a folder with `count` documents: half text files, the rest JSON lines, one in fifty of no use.

    What is of no use is empty, or has zero bytes in it: it is set aside. The same seed makes the same folder.
    """
    chance = random.Random(seed)
    folder.mkdir()
    lines: list[list[str]] = [[] for _ in range(LINES)]
    for number in range(count):
        report = text_of(number, chance)
        name = folder / f"report-{number:05}.txt"
        if number % 50 == 49:
            name.write_bytes(b"" if number % 100 == 99 else b"\x00\x01" + report.encode())
        elif number % 2:
            row = {"text": report, "published": f"2019-03-{1 + number % 28:02}", "publisher": chance.choice(OUTLETS)}
            lines[number % (2 * LINES) // 2].append(json.dumps(row))
        else:
            name.write_text(f"{1 + number % 28} March 2019\n\n{report}", encoding="utf-8")
    for number, rows in enumerate(lines):
        (folder / f"wire-{number}.jsonl").write_text("".join(f"{row}\n" for row in rows), encoding="utf-8")
