"""Tolls under the profile `ucdp` against those of UCDP's own coders, on rows of its Georeferenced Event Dataset (GED).

usage: python -m benchmarks.ged [--rows FILE] [--list]

A row of GED is one event: where, when, low, best and high, and the reports that it rests on, each with office, day and
headline. It holds no figure for each report. What it does say of each is the headline, so claims are what the rule
coder reads from that, as told by its office on its day. Rows with two reports or more are taken. Of their claims those
enter the toll that can be of the row's event; what cannot is set aside by a rule:

- R14: it gives other days than the row, or more, or places that lie apart;
- R13: it names no place, so nothing ties it to the row (a monitor's sum of a day for a whole country, mostly);
- R6: its headline is cited for several rows that it can be of, so its figure may be their sum. What GED gives for these
  rows together is then set against it.

The rest is reconciled as `marsad tolls --profile ucdp` would. UCDP's coders read the whole articles, so figures that no
headline has are no fault of the rules; `--list` prints each difference with the figures and the rules that made it.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import re
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.texts import table
from marsad import bulk
from marsad.knowledge.actors import Actors
from marsad.knowledge.places import Places
from marsad.model import Claim, Coding, Document, Entry, Mention, Span, Time, document_id
from marsad.views.incidents.account import account
from marsad.views.incidents.parameters import defaults
from marsad.views.incidents.parts import Incident
from marsad.views.incidents.profiles import profile as profile_of
from marsad.views.incidents.reading import Found
from marsad.views.incidents.reconcile import reconcile
from marsad.views.incidents.score import score
from marsad.views.incidents.telling import tellings
from marsad.views.registries import Names

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from marsad.views.incidents.account import Account
    from marsad.views.incidents.parts import Toll
    from marsad.views.incidents.telling import Telling

ROWS = Path(__file__).resolve().parents[2] / "shared" / "data" / "ged" / "ucdp-ged-aleppo-2016q4.csv.gz"
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


class Aside(NamedTuple):
    """A figure of a row's reports that does not enter its toll, and by which rule."""

    figure: float
    rule: str
    reason: str


class Compared(NamedTuple):
    """A row with what the rules make of it; no toll where no figure is left."""

    row: Row
    toll: Toll | None
    aside: tuple[Aside, ...]

    @property
    def ends(self) -> tuple[float, float, float] | None:
        """Low, best and high of all the dead, by the rules."""
        ranges = self.toll.ranges if self.toll else ()
        return next(((r.low, r.best, r.high) for r in ranges if (r.event, r.group) == ("killed", "all")), None)

    @property
    def figures(self) -> list[float]:
        """All figures for the dead in the row's headlines, used or not."""
        given = [used.low for used in self.toll.figures if used.event == "killed"] if self.toll else []
        return given + [aside.figure for aside in self.aside]


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


class Sum(NamedTuple):
    """A figure that several rows rest on, and the best figures of GED for them added up."""

    figure: float
    rows: int
    best: float


