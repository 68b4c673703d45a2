"""Take in each input of the corpus in a fresh process, and tell what it came to and what it cost.

usage: python -m benchmarks.hostile [--only WORDS] [--slowest N]

Each input is read and kept in a ledger of its own (`benchmarks.hostile.one`), which is asked for: no traceback; the
reasons that the corpus expects; all bytes kept; no file written outside the ledger's folder and no connection made; at
most 5 s of processor time and 300 MB of memory beyond what honest input with as many items takes, over all processes:
a page of a few lines, and what each message of an honest chat costs to keep.
Processor time, not the clock: other programs on the machine do not count. Memory is sampled every 20 ms.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, NamedTuple

import psutil

from benchmarks.hostile import archives, feeds, mails, pages, pdfs, tables, texts
from benchmarks.hostile.case import PAGE, Case
from marsad.ledger import Ledger

CASES = [case for part in (texts, pages, pdfs, tables, feeds, mails, archives) for case in part.CASES]
SECONDS = 5.0
MEGABYTES = 300.0
MESSAGES = 2_000


class Outcome(NamedTuple):
    """What one input came to: its reasons, what went wrong, and what it cost."""

    name: str
    reasons: set[str]
    wrong: list[str]
    seconds: float
    megabytes: float
    items: int


def main() -> int:
    """Run the corpus; 1 where anything is not as it should be."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--only", default="", help="only inputs whose name holds these words")
    parser.add_argument("--slowest", type=int, default=10, help="how many of the dearest inputs are listed")
    options = parser.parse_args()
    ledger = _new_ledger()
    base = _base(ledger)
    item = _item(ledger, base)
    print(f"an honest page: {base.seconds:.2f} s, {base.megabytes:.0f} MB; a message: {item * 1000:.2f} ms")
    outcomes = []
    for case in CASES:
        if options.only in case.name:
            outcomes.append(_judged(case, _outcome(case, ledger), base, item))
            if outcomes[-1].wrong:
                print(f"{case.name}: {'; '.join(outcomes[-1].wrong)}", flush=True)
    _summary(outcomes, options.slowest)
    return any(one.wrong for one in outcomes)


def _new_ledger() -> bytes:
    """The file of a ledger that holds nothing, so that its making is not measured."""
    with tempfile.TemporaryDirectory() as folder:
        Ledger.open(Path(folder) / "ledger.db").close()
        return (Path(folder) / "ledger.db").read_bytes()


def _base(ledger: bytes) -> Outcome:
    runs = [_outcome(Case("base/page.html", PAGE.encode(), "ok"), ledger) for _ in range(3)]
    assert all(not run.wrong and run.reasons == {"ok"} for run in runs), runs
    return runs[0]._replace(
        seconds=statistics.median(run.seconds for run in runs),
        megabytes=statistics.median(run.megabytes for run in runs),
    )


def _item(ledger: bytes, base: Outcome) -> float:
    """The seconds that each message of an honest chat takes."""
    words = [f"word{n}" for n in range(MESSAGES)]  # no message is a copy of another
    messages = [
        {"id": n, "type": "message", "date": "2019-03-05T08:00:00", "text": " ".join(random.choices(words, k=8))}
        for n in range(MESSAGES)
    ]
    chat = json.dumps({"name": "Qarun", "type": "public_channel", "id": 7, "messages": messages})
    run = _outcome(Case("base/chat.json", chat.encode(), "ok"), ledger)
    assert not run.wrong, run
    assert run.items == MESSAGES, run
    return (run.seconds - base.seconds) / MESSAGES


def _outcome(case: Case, ledger: bytes) -> Outcome:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "in" / Path(case.name).name
        for name in ("in", "ledger", "home"):
            (Path(folder) / name).mkdir()
        path.write_bytes(case.content())
        (Path(folder) / "ledger" / "ledger.db").write_bytes(ledger)
        before = _files(folder)
        command = [sys.executable, "-m", "benchmarks.hostile.one", str(path), str(Path(folder) / "ledger")]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        seconds, megabytes = _cost(process)
        out, err = process.communicate()
        wrong = [f"status {process.returncode}"] if process.returncode else []
        wrong += ["a traceback"] if "Traceback" in err else []
        wrong += ["files were changed"] if _files(folder) != before else []
        told: dict[str, Any] = json.loads(out) if out.strip() else {"reasons": [], "wrong": [], "items": 0}
        return Outcome(case.name, set(told["reasons"]), wrong + told["wrong"], seconds, megabytes, told["items"])


def _files(folder: str) -> dict[str, int]:
    """All files outside the ledger's folder, with their sizes."""
    found = (path for path in Path(folder).rglob("*") if "ledger" not in path.relative_to(folder).parts)
    return {str(path): path.stat().st_size for path in found if path.is_file()}


def _cost(process: subprocess.Popen[str]) -> tuple[float, float]:
    """Processor seconds and peak of memory in MB of a process and those under it, until it ends."""
    seconds: dict[int, float] = {}
    peak = 0.0
    top = psutil.Process(process.pid)
    while process.poll() is None:
        memory = 0.0
        try:
            for one in (top, *top.children(recursive=True)):
                with one.oneshot():
                    times = one.cpu_times()
                    seconds[one.pid] = times.user + times.system
                    memory += one.memory_info().rss / 1e6
        except psutil.Error:
            continue
        peak = max(peak, memory)
        time.sleep(0.02)
    return sum(seconds.values()), peak


def _judged(case: Case, outcome: Outcome, base: Outcome, item: float) -> Outcome:
    honest = base.seconds + outcome.items * item
    spent = outcome._replace(seconds=outcome.seconds - honest, megabytes=outcome.megabytes - base.megabytes)
    wrong = list(spent.wrong)
    if not spent.reasons or not spent.reasons <= set(case.expects.split()):
        wrong.append(f"came to {', '.join(sorted(spent.reasons)) or 'nothing'}, expected {case.expects}")
    if spent.seconds > SECONDS:
        wrong.append(f"took {spent.seconds:.1f} s")
    if spent.megabytes > MEGABYTES:
        wrong.append(f"took {spent.megabytes:.0f} MB")
    return spent._replace(wrong=wrong)


def _summary(outcomes: list[Outcome], slowest: int) -> None:
    print(f"\n{len(outcomes)} inputs, {sum(not one.wrong for one in outcomes)} as they should be")
    for what, unit in (("seconds", "s"), ("megabytes", "MB")):
        values = sorted(getattr(one, what) for one in outcomes)
        print(f"{what} beyond the base: median {statistics.median(values):.2f}, most {values[-1]:.2f}")
        for one in sorted(outcomes, key=lambda one: -getattr(one, what))[:slowest]:
            print(f"  {getattr(one, what):7.2f} {unit}  {one.name}: {', '.join(sorted(one.reasons))}")


if __name__ == "__main__":
    sys.exit(main())
