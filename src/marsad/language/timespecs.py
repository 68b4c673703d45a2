"""What a time expression says, apart from its words, and how it becomes dates.

Each class is one way of naming a time; `days(frame)` gives the first and last day, inclusive, `None` for an end that
cannot be worked out. A `Frame` holds what the words leave open: the day of publication, the last time that the
document worked out (the anchor), and the tense of the clause. Without a day of publication only what an explicit
date or the anchor fixes is resolved.

Conventions, from the annotation guide and its gold: early, mid and late in a month are its days 1-10, 11-20 and 21 to
the end; its beginning and end three days each; weeks run from Monday; "recent days" and "the past few days" are the
three days before publication (UCDP's rule).
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal, Protocol

Tense = Literal["past", "present", "future"]
Unit = Literal["day", "week", "weekend", "month", "year", "decade"]
Edge = Literal["early", "mid", "late", "begin", "middle", "end", "earlier", "later", "half1", "half2"]
Days = tuple[date | None, date | None]

NOWHERE: Days = (None, None)
_SOON = 31
"""Days ahead within which a day without a year, in a clause of unknown tense, is taken to be still to come."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What the words leave open: day of publication, last time worked out in the document, tense of the clause."""

    published: date | None = None
    anchor: date | None = None
    tense: Tense | None = None

    @property
    def here(self) -> date | None:
        """The day that a story is at: the anchor, else the day of publication."""
        return self.anchor or self.published


class Spec(Protocol):
    """A way of naming a time."""

    def days(self, frame: Frame) -> Days:
        """First and last day, inclusive; None where open or unknown."""
        ...


def day(year: int, month: int, number: int) -> date | None:
    """The date, or None where the calendar has no such day."""
    try:
        return date(year, month, number)
    except ValueError:
        return None


def month(year: int, number: int) -> tuple[date, date]:
    """First and last day of a month; months below 1 and above 12 count into the years beside."""
    year, number = year + (number - 1) // 12, (number - 1) % 12 + 1
    year = min(max(year, 1), 9999)
    return date(year, number, 1), date(year, number, monthrange(year, number)[1])


def shift(start: date, count: int, unit: Unit) -> date:
    """A date moved by so many days, weeks, months, years or decades; the end of a month stays one."""
    try:
        if unit == "day":
            return start + timedelta(days=count)
        if unit in ("week", "weekend"):
            return start + timedelta(weeks=count)
        months = count * {"month": 1, "year": 12, "decade": 120}[unit]
        first, last = month(start.year, start.month + months)
    except OverflowError:
        return date.max if count > 0 else date.min
    return first.replace(day=min(start.day, last.day))


@dataclass(frozen=True, slots=True)
class Nothing:
    """Words of time that name no dates: a duration, a day that comes round every week."""

    def days(self, frame: Frame) -> Days:  # noqa: ARG002 - the protocol's
        """Never any."""
        return NOWHERE


@dataclass(frozen=True, slots=True)
class Calendar:
    """A year, a month or a day by name. Without a year it is the one nearest to what is known.

    `turn` is -1 for "last September", 1 for "next September", 0 otherwise; `years` counts from the year of
    publication: "in May last year" is -1.
    """

    year: int | None = None
    month: int | None = None
    number: int | None = None
    turn: int = 0
    years: int | None = None

    def days(self, frame: Frame) -> Days:
        """The day, month or year."""
        if self.year is not None:
            return self._in(self.year)
        if self.years is not None:
            return self._in(frame.published.year + self.years) if frame.published else NOWHERE
        around = frame.published or frame.anchor
        if around is None:
            return NOWHERE
        options = [found for year in range(around.year - 4, around.year + 5) if (found := self._in(year)) != NOWHERE]
        return self._choose(options, around, frame)

    def _in(self, year: int) -> Days:
        if not 1 <= year <= 9999:
            return NOWHERE
        if self.month is None:
            return date(year, 1, 1), date(year, 12, 31)
        if self.number is None:
            return month(year, self.month)
        found = day(year, self.month, self.number)
        return found, found

    def _choose(self, options: list[Days], around: date, frame: Frame) -> Days:
        spans = [(a, b) for a, b in options if a and b]
        if not spans:
            return NOWHERE
        if frame.published is None:
            return min(spans, key=lambda s: abs((s[0] + (s[1] - s[0]) / 2 - around).days))
        # A report dated by another clock may be a day behind what it tells.
        past = [s for s in spans if s[0] <= shift(around, 1, "day")]
        coming = [s for s in spans if s[1] >= around]
        if self.turn < 0:
            past = [s for s in spans if s[1] < around]
        elif self.turn > 0:
            return min([s for s in spans if s[0] > around], default=NOWHERE)
        elif coming and (frame.tense == "future" or (frame.tense is None and self._soon(coming[0], past, around))):
            return coming[0]
        return past[-1] if past else NOWHERE

    def _soon(self, coming: tuple[date, date], past: list[tuple[date, date]], around: date) -> bool:
        ago = (around - past[-1][1]).days if past else 366
        return self.number is not None and (coming[0] - around).days <= _SOON < ago - 180


