from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.model import Entry
from marsad.publish.entries import COLUMNS, FORMULA, as_csv, as_json_lines, number, safe
from tests.ledger.town import four, of, report


def entries() -> list[Entry]:
    return [
        Entry(claim=claim, reading=claim, recorded="2026-03-01T08:00:00.000000Z", title="=HYPERLINK(1)", url=None)
        for claim in four(of(report()))
    ]


@given(st.text(max_size=30))
def test_no_cell_starts_like_a_formula_and_none_is_lost(text: str) -> None:
    cell = safe(text)
    assert not cell.startswith(FORMULA)
    assert cell in (text, f"'{text}")


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_formulas_are_made_text(cell: str) -> None:
    assert safe(cell) == f"'{cell}"


def test_csv_has_a_header_and_a_row_for_each_entry() -> None:
    rows = list(csv.reader(io.StringIO("".join(as_csv(entries())), newline="")))
    assert rows[0] == list(COLUMNS)
    assert len(rows) == 5
    assert rows[1][COLUMNS.index("title")] == "'=HYPERLINK(1)"


def test_json_lines_can_be_read_back() -> None:
    records = [json.loads(line) for line in as_json_lines(entries())]
    assert [record["id"] for record in records] == [claim.id for claim in four(of(report()))]


@pytest.mark.parametrize(("value", "text"), [(None, ""), (38.0, "38"), (0.75, "0.75"), (2_000_000.0, "2000000")])
def test_figures_have_no_needless_decimals(value: float | None, text: str) -> None:
    assert number(value) == text
