"""Profiles of reconciling, read from their one file."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any, Literal

import yaml

from marsad.errors import InputError


@dataclass(frozen=True)
class Profile:
    """How one recorder reconciles; `profiles.yaml` says what each field means."""

    name: str
    best: Literal["reliable", "lowest"]
    vague: dict[str, float]
    split: bool
    presume: bool
    grade: Literal["marsad", "ucdp", "airwars", "none"]
    rank: dict[str, int]


@lru_cache(maxsize=1)
def _values() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(
        files("marsad.views.incidents").joinpath("profiles.yaml").read_text(encoding="utf-8")
    )
    return found


def names() -> tuple[str, ...]:
    """The profiles, the default first."""
    return tuple(name for name in _values() if name != "rank")


def profile(name: str = "marsad") -> Profile:
    """A profile by its name.

    Raises:
        InputError: there is none of that name.

    """
    if name not in names():
        raise InputError(f"There is no profile {name!r}: the profiles are {', '.join(names())}.")
    return Profile(name=name, rank=_values()["rank"], **_values()[name])
