"""Names to actors: what linking asks of a registry, and the choice among namesakes by what a document is about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from marsad.knowledge.actor_records import Actor, Conflict, within
from marsad.knowledge.names import fits_acronym, parts

Found = tuple[str, float]
"""An actor's id and how sure the link is, from 0 to 1."""

Pair = tuple[str, str]
"""A word as (comparable, as written), see names.parts."""

Candidate = tuple[str, str]
"""An actor's id and how it uses the name."""

_PARTIES = frozenset({"armed_group", "armed_forces", "political", "coalition"})


class Registry(Protocol):
    """What linking needs of the registry; `Actors` is one."""

    @property
    def longest(self) -> int:
        """The number of words of the longest name."""
        ...

    @property
    def conflicts(self) -> Mapping[str, Conflict]:
        """The conflicts by id."""
        ...

    def get(self, name: str) -> Actor | None:
        """The actor of an id."""
        ...

    def named(self, comparable: str) -> Sequence[Candidate]:
        """The actors that bear a name in its comparable form."""
        ...

    def spelled(self, text: str) -> str | None:
        """The only actor of whose name a text is another spelling."""
        ...

    def playing(self, country: str, role: str) -> Sequence[str]:
        """The actors that play a part in a country."""
        ...

    def umbrella(self, first: str, second: str, on: str | None = None) -> bool:
        """Whether one of two actors contains the other."""
        ...


@dataclass(frozen=True, slots=True)
class Scene:
    """What a document is about: conflicts and countries by id, and the date (YYYY-MM-DD) it is read at."""

    conflicts: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    on: str | None = None


class Names:
    """Proper names of a registry."""

    def __init__(self, registry: Registry) -> None:
        self.registry = registry

    def exact(self, text: str, scene: Scene) -> Found | None:
        """The actor whose name the whole text is."""
        pairs = parts(text)
        candidates = self.candidates(pairs)
        if text.islower() and text.isascii():  # "local defense forces" may be no name at all
            candidates = tuple(candidate for candidate in candidates if self.belongs(candidate[0], scene))
        if candidates:
            return self.choose(candidates, scene)
        spelled = self.registry.spelled(text) if len(pairs) > 1 else None
        return (spelled, 0.8) if spelled else None

    def candidates(self, pairs: Sequence[Pair]) -> tuple[Candidate, ...]:
        """All actors that words may name; a word that is not in capitals stands for no acronym."""
        named = self.registry.named(" ".join(plain for plain, _ in pairs))
        if len(pairs) == 1 and not fits_acronym(pairs[0][1]):
            return tuple(candidate for candidate in named if candidate[1] != "acronym")
        return tuple(named)

    def choose(self, candidates: Sequence[Candidate], scene: Scene) -> Found | None:
        """The one candidate that fits best; a surname alone needs the context, and so do namesakes."""
        by_rank: list[list[str]] = [[], [], []]
        for name, usage in candidates:
            by_rank[("metonym", "surname").index(usage) + 1 if usage in ("metonym", "surname") else 0].append(name)
        rank = next((rank for rank, some in enumerate(by_rank) if some), 0)
        names = list(dict.fromkeys(by_rank[rank]))
        if rank == 2:
            names = [name for name in names if self.belongs(name, scene)]
        if len(names) == 1:
            return names[0], 0.8 if rank else self._certainty(names[0], candidates, scene)
        for fits in (self.belongs, self._at_home_everywhere, self.existed):
            kept = [name for name in names if fits(name, scene)]
            if len(kept) == 1:
                return kept[0], 0.9
            names = kept or names
        return None

    def _certainty(self, name: str, candidates: Sequence[Candidate], scene: Scene) -> float:
        """Full, but for the initials of a party to wars elsewhere: others may share them."""
        actor = self.registry.get(name)
        if actor is None or actor.class_ not in _PARTIES or any(usage != "acronym" for _, usage in candidates):
            return 1.0
        return 0.7 if actor.conflicts and scene.conflicts and not self.belongs(name, scene) else 1.0

    def belongs(self, name: str, scene: Scene) -> bool:
        """Whether an actor's country or one of its conflicts is of the scene."""
        actor = self.registry.get(name)
        return actor is not None and (
            actor.country in scene.countries or not set(actor.conflicts).isdisjoint(scene.conflicts)
        )

    def _at_home_everywhere(self, name: str, scene: Scene) -> bool:
        """Whether an actor has no conflict: the wire AFP, not the army with the same initials of a war elsewhere."""
        actor = self.registry.get(name)
        return actor is not None and not actor.conflicts and bool(scene.conflicts or scene.countries)

    def existed(self, name: str, scene: Scene) -> bool:
        """Whether an actor existed at the date of the scene."""
        actor = self.registry.get(name)
        return actor is not None and within(actor.since, actor.until, scene.on)

    def class_of(self, name: str) -> str:
        """The class of an actor, empty for an unknown id."""
        actor = self.registry.get(name)
        return actor.class_ if actor else ""

    def dated(self, names: Iterable[str], on: str | None) -> str | None:
        """The first of the actors that existed at the date; the first of all where no date is given."""
        return next((name for name in names if self.existed(name, Scene(on=on))), None)
