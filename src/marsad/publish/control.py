"""A reading of control for other programs and for the eye: JSON, CSV, GeoJSON, SVG."""

from __future__ import annotations

import csv
import io
import json
from functools import cache
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from marsad.errors import InputError
from marsad.publish.entries import safe
from marsad.publish.mapping import lay_out, placed
from marsad.publish.palette import styles
from marsad.views.parts import PlaceState

if TYPE_CHECKING:
    from collections.abc import Iterator

    from marsad.views.holding.parts import Chance, Control, PlaceReading
    from marsad.views.parts import Party

COLUMNS = (
    "place", "place_id", "kind", "inside", "lat", "lon", "on", "state", "holder", "chance", "contested", "unknown",
    "last_heard", "last_claim", "majority", "for", "against", "aside",
)  # fmt: skip
WIDTH = 900.0


def as_json(control: Control) -> str:
    """The reading's record as JSON, fields as in `marsad.views.holding.parts.Control`."""
    return control.model_dump_json(indent=2) + "\n"


def as_csv(control: Control) -> Iterator[str]:
    """The lines of a CSV with a header, a place a line; no cell is taken for a formula."""
    yield _line(COLUMNS)
    for reading in control.places:
        yield _line([safe(cell) for cell in _cells(control, reading)])


def as_geojson(control: Control) -> str:
    """A GeoJSON FeatureCollection (RFC 7946): a point a place; one without coordinates has a null geometry."""
    features = [_feature(control, reading) for reading in control.places]
    more = {"on": control.on, "caution": control.caution, "unresolved": control.unresolved}
    return json.dumps({"type": "FeatureCollection", **more, "features": features}, ensure_ascii=False, indent=1) + "\n"


def as_svg(control: Control) -> str:
    """A map of points, north up: colour by side, its strength by probability, contested hatched.

    Raises:
        InputError: no place of the reading has coordinates.

    """
    readings = {reading.place.key: reading for reading in control.places}
    layout = lay_out(placed([_state(reading) for reading in control.places], ()).drawn, WIDTH)
    if layout is None:
        raise InputError("No place of this reading has coordinates, so there is nothing to draw: ask for a table.")
    shown = [readings[point.where.key] for point in layout.points]
    parties = [reading.best.party for reading in shown if reading.best.party]
    legend = {side(party): party.bloc_name or party.name for party in parties}
    template = _environment().get_template("control.svg.j2")
    return template.render(
        control=control, map=layout, readings=readings, styles=styles(legend), legend=legend, side=side, said=said
    )


def side(party: Party) -> str:
    """The key by which a party is coloured: that of its side."""
    return party.bloc or party.key


def who(chance: Chance) -> str:
    """The holder in plain words, or that there is none."""
    if chance.party is None:
        return {"contested": "contested", "unknown": "unknown"}.get(chance.state, "unknown")
    return chance.party.bloc_name or chance.party.name


def said(reading: PlaceReading) -> str:
    """A place's reading in a few words."""
    best = reading.best
    held = "held by " if best.party else ""
    return f"{reading.place.name}: {held}{who(best)} ({best.chance:.0%}), last heard of {reading.last_heard}"


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("marsad.publish"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True, keep_trailing_newline=True,
    )  # fmt: skip


def _state(reading: PlaceReading) -> PlaceState:
    """What the layout of maps asks of a place."""
    party = reading.best.party
    return PlaceState(
        place=reading.place, status="held" if party else "contested", parties=(party,) if party else (),
        contested=False, as_of=reading.last_heard, words=said(reading), lines=(),
    )  # fmt: skip


def _chance(reading: PlaceReading, state: str) -> float:
    return next((chance.chance for chance in reading.distribution if chance.state == state), 0.0)


def _uses(reading: PlaceReading, use: str) -> list[str]:
    return [used.claim for used in reading.claims if used.use == use]


def _cells(control: Control, reading: PlaceReading) -> list[Any]:
    place, best = reading.place, reading.best
    return [
        place.name, place.id, place.kind, " < ".join(place.parents), place.lat, place.lon, control.on, best.state,
        who(best) if best.party else "", best.chance, _chance(reading, "contested"), _chance(reading, "unknown"),
        reading.last_heard, reading.last_claim, reading.majority,
        *(" ".join(_uses(reading, use)) for use in ("for", "against", "aside")),
    ]  # fmt: skip


def _feature(control: Control, reading: PlaceReading) -> dict[str, Any]:
    place = reading.place
    point = None if place.lat is None or place.lon is None else [place.lon, place.lat]
    return {
        "type": "Feature",
        "id": place.id,
        "geometry": point and {"type": "Point", "coordinates": point},
        "properties": {
            "name": place.name, "kind": place.kind, "on": control.on, "state": reading.best.state,
            "holder": who(reading.best) if reading.best.party else None, "chance": reading.best.chance,
            "distribution": [_chance_of(c) for c in reading.distribution],
            "last_heard": reading.last_heard,
            "claims": {use: _uses(reading, use) for use in ("for", "against", "aside")},
        },
    }  # fmt: skip


def _chance_of(chance: Chance) -> dict[str, Any]:
    return {"state": chance.state, "holder": who(chance) if chance.party else None, "chance": chance.chance}


def _line(cells: Any) -> str:
    buffer = io.StringIO()
    csv.writer(buffer).writerow(cells)
    return buffer.getvalue()
