"""From a matched time expression to what it says: one small builder for each core of the grammar.

A builder gets the tokens of the match and returns a `Reading`, or None where the words only look like a time ("may"
the verb, "Black Friday", 2000 people).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from marsad.language import timespecs as ts
from marsad.language.timelexicon import EDGES, LEXICON, MONTHS, RELATIVE, SEASONS, UNITS, WEEKDAYS
from marsad.language.timematch import Match, Reading, amount, as_unit, in_days

if TYPE_CHECKING:
    from collections.abc import Callable

    from marsad.language.tokens import Tokens
    from marsad.model import Precision

_NO_DAY_BEFORE = frozenset(
    "black good bloody palm easter sheffield ash super cyber holy maundy every each most".split()
)
_NO_DAY_AFTER = frozenset("times telegraph mirror express herald mosque school schools club".split())
_MOVEMENTS = frozenset("alliance bloc brigade brigades coalition forces movement bridge street stadium square".split())
_PLURALS = frozenset("people men women children civilian police dead others more".split())
_FUNCTION = frozenset(
    "and or but in at on by to of for with when the a an as is are was were he she they it we".split()
)


def build(rule: str, tokens: Tokens, shape: str, begin: int, core: int, end: int) -> Reading | None:
    """What the tokens from `begin` to `end` say, of which those from `core` on matched the named rule."""
    match = Match(tokens, shape, tokens.words[begin:core], tokens.words[core:end], core, end)
    reading = _BUILDERS[rule](match)
    if reading is None:
        return None
    reading = _with_lead(reading, match.lead)
    deadline = "by" in match.lead and tokens.raw(begin).islower()
    return replace(reading, tells=False) if deadline else reading


def _with_lead(reading: Reading, lead: list[str]) -> Reading:
    """Apply the words before the core: early, the end of; since, until, before, after."""
    if reading.kind == "duration" or reading.following:
        return reading
    edge = next((EDGES[word] for word in lead if word in EDGES), None)
    if edge and reading.precision != "day":
        part = ts.Part(reading.spec, cast("ts.Edge", edge))
        reading = replace(reading, spec=part, precision="year" if reading.precision == "year" else "range")
    if lead[-2:] == ["overnight", "into"]:
        return replace(reading, spec=ts.Eve(reading.spec), kind="period", precision="days")
    if "since" in lead:
        return replace(reading, spec=ts.Since(reading.spec), kind="since", precision="range")
    if {"until", "till", "til"} & {*lead} or lead[-1:] == ["through"] or {"throughout", "to"} <= {*lead}:
        return replace(reading, spec=ts.Until(reading.spec), kind="until", precision="range")
    close = {*lead[-1:]} if lead[-1:] != ["the"] else {*lead[-2:]}
    if ("before" in close or lead[-2:] == ["prior", "to"]) and reading.kind != "anaphoric":
        return replace(reading, spec=ts.Until(reading.spec, before=True), kind="until", precision="range")
    if "after" in lead and reading.precision in ("month", "year", "season"):
        return replace(reading, spec=ts.Since(reading.spec, after=True), kind="since", precision="range")
    return reading


def _point(spec: ts.Spec) -> Reading:
    return Reading(spec, "point")


def _period(spec: ts.Spec, precision: Precision) -> Reading:
    return Reading(spec, "period", precision, tells=precision in ("day", "days", "week", "month"))


def _anaphoric(spec: ts.Spec, precision: Precision = "day") -> Reading:
    return Reading(spec, "anaphoric", precision)


_DURATION = Reading(ts.Nothing(), "duration", "range")


# Calendar dates


def _month(match: Match) -> int | None:
    """The core's month; None where the word is not one here: "may" and "march" the verbs, "mar", "dec" in small."""
    for index in range(match.start, match.end):
        word = match.tokens.words[index]
        if LEXICON.name(match.shape[index]) in ("month", "maybe", "abbr"):
            small = match.tokens.raw(index)[0].islower()
            return None if small and (word in ("may", "march") or len(word) < 4) else MONTHS[word]
    return None


