"""Times: every row of the list of traps, the kinds like them, and properties that hold for any text."""

from __future__ import annotations

from datetime import date, timedelta
from time import perf_counter

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from marsad.language.dates import When, context_date, find_times, work_out

WEDNESDAY = date(2016, 12, 7)


def days(first: str, last: str | None = None) -> tuple[date, date]:
    """A pair of days in December 2016 ("06"), another month ("11-15") or in full."""

    def full(text: str) -> date:
        return date.fromisoformat("2016-12-07"[: 10 - len(text)] + text)

    return full(first), full(last or first)


def only(text: str, published: date | None = WEDNESDAY) -> When:
    found = [when for when in find_times(text, published) if when.kind != "duration"]
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # The list of traps.
        ("38 people were killed on Tuesday night.", days("06")),
        ("The army entered on Wednesday morning.", days("07")),
        ("They left on Tuesday.", days("06")),
        ("They will meet on Wednesday or Thursday.", days("07", "08")),
        ("They took the district earlier this week.", days("05", "07")),
        ("Shells fell overnight.", days("06", "07")),
        ("Nine died in the past 24 hours.", days("06", "07")),
        ("They fled last week.", days("11-28", "12-04")),
        ("They advanced in recent days.", days("04", "07")),
        ("It has been shelled since Sunday.", days("04", "07")),
        ("They met on 15 November.", days("11-15")),
        ("They met on Nov. 15 in the town.", days("11-15")),
        ("Dated 15/11/2016.", days("11-15")),
        ("Dated 2016-11-15.", days("11-15")),
        # Weekdays, parts of the day, quotes of them.
        ("early on Monday", days("05")),
        ("late on Monday night", days("05")),
        ("on the night of Monday", days("05")),
        ("the attack on Monday, at dawn", days("05")),
        ("Monday's attack", days("05")),
        ("Mondays attack", days("05")),
        ("from 0700 GMT Tuesday", days("06")),
        ("At 10:30 pm local time on Tuesday", days("06")),
        ("Wednesday", days("07")),
        ("last Wednesday", days("11-30")),
        ("next Wednesday", days("14")),
        ("it is due to start on Friday", days("09")),
        ("the talks scheduled for Monday", days("12")),
        ("They were to meet on Friday", days("09")),
        ("Saturday and Sunday", days("03", "04")),
        ("from Friday to Sunday", days("02", "04")),
        ("Friday last week", days("02")),
        # Days counted from publication.
        ("today", days("07")),
        ("yesterday", days("06")),
        ("the day before yesterday", days("05")),
        ("tomorrow", days("08")),
        ("tonight", days("07")),
        ("last night", days("06")),
        ("this morning", days("07")),
        ("during the night", days("06", "07")),
        ("They now hold the town", days("07")),
        ("currently", days("07")),
        ("at present", days("07")),
        ("two days ago", days("05")),
        ("a week ago", days("11-30")),
        ("48 hours ago", days("05")),
        ("three months ago", days("09-01", "09-30")),
        # Weeks, months, years.
        ("later this week", days("07", "11")),
        ("early next week", days("12", "13")),
        ("last weekend", days("03", "04")),
        ("this month", days("01", "07")),
        ("last month", days("11-01", "11-30")),
        ("last year", days("2015-01-01", "2015-12-31")),
        ("late last year", days("2015-09-01", "2015-12-31")),
        ("by the end of the month", days("29", "31")),
        ("earlier this year", days("01-01", "07")),
        # Stretches.
        ("over the past three days", days("04", "07")),
        ("in the last two weeks", days("11-23", "07")),
        ("during the past month", days("11-07", "07")),
        ("over the past two and a half years", days("2014-06-07", "07")),
        ("in the past few hours", days("07")),
        ("within the next 48 hours", days("07", "09")),
        ("a week since the truce", days("11-30", "07")),
        ("since July", days("07-01", "07")),
        ("since 2012", days("2012-01-01", "07")),
        ("since early 2014", days("2014-01-01", "07")),
        ("since spring 2015", days("2015-03-01", "07")),
        ("since the conflict first erupted in March 2011", days("2011-03-01", "07")),
        ("since it came into force last week", days("11-28", "07")),
        ("until Friday", days("07", "09")),
        # Calendar dates.
        ("in July", days("07-01", "07-31")),
        ("July 2016", days("07-01", "07-31")),
        ("in July, 2016", days("07-01", "07-31")),
        ("in May last year", days("2015-05-01", "2015-05-31")),
        ("last September", days("09-01", "09-30")),
        ("in January", days("01-01", "01-31")),
        ("early July", days("07-01", "07-10")),
        ("mid-July", days("07-11", "07-20")),
        ("in late February", days("02-21", "02-29")),
        ("at the close of February", days("02-27", "02-29")),
        ("the first week of July", days("07-01", "07-07")),
        ("the summer of 2014", days("2014-06-01", "2014-08-31")),
        ("last summer", days("06-01", "08-31")),
        ("in 2012", days("2012-01-01", "2012-12-31")),
        ("in the 1990s", days("1990-01-01", "1999-12-31")),
        ("on 7 December", days("07")),
        ("on December 8 the town fell", days("08")),
        ("the 3rd of March 2016", days("03-03")),
        ("Feb 16 2016", days("02-16")),
        ("December 7, 2016, 7:27am", days("07")),
        ("Wednesday 24 August 2016 16:58", days("08-24")),
        ("DAMASCUS, Nov 18 (SANA)", days("11-18")),
        ("Date of publication 12 August 2016", days("08-12")),
        ("Last Update: 15.11.2016", days("11-15")),
        ("15-16 November", days("11-15", "11-16")),
        ("between 5 and 7 July", days("07-05", "07-07")),
        ("from 5 to 7 July", days("07-05", "07-07")),
        ("Between 21 and 26 of September", days("09-21", "09-26")),
        ("July 5-7", days("07-05", "07-07")),
        ("from 30 November to 2 December", days("11-30", "02")),
        ("between February 2015 and March 2016", days("2015-02-01", "03-31")),
        ("between November and January", days("2015-11-01", "01-31")),
        ("2012-2014", days("2012-01-01", "2014-12-31")),
        ("by December", days("01", "31")),
        ("in the early hours of 2 December", days("02")),
        ("on Tuesday in the late evening", days("06")),
        ("before dawn on Friday", days("02")),
        ("overnight into Wednesday", days("06", "07")),
        ("over the weekend", days("03", "04")),
        ("in 2011 and 2012", days("2011-01-01", "2012-12-31")),
        ("from 2012 to 2015", days("2012-01-01", "2015-12-31")),
        ("from March to May", days("03-01", "05-31")),
        ("since at least 2013", days("2013-01-01", "07")),
        ("the second half of July", days("07-16", "07-31")),
        ("2016-12-06T14:05", days("06")),
    ],
)
def test_a_time_resolves_to_its_dates(text: str, expected: tuple[date, date]) -> None:
    assert only(text).resolve() == expected


