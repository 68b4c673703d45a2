"""The user's own codebook: a file or folder of rules, words, actors and places, laid over the shipped ones."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from marsad.coders.rules.codebook_files import WORDS, load
from marsad.errors import DataError
from marsad.knowledge.actors import Actors
from marsad.knowledge.places import Places
from marsad.knowledge.yamlfiles import Lined, read_yaml

if TYPE_CHECKING:
    from marsad.coders.rules.codebook import Codebook

_YAML = (".yaml", ".yml")
_TABLES = (".csv", ".geojson", ".json")
_KINDS = {"rules": "rules", "actors": "actors", "conflicts": "actors", "places": "places"}
_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Own:
    """The files of a user's codebook by what they hold; `digest` changes with any of them."""

    path: Path
    rules: tuple[Path, ...]
    actors: tuple[Path, ...]
    places: tuple[Path, ...]
    digest: str

    def codebook(self) -> Codebook:
        """The shipped rules and words with the user's; raises DataError for what is malformed."""
        return load(*self.rules)

    def load_actors(self) -> Actors:
        """The shipped actors with the user's; raises DataError for what is malformed."""
        return Actors.load(*self.actors)

    def load_places(self) -> Places:
        """The shipped places with the user's; raises DataError for what is malformed."""
        return Places.load(*self.places)


def find(path: Path) -> Own:
    """The codebook in a file or folder, its files told apart by what they hold.

    Raises:
        DataError: there is nothing, or a file holds nothing that a codebook can.

    """
    try:
        files = _files(path)
        content = [(file, file.read_bytes()) for file in files]
    except OSError as error:
        raise DataError(f"The codebook {path} cannot be read: {error.strerror}.") from error
    if not files:
        raise DataError(f"{path} has no files of a codebook: they are YAML, or tables of places (.csv, .geojson).")
    found: dict[str, list[Path]] = {"rules": [], "actors": [], "places": []}
    for file in files:
        found[_kind(file)].append(file)
    seen = hashlib.sha256()
    for file, held in content:
        seen.update(repr((str(file.relative_to(path)), hashlib.sha256(held).hexdigest())).encode())
    kinds = {kind: tuple(listed) for kind, listed in found.items()}
    return Own(path, **kinds, digest=seen.hexdigest()[:_DIGITS])


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    listed = (file for file in path.rglob("*") if file.suffix.lower() in (*_YAML, *_TABLES) and file.is_file())
    return sorted(file for file in listed if not any(p.startswith(".") for p in file.relative_to(path).parts))


def _kind(file: Path) -> str:
    if file.suffix.lower() in _TABLES:
        return "places"
    data = read_yaml(file)
    if file.name == WORDS:
        return "rules"
    kinds = {_KINDS[name] for name in data if name in _KINDS} if isinstance(data, Lined) else set()
    if len(kinds) != 1:
        holds = "several of these" if kinds else "none of these"
        raise DataError(
            f"{file}, line 1: a file of a codebook has rules (with their type), or actors and conflicts, or places; "
            f"this has {holds}. Lists of words stand in {WORDS}."
        )
    return kinds.pop()
