"""The words of time expressions: their classes for patterns, and what each of them says."""

from __future__ import annotations

import re

from marsad.language.numberwords import ONES, SCALES, TENS
from marsad.language.tokens import Lexicon

_MONTH_NAMES = "january february march april may june july august september october november december".split()
_DAY_NAMES = "monday tuesday wednesday thursday friday saturday sunday".split()
_SHORT_DAYS = {"mon": 0, "tue": 1, "tues": 1, "wed": 2, "thu": 3, "thur": 3, "thurs": 3, "fri": 4, "sat": 5, "sun": 6}
_SHORT_MONTHS = "jan feb mar apr jun jul aug sep sept oct nov dec".split()

MONTHS = {name: number for number, name in enumerate(_MONTH_NAMES, start=1)}
MONTHS |= {short: number for short in _SHORT_MONTHS for name, number in MONTHS.items() if name.startswith(short)}
WEEKDAYS = {name: number for number, name in enumerate(_DAY_NAMES)} | _SHORT_DAYS
WEEKDAYS |= {name + "s": number for number, name in enumerate(_DAY_NAMES)}
SEASONS = {"spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4}
RELATIVE = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}
EDGES = {
    "early": "early", "mid": "mid", "late": "late", "earlier": "earlier", "later": "later",
    "beginning": "begin", "start": "begin", "outset": "begin", "onset": "begin", "middle": "middle",
    "end": "end", "close": "end",
}  # fmt: skip
UNITS = {
    "hour": "hour", "hr": "hour", "minute": "minute", "min": "minute", "day": "day", "night": "day", "week": "week",
    "fortnight": "fortnight", "weekend": "weekend", "month": "month", "year": "year", "decade": "decade",
}  # fmt: skip
UNITS |= {word + "s": unit for word, unit in UNITS.items()}
VAGUE = {"few": 3, "couple": 2, "several": None, "some": None, "many": None}

_OFTEN_NAMES = "april may june august"
"""Months that are also names of people or other words: bare, without a preposition or figure, they are not dates."""

CLASSES = {
    "weekday": " ".join(name + plural for name in _DAY_NAMES for plural in ("", "s")),
    "wkday": " ".join(_SHORT_DAYS),
    "maybe": f"march {_OFTEN_NAMES}",
    "month": " ".join(name for name in _MONTH_NAMES if name not in ("march", *_OFTEN_NAMES.split())),
    "abbr": " ".join(_SHORT_MONTHS),
    "season": " ".join(SEASONS),
    "unit": " ".join(word for word in UNITS if not word.startswith("night")),
    "part": "morning afternoon evening night noon midday midnight dawn dusk nightfall sunset sunrise daybreak",
    "nights": "nights",
    "relative": " ".join(RELATIVE),
    "now": "now currently presently nowadays",
    "present": "present",
    "overnight": "overnight",
    "early": "early mid late",
    "earlier": "earlier",
    "later": "later",
    "begin": "beginning start outset onset middle",
    "end": "end close",
    "last": "last",
    "past": "past",
    "previous": "previous preceding",
    "recent": "recent",
    "this": "this",
    "that": "that",
    "same": "same",
    "next": "next",
    "following": "following ensuing subsequent",
    "coming": "coming upcoming",
    "since": "since",
    "by": "by",
    "until": "until till til",
    "from": "from",
    "between": "between",
    "to": "to",
    "into": "into",
    "t": "t",
    "through": "through thru",
    "throughout": "throughout",
    "and": "and &",
    "or": "or",
    "in": "in",
    "on": "on",
    "at": "at",
    "during": "during amid",
    "over": "over",
    "within": "within",
    "for": "for",
    "around": "around about circa",
    "before": "before",
    "after": "after",
    "prior": "prior",
    "as": "as",
    "of": "of",
    "the": "the",
    "ago": "ago",
    "suffix": "st nd rd th",
    "s": "s",
    "a": "a an",
    "p": "p",
    "m": "m",
    "ampm": "am pm",
    "gmt": "gmt utc local time",
    "old": "old",
    "long": "long",
    "row": "consecutive straight successive full whole",
    "ordinal": "first second third fourth fifth sixth seventh eighth ninth tenth final",
    "one": " ".join(word for word in (*ONES, *TENS, *SCALES, "hundred", "dozen")),
    "vague": " ".join(word for word in VAGUE if word != "some"),
    "some": "some",
    "half": "half quarter",
    "more": "more less fewer",
    "than": "than",
    "then": "then",
    "least": "least most",
    "up": "up",
    "nearly": "nearly almost barely only just roughly approximately exactly",
    "ahead": "will shall due scheduled expected slated planned plans set upcoming 'll",
    "be": "is are was were",
    "says": "said says say told tells reported reports",
    "dash": "- – — ‐ ‑",
    "slash": "/",
    "comma": ",",
    "dot": ". ; ! ?",
    "colon": ":",
    "apos": "' ’",
    "open": "( [",
    "close": ") ]",
}

_DOTTED = re.compile(r"[0-9]{1,2}\.[0-9]{1,2}\.(?:19|20)[0-9]{2}")


def _digits(word: str) -> str:
    """The class of a token of figures: a possible day, a possible year, a date with dots, or another number."""
    if word.isdecimal():
        if len(word) <= 2 and 1 <= int(word) <= 31:
            return "day"
        if len(word) == 4 and word[:2] in ("19", "20"):
            return "year"
    return "dotted" if _DOTTED.fullmatch(word) else "digits"


LEXICON = Lexicon(CLASSES, _digits, ("day", "year", "dotted", "digits"))