def _year(match: Match) -> int | None:
    years = match.all("year")
    return int(years[-1]) if years else None


def _other_year(match: Match) -> int | None:
    """Years from publication, where the core says last year, this year or next year."""
    if match.some("unit") not in ("year", "month"):
        return None
    return match.turn if match.some("unit") == "year" and match.some("last", "this", "next") else None


def _movement(match: Match) -> bool:
    """Whether a date is part of a name: March 14 Alliance, 6 October Bridge."""
    return match.near(match.end) in _MOVEMENTS and match.tokens.raw(match.end)[0].isupper()


def _counts(word: str) -> bool:
    """Whether a word after a figure is what the figure counts, as far as its form tells."""
    return word in _PLURALS or (word.isalpha() and word.endswith("s") and word not in _FUNCTION)


def _iso(match: Match) -> Reading | None:
    numbers = [int(word) for word in match.core if word.isdecimal()][:3]
    spec = ts.Calendar(*numbers)
    return _point(spec) if ts.day(*numbers) else None


def _numeric(match: Match) -> Reading | None:
    first, second, year = (int(part) for word in match.core for part in word.split(".") if part.isdecimal())
    return _point(ts.Numeric(year, first, second)) if max(first, second) <= 31 and min(first, second) <= 12 else None


def _days(match: Match) -> Reading | None:
    """Days of one month: 15-16 November; 5, 6 and 7 July; July 5-7."""
    month, numbers = _month(match), [int(word) for word in match.all("day")]
    if month is None or (numbers != sorted(numbers) and len(numbers) > 2):
        return None
    year = _year(match)
    first, last = ts.Calendar(year, month, numbers[0]), ts.Calendar(year, month, numbers[-1])
    if numbers[0] > numbers[-1]:  # "30 to 2 July" is no range of days in July
        return _point(last)
    return _period(ts.Between(first, last), "days")


def _day_month(match: Match) -> Reading | None:
    month = _month(match)
    if month is None or _movement(match):
        return None
    if match.lead[-1:] == ["in"] and match.core[-1].isdigit() and not _year(match) and _counts(match.near(match.end)):
        return None  # "in July 15 people were killed"; the month alone is found next
    spec = ts.Calendar(_year(match), month, int(match.all("day")[0]), years=_other_year(match))
    return _point(spec)


def _month_year(match: Match) -> Reading | None:
    month = _month(match)
    return None if month is None else _period(ts.Calendar(_year(match), month, years=_other_year(match)), "month")


def _half_of(match: Match) -> Reading | None:
    """The first half of July, the second half of 2016."""
    edge = {"first": "half1", "second": "half2"}.get(match.some("ordinal"))
    month = _month(match) if match.some("month", "maybe", "abbr") else None
    if edge is None or (month is None and match.some("month", "maybe", "abbr")):
        return None
    return _period(ts.Part(ts.Calendar(_year(match), month), cast("ts.Edge", edge)), "range")


def _week_of(match: Match) -> Reading | None:
    """The first week of July, the last day of July."""
    month, unit, order = _month(match), UNITS[match.some("unit")], match.some("ordinal", "last")
    number = {"first": 0, "second": 1, "third": 2, "fourth": 3, "last": 4, "final": 4}.get(order)
    if month is None or number is None or unit not in ("week", "day"):
        return None
    year = _year(match)
    if unit == "day":
        edge: ts.Edge = "begin" if number == 0 else "end"
        return (
            _point(ts.Calendar(year, month, 1))
            if number == 0
            else _period(ts.Part(ts.Calendar(year, month), edge), "days")
        )
    if number == 4:
        return _period(ts.Part(ts.Calendar(year, month), "late"), "week")
    return _period(
        ts.Between(ts.Calendar(year, month, 7 * number + 1), ts.Calendar(year, month, 7 * number + 7)), "week"
    )


