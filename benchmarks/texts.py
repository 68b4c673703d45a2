"""The documents that the benchmarks read, and words about the machine they run on."""

from __future__ import annotations

import itertools
import json
import os
import platform
from pathlib import Path
from typing import TYPE_CHECKING

from marsad.model import Document, document_id

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

GOLD = Path(__file__).resolve().parents[2] / "shared" / "eval" / "gold"
WORDS = 450
"""Words of the document that speeds are given for: a usual news report."""


def add_texts_option(parser: argparse.ArgumentParser) -> None:
    """`--texts`: where the documents are."""
    parser.add_argument(
        "--texts",
        type=Path,
        default=GOLD,
        help="folder of JSON files with text, title, publisher, published (default: the gold set beside the checkout)",
    )


def load(folder: Path) -> list[Document]:
    """The documents of a folder of JSON files, in the order of their names."""
    documents = []
    for file in sorted(folder.glob("*.json")):
        row = json.loads(file.read_text(encoding="utf-8"))
        if row.get("text"):
            known = {key: row.get(key) for key in ("title", "publisher", "published")}
            documents.append(Document(doc=row["doc"], text=row["text"], language="en", **known))
    if not documents:
        raise SystemExit(f"No documents in {folder}: name a folder of JSON files with --texts.")
    return documents


def repeat(documents: list[Document], count: int) -> Iterator[Document]:
    """`count` documents, the given ones over and over, each time under another id."""
    for number, document in enumerate(itertools.islice(itertools.cycle(documents), count)):
        yield document.model_copy(update={"doc": document_id(document.doc, str(number), document.text)})


def words(documents: list[Document]) -> int:
    """Words in all, by white space."""
    return sum(len(document.text.split()) for document in documents)


def machine() -> str:
    """Processor, cores and Python, in a line."""
    name = platform.processor() or platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        names = [
            line.partition(":")[2].strip() for line in cpuinfo.read_text().splitlines() if line.startswith("model name")
        ]
        name = names[0] if names else name
    return f"{name}, {os.cpu_count()} cores, Python {platform.python_version()}, {platform.system()}"


def table(head: tuple[str, ...], rows: list[tuple[object, ...]]) -> str:
    """A Markdown table with columns of even width."""
    cells = [[str(cell) for cell in row] for row in [head, *rows]]
    widths = [max(len(row[i]) for row in cells) for i in range(len(head))]
    lines = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |" for row in cells
    ]
    return "\n".join([lines[0], "|" + "|".join("-" * (width + 2) for width in widths) + "|", *lines[1:]])
