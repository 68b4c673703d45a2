"""Countries by the words for their people, names and seats: "Syrian", "Syria", "Damascus"; data in `demonyms.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from marsad.knowledge.names import key
from marsad.knowledge.yamlfiles import read_yaml

FILE = Path(__file__).parent / "data" / "demonyms.yaml"


@dataclass(frozen=True, slots=True)
class Country:
    """A country with the words that stand for it. `code` is ISO 3166-1 alpha-2 in capitals."""

    id: str
    code: str
    name: str
    demonyms: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    metonyms: tuple[str, ...] = ()


@lru_cache(maxsize=1)
def countries() -> dict[str, Country]:
    """All listed countries by id (a slug of the name, such as south-sudan)."""
    rows = read_yaml(FILE)["countries"]
    words = ("demonyms", "aliases", "metonyms")
    listed = (
        Country(row["id"], row["code"], row["name"], *(tuple(row.get(group, ())) for group in words)) for row in rows
    )
    return {country.id: country for country in listed}


def country_of(demonym: str) -> str | None:
    """The id of the country whose people or things a word names: "Syrian", "Syrians" and "Syria's" give syria.

    The word must start with a capital ("turkey" and "polish" are other words). None where no country is listed.
    """
    return _by_demonym().get(key(demonym)) if demonym[:1].isupper() else None


def country_id(word: str) -> str | None:
    """The country for an id or an ISO code, whatever its case: syria, SY and sy give syria; None for anything else."""
    folded = word.lower()
    return folded if folded in countries() else _by_code().get(folded)


@lru_cache(maxsize=1)
def _by_code() -> dict[str, str]:
    return {country.code.lower(): country.id for country in countries().values()}


@lru_cache(maxsize=1)
def _by_demonym() -> dict[str, str]:
    table: dict[str, str] = {}
    for country in countries().values():
        for word in (*country.demonyms, country.name, *country.aliases):
            table.setdefault(key(word), country.id)
    for word, country_name in list(table.items()):
        if not word.endswith(("s", "sh", "ch", "ese")):
            table.setdefault(word + "s", country_name)
    return table
