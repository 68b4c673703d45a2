"""How well extracted claims agree with hand-coded ones, in three measures, each stricter than the one before.

*found*: same type, and the evidence shares half of the shorter span (an extracted span may be three times the gold one
and 60 code points long). *exact*: found, the same event, and the key slots right. *usable*: exact, and right in all
that a monitor would enter. The measures are those of the annotation guide's scorer; a test compares the numbers.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

Record = Mapping[str, Any]
"""A claim as JSON: gold or extracted."""

MEASURES = ("found", "exact", "usable")
SLOTS = ("event", "actor", "target", "place", "quantity", "time", "attribution", "modality")
KEYS = {
    "control": ("place",), "casualty": ("quantity",), "displacement": ("quantity",),
    "attack": ("place",), "diplomacy": ("actor",), "humanitarian": ("place",),
}  # fmt: skip
ALSO = {
    "control": ("actor",), "casualty": ("place",), "displacement": ("place",),
    "attack": ("actor",), "diplomacy": (), "humanitarian": (),
}  # fmt: skip
_LITTLE = frozenset("the a an of in at and its their his s al el for by from near around".split())
_GENERIC = frozenset(
    "city district districts neighborhood neighbourhood neighborhoods neighbourhoods area areas town village province "
    "governorate region country forces troops army fighters militants soldiers military mr president minister "
    "spokesman group agency news movement people government regime".split()
)
_TELLING = frozenset(
    "north south east west northern southern eastern western northeast northwest southeast southwest central old new "
    "free outskirts countryside rural upper lower not".split()
)


@lru_cache(maxsize=20_000)
def _words(name: str) -> frozenset[str]:
    plain = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    plain = re.sub(r"['’`‘]", "", plain.replace("'s ", " ").replace("’s ", " "))
    return frozenset(re.findall(r"[^\W_]+", plain)) - _LITTLE


def _same_spelling(one: str, other: str) -> bool:
    a, b = _words(one), _words(other)
    if not a or not b or (a ^ b) & _TELLING:
        return False
    kern_a, kern_b = a - _GENERIC, b - _GENERIC
    if not (kern_a and kern_b):
        kern_a, kern_b = a, b
    small, large = sorted((kern_a, kern_b), key=len)
    if small <= large:
        return len(large - small) <= (2 if len(small) == 1 else 4)
    return len(kern_a & kern_b) / len(kern_a | kern_b) >= 0.5


def _spellings(name: Any) -> list[str]:
    found = [name.get("name"), name.get("text")] if isinstance(name, Mapping) else [name]
    return [str(n) for n in found if n]


def same_name(one: Any, other: Any) -> bool:
    """Whether two names (strings, or mentions with text and name) mean the same by their words."""
    return any(_same_spelling(a, b) for a in _spellings(one) for b in _spellings(other))


def same_names(gold: Sequence[Any], got: Sequence[Any]) -> bool:
    """Whether each name of either list has its match in the other."""
    return all(any(same_name(g, p) for p in got) for g in gold) and all(any(same_name(g, p) for g in gold) for p in got)


def filled(slot: str, claim: Record) -> bool:
    """Whether a claim fills a slot; a quantity needs its low value, a time both its days."""
    value = claim.get(slot)
    if not value:
        return False
    if slot == "quantity":
        return value.get("low") is not None
    if slot == "time":
        return bool(value.get("start") and value.get("end"))
    return True


def _close(a: float | None, b: float | None) -> bool:
    if a is None or b is None:
        return a is None and b is None
    return abs(float(a) - float(b)) <= 0.01 * max(1, abs(float(a)))


def agrees(slot: str, gold: Record, got: Record) -> bool:
    """Whether two claims agree in a slot; both empty counts as agreement."""
    if filled(slot, gold) != filled(slot, got):
        return False
    if not filled(slot, gold):
        return True
    a, b = gold[slot], got[slot]
    if slot in ("event", "modality"):
        return bool(a == b)
    if slot == "quantity":
        return _close(a["low"], b["low"]) and _close(a.get("high"), b.get("high"))
    if slot == "time":
        return bool(a["start"] == str(b["start"])[:10] and a["end"] == str(b["end"])[:10])
    return same_name(a[0], b[0]) if slot == "attribution" else same_names(a, b)


def exact(gold: Record, got: Record) -> bool:
    """Whether the event and the type's key slots agree."""
    return all(agrees(slot, gold, got) for slot in ("event", *KEYS[gold["type"]]))


