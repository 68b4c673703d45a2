"""Published times as documents write them, made ISO 8601; what is ambiguous stays unread."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta, timezone

from marsad.errors import InputError

_MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july", "aug august",
         "sep sept september", "oct october", "nov november", "dec december"), start=1)
    for name in names.split()
}  # fmt: skip
_OFFSETS = {
    "z": 0, "utc": 0, "gmt": 0, "est": -5, "edt": -4, "cet": 1, "cest": 2, "eet": 2, "eest": 3, "msk": 3,
}  # fmt: skip
"""Hours from UTC. Names with several meanings (BST, IST, CST, AST) are not here: the time is kept without offset."""

_MONTH = r"(?P<{}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"  # noqa: E501
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_DATE = (
    rf"{_WEEKDAY}(?:"
    rf"(?P<iso>\d{{4}}-\d\d?-\d\d?)(?!\d)"
    rf"|(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?[\s-]+{_MONTH.format('m1')},?[\s-]+(?P<y1>\d{{4}})(?!\d)"
    rf"|{_MONTH.format('m2')}\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y2>\d{{4}})(?!\d)"
    rf"|(?P<n1>\d{{1,2}})(?P<sep>[/.])(?P<n2>\d{{1,2}})(?P=sep)(?P<y3>\d{{4}})(?!\d)"
    rf")"
)
_CLOCK = (
    r"(?P<hour>\d{1,2})[:.](?P<minute>\d\d)(?::(?P<second>\d\d)(?:\.\d+)?)?"
    r"(?:\s*(?P<half>[ap])\.?m\.?)?(?![\d:])"
    r"(?:\s*\(?(?P<zone>z|utc|gmt|e[sd]t|cest|cet|eest|eet|msk)?(?P<offset>[+-]\d\d?:?(?:\d\d)?)?\)?(?!\w))?"
)
_GAP = r"(?:\s*[,|·•@–—-]?\s*(?:at\s+)?|T)"
DATED = re.compile(rf"(?<!\w){_DATE}(?:{_GAP}{_CLOCK})?", re.IGNORECASE)
"""A full date in words, ISO or figures, and the clock time that may follow it."""

_CLOCK_FIRST = re.compile(rf"(?<!\w){_CLOCK}{_GAP}(?:on\s+)?{_DATE}", re.IGNORECASE)

_VAGUE_ZONE = re.compile(r"(?<=[\dm.])\s+\(?(?:[BICAJKPSW]S?T|ET|CT|MT|PT|local(?: time)?)\)?$", re.IGNORECASE)


def iso(match: re.Match[str]) -> str | None:
    """The ISO 8601 date or time of a match of `DATED`; None where it is no date or could be two."""
    day = _day(match)
    if day is None or not 1900 <= day.year <= 2100:
        return None
    clock = _clock(match)
    if clock is None:
        return day.isoformat()
    return datetime.combine(day, clock).isoformat(timespec="seconds" if clock.second else "minutes")


def parse(words: str) -> str | None:
    """The ISO 8601 date or time that the words are as a whole; None where they are none."""
    words = _VAGUE_ZONE.sub("", words.strip())
    match = DATED.fullmatch(words) or _CLOCK_FIRST.fullmatch(words)
    if match:
        return iso(match)
    if "W" in words:
        return None  # an ISO week is no day
    try:
        moment = datetime.fromisoformat(words)
    except ValueError:
        return None
    if not 1900 <= moment.year <= 2100:
        return None
    if len(words) <= 10:
        return moment.date().isoformat()
    return moment.replace(microsecond=0).isoformat(timespec="seconds" if moment.second else "minutes")


def check(words: str) -> str:
    """The user's published time in ISO 8601; InputError where it cannot be read as one."""
    found = parse(words)
    if not found:
        raise InputError(
            f"{words!r} is not a date that can be read for sure; write it as 2016-12-07 or 2016-12-07T07:27+02:00."
        )
    return found


def _day(match: re.Match[str]) -> date | None:
    part = match.groupdict()
    if part["iso"]:
        year, month, day = map(int, part["iso"].split("-"))
    elif part["y1"]:
        year, month, day = int(part["y1"]), _MONTHS[part["m1"].lower()], int(part["d1"])
    elif part["y2"]:
        year, month, day = int(part["y2"]), _MONTHS[part["m2"].lower()], int(part["d2"])
    else:
        first, second, year = int(part["n1"]), int(part["n2"]), int(part["y3"])
        if first <= 12 and second <= 12 and first != second and part["sep"] == "/":
            return None  # 3/4/2016 is March in one country and April in the next
        day, month = (second, first) if second > 12 else (first, second)
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _clock(match: re.Match[str]) -> time | None:
    part = match.groupdict()
    if not part["hour"]:
        return None
    hour, minute, second = int(part["hour"]), int(part["minute"]), int(part["second"] or 0)
    if part["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if part["half"].lower() == "p" else 0)
    try:
        return time(hour, minute, second, tzinfo=_zone(part["zone"], part["offset"]))
    except ValueError:
        return None


def _zone(name: str | None, offset: str | None) -> timezone | None:
    if not name and not offset:
        return None
    shift = timedelta(hours=_OFFSETS[name.lower()] if name else 0)
    if offset:
        digits = offset[1:].replace(":", "")
        hours, minutes = (int(digits[:-2]), int(digits[-2:])) if len(digits) > 2 else (int(digits), 0)
        shift += (1 if offset[0] == "+" else -1) * timedelta(hours=hours, minutes=minutes)
    return timezone(shift) if abs(shift) < timedelta(hours=16) else None
