"""The form of an answer: what the model is asked for, and reading what it sends."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import Annotated, Any, cast

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from marsad.model import EVENTS, Modality, Scope, Status, Type

NAMES = [f"{kind}.{event}" for kind, events in EVENTS.items() for event in events]
"""The events as the model names them."""
_ONE_OF: dict[str, Any] = {"enum": NAMES}

_FENCE = re.compile(r"\A\s*(?:<think>.*?</think>\s*)?```(?:json)?\s*(.*?)\s*```\s*\Z", re.DOTALL)
_THOUGHT = re.compile(r"\A\s*<think>.*?</think>", re.DOTALL)


def _strict(schema: dict[str, Any]) -> None:
    """Every field must be given and no other one: endpoints ask for it."""
    schema["required"] = list(schema["properties"])
    schema["additionalProperties"] = False
    for one in schema["properties"].values():
        one.pop("default", None)


def _event(name: str) -> str:
    if name not in NAMES:
        raise ValueError(f"there is no event {name!r}")
    return name


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore", json_schema_extra=_strict)


class Source(_Part):
    """Who says so."""

    words: str
    verb: str | None = None


class Said(_Part):
    """One claim in words of the report, not yet checked."""

    event: Annotated[str, AfterValidator(_event), Field(json_schema_extra=_ONE_OF)]
    modality: Modality = "asserted"
    quote: Annotated[str, Field(min_length=1)]
    actor: list[str] = []
    target: list[str] = []
    target_status: Status = "unknown"
    place: list[str] = []
    means: str | None = None
    figure: str | None = None
    counts: str | None = None
    scope: Scope = "new"
    part_of: int | None = None
    time: str | None = None
    sources: list[Source] = []

    @property
    def type(self) -> Type:
        """The event's type."""
        return cast("Type", self.event.partition(".")[0])

    @property
    def name(self) -> str:
        """The event without its type."""
        return self.event.partition(".")[2]


class _Answer(_Part):
    claims: list[Said]


SCHEMA: dict[str, Any] = _Answer.model_json_schema()
"""JSON Schema of an answer."""


class UnreadableError(ValueError):
    """An answer that is not what was asked for; its text tells the model, and the user, what is wrong."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as read: claims with their numbers in it, and what was wrong with those that are none."""

    claims: dict[int, Said] = field(default_factory=dict)
    malformed: list[str] = field(default_factory=list)


def read(text: str) -> Answer:
    """Read an answer; a claim that is malformed costs only itself.

    Raises:
        UnreadableError: it is no JSON, or has no list of claims.

    """
    fenced = _FENCE.match(text)
    try:
        found = json.loads(fenced[1] if fenced else _THOUGHT.sub("", text))
    except (json.JSONDecodeError, RecursionError) as error:
        raise UnreadableError(f"it is no JSON ({error})") from error
    listed = found.get("claims") if isinstance(found, dict) else found
    if not isinstance(listed, list):
        raise UnreadableError('it is no JSON object with a list "claims"')
    answer = Answer()
    for number, one in enumerate(listed):
        try:
            answer.claims[number] = Said.model_validate(one)
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            answer.malformed.append(f"{'.'.join(map(str, first['loc'])) or 'claim'}: {first['msg']}")
    return answer
