"""The numbered rules, each on examples in the manner of the codebook that it comes from, with invented places."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from marsad.model import Responsibility, Victim
from marsad.views.incidents.parts import Incident
from marsad.views.incidents.reading import incidents
from marsad.views.incidents.rules import precision, totals
from marsad.views.incidents.tolls import tolls
from marsad.views.parts import Where
from marsad.views.registries import Names
from tests.views.atlas import Atlas, Roll
from tests.views.incidents.test_grouping import CITY, HEIGHTS, MILL, told, worlds
from tests.views.making import claim, mention, number, when

if TYPE_CHECKING:
    from collections.abc import Sequence

    from marsad.model import Entry
    from marsad.views.incidents.parts import Range, Toll

NAMES = Names(Atlas(), Roll())
LEAGUE, HILL = "River League=league", "Hill Brigade=column"


def dead(doc: str, low: float, high: float | None = -1, text: str | None = None, **more: Any) -> Entry:
    """A claim on people killed by an air strike on a school in the mill quarter."""
    figure = number(text or f"{low:g}", low, low if high == -1 else high, **more.pop("figure", {}))
    words = more.pop("words", f"{figure.text} were killed in an air strike on a school, says {doc}")
    made = told("killed", more.pop("place", MILL), doc, words=words, **more)
    quantified = made.claim.model_copy(update={"quantity": figure, "id": f"{made.claim.id}{doc}{low:g}"})
    return made.model_copy(update={"claim": quantified, "reading": quantified})


def strike(doc: str = "s", **more: Any) -> Entry:
    return told("airstrike", MILL, doc, words="an air strike on a school", **more)


def only(entries: Sequence[Entry], profile: str = "marsad") -> Toll:
    """The toll of what must be one incident."""
    found = tolls(entries, NAMES, profile=profile)
    (toll,) = (*found.incidents, *found.aggregates)
    return toll


def ends(toll: Toll, event: str = "killed", group: str = "all") -> tuple[float, float, float] | None:
    return next(((r.low, r.best, r.high) for r in toll.ranges if (r.event, r.group) == (event, group)), None)


def fired(toll: Toll) -> set[str]:
    return {one.rule for one in toll.fired}


def aside(toll: Toll) -> dict[str, str]:
    return {figure.claim: figure.rule for figure in toll.figures if figure.use == "aside"}


def test_r1_low_best_and_high_come_from_different_sources() -> None:
    monitor = dead("b", 11, by=["Salt Monitor=monitor"])
    toll = only([dead("a", 9), monitor, dead("c", 14)])
    assert ends(toll) == (9, 11, 14)  # the monitor counts for itself: the most reliable
    assert {f.source: f.sets for f in toll.figures}["source:monitor"] == ("best",)


def test_r1_the_conservative_profiles_take_the_lowest_as_best() -> None:
    entries = [dead("a", 9), dead("b", 11, by=["Salt Monitor=monitor"])]
    assert ends(only(entries, "acled")) == (9, 9, 11)
    assert ends(only(entries, "airwars")) == (9, 9, 11)


def test_r2_bounds_keep_their_direction() -> None:
    toll = only([dead("a", 20, None, "more than 20")])
    assert ends(toll) == (20, 20, 20)
    assert toll.ranges[0].open
    assert ends(only([dead("a", 0, 50, "up to 50")])) == (0, 50, 50)


@pytest.mark.parametrize(("words", "guide", "acled"), [("tens", 20, 10), ("dozens", 24, 12), ("hundreds", 200, 100)])
def test_r2_vague_words_by_profile(words: str, guide: float, acled: float) -> None:
    vague = [dead("a", guide, None, words)]
    assert ends(only(vague)) == (guide, guide, guide)
    assert ends(only(vague, "acled")) == (acled, acled, acled)


def test_r3_named_dead_are_the_least() -> None:
    names = [Victim(start=0, end=4, text=name, name=name) for name in ("Ada Marr", "Ben Marr", "Cy Doun")]
    toll = only([dead("a", 2), told("killed", MILL, "b", words="killed at a school: three names", victims=names)])
    assert ends(toll) == (3, 3, 3)
    assert "R3" in fired(toll)


def test_r4_a_source_revises_itself_and_no_other() -> None:
    first, later = dead("a", 22, by=["Salt Monitor=monitor"]), dead("b", 18, by=["Salt Monitor=monitor"])
    later = later.model_copy(update={"reading": later.reading.model_copy(update={"published": "2031-05-06"})})
    toll = only([first, later, dead("c", 25)])
    assert ends(toll) == (18, 18, 25)
    assert aside(toll) == {first.claim.id: "R4"}


def test_r4_what_the_report_calls_an_earlier_count() -> None:
    earlier = dead("a", 20, words="The previous death toll was 20", start=0)
    toll = only([earlier, dead("a", 70, None, start=200, by=["medics"])])
    assert ends(toll) == (70, 70, 70)
    assert aside(toll) == {earlier.claim.id: "R4"}


def test_r4_of_two_reports_of_one_day_neither_is_known_to_be_the_later() -> None:
    toll = only([dead(doc, low, by=["Salt Monitor=monitor"]) for doc, low in (("a", 12), ("b", 9))])
    assert ends(toll) == (9, 9, 12)
    assert aside(toll) == {}


def test_r4_an_hour_tells_which_of_one_day_is_the_later() -> None:
    told_at = {"a": "2031-05-05T18:00+02:00", "b": "2031-05-05T09:00+02:00"}
    later, first = (
        dead(doc, low, by=["Salt Monitor=monitor"], published=told_at[doc]) for doc, low in (("a", 12), ("b", 9))
    )
    toll = only([later, first])
    assert ends(toll) == (12, 12, 12)
    assert aside(toll) == {first.claim.id: "R4"}


def test_r4_a_part_goes_with_a_whole_that_became_smaller() -> None:
    how: dict[str, Any] = {"by": ["Salt Monitor=monitor"]}
    first = dead("a", 30, **how)
    part = dead("a", 12, figure={"part_of": first.claim.id}, target=["children"], words="12 children", start=60, **how)
    toll = only([first, part, dead("b", 9, published="2031-05-06", **how)])
    assert ends(toll) == (9, 9, 9)
    assert aside(toll) == {first.claim.id: "R4", part.claim.id: "R4"}


def test_r5_civilians_unless_told_otherwise() -> None:
    toll = only([dead("a", 12), strike()])
    assert ends(toll, group="civilians") == (12, 12, 12)
    assert [r.presumed for r in toll.ranges] == [False, True]
    assert ends(only([dead("a", 12), strike()], "ucdp"), group="civilians") is None


def test_r5_the_attackers_word_alone_disputes_the_split_not_the_total() -> None:
    said = dead("a", 12, by=[LEAGUE], target=["militants"], words="12 militants killed in an air strike on a school")
    toll = only([dead("b", 12), said, strike(actor=[LEAGUE])])
    assert ends(toll) == (12, 12, 12)
    assert ends(toll, group="civilians") == (0, 0, 12)
    assert ends(toll, group="combatants") == (0, 0, 12)
    assert all(r.disputed for r in toll.ranges if r.group != "all")


@pytest.mark.parametrize(("attacker", "other"), [(LEAGUE, HILL), (HILL, LEAGUE)])
def test_the_same_rules_for_every_side(attacker: str, other: str) -> None:
    said = dead("a", 12, by=[attacker], target=["fighters"], words="12 fighters killed in an air strike on a school")
    toll = only([dead("b", 9, by=[other]), said, strike(actor=[attacker])])
    assert ends(toll) == (9, 9, 12)
    assert ends(toll, group="combatants") == (0, 0, 12)
    assert {"R5", "R15"} <= fired(toll)


def test_r5_another_source_on_fighters_is_evidence() -> None:
    said = dead("a", 4, target=["militants"], by=["Salt Monitor=monitor"], words="4 militants killed at a school")
    toll = only([dead("b", 12), said, strike(actor=[LEAGUE])])
    assert ends(toll, group="combatants") == (4, 4, 4)
    assert "R5" not in fired(toll)


def test_r6_a_total_is_set_against_the_known_and_never_added() -> None:
    week = dead("w", 60, place=CITY, time=when("2031-05-01", "2031-05-07"), words="60 killed in a week of strikes")
    found = tolls([dead("a", 9), week], NAMES)
    assert [ends(toll) for toll in (*found.incidents, *found.aggregates)] == [(9, 9, 9), (60, 60, 60)]
    assert (
        found.aggregates[0].known
        == "of the killed, 9 of 60 are in the incidents known, 51 in none of them (1 incidents)"
    )


@pytest.mark.parametrize(("people", "places", "shares"), [(10, 3, [4, 3, 3]), (2, 3, [1, 1, 0]), (9, 3, [3, 3, 3])])
def test_r7_an_even_split_in_whole_numbers(people: int, places: int, shares: list[int]) -> None:
    assert totals.shared(people, places) == shares


def test_r7_only_where_the_profile_has_it() -> None:
    both = told("killed", None, "a", 7, words="7 killed in strikes")
    both = both.model_copy(update={"reading": claim_in(both, [MILL, HEIGHTS])})
    assert [share.people for share in only([both], "ucdp").shares] == [4, 3]
    assert [share.people for share in only([both], "acled").shares] == [4, 3]
    assert only([both]).shares == ()


def claim_in(made: Entry, places: Sequence[str]) -> Any:
    return made.claim.model_copy(update={"place": [mention(name) for name in places]})


def test_r8_running_totals_and_counts_of_a_day_do_not_mix() -> None:
    span = when("2031-05-01", "2031-05-07")
    running = dead("a", 300, time=span, figure={"scope": "cumulative"}, words="300 killed in strikes since the first")
    fresh = dead("b", 120, time=span, words="120 killed in strikes over the week")
    toll = only([running, fresh])
    assert ends(toll) == (300, 300, 300)
    assert aside(toll) == {fresh.claim.id: "R8"}


def test_r8_a_falling_total_is_a_revision() -> None:
    span = when("2031-05-01", "2031-05-07")
    how: dict[str, Any] = {"time": span, "figure": {"scope": "cumulative"}, "by": ["Salt Monitor=monitor"]}
    first, later = (
        dead(doc, n, words=f"{n} killed in strikes since the first", **how) for doc, n in (("a", 310), ("b", 300))
    )
    later = later.model_copy(update={"reading": later.reading.model_copy(update={"published": "2031-05-09"})})
    how["figure"] = {"scope": "cumulative"}
    toll = only([first, later])
    assert ends(toll) == (300, 300, 300)
    assert aside(toll) == {first.claim.id: "R4"}


@pytest.mark.parametrize(
    ("start", "end", "code"),
    [("2031-05-04", "2031-05-04", 1), ("2031-05-01", "2031-05-06", 2), ("2031-05-01", "2031-05-07", 3),
     ("2031-05-01", "2031-05-31", 4), ("2031-01-01", "2031-12-31", 5)],
)  # fmt: skip
def test_r9_date_precision(start: str, end: str, code: int) -> None:
    assert precision.date_precision(date.fromisoformat(start), date.fromisoformat(end)) == code


@pytest.mark.parametrize(("words", "first"), [("in the past 24 hours", 4), ("in recent days", 30), ("last week", 29)])
def test_r9_readings_of_imprecise_words(words: str, first: int) -> None:
    days = precision.read_days(claim("killed", time=when(None, text=words), published="2031-05-05"))
    assert days is not None
    assert (days.start.day, days.end.day) == (first, 5)


@pytest.mark.parametrize(
    ("name", "kind", "code"),
    [("Mill Quarter", "district", 1), ("outskirts of Wadi Salt", "town", 2), ("Salt county", "county", 3),
     ("Salt", "governorate", 4), ("the coast", "region", 5), ("Sarra", "country", 6), ("Gulf of Salt", None, 7)],
)  # fmt: skip
def test_r10_place_precision(name: str, kind: str | None, code: int) -> None:
    assert precision.place_precision([Where(key="k", name=name, kind=kind)]) == code


def blamed(made: Entry, *said: tuple[str, str]) -> Entry:
    found = [Responsibility(actor=mention(who), basis=basis) for who, basis in said]  # type: ignore[arg-type]
    read = made.claim.model_copy(update={"responsibility": found})
    return made.model_copy(update={"reading": read})


@pytest.mark.parametrize(
    ("entries", "grade"),
    [([dead("a", 9)], "weak"), ([dead("a", 9), dead("b", 9)], "fair"),
     ([blamed(dead("a", 9), (LEAGUE, "accused")), blamed(dead("b", 9), (HILL, "accused"))], "contested"),
     ([blamed(dead("a", 9), (LEAGUE, "accused"), (HILL, "accused"))], "weak"),
     ([blamed(dead("a", 9), (LEAGUE, "admitted"))], "confirmed"),
     ([dead("a", 9, target=["fighters"], by=["Salt Monitor=monitor"])], "discounted")],
)  # fmt: skip
def test_r11_airwars_grades(entries: list[Entry], grade: str) -> None:
    assert only(entries, "airwars").grade == grade


def test_r11_the_other_scales() -> None:
    three = [dead(doc, 9) for doc in "abc"]
    assert [only(three, profile).grade for profile in ("marsad", "ucdp", "acled")] == [
        "strong",
        "event clarity 1",
        None,
    ]
    assert only(three[:2]).grade == "fair"


def test_r11_copies_are_one_origin() -> None:
    words = "nine people were killed in an air strike on a school, the outlet reported"
    toll = only([dead("a", 9, words=words), dead("b", 9, words=words)])
    assert toll.grade == "weak"
    assert toll.outcome == "undetermined"


def test_r11_disputed_responsibility_lowers_no_toll() -> None:
    toll = only([blamed(dead("a", 9), (LEAGUE, "accused"), (LEAGUE, "denied")), dead("b", 9)])
    assert ends(toll) == (9, 9, 9)
    assert toll.responsibility_disputed


def test_r12_coherence_comes_before_corroboration() -> None:
    false = dead("a", 9).model_copy(update={"verification": "refuted"})
    toll = only([false])
    assert (toll.outcome, aside(toll)) == ("reject", {false.claim.id: "R12"})
    assert only([false, dead("b", 9)]).outcome == "undetermined"
    assert only([dead("a", 9), dead("b", 9)]).outcome == "confirm"


def test_r12_a_part_larger_than_its_whole_is_set_aside() -> None:
    whole = dead("a", 10)
    part = dead("a", 12, figure={"part_of": whole.claim.id}, target=["children"], words="12 of them children")
    assert aside(only([whole, part])) == {part.claim.id: "R12"}


def test_r13_without_place_or_day_it_is_counted_apart() -> None:
    found = tolls([dead("a", 9, place=None), dead("b", 5, time=None, published=None)], NAMES)
    assert (found.incidents, found.unlisted) == ((), 2)
    assert not precision.listed(Incident(id="x", kind="incident"))


def test_r14_figures_over_other_days_are_not_compared() -> None:
    month = dead("a", 80, time=when("2031-05-01", "2031-05-30"), words="80 killed in strikes on the quarter")
    fortnight = dead("b", 50, time=when("2031-05-17", "2031-05-30"), words="50 killed in strikes on the quarter")
    found = tolls([month, fortnight], NAMES)
    assert {ends(toll) for toll in found.aggregates} <= {(80, 80, 80), (50, 50, 50)}


def test_r15_a_partys_count_of_its_enemys_dead_sets_only_the_high() -> None:
    boast = dead("a", 40, by=[LEAGUE], target=["fighters"], words="40 fighters killed in an air strike")
    alone = only([boast])
    assert ends(alone) == (0, 0, 40)
    assert "R15" in fired(alone)
    counted = dead("b", 6, by=["Salt Monitor=monitor"], target=["fighters"], words="6 fighters killed in an air strike")
    assert ends(only([boast, counted])) == (6, 6, 40)


def test_r15_its_own_losses_count_in_full() -> None:
    own = dead(
        "a", 7, by=[LEAGUE], target=["River League fighters=league"], words="7 of its fighters killed at a school"
    )
    assert ends(only([own])) == (7, 7, 7)


def test_r15_its_own_by_words_alone_count_in_full() -> None:
    own = dead(
        "a", 7, by=["rebel forces=league"], target=["opposition fighters"], words="7 opposition fighters were killed"
    )
    assert ends(only([own])) == (7, 7, 7)


def test_r16_who_dies_of_wounds_moves_between_the_counts() -> None:
    hurt = told("injured", MILL, "a", 30, words="30 hurt in an air strike on a school")
    late = dead("b", 1, words="one person hurt in the air strike on a school died of his wounds")
    late = late.model_copy(update={"reading": late.reading.model_copy(update={"published": "2031-05-06"})})
    toll = only([dead("a", 9), hurt, late])
    assert ends(toll) == (9, 10, 10)
    assert ends(toll, "injured") == (29, 29, 30)
    assert aside(toll) == {late.claim.id: "R16"}


def test_r16_bodies_found_have_no_known_day_of_death() -> None:
    toll = only([dead("a", 3, words="3 bodies were found in the rubble of a school after an air strike")])
    assert "bodies were found: the day of death is not known" in [one.words for one in toll.fired]


def test_r17_sources_without_a_name_are_one_origin() -> None:
    toll = only([dead("a", 9, by=["activists"]), dead("b", 9, by=["local residents"])])
    assert "R17" in fired(toll)
    assert toll.grade == "weak"


def test_r18_a_part_is_never_added_to_its_whole() -> None:
    whole = dead("a", 38)
    part = dead("a", 6, figure={"part_of": whole.claim.id}, target=["children"], words="six of them children")
    toll = only([whole, part])
    assert ends(toll) == (38, 38, 38)
    assert ends(toll, group="children") == (6, 6, 6)


def test_r18_people_who_are_described_are_no_count() -> None:
    some = dead(
        "b", 2, text="father and brother", words="a father and brother were killed in an air strike on a school"
    )
    assert ends(only([dead("a", 31), some])) == (31, 31, 31)
    assert ends(only([some])) == (2, 2, 2)


def test_r18_who_is_among_the_victims_is_not_all_of_them() -> None:
    some = dead("b", 2, words="two rescuers were among the victims in an air strike on a school")
    assert ends(only([dead("a", 31), some])) == (31, 31, 31)


def test_r18_a_woman_and_a_child_are_all_where_nobody_says_more() -> None:
    assert ends(only([dead("a", 2, target=["woman", "child"], words="a woman and a child were killed")])) == (2, 2, 2)


def test_r4_the_head_of_a_monitor_gives_its_figures() -> None:
    first = dead("a", 22, by=["Salt Monitor=monitor"])
    assert ends(only([first, dead("b", 18, by=["Dana Halil=halil"], published="2031-05-06")])) == (18, 18, 18)


def test_r17_unnamed_sources_do_not_revise_each_other() -> None:
    sources = ("a medical source", "a resident")
    told_by = [dead(doc, n, by=[who], start=9 * n) for doc, n, who in zip("ab", (32, 29), sources, strict=True)]
    assert ends(only(told_by)) == (29, 29, 32)


def test_r18_mixed_counts_enter_no_toll() -> None:
    mixed = dead("a", 50, figure={"unit": "killed and wounded"})
    toll = only([mixed, dead("b", 9)])
    assert ends(toll) == (9, 9, 9)
    assert aside(toll) == {mixed.claim.id: "R18"}


def test_an_unknown_profile_is_told_in_a_sentence() -> None:
    with pytest.raises(Exception, match="There is no profile 'mine': the profiles are marsad, ucdp, acled, airwars"):
        tolls([], NAMES, profile="mine")


def test_the_sentence_is_plain() -> None:
    toll = only([dead("a", 9), dead("b", 14)])
    assert toll.sentence == "9 to 14 (best 9) people killed in the mill on 4 May 2031 by 2 origins."


def ordered(one: Range) -> bool:
    return 0 <= one.low <= one.best <= one.high


@settings(max_examples=80, deadline=None)
@given(worlds(), some.sampled_from(["marsad", "ucdp", "acled", "airwars"]), some.randoms(use_true_random=False))
def test_laws(entries: list[Entry], profile: str, chance: Any) -> None:
    """Ends are in order; the order of entries plays no part; every figure is used or set aside with a reason."""
    found = tolls(entries, NAMES, profile=profile)
    mixed = list(entries)
    chance.shuffle(mixed)
    assert tolls(mixed, NAMES, profile=profile) == found
    for toll in (*found.incidents, *found.aggregates):
        assert all(map(ordered, toll.ranges))
        assert all(figure.use == "used" or (figure.rule and figure.reason) for figure in toll.figures)
        most = max((f.high or f.low for f in toll.figures), default=0)
        assert all(one.high <= most for one in toll.ranges)  # nothing was added up


@settings(max_examples=60, deadline=None)
@given(worlds(), some.integers(2, 5))
def test_a_later_report_changes_no_earlier_toll(entries: list[Entry], day: int) -> None:
    known = datetime(2031, 5, day, 23, 59, 59, 999999, tzinfo=UTC)
    then = [e for e in entries if (e.claim.published or "") <= f"2031-05-0{day}"]
    assert tolls(entries, NAMES, known_by=known) == tolls(then, NAMES, known_by=known)


@settings(max_examples=60, deadline=None)
@given(some.integers(1, 60), some.lists(some.integers(1, 60), max_size=3))
def test_a_part_never_raises_its_whole(size: int, sizes: list[int]) -> None:
    whole = dead("a", size)
    parts = [
        dead("a", part, figure={"part_of": whole.claim.id}, target=[who], words=f"{part} {who} among them")
        for part, who in zip(sizes, ("children", "women", "civilians"), strict=False)
        if part <= size
    ]
    assert ends(only([whole, *parts])) == (size, size, size)


def test_incidents_of_the_rules_are_single() -> None:
    assert len(incidents([dead("a", 9), dead("b", 14), strike()], NAMES)) == 1
