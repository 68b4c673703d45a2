from __future__ import annotations

import os
import random
from itertools import pairwise
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from marsad.watch.folders import SETTLED, fresh
from marsad.watch.schedule import FIRST, LONGEST, pause


@given(st.floats(60, 1e6), st.integers(0, 10_000), st.integers())
def test_pauses_stay_within_bounds(every: float, failures: int, seed: int) -> None:
    found = pause(every, failures, random.Random(seed))
    if failures == 0:
        assert 0.95 * every <= found <= 1.05 * every
    else:
        assert min(FIRST, every) / 2 <= found <= max(every, min(8 * every, LONGEST))


def test_pauses_double() -> None:
    middle = [sum(pause(900, n, random.Random(seed)) for seed in range(400)) / 400 for n in range(1, 12)]
    assert all(1.8 < later / earlier < 2.2 for earlier, later in pairwise(middle[:7]))
    assert 0.7 * 7200 < middle[-1] < 0.8 * 7200


def touch(path: Path, age: float, now: float) -> None:
    os.utime(path, (now - age, now - age))


def test_files_are_taken_once_until_they_change(tmp_path: Path) -> None:
    now = 1_500_000_000.0
    for name in ("a.txt", "b.html", ".hidden.txt", "c.exe"):
        (tmp_path / name).write_text("words")
        touch(tmp_path / name, 60, now)
    seen: dict[Path, tuple[int, int]] = {}
    found = fresh(tmp_path, seen, now)
    assert [path.name for path in found.marks] == ["a.txt", "b.html"]
    seen |= found.marks
    assert fresh(tmp_path, seen, now).marks == {}
    (tmp_path / "a.txt").write_text("other words")
    touch(tmp_path / "a.txt", 30, now)
    assert [path.name for path in fresh(tmp_path, seen, now).marks] == ["a.txt"]


def test_files_that_are_still_being_copied_are_left(tmp_path: Path) -> None:
    now = 1_500_000_000.0
    (tmp_path / "a.txt").write_text("wor")
    touch(tmp_path / "a.txt", SETTLED / 2, now)
    assert fresh(tmp_path, {}, now).marks == {}
    assert len(fresh(tmp_path, {}, now + SETTLED).marks) == 1


def test_a_folder_that_is_gone(tmp_path: Path) -> None:
    found = fresh(tmp_path / "gone", {}, 0)
    assert found.problem is not None
    assert found.problem.reason == "unreadable"
