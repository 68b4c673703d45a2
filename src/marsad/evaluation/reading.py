"""Hand-coded documents and extracted claims, read from files and checked, so that scoring meets nothing malformed."""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError, model_validator

from marsad.errors import InputError
from marsad.model import Type  # noqa: TC001  pydantic needs it when it runs

if TYPE_CHECKING:
    from marsad.evaluation.scoring import Record

MANIFEST = "gold.csv"
"""Lists the documents of a gold folder with the part each belongs to; it stands beside the folder."""

Names = list[str | dict[str, Any]] | None
"""Names of a slot: strings, or objects with text and name."""


class _Strict(BaseModel):
    model_config = ConfigDict(strict=True)


class _Words(_Strict):
    start: Annotated[int, Field(ge=0)]
    end: int

    @model_validator(mode="after")
    def _has_words(self) -> _Words:
        if self.end <= self.start:
            raise ValueError("the span is empty")
        return self


class _Quantity(_Strict):
    low: float | None = None
    high: float | None = None


class _Time(_Strict):
    start: str | None = None
    end: str | None = None


class _Claim(_Strict):
    """What scoring looks at in a claim; all else is let through."""

    type: Type
    event: str
    evidence: _Words
    actor: Names = None
    target: Names = None
    place: Names = None
    attribution: Names = None
    quantity: _Quantity | None = None
    time: _Time | None = None
    modality: str | None = None


class _Line(_Claim):
    doc: str


class Gold(BaseModel):
    """A document coded by hand; the text is absent where it may not be passed on."""

    doc: str
    text: str | None = None
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    claims: list[dict[str, Any]]


_CLAIMS = TypeAdapter(list[_Claim])


def read_gold(where: Path, part: str | None = None) -> list[Gold]:
    """The documents of a gold file, or of a folder of them in the order of their names.

    With `part`, those that the manifest beside the folder puts into that part. Raises InputError where a file cannot
    be read or is no gold file, where two have the same id, and where there is none.
    """
    files = sorted(where.glob("*.json")) if where.is_dir() else [where]
    if part is not None:
        kept = _part(where.parent / MANIFEST, part)
        files = [file for file in files if file.stem in kept]
    documents = [_gold(file) for file in files]
    seen: set[str] = set()
    for document in documents:
        if document.doc in seen:
            raise InputError(f"{where}: two gold files have the id {document.doc!r}.")
        seen.add(document.doc)
    if not documents:
        raise InputError(f"{where} has no gold file{f' of the part {part}' if part else ''}.")
    return documents


def _part(manifest: Path, part: str) -> set[str]:
    try:
        with manifest.open(encoding="utf-8", newline="") as lines:
            return {row["doc"] for row in csv.DictReader(lines) if row["part"] == part}
    except OSError as error:
        raise InputError(f"The list of parts {manifest} cannot be read: {error.strerror}.") from error
    except (KeyError, ValueError, csv.Error) as error:
        raise InputError(f"{manifest} is no list of parts: it needs the columns doc and part.") from error


def _gold(file: Path) -> Gold:
    try:
        made = Gold.model_validate_json(file.read_bytes())
        _CLAIMS.validate_python(made.claims)
    except OSError as error:
        raise InputError(f"The gold file {file} cannot be read: {error.strerror}.") from error
    except ValidationError as error:
        raise InputError(f"{file} is not a gold file: {_first(error)}") from error
    return made


def read_claims(lines: Iterable[bytes], origin: str) -> Mapping[str, list[Record]]:
    """Claims by document, from JSON lines. Raises InputError that names the line of the first that is no claim."""
    claims: dict[str, list[Record]] = defaultdict(list)
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            claim = json.loads(line)
            claims[_Line.model_validate(claim).doc].append(claim)
        except ValidationError as error:
            raise InputError(f"{origin}, line {number}, is not a claim: {_first(error)}") from error
        except (ValueError, RecursionError) as error:
            raise InputError(f"{origin}, line {number}, is not JSON: {error}") from error
    return claims


def _first(error: ValidationError) -> str:
    """The first thing that is wrong, in one sentence."""
    told = error.errors(include_url=False)[0]
    where = ".".join(str(step) for step in told["loc"])
    return f"{where}: {told['msg']}." if where else f"{told['msg']}."
