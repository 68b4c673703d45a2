"""Processes of diplomacy and relief, told of an invented country."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime
from itertools import permutations
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from marsad.model import Ruling
from marsad.views.registries import Names
from marsad.views.timeline.joining import ENOUGH
from marsad.views.timeline.reading import timeline
from tests.views.atlas import Atlas, Roll
from tests.views.making import GOLD, entry, gold_entries, mention, number, when

if TYPE_CHECKING:
    from marsad.model import Entry
    from marsad.views.timeline.parts import Process, Timeline

NAMES = Names(Atlas(), Roll())
CITY, MILL, FAR = "Qasr Amin=qasr-amin", "the mill=mill", "Wadi Salt=wadi-salt"
LEAGUE, BOATS, HILL = "River League=league", "Second Boat Company=boats", "Hill Brigade=column"
SWAP = {LEAGUE: HILL, HILL: LEAGUE}
FIVE = number("five-day", 5, 5, "days")


def told(event: str, day: int, *actor: str, place: str | None = CITY, **more: Any) -> Entry:
    """A claim published on a day of May 2031, in a document of its own."""
    more = {"doc": f"{event}-{day}-{actor}-{place}", "publisher": f"Outlet of the {day}th", **more}
    return entry(
        event, actor=actor, place=[place] if place else [], published=f"2031-05-{day:02d}", **more
    )  # fmt: skip


def processes(*entries: Entry, **how: Any) -> tuple[Process, ...]:
    return timeline(entries, NAMES, **how).processes


def only(*entries: Entry, **how: Any) -> Process:
    (process,) = processes(*entries, **how)
    return process


def states(process: Process) -> list[tuple[str, str]]:
    return [(turn.day[-2:], turn.state) for turn in process.turns]


def test_a_truce_is_called_for_agreed_in_force_and_broken() -> None:
    called = told("ceasefire_called", 2, LEAGUE, quantity=FIVE)
    agreed = told("ceasefire_agreed", 3, LEAGUE, HILL)
    begun = told("ceasefire_agreed", 4, words="the truce came into force at dawn")
    broken = told("ceasefire_violated", 5, HILL)
    process = only(broken, called, begun, agreed)
    assert states(process) == [("02", "called for"), ("03", "agreed"), ("04", "in force"), ("05", "broken")]
    assert process.id == called.claim.id
    assert [turn.claims for turn in process.turns] == [(e.claim.id,) for e in (called, agreed, begun, broken)]
    assert [term.words for term in process.terms] == ["5 days"]
    assert {party.bloc for party in process.parties} == {"league", "column"}


def test_each_link_has_its_score_and_reasons() -> None:
    called, agreed = told("ceasefire_called", 2, LEAGUE), told("ceasefire_agreed", 3, BOATS, place=MILL)
    (link,) = only(called, agreed).links
    assert (link.claim, link.to) == (agreed.claim.id, called.claim.id)
    assert link.score is not None
    assert link.score >= ENOUGH
    assert link.reason == (
        "1 day apart (+2); a party in common (+2); one place inside the other (+1); reports on one country (+0.5)"
    )


def test_a_new_truce_after_a_broken_one_is_another_process() -> None:
    first = [told("ceasefire_agreed", 2), told("ceasefire_violated", 3)]
    new = told("ceasefire_agreed", 4, words="a new ceasefire deal was reached")
    revived = told("ceasefire_agreed", 4, words="the ceasefire was revived that night")
    assert [p.state for p in processes(*first, new)] == ["agreed", "broken"]
    assert states(only(*first, revived))[-1] == ("04", "in force")


def test_places_apart_and_long_gaps_never_join() -> None:
    assert len(processes(told("ceasefire_agreed", 2, LEAGUE), told("ceasefire_violated", 2, LEAGUE, place=FAR))) == 2
    later = told("ceasefire_agreed", 2, LEAGUE).model_copy(deep=True)
    assert len(processes(later, told("ceasefire_violated", 2, LEAGUE, time=when("2031-03-01")))) == 2


def test_talks_of_other_parties_are_other_talks() -> None:
    one, other = told("talks_held", 2, LEAGUE, "envoys"), told("talks_held", 2, HILL, "the mayor")
    assert len(processes(one, other)) == 2


def test_a_truce_ends_by_its_own_term_unless_it_is_extended() -> None:
    agreed = told("ceasefire_agreed", 2, quantity=FIVE)
    assert only(agreed, on=date(2031, 5, 7)).state == "agreed"
    ended = only(agreed, on=date(2031, 5, 8))
    assert states(ended) == [("02", "agreed"), ("08", "expired")]
    assert ended.turns[-1].derived == "by its own term: 5 days from 2 May 2031"
    assert ended.turns[-1].claims == (agreed.claim.id,)
    extended = told("ceasefire_agreed", 6, words="they extended the truce")
    assert only(agreed, extended, on=date(2031, 5, 9)).state == "agreed"


def test_what_was_expected_is_open_overdue_met_or_missed() -> None:
    plan = told("talks_planned", 2, LEAGUE, modality="planned", time=when("2031-05-03", "2031-05-04"))
    held = told("talks_held", 4, LEAGUE)
    late = told("talks_held", 9, LEAGUE, time=when("2031-05-09"))
    failed = told("talks_failed", 4, LEAGUE, publisher="Ford Gazette")

    def outcome(*entries: Entry, day: int) -> tuple[str, tuple[str, ...]]:
        (one,) = only(plan, *entries, on=date(2031, 5, day)).expectations
        return one.outcome, one.claims

    assert outcome(day=4) == ("open", ())
    assert outcome(day=5) == ("overdue", ())
    assert outcome(held, day=5) == ("met", (held.claim.id,))
    assert outcome(held, day=3) == ("open", ())
    assert outcome(failed, day=5) == ("missed", (failed.claim.id,))
    assert outcome(late, day=9) == ("met late", (late.claim.id,))
    assert outcome(held, failed, day=5)[0] == "disputed"


def test_a_report_without_a_day_may_tell_of_the_day_before() -> None:
    plan = told("talks_planned", 2, LEAGUE, modality="planned", time=when("2031-05-03"))
    assert only(plan, told("talks_held", 4, LEAGUE), on=date(2031, 5, 6)).expectations[0].outcome == "met"


def test_agreed_and_denied_stand_side_by_side() -> None:
    agreed = told("ceasefire_agreed", 2, LEAGUE)
    denied = told("ceasefire_agreed", 2, HILL, modality="denied", by=[HILL])
    process = only(agreed, denied)
    assert process.disputed
    assert process.state == "agreed"
    (clash,) = process.clashes
    assert [side.claims for side in clash.sides] == [(agreed.claim.id,), (denied.claim.id,)]
    assert only(denied).state == "denied"


def test_one_origin_does_not_contradict_itself() -> None:
    one = told("aid_delivered", 2, by=["Salt Monitor=monitor"])
    assert only(one, told("aid_blocked", 2, by=["Salt Monitor=monitor"])).clashes == ()
    (clash,) = only(one, told("aid_blocked", 2, by=["Ford Relief"])).clashes
    assert clash.title == "delivered and blocked, of one day"


def test_different_figures_are_kept_apart_and_never_added() -> None:
    one = told("evacuation_carried_out", 2, target=["wounded"], quantity=number("500", 500, 500))
    other = told("evacuation_carried_out", 2, target=["wounded"], quantity=number("320", 320, 320), by=["Ford"])
    process = only(one, other)
    assert [term.words for term in process.terms] == ["500 wounded", "320 wounded"]
    assert [side.says for side in process.clashes[0].sides] == ["500 people", "320 people"]


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ("the evacuation of the mill is under way", "under way"),
        ("the evacuation was called off", "refused or called off"),
        ("asked that 500 people be brought out", "requested"),
        ("500 people will be brought out", "carried out"),
        ("buses took 500 people out", "carried out"),
    ],
)
def test_words_tell_the_states_of_an_evacuation_apart(words: str, state: str) -> None:
    assert only(told("evacuation_carried_out", 2, words=words)).state == state


def test_an_alleged_breach_is_told_as_alleged() -> None:
    process = only(told("ceasefire_agreed", 2, LEAGUE), told("ceasefire_violated", 3, LEAGUE, modality="alleged"))
    assert [turn.alleged for turn in process.turns] == [False, True]


def test_a_place_takes_processes_in_it_and_those_its_reports_are_about() -> None:
    bare = told("ceasefire_agreed", 2, place=None, doc="d")
    about = told("captured", 2, HILL, place=MILL, doc="d")
    far = told("ceasefire_agreed", 2, place=FAR)
    city = NAMES.find("qasr-amin")
    (process,) = processes(bare, about, far, place=city)
    assert process.by_report
    assert [saying.claim for saying in process.claims] == [bare.claim.id]


def ruled(kind: Any, one: Entry, other: Entry, *, at: int = 1) -> tuple[Entry, Entry]:
    about = "+".join(sorted((one.claim.id, other.claim.id)))
    made = Ruling(id=f"r{at}{about}", kind=kind, about=about, by="Lamia", reason="one paper", recorded=f"2031-07-0{at}")
    return tuple(e.model_copy(update={"rulings": [*e.rulings, made]}) for e in (one, other))  # type: ignore[return-value]


def test_people_rule_what_is_the_same_and_what_is_not() -> None:
    near = told("ceasefire_called", 2, LEAGUE), told("ceasefire_agreed", 3, LEAGUE)
    apart = told("ceasefire_called", 2, LEAGUE), told("ceasefire_agreed", 3, HILL, place=FAR)
    assert len(processes(*near)) == 1
    assert len(processes(*ruled("different", *near))) == 2
    assert len(processes(*apart)) == 2
    (link,) = only(*ruled("same", *apart)).links
    assert link.score is None
    assert link.reason == "Lamia ruled them the same: one paper"
    assert len(processes(*ruled("different", *ruled("same", *apart), at=2))) == 2


def test_a_chain_of_sames_does_not_override_a_different() -> None:
    a, b, c = told("ceasefire_called", 2), told("ceasefire_agreed", 3), told("ceasefire_agreed", 4, words="as said")
    a, b = ruled("different", a, b)
    a, c = ruled("same", a, c, at=2)
    b, c = ruled("same", b, c, at=3)
    homes = [{saying.claim for saying in process.claims} for process in processes(a, b, c)]
    assert not any({a.claim.id, b.claim.id} <= home for home in homes)
    assert any({a.claim.id, c.claim.id} <= home for home in homes)


EVENTS = (
    "ceasefire_called", "ceasefire_agreed", "ceasefire_violated", "talks_planned", "talks_held", "aid_delivered",
    "aid_blocked", "evacuation_requested", "evacuation_carried_out", "captured",
)  # fmt: skip


@some.composite
def reports(draw: some.DrawFn) -> Entry:
    day = draw(some.integers(1, 9))
    own = draw(some.none() | some.integers(1, 12))
    return told(
        draw(some.sampled_from(EVENTS)), day, *draw(some.lists(some.sampled_from([LEAGUE, BOATS, HILL]), max_size=2)),
        place=draw(some.sampled_from([None, CITY, MILL, FAR])), start=draw(some.integers(0, 3)),
        modality=draw(some.sampled_from(["asserted", "denied", "alleged", "planned"])),
        quantity=draw(some.sampled_from([None, FIVE])), time=own and when(f"2031-05-{own:02d}"),
    )  # fmt: skip


many = some.lists(reports(), max_size=8, unique_by=lambda e: e.claim.id)


@given(many, some.randoms(use_true_random=False))
def test_the_order_of_entries_does_not_matter(entries: list[Entry], chance: Any) -> None:
    mixed = list(entries)
    chance.shuffle(mixed)
    assert timeline(mixed, NAMES) == timeline(entries, NAMES)


@given(many, many, some.integers(1, 9))
def test_a_later_report_changes_no_earlier_answer(entries: list[Entry], more: list[Entry], day: int) -> None:
    by = datetime(2031, 5, day, 23, 59, 59, tzinfo=UTC)
    later = [e for e in more if e.claim.published and e.claim.published > f"2031-05-{day:02d}"]
    ids = {e.claim.id for e in entries}
    both = [*entries, *(e for e in later if e.claim.id not in ids)]
    assert timeline(both, NAMES, known_by=by) == timeline(entries, NAMES, known_by=by)


@given(many)
def test_every_claim_stands_in_one_process_and_every_answer_names_its_claims(entries: list[Entry]) -> None:
    found = timeline(entries, NAMES, on=date(2031, 6, 1))
    given_ = Counter(e.claim.id for e in entries if e.claim.event != "captured")
    assert Counter(saying.claim for process in found.processes for saying in process.claims) == given_
    for process in found.processes:
        own = {saying.claim for saying in process.claims}
        used = [turn.claims for turn in process.turns] + [one.claims for one in process.expectations]
        used += [side.claims for clash in process.clashes for side in clash.sides]
        assert all(turn.claims for turn in process.turns)
        assert set().union(*used) <= own
        assert len(process.links) == len(own) - 1


@given(many)
def test_two_sides_swapped_give_the_same_processes(entries: list[Entry]) -> None:
    def swapped(one: Entry) -> Entry:
        actors = [mention(SWAP[f"{a.text}={a.link.id}"], a.start) for a in one.claim.actor if a.link]
        made = one.claim.model_copy(update={"actor": actors})
        return one.model_copy(update={"claim": made, "reading": made})

    plain = [e for e in entries if all(a.link and a.link.id != "boats" for a in e.claim.actor)]
    assert _shape(timeline(map(swapped, plain), NAMES)) == _shape(timeline(plain, NAMES))


def _shape(found: Timeline) -> list[Any]:
    return sorted(
        (p.kind, p.state, p.since, len(p.claims), [(t.day, t.state) for t in p.turns], len(p.clashes))
        for p in found.processes
    )  # fmt: skip


def test_the_truce_of_the_worked_report() -> None:
    path = GOLD / "aleppo-2016-12-07.json"
    if not path.exists():
        pytest.skip("the coded documents are not here")
    found = timeline([made for _, made in gold_entries(path)], NAMES, on=date(2016, 12, 9))
    truces = [p for p in found.processes if p.kind == "truce"]
    assert sorted(term.words for p in truces for term in p.terms) == ["5 days", "7 days"]
    (talks,) = (p for p in found.processes if p.expectations)
    assert (talks.expectations[0].start, talks.expectations[0].end) == ("2016-12-07", "2016-12-08")
    assert talks.expectations[0].outcome == "overdue"
    (evacuation,) = (p for p in found.processes if p.kind == "evacuation")
    assert evacuation.state == "requested"
    assert [term.figure.low for term in evacuation.terms] == [500]


def test_every_order_of_three_reports_of_one_day() -> None:
    one_day = [
        told("ceasefire_agreed", 2, LEAGUE), told("ceasefire_violated", 2, LEAGUE), told("ceasefire_called", 2, HILL),
    ]  # fmt: skip
    answers = {timeline(order, NAMES, on=date(2031, 5, 3)).model_dump_json() for order in permutations(one_day)}
    assert len(answers) == 1
