"""The parameters of the model of control, read from their one file."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml


@dataclass(frozen=True)
class Parameters:
    """Chances and exponents; `parameters.yaml` says what each means."""

    transition: dict[str, float]
    likelihood: dict[str, dict[str, float]]
    class_: dict[str, float]
    modality: dict[str, float]
    own_gain: float
    own_loss: float
    undated: float
    whole: float
    repeated: float
    eve: float
    repeat_days: int
    neighbours: float
    prior: dict[str, float]


@lru_cache(maxsize=1)
def defaults() -> Parameters:
    """The parameters that ship with the package."""
    return of(yaml.safe_load(files("marsad.views.holding").joinpath("parameters.yaml").read_text("utf-8")))


def of(values: dict[str, Any]) -> Parameters:
    """Parameters from the values of such a file."""
    weight = values["weight"]
    return Parameters(
        transition=values["transition"], likelihood=values["likelihood"], class_=weight["class"],
        modality=weight["modality"], own_gain=weight["own_gain"], own_loss=weight["own_loss"],
        undated=weight["undated"], whole=weight["whole"], repeated=weight["repeated"], eve=weight["eve"],
        repeat_days=values["repeat_days"], neighbours=values["neighbours"], prior=values["prior"],
    )  # fmt: skip


def equal(parameters: Parameters) -> Parameters:
    """The same with every class of source, and every interest, weighing alike."""
    return Parameters(
        **{
            **{name: getattr(parameters, name) for name in parameters.__dataclass_fields__},
            "class_": dict.fromkeys(parameters.class_, 1.0), "own_gain": 1.0, "own_loss": 1.0,
        }
    )  # fmt: skip
