"""Rows of UCDP GED: an event each, with the reports that it rests on."""

from __future__ import annotations

import csv
import gzip
import re
from datetime import date
from pathlib import Path
from typing import NamedTuple

from marsad.model import document_id

ROWS = Path(__file__).resolve().parents[3] / "shared" / "data" / "ged" / "ucdp-ged-aleppo-2016q4.csv.gz"
_REPORT = re.compile(r'"([^"]*?),(\d{4}-\d\d-\d\d),(.*?)"(?=;"|$)')
_KIND = re.compile(r"\s+(?:town|village|city|governorate|district)$", re.IGNORECASE)
ENDS = ("low", "best", "high")
COLUMNS = {
    "id", "where_coordinates", "adm_1", "adm_2", "country", "date_start", "date_end", "source_article", *ENDS,
}  # fmt: skip


class Report(NamedTuple):
    """A report that a row rests on."""

    office: str
    day: str
    headline: str

    @property
    def doc(self) -> str:
        """The id of the document that its headline is read as."""
        return document_id(self.office, self.day, self.headline)


class Row(NamedTuple):
    """An event of GED. `ends` are its low, best and high of all the dead."""

    id: str
    place: str
    around: tuple[str, ...]
    start: date
    end: date
    ends: tuple[float, float, float]
    reports: tuple[Report, ...]


def read(path: Path) -> list[Row]:
    """The rows of a file of GED, packed with gzip or not."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        given = csv.DictReader(lines)
        missing = COLUMNS - set(given.fieldnames or ())
        if missing:
            raise SystemExit(f"{path} has no column {', '.join(sorted(missing))}: name a CSV file of UCDP GED.")
        return [_row(line) for line in given]


def _row(line: dict[str, str]) -> Row:
    return Row(
        id=line["id"].removesuffix(".0"), place=_KIND.sub("", line["where_coordinates"]),
        around=(_KIND.sub("", line["adm_2"]), _KIND.sub("", line["adm_1"]), line["country"]),
        start=date.fromisoformat(line["date_start"]), end=date.fromisoformat(line["date_end"]),
        ends=(float(line["low"]), float(line["best"]), float(line["high"])),
        reports=tuple(dict.fromkeys(Report(*found) for found in _REPORT.findall(line["source_article"]))),
    )  # fmt: skip
