"""The world file: countries and populated places of GeoNames, looked up in place.

`tools/build_places.py` writes the files, sorted by their first column. They are mapped, not read: a lookup bisects a
sparse list of keys and searches one block, so that loading costs a few milliseconds and workers share the memory.
"""

from __future__ import annotations

import mmap
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from marsad.errors import DataError
from marsad.knowledge.skeleton import fold

DATA = Path(__file__).parent / "data"
DETAILED = frozenset("SY IQ YE LY UA PS LB IL SD SS CD CF ML NE BF TD NG CM ET ER SO MM AF AZ AM".split())
"""Countries of which the world file holds every place (from 500 inhabitants, or a seat), with all its names."""

_BLOCK = 4096


class SortedLines:
    """A mapped UTF-8 file of tab-separated lines, sorted by the bytes of the first column; starts with a line end."""

    def __init__(self, path: Path) -> None:
        try:
            with path.open("rb") as file:
                self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except (OSError, ValueError) as error:
            raise DataError(f"The place file {path.name} of the package cannot be read: {error}") from error
        self._keys: list[bytes] = []
        self._starts: list[int] = []
        for offset in range(0, len(self._map) - 1, _BLOCK):
            start = self._map.find(b"\n", offset)
            end = self._map.find(b"\t", start)
            if 0 <= start < end:
                self._keys.append(self._map[start + 1 : end])
                self._starts.append(start)

    def get(self, key: str) -> list[str] | None:
        """The further columns of the line whose first column is `key`."""
        wanted = key.encode()
        block = bisect_right(self._keys, wanted) - 1
        if block < 0:
            return None
        stop = self._starts[block + 1] + 1 if block + 1 < len(self._starts) else len(self._map)
        found = self._map.find(b"\n" + wanted + b"\t", self._starts[block], stop)
        if found < 0:
            return None
        start = found + len(wanted) + 2
        return self._map[start : self._map.find(b"\n", start)].decode().split("\t")


@dataclass(frozen=True, slots=True)
class WorldRow:
    """A populated place as GeoNames has it."""

    key: str
    name: str
    others: tuple[str, ...]
    country: str
    admin1: str
    lat: float
    lon: float
    population: int


@dataclass(frozen=True, slots=True)
class Country:
    """A country as GeoNames has it."""

    iso: str
    name: str
    capital: str
    population: int
    neighbours: tuple[str, ...]


class World:
    """Lookups in the world file by GeoNames id, name, skeleton, consonants and region."""

    def __init__(self, data: Path = DATA) -> None:
        self._rows = SortedLines(data / "world.tsv")
        self._index = SortedLines(data / "world-index.tsv")
        self.countries = _countries(data / "countries.tsv")
        self.row = lru_cache(maxsize=16384)(self._row)

    def _row(self, key: str) -> WorldRow | None:
        fields = self._rows.get(key)
        if fields is None:
            return None
        name, admin1, lat, lon, population, others = fields
        return WorldRow(
            key, name, tuple(others.split("|")) if others else (), admin1[:2], admin1, float(lat), float(lon),
            int(population),
        )  # fmt: skip

    def _ids(self, key: str) -> list[str]:
        found = self._index.get(key)
        return found[0].split(",") if found else []

    def named(self, name: str) -> list[str]:
        """GeoNames ids of places with this name, up to case, marks and apostrophes."""
        key = fold(name)
        return self._ids(key) if key else []

    def like(self, name_skeleton: str) -> list[str]:
        """GeoNames ids of places of conflict countries with this skeleton."""
        return self._ids("~" + name_skeleton) if name_skeleton else []

    def sounding(self, consonants: str) -> list[str]:
        """GeoNames ids of places of conflict countries with these consonants (see `skeleton.bare`)."""
        return self._ids("^" + consonants) if consonants else []

    def in_region(self, admin1: str) -> list[str]:
        """GeoNames ids of the places of a first-level region such as `SY.09`."""
        return self._ids("@" + admin1)


def _countries(path: Path) -> dict[str, Country]:
    countries = {}
    for line in path.read_text("utf-8").splitlines():
        if line:
            iso, name, capital, population, neighbours = line.split("\t")
            countries[iso] = Country(iso, name, capital, int(population), tuple(filter(None, neighbours.split(","))))
    return countries