@dataclass(frozen=True, slots=True)
class Numeric:
    """A date in figures whose order of day and month the words do not tell: 5/7/2016.

    Only the reading that lies in the 60 days up to publication is taken, and only if the other does not.
    """

    year: int
    first: int
    second: int

    def days(self, frame: Frame) -> Days:
        """The day, where only one reading is possible or near; otherwise none."""
        options = {day(self.year, self.second, self.first), day(self.year, self.first, self.second)} - {None}
        if len(options) == 2 and frame.published:
            options = {d for d in options if d and 0 <= (frame.published - d).days <= 60}
        found = next(iter(options)) if len(options) == 1 else None
        return found, found


@dataclass(frozen=True, slots=True)
class DayOfMonth:
    """A day of the month that the story is in: "the 18th"."""

    number: int

    def days(self, frame: Frame) -> Days:
        """The day in the month of the anchor or of publication."""
        found = day(frame.here.year, frame.here.month, self.number) if frame.here else None
        return found, found


@dataclass(frozen=True, slots=True)
class Weekday:
    """A weekday by name, 0 for Monday. The day of publication counts as the latest such day and as the next.

    `turn` is -1 for "last Friday", 1 for "next Friday"; `week` counts weeks from that of publication: "Friday last
    week" is -1.
    """

    number: int
    turn: int = 0
    week: int | None = None

    def days(self, frame: Frame) -> Days:
        """The latest such day in the past tense, the next one in the future tense."""
        published = frame.published
        if published is None:
            return NOWHERE
        if self.week is not None:
            monday = shift(published, -published.weekday(), "day")
            found = shift(shift(monday, self.week, "week"), self.number, "day")
            return found, found
        back = (published.weekday() - self.number) % 7
        ahead = (self.number - published.weekday()) % 7
        if self.turn < 0:
            found = shift(published, -(back or 7), "day")
        elif self.turn > 0:
            found = shift(published, ahead or 7, "day")
        else:
            found = shift(published, ahead if frame.tense == "future" else -back, "day")
        return found, found


@dataclass(frozen=True, slots=True)
class DayShift:
    """A day, or days, counted from publication: today, yesterday, overnight (-1 to 0)."""

    first: int
    last: int
    story: bool = False
    """Whether it may stand on the day of the story where publication is unknown: "overnight" may, "today" may not."""

    def days(self, frame: Frame) -> Days:
        """The days."""
        if frame.published:
            return shift(frame.published, self.first, "day"), shift(frame.published, self.last, "day")
        if self.story and frame.anchor:  # the night after the day that was told of
            return frame.anchor, shift(frame.anchor, self.last - self.first, "day")
        return NOWHERE


