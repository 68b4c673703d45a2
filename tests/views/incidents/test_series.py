"""Two running series of one place: what a relief body told at once, and what it verified later."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from marsad.views.incidents.tolls import tolls
from marsad.views.registries import Names
from tests.views.atlas import Atlas, Roll
from tests.views.making import GOLD, entry, number, when

if TYPE_CHECKING:
    from marsad.model import Entry

SERIES = GOLD.parents[1] / "data" / "tolls" / "west-bank-flash-and-verified.csv"


def running(day: str, source: str, killed: float) -> Entry:
    """A running total up to a day, told the day after."""
    told = (date.fromisoformat(day) + timedelta(days=1)).isoformat()
    return entry(
        "killed", place=["West Bank"], by=[source], doc=f"{source} {day}", published=told,
        time=when("2023-10-07", day, precision="range"), words=f"{killed:g} killed in the West Bank since 7 October",
        quantity=number(f"{killed:g}", killed, killed, scope="cumulative", since="2023-10-07"),
    )  # fmt: skip


@pytest.mark.skipif(not SERIES.exists(), reason="needs the published series, in ../shared/data")
def test_every_difference_of_two_series_is_reported_and_none_added_up() -> None:
    with SERIES.open(encoding="utf-8") as rows:
        told = [row for row in csv.DictReader(rows) if row["flash_source"] != "fill"]  # a filled row is no report
    both = {
        row["report_date"]: (float(row["killed_cum"]), float(row["verified_killed_cum"]))
        for row in told
        if row["killed_cum"] and row["verified_killed_cum"]
    }
    entries = [running(day, "Flash", flash) for day, (flash, _) in both.items()]
    entries += [running(day, "Verified", verified) for day, (_, verified) in both.items()]
    found = {toll.incident.end: toll for toll in tolls(entries, Names(Atlas(), Roll())).aggregates}
    assert len(both) > 150
    assert set(found) == set(both)
    differing = [day for day, (flash, verified) in both.items() if flash != verified]
    assert [day for day in both if found[day].ranges[0].low != found[day].ranges[0].high] == differing
    for day, toll in found.items():
        (one,) = (r for r in toll.ranges if r.group == "all")
        assert (one.low, one.high) == (min(both[day or ""]), max(both[day or ""]))