def usable(gold: Record, got: Record) -> bool:
    """Whether all agrees that a monitor would enter."""
    entered = ("modality", "attribution", "time", *ALSO[gold["type"]])
    return exact(gold, got) and all(agrees(slot, gold, got) for slot in entered)


def _overlap(gold: Record, got: Record) -> int:
    a, b = gold["evidence"], got["evidence"]
    shared = int(min(a["end"], b["end"]) - max(a["start"], b["start"]))
    long_a, long_b = a["end"] - a["start"], b["end"] - b["start"]
    return shared if shared > 0 and shared * 2 >= min(long_a, long_b) and long_b <= 3 * long_a + 60 else 0


def pair(gold: Sequence[Record], got: Sequence[Record]) -> list[tuple[int, int]]:
    """Indexes of gold and extracted claims that tell the same, one to one, chosen to agree most."""
    options = []
    for i, g in enumerate(gold):
        for j, p in enumerate(got):
            shared = _overlap(g, p) if g["type"] == p["type"] else 0
            if shared:
                agreed = sum(agrees(slot, g, p) for slot in SLOTS)
                options.append((usable(g, p), exact(g, p), agreed, shared, -i, -j))
    pairs: list[tuple[int, int]] = []
    left: set[int] = set()
    right: set[int] = set()
    for *_, i, j in sorted(options, reverse=True):
        if -i not in left and -j not in right:
            left.add(-i)
            right.add(-j)
            pairs.append((-i, -j))
    return pairs


@dataclass(slots=True)
class Counts:
    """Claims counted: in gold, extracted, and met by each measure."""

    gold: int = 0
    got: int = 0
    met: Counter[str] = field(default_factory=Counter)

    def figures(self, measure: str) -> tuple[float, float, float]:
        """Precision, recall and F1 of a measure."""
        precision = self.met[measure] / self.got if self.got else 0.0
        recall = self.met[measure] / self.gold if self.gold else 0.0
        return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


@dataclass(slots=True)
class Score:
    """Counts over all documents, by document and by type, and each slot over the found pairs.

    Of a slot: how often it is `right`, `of` how many that gold fills, and in `surplus` filled though empty in gold.
    """

    total: Counts = field(default_factory=Counts)
    documents: list[Counts] = field(default_factory=list)
    types: dict[str, Counts] = field(default_factory=lambda: {name: Counts() for name in KEYS})
    right: Counter[str] = field(default_factory=Counter)
    of: Counter[str] = field(default_factory=Counter)
    surplus: Counter[str] = field(default_factory=Counter)


def score(documents: Iterable[tuple[Sequence[Record], Sequence[Record]]]) -> Score:
    """The score over (gold claims, extracted claims) of each document."""
    result = Score()
    for gold, got in documents:
        here = Counts()
        result.documents.append(here)
        for claims, side in ((gold, "gold"), (got, "got")):
            for claim in claims:
                for counts in (result.total, here, result.types[claim["type"]]):
                    setattr(counts, side, getattr(counts, side) + 1)
        for i, j in pair(gold, got):
            _count(result, here, gold[i], got[j])
    return result


def _count(result: Score, here: Counts, gold: Record, got: Record) -> None:
    met = {"found": True, "exact": exact(gold, got), "usable": usable(gold, got)}
    for counts in (result.total, here, result.types[gold["type"]]):
        counts.met.update({measure: int(hit) for measure, hit in met.items()})
    for slot in SLOTS:
        if filled(slot, gold):
            result.of[slot] += 1
            result.right[slot] += agrees(slot, gold, got)
        elif filled(slot, got):
            result.surplus[slot] += 1
