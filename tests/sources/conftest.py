"""Reading in this process, where tests see it, but for those that are about the other one."""

from __future__ import annotations

import pytest

from marsad.sources import kinds


@pytest.fixture(autouse=True)
def in_this_process(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.module.__name__.rpartition(".")[2] not in {"test_apart", "test_hostile"}:
        monkeypatch.setattr("marsad.sources.documents._HARMLESS", frozenset(kinds.MEDIA_TYPES))