def _turned(match: Match) -> Reading | None:
    """Last September, next Monday, this summer."""
    if day := match.some("weekday"):
        if match.some("this"):
            return _point(ts.Weekday(WEEKDAYS[day]))
        return _point(ts.Weekday(WEEKDAYS[day], turn=match.turn))
    if season := match.some("season"):
        return _period(ts.Season(SEASONS[season], _year(match), match.turn), "season")
    month = _month(match)
    return None if month is None else _period(ts.Calendar(_year(match), month, turn=match.turn), "month")


def _season(match: Match) -> Reading | None:
    name = match.some("season")
    if not match.all("year") and (
        name == "fall" or not {"in", "during", "since", "by", "over", "last"} & {*match.lead}
    ):
        return None
    return _period(ts.Season(SEASONS[name], _year(match)), "season")


def _bare_month(match: Match) -> Reading | None:
    month, word, last = _month(match), match.core[0], match.lead[-1:]
    if month is None or _movement(match):
        return None
    if last == ["to"] and match.near(match.start - 2) in MONTHS:  # from March to May
        return _period(ts.Calendar(None, month), "month")
    if word in ("may", "march", "mar") and (not last or last[0] in ("the", "to", "on")):
        return None
    if match.some("maybe", "abbr") and not match.lead:
        return None
    return _period(ts.Calendar(None, month), "month")


def _bare_year(match: Match) -> Reading | None:
    """A year where its place says so: behind "in" or "since", in brackets, before a colon; not 2000 people."""
    if len(match.core) > 1:  # the 1990s
        first = int(match.core[0])
        return _period(ts.Between(ts.Calendar(first), ts.Calendar(first + 9)), "year") if first % 10 == 0 else None
    before, after = match.near(match.start - 1), match.near(match.end)
    spec = _period(ts.Calendar(int(match.core[0])), "year")
    if {"in", "since", "during", "throughout", "until", "till"} & {*match.lead} or EDGES.keys() & {*match.lead}:
        return spec
    if after == ":":  # a heading
        return replace(spec, tells=True)
    if before in ("(", "[") and after in (")", "]"):
        return spec
    vague = ("over", "around", "to", "at", "within", "on", "for", "into", "least")
    if "prior" not in match.lead and (not match.lead or match.lead[-1] in vague):
        return None
    return None if _counts(after) and match.lead[-1] != "the" else spec


def _years(match: Match) -> Reading | None:
    first, last = (int(year) for year in match.all("year"))
    told = match.some("dash", "slash") or {"in", "from", "between", "during", "since", "of"} & {*match.lead}
    if first >= last or not told or (match.some("to", "and") and _counts(match.near(match.end))):
        return None
    return _period(ts.Between(ts.Calendar(first), ts.Calendar(last)), "year")


# Days and units counted from publication


def _weekday(match: Match) -> Reading | None:
    name = match.some("weekday")
    before, after = match.near(match.start - 1), match.near(match.start + 1)
    if before in _NO_DAY_BEFORE or after in _NO_DAY_AFTER:
        return None
    if name.endswith("s") and not (after.isalpha() and after not in _FUNCTION):  # on Fridays; but Tuesdays attack
        return None
    week = None
    if unit := match.some("unit"):
        week = match.turn if UNITS[unit] == "week" else None
    return _point(ts.Weekday(WEEKDAYS[name], week=week))


def _relative(match: Match) -> Reading:
    number = RELATIVE[match.some("relative")]
    return _point(ts.DayShift(number, number))


def _beside(match: Match) -> Reading | None:
    """The day before yesterday, the day after tomorrow."""
    if UNITS[match.core[0]] != "day":
        return None
    number = RELATIVE[match.core[2]] + (-1 if match.core[1] == "before" else 1)
    return _point(ts.DayShift(number, number))