class Bench:
    """The rows of a file with the claims of their headlines.

    Args:
        rows: all rows of the file, those with one report among them.
        places: links the rows' own places.
        names: keys and trees of places and parties.

    """

    def __init__(self, rows: Sequence[Row], places: Places, names: Names) -> None:
        self.several = [row for row in rows if len(row.reports) > 1]
        self._names = names
        self._claims = _claims({report for row in self.several for report in row.reports})
        self._events = {row.id: _event(row, places, names) for row in rows}
        self._citing: dict[str, list[Row]] = defaultdict(list)
        for row in rows:
            for report in row.reports:
                self._citing[report.doc].append(row)

    def compared(self) -> list[Compared]:
        """The tolls of all rows that rest on two reports or more."""
        return [self._compared(row) for row in self.several]

    def sums(self) -> list[Sum]:
        """The figures for people killed that can be of several rows."""
        entries = [entry for claims in self._claims.values() for entry in claims]
        found = []
        for telling in tellings(entries, self._names, defaults()):
            rows = self._rows(telling)
            if len(rows) > 1:
                found.append(Sum(_number(telling), len(rows), sum(row.ends[1] for row in rows)))
        return found

    def _rows(self, telling: Telling) -> list[Row]:
        """The rows that cite a claim's headline and that it can be of."""
        return [row for row in self._citing[telling.claim.doc] if not _another(self._events[row.id], telling)]

    def _compared(self, row: Row) -> Compared:
        event, kept, aside = self._events[row.id], [], []
        entries = [entry for report in row.reports for entry in self._claims[report]]
        for telling in tellings(entries, self._names, defaults()):
            reason = _another(event, telling)
            if not reason and len(self._rows(telling)) > 1:
                reason = ("R6", "may be the sum of several rows")
            if reason:
                aside.append(Aside(_number(telling), *reason))
            else:
                kept.append(telling)
        found = Found(_incident(row, event, kept), tuple(kept))
        toll = reconcile(found, profile_of("ucdp"), self._names) if kept else None
        return Compared(row, toll, tuple(aside))


def _number(telling: Telling) -> float:
    quantity = telling.claim.quantity
    return quantity.low or 0.0 if quantity else 0.0


def _claims(reports: Iterable[Report]) -> Mapping[Report, list[Entry]]:
    """What each headline says of people killed, with a figure."""
    by_doc = {report.doc: report for report in reports}
    documents = [
        Document(doc=doc, text=report.headline, language="en", published=report.day, publisher=report.office)
        for doc, report in sorted(by_doc.items())
    ]
    found: dict[Report, list[Entry]] = {}
    for document, coded in bulk.extract_many(documents):
        claims = coded if isinstance(coded, list) else []
        found[by_doc[document.doc]] = [
            Entry(claim=claim, reading=claim, recorded=f"{document.published}T00:00:00Z")
            for claim in claims
            if claim.event == "killed" and claim.quantity is not None
        ]
    return found


def _event(row: Row, places: Places, names: Names) -> Account:
    """The row's event as grouping sees one, so that its rules tell what can be of it."""
    link = places.link(row.place, list(row.around), places.guess_country([row.place, *row.around]))
    days = Time(text="then", start=row.start.isoformat(), end=row.end.isoformat(), span=(0, 1))
    claim = Claim(
        id=row.id, doc=row.id, type="attack", event="other", time=days,
        evidence=Span(start=0, end=len(row.place), text=row.place), published=row.end.isoformat(),
        place=[Mention(start=0, end=len(row.place), text=row.place, link=link)],
        coding=Coding(coder="ged", version="1", rule="-", confidence=1.0),
    )  # fmt: skip
    return account(0, tellings([Entry(claim=claim, reading=claim, recorded="-")], names, defaults()))


def _another(event: Account, telling: Telling) -> tuple[str, str] | None:
    """The rule by which a claim cannot be of an event, and why; None where it can."""
    if not telling.places:
        return "R13", "names no place"
    if telling.first is not None and event.first is not None:
        assert telling.last is not None
        assert event.last is not None
        if telling.last - telling.first > event.last - event.first:
            return "R14", "a figure for more days"
    veto = score(event, account(1, [telling]), defaults()).veto
    return ("R14", veto) if veto else None


def _incident(row: Row, event: Account, kept: Sequence[Telling]) -> Incident:
    return Incident(
        id=row.id, kind="aggregate" if event.many else "incident", places=event.places,
        start=row.start.isoformat(), end=row.end.isoformat(), dated=True, claims=tuple(t.id for t in kept),
        origins=tuple(dict.fromkeys(t.origin for t in kept)),
    )  # fmt: skip


def cause(one: Compared) -> str:
    """Why a row's toll is not that of GED: what the row's own headlines say of GED's best figure.

    Another choice among the same figures is the rules' doing; a figure that no headline has is not.
    """
    assert one.ends is not None
    if one.ends == one.row.ends:
        return "same"
    if one.ends[1] == one.row.ends[1]:
        return "same best, another low or high"
    if one.row.ends[1] in one.figures:
        return "another figure of the headlines is GED's best"
    return "GED's best is in no headline"


