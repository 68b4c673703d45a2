from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.ledger.town import Clock, fill

if TYPE_CHECKING:
    from collections.abc import Callable

    from marsad.ledger import Ledger


def test_each_alert_is_told_once_on_each_channel(ledger: Ledger, clock: Clock) -> None:
    ledger.look("kestrel", clock.forward(hours=1), {"b": '{"text":"first"}'})
    ledger.look("kestrel", clock.forward(hours=1), {"b": '{"text":"other words"}', "a": "{}"})
    assert ledger.untold("kestrel", "mail") == {"b": '{"text":"first"}', "a": "{}"}
    ledger.tell("kestrel", "mail", "b")
    assert ledger.untold("kestrel", "mail") == {"a": "{}"}
    assert set(ledger.untold("kestrel", "webhook")) == {"a", "b"}
    assert ledger.untold("other", "mail") == {}
    assert ledger.verify() == []


def test_a_new_channel_is_not_told_of_the_past(ledger: Ledger, clock: Clock) -> None:
    ledger.listen("kestrel", "mail")
    ledger.look("kestrel", clock.forward(hours=1), {"a": "{}"})
    ledger.listen("kestrel", "mail")
    ledger.listen("kestrel", "webhook")
    ledger.look("kestrel", clock.forward(hours=1), {"b": "{}"})
    assert set(ledger.untold("kestrel", "mail")) == {"a", "b"}
    assert set(ledger.untold("kestrel", "webhook")) == {"b"}
    assert ledger.verify() == []


def test_how_far_a_list_has_looked(ledger: Ledger, clock: Clock) -> None:
    assert ledger.looked("kestrel") is None
    assert ledger.last_recorded() is None
    fill(ledger)
    until = ledger.last_recorded()
    assert until is not None
    clock.forward(minutes=1)
    ledger.look("kestrel", until, {})
    assert ledger.looked("kestrel") == until
    assert ledger.looked("other") is None


@pytest.mark.parametrize("table", ["look", "alert", "told"])
def test_changes_are_found(ledger: Ledger, where: str, table: str, tamper: Callable[[str, str], None]) -> None:
    ledger.look("kestrel", ledger._now(), {"a": "{}"})
    ledger.tell("kestrel", "mail", "a")
    tamper(where, f"UPDATE {table} SET watch = 'other'")
    assert table in [problem.kind for problem in ledger.verify()]