def _halfday(match: Match) -> Reading:
    """Last night, this morning, overnight."""
    if match.some("this"):
        return _point(ts.DayShift(0, 0))
    if match.some("last"):
        return _point(ts.DayShift(-1, -1))
    return _period(ts.DayShift(-1, 0, story=True), "days")


def _now(match: Match) -> Reading | None:
    """Now, unless "by now", "until now", "now that", "now-defunct"."""
    if {"by", "until", "till", "before", "from", "to", "than"} & {*match.lead} or match.near(match.end) in (
        "that",
        "-",
    ):
        return None
    if match.near(match.start - 1) in ("up", "'", "’", "than"):
        return None
    return _point(ts.DayShift(0, 0))


def _window(match: Match) -> Reading:
    number, unit = amount(match)
    count, step = in_days(number, unit, up=True)
    if count is None and step == "day":
        count = 3
    ahead = bool(match.some("next", "coming"))
    if count is not None and not ahead and match.some("recent") and step != "day":
        count = None
    return _period(ts.Window(count, step, ahead), "range")


def _following(match: Match) -> Reading:
    """The following three days."""
    count, step = in_days(*amount(match), up=True)
    return _anaphoric(ts.Anchored(1, "day", count) if step == "day" else ts.Nothing(), "range")


def _first(match: Match) -> Reading:
    """The first 24 hours: from the day that the story is at."""
    count, step = in_days(*amount(match), up=True)
    if match.some("ordinal") != "first" or step != "day" or not count:
        return _DURATION
    return _anaphoric(ts.FirstDays(count), "range")


def _unit_shift(match: Match) -> Reading | None:
    """Last week, this month, next year."""
    plural, unit = match.some("unit").endswith("s"), UNITS[match.some("unit")]
    if unit in ("hour", "minute"):
        return None
    if plural and match.some("this"):
        return None
    if plural:
        return _window(match)
    if unit == "day":
        return _anaphoric(ts.Anchored(1)) if match.some("next") else None
    precision: Precision = "range" if unit in ("fortnight", "decade") else cast(
        "Precision", {"weekend": "days"}.get(unit, unit)
    )  # fmt: skip
    return _period(ts.UnitShift(as_unit(unit), match.turn), precision)


def _ago(match: Match) -> Reading:
    """Three days ago; a week since (a stretch)."""
    number, unit = amount(match)
    since = bool(match.some("since"))
    count, step = in_days(number, unit, up=since)
    if since:
        return Reading(ts.Window(count, step), "since", "range")
    if count is None:
        return _period(ts.Nothing(), "range")
    precision: Precision = cast("Precision", step) if step in ("month", "year") else "day"
    return Reading(ts.Ago(count, step), "point" if precision == "day" else "period", precision)


# Days and units counted from the day that the story is at


def _later(match: Match) -> Reading:
    number, unit = amount(match)
    count, step = in_days(number, unit, up=False)
    if count is None:
        return _anaphoric(ts.Nothing(), "range")
    back = bool(match.some("earlier", "before", "prior"))
    precision: Precision = cast("Precision", step) if step in ("month", "year") else "day"
    if step == "week":
        count, step = count * 7, "day"
    return replace(_anaphoric(ts.Anchored(-count if back else count, step), precision), tells=not back)


def _beyond(match: Match) -> Reading | None:
    """A day after X: dates X, the clause that follows, not the one before it."""
    number, unit = amount(match)
    count, step = in_days(number, unit, up=False)
    if UNITS[match.some("unit", "nights")] in ("hour", "minute"):  # "hours after the raid": on its day
        return replace(_anaphoric(ts.Anchored(0)), tells=not match.some("before", "prior"))
    if not match.some("one", "vague", "a", "day", "digits", "the") and not number:
        return None
    if count is None or step not in ("day", "week"):
        return Reading(ts.Nothing(), "duration", "range")
    opening = not match.tokens.words[: match.start] or match.near(match.start - 1) in (".", "\n\n")
    days = count * (7 if step == "week" else 1)
    spec = ts.Nothing() if opening else ts.Anchored(days if match.some("before", "prior") else -days)
    return Reading(spec, "anaphoric", following=True, tells=False)


