"""Reports in any order, and again and again, give the same documents and claims."""

from __future__ import annotations

import json
import tempfile
from contextlib import chdir
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

import marsad
from benchmarks.crash.content import content
from tests.bulk import fakes
from tests.ledger.town import empty

if TYPE_CHECKING:
    from collections.abc import Iterator

REPORT = "Tal Marran was shelled on Tuesday, the Qarun Monitor said, and then Qarun was shelled, too.\n"
PAGE = (
    "<html><head><title>Shells on Qarun</title><link rel='canonical' href='https://qarun.example/a'></head><body>"
    "<article><p>{text}</p><p>Nobody was hurt, the monitor said on Wednesday, and the road is open.</p></article>"
    "</body></html>"
)

FILES: dict[str, bytes] = {
    "report.txt": b"3 March 2019\n\n" + REPORT.encode(),
    "copy.txt": b"3 March 2019\n\n" + REPORT.encode(),
    "near copy.txt": b"Qarun Post\n\n3 March 2019\n\n" + REPORT.encode(),
    "undated.txt": REPORT.encode(),
    "version 1.html": PAGE.format(text=REPORT).encode(),
    "version 2.html": PAGE.format(text=REPORT.replace("Tuesday", "Monday")).encode(),
    "wire.jsonl": b"\n".join(
        json.dumps({"text": REPORT, "published": day, "url": "https://qarun.example/b"}).encode()
        for day in ("2019-03-04", "2019-03-05", "2019-03-04")
    ),
    "broken.jsonl": b'{"text": \n{"text": "Qarun was shelled."}\n',
    "empty.txt": b"",
    "also empty.txt": b"",
    "zeros.txt": b"\x00\x01\x02",
    "zeros again.txt": b"\x00\x01\x02",
    "french.txt": "Les forces ont repris sept quartiers, a déclaré l'Observatoire mardi matin.\n".encode(),
    "breaks the coder.txt": b"BROKEN. " + REPORT.encode(),
}

HELD = ("captures", "documents", "runs", "claims", "codings", "names")
"""What must be the same; the audit tells of the order."""


@pytest.fixture(scope="module", autouse=True)
def _coder() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        fakes.install(patch)
        yield


def ledger_of(order: list[str], times: int) -> dict[str, set[tuple[object, ...]]]:
    """What a ledger holds after the files were given one after the other, but for which of two copies came first."""
    with tempfile.TemporaryDirectory() as folder, chdir(folder):
        for name, data in FILES.items():
            Path(name).write_bytes(data)
        ledger = empty(Path("town.db"))
        with marsad.open_ledger(ledger) as opened:
            for _ in range(times):
                for name in order:
                    opened.ingest(name)
            before = opened.ledger.position()
            opened.ingest(order)
            assert opened.ledger.position() == before
            assert opened.ledger.verify() == []
        held = content(ledger)
    assert all(often == 1 for name in HELD for often in held[name].values())
    places = {"captures": 2, "documents": 3}
    return {
        name: {tuple(cell for at, cell in enumerate(row) if at != places.get(name)) for row in held[name]}
        for name in HELD
    }


@pytest.fixture(scope="module")
def expected(_coder: None) -> dict[str, set[tuple[object, ...]]]:
    return ledger_of(list(FILES), 1)


@settings(max_examples=8, deadline=None, phases=[Phase.reuse, Phase.generate])  # shrinking would take too long
@given(order=st.permutations(list(FILES)), times=st.sampled_from([1, 3]))
def test_any_order_gives_the_same(order: list[str], times: int, expected: dict[str, set[tuple[object, ...]]]) -> None:
    assert ledger_of(order, times) == expected


def test_there_is_something_of_each(expected: dict[str, set[tuple[object, ...]]]) -> None:
    assert len(expected["claims"]) > 10
    assert {row[-2] for row in expected["documents"]} == {None, "empty", "binary", "json"}