@pytest.mark.parametrize(
    ("text", "tense", "expected"),
    [
        ("on Friday", "past", days("02")),
        ("on Friday", "future", days("09")),
        ("on Wednesday", "past", days("07")),
        ("on Wednesday", "future", days("07")),
        ("on 20 December", "past", (date(2015, 12, 20),) * 2),
        ("on 20 December", "future", days("20")),
        ("in March", "past", days("03-01", "03-31")),
        ("in March", "future", (date(2017, 3, 1), date(2017, 3, 31))),
        ("this week", "past", days("05", "07")),
        ("this week", "future", days("07", "11")),
        ("Saturday or Sunday", "future", days("10", "11")),
    ],
)
def test_tense_gives_the_direction(text: str, tense: str, expected: tuple[date, date]) -> None:
    assert only(text).resolve(tense) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    ["for four years", "the five-year war", "a five-day truce", "a 48-hour ceasefire", "a two-week siege",
     "a 12-year-old girl", "2-1/2 year conflict", "for several months", "for years", "more than ten days of fighting",
     "half an hour", "for a third consecutive day"],
)  # fmt: skip
def test_a_duration_has_no_dates(text: str) -> None:
    found = find_times(text, WEDNESDAY)
    assert [when.kind for when in found] == ["duration"]
    assert found[0].resolve() == (None, None)


