"""The grammar of time expressions: word classes, the patterns over them, and what each pattern says.

An expression is an optional *lead* ("on the morning of", "since early", "by the end of"), a *core* (one named pattern
below: a date, a weekday, "last week", "the past 24 hours") and an optional *tail* ("night", "at dawn"). The leftmost
match wins, and of the cores that fit there the first listed. `find(tokens)` gives the raw expressions in order;
`marsad.language.dates` joins neighbours ("from Monday to Wednesday") and makes them public.

Own patterns instead of dateparser: of the cases in this grammar's tests it reads calendar dates right, which are four
patterns here, but puts "Wednesday morning" a week back and a date on "five-year war"; it takes milliseconds for each
phrase and over half a second to import.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from marsad.language import timebuild
from marsad.language.timelexicon import LEXICON

if TYPE_CHECKING:
    from collections.abc import Iterator

    from marsad.language.timematch import Reading
    from marsad.language.tokens import Tokens

_DAY = "{day}{suffix}?"
_MONTH = "(?:{month|maybe}|{abbr}{dot}?)"
_YEAR = "(?:{comma}?{of}?{year})"
_WEEKDAY = "(?:{weekday|wkday}{dot}?{comma}?{open}?)"
_OF_YEAR = "(?:{of}?{last|this|next|that|same}{1,2}{unit})"
_STOP = "(?={comma|dot|blank|close|and|or|colon}|$)"
_AMPM = "(?:{ampm}|{a|p}{dot}?{m}{dot}?)"
_TIME = (
    f"(?:{{day|digits}}{{colon}}{{day|digits}}(?:{{colon}}{{day|digits}})?{_AMPM}?{{gmt}}{{0,3}}"
    f"|{{day|digits}}{_AMPM}{{gmt}}{{0,3}}|{{day|digits|year}}{{gmt}}{{1,3}})"
)
_NUMBER = (
    "(?:{day|digits|year|one}(?:{dash}?{one|half}){0,6}(?:{and}{one}){0,3}(?:{dash}{day}{slash}{day})?"
    "(?:{and}{a}{half})?)"
)
_COUNT = (
    "(?:(?:{more}{than}|{at}{least}|{up}{to}|{nearly|around|over|some}){0,2}"
    f"(?:{{a}}{{one}}|{{a}}?{{vague}}{{of}}?{{one}}?|{_NUMBER}(?:{{dash|to|or|and}}{_NUMBER})?|{{half}}{{a}}?|{{a}}{{half}}?))"
)
_PART = "(?:{early|later|earlier}?{dash}?{part})"
_LEAD = (  # repeats are bounded here and above, so that no text takes long
    f"(?:{_TIME}{{comma|on|in}}?|{{early|overnight}}{{unit}}(?={{of|on}})|{{early}}{{dash}}?"
    "|{in|on|at|during|by|since|until|from|between|of|the|later|earlier|as|over|through|throughout|to|around|before"
    "|after|begin|end|within|for|into}|{prior}{to}|{at}{least}"
    "|{part|overnight}(?={of|in|on|to|into|between|the|weekday|month|maybe|day|from})){0,8}"
)
_TAIL = (
    f"(?:{{apos}}{{s}})?(?:{{comma}}?(?:{{early|later|in|at|on|during|the|around}}){{0,4}}{_PART}(?!{{of}})|{{overnight}}"
    f"|{{comma}}?{{at|around}}?{_TIME})?"
)

_CORES = {
    "iso": "{year}(?:{dash}{day}{dash}{day}|{slash}{day}{slash}{day})(?:{t}{day|digits}{colon}{day|digits})?",
    "numeric": "{day}(?:{dash}{day}{dash}|{slash}{day}{slash}){year}|{dotted}",
    "days": f"{_WEEKDAY}?{_DAY}(?:(?:{{dash|to|and|or|slash|until}}|{{comma}}{{and}}?){{the}}?{_DAY}){{1,6}}"
            f"{{of}}?{_MONTH}{_YEAR}?",
    "dmy": f"{_WEEKDAY}?{{the}}?{_DAY}{{of}}?{_MONTH}(?:{_YEAR}|{_OF_YEAR})?",
    "month_days": f"{_MONTH}{_DAY}(?:{{dash|to}}|{{and}}(?={_DAY}(?:{_YEAR}|{_STOP}))){_DAY}"
                  f"(?!{{month|maybe|abbr}}){_YEAR}?",
    "mdy": f"{_WEEKDAY}?(?:{_MONTH}{{the}}?{_DAY}{_YEAR}|{_MONTH}{{the}}?{_DAY}(?!{{colon}}{{day|digits}}))",
    "month_year": f"{_MONTH}(?:{{comma}}?{{of}}?{{year}}|{_OF_YEAR})",
    "half_of": f"{{ordinal}}{{half}}{{of}}(?:{_MONTH}{_YEAR}?|{{year}})",
    "week_of": f"{{ordinal|last}}{{unit}}{{of}}{_MONTH}{_YEAR}?",
    "turned": "{last|this|next|past}{month|maybe|season|weekday}(?!{day})(?:{of}?{year})?",
    "season": "{season}{of}?{year}|(?<={the|in}){season}",
    "weekday": f"{{weekday}}(?:{{comma}}?{_OF_YEAR})?",
    "beside": "{unit}{before|after}{relative}",
    "relative": "{relative}",
    "halfday": "{this|last}{part}|{overnight}{unit}?",
    "first": f"{{ordinal}}{_COUNT}{{unit}}",
    "window": f"{{last|past|previous|next|coming|recent}}{_COUNT}{{unit|nights}}|{{past|coming|recent}}{{unit}}"
              "|(?<={the}){last}{unit}",
    "following": f"{{following}}{_COUNT}{{unit|nights}}",
    "unit": "(?<!{the}){last|next}{unit}|{this}{unit}",
    "ago": f"(?:{_COUNT}{{unit|nights}}|{{unit}}){{ago}}|{_COUNT}{{unit|nights}}{{since}}",
    "later": f"(?:{_COUNT}{{unit|nights}}|{{unit}})(?:{{later|earlier}}|{{before|after|prior}}{_STOP})",
    "beyond": f"(?:{_COUNT}|(?<={{the}})){{unit|nights}}(?:{{before|after}}|{{prior}}{{to}})|{{unit}}{{after}}",
    "same": "{that}?{previous|next|following|same}{unit|part}|{that}{unit|part}"
            "|(?<={the}){unit|part}{before|after|prior}",
    "bare": "(?<={the|of|in}){unit}",
    "duration": f"{_COUNT}{{dash}}?{{unit|nights}}(?:{{dash}}?{{old|long}})?|(?<={{for}}){{unit|nights}}"
                "|{unit}{dash}?{long}|{ordinal}{row}?{unit}{of}?",
    "month": "{month|maybe|abbr}",
    "years": "{year}(?:{dash|slash}|{to|and|until|through}){year}",
    "year": "{year}{s}?",
    "day_of_month": f"(?<={{on|by|until|to|from|since|the}}){{day}}{{suffix}}{_STOP}",
    "now": "{now}|(?<={at}){present}",
    "part": "(?<={in|at|by|during|around|the|before|after|early|later|until|from|since}){part}|(?<={early}){unit}",
    "then": "(?<={since|until|by}){then}",
    "clock": _TIME,
}  # fmt: skip

_EXPRESSION = LEXICON.pattern(
    f"{_LEAD}(?:" + "|".join(f"(?P<{name}>{core})" for name, core in _CORES.items()) + f"){_TAIL}"
)
_RUN = LEXICON.pattern("{^word|mark}+")
"""Expressions stand in runs of the grammar's own words."""
_SIGN = LEXICON.pattern(
    "{weekday|month|maybe|abbr|season|relative|overnight|unit|nights|part|now|present|then|dotted|year|suffix|gmt|ampm|m"
    "|colon}"
)
"""Every core has one of these."""


@dataclass(frozen=True, slots=True)
class Expression:
    """A raw time expression: token positions of the lead, the core and the end, and what was read from it."""

    begin: int
    core: int
    core_end: int
    end: int
    rule: str
    reading: Reading


def find(tokens: Tokens, shape: str) -> Iterator[Expression]:
    """All time expressions of a text, in order and without overlap."""
    for run in _RUN.finditer(shape):
        if _SIGN.search(shape, run.start(), run.end()):
            yield from _in_run(tokens, shape, run.start(), min(run.end() + 1, len(shape)))


def _in_run(tokens: Tokens, shape: str, position: int, end: int) -> Iterator[Expression]:
    """The expressions of one run of known words; the word after it is seen by what looks ahead."""
    while match := _EXPRESSION.search(shape, position, end):
        rule = match.lastgroup or ""
        core, core_end = match.span(rule)
        reading = timebuild.build(rule, tokens, shape, match.start(), core, core_end)
        if reading is None:  # the words look like a time and are none, such as "may" the verb
            position = core + 1
            continue
        yield Expression(match.start(), core, core_end, match.end(), rule, reading)
        position = match.end()
