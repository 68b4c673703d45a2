"""Days and times of claims: reading them, and saying them in plain words."""

from __future__ import annotations

import calendar
import re
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from marsad.model import Claim, Precision, Time

DAY = timedelta(days=1)
MONTHS = (
    "", "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
"""In English whatever the locale."""
_SINCE = re.compile(r"\s*(?:ever )?since\b", re.IGNORECASE)


class Days(NamedTuple):
    """First and last day, inclusive."""

    start: date
    end: date

    def touches(self, other: Days) -> bool:
        """Whether the two share a day."""
        return self.start <= other.end and other.start <= self.end


def day(text: str | None) -> date | None:
    """The day of an ISO 8601 date or time; None where there is none."""
    if not text:
        return None
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def latest_moment(text: str | None) -> datetime | None:
    """The latest moment that an ISO 8601 text can mean, in UTC.

    A date alone may be any time of that day, so its last microsecond; a time without offset is taken as UTC.
    """
    if not text:
        return None
    try:
        if len(text) <= 10:
            return datetime.combine(date.fromisoformat(text), datetime.max.time(), UTC)
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def earliest_moment(text: str | None) -> datetime | None:
    """The earliest moment that an ISO 8601 text can mean, in UTC: a date alone may be its first."""
    latest = latest_moment(text)
    return datetime.combine(latest.date(), datetime.min.time(), UTC) if latest and len(text or "") <= 10 else latest


def own_days(claim: Claim) -> Days | None:
    """The days that the claim itself gives, or None. An open end reaches to the day it was published."""
    if claim.time is None:
        return None
    start, end = day(claim.time.start), day(claim.time.end)
    if start is None and end is None:
        return None
    if end is None:
        end = max(filter(None, (start, day(claim.published))))
    return Days(start or end, end)


def effective_days(claim: Claim) -> Days | None:
    """The claim's own days, else the day it was published; None where neither is known."""
    own = own_days(claim)
    if own is not None:
        return own
    published = day(claim.published)
    return Days(published, published) if published else None


def say_day(value: date) -> str:
    """6 December 2016."""
    return f"{value.day} {MONTHS[value.month]} {value.year}"


def say_days(start: date, end: date) -> str:
    """A period without preposition: 7–8 December 2016; 30 November – 2 December 2016."""
    if start == end:
        return say_day(start)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{say_day(end)}"
    if start.year == end.year:
        return f"{start.day} {MONTHS[start.month]} – {say_day(end)}"
    return f"{say_day(start)} – {say_day(end)}"


def say_time(time: Time | None) -> str:
    """When, in words to follow a clause: "on 6 December 2016", "in December 2016", "since 17 July 2016", or "".

    Words that no date could be worked out from are given as they stand.
    """
    if time is None:
        return ""
    start, end = day(time.start), day(time.end)
    if start is None and end is None:
        return f"(“{time.text}”, no date worked out)"
    if start is None and end is not None:
        return f"until {say_day(end)}"
    assert start is not None
    if _SINCE.match(time.text):
        return f"since {_say_start(start, time.precision)}"
    if end is None:
        return f"from {say_day(start)}"
    if start == end:
        return f"on {say_day(start)}"
    whole = _whole(start, end)
    if whole:
        return f"in {whole}"
    return f"on {say_days(start, end)}" if end - start <= 14 * DAY else f"from {say_day(start)} to {say_day(end)}"


def _whole(start: date, end: date) -> str | None:
    """The name of a period that is exactly a month or a year."""
    if start.day != 1 or end != _month_end(end):
        return None
    if (start.year, start.month) == (end.year, end.month):
        return f"{MONTHS[start.month]} {start.year}"
    if start.year == end.year and (start.month, end.month) == (1, 12):
        return str(start.year)
    return None


def _say_start(start: date, precision: Precision) -> str:
    """The start of an open period, no finer than the words gave it."""
    if precision == "year":
        return str(start.year)
    return f"{MONTHS[start.month]} {start.year}" if precision == "month" else say_day(start)


def _month_end(value: date) -> date:
    return value.replace(day=calendar.monthrange(value.year, value.month)[1])
