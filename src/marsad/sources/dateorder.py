"""Dates in figures, such as 3/4/16: which of day, month and year comes first is found out from all dates of a file.

A single such date can mean two days. The dates of one file are written by one program, so an order that makes one of
them no day of the calendar is not the file's order; nor is one in which a log would jump back in time.
"""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, get_args

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Order = Literal["dmy", "mdy", "ymd"]
"""The order of day, month and year."""

ORDERS: tuple[Order, ...] = get_args(Order)

Figures = tuple[str, str, str]
"""The three figures of a date, as written, in any script's digits."""

FIGURES = re.compile(r"\s*(\d{1,4})\s?([./-])\s?(\d{1,2})\s?\2\s?(\d{1,4})\.?(?!\d)")


def figures(words: str) -> tuple[Figures, str] | None:
    """The date in figures that opens the words, and what follows it; None where none does."""
    match = FIGURES.match(words)
    return ((match[1], match[3], match[4]), words[match.end() :]) if match else None


def day(written: Figures, order: Order) -> date | None:
    """The day that the figures are in that order; None where they are none. Years of two digits are 2000 to 2099."""
    part = dict(zip(order, written, strict=True))
    if len(part["y"]) not in {2, 4} or len(part["d"]) > 2 or len(part["m"]) > 2:
        return None
    year = int(part["y"]) + (2000 if len(part["y"]) == 2 else 0)
    try:
        found = date(year, int(part["m"]), int(part["d"]))
    except ValueError:
        return None
    return found if 1900 <= year <= 2100 else None


def decide(dates: Sequence[Figures], in_time_order: bool = False) -> Order | None:
    """The order in which all the dates can be read; None where there is no such, or more than one that differ.

    `in_time_order`: the dates are of a log, whose right order is the one with the fewest steps back.
    """
    read = {order: [day(written, order) for written in dates] for order in ORDERS}
    fit = {order: days for order, days in read.items() if days and None not in days}
    if len(fit) > 1 and any(len(written[0]) < 4 for written in dates):
        fit.pop("ymd", None)  # nobody begins with a year of two digits where another order can be read
    if in_time_order and fit:
        back = {order: _steps_back(days) for order, days in fit.items()}
        fit = {order: days for order, days in fit.items() if back[order] == min(back.values())}
    if len({tuple(days) for days in fit.values()}) != 1:
        return None
    return next(iter(fit))


def _steps_back(days: Iterable[date | None]) -> int:
    known = [one for one in days if one]
    return sum(later < earlier for earlier, later in pairwise(known))
