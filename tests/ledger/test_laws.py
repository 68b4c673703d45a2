"""Laws of the three clocks, against a small model in memory that knows nothing of tables."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from marsad.ledger import Ledger, Query, Run
from marsad.ledger.clock import stamp
from tests.ledger.town import Clock, empty, four, of, report

if TYPE_CHECKING:
    from marsad.model import Claim, Document, Entry

LAWS = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])

DAYS = st.integers(1, 28).map(lambda day: f"2016-12-{day:02d}T12:00Z")


@dataclass(frozen=True)
class Told:
    """A report that gives some of the four claims."""

    number: int
    published: str
    claims: tuple[int, ...]

    @property
    def document(self) -> Document:
        text = f"Bulletin {self.number}. " + of(report()).text
        return of(report(text, published=self.published))

    def coded(self, run: Run) -> list[Claim]:
        every = four(self.document, coder=run)
        return [every[index] for index in self.claims]

    def receive(self, ledger: Ledger, run: Run) -> None:
        item = report(self.document.text, published=self.published)
        ledger.receive(item)
        ledger.record(self.document.doc, self.coded(run), run=run)


@dataclass(frozen=True)
class Read:
    """A newer version reads a report again."""

    number: int
    claims: tuple[int, ...]


@dataclass(frozen=True)
class Ruled:
    """Somebody rules on a claim of a report."""

    number: int
    claim: int
    kind: str
    published: str


CLAIMS = st.sets(st.integers(0, 3)).map(lambda chosen: tuple(sorted(chosen)))
REPORTS = st.lists(st.tuples(DAYS, CLAIMS), min_size=1, max_size=5).map(
    lambda told: [Told(number, *one) for number, one in enumerate(told)]
)
ACTS = st.lists(
    st.one_of(
        st.builds(Read, st.integers(0, 4), CLAIMS),
        st.builds(Ruled, st.integers(0, 4), st.integers(0, 3), st.sampled_from(["reject", "accept", "retract"]), DAYS),
    ),
    max_size=8,
)


@dataclass
class Model:
    """What a ledger should answer: every act with its time, gone through anew for each question."""

    acts: list[tuple[datetime, object]] = field(default_factory=list)

    def answer(self, known_by: datetime | None = None, recorded_by: datetime | None = None) -> dict[str, str]:
        """Ids of the claims of reports known by then, to their status."""
        told: dict[int, Told] = {}
        now: dict[int, set[str]] = {}
        ever: dict[int, set[str]] = {}
        rejected: dict[str, bool] = {}
        retracted: set[str] = set()
        for at, act in self.acts:
            if recorded_by is not None and at > recorded_by:
                continue
            if isinstance(act, Told):
                if known_by is None or datetime.fromisoformat(act.published) <= known_by:
                    told[act.number] = act
                now[act.number] = {one.id for one in act.coded(Run("rules", "1"))}
                ever[act.number] = set(now[act.number])
            elif isinstance(act, Read):
                one = next(a for _, a in self.acts if isinstance(a, Told) and a.number == act.number)
                now[act.number] = {four(one.document)[index].id for index in act.claims}
                ever[act.number] |= now[act.number]
            elif isinstance(act, Ruled):
                one = next(a for _, a in self.acts if isinstance(a, Told) and a.number == act.number)
                id_ = four(one.document)[act.claim].id
                if act.kind == "retract":
                    if known_by is None or datetime.fromisoformat(act.published) <= known_by:
                        retracted.add(id_)
                else:
                    rejected[id_] = act.kind == "reject"
        status = {}
        for number in told:
            for id_ in ever[number]:
                out = "rejected" if rejected.get(id_) else "retracted" if id_ in retracted else "standing"
                status[id_] = out if id_ in now[number] else "superseded"
        return status


def play(ledger: Ledger, clock: Clock, told: list[Told], acts: list[Read | Ruled]) -> tuple[Model, list[datetime]]:
    """Do everything, an hour apart; the model of it, and a time after each act."""
    model, times, versions = Model(), [], {one.number: 1 for one in told}

    def tick(act: object) -> None:
        model.acts.append((clock(), act))
        times.append(clock() + timedelta(minutes=30))
        clock.forward(hours=1)

    for one in told:
        one.receive(ledger, Run("rules", "1"))
        tick(one)
    for act in acts:
        if act.number >= len(told):
            continue
        one = told[act.number]
        if isinstance(act, Read):
            versions[act.number] += 1
            run = Run("rules", str(versions[act.number]))
            every = four(one.document, coder=run)
            ledger.record(one.document.doc, [every[index] for index in act.claims], run=run)
        else:
            id_ = four(one.document)[act.claim].id
            if id_ not in model.answer():
                continue
            published = act.published if act.kind == "retract" else None
            ledger.rule(act.kind, id_, by="Amal", reason="Test.", published=published)  # type: ignore[arg-type]
        tick(act)
    return model, times


def answer(ledger: Ledger, known_by: datetime | None = None, recorded_by: datetime | None = None) -> dict[str, str]:
    query = Query(status="all", known_by=known_by, recorded_by=recorded_by)
    return {entry.claim.id: entry.status for entry in ledger.entries(query)}


@LAWS
@given(REPORTS, ACTS, DAYS)
def test_answers_are_those_of_the_model_at_any_pair_of_clocks(
    told: list[Told], acts: list[Read | Ruled], day: str
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        clock = Clock()
        with Ledger.open(empty(Path(folder) / "a.db"), now=clock) as ledger:
            model, times = play(ledger, clock, told, acts)
            for known_by in (None, datetime.fromisoformat(day)):
                for recorded_by in (None, times[0], times[len(times) // 2]):
                    assert answer(ledger, known_by, recorded_by) == model.answer(known_by, recorded_by)
            assert ledger.verify() == []


@LAWS
@given(REPORTS, ACTS)
def test_what_was_answered_at_a_time_is_answered_for_ever(told: list[Told], acts: list[Read | Ruled]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        clock = Clock()
        with Ledger.open(empty(Path(folder) / "a.db"), now=clock) as ledger:
            seen: list[tuple[datetime, list[Entry]]] = []
            for count in range(len(told)):
                told[count].receive(ledger, Run("rules", "1"))
                seen.append((clock.forward(hours=1), list(ledger.entries(Query(status="all")))))
                clock.forward(hours=1)
            _, _ = play(ledger, clock, told, acts)
            for then, entries in seen:
                assert list(ledger.entries(Query(status="all", recorded_by=then))) == entries


@LAWS
@given(REPORTS, DAYS)
def test_a_later_report_never_changes_what_was_known_earlier(told: list[Told], day: str) -> None:
    known_by = datetime.fromisoformat(day)
    with tempfile.TemporaryDirectory() as folder, Ledger.open(empty(Path(folder) / "a.db"), now=Clock()) as ledger:
        later = [one for one in told if datetime.fromisoformat(one.published) > known_by]
        for one in told:
            if one not in later:
                one.receive(ledger, Run("rules", "1"))
        before = list(ledger.entries(Query(known_by=known_by)))
        for one in later:
            one.receive(ledger, Run("rules", "1"))
        assert list(ledger.entries(Query(known_by=known_by))) == before


@LAWS
@given(REPORTS.flatmap(lambda told: st.tuples(st.just(told), st.permutations(told))), DAYS)
def test_the_order_of_ingest_does_not_matter(orders: tuple[list[Told], list[Told]], day: str) -> None:
    answers = []
    for order in orders:
        with tempfile.TemporaryDirectory() as folder, Ledger.open(empty(Path(folder) / "a.db"), now=Clock()) as ledger:
            for one in order:
                one.receive(ledger, Run("rules", "1"))
            queries = (Query(), Query(known_by=datetime.fromisoformat(day)), Query(place="mill quarter"))
            answers.append([[entry.claim for entry in ledger.entries(query)] for query in queries])
    assert answers[0] == answers[1]


@LAWS
@given(REPORTS, st.integers(1, 3))
def test_the_same_bytes_any_number_of_times_are_the_same(told: list[Told], times: int) -> None:
    with tempfile.TemporaryDirectory() as folder, Ledger.open(empty(Path(folder) / "a.db"), now=Clock()) as ledger:
        for one in told:
            one.receive(ledger, Run("rules", "1"))
        before = ledger.position()
        for _ in range(times):
            for one in told:
                one.receive(ledger, Run("rules", "1"))
        assert ledger.position() == before


@LAWS
@given(st.datetimes(min_value=datetime(1, 1, 2), max_value=datetime(9999, 12, 30), timezones=st.timezones()))
def test_stamps_sort_like_moments(moment: datetime) -> None:
    other = moment + timedelta(microseconds=1)
    assert (stamp(moment) < stamp(other)) == (moment.astimezone(UTC) < other.astimezone(UTC))
    assert datetime.fromisoformat(stamp(moment)) == moment.astimezone(UTC)
