"""Bad and hostile input of every kind; `python -m benchmarks.hostile` measures what it costs, the heavy ones too."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.hostile.__main__ import CASES, Case
from marsad.sources import NOT_KEPT, read


@pytest.mark.parametrize("case", [case for case in CASES if not case.heavy], ids=lambda case: case.name)
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_it_comes_to_a_reason_and_keeps_its_bytes(case: Case, tmp_path: Path) -> None:
    path = tmp_path / Path(case.name).name
    path.write_bytes(raw := case.content())
    items = list(read([path]))
    assert {item.reason or "ok" for item in items} <= set(case.expects.split())
    assert len({(item.capture.origin, item.part) for item in items}) == len(items) > 0
    for item in items:
        assert item.problem is None or item.problem.endswith(".")
        assert item.capture.content in raw
        assert item.capture.content or item.reason in NOT_KEPT or not raw


def test_there_are_enough() -> None:
    assert len(CASES) >= 150
    assert len({case.name for case in CASES}) == len(CASES)
