"""Choosing among the candidates of a slot by learned weights over named features.

The rules propose: their own reading, other mentions of the sentence, what the claims before and after say, and nothing.
A linear model (softmax over the candidates, trained by `training/train_choices.py`) picks one. Every candidate is made
of words of the document, so the claim's spans and rule stay what explains it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Generic, TypeVar

from marsad.errors import DataError

WEIGHTS = Path(__file__).with_name("choices.json")
T = TypeVar("T")


@dataclass(slots=True)
class Option(Generic[T]):
    """One candidate for a slot, with the features that speak for or against it."""

    value: T
    features: set[str]


class Chooser:
    """Picks the best option of a slot."""

    def __init__(self, weights: dict[str, dict[str, float]]) -> None:
        self.weights = weights

    @classmethod
    def load(cls, file: Path = WEIGHTS) -> Chooser:
        """The shipped weights; raises `DataError` where they cannot be read."""
        return cls(_read(file))

    def pick(self, slot: str, options: Sequence[Option[T]]) -> Option[T]:
        """The option with the highest score; the first of equals."""
        weights = self.weights.get(slot, {})
        return max(options, key=lambda o: sum(weights.get(f, 0.0) for f in o.features))


@lru_cache(maxsize=4)
def _read(file: Path) -> dict[str, dict[str, float]]:
    try:
        weights: dict[str, dict[str, float]] = json.loads(file.read_text(encoding="utf-8"))["weights"]
    except (OSError, ValueError, KeyError) as error:
        raise DataError(
            f"The weights in {file} cannot be read ({error}). Train them with training/train_choices.py."
        ) from error
    return weights
