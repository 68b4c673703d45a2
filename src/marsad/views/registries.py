"""What the views need of the registries of places and actors, and the keys by which they tell parties and places apart.

The registries themselves stand in `marsad.knowledge`; views only look names up, and work without any.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Protocol

from marsad.errors import InputError
from marsad.views.parts import Party, Where

if TYPE_CHECKING:
    from collections.abc import Iterable

    from marsad.model import Claim, Mention

_STATES = frozenset(("state", "government", "armed_forces", "police"))
_BELLIGERENT = "state armed_forces armed_group coalition government police political person".split()
SPEAKERS = {**dict.fromkeys(_BELLIGERENT, "belligerent"), "intergovernmental": "un_body", "ngo": "monitor"}
"""Classes of the registry that count as another when they speak of a war."""
WITNESSES = frozenset(("monitor", "rescue_service", "medics", "un_body"))
"""Classes of bodies that count and help, and take no side: whoever speaks for one gives its word."""

_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
_SPACES = re.compile(r"\s+")


class PlaceBook(Protocol):
    """The registry of places, as far as views use it."""

    def link(self, name: str) -> Any:
        """A link with an `id` for a name, or None where it is unknown or ambiguous."""

    def get(self, ident: str, /) -> Any:
        """The place with `id`, `name`, `kind`, `lat` and `lon`."""

    def ancestors(self, ident: str, /) -> Iterable[Any]:
        """The places (or ids) that contain it, nearest first."""


class ActorBook(Protocol):
    """The registry of actors, as far as views use it."""

    def get(self, ident: str, /) -> Any:
        """The actor with `name` and `conflicts`, or None."""

    def umbrella(self, first: str, second: str) -> bool:
        """Whether one of two actors contains the other, or is it."""

    def side(self, name: str, conflict: str) -> str | None:
        """The umbrella actor of the side that an actor takes in a conflict."""

    def about(self, countries: Iterable[str], actors: Iterable[str], /) -> str | None:
        """The conflict that claims are about, by the countries and the actors that they name; None where unclear."""

    def known(self, name: str, /) -> Any:
        """The actor of exactly that name, with `class_`, or None."""


def fold(name: str) -> str:
    """A name for comparing: no article, one kind of space, no case."""
    return _ARTICLE.sub("", _SPACES.sub(" ", name.strip())).casefold()


def display(mention: Mention) -> str:
    """The name in full where the coder gave one, else the words of the document, on one line."""
    return _SPACES.sub(" ", (mention.name or mention.text).strip())


class Names:
    """Keys and names of parties and places, by registry entry where linked, by words where not."""

    def __init__(self, places: PlaceBook | None = None, actors: ActorBook | None = None) -> None:
        self._places, self._actors = places, actors
        self._ancestors: dict[str, tuple[str, ...]] = {}
        self._wheres: dict[tuple[str, str], Where] = {}

    def party(self, mention: Mention) -> Party:
        """A party with its key."""
        name = display(mention)
        if mention.link is not None:
            ident = mention.link.id
            bloc = self._bloc(ident)
            bloc_name = getattr(_get(self._actors, bloc), "name", None)
            return Party(key=f"actor:{ident}", name=name, id=ident, bloc=bloc, bloc_name=bloc_name)
        return Party(key=f"words:{fold(name)}", name=name)

    def where(self, mention: Mention, claim: Claim) -> Where:
        """A place with its key.

        Unresolved words without a proper name ("the city", "seven other districts") mean something only in their own
        document, so their key holds the document's id.
        """
        name = display(mention)
        if mention.link is None:
            local = not any(char.isupper() for char in _ARTICLE.sub("", name))
            return Where(key=f"{claim.doc if local else 'words'}:{fold(name)}", name=name, local=local)
        known = (mention.link.id, name)
        if known not in self._wheres:
            self._wheres[known] = self._linked(*known)
        return self._wheres[known]

    def _linked(self, ident: str, name: str) -> Where:
        entry = _get(self._places, ident)
        parents = tuple(self.place_name(parent) for parent in self.ancestors(ident))
        return Where(
            key=f"place:{ident}", name=name, id=ident, kind=getattr(entry, "kind", None),
            lat=getattr(entry, "lat", None), lon=getattr(entry, "lon", None), parents=parents,
        )  # fmt: skip

    def find(self, name: str) -> Where | None:
        """The place of that name in the registry, or None."""
        if self._places is None:
            return None
        entry = _get(self._places, name)
        link = None if entry is not None else self._places.link(name)
        ident = name if entry is not None else getattr(link, "id", None)
        return self._linked(ident, self.place_name(ident)) if ident else None

    def place_name(self, ident: str) -> str:
        """The registry's name of a place, or its id."""
        return str(getattr(_get(self._places, ident), "name", None) or ident)

    def known(self, name: str) -> str | None:
        """The id of the actor of exactly that name, or None."""
        entry = self._actors.known(name) if self._actors is not None else None
        return str(entry.id) if entry is not None else None

    def actor_name(self, ident: str) -> str:
        """The registry's name of an actor, or its id."""
        return str(getattr(_get(self._actors, ident), "name", None) or ident)

    def ancestors(self, ident: str) -> tuple[str, ...]:
        """Ids of the places that contain it, nearest first."""
        if self._places is None:
            return ()
        if ident not in self._ancestors:
            found = self._places.ancestors(ident) if _get(self._places, ident) is not None else ()
            self._ancestors[ident] = tuple(str(getattr(one, "id", one)) for one in found)
        return self._ancestors[ident]

    def kind(self, ident: str) -> str | None:
        """What kind of place an entry is; None where it is unknown."""
        return getattr(_get(self._places, ident), "kind", None)

    def role(self, party: Party) -> str | None:
        """Whether a party is of the state of its country or opposed to it: "state", "opposed", None where unknown."""
        entry = _get(self._actors, party.id) if party.id else None
        if entry is None:
            return _role(party)
        known = "state" if entry.class_ in _STATES else "opposed" if entry.class_ == "armed_group" else None
        return known or _role_words(party.name)

    def side_in(self, party: Party, country: str) -> Party:
        """The side of a party that takes sides in several wars: that of the war of a country (a registry id)."""
        conflicts = getattr(_get(self._actors, party.id), "conflicts", ()) if party.id else ()
        if self._actors is None or party.id is None or len(conflicts) < 2:
            return party
        conflict = self._actors.about([country], [party.id])
        side = self._actors.side(party.id, conflict) if conflict else None
        return party.model_copy(update={"bloc": side, "bloc_name": self.actor_name(side)}) if side else party

    def voice(self, ident: str) -> str:
        """Whose word a source's is: that of a body that takes no side where a person speaks for one, else its own."""
        entry = _get(self._actors, ident)
        bodies = [tie.id for tie in getattr(entry, "of", ())] if getattr(entry, "class_", None) == "person" else []
        if len(bodies) != 1:
            return ident
        class_ = getattr(_get(self._actors, bodies[0]), "class_", None)
        return bodies[0] if class_ is not None and SPEAKERS.get(class_, class_) in WITNESSES else ident

    def speaker(self, claim: Claim) -> tuple[str | None, str | None]:
        """The class of who says it, by the registry, and the key of the side that they speak for, if any.

        That is the first of the chain of attribution, else the publisher.
        """
        entry = None
        if claim.attribution:
            link = claim.attribution[0].link
            entry = _get(self._actors, self.voice(link.id)) if link else None
        elif claim.publisher and self._actors is not None:
            entry = self._actors.known(claim.publisher)
        if entry is None:
            return None, None
        class_ = SPEAKERS.get(entry.class_, entry.class_)
        sided = class_ in ("belligerent", "state_media")
        return class_, f"actor:{self._bloc(entry.id)}" if sided else None

    def inside(self, ident: str, outer: str) -> bool:
        """Whether a place is the outer one or lies in it."""
        return ident == outer or outer in self.ancestors(ident)

    def kindred(self, one: Party, other: Party) -> bool:
        """Whether two parties are the same, or one belongs to the other: an umbrella does not contradict its member."""
        if one.key == other.key:
            return True
        if one.id is not None and other.id is not None:
            return self._actors is not None and self._actors.umbrella(one.id, other.id)
        roles = {_role(one), _role(other)}
        return len(roles) == 1 and None not in roles

    def _bloc(self, ident: str) -> str:
        """The side that an actor takes, where that is the same in all its conflicts; else itself."""
        if self._actors is None:
            return ident
        conflicts = getattr(_get(self._actors, ident), "conflicts", None) or ()
        sides = {self._actors.side(ident, conflict) for conflict in conflicts}
        side = sides.pop() if len(sides) == 1 else None
        return side or ident


