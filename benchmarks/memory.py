"""Peak memory of the process tree while many documents are coded.

usage: python -m benchmarks.memory [--documents N] [--workers N] [--texts FOLDER]

Runs `marsad extract --input` as a user would and samples the process and its children ten times a second. The sum of
resident sizes counts pages that processes share once for each; the sum of proportional sizes (Linux) counts them once.
The limit is held against the first, which is never smaller.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil

from benchmarks import texts

LIMIT_MB = 800


def sizes(process: psutil.Process) -> tuple[int, int]:
    """Resident and proportional bytes of a process and all below it, now."""
    resident = proportional = 0
    for one in [process, *process.children(recursive=True)]:
        try:
            memory = one.memory_full_info()
        except psutil.Error:
            continue
        resident += memory.rss
        proportional += getattr(memory, "pss", memory.rss)
    return resident, proportional


def watch(command: list[str], output: Path) -> tuple[int, int, int]:
    """Run a command; its peak resident and proportional bytes and the most processes seen at once."""
    peak_resident = peak_proportional = most = 0
    with output.open("wb") as out, subprocess.Popen(command, stdout=out) as running:
        process = psutil.Process(running.pid)
        while running.poll() is None:
            try:
                resident, proportional = sizes(process)
                most = max(most, 1 + len(process.children(recursive=True)))
            except psutil.NoSuchProcess:
                break
            peak_resident, peak_proportional = max(peak_resident, resident), max(peak_proportional, proportional)
            time.sleep(0.1)
        if running.wait() != 0:
            raise SystemExit(f"marsad ended with status {running.returncode}")
    return peak_resident, peak_proportional, most


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.memory", description=__doc__)
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--workers", type=int, default=2)
    texts.add_texts_option(parser)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        documents, claims = Path(folder) / "documents.jsonl", Path(folder) / "claims.jsonl"
        with documents.open("w", encoding="utf-8") as file:
            for document in texts.repeat(texts.load(given.texts), given.documents):
                file.write(json.dumps(document.model_dump(exclude_none=True)) + "\n")
        command = [sys.executable, "-m", "marsad.cli.main", "extract", "--input", str(documents)]
        start = time.perf_counter()
        resident, proportional, most = watch([*command, "--workers", str(given.workers)], claims)
        took = time.perf_counter() - start
        with claims.open("rb") as lines:
            count = sum(1 for _ in lines)
    print(texts.machine())
    head = (
        "documents",
        "workers",
        "processes",
        "claims",
        "seconds",
        "peak resident, MB",
        "peak proportional, MB",
        "at most, MB",
    )
    row = (
        given.documents,
        given.workers,
        most,
        count,
        f"{took:.0f}",
        f"{resident / 1e6:.0f}",
        f"{proportional / 1e6:.0f}",
    )
    print(texts.table(head, [(*row, LIMIT_MB)]))


if __name__ == "__main__":
    main()