def told(one: Compared) -> str:
    """A difference, with the figures and the rules that made it, on some lines."""
    row, ends = one.row, one.ends
    lines = [f"{row.id} {row.place} {row.start}..{row.end}: GED {_slashed(row.ends)}"]
    lines[0] += f", by the rules {_slashed(ends)} ({cause(one)})" if ends else ", no figure left"
    if one.toll:
        for used in one.toll.figures:
            what = f"sets {', '.join(used.sets) or 'nothing'}" if used.use == "used" else f"{used.rule}: {used.reason}"
            lines.append(f"    {used.low:g} {used.group}, {used.source} {used.published}: {what}")
        lines += [f"    {fired.rule}: {fired.words}" for fired in one.toll.fired]
    lines += [f"    {aside.figure:g}: {aside.rule}: {aside.reason}" for aside in one.aside]
    return "\n".join(lines)


def _slashed(ends: tuple[float, float, float]) -> str:
    return "/".join(f"{end:g}" for end in ends)


def report(found: Sequence[Compared], sums: Sequence[Sum]) -> str:
    """How far the tolls agree, as a table."""
    given = [one for one in found if one.ends is not None]
    nothing = [one for one in found if not one.figures]
    rows: list[tuple[object, ...]] = [
        ("rows with two reports or more", len(found), ""),
        ("no headline gives a figure for the dead", len(nothing), ""),
        ("all figures set aside by R6, R13 or R14", len(found) - len(given) - len(nothing), ""),
        ("compared", len(given), ""),
    ]
    ceiling = sum(one.row.ends[1] in one.figures for one in found if one.figures)
    rows.append(_share("GED's best is a figure of the headlines", ceiling, len(found) - len(nothing)))
    pairs = [(one.ends, one.row.ends) for one in given if one.ends is not None]
    for n, end in enumerate(ENDS):
        rows.append(_share(f"same {end}", sum(a[n] == b[n] for a, b in pairs), len(pairs)))
    rows.append(_share("GED's best from low to high", sum(a[0] <= b[1] <= a[2] for a, b in pairs), len(pairs)))
    causes = Counter(cause(one) for one in given)
    rows += [_share(what, count, len(pairs)) for what, count in causes.most_common()]
    rules = Counter(rule for one in given if cause(one) != "same" for rule in _rules(one))
    rows += [
        (f"differences with {rule}", count, "") for rule, count in sorted(rules.items(), key=lambda r: int(r[0][1:]))
    ]
    rows += [
        (f"figures that several rows rest on: GED's rows come to {words}", count, "")
        for words, count in Counter(_against(one) for one in sums).most_common()
    ]
    return table(("what", "rows", "share"), rows)


def _against(one: Sum) -> str:
    return "it" if one.best == one.figure else "less" if one.best < one.figure else "more"


def _rules(one: Compared) -> set[str]:
    fired = {fired.rule for fired in one.toll.fired} if one.toll else set()
    return fired | {aside.rule for aside in one.aside}


def _share(what: str, count: int, of: int) -> tuple[object, ...]:
    return what, count, f"{count / of:.0%}" if of else ""


def main() -> None:
    """Read, reconcile, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=Path, default=ROWS, help="a file of GED, CSV, packed with gzip or not")
    parser.add_argument("--list", action="store_true", help="print each difference")
    asked = parser.parse_args()
    if not asked.rows.exists():
        raise SystemExit(f"No file {asked.rows}: name a CSV file of UCDP GED with --rows.")
    places = Places.load()
    bench = Bench(read(asked.rows), places, Names(places, Actors.load()))
    found = bench.compared()
    print(report(found, bench.sums()))
    if asked.list:
        print("\n" + "\n".join(told(one) for one in found if one.figures and one.ends != one.row.ends))


if __name__ == "__main__":
    main()