@dataclass(frozen=True, slots=True)
class UnitShift:
    """A whole week, weekend, month or year counted from that of publication: last week (-1), this month (0).

    This week, month or year in the past tense ends, and in the future tense begins, with the day of publication.
    """

    unit: Unit
    count: int
    clip: bool = True

    def days(self, frame: Frame) -> Days:
        """The first and last day of the unit."""
        if frame.published is None:
            return NOWHERE
        first, last = whole(shift(frame.published, self.count, self.unit), self.unit)
        if self.unit == "weekend" and self.count == 0 and frame.published < first and frame.tense != "future":
            # "this weekend" in the middle of a week is the coming one, "the weekend" the one behind
            return (shift(first, -7, "day"), shift(last, -7, "day")) if frame.tense or not self.clip else (first, last)
        if self.count == 0 and self.clip and first <= frame.published <= last:
            return (frame.published, last) if frame.tense == "future" else (first, min(last, frame.published))
        return first, last


def whole(inside: date, unit: Unit) -> tuple[date, date]:
    """The week, weekend, month, year or decade that a date is in."""
    if unit == "month":
        return month(inside.year, inside.month)
    if unit == "year":
        return date(inside.year, 1, 1), date(inside.year, 12, 31)
    if unit == "decade":
        start = max(inside.year // 10 * 10, 1)
        return date(start, 1, 1), date(min(start + 9, 9999), 12, 31)
    if unit == "day":
        return inside, inside
    monday = shift(inside, -inside.weekday(), "day")
    return (shift(monday, 5, "day") if unit == "weekend" else monday), shift(monday, 6, "day")


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch that ends or begins with publication: the past three days (-3), the next 48 hours (2).

    `count` is None where the words give none ("in recent weeks"): then that end stays open.
    """

    count: int | None
    unit: Unit
    ahead: bool = False

    def days(self, frame: Frame) -> Days:
        """From so many units before up to the day, or from the day up to so many after."""
        if self.ahead and frame.anchor and not frame.published:
            return Anchored(1, "day", self.count).days(frame) if self.unit == "day" else NOWHERE
        here = frame.published or frame.anchor
        if here is None:
            return NOWHERE
        far = None if self.count is None else shift(here, self.count if self.ahead else -self.count, self.unit)
        return (here, far) if self.ahead else (far, here)


@dataclass(frozen=True, slots=True)
class Ago:
    """So long before publication: a day for days and weeks, else the whole month or year."""

    count: int
    unit: Unit

    def days(self, frame: Frame) -> Days:
        """The day, month or year."""
        if frame.published is None:
            return NOWHERE
        found = shift(frame.published, -self.count, self.unit)
        return whole(found, self.unit) if self.unit in ("month", "year", "decade") else (found, found)


@dataclass(frozen=True, slots=True)
class Anchored:
    """A time counted from the day that the story is at: the next day, two days later, the following month.

    `length` is how many days it covers (None: open); units other than days give the whole week, month or year.
    """

    count: int
    unit: Unit = "day"
    length: int | None = 1

    def days(self, frame: Frame) -> Days:
        """The days, from the anchor, else from publication."""
        if frame.here is None:
            return NOWHERE
        found = shift(frame.here, self.count, self.unit)
        if self.unit != "day":
            return whole(found, self.unit)
        return found, (None if self.length is None else shift(found, self.length - 1, "day"))


@dataclass(frozen=True, slots=True)
class FirstDays:
    """The first so many days of what the story tells of; never beyond publication."""

    count: int

    def days(self, frame: Frame) -> Days:
        """From the anchor; where that would go beyond publication, or is unknown, up to publication."""
        published, anchor = frame.published, frame.anchor
        if published and (anchor is None or shift(anchor, self.count, "day") > published):
            return shift(published, -self.count, "day"), published
        return Anchored(0, "day", self.count + 1).days(frame)


@dataclass(frozen=True, slots=True)
class Season:
    """A season of the north, by name: 1 spring (March to May), 2 summer, 3 autumn, 4 winter (December to February)."""

    number: int
    year: int | None = None
    turn: int = 0

    def days(self, frame: Frame) -> Days:
        """The three months; without a year the latest that has begun, with last or next the one before or after."""
        if self.year is not None:
            return self._in(self.year)
        if frame.published is None:
            return NOWHERE
        begun = [s for year in range(-2, 3) if (s := self._in(frame.published.year + year))[0] <= frame.published]
        if self.turn == 0:
            return begun[-1]
        if self.turn < 0:
            return next((s for s in reversed(begun) if s[1] < frame.published), NOWHERE)
        return self._in(begun[-1][0].year + 1)

    def _in(self, year: int) -> tuple[date, date]:
        return month(year, 3 * self.number)[0], month(year, 3 * self.number + 2)[1]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a time: early July, the end of the month, later this week."""

    of: Spec
    edge: Edge

    def days(self, frame: Frame) -> Days:
        """The part's first and last day."""
        if self.edge in ("earlier", "later"):
            return self._about_now(frame)
        first, last = self.of.days(frame)
        if first is None or last is None or first == last:
            return first, last
        length = (last - first).days + 1
        if length == 7:
            return _slice(
                first, last, {"early": (0, 1), "begin": (0, 1), "mid": (2, 3), "middle": (2, 3)}, self.edge, 4
            )
        if 28 <= length <= 31:
            parts = {"early": (0, 9), "begin": (0, 2), "mid": (10, 19), "middle": (10, 19), "half1": (0, 14)}
            return _slice(first, last, parts, self.edge, {"late": 20, "half2": 15}.get(self.edge, length - 3))
        if length <= 366 and first.day == first.month == 1:
            months = {
                "early": (1, 4),
                "begin": (1, 1),
                "mid": (5, 8),
                "middle": (5, 8),
                "late": (9, 12),
                "end": (12, 12),
            }
            months |= {"half1": (1, 6), "half2": (7, 12)}
            a, b = months[self.edge]
            return month(first.year, a)[0], month(first.year, b)[1]
        return first, last

    def _about_now(self, frame: Frame) -> Days:
        spec = UnitShift(self.of.unit, 0, clip=False) if isinstance(self.of, UnitShift) else self.of
        first, last = spec.days(frame)
        if first is None or last is None or frame.published is None or not first <= frame.published <= last:
            return first, last
        return (first, frame.published) if self.edge == "earlier" else (frame.published, last)


def _slice(first: date, last: date, parts: dict[str, tuple[int, int]], edge: str, rest: int) -> Days:
    if edge in parts:
        a, b = parts[edge]
        return shift(first, a, "day"), shift(first, b, "day")
    return shift(first, rest, "day"), last


@dataclass(frozen=True, slots=True)
class Between:
    """From one time to another; where the first would come after the last, it is taken a week or a year earlier."""

    first: Spec
    last: Spec

    def days(self, frame: Frame) -> Days:
        """First day of the first, last day of the last."""
        start, end = self.first.days(frame)[0], self.last.days(frame)[1]
        if start is None or end is None or start <= end:
            return start, end
        unit: Unit = "week" if isinstance(self.first, Weekday) else "year"
        if frame.tense == "future":
            return start, shift(end, 1, unit)
        return shift(start, -1, unit), end


@dataclass(frozen=True, slots=True)
class Eve:
    """A day and the one before it: overnight into Wednesday."""

    of: Spec

    def days(self, frame: Frame) -> Days:
        """The day before the time's first, and its last."""
        first, last = self.of.days(frame)
        return shift(first, -1, "day") if first else None, last


@dataclass(frozen=True, slots=True)
class Since:
    """From a time on, up to publication, else up to the day that the story is at."""

    of: Spec
    after: bool = False

    def days(self, frame: Frame) -> Days:
        """First day of the time ("after": the day behind its last) and the day of publication."""
        first, last = self.of.days(frame)
        start = shift(last, 1, "day") if self.after and last else first
        end = frame.published or frame.anchor
        return (start, end) if start and end and start <= end else (start, None)


@dataclass(frozen=True, slots=True)
class Until:
    """Up to a time, from the day that the story is at where that is earlier; `before` leaves out the time itself."""

    of: Spec
    before: bool = False

    def days(self, frame: Frame) -> Days:
        """The day of publication, or the anchor, and the last day ("before": the day ahead of the first)."""
        if self.before:
            first = self.of.days(frame)[0]
            return None, shift(first, -1, "day") if first else None
        end = self.of.days(frame if frame.tense else replace(frame, tense="future"))[1]
        start = frame.published or frame.anchor
        return (start if start and end and start <= end else None), end
