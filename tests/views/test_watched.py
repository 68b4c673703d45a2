"""Alerts: when control of a watched place changed, and when a toll jumped. Places and parties are invented."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from marsad.views.brief import brief
from marsad.views.registries import Names
from marsad.views.watched import Alert, Threshold, Watched, changes
from tests.views.atlas import Atlas, Roll
from tests.views.making import entry, number, when

if TYPE_CHECKING:
    from marsad.model import Entry

NAMES = Names(Atlas(), Roll())


def alerts(before: list[Entry], new: list[Entry], watched: Watched) -> list[Alert]:
    one, other = (brief(entries, places=Atlas(), actors=Roll()) for entries in (before, before + new))
    return list(changes(one, other, watched, NAMES))


def captured(who: str, place: str, on: str, doc: str, **more: Any) -> Entry:
    return entry("captured", actor=[who], place=[place], time=when(on), doc=doc, published=on, by=["Monitor"], **more)


def killed(low: float | None, on: str, doc: str, place: str = "Mill Quarter=mill", high: float | None = None) -> Entry:
    return entry(
        "killed", target=["people"], place=[place], quantity=number(str(low), low, high or low), time=when(on), doc=doc,
        published=on, by=["Rescuers"], url=f"https://post.example/{doc}",
    )  # fmt: skip


BEFORE = [captured("River League=league", "Mill Quarter=mill", "2031-05-01", "d1")]
TAKEN = captured("Hill Brigade=column", "Mill Quarter=mill", "2031-05-03", "d2", url="https://post.example/2")


@pytest.mark.parametrize("watched", ["Mill Quarter", "mill", "Qasr Amin", "sarra"])
def test_control_changed(watched: str) -> None:
    (alert,) = alerts(BEFORE, [TAKEN], Watched(control=(watched,)))
    assert alert.kind == "control"
    assert alert.text == (
        "Control of Mill Quarter: reported taken by Hill Brigade, 3 May 2031. "
        "Before: reported taken by River League, 1 May 2031."
    )
    assert alert.claims == (BEFORE[0].claim.id, TAKEN.claim.id)
    (quote,) = alert.quotes
    assert (quote.text, quote.url) == (TAKEN.claim.evidence.text, "https://post.example/2")


@pytest.mark.parametrize("watched", ["Wadi Salt", "Old Town", "Nowhere", ""])
def test_other_places_are_not_told_of(watched: str) -> None:
    assert alerts(BEFORE, [TAKEN], Watched(control=(watched,) if watched else ())) == []


def test_the_same_said_again_is_no_change() -> None:
    again = captured("River League=league", "Mill Quarter=mill", "2031-05-03", "d2", publisher="Other Post")
    member = captured("Second Boat Company=boats", "Mill Quarter=mill", "2031-05-03", "d3")
    assert alerts(BEFORE, [again], Watched(control=("mill",))) == []
    assert alerts(BEFORE, [member], Watched(control=("mill",))) == []


def test_first_reports_and_withdrawn_ones() -> None:
    (first,) = alerts([], BEFORE, Watched(control=("mill",)))
    assert first.before is None
    assert first.text.endswith("Before: nothing was reported.")
    one, none = (brief(entries, places=Atlas(), actors=Roll()) for entries in (BEFORE, []))
    (gone,) = changes(one, none, Watched(control=("mill",)), NAMES)
    assert gone.after is None
    assert gone.text.startswith("Control of Mill Quarter: no report stands any more. Before: reported taken by River")


def test_a_place_that_the_registry_does_not_know() -> None:
    before = [captured("River League=league", "Kestrel Bay", "2031-05-01", "d1")]
    new = [captured("Hill Brigade=column", "Kestrel Bay", "2031-05-03", "d2")]
    (alert,) = alerts(before, new, Watched(control=("kestrel bay",)))
    assert alert.place == "Kestrel Bay"


KILLED = Threshold("Qasr Amin", "killed", 10)


def test_a_toll_jumped() -> None:
    (alert,) = alerts([killed(12, "2031-05-03", "d1")], [killed(30, "2031-05-03", "d2")], Watched(tolls=(KILLED,)))
    assert alert.kind == "toll"
    assert alert.text.startswith("A toll jumped: 30 people")
    assert "Before, the highest was: 12 people" in alert.text
    assert alert.quotes[0].url == "https://post.example/d2"


@pytest.mark.parametrize(
    ("before", "new"),
    [
        ([killed(12, "2031-05-03", "d1")], [killed(21, "2031-05-03", "d2")]),
        ([killed(40, "2031-05-03", "d1")], [killed(12, "2031-05-03", "d2")]),
        ([killed(40, "2031-05-03", "d1")], [killed(41, "2031-05-03", "d2")]),
        ([], [killed(9, "2031-05-03", "d2")]),
        ([], [killed(50, "2031-05-03", "d2", place="Wadi Salt=wadi-salt")]),
        ([], [killed(None, "2031-05-03", "d2")]),
        ([killed(12, "2031-05-03", "d1")], []),
    ],
)
def test_what_is_no_jump(before: list[Entry], new: list[Entry]) -> None:
    assert alerts(before, new, Watched(tolls=(KILLED,))) == []


def test_a_first_figure_counts_from_nothing() -> None:
    (alert,) = alerts([], [killed(10, "2031-05-03", "d1")], Watched(tolls=(KILLED,)))
    assert alert.before is None


def test_figures_of_another_time_are_not_compared() -> None:
    running = entry(
        "killed", target=["people"], place=["Mill Quarter=mill"], quantity=number("500", 500, 500), doc="d1",
        time=when("2031-01-01", "2031-05-02", precision="range"), published="2031-05-02", by=["Rescuers"],
    )  # fmt: skip
    (alert,) = alerts(
        [running, killed(90, "2031-04-01", "d0")], [killed(30, "2031-05-03", "d2")], Watched(tolls=(KILLED,))
    )
    assert alert.before is None


def test_the_lowest_number_that_the_words_allow_counts() -> None:
    assert alerts([], [killed(9, "2031-05-03", "d1", high=40)], Watched(tolls=(KILLED,))) == []
    assert len(alerts([], [killed(None, "2031-05-03", "d1", high=40)], Watched(tolls=(KILLED,)))) == 1


def test_an_alert_has_the_same_id_however_it_is_come_to() -> None:
    watched = Watched(("mill",), (KILLED,))
    new = [TAKEN, killed(30, "2031-05-03", "d3")]
    assert [one.id for one in alerts(BEFORE, new, watched)] == [one.id for one in alerts(BEFORE, new[::-1], watched)]
