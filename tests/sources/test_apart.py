"""The process that reads apart: it answers as this one would, and dies without harm."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marsad.sources import apart, reading
from marsad.sources.parts import Given
from tests.sources import test_pdf
from tests.sources.reports import PAGE, REPORT, parts, taken, zipped

if TYPE_CHECKING:
    from pathlib import Path


def test_it_answers_as_this_process_would() -> None:
    raw = zipped({"a.html": PAGE, "b.pdf": test_pdf.made(), "c.txt": REPORT, "d.pdf": b"no"})
    here, there = (list(function(raw, "zip", Given(name="a.zip"))) for function in (reading.read, apart.read))
    assert [(part, str(outcome)) for part, outcome in there] == [(part, str(outcome)) for part, outcome in here]
    assert len(there) == 4


def test_one_process_reads_many_captures() -> None:
    list(apart.read(PAGE.encode(), "html", Given()))
    before = [reader.process.pid for reader in apart._idle]
    list(apart.read(PAGE.encode(), "html", Given()))
    assert [reader.process.pid for reader in apart._idle] == before


def test_what_is_left_in_the_middle_ends_the_process() -> None:
    list(apart.read(PAGE.encode(), "html", Given()))
    pid = apart._idle[-1].process.pid
    answers = apart.read(zipped({f"{n}.txt": REPORT for n in range(9)}), "zip", Given())
    next(answers)
    answers.close()  # type: ignore[attr-defined]
    assert pid not in [reader.process.pid for reader in apart._idle]


def test_a_process_that_died_while_idle_costs_nothing(tmp_path: Path) -> None:
    list(apart.read(PAGE.encode(), "html", Given()))
    for reader in apart._idle:
        reader.process.kill()
        reader.process.wait()
    assert parts(taken(tmp_path / "a.html", PAGE.encode())) == {"": None}
