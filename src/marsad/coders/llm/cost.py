"""Tokens and what they cost: estimated before anything is sent, counted after."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from marsad.coders.llm.settings import Settings

BYTES = 4
"""Bytes of UTF-8 to a token: about so for English in the usual vocabularies, and on the safe side for other scripts."""

ANSWER = 1.5
"""Tokens of an answer for each of the report: claims repeat its words, with the names of their fields."""


def tokens(text: str) -> int:
    """A plain estimate of the tokens of a text."""
    return math.ceil(len(text.encode()) / BYTES)


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens sent and received; `estimated` where a server did not count them."""

    sent: int = 0
    received: int = 0
    estimated: bool = False

    def __add__(self, other: Usage) -> Usage:
        return Usage(self.sent + other.sent, self.received + other.received, self.estimated or other.estimated)

    def price(self, settings: Settings) -> float | None:
        """What it costs by the configured prices, in their currency; None without prices."""
        if settings.price_in is None and settings.price_out is None:
            return None
        return (self.sent * (settings.price_in or 0) + self.received * (settings.price_out or 0)) / 1_000_000


@dataclass(frozen=True, slots=True)
class Estimate:
    """What is about to be sent where, and what it may cost."""

    settings: Settings
    documents: int
    cached: int
    """Documents whose answers are all in the cache: nothing is sent of them."""
    usage: Usage

    @property
    def sends(self) -> int:
        """Documents of which text is sent."""
        return self.documents - self.cached

    def __str__(self) -> str:
        where = (
            f"go to {self.settings.address}, a server on this machine"
            if self.settings.local
            else f"LEAVE THIS MACHINE: they are sent to {self.settings.address}"
        )
        price = self.usage.price(self.settings)
        cost = "no price is configured" if price is None else f"about {price:,.2f} at the configured prices"
        return (
            f"The texts of {self.sends:,} of {self.documents:,} documents {where} (model {self.settings.model}).\n"
            f"Estimate: {self.usage.sent:,} tokens sent, {self.usage.received:,} received; {cost}."
        )
