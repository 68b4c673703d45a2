"""What the rules make of each row, from the headlines of its reports."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from marsad import bulk
from marsad.model import Claim, Coding, Document, Entry, Mention, Span, Time
from marsad.views.incidents.account import account
from marsad.views.incidents.parameters import defaults
from marsad.views.incidents.parts import Incident
from marsad.views.incidents.profiles import profile as profile_of
from marsad.views.incidents.reading import Found
from marsad.views.incidents.reconcile import reconcile
from marsad.views.incidents.score import score
from marsad.views.incidents.telling import tellings

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from benchmarks.ged.rows import Report, Row
    from marsad.knowledge.places import Places
    from marsad.views.incidents.account import Account
    from marsad.views.incidents.parts import Toll
    from marsad.views.incidents.telling import Telling
    from marsad.views.registries import Names


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
