"""Who holds a place: the model of control on an invented city."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import permutations
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from marsad.views.holding.parameters import defaults
from marsad.views.holding.reading import control, turns
from marsad.views.registries import Names
from tests.views.atlas import Atlas, Roll
from tests.views.making import entry, number, when

if TYPE_CHECKING:
    from marsad.model import Entry
    from marsad.views.holding.parts import PlaceReading

NAMES = Names(Atlas(), Roll())
MILL, HEIGHTS, OLD = "the mill=mill", "Amin Heights=heights", "Old Town=old-town"
LEAGUE, BOATS, HILL, MONITOR = (
    "River League=league",
    "Second Boat Company=boats",
    "Hill Brigade=column",
    "Salt Monitor=monitor",
)
DAY = date(2031, 5, 4)


def told(event: str, place: str, actor: str | None = None, *, day: int = 4, **more: Any) -> Entry:
    """A claim published on a day of May 2031, by the monitor unless told otherwise."""
    published = f"2031-05-{day:02d}"
    more = {"by": [MONITOR], "doc": f"{event}-{day}-{actor}", **more}
    return entry(event, place=[place], actor=[actor] if actor else [], published=published, **more)


def of(entries: list[Entry], place: str = "mill", **how: Any) -> PlaceReading:
    found = control(entries, NAMES, **{"on": DAY, **how})
    return next(one for one in found.places if one.place.id == place)


def best(reading: PlaceReading) -> tuple[str, str | None]:
    return reading.best.state, reading.best.party.bloc if reading.best.party else None


def chance(reading: PlaceReading, bloc: str) -> float:
    return sum(c.chance for c in reading.distribution if c.party and c.party.bloc == bloc)


def test_a_capture_makes_its_actor_the_holder() -> None:
    reading = of([told("captured", MILL, HILL)])
    assert best(reading) == ("held", "column")
    assert reading.best.chance > 0.8
    assert sum(c.chance for c in reading.distribution) == pytest.approx(1, abs=0.001)
    assert [used.use for used in reading.claims] == ["for"]
    assert reading.last_heard == "2031-05-04"


def test_a_member_and_its_umbrella_are_one_side() -> None:
    reading = of([told("captured", MILL, BOATS), told("holds", MILL, LEAGUE, by=["Coast Watch"])])
    assert best(reading) == ("held", "league")
    assert len(reading.distribution) == 3  # one side, contested, unknown


def test_a_withdrawal_is_not_a_capture() -> None:
    before = [told("holds", MILL, LEAGUE, day=2), told("contested", MILL, LEAGUE, day=2, target=[HILL])]
    left = of([*before, told("withdrew", MILL, LEAGUE)])
    taken = of([*before, told("captured", MILL, HILL)])
    assert chance(left, "league") < 0.2
    assert chance(left, "column") < chance(taken, "column")


def test_an_advance_is_not_control() -> None:
    reading = of([told("holds", MILL, LEAGUE, day=2), told("advanced", MILL, HILL)])
    assert chance(reading, "column") < 0.4


def test_the_besieger_is_not_inside() -> None:
    reading = of([told("besieged", MILL, HILL, target=[LEAGUE])])
    assert chance(reading, "league") > chance(reading, "column")


def test_a_party_is_believed_more_of_its_loss_than_of_its_gain() -> None:
    before = [told("holds", MILL, LEAGUE, day=1)]
    gain = of([*before, told("captured", MILL, HILL, target=[LEAGUE], by=[HILL])])
    loss = of([*before, told("captured", MILL, HILL, target=[LEAGUE], by=[LEAGUE])])
    assert chance(loss, "column") > chance(gain, "column")
    equal = [
        of([*before, told("captured", MILL, HILL, target=[LEAGUE], by=[by])], all_equal=True) for by in (HILL, LEAGUE)
    ]
    assert chance(equal[0], "column") == chance(equal[1], "column")


def test_copies_of_one_origin_weigh_little_more_than_one() -> None:
    before = [told("holds", MILL, LEAGUE, day=1, by=["Coast Watch"])]
    once = of([*before, told("captured", MILL, HILL, by=["Hill Post"])])
    copied = of([*before, *(told("captured", MILL, HILL, by=["Hill Post"], doc=f"copy {n}") for n in range(3))])
    apart = of([*before, *(told("captured", MILL, HILL, by=[f"Witness {n}"], doc=f"own {n}") for n in range(3))])
    assert chance(once, "column") < chance(copied, "column") < chance(apart, "column")
    assert any("its origin said the same" in used.reason for used in copied.claims)


def test_planned_and_nameless_claims_are_set_aside_with_the_reason() -> None:
    reading = of(
        [told("holds", MILL, LEAGUE), told("captured", MILL, HILL, modality="planned"), told("captured", MILL)]
    )
    reasons = {used.reason for used in reading.claims if used.use == "aside"}
    assert reasons == {"it speaks of what is to come", "it does not say who"}
    assert best(reading) == ("held", "league")


def test_a_larger_place_bears_on_what_lies_in_it() -> None:
    reading = of([told("contested", MILL, LEAGUE, day=1, target=[HILL]), told("captured", "Qasr Amin=qasr-amin", HILL)])
    assert best(reading)[1] == "column"
    assert any("larger place" in used.reason for used in reading.claims)


def test_what_was_known_is_not_changed_by_what_was_published_later() -> None:
    entries = [told("holds", MILL, LEAGUE, day=3)]
    later = told("captured", MILL, HILL, day=9, time=when("2031-05-04"))
    then = datetime(2031, 5, 4, 23, 59, tzinfo=UTC)
    assert of([*entries, later], known_by=then) == of(entries, known_by=then)
    assert best(of([*entries, later])) == ("held", "column")  # in hindsight


def test_the_order_of_entries_does_not_matter() -> None:
    entries = [
        told("holds", MILL, LEAGUE, day=2), told("captured", MILL, HILL, day=3), told("contested", HEIGHTS, HILL),
    ]  # fmt: skip
    answers = {control(list(order), NAMES, on=DAY).model_dump_json() for order in permutations(entries)}
    assert len(answers) == 1


def test_places_that_no_registry_knows_are_counted() -> None:
    assert control([told("captured", "two villages", HILL)], NAMES, on=DAY).unresolved == 1


def test_a_place_not_heard_of_for_a_year_is_counted_not_shown() -> None:
    found = control([told("captured", MILL, HILL)], NAMES, on=DAY + timedelta(days=800))
    assert (found.places, found.silent) == ((), 1)


def test_a_share_is_compared_and_never_spread() -> None:
    share = told("holds", "Qasr Amin=qasr-amin", HILL, quantity=number("half", 0.5, 0.5, "share"))
    districts = [told("holds", place, HILL, doc=place) for place in (MILL, HEIGHTS, OLD)]
    found = control([share, *districts], NAMES, on=DAY)
    assert "qasr-amin" not in {one.place.id for one in found.places}
    (area,) = found.areas
    assert area.districts == 3
    assert area.read is not None
    assert area.read > 0.8
    assert "more" in area.words or "consistent" in area.words


def test_the_history_names_the_claims_of_each_turn() -> None:
    first, second = told("holds", MILL, LEAGUE, day=1), told("captured", MILL, HILL, day=4)
    found = turns([first, second], NAMES, "mill")
    assert [turn.best.party and turn.best.party.bloc for turn in found] == ["league", "column"]
    assert found[0].day == "2031-05-01" < found[1].day <= "2031-05-04"
    assert [turn.claims for turn in found] == [(first.claim.id,), (second.claim.id,)]


EVENTS = some.sampled_from(["captured", "holds", "withdrew", "advanced", "contested", "besieged"])
SIDES = some.sampled_from([(LEAGUE, HILL), (HILL, LEAGUE)])
CLAIMS = some.lists(
    some.tuples(EVENTS, SIDES, some.integers(1, 9), some.sampled_from([MONITOR, LEAGUE, HILL])), max_size=6
)


@given(CLAIMS)
def test_swapping_the_sides_swaps_the_reading(claims: list[tuple[str, tuple[str, str], int, str]]) -> None:
    other = {LEAGUE: HILL, HILL: LEAGUE, MONITOR: MONITOR}

    def made(*, swapped: bool) -> list[Entry]:
        return [
            told(
                event, MILL, other[one] if swapped else one, day=day, target=[other[two] if swapped else two],
                by=[other[by] if swapped else by], doc=f"{number}",
            )
            for number, (event, (one, two), day, by) in enumerate(claims)
        ]  # fmt: skip

    readings = [control(made(swapped=swapped), NAMES, on=date(2031, 5, 9)).places for swapped in (False, True)]
    for one, two in zip(*readings, strict=True):
        assert chance(one, "league") == pytest.approx(chance(two, "column"), abs=0.001)


def test_every_class_of_the_registry_has_a_weight() -> None:
    from marsad.knowledge.actors import Actors
    from marsad.views.registries import SPEAKERS

    actors = Actors.load()
    classes = {SPEAKERS.get(class_, class_) for class_ in (actors.get(ident).class_ for ident in actors)}
    assert classes <= set(defaults().class_)


def test_fighting_in_a_city_is_no_fight_in_each_of_its_districts() -> None:
    quiet = [told("holds", MILL, LEAGUE, day=3)]
    fight = told("contested", "Qasr Amin=qasr-amin", LEAGUE, target=[HILL])
    assert chance(of([*quiet, fight]), "league") > 0.9
    assert best(of([*quiet, fight], "qasr-amin"))[0] == "contested"


def test_a_described_party_is_known_by_its_own_words_not_by_its_allies() -> None:
    claims = [told("holds", HEIGHTS, HILL, day=1), told("captured", MILL, "rebels backed by River League")]
    assert best(of(claims)) == ("held", "column")


def test_a_party_of_two_wars_is_of_the_side_that_it_takes_in_this_one() -> None:
    reading = of([told("holds", MILL, LEAGUE, day=3), told("captured", MILL, "Coast Guard=coast")])
    assert best(reading) == ("held", "league")
    assert len(reading.distribution) == 3  # one side, contested, unknown


def test_a_withdrawal_told_after_a_capture_is_no_sign_that_nobody_is_there() -> None:
    taken = [told("holds", MILL, LEAGUE, day=1), told("captured", MILL, HILL, day=3)]
    assert best(of([*taken, told("withdrew", MILL, LEAGUE)])) == ("held", "column")
