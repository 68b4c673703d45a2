"""How long a user waits for the first answer of a new process.

usage: python -m benchmarks.startup [--runs N]

Each run is a process of its own. The first run is listed apart: it may read files that the system has not cached yet.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks import texts

ARTICLE = (
    "KESTREL BAY, March 3, 2019 - Rebels took the town of Fenner on Saturday after shelling that killed at "
    "least 12 people and injured dozens, the Coast Monitor said.\n\nThe monitor added that government forces had "
    "withdrawn from the old town. A rescue service, the Blue Jackets, said that five children were among the dead and "
    "that a hospital had been hit. The government denied shelling the harbour. Envoys of both sides are due to meet on "
    "Thursday to discuss a truce and the evacuation of 400 wounded.\n\n"
)
"""An invented report; four times over it has the length of a usual article."""


def seconds(arguments: list[str]) -> float:
    """Wall time of one run of `marsad` with these arguments."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-m", "marsad.cli.main", *arguments], check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.startup", description=__doc__)
    parser.add_argument("--runs", type=int, default=7)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as folder:
        article = Path(folder) / "report.txt"
        article.write_text(ARTICLE * 4, encoding="utf-8")
        rows: list[tuple[object, ...]] = []
        for name, arguments, limit in (
            ("marsad --help", ["--help"], 0.3),
            ("marsad extract (one article)", ["extract", str(article)], 3.0),
        ):
            first, *rest = [seconds(arguments) for _ in range(runs + 1)]
            rows.append((name, f"{first:.2f}", f"{statistics.median(rest):.2f}", f"{max(rest):.2f}", f"{limit:.1f}"))
    print(texts.machine())
    print(texts.table(("command", "first run, s", "median, s", "slowest, s", "at most, s"), rows))


if __name__ == "__main__":
    main()