_STATE = frozenset("army government regime police military".split())
_OPPOSED = frozenset("rebel rebels opposition insurgent insurgents militants jihadists separatists".split())
_STATE_LIKE = frozenset("troops soldiers forces units".split())
_OPPOSED_LIKE = frozenset("fighter fighters gunmen militiamen".split())
"""Words for those who fight that tell a side only where no other word does: "opposition forces", "regime fighters"."""


_ALLIES = re.compile(r"\s+(?:backed|supported|led|loyal|allied|from|of|in)\b.*", re.DOTALL)


def described(party: Party) -> str | None:
    """The words of a bare description: "rebels" for "rebels backed by the League"; None for a name."""
    return _described(party.name)


@lru_cache(maxsize=4096)
def _described(name: str) -> str | None:
    head = _ALLIES.sub("", name)
    return head if head.split()[-1].islower() else None


def _role(party: Party) -> str | None:
    """What a bare description is of: "the army" and "government troops" may be one party. None for a name."""
    head = described(party)
    return _role_words(head) if head else None


@lru_cache(maxsize=4096)
def _role_words(text: str) -> str | None:
    words = set(fold(text).split())
    for state, opposed in ((_STATE, _OPPOSED), (_STATE_LIKE, _OPPOSED_LIKE)):
        if words & state or words & opposed:
            return None if words & state and words & opposed else "state" if words & state else "opposed"
    return None


def _get(book: PlaceBook | ActorBook | None, ident: str) -> Any:
    """The entry, or None where there is no registry or no such entry."""
    if book is None:
        return None
    try:
        return book.get(ident)
    except (KeyError, InputError):
        return None
