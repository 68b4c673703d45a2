"""Watch lists: YAML with all that can be said, or a plain list of feeds as OPML or lines.

    name: kestrel
    every: 15m
    sources:
      - https://post.example/rss
      - {source: https://wire.example/atom, every: 1h, follow: true, publisher: Northern Wire}
      - inbox/
    control: [Kestrel Bay]
    tolls:
      - {place: Kestrel Bay, event: killed, by: 10}
    tell:
      mail: {host: mail.example, from: watch@desk.example, to: [desk@desk.example], user: watch}
      webhook: {address: "https://chat.example/hook"}

Secrets stand in the environment: MARSAD_MAIL_PASSWORD, MARSAD_WEBHOOK_TOKEN, and MARSAD_WEBHOOK_ADDRESS where the
address itself is one.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from marsad.errors import InputError
from marsad.knowledge.yamlfiles import Lined, read_yaml
from marsad.sources import files, outlines
from marsad.sources.web import is_address

if TYPE_CHECKING:
    from marsad.views.watched import Watched

_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}
_INTERVAL = re.compile(r"(\d{1,6})\s*([smhd])")
SHORTEST = 60.0
"""The shortest interval, in seconds: more often is not polite."""


def _seconds(value: Any) -> Any:
    match = _INTERVAL.fullmatch(value.strip()) if isinstance(value, str) else None
    if match is None:
        raise ValueError("write an interval as 15m, 1h or 1d")
    return float(match[1]) * _UNITS[match[2]]


Seconds = Annotated[float, BeforeValidator(_seconds), Field(ge=SHORTEST)]
Text = Annotated[str, Field(min_length=1)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Place(_Part):
    """A feed, page, file or folder that is read again and again."""

    source: Text
    every: Seconds | None = None
    follow: bool | None = None
    publisher: str | None = None
    language: Annotated[str, Field(pattern="^[a-z]{2}$")] | None = None

    @model_validator(mode="before")
    @classmethod
    def _short(cls, value: Any) -> Any:
        return {"source": value} if isinstance(value, str) else value


class Toll(_Part):
    """A toll that is watched, and by how much it must jump to be told."""

    place: Text
    event: Literal["killed", "injured", "missing", "detained"] = "killed"
    by: Annotated[float, Field(gt=0)] = 10


class Mail(_Part):
    """Where alerts are mailed."""

    host: Text
    port: Annotated[int | None, Field(ge=1, le=65_535)] = None
    security: Literal["tls", "starttls", "none"] = "starttls"
    sender: Annotated[str, Field(alias="from", pattern=r"^[^\s@<>]+@[^\s@<>]+$")]
    to: Annotated[list[Annotated[str, Field(pattern=r"^[^\s@<>]+@[^\s@<>]+$")]], Field(min_length=1)]
    user: str | None = None


class Webhook(_Part):
    """Where alerts are posted as JSON; without an address, to that of MARSAD_WEBHOOK_ADDRESS."""

    address: Annotated[str | None, Field(pattern=r"^https?://")] = None


class Tell(_Part):
    """How alerts are told beside standard output."""

    mail: Mail | None = None
    webhook: Webhook | None = None


class WatchList(_Part):
    """All that a watch list says."""

    name: Text
    every: Seconds = 900.0
    follow: bool = False
    sources: Annotated[list[Place], Field(min_length=1)]
    control: list[Text] = []
    tolls: list[Toll] = []
    tell: Tell = Tell()

    def interval(self, place: Place) -> float:
        """Seconds between two readings of a place."""
        return place.every or self.every

    @property
    def watched(self) -> Watched:
        """The places and tolls to look at."""
        from marsad.views.watched import Threshold, Watched

        return Watched(tuple(self.control), tuple(Threshold(one.place, one.event, one.by) for one in self.tolls))


def load(path: Path) -> WatchList:
    """Read a watch list: YAML (.yaml, .yml), OPML, or lines with an address or path each.

    Paths in it are taken from the folder that the list is in. Raises InputError that names the file and the line.
    """
    content = read_yaml(path) if path.suffix.lower() in {".yaml", ".yml"} else {"sources": _plain(path)}
    if not isinstance(content, dict):
        raise InputError(f"{path}: a watch list has sources: at its beginning.")
    try:
        found = WatchList.model_validate({"name": path.stem, **content})
    except ValidationError as error:
        raise InputError(_sentence(path, content, error)) from error
    return found.model_copy(update={"sources": [_placed(one, path.parent) for one in found.sources]})


def _placed(place: Place, folder: Path) -> Place:
    if is_address(place.source):
        return place
    return place.model_copy(update={"source": str(folder / Path(place.source).expanduser())})


def _plain(path: Path) -> list[str]:
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: {files.unreadable(error)}") from error
    try:
        if raw.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
            return outlines.feeds(raw)
        lines = (line.partition(" #")[0].strip() for line in raw.decode("utf-8-sig").splitlines())
    except (InputError, UnicodeDecodeError) as error:
        raise InputError(f"{path} is no watch list: it is neither YAML nor OPML nor lines of text.") from error
    return [line for line in lines if line and not line.startswith("#")]


def _sentence(path: Path, content: Any, error: ValidationError) -> str:
    """The first error, with the line of the innermost mapping that holds it."""
    first = error.errors()[0]
    line, here = 1, content
    for step in first["loc"]:
        if isinstance(here, Lined):
            line = here.line
        try:
            here = here[step]
        except (KeyError, IndexError, TypeError):
            break
    where = ".".join(str(step) for step in first["loc"] if step != "function-before[_short(), Place]")
    said = {"missing": "is missing", "extra_forbidden": "is not known here"}.get(first["type"])
    message = said or first["msg"].removeprefix("Value error, ").rstrip(".")
    return f"{path}, line {line}: {where}{' ' if said else ': '}{message}."