@pytest.mark.parametrize(
    "text",
    ["They may march on the town.", "Theresa May said so.", "more than 2000 people", "at least 1950 homes",
     "Black Friday", "every Monday", "They pray on Fridays.", "until now", "now that it is over",
     "the March 14 Alliance",
     "2:0", "They spent the night there", "a map of the area", "Su-24", "room 12"],
)  # fmt: skip
def test_no_time_is_seen_where_none_is(text: str) -> None:
    assert find_times(text, WEDNESDAY) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the next day", days("02", "02")), ("On the following day", days("02")), ("the same day", days("01")),
        ("that night", days("01")), ("the previous night", days("11-30")), ("the day before.", days("11-30")),
        ("two days later", days("03")), ("hours later", days("01")), ("a week earlier", days("11-24")),
        ("in the evening", days("01")), ("at dawn", days("01")), ("By nightfall", days("01")),
        ("later in the day", days("01")), ("by the end of the day", days("01")), ("around 5:00 a.m.", days("01")),
        ("over the following two days", days("02", "03")), ("by the 21st.", days("21")),
        ("the first 24 hours", days("01", "02")), ("in the following month", (date(2017, 1, 1), date(2017, 1, 31))),
    ],
)  # fmt: skip
def test_an_anaphoric_time_counts_from_the_anchor(text: str, expected: tuple[date, date]) -> None:
    when = only(text)
    assert when.kind == "anaphoric"
    assert when.resolve(anchor=date(2016, 12, 1)) == expected


def test_without_an_anchor_it_counts_from_publication() -> None:
    assert only("the next day").resolve() == days("08")


def test_a_day_after_dates_the_clause_behind_it() -> None:
    monday, after = find_times("They struck on Monday, a day after the sides agreed a truce.", WEDNESDAY)
    assert not monday.following
    assert after.following
    assert after.resolve(anchor=monday.resolve()[0]) == days("04")


def test_a_since_clause_keeps_the_time_inside_it() -> None:
    when = only("It was broken 264 times since the truce took effect three days ago.")
    assert when.text.startswith("since the truce")
    assert when.inner is not None
    assert when.inner.text == "three days ago"
    assert when.inner.resolve() == days("04")


def test_no_direction_is_guessed_from_a_clause_before() -> None:
    text = "The talks will be held in Geneva. Shelling killed nine on Tuesday."
    assert only(text).resolve() == days("06")


class TestPublicationUnknown:
    @pytest.mark.parametrize(
        "text", ["on Tuesday", "yesterday", "last week", "now", "two days ago", "this month", "tonight"]
    )
    def test_relative_times_stay_open(self, text: str) -> None:
        when = only(text, None)
        assert not when.explicit
        assert when.resolve(anchor=date(2016, 11, 26)) == (None, None)

    def test_a_date_without_a_year_takes_it_from_the_anchor(self) -> None:
        assert only("On 28 November", None).resolve() == (None, None)
        assert only("On 28 November", None).resolve(anchor=date(2016, 11, 26)) == days("11-28")
        assert only("on 2 January", None).resolve(anchor=date(2016, 12, 28)) == (date(2017, 1, 2),) * 2

    def test_full_dates_and_years_are_explicit(self) -> None:
        assert only("On 26 November 2016", None).explicit
        assert only("in 2012", None).resolve() == (date(2012, 1, 1), date(2012, 12, 31))

    def test_an_account_is_worked_out_from_day_to_day(self) -> None:
        text = (
            "On 30 December 2016, the town was shelled. On the next day, the army took the mill. Two days later "
            "it fell. "
            "It had been held since 2012. On 5 January, aid arrived; the previous night had been calm. Overnight, it "
            "was looted."
        )
        times = find_times(text)
        first, last = date(2016, 12, 30), date(2017, 1, 5)
        assert work_out(times) == [
            (first, first), (first + timedelta(1),) * 2, (first + timedelta(3),) * 2,
            (date(2012, 1, 1), first + timedelta(3)), (last, last), (last - timedelta(1),) * 2,
            (last, last + timedelta(1)),
        ]  # fmt: skip

    def test_the_context_is_the_title_s_month(self) -> None:
        title = "Battle of Tellmar (2016–2017): December 2016"
        context = context_date(title, "On 6 December it began.")
        assert context is not None
        assert only("On 6 December it began.", None).resolve(anchor=context) == days("06")

    def test_a_year_will_do_as_context(self) -> None:
        assert context_date("Siege of Tellmar (2016): Aftermath") == date(2016, 7, 1)
        assert context_date("Siege of Tellmar") is None


