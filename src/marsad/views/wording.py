"""Words shared by all lines: lists, articles, prepositions. Nothing here knows a side."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_INSTITUTIONS = frozenset(
    "army government regime opposition military coalition police council ministry monitor observatory command "
    "militia alliance navy presidency parliament force".split()
)
_AREAS = frozenset(
    "city town village area region quarter depot part district neighbourhood neighborhood outskirts surroundings "
    "countryside enclave frontline "
    "front border centre center airport base camp bridge crossing market hospital citadel "
    "province governorate capital country rest north south east west".split()
)
_BARE = frozenset(
    "UN,U.N.,US,U.S.,UK,U.K.,EU,United Nations,United States,United Kingdom,European Union,White House,White Helmets,"
    "Kremlin,Pentagon,Red Cross,Red Crescent".split(",")
)
_DETERMINED = re.compile(
    r"^(?:the|a|an|this|that|these|those|its|their|his|her|our|some|several|all|both|each)\b", re.I
)
_HEAD_ENDS = re.compile(
    r"\s(?:of|in|near|on|at|from|between|around|along|to|by|for|under|over|north|south|east|west|who|that|which)\s.*$"
)
_LOCATED = re.compile(
    r"^(?:(?:near|outside|inside|around|along|between|across|beyond|in|at|on|under|over)(?=\s)"
    r"|(?:north|south|east|west|north-?(?:east|west)|south-?(?:east|west))(?=\s+of\b))"
)
_SITE = re.compile(
    r"\b(?:bridge|mosque|church|base|airport|airfield|hospital|clinic|plant|checkpoints?|square|street|highway|road|mall"
    r"|market|depot|point|school|border|crossing|station|museum|camp|frontline|roundabout|gate|farm|headquarters)\b",
    re.IGNORECASE,
)
_SPACES = re.compile(r"\s+")


_FROM = frozenset("from leave left leaving fled flee fleeing abandoned abandoning out of".split())
_TO = frozenset("to into towards toward reached reaching entered".split())


def listed(names: Iterable[str]) -> str:
    """A, B and C."""
    *rest, last = list(names) or [""]
    return f"{', '.join(rest)} and {last}" if rest else last


def with_article(name: str) -> str:
    """A description gets its article ("the government", "the old city"); a proper name or a plural stays as it is."""
    if _DETERMINED.match(name) or name[:1].isdigit() or _LOCATED.match(name):
        return name
    head = _HEAD_ENDS.sub("", f"{name} ").split()
    last = head[-1] if head else ""
    if name in _BARE or "'s " in name or "’s " in name:
        return f"the {name}" if name in _BARE else name
    area = last in _AREAS and not any(word[0].isupper() for word in head)
    return f"the {name}" if area or last.lower() in _INSTITUTIONS else name


def named(names: Iterable[str]) -> str:
    """A list of parties, each once, with articles where they take one."""
    return listed(dict.fromkeys(with_article(lower_start(name)) for name in names))


def lower_start(name: str) -> str:
    """Undo the capital of a sentence's first word where the rest shows a description: "Government forces"."""
    first, _, rest = name.partition(" ")
    if first == "The" and rest:
        return f"the {rest}"
    plain = first.istitle() and first.isalpha() and first.lower() in _SENTENCE_STARTS
    return f"{first.lower()} {rest}".strip() if plain and not rest[:1].isupper() else name


_SENTENCE_STARTS = frozenset(
    "rebels rebel government army regime opposition troops soldiers fighters militants civilians forces residents "
    "activists insurgents gunmen terrorists people militiamen jihadists pro-government state security local police "
    "jihadist islamist insurgent militant women children medics doctors officials separatists units".split()
)


def at(places: Sequence[str]) -> str:
    """Where, with its preposition: "in Shaar", "at the bridge", "near Damascus"; "" for none."""
    if not places:
        return ""
    if len(places) == 1 and _LOCATED.match(places[0]):
        return places[0]
    preposition = "at" if all(_SITE.search(place.split(" of ")[0]) for place in places) else "in"
    return f"{preposition} {listed(with_article(place) for place in places)}"


def to_or_from(places: Sequence[str], evidence: str) -> str:
    """Where people arrived, if the words before the place say so; else where they left, as the guide has it."""
    if not places:
        return ""
    listing = listed(with_article(place) for place in places)
    words = _SPACES.sub(" ", evidence)
    for found in re.finditer(re.escape(_SPACES.sub(" ", places[0])), words, re.IGNORECASE):
        before = reversed(words[: found.start()].lower().split()[-4:])
        cue = next((word for word in before if word in _FROM or word in _TO), None)
        if cue in _TO:
            return f"to {listing}"
    return f"from {listing}"


def capital(words: str) -> str:
    """The first letter as a capital; the rest untouched."""
    return words[:1].upper() + words[1:]


def joined(*parts: str) -> str:
    """The parts that are not empty, with one space between; none before a comma or semicolon."""
    return re.sub(r" ([,;])", r"\1", " ".join(part for part in parts if part))