def _same(match: Match) -> Reading | None:
    """The same day, the next morning, the previous night, that week, the day before."""
    word = match.some("unit", "part")
    unit = UNITS.get(word, "day")
    if word.endswith("s") or unit in ("hour", "minute"):
        return None
    back = match.some("previous", "before", "prior")
    ahead = match.some("next", "following", "after")
    count = -1 if back else 1 if ahead else 0
    if unit == "day":
        return replace(_anaphoric(ts.Anchored(count)), tells=count >= 0)
    if match.some("next") and {"over", "within", "in", "for", "during"} & {*match.lead}:
        return _period(ts.Window(1, as_unit(unit), ahead=True), "range")
    if unit in ("weekend", "decade", "fortnight"):
        return None
    return _anaphoric(ts.Anchored(count, as_unit(unit)), cast("Precision", unit))


def _bare_unit(match: Match) -> Reading | None:
    """During the day, by the end of the day; by the end of the month."""
    unit = UNITS[match.core[0]]
    edges = EDGES.keys() & {*match.lead}
    if unit == "weekend" and {"over", "during", "at", "since", "on"} & {*match.lead}:
        return _period(ts.UnitShift("weekend", 0, clip=False), "days")
    if match.core[0].endswith("s") or not edges | ({"during"} & {*match.lead}):
        return None
    if unit == "day":
        return _anaphoric(ts.Anchored(0))
    if unit in ("week", "month", "year") and edges:
        return _period(ts.UnitShift(as_unit(unit), 0, clip=False), cast("Precision", unit))
    return None


def _day_of_month(match: Match) -> Reading:
    """By the 21st."""
    return _anaphoric(ts.DayOfMonth(int(match.all("day")[0])))


def _part(match: Match) -> Reading | None:
    """In the evening, at dawn, by nightfall; during the night; in the early hours."""
    lead = {*match.lead}
    if unit := match.some("unit"):
        return _anaphoric(ts.Anchored(0)) if UNITS[unit] == "hour" and unit.endswith("s") else None
    word = match.core[0]
    if word == "night" and ({"during", "through", "throughout"} & lead or "in" in lead):
        return _period(ts.DayShift(-1, 0, story=True), "days")
    if word == "night" and "at" in lead:  # most nights
        return None
    told = {"in", "at", "by", "during", "around", "before", "after", "until", "from", "since", "early", "late", "mid"}
    return _anaphoric(ts.Anchored(0)) if (told | EDGES.keys()) & lead else None


def _clock(match: Match) -> Reading | None:
    """At 10:30, around 5 p.m., 0700 GMT."""
    numbers = [word for word in match.core if word[0].isdigit()]
    if ":" in match.core:
        good = int(float(numbers[0].replace(",", ""))) < 24 and len(numbers[1]) == 2 and numbers[1] < "60"
        return _anaphoric(ts.Anchored(0)) if good else None
    return _anaphoric(ts.Anchored(0))


_BUILDERS: dict[str, Callable[[Match], Reading | None]] = {
    "iso": _iso, "numeric": _numeric, "days": _days, "month_days": _days, "dmy": _day_month, "mdy": _day_month,
    "month_year": _month_year, "week_of": _week_of, "half_of": _half_of,
    "turned": _turned, "season": _season, "month": _bare_month,
    "year": _bare_year, "years": _years, "weekday": _weekday, "relative": _relative, "beside": _beside,
    "halfday": _halfday, "now": _now, "window": _window, "following": _following, "first": _first,
    "unit": _unit_shift, "ago": _ago, "later": _later, "beyond": _beyond, "same": _same, "bare": _bare_unit,
    "day_of_month": _day_of_month, "part": _part, "clock": _clock,
    "then": lambda _: _anaphoric(ts.Anchored(0)), "duration": lambda _: _DURATION,
}  # fmt: skip