class TestAmbiguousFigures:
    def test_one_reading_near_publication_is_taken(self) -> None:
        assert only("5/12/2016").resolve() == days("05")

    def test_otherwise_neither_is(self) -> None:
        assert only("5/7/2016").resolve() == (None, None)
        assert only("5/7/2016", None).resolve() == (None, None)

    def test_an_impossible_day_is_none(self) -> None:
        assert only("31 November").resolve() == (None, None)


def test_a_deadline_or_a_look_back_does_not_move_the_story() -> None:
    told = {
        when.text: when.tells
        for when in find_times("On 3 May they met. It fell by 9 May. The previous night was calm.")
    }
    assert told == {"On 3 May": True, "by 9 May": False, "The previous night": False}


def test_long_texts_are_cut_without_losing_offsets() -> None:
    text = "Nothing happened here at all.\n" * 4000 + "It fell on 7 December 2016."
    when = only(text, None)
    assert text[when.start : when.end] == when.text == "on 7 December 2016"


@pytest.mark.parametrize("words", ["morning of ", "7 and ", "the last two ", "since the ", "10:30 ", "1-", "july "])
def test_a_hostile_text_takes_no_longer_than_its_length(words: str) -> None:
    start = perf_counter()
    find_times(words * (20_000 // len(words)), WEDNESDAY)
    assert perf_counter() - start < 5  # minutes, where a pattern backtracks


_WORDS = st.sampled_from(
    "on in the since until by between from to and or a two 24 31 2016 1999 0 99999999999999999999 7 . , "
    "- / : ( ) ' ½ s th "
    "Tuesday Mondays May march July Nov Sat last next this past same day days hours week months year "
    "century night dawn "
    "overnight yesterday ago later before after early late end few several million half first 15.11.2016 1,000 now "
    "İ".split()
)
_TEXTS = st.one_of(st.text(), st.lists(_WORDS, max_size=30).map(" ".join), st.lists(_WORDS, max_size=30).map("".join))
_DATES = st.one_of(st.none(), st.dates(), st.sampled_from([date.min, date.max]))


@example("since 0 day 0 July 1", None, None, None)
@given(_TEXTS, _DATES, _DATES, st.sampled_from([None, "past", "present", "future"]))
def test_any_text_is_taken_and_offsets_slice(
    text: str, published: date | None, anchor: date | None, tense: str | None
) -> None:
    last = 0
    for when in find_times(text, published):
        assert text[when.start : when.end] == when.text
        assert last <= when.start < when.end
        last = when.end
        start, end = when.resolve(tense, anchor)  # type: ignore[arg-type]
        assert start is None or end is None or start <= end
    work_out(find_times(text, published), anchor)
    context_date(text)


@given(st.dates(date(1950, 1, 1), date(2049, 12, 31)), st.dates(date(1950, 1, 1), date(2049, 12, 31)))
def test_full_dates_do_not_depend_on_publication(day: date, published: date) -> None:
    for text in (
        f"{day:%d} {day:%B} {day.year}",
        f"{day:%B} {day.day}, {day.year}",
        day.isoformat(),
        f"{day:%a %d %b %Y}",
    ):
        assert only(f"It fell on {text}.", published).resolve() == (day, day)


@given(st.dates(date(1990, 1, 1), date(2040, 1, 1)), st.integers(0, 6))
def test_a_weekday_is_the_latest_or_the_next(published: date, number: int) -> None:
    name = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"][number]
    past, future = only(f"on {name}", published).resolve("past")[0], only(f"on {name}", published).resolve("future")[0]
    assert past is not None
    assert future is not None
    assert past.weekday() == future.weekday() == number
    assert timedelta(0) <= published - past < timedelta(7)
    assert timedelta(0) <= future - published < timedelta(7)
