"""An invented tree of places and an invented registry of actors, with only what views use."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from marsad.errors import InputError
from marsad.model import Link

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True)
class Place:
    id: str
    name: str
    kind: str
    parent: str | None = None
    lat: float | None = None
    lon: float | None = None


class Atlas:
    """Sarra (a country) holds Qasr Amin (a city) with its old town and quarters, and Wadi Salt elsewhere."""

    def __init__(self) -> None:
        places = [
            Place("sarra", "Sarra", "country"),
            Place("qasr-amin", "Qasr Amin", "city", "sarra", 10.0, 20.0),
            Place("old-town", "Old Town", "part", "qasr-amin", 10.001, 20.002),
            Place("tanners", "Tanners' Quarter", "district", "old-town", 10.004, 20.004),
            Place("mill", "Mill Quarter", "district", "qasr-amin", 10.012, 20.010),
            Place("heights", "Amin Heights", "district", "qasr-amin", 10.018, 19.990),
            Place("wadi-salt", "Wadi Salt", "town", "sarra", 11.0, 21.0),
        ]
        self.places = {place.id: place for place in places}

    def link(self, name: str) -> Link | None:
        found = [place.id for place in self.places.values() if place.name.casefold() == name.casefold()]
        return Link(id=found[0]) if len(found) == 1 else None

    def get(self, ident: str) -> Place:
        if ident not in self.places:
            raise InputError(f"No place has the id {ident}.")
        return self.places[ident]

    def ancestors(self, ident: str) -> list[Place]:
        parent = self.get(ident).parent
        return [self.get(parent), *self.ancestors(parent)] if parent else []


@dataclass(frozen=True)
class Tie:
    id: str


@dataclass(frozen=True)
class Actor:
    id: str
    name: str
    parent: str | None = None
    conflicts: tuple[str, ...] = ("sarra-war",)
    class_: str = "armed_group"
    of: tuple[Tie, ...] = ()


class Roll:
    """River League with its Second Boat Company, Hill Brigade, and the Salt Monitor, headed by Dana Halil."""

    def __init__(self) -> None:
        actors = [
            Actor("league", "River League"),
            Actor("boats", "Second Boat Company", "league"),
            Actor("column", "Hill Brigade"),
            Actor("monitor", "Salt Monitor", None, (), "monitor"),
            Actor("coast", "Coast Guard", "league", ("sarra-war", "isles-war")),
            Actor("halil", "Dana Halil", None, (), "person", (Tie("monitor"),)),
        ]
        self.actors = {actor.id: actor for actor in actors}

    def get(self, ident: str) -> Actor | None:
        return self.actors.get(ident)

    def umbrella(self, first: str, second: str) -> bool:
        return first == second or first == self.actors[second].parent or second == self.actors[first].parent

    def known(self, name: str) -> Actor | None:
        return next((actor for actor in self.actors.values() if actor.name == name), None)

    def side(self, name: str, conflict: str) -> str | None:
        return (self.actors[name].parent if conflict == "sarra-war" else None) or name

    def about(self, countries: Iterable[str], actors: Iterable[str]) -> str | None:
        return "sarra-war" if "sarra" in countries else None
