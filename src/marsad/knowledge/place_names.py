"""Taking the words of a place mention apart: the name, what kind of place the words say, and what surrounds it.

"the Shaar neighborhood" names Shaar and says that it is a district; "Idlib province" asks for the governorate;
"Old Bridge, Mosul" names a place and the place around it; "the outskirts of Damascus" names no place of a registry.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

SETTLEMENT = ("city", "town", "village")
_NOUNS: dict[str, tuple[str, ...]] = {
    "city": ("city", "town"),
    "town": SETTLEMENT,
    "township": SETTLEMENT,
    "village": ("village", "town"),
    "hamlet": ("village",),
    "capital": ("city",),
    "province": ("governorate",),
    "governorate": ("governorate",),
    "governate": ("governorate",),
    "oblast": ("governorate",),
    "muhafazah": ("governorate",),
    "state": ("governorate", "country"),
    "county": ("governorate",),
    "republic": ("country", "governorate"),
    "region": ("governorate", "area", "part"),
    "district": ("district", "part"),
    "neighborhood": ("district", "part"),
    "neighbourhood": ("district", "part"),
    "quarter": ("district", "part"),
    "suburb": ("district", "town", "city", "village"),
    "raion": ("district",),
    "area": (),
}
"""Generic nouns beside a name, and the kinds of places that they ask for."""
SOFT = frozenset(("region", "district", "suburb", "raion", "area", "quarter", "capital"))
"""Nouns that are also said of other kinds ("the Afrin region", "the district of Azaz"): they prefer, not exclude."""

_NOUN = "|".join(sorted((f"{re.escape(noun)}" for noun in _NOUNS), key=len, reverse=True))
_LEADING = re.compile(rf"^(?P<noun>{_NOUN}) of (?:the )?(?=\S)", re.IGNORECASE)
_TRAILING = re.compile(rf"(?<=\S)['’]?s? (?P<noun>{_NOUN})$", re.IGNORECASE)
_THE = re.compile(r"^the\s+(?=\S)", re.IGNORECASE)
_STATE = re.compile(
    r"^(?:the )?(?:[\w.-]+-(?P<held>held|controlled|occupied)|besieged|embattled|war-torn|strategic|key|border"
    r"|front-?line|flashpoint|divided|coastal|historic|ancient|nearby|neighbou?ring|Syrian|Iraqi|Ukrainian|Yemeni|Libyan"
    r"|Lebanese|Sudanese|Afghan)\s+(?=\S)",
    re.IGNORECASE,
)
_DIRECTION = re.compile(
    r"^(?:the )?(?:(?:far |deep )?(?:north|south|east|west)(?:[- ]?(?:east|west))?(?:ern)?|central|upper|lower|rural"
    r"|inner|greater)\b",
    re.IGNORECASE,
)
_PART = re.compile(
    r"^(?:the |some |several |many |a number of |parts? of |most of )*(?:[\w' -]+? )?(?:parts?|areas?|districts?"
    r"|neighbou?rhoods?|villages?|towns?|cent(?:er|re)|heart|streets?|half|quarters?|sections?|cities|pockets?|sides?)"
    r" (?:of|in|inside|within|across|on) (?P<whole>.+)$",
    re.IGNORECASE,
)
_BESIDE = re.compile(
    r"\b(?:around|near|outside|between|towards?|close to|vicinity|surround\w+|borders?)\b", re.IGNORECASE
)
_RURAL = re.compile(
    r"^(?:.*\b(?:outskirts|countryside|suburbs) of (?P<of>.+)|(?P<before>.+?)(?:['’]s)?"
    r" (?:countryside|front ?line|front|suburbs|outskirts))$",
    re.IGNORECASE,
)
_INSIDE = re.compile(r"^(?P<name>.+?)(?:, | in (?:the )?| \()(?P<around>[^,()]+?)\)?$")


@dataclass(frozen=True, slots=True)
class Query:
    """The words of a mention taken apart.

    `core` is the name; `kinds` the kinds that a generic noun asked for, which `strict` makes a condition; `around`
    the words for a place around it; `portion` whether the words limit the place ("rebel-held Aleppo").
    """

    core: str
    kinds: tuple[str, ...] = ()
    strict: bool = False
    generic: bool = False
    around: str | None = None
    portion: bool = False


@lru_cache(maxsize=16384)
def parse(words: str) -> Query:
    """Take the words of a mention apart; the core is empty where they hold no name."""
    text = re.sub(r"\s+", " ", words).strip(' ,.;:"“”')
    around = None
    inside = _INSIDE.match(text)
    if inside and inside["name"][:1].isalpha() and _capital(inside["name"]) and _capital(inside["around"]):
        text, around = inside["name"], inside["around"]
    query = Query(core=text, around=around)
    for _ in range(4):
        stripped = _strip(query)
        if stripped == query:
            break
        query = stripped
    return query


def _strip(query: Query) -> Query:
    text = _THE.sub("", query.core)
    state = _STATE.match(text)
    if state:
        return replace(query, core=text[state.end() :], portion=query.portion or bool(state["held"]))
    leading, trailing = _LEADING.match(text), _TRAILING.search(text)
    if leading:
        return _with_noun(query, text[leading.end() :], leading["noun"].lower())
    if trailing and _capital(text[: trailing.start()]):
        return _with_noun(query, text[: trailing.start()], trailing["noun"].lower())
    return replace(query, core=text)


def _with_noun(query: Query, core: str, noun: str) -> Query:
    if query.generic:  # the outer noun rules: "the town of Azaz district" does not occur
        return replace(query, core=core)
    return replace(query, core=core, kinds=_NOUNS[noun], strict=noun not in SOFT, generic=True)


def _capital(words: str) -> bool:
    return any(word[:1].isupper() or not word.isascii() for word in words.replace("-", " ").replace("'", " ").split())


def directed(words: str) -> bool:
    """Whether the words take a side of a place ("northern Hama", "southern Syria"), which no registry lists."""
    return _DIRECTION.match(_THE.sub("", words.strip())) is not None


def rural(words: str) -> str | None:
    """The words for the town that a place lies around: "the outskirts of Damascus", "Aleppo countryside"."""
    found = _RURAL.match(re.sub(r"\s+", " ", words).strip())
    return (found["of"] or found["before"]) if found else None


def whole(words: str) -> str | None:
    """The words for the place that a described place is a part of: "residential areas in Aleppo city"."""
    text = re.sub(r"\s+", " ", words).strip()
    found = _PART.match(text)
    if _BESIDE.search(text):
        return None
    if found:
        return found["whole"]
    side = _DIRECTION.match(text)
    if side and text[side.end() :].strip() and not text[side.end() :].startswith(" of "):
        return text[side.end() :].strip()
    state = _STATE.match(text)
    return text[state.end() :] if state and state["held"] else None
