"""Extraction over a stream: order, bounds, and what happens when a document or a process fails."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from marsad.bulk import extract_many
from marsad.errors import DataError, InputError, SetAside
from marsad.model import Document
from tests.bulk.fakes import Words, unloadable, words

ROOT = Path(__file__).parents[2]


def documents(texts: list[str], language: str | None = "en") -> list[Document]:
    return [Document(doc=f"d{n}", text=text, language=language) for n, text in enumerate(texts)]


STREAM = documents([f"Qarun was shelled{', shelled again' * (n % 4)}." for n in range(100)])


def test_claims_are_the_same_for_any_number_of_workers() -> None:
    alone = list(extract_many(STREAM, coder=words))
    together = list(extract_many(iter(STREAM), workers=2, coder=words))
    assert alone == together
    assert [document for document, _ in alone] == STREAM
    assert [len(outcome) for _, outcome in alone if isinstance(outcome, list)] == [1 + n % 4 for n in range(100)]


def test_nothing_comes_of_nothing() -> None:
    assert list(extract_many([], coder=words)) == []
    assert list(extract_many([], workers=2, coder=words)) == []


@pytest.mark.parametrize("workers", [1, 2])
def test_a_document_that_breaks_the_coder_is_alone_in_it(workers: int) -> None:
    texts = ["Qarun was shelled."] * 40
    texts[20] = "BROKEN"
    outcomes = [outcome for _, outcome in extract_many(documents(texts), workers, coder=words)]
    broken = outcomes.pop(20)
    assert isinstance(broken, SetAside)
    assert broken.reason == "coder"
    assert "ValueError: no such dependent" in str(broken)
    assert all(isinstance(outcome, list) and len(outcome) == 1 for outcome in outcomes)


def test_a_document_that_kills_a_worker_is_alone_in_it() -> None:
    texts = ["Qarun was shelled."] * 90
    texts[40] = texts[41] = "FATAL"
    outcomes = [outcome for _, outcome in extract_many(documents(texts), workers=2, chunk=8, coder=words)]
    assert [n for n, outcome in enumerate(outcomes) if isinstance(outcome, SetAside)] == [40, 41]


def test_other_languages_are_not_coded() -> None:
    stream = [*documents(["Qarun was shelled."], "fr"), *documents(["Qarun was shelled."], None)]
    (_, foreign), (_, unsure) = extract_many(stream, coder=words)
    assert isinstance(foreign, SetAside)
    assert foreign.reason == "language"
    assert isinstance(unsure, list)


@pytest.mark.parametrize("workers", [1, 2])
def test_a_coder_that_cannot_be_loaded_is_an_error(workers: int) -> None:
    with pytest.raises(DataError, match="The parser's files are missing"):
        list(extract_many(STREAM, workers, coder=unloadable))


@pytest.mark.parametrize(("workers", "most"), [(1, 16), (2, 6 * 16)])
def test_the_stream_is_read_only_a_little_ahead(workers: int, most: int) -> None:
    read = 0

    def stream() -> Iterator[Document]:
        nonlocal read
        for document in STREAM * 5:
            read += 1
            yield document

    done = 0
    for done, _ in enumerate(extract_many(stream(), workers, coder=words), start=1):
        assert read - done <= most
    assert done == read == 500


def test_long_documents_make_small_batches() -> None:
    class Counting(Words):
        batches: list[int] = []  # noqa: RUF012

        def code_many(self, documents):  # type: ignore[no-untyped-def]
            batch = list(documents)
            self.batches.append(len(batch))
            return super().code_many(batch)

    list(extract_many(documents(["x" * 150_000] * 5), coder=Counting))
    assert Counting.batches == [2, 2, 1]


def test_leaving_early_ends_the_workers() -> None:
    before = set(psutil.Process().children())
    stream = extract_many(STREAM * 10, workers=2, coder=words)
    next(stream)
    ours = set(psutil.Process().children()) - before
    assert len(ours) >= 2
    stream.close()  # type: ignore[attr-defined]
    left = {child for child in ours if child.is_running() and "resource_tracker" not in " ".join(child.cmdline())}
    assert left == set()


SCRIPT = """
import sys
from marsad.bulk import extract_many
from marsad.model import Document
from tests.bulk.fakes import words
{guard}
    stream = [Document(doc=str(n), text="ENDLESS" if n == 60 else "shelled", language="en") for n in range(100)]
    for document, outcome in extract_many(stream, workers=2, chunk=4, coder=words):
        print(document.doc, flush=True)
"""


def script(tmp_path: Path, guard: str) -> subprocess.Popen[str]:
    file = tmp_path / "script.py"
    file.write_text(SCRIPT.format(guard=guard))
    return subprocess.Popen(
        [sys.executable, str(file)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        env=os.environ | {"PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"},
    )


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGKILL])
def test_workers_end_with_their_parent(tmp_path: Path, ending: signal.Signals) -> None:
    with script(tmp_path, "if __name__ == '__main__':") as running:
        assert running.stdout is not None
        assert running.stderr is not None
        for line in running.stdout:
            if line == "55\n":
                break
        children = psutil.Process(running.pid).children(recursive=True)
        assert len(children) >= 2
        if ending is signal.SIGINT:
            os.killpg(running.pid, signal.SIGINT)  # as a terminal does: to the workers too
        else:
            running.kill()
        assert running.wait(timeout=30) != 0
        errors = running.stderr.read()
    _gone, alive = psutil.wait_procs(children, timeout=10)
    assert alive == []
    assert errors.count("Traceback") <= 1, errors  # the parent's own KeyboardInterrupt; none of the workers


def test_a_script_without_a_guard_is_told(tmp_path: Path) -> None:
    with script(tmp_path, "if True:") as running:
        started = time.monotonic()
        _, errors = running.communicate(timeout=60)
    assert running.returncode == 1
    assert InputError.__name__ in errors
    assert "if __name__ == '__main__':" in errors
    assert time.monotonic() - started < 60
