"""Times in a text: where they stand, what kind they are, and which dates they mean.

    find_times(text, published) -> list[When]        in order, without overlap; offsets slice to When.text
    When.resolve(tense, anchor) -> (first, last)     dates, inclusive; None for an end that cannot be worked out
    work_out(times, context, tense) -> list of (first, last), each against the last one worked out before it
    context_date(*texts) -> date | None              a date to start from where publication is unknown

`published` is the day of publication, None where unknown: then explicit dates resolve, and with an `anchor` also dates
without a year ("On 26 November 2016 … On 28 November") and those told from the day before ("the next day"); "today",
weekdays and "last week" do not. The tense is that of the clause the time belongs to; left out, words ahead of the
time ("will", "due", "scheduled") make it future, anything else past.

Kinds: `point` a day, `period` a month, week or other stretch, `since` from a time up to publication, `until` up to a
time, `anaphoric` counted from another time of the document ("the next day", "in the evening", a time of day) and
resolved against `anchor`, else against publication; `duration` no event date at all ("for four years", "five-day
truce", "12-year-old"): skip it. Where `following` is true ("a day after Russia agreed a truce") the date is that of
the clause behind the words, not of the clause before them.

Patterns are in `marsad.language.timegrammar`, the rules for dates in `marsad.language.timespecs`.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from marsad.language import timespecs as ts
from marsad.language.timegrammar import Expression, find
from marsad.language.timelexicon import LEXICON
from marsad.language.timematch import Kind, Reading
from marsad.language.tokens import chunks, tokenise

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from marsad.language.timespecs import Tense
    from marsad.language.tokens import Tokens
    from marsad.model import Precision

__all__ = ["Kind", "When", "context_date", "find_times", "work_out"]


@dataclass(frozen=True, slots=True)
class When:
    """A time expression: `text` is exactly what stands between `start` and `end`, code points, end exclusive."""

    start: int
    end: int
    text: str
    kind: Kind
    precision: Precision
    following: bool = False
    ahead: bool = False
    """Whether words before it in the sentence speak of something to come."""
    tells: bool = True
    """Whether the story is at this time from here on, so that "the next day" counts from it."""
    inner: When | None = None
    """The time inside a since-clause by itself: "last week" of "since the truce came into force last week"."""
    published: date | None = None
    spec: ts.Spec = field(default=ts.Nothing(), repr=False)

    def resolve(self, tense: Tense | None = None, anchor: date | None = None) -> tuple[date | None, date | None]:
        """First and last day, inclusive; None for an end that is open or cannot be worked out."""
        if tense is None and self.ahead:
            tense = "future"
        return self.spec.days(ts.Frame(self.published, anchor, tense))

    @property
    def dated(self) -> bool:
        """Whether the words name a day of the calendar ("24 December"), or a year that heads what follows."""
        spec = self.spec.first if isinstance(self.spec, ts.Between) else self.spec
        by_day = isinstance(spec, ts.Calendar | ts.Numeric | ts.DayOfMonth) and self.precision in ("day", "days")
        return by_day or (self.precision == "year" and self.tells)

    @property
    def named(self) -> bool:
        """Whether the words name a date, a month, a season or a year, and do not only count from another time."""
        spec = self.spec
        while isinstance(spec, ts.Between | ts.Part | ts.Eve | ts.Since | ts.Until):
            spec = spec.first if isinstance(spec, ts.Between) else spec.of
        return isinstance(spec, ts.Calendar | ts.Numeric | ts.Season)

    @property
    def explicit(self) -> bool:
        """Whether the words alone fix the dates: a full date, a month or season of a year, a year."""
        return self.spec.days(ts.Frame()) != ts.NOWHERE


_BACK = 12
"""Tokens before a time in which words that make it future are looked for."""
_REACH = 16
"""Tokens that may stand between "since" and its time: "since the conflict first erupted in March 2011"."""

_JOIN = LEXICON.pattern("{dash|to|into|through|until}{the|on|in|early}*")
_ALTERNATIVE = LEXICON.pattern("{and|or|slash}{on|in|the|early}*")
_SINCE = LEXICON.pattern("{since}(?:(?!{since|says|comma|dot|blank|colon|apos|open|close}).)*$")
_AHEAD = LEXICON.pattern("(?:{ahead}|{be}{then}?{to})(?:(?!{dot|blank|says}).)*$")


def find_times(text: str, published: date | None = None) -> list[When]:
    """All time expressions of a text, in order and without overlap. Any text is taken; nothing is raised.

    `published` is the day of publication, which relative times are worked out from.
    """
    return [when for offset, piece in chunks(text) for when in _in_piece(piece, offset, published)]


def _in_piece(piece: str, offset: int, published: date | None) -> list[When]:
    tokens = tokenise(piece)
    shape = LEXICON.shape(tokens.words)
    times: list[When] = []
    done = 0
    for found in _joined(list(find(tokens, shape)), shape):
        ahead = bool(_AHEAD.search(shape, max(done, found.begin - _BACK), found.core))
        begin, reading = found.begin, found.reading
        when = _when(tokens, offset, (begin, found.end), reading, ahead, published)
        if (since := _since(found, shape, done)) is not None:
            reading = replace(reading, spec=ts.Since(reading.spec), kind="since", precision="range", tells=False)
            when = replace(_when(tokens, offset, (since, found.end), reading, False, published), inner=when)
            while times and times[-1].end > when.start:
                times.pop()  # a length of time inside: "since two days before July 1"
        times.append(when)
        done = found.end if reading.kind != "duration" else done
    return times


def _when(
    tokens: Tokens, offset: int, place: tuple[int, int], reading: Reading, ahead: bool, published: date | None
) -> When:
    start, end = tokens.starts[place[0]], tokens.ends[place[1] - 1]
    tells = reading.tells and not ahead and reading.kind not in ("since", "until", "duration")
    return When(
        start + offset, end + offset, tokens.text[start:end], reading.kind, reading.precision, reading.following, ahead,
        tells, None, published, reading.spec,
    )  # fmt: skip


def _joined(found: list[Expression], shape: str) -> list[Expression]:
    """Neighbours made one: "from Monday to Wednesday", "Wednesday or Thursday", "between February and March 2016"."""
    joined: list[Expression] = []
    for right in found:
        if joined and (both := _both(joined[-1], right, shape)):
            joined[-1] = both
        else:
            joined.append(right)
    return joined


_RULES_ALIKE = {"dmy": "day", "mdy": "day", "iso": "day", "numeric": "day", "month_year": "month"}


def _both(left: Expression, right: Expression, shape: str) -> Expression | None:
    between = shape[left.end : right.core]
    opening = {LEXICON.name(char) for char in shape[left.begin : left.core]}
    alike = _RULES_ALIKE.get(left.rule, left.rule) == _RULES_ALIKE.get(right.rule, right.rule)
    a, b = left.reading, right.reading
    if not alike or "duration" in (a.kind, b.kind) or len(between) > 3 or left.rule in ("duration", "ago", "window"):
        return None
    if _JOIN.fullmatch(between):
        joins = not between.startswith(LEXICON.shape(["until"])) or "from" in opening
    else:
        joins = bool(_ALTERNATIVE.fullmatch(between)) and (left.rule in ("weekday", "month") or "between" in opening)
    if not joins:
        return None
    spec = ts.Between(_with_year(_bare(a.spec), _bare(b.spec)), _bare(b.spec))
    kind: Kind = "anaphoric" if a.kind == "anaphoric" else "period"
    precision: Precision = "days" if left.rule in ("weekday", "dmy", "mdy", "iso") else "range"
    return Expression(left.begin, left.core, right.core_end, right.end, right.rule, Reading(spec, kind, precision))


def _bare(spec: ts.Spec) -> ts.Spec:
    """The time itself, without the "until" or "since" that joins it to its neighbour."""
    return spec.of if isinstance(spec, ts.Until | ts.Since) else spec


def _with_year(left: ts.Spec, right: ts.Spec) -> ts.Spec:
    """Give "February" in "between February and March 2016" its year."""
    if isinstance(left, ts.Calendar) and isinstance(right, ts.Calendar) and left.year is None and right.year:
        earlier = (left.month or 0, left.number or 0) > (right.month or 0, right.number or 99)
        return replace(left, year=right.year - earlier, years=None)
    return left


def _since(found: Expression, shape: str, done: int) -> int | None:
    """Where the since-clause begins that a time ends: "since the war began in March 2011"."""
    if found.reading.kind not in ("point", "period") or found.reading.following:
        return None
    match = _SINCE.search(shape, max(done, found.begin - _REACH), found.begin)
    return match.start() if match else None


def work_out(
    times: Sequence[When],
    context: date | None = None,
    tense: Callable[[When], Tense | None] = lambda _: None,
) -> list[tuple[date | None, date | None]]:
    """The dates of a document's times, in order: each is resolved against the last single day before it.

    `context` stands in until a day is known (see `context_date`); `tense` gives the tense of a time's clause.
    """
    anchor, day, found = context, False, []
    for when in times:
        told = tense(when)
        first, last = when.resolve(told, anchor)
        found.append((first, last))
        if not (first and last and when.tells) or told == "future":
            continue
        if first == last:
            anchor, day = first, True
        elif when.published is None and when.kind == "period" and (when.precision == "year" or not day):
            anchor, day = first + (last - first) / 2, False
    return found


def context_date(*texts: str) -> date | None:
    """A day near which the texts' events lie, from the first explicit day or month, else the first explicit year.

    For documents without a day of publication: title first, then text. The middle of the period is taken.
    """
    years: list[date] = []
    bounds: list[date] = []
    for text in texts:
        for when in find_times(text):
            first, last = when.resolve()
            if when.kind in ("since", "until"):
                bounds += [end for end in (first, last) if end is not None]
            if when.kind in ("duration", "since", "until") or first is None or last is None:
                continue
            middle = first + (last - first) / 2
            if (last - first).days < 100:
                return middle
            years.append(middle)
    return next(iter((*years, *bounds)), None)
