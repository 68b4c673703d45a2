"""The parameters of grouping, read from their one file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml


@dataclass(frozen=True, eq=False)
class Parameters:
    """Points and words; `parameters.yaml` says what each means."""

    threshold: float
    place: dict[str, Any]
    time: dict[str, float]
    means: dict[str, float]
    object: dict[str, float]
    victims: dict[str, float]
    names: float
    figures: dict[str, float]
    wording: float
    flow: dict[str, float]
    longest_days: int
    window: int
    events: dict[str, str]
    like: frozenset[frozenset[str]]
    many: re.Pattern[str]
    means_words: dict[str, re.Pattern[str]]
    object_words: dict[str, re.Pattern[str]]
    group_words: dict[str, re.Pattern[str]]


@lru_cache(maxsize=1)
def defaults() -> Parameters:
    """The parameters that ship with the package."""
    values = yaml.safe_load(files("marsad.views.incidents").joinpath("parameters.yaml").read_text("utf-8"))
    words = values.pop("words")
    like = frozenset(frozenset(pair) for pair in values.pop("like"))
    return Parameters(
        **values, like=like, many=_whole(words["many"]), means_words=_all(words["means"]),
        object_words=_all(words["objects"]), group_words=_all(words["groups"]),
    )  # fmt: skip


def _all(words: dict[str, str]) -> dict[str, re.Pattern[str]]:
    return {name: _whole(expression) for name, expression in words.items()}


def _whole(expression: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{expression})\b", re.IGNORECASE)
