"""The map of a brief: where its points and labels go, in the units of an SVG. No tiles, no borders, no guesses.

Places are points at their registry coordinates on an equirectangular projection true at the map's middle, which over a
city is off by less than a part in a thousand. Places far from the rest are listed beside the map, not drawn.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from marsad.views.parts import PlaceState, Where

KM_PER_DEGREE = 111.32
WIDE_KINDS = frozenset({"country", "governorate", "province", "region"})
"""Kinds of place too wide for a point."""
AREA_KINDS = frozenset({"city", "part", "town", "area"})
"""Kinds that hold other places of the same map."""
RADIUS = 9.0
DOT = 3.5
FONT = 13.0
MARGIN = 44.0


@dataclass(frozen=True)
class Point:
    """A place on the map, with its label's corner (None where there was no room for one)."""

    where: Where
    state: PlaceState | None
    x: float
    y: float
    label: tuple[float, float, str] | None = None
    """Where the label starts or ends, and its SVG text-anchor."""

    @property
    def radius(self) -> float:
        """Of its mark."""
        return RADIUS if self.state else DOT

    @property
    def area(self) -> bool:
        """Whether the place is an area that a point only stands for: it is drawn square."""
        return self.where.kind in AREA_KINDS

    @property
    def reach(self) -> float:
        """Half the width that its mark takes, ring included."""
        unsettled = self.state is not None and (self.state.contested or self.state.status in ("contested", "besieged"))
        return self.radius + (4 if unsettled else 1)


@dataclass(frozen=True)
class Map:
    """A map, ready to be drawn."""

    width: float
    height: float
    points: tuple[Point, ...]
    scale_km: float
    scale_px: float
    grid_x: tuple[float, ...]
    grid_y: tuple[float, ...]


@dataclass(frozen=True)
class Placed:
    """What can be drawn, and what stands beside the map with the reason."""

    drawn: tuple[tuple[Where, PlaceState | None], ...]
    beyond: tuple[tuple[Where, str], ...]
    """Places too far from the rest, with how far and in which direction of its middle."""
    wide: tuple[Where, ...]
    """Countries and governorates, for which a point would say nothing."""


def placed(states: Sequence[PlaceState], mentioned: Sequence[Where]) -> Placed:
    """Sort the places with coordinates into those drawn and those listed beside."""
    known: dict[str, tuple[Where, PlaceState | None]] = {
        s.place.key: (s.place, s) for s in states if s.place.lat is not None
    }
    for where in mentioned:
        known.setdefault(where.key, (where, None))
    narrow = [one for one in known.values() if one[0].kind not in WIDE_KINDS and None not in (one[0].lat, one[0].lon)]
    wide = tuple(where for where, _ in known.values() if where.kind in WIDE_KINDS)
    if not narrow:
        return Placed((), (), wide)
    held = [one for one in narrow if one[1] is not None] or narrow
    lat, lon = median(_lat(one[0]) for one in held), median(_lon(one[0]) for one in held)
    away = {one[0].key: _offset(one[0], lat, lon) for one in narrow}
    near = median(math.hypot(*away[one[0].key]) for one in held)
    reach = max(4.0, 5 * near)
    drawn = tuple(one for one in narrow if math.hypot(*away[one[0].key]) <= reach)
    beyond = tuple((one[0], _bearing(*away[one[0].key])) for one in narrow if one not in drawn)
    return Placed(drawn, beyond, wide)


def _lat(where: Where) -> float:
    assert where.lat is not None
    return where.lat


def _lon(where: Where) -> float:
    assert where.lon is not None
    return where.lon


def _offset(where: Where, lat: float, lon: float) -> tuple[float, float]:
    """Kilometres east and north of a point."""
    return (_lon(where) - lon) * KM_PER_DEGREE * math.cos(math.radians(lat)), (_lat(where) - lat) * KM_PER_DEGREE


_WINDS = ("north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west")


def _bearing(east: float, north: float) -> str:
    wind = _WINDS[round(math.degrees(math.atan2(east, north)) / 45) % 8]
    return f"{math.hypot(east, north):.0f} km {wind}"


