"""Where the model is and how it is asked: from a file in TOML and from the environment, which has the last word."""

from __future__ import annotations

import ipaddress
import os
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr, ValidationError

from marsad.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping

PREFIX = "MARSAD_LLM_"


def _address(words: str) -> str:
    url = urlsplit(words)
    if url.scheme not in ("http", "https") or not url.hostname:
        raise ValueError("write it as http://127.0.0.1:11434/v1")
    if url.username or url.password:
        raise ValueError("a password does not belong into it: give the key apart")
    return words.rstrip("/")


def _cache() -> Path:
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "marsad" / "llm"


class Settings(BaseModel):
    """How the LLM coder reaches its model."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    address: Annotated[str, AfterValidator(_address), Field(description="the endpoint, up to and with /v1")]
    model: Annotated[str, Field(min_length=1, description="the model's name at the endpoint")]
    key: Annotated[SecretStr | None, Field(description="sent as a bearer token")] = None
    cache: Annotated[Path, Field(description="folder of answers; can be deleted at any time")] = Field(
        default_factory=_cache
    )
    timeout: Annotated[float, Field(gt=0, description="seconds that one answer may take")] = 180.0
    tries: Annotated[int, Field(ge=1, le=20, description="times that a request is made before it is given up")] = 5
    pause: Annotated[float, Field(ge=0, description="seconds before the second try; doubled before each other")] = 1.0
    parallel: Annotated[int, Field(ge=1, le=64, description="requests under way at a time")] = 4
    piece: Annotated[int, Field(ge=200, description="most characters of a text in one request")] = 12_000
    answer: Annotated[int | None, Field(ge=100, description="most tokens of an answer; unset: what the server has")] = (
        None
    )
    price_in: Annotated[float | None, Field(ge=0, description="price of a million tokens sent")] = None
    price_out: Annotated[float | None, Field(ge=0, description="price of a million tokens of answers")] = None

    @property
    def host(self) -> str:
        """The machine that the texts go to."""
        return urlsplit(self.address).hostname or ""

    @property
    def local(self) -> bool:
        """Whether the endpoint is on this machine, by its address alone."""
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return self.host == "localhost"

    @classmethod
    def load(cls, file: Path | None = None, environment: Mapping[str, str] = os.environ, **given: Any) -> Settings:
        """The settings of a file, of the environment (MARSAD_LLM_ADDRESS, …), and those given; later ones win.

        Args:
            file: TOML with the names of the fields; without it, that of MARSAD_LLM_CONFIG, if there is one.
            environment: variables by name.
            given: settings by field; None is none.

        Raises:
            InputError: the file cannot be read, a setting is not known or cannot be used, or address or model lack.

        """
        named = file or (Path(environment[PREFIX + "CONFIG"]) if environment.get(PREFIX + "CONFIG") else None)
        settings = _from_file(named) if named else {}
        for field in cls.model_fields:
            if value := environment.get(PREFIX + field.upper()):
                settings[field] = value
        settings |= {field: value for field, value in given.items() if value is not None}
        try:
            return cls.model_validate(settings)
        except ValidationError as error:
            raise InputError(_sentence(error, named)) from None  # the error itself may hold the key


def _from_file(file: Path) -> dict[str, Any]:
    try:
        found = tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError(f"{file} can't be read: {error.strerror}.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"{file} is not TOML: {error}.") from error
    for name in found:
        if name not in Settings.model_fields:
            raise InputError(f"{file}: there is no setting {name!r}: {', '.join(Settings.model_fields)}.")
    return found


def _sentence(error: ValidationError, file: Path | None) -> str:
    first = error.errors(include_input=False, include_url=False)[0]
    field = str(first["loc"][0])
    if first["type"] == "missing":
        return f"The LLM coder needs its {field}: set {PREFIX}{field.upper()}, or {field} in a file (--llm-config)."
    said = first["msg"].removeprefix("Value error, ")
    return f"The LLM coder can't use its {field} ({PREFIX}{field.upper()} or {file or 'a file'}): {said}."
