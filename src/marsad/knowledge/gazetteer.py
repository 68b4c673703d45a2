"""The places themselves: curated entries, the user's files and the world file as one tree, with their names indexed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from marsad.errors import DataError, InputError
from marsad.knowledge.place_files import Entry, read
from marsad.knowledge.skeleton import VOWELLESS, bare, fold, skeleton
from marsad.knowledge.world import DATA, Country, World, WorldRow

Relation = Literal["same", "inside", "contains", "apart"]
_LARGE = {"city": 50_000, "town": 5_000}


@dataclass(frozen=True, slots=True)
class Place:
    """An entry of the registry of places.

    `lat` and `lon` are degrees (WGS 84), null where no source gives them; `parent` is the next larger place;
    `country` an ISO 3166 code, null for places of several countries; `common` lists those names (`*`: all) that are
    ordinary words, names of persons or of places everywhere, and so need context.
    """

    id: str
    name: str
    names: tuple[str, ...]
    arabic: tuple[str, ...]
    kind: str
    parent: str | None
    country: str | None
    lat: float | None = None
    lon: float | None = None
    population: int = 0
    sources: tuple[str, ...] = ()
    valid_from: str | None = None
    valid_until: str | None = None
    curated: bool = False
    common: tuple[str, ...] = ()
    geometry: Mapping[str, Any] | None = None


class Gazetteer:
    """All places, by id and by the forms of their names."""

    def __init__(self, entries: Iterable[Entry], world: World) -> None:
        self.world = world
        self._places: dict[str, Place] = {}
        self._children: dict[str, list[str]] = defaultdict(list)
        self._by_geonames: dict[str, str] = {}
        self._by_admin1: dict[str, str] = {}
        self._admin1_of: dict[str, tuple[str, ...]] = {}
        self._alone: set[str] = set()
        self._exact: dict[str, list[str]] = defaultdict(list)
        self._skeleton: dict[str, list[str]] = defaultdict(list)
        self._bare: dict[str, list[str]] = defaultdict(list)
        merged = _merge([*map(_country_entry, world.countries.values()), *entries])
        for entry in merged.values():
            self._register(entry, merged)
            self._index(entry)
        self.of_world = lru_cache(maxsize=16384)(self._of_world)
        self.lineage = lru_cache(maxsize=16384)(self._lineage)

    def _register(self, entry: Entry, merged: Mapping[str, Entry]) -> None:
        if entry.parent is not None and entry.parent not in merged:
            raise DataError(f"{entry.where}: the parent '{entry.parent}' of the place '{entry.id}' is not a place.")
        row = self.world.row(entry.geonames) if entry.geonames else None
        if entry.geonames and row is None:
            raise DataError(f"{entry.where}: the world file lacks the GeoNames id {entry.geonames} of '{entry.id}'.")
        place = _place(entry, row, _country_of(entry, merged))
        self._places[place.id] = place
        if place.parent:
            self._children[place.parent].append(place.id)
        if entry.geonames:
            self._by_geonames[entry.geonames] = place.id
        if entry.alone:
            self._alone.add(place.id)
        for code in entry.admin1:
            self._by_admin1[code] = place.id
        self._admin1_of[place.id] = entry.admin1

    def _index(self, entry: Entry) -> None:
        """Index the entry's own names; those of its GeoNames row are in the index of the world file."""
        for name in (entry.name, *entry.also, *entry.arabic):
            _add(self._exact[fold(name)], entry.id)
            if entry.kind != "country":  # a country is known by its names alone: Sarah and Syria share a skeleton
                form = skeleton(name)
                _add(self._skeleton[form], entry.id)
                if bare(form) and self._places[entry.id].country in VOWELLESS:
                    _add(self._bare[bare(form)], entry.id)

    def capital(self, iso: str) -> Place | None:
        """The capital of a country given by its ISO code."""
        name = self.world.countries[iso].capital if iso in self.world.countries else ""
        found = [p for p in map(self.by_geonames, self.world.named(name)) if p.country == iso]
        return max(found, key=lambda place: place.population, default=None)

    def __iter__(self) -> Iterator[Place]:
        """The places of the files: countries, curated and the user's, without the rest of the world file."""
        return iter(self._places.values())

    def get(self, place_id: str) -> Place:
        """The place with this id.

        Raises:
            InputError: no place has it.

        """
        place = self._places.get(place_id)
        if place is None and place_id.startswith("geonames:") and self.world.row(place_id[9:]):
            place = self.by_geonames(place_id[9:])
        if place is None:
            raise InputError(f"No place has the id '{place_id}'.")
        return place

    def has(self, place_id: str) -> bool:
        """Whether a place has this id."""
        return place_id in self._places or (
            place_id.startswith("geonames:") and self.world.row(place_id[9:]) is not None
        )

    def by_geonames(self, key: str) -> Place:
        """The place of a GeoNames id: the curated one where there is one."""
        curated = self._by_geonames.get(key)
        return self._places[curated] if curated else self.of_world(key)

    def _of_world(self, key: str) -> Place:
        row = self.world.row(key)
        if row is None:
            raise InputError(f"The world file has no GeoNames id {key}.")
        parent = self._by_admin1.get(row.admin1, row.country)
        kind = next((kind for kind, least in _LARGE.items() if row.population >= least), "village")
        entry = Entry(id=f"geonames:{key}", name=row.name, where="", kind=kind, parent=parent, geonames=key)
        country = self._places[parent].country if parent in self._places else row.country
        return _place(entry, row, country)

    def _lineage(self, place_id: str) -> tuple[str, ...]:
        """The ids from the place's parent up to the root."""
        found: list[str] = []
        parent = self.get(place_id).parent
        while parent and parent not in found:
            found.append(parent)
            parent = self._places[parent].parent if parent in self._places else None
        return tuple(found)

    def children(self, place_id: str) -> list[Place]:
        """The places directly inside, curated ones first, then those of the world file by population."""
        place = self.get(place_id)
        inside = [self._places[key] for key in self._children.get(place_id, ())]
        rows = [key for code in self._admin1_of.get(place.id, ()) for key in self.world.in_region(code)]
        rest = [self.of_world(key) for key in rows if key not in self._by_geonames]
        return inside + sorted(rest, key=lambda p: (-p.population, p.id))

    def relation(self, first: str, second: str) -> Relation:
        """How the first place lies to the second in the tree."""
        if self.get(first).id == self.get(second).id:
            return "same"
        if second in self.lineage(first):
            return "inside"
        return "contains" if first in self.lineage(second) else "apart"

    def exact(self, folded: str) -> list[Place]:
        """Places with this folded name."""
        return self._found(self._exact.get(folded, ()), self.world.named(folded))

    def like(self, form: str) -> list[Place]:
        """Places of conflict countries and curated ones with this skeleton."""
        return self._found(self._skeleton.get(form, ()), self.world.like(form)) if form else []

    def sounding(self, consonants: str) -> list[Place]:
        """Places of conflict countries and curated ones with these consonants."""
        return self._found(self._bare.get(consonants, ()), self.world.sounding(consonants)) if consonants else []

    def _found(self, ids: Iterable[str], keys: Iterable[str]) -> list[Place]:
        places = {key: self._places[key] for key in ids}
        for key in keys:
            place = self.by_geonames(key)
            if place.id not in self._alone:
                places[place.id] = place
        return list(places.values())


