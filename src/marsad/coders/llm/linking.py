"""Names in claims tied to the registries of places and actors, or left unresolved."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from marsad.knowledge.people import countries, country_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from marsad.knowledge.actors import Actors
    from marsad.knowledge.places import Places
    from marsad.model import Claim, Mention

Named = TypeVar("Named", bound="Mention")


class Links:
    """The registries, in the context of one document's claims."""

    def __init__(self, places: Places, actors: Actors, claims: Iterable[Claim], published: str | None) -> None:
        self.places, self.actors, self.published = places, actors, published
        listed = list(claims)
        found = [places.link(place.text) for claim in listed for place in claim.place]
        self.near = list(dict.fromkeys(link.id for link in found if link))
        where = [country for id_ in self.near if (country := places.get(id_).country)]
        known = [actors.known(one.text) for claim in listed for one in (*claim.actor, *claim.attribution)]
        conflict = actors.about(where, [actor.id for actor in known if actor], published)
        self.scene = [*([conflict] if conflict else []), *dict.fromkeys(where)]

    def linked(self, claim: Claim) -> Claim:
        """The claim with links, and with names in full where the registries have them."""
        return claim.model_copy(
            update={
                "actor": [self._actor(one) for one in claim.actor],
                "place": [
                    one.model_copy(update={"link": self.places.link(one.text, near=self.near)}) for one in claim.place
                ],
                "attribution": [self._actor(one) for one in claim.attribution],
            }
        )

    def _actor(self, one: Named) -> Named:
        country, known = country_of(one.text), self.actors.known(one.text)
        name = countries()[country].name if country else known.name if known else one.text
        link = self.actors.link(name, context=self.scene, on=self.published)
        return one.model_copy(update={"name": name if name != one.text else None, "link": link})
