"""Colours and letters of parties: the same rule for every side.

The colours are from the palette of Okabe and Ito, which people with any kind of colour blindness tell apart
(https://jfly.uni-koeln.de/color/), without its green and its vermilion, which read as "good" and "bad". A party's
colour comes from a hash of its key, so that it is the same in every brief and owes nothing to which side it is on;
where two would share one, the next is taken. Its letter, by order of appearance, says the same without colour.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from string import ascii_uppercase
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

COLOURS = ("#0072B2", "#E69F00", "#CC79A7", "#56B4E9", "#F0E442")


@dataclass(frozen=True)
class Style:
    """How a party is drawn: its letter, its fill, and the colour of the letter on it."""

    letter: str
    fill: str
    ink: str


def styles(keys: Iterable[str]) -> dict[str, Style]:
    """A style for each key, in order of appearance. Beyond five parties colours repeat, letters do not."""
    ordered = list(dict.fromkeys(keys))
    fills: dict[str, str] = {}
    free: list[str] = []
    for key in sorted(ordered, key=_hash):
        if not free:
            free = list(COLOURS)
        wanted = _hash(key) % len(COLOURS)
        fills[key] = next(colour for colour in COLOURS[wanted:] + COLOURS[:wanted] if colour in free)
        free.remove(fills[key])
    return {
        key: Style(_letter(index), fills[key], "#FFFFFF" if _dark(fills[key]) else "#111111")
        for index, key in enumerate(ordered)
    }


def _hash(key: str) -> int:
    return int.from_bytes(hashlib.sha256(key.encode()).digest()[:8])


def _letter(index: int) -> str:
    more, last = divmod(index, len(ascii_uppercase))
    return (_letter(more - 1) if more else "") + ascii_uppercase[last]


def _dark(colour: str) -> bool:
    """Whether white stands out better than black, by the relative luminance of WCAG 2."""
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue < 0.179


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