def _add(ids: list[str], place_id: str) -> None:
    if place_id not in ids:
        ids.append(place_id)


def _country_entry(country: Country) -> Entry:
    return Entry(
        id=country.iso, name=country.name, where="countries.tsv", kind="country", population=country.population,
        sources=("GeoNames",),
    )  # fmt: skip


def _merge(entries: Iterable[Entry]) -> dict[str, Entry]:
    """Entries by id; a later file adds to an earlier entry of the same id and overrides what it states."""
    merged: dict[str, Entry] = {}
    for entry in entries:
        earlier = merged.get(entry.id)
        if earlier is not None and earlier.where == entry.where:
            raise DataError(f"{entry.where}: two places have the id '{entry.id}' (give one of them another `id`).")
        merged[entry.id] = entry if earlier is None else _join(earlier, entry)
    return merged


def _join(earlier: Entry, later: Entry) -> Entry:
    def names(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys((*one, *other)))

    return Entry(
        id=later.id, name=later.name, where=later.where, also=names((*later.also, earlier.name), earlier.also),
        arabic=names(later.arabic, earlier.arabic), kind=later.kind or earlier.kind,
        parent=later.parent or earlier.parent, point=later.point or earlier.point,
        geonames=later.geonames or earlier.geonames, admin1=later.admin1 or earlier.admin1,
        population=later.population or earlier.population, sources=names(later.sources, earlier.sources),
        valid_from=later.valid_from or earlier.valid_from, valid_until=later.valid_until or earlier.valid_until,
        common=later.common or earlier.common, alone=later.alone or earlier.alone,
        geometry=later.geometry or earlier.geometry,
    )  # fmt: skip


def _country_of(entry: Entry, merged: Mapping[str, Entry]) -> str | None:
    seen: set[str] = set()
    current: Entry | None = entry
    while current is not None and current.id not in seen:
        if current.kind == "country":
            return current.id
        seen.add(current.id)
        current = merged.get(current.parent) if current.parent else None
    if current is not None:
        raise DataError(f"{entry.where}: the place '{entry.id}' is inside itself by its parents.")
    return None


def _place(entry: Entry, row: WorldRow | None, country: str | None) -> Place:
    others = row.others if row and not entry.alone else ()
    own = (row.name,) if row and not entry.alone else ()
    scripts = tuple(n for n in others if "\u0600" <= n[0] <= "\u06ff")
    point = entry.point or ((row.lat, row.lon) if row else (None, None))
    return Place(
        id=entry.id, name=entry.name, kind=entry.kind or "site", parent=entry.parent, country=country,
        names=tuple(dict.fromkeys((entry.name, *entry.also, *own, *(n for n in others if n not in scripts)))),
        arabic=tuple(dict.fromkeys((*entry.arabic, *scripts))), lat=point[0], lon=point[1],
        population=entry.population or (row.population if row else 0),
        sources=(*entry.sources, *((f"GeoNames {entry.geonames}",) if row else ())),
        valid_from=entry.valid_from, valid_until=entry.valid_until, curated=bool(entry.where),
        common=entry.common, geometry=entry.geometry,
    )  # fmt: skip


def load(extra: Iterable[Path] = ()) -> Gazetteer:
    """The gazetteer of the package and the user's files."""
    files = [*sorted((DATA / "places").glob("*.yaml")), *extra]
    return Gazetteer((entry for path in files for entry in read(path)), World())
