"""Which side a party is that the report only describes: "troops", "the rebels", "allies"."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from marsad.views.registries import described

if TYPE_CHECKING:
    from collections.abc import Sequence

    from marsad.views.holding.collect import Collected
    from marsad.views.holding.sightings import Sighting
    from marsad.views.parts import Party
    from marsad.views.registries import Names


def joined(found: Collected, names: Names) -> list[Sighting]:
    """The sightings with each party joined to the side that is meant.

    A party that takes sides in several wars is of the side that it takes in the war of the place's country. A
    description with a role ("troops" are the state's, "rebels" are opposed to it) is the side of that role that the
    claims on places of the same country name most, by registry entries; where there is none, it stays a side of its
    own. One without a role ("allies", "a unit") names nobody.
    """
    sided = [
        replace(one, actor=_sided(one.actor, country, found, names), target=_sided(one.target, country, found, names))
        for one in found.sightings
        for country in (_country(one, found, names),)
    ]
    sides = _sides(sided, found, names)
    return [
        replace(one, actor=_meant(one.actor, by_role, found, names), target=_meant(one.target, by_role, found, names))
        for one in sided
        for by_role in (sides[_country(one, found, names)],)
    ]


def _sided(key: str | None, country: str, found: Collected, names: Names) -> str | None:
    """The key of the side that a party takes in the war of a country."""
    if key is None:
        return None
    party = names.side_in(found.parties[key], country)
    side = f"actor:{party.bloc}" if party.bloc else key
    found.parties.setdefault(side, party)
    return side


def _sides(sightings: Sequence[Sighting], found: Collected, names: Names) -> dict[str, dict[str, str]]:
    """By country and role the side that is named most."""
    counts: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for sighting in sightings:
        for key in (sighting.actor, sighting.target):
            party = found.parties[key] if key else None
            role = names.role(party) if party is not None and party.id is not None else None
            if key and role:
                counts[_country(sighting, found, names)][role][key] += 1
    most = {
        country: {role: min(count, key=lambda key: (-count[key], key)) for role, count in roles.items()}
        for country, roles in counts.items()
    }
    return defaultdict(dict, most)


def _country(sighting: Sighting, found: Collected, names: Names) -> str:
    where = found.places[sighting.place]
    above = names.ancestors(where.id) if where.id else ()
    return above[-1] if above else sighting.place


def _meant(key: str | None, sides: dict[str, str], found: Collected, names: Names) -> str | None:
    if key is None:
        return None
    party: Party = found.parties[key]
    if party.id is not None or described(party) is None:
        return key
    role = names.role(party)
    return sides.get(role, key) if role else None
