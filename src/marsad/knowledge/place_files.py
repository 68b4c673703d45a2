"""Files of places: the curated YAML of the package and the user's own YAML, CSV and GeoJSON.

A YAML file is a mapping with the key `places`: a list of entries, each of which may hold `places` of its own, so that
the tree of the file is the tree of places. `kind` and `source` of an entry's `each` hold for all its children.

    each: {source: Wikipedia}
    places:
      - {id: nadra, name: Nadra, kind: city, parent: SY, point: [36.20, 37.16], places: [
          {name: Bab al-Hajar, also: [Hajar Gate], arabic: [باب الحجر], kind: district}]}

A CSV file has columns of the same names (`also`, `arabic` and `source` divided by `|`, `lat` and `lon` for the point).
A GeoJSON file has them as properties of its features; a polygon is kept as it is.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml

from marsad.errors import DataError
from marsad.knowledge.skeleton import fold

KINDS = ("world", "country", "area", "governorate", "city", "town", "village", "part", "district", "gate", "site")
"""The kinds of places, from large to small; `area` is a land without an administration of its own (Donbas)."""

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TEXT = ("id", "name", "kind", "parent", "admin1", "from", "until")
_LISTS = ("also", "arabic", "source")
_KEYS = frozenset((*_TEXT, *_LISTS, "point", "geonames", "population", "common", "alone", "places", "each"))


@dataclass(frozen=True, slots=True)
class Entry:
    """A place as one file states it; what a file leaves out is None or empty, and where the entry stands is kept."""

    id: str
    name: str
    where: str
    also: tuple[str, ...] = ()
    arabic: tuple[str, ...] = ()
    kind: str | None = None
    parent: str | None = None
    point: tuple[float, float] | None = None
    geonames: str | None = None
    admin1: tuple[str, ...] = ()
    population: int = 0
    sources: tuple[str, ...] = ()
    valid_from: str | None = None
    valid_until: str | None = None
    common: tuple[str, ...] = ()
    alone: bool = False
    geometry: Mapping[str, Any] | None = None


def slug(name: str) -> str:
    """An id made of a name: small ASCII letters and hyphens."""
    return fold(name).replace(" ", "-")


def read(path: Path) -> list[Entry]:
    """The entries of a YAML, CSV or GeoJSON file.

    Raises:
        DataError: the file cannot be read or an entry is malformed; the message names file and line (or feature).

    """
    readers = {".yaml": _yaml, ".yml": _yaml, ".csv": _csv, ".geojson": _geojson, ".json": _geojson}
    reader = readers.get(path.suffix.lower())
    if reader is None:
        raise DataError(f"{path.name}: places are read from .yaml, .csv and .geojson files.")
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"{path.name}: the file cannot be read as UTF-8 text: {error}") from error
    return list(reader(path, text))


def _yaml(path: Path, text: str) -> Iterator[Entry]:
    try:
        data = yaml.load(text, _Loader)  # noqa: S506 - a safe loader, in C where there is one
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f", line {mark.line + 1}" if mark else ""
        raise DataError(f"{path.name}{line}: not valid YAML: {getattr(error, 'problem', error)}") from error
    if not isinstance(data, dict) or not isinstance(data.get("places"), list):
        raise DataError(f"{path.name}, line 1: a list of places under the key 'places' is expected.")
    yield from _walk(path, text, data["places"], data.get("each") or {}, None, ())


def _walk(
    path: Path, text: str, items: list[Any], each: Mapping[str, Any], parent: str | None, trail: tuple[int, ...]
) -> Iterator[Entry]:
    for number, item in enumerate(items):
        here = (*trail, number)
        try:
            entry = _entry({"parent": parent, **each, **_mapping(item)}, path.name)
            children, passed_on = item.get("places") or [], item.get("each") or {}
            if not isinstance(children, list) or not isinstance(passed_on, dict):
                raise ValueError("'places' must be a list and 'each' a mapping")
        except ValueError as error:
            raise DataError(f"{path.name}, line {_line(text, here)}: {error}.") from error
        yield entry
        yield from _walk(path, text, children, {**each, **passed_on}, entry.id, here)


def _mapping(item: object) -> dict[str, Any]:
    if not isinstance(item, dict):
        raise ValueError("an entry must be a mapping with at least a name")
    return item


def _line(text: str, trail: tuple[int, ...]) -> int:
    """The line of an entry, found by composing the file again: only errors pay for it."""
    node: Any = yaml.compose(text, _Loader)
    for number in trail:
        node = next(value for key, value in node.value if key.value == "places").value[number]
    return int(node.start_mark.line) + 1


def _entry(fields: Mapping[str, Any], where: str) -> Entry:
    unknown = sorted(str(key) for key in fields if key not in _KEYS)
    if unknown:
        raise ValueError(f"unknown key '{unknown[0]}'; known are {', '.join(sorted(_KEYS))}")
    for key in _TEXT:
        if isinstance(fields.get(key), bool | list | dict):  # YAML reads NO, Norway's code, as a truth value
            raise ValueError(f"'{key}' must be a text, not {fields[key]}; put it in quotes")
    texts = {key: None if fields.get(key) is None else str(fields[key]) for key in _TEXT}
    lists = {key: _strings(key, fields.get(key)) for key in _LISTS}
    name, kind = texts["name"], texts["kind"]
    if not name or not fold(name):
        raise ValueError("an entry needs a name")
    if kind is not None and kind not in KINDS:
        raise ValueError(f"unknown kind '{kind}'; known are {', '.join(KINDS)}")
    return Entry(
        id=texts["id"] or slug(name), name=name, where=where, also=lists["also"], arabic=lists["arabic"], kind=kind,
        parent=texts["parent"], point=_point(fields.get("point")),
        geonames=str(fields["geonames"]) if fields.get("geonames") else None,
        admin1=tuple((texts["admin1"] or "").split()), population=_whole(fields.get("population")),
        sources=lists["source"], valid_from=texts["from"], valid_until=texts["until"],
        common=_common(fields.get("common")), alone=bool(fields.get("alone")),
    )  # fmt: skip


def _strings(key: str, value: object) -> tuple[str, ...]:
    if value is None:
        return ()
    items = value if isinstance(value, list) else [value]
    texts = [item for item in items if isinstance(item, str)]
    if len(texts) < len(items):
        raise ValueError(f"'{key}' must be a text or a list of texts")
    return tuple(text for text in texts if text.strip())


def _common(value: object) -> tuple[str, ...]:
    """Which names are also words or found everywhere: true for all of them, or a list."""
    if value is True or value in ("true", "yes", "1"):
        return ("*",)
    return tuple(map(fold, _strings("common", value or None)))


def _whole(value: object) -> int:
    if value in (None, ""):
        return 0
    if isinstance(value, int | str) and str(value).isdigit():
        return int(value)
    raise ValueError(f"'population' must be a whole number, not '{value}'")


def _point(value: object) -> tuple[float, float] | None:
    if value is None:
        return None
    if not isinstance(value, list) or len(value) != 2:
        raise ValueError("'point' must be [latitude, longitude]")
    try:
        lat, lon = float(value[0]), float(value[1])
    except (TypeError, ValueError):
        raise ValueError("'point' must be two numbers, [latitude, longitude]") from None
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise ValueError(f"'point' [{lat}, {lon}] is not on the earth; it is [latitude, longitude]")
    return lat, lon


def _csv(path: Path, text: str) -> Iterator[Entry]:
    reader = csv.DictReader(text.splitlines(), strict=True)
    try:
        for row in reader:
            fields: dict[str, Any] = {key.strip().lower(): value for key, value in row.items() if key and value}
            for key in _LISTS:
                if key in fields:
                    fields[key] = [part.strip() for part in fields[key].split("|")]
            if "lat" in fields or "lon" in fields:
                fields["point"] = [fields.pop("lat", None), fields.pop("lon", None)]
            yield _entry(fields, path.name)
    except (ValueError, csv.Error) as error:
        raise DataError(f"{path.name}, line {reader.line_num}: {error}.") from error


def _geojson(path: Path, text: str) -> Iterator[Entry]:
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        raise DataError(f"{path.name}, line {error.lineno}: not valid JSON: {error.msg}.") from error
    features = data.get("features") if isinstance(data, dict) else None
    if not isinstance(features, list):
        raise DataError(f"{path.name}: a GeoJSON FeatureCollection is expected.")
    for number, feature in enumerate(features, start=1):
        try:
            yield _feature(_mapping(feature), data.get("each") or {}, path.name)
        except (ValueError, TypeError, AttributeError) as error:
            raise DataError(f"{path.name}, feature {number}: {error}.") from error


def _feature(feature: Mapping[str, Any], each: Mapping[str, Any], where: str) -> Entry:
    properties = {str(key).lower(): value for key, value in (feature.get("properties") or {}).items()}
    fields = {**each, **{key: value for key, value in properties.items() if key in _KEYS and value is not None}}
    if properties.get("name_a"):
        fields.setdefault("arabic", [properties["name_a"]])
    geometry = feature.get("geometry")
    if geometry and geometry.get("type") == "Point":
        fields["point"] = geometry["coordinates"][1::-1]
        geometry = None
    entry = _entry(fields, where)
    return replace(entry, geometry=geometry, point=entry.point or centroid(geometry)) if geometry else entry


def centroid(geometry: Mapping[str, Any]) -> tuple[float, float]:
    """Latitude and longitude of the centre of area of a Polygon or MultiPolygon (its outer rings, on the plane).

    Raises:
        ValueError: another geometry, or rings without area.

    """
    kind = geometry.get("type")
    if kind not in ("Polygon", "MultiPolygon"):
        raise ValueError(f"geometry '{kind}' is not a Point, Polygon or MultiPolygon")
    area = x = y = 0.0
    for polygon in geometry["coordinates"] if kind == "MultiPolygon" else [geometry["coordinates"]]:
        ring = polygon[0]
        lon0, lat0 = ring[0][:2]  # sums around a corner of the ring keep the digits
        for (ax, ay, *_), (bx, by, *_) in pairwise(ring):
            ax, ay, bx, by = ax - lon0, ay - lat0, bx - lon0, by - lat0
            cross = ax * by - bx * ay
            area += cross
            x += (ax + bx) * cross / 3 + lon0 * cross
            y += (ay + by) * cross / 3 + lat0 * cross
    if area == 0:
        raise ValueError("the polygon has no area")
    return round(y / area, 6), round(x / area, 6)