def lay_out(drawn: Sequence[tuple[Where, PlaceState | None]], width: float, font: float = FONT) -> Map | None:
    """Project the places to a map of that width and find room for their labels; None where there are none."""
    if not drawn:
        return None
    lats, lons = [_lat(where) for where, _ in drawn], [_lon(where) for where, _ in drawn]
    lat, lon = (min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2
    offsets = [_offset(where, lat, lon) for where, _ in drawn]
    side = 3 * MARGIN
    east = max(1.0, *(2 * abs(x) for x, _ in offsets))
    north = max(0.6, *(2 * abs(y) for _, y in offsets))
    per_km = min((width - side) / east, (width * 1.05 - 2 * MARGIN) / north)
    height = max(width * 0.45, north * per_km + 2 * MARGIN)
    spots = [(width / 2 + x * per_km, height / 2 - y * per_km) for x, y in offsets]
    points = [Point(where, state, x, y) for (where, state), (x, y) in zip(drawn, spots, strict=True)]
    scale = _round_length(width / 4 / per_km)
    step = scale * per_km
    return Map(
        width, height, tuple(_labelled(_spread(points), width, height, font)), scale, step,
        _ticks(width, step), _ticks(height, step),
    )  # fmt: skip


def _ticks(length: float, step: float) -> tuple[float, ...]:
    start = (length / 2) % step
    return tuple(start + step * index for index in range(int((length - start) / step) + 1))


def _round_length(km: float) -> float:
    """The longest of 1, 2, 5 times a power of ten that fits."""
    power = 10.0 ** math.floor(math.log10(km))
    return max(power * step for step in (1, 2, 5) if power * step <= km)


def _spread(points: list[Point]) -> list[Point]:
    """Points at the very same spot, side by side."""
    seen: dict[tuple[int, int], int] = {}
    spread = []
    for point in points:
        spot = (round(point.x / 4), round(point.y / 4))
        count = seen[spot] = seen.get(spot, -1) + 1
        spread.append(Point(point.where, point.state, point.x + count * 2.1 * point.radius, point.y))
    return spread


_Box = tuple[float, float, float, float]


def _labelled(points: list[Point], width: float, height: float, font: float) -> list[Point]:
    """Give each point the first place around it where its label meets nothing; points with a state choose first."""
    taken: list[_Box] = [(p.x - p.reach, p.y - p.reach, p.x + p.reach, p.y + p.reach) for p in points]
    taken += [(0, height - 40, width * 0.3, height), (width - 32, 0, width, 56)]  # the scale bar and the arrow
    ordered = sorted(range(len(points)), key=lambda index: points[index].state is None)
    labels: dict[int, tuple[float, float, str]] = {}
    for index in ordered:
        point = points[index]
        size = font if point.state else font - 2
        for spot in _spots(point, size):
            box = _box(spot, point.where.name, size)
            inside = box[0] >= 2 and box[1] >= 2 and box[2] <= width - 2 and box[3] <= height - 2
            if inside and not any(_meet(box, other) for other in taken):
                labels[index] = spot
                taken.append(box)
                break
    return [
        Point(point.where, point.state, point.x, point.y, labels.get(index)) for index, point in enumerate(points)
    ]  # fmt: skip


def _spots(point: Point, font: float) -> list[tuple[float, float, str]]:
    """Where a label may stand, best first: right, left, below, above, then the corners."""
    gap, mid = point.reach + 3, font * 0.35
    below, above = point.reach + font, -(point.reach + 4)
    around: Callable[[float, float, str], tuple[float, float, str]] = lambda dx, dy, anchor: (  # noqa: E731
        point.x + dx, point.y + dy, anchor,
    )  # fmt: skip
    return [
        around(gap, mid, "start"), around(-gap, mid, "end"), around(0, below, "middle"), around(0, above, "middle"),
        around(gap - 3, below - 3, "start"), around(gap - 3, above + 3, "start"),
        around(3 - gap, below - 3, "end"), around(3 - gap, above + 3, "end"),
    ]  # fmt: skip


def _box(spot: tuple[float, float, str], text: str, font: float) -> _Box:
    """The room that a label takes, by a usual width of letters."""
    x, y, anchor = spot
    wide = len(text) * font * 0.56
    left = {"start": x, "end": x - wide, "middle": x - wide / 2}[anchor]
    return left, y - font * 0.85, left + wide, y + font * 0.25


def _meet(one: _Box, other: _Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
