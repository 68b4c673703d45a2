"""Figures in plain words: "more than 200", "around 500", "three-quarters", "a ceasefire of 5 days"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from marsad.views.parts import Figure

if TYPE_CHECKING:
    from marsad.model import Quantity

_BOUND = re.compile(
    r"^\W*(?P<bound>(?:no|not) (?:fewer|less|more) than|(?:more|fewer|less|greater) than|at (?:least|most)|up to"
    r"|as many as|upwards of|an estimated|over|about|around|some|nearly|almost|roughly|approximately|close to|under)\b",
    re.IGNORECASE,
)
_VAGUE = re.compile(
    r"\b(?P<words>tens of thousands|hundreds of thousands|tens of millions|dozens|scores|tens|hundreds|thousands"
    r"|millions|couple|handful)\b",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d")
_SHARES = {0.25: "a quarter", 0.5: "half", 0.75: "three-quarters", 1 / 3: "a third", 2 / 3: "two-thirds", 1.0: "all"}
_BOUNDS = {"exact": "", "about": "about", "at_least": "at least", "at_most": "up to"}


def number(value: float) -> str:
    """A number with thousands separated: 12,500; 2.5."""
    return f"{int(value):,}" if value == int(value) else f"{value:,.2f}".rstrip("0").rstrip(".")


def figure(quantity: Quantity | None) -> Figure | None:
    """The figure of a quantity, with its bound as the report worded it where it did."""
    if quantity is None:
        return None
    words = _share(quantity) if quantity.unit == "share" else _count(quantity)
    return Figure(words=words, low=quantity.low, high=quantity.high, unit=quantity.unit)


def counted(found: Figure) -> str:
    """The figure to stand before a noun: "dozens" takes an "of"."""
    return f"{found.words} of" if _VAGUE.search(found.words) and not _DIGITS.search(found.words) else found.words


def overlap(one: Figure, other: Figure) -> bool:
    """Whether two figures can be the same number; those said to be about a number get a tenth on either side."""
    (low, high), (low2, high2) = _range(one), _range(other)
    return low <= high2 and low2 <= high


def _range(found: Figure) -> tuple[float, float]:
    low = found.low if found.low is not None else 0.0
    high = found.high if found.high is not None else float("inf")
    about = re.match(r"about|around|some|nearly|almost|roughly|approximately|close to|an estimated", found.words)
    return (low * 0.9, high * 1.1) if about else (low, high)


def _bound(quantity: Quantity) -> str:
    """The bound in the report's own words, else in ours."""
    said = _BOUND.match(quantity.text)
    if said:
        return " ".join(said["bound"].lower().split())
    if quantity.high is None:
        return "at least"
    if quantity.low == 0 and quantity.high > 0:
        return "up to"
    return _BOUNDS[quantity.bound]


def _count(quantity: Quantity) -> str:
    vague = _VAGUE.search(quantity.text)
    if vague and not _DIGITS.search(quantity.text) and quantity.high is None:
        said = _BOUND.match(quantity.text)
        return " ".join(filter(None, [said["bound"].lower() if said else "", vague["words"].lower()]))
    low, high = quantity.low, quantity.high
    open_and_vague = high is None and not _DIGITS.search(quantity.text) and not _BOUND.match(quantity.text)
    if open_and_vague and quantity.bound != "at_least":
        return quantity.text
    bound = _bound(quantity)
    if low is not None and high is not None and low != high and bound != "up to":
        return f"{bound} {number(low)}–{number(high)}".strip()
    value = high if bound in ("up to", "at most", "as many as") and high is not None else low
    return f"{bound} {number(value if value is not None else high or 0)}".strip()


def _share(quantity: Quantity) -> str:
    value = quantity.low if quantity.low is not None else quantity.high
    if value is None:
        return quantity.text
    if quantity.high is not None and quantity.high != value and quantity.low:
        return f"{number(value * 100)}–{number(quantity.high * 100)}%"
    if _bound(quantity) == "up to" and quantity.high is not None:
        value = quantity.high
    known = (
        None if _DIGITS.search(quantity.text) else next((w for s, w in _SHARES.items() if abs(s - value) < 0.01), None)
    )
    return f"{_bound(quantity)} {known or number(round(value * 100, 1)) + '%'}".strip()
