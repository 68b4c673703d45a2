"""Rows of GED against the rules: a few of our own in invented towns, and the published ones."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest

from benchmarks.ged.__main__ import cause, main, report, told
from benchmarks.ged.rows import COLUMNS, ROWS, read
from benchmarks.ged.trial import Bench
from marsad.knowledge.actors import Actors
from marsad.knowledge.places import Places
from marsad.views.registries import Names

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.ged.trial import Compared

AMIN, SALT = "Qasr Amin town", "Wadi Salt village"
BOTH = ("Herald", "2031-05-05", "21 people were killed by shelling in Qasr Amin")


def row(number: int, place: str, ends: str, *reports: tuple[str, str, str], day: str = "2031-05-04") -> dict[str, str]:
    """A row as GED writes it."""
    low, best, high = ends.split("/")
    article = ";".join(f'"{office},{told},{headline}"' for office, told, headline in reports)
    return {
        "id": f"{number}.0", "where_coordinates": place, "adm_1": "Upper Governorate", "adm_2": "Upper district",
        "country": "Nowhere", "date_start": day, "date_end": day, "source_article": article,
        "low": low, "best": best, "high": high,
    }  # fmt: skip


MADE = [
    row(
        1, AMIN, "9/9/14", ("Courier", "2031-05-05", "Air strike in Qasr Amin kills 9 people"),
        ("Herald", "2031-05-05", "14 people were killed in an air strike in Qasr Amin"),
    ),
    row(
        2, AMIN, "6/6/6", ("Courier", "2031-05-07", "Shelling in Qasr Amin kills 8 people"),
        ("Courier", "2031-05-08", "6 people were killed by shelling in Qasr Amin"), day="2031-05-07",
    ),
    row(3, SALT, "3/3/3", ("Courier", "2031-05-05", "Clashes go on in Wadi Salt"),
        ("Herald", "2031-05-05", "120 people were killed in air strikes yesterday")),
    row(4, AMIN, "12/12/12", BOTH, ("Courier", "2031-05-05", "Shells fall on Qasr Amin")),
    row(5, AMIN, "9/9/9", BOTH, ("Courier", "2031-05-05", "Shells fall on Qasr Amin")),
    row(6, AMIN, "1/1/1", ("Courier", "2031-05-05", "Shells fall on Qasr Amin")),
]  # fmt: skip


def written(path: Path) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, sorted(COLUMNS))
        writer.writeheader()
        writer.writerows(MADE)
    return path


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    places = Places.load()
    rows = read(written(tmp_path_factory.mktemp("ged") / "rows.csv"))
    return Bench(rows, places, Names(places, Actors.load()))


@pytest.fixture(scope="module")
def found(bench: Bench) -> dict[str, Compared]:
    return {one.row.id: one for one in bench.compared()}


def test_only_rows_with_two_reports_are_compared(found: dict[str, Compared]) -> None:
    assert list(found) == ["1", "2", "3", "4", "5"]


def test_two_figures_of_two_sources_are_low_and_high(found: dict[str, Compared]) -> None:
    assert found["1"].ends == (9, 9, 14)
    assert cause(found["1"]) == "same"


def test_the_later_figure_of_one_source_stands(found: dict[str, Compared]) -> None:
    assert found["2"].ends == (6, 6, 6)
    assert "8 all, publisher:courier 2031-05-07: R4" in told(found["2"])


def test_a_sum_without_a_place_is_of_no_row(found: dict[str, Compared]) -> None:
    assert found["3"].ends is None
    assert [aside.rule for aside in found["3"].aside] == ["R13"]
    assert "no figure left" in told(found["3"])


def test_a_figure_cited_for_two_rows_is_set_against_their_sum(bench: Bench, found: dict[str, Compared]) -> None:
    assert [aside.rule for number in "45" for aside in found[number].aside] == ["R6", "R6"]
    (both,) = bench.sums()
    assert (both.figure, both.rows, both.best) == (21, 2, 21)


def test_the_report_counts_what_was_compared(bench: Bench) -> None:
    lines = report(bench.compared(), bench.sums()).splitlines()
    shares = {cells[1].strip(): cells[2].strip() for line in lines if len(cells := line.split("|")) > 3}
    assert shares["compared"] == "2"
    assert shares["same best"] == "2"
    assert shares["figures that several rows rest on: GED's rows come to it"] == "1"


def test_a_file_of_something_else_is_told_in_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "rows.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    monkeypatch.setattr("sys.argv", ["ged", "--rows", str(tmp_path / "rows.csv")])
    with pytest.raises(SystemExit, match="has no column adm_1, adm_2"):
        main()


@pytest.mark.skipif(not ROWS.exists(), reason="needs the published rows of UCDP GED, in ../shared/data")
def test_published_rows() -> None:
    """Every difference has its cause; the figures of docs/explanation/tolls.md are not missed by much."""
    places = Places.load()
    compared = Bench(read(ROWS), places, Names(places, Actors.load())).compared()
    given = [one for one in compared if one.ends is not None]
    assert len(compared) > 100
    assert len(given) >= 20
    assert all(one.aside for one in compared if one.figures and one.ends is None)
    same = [one for one in given if one.ends is not None and one.ends[1] == one.row.ends[1]]
    assert len(same) / len(given) >= 0.2
