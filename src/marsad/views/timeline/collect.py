"""From entries to steps: the claims that were known by a time and move a process, in the order of their days."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from marsad.views.days import Days, day, own_days
from marsad.views.figures import figure
from marsad.views.known import was_known
from marsad.views.registries import fold
from marsad.views.repeats import COPY, origins_of, reading_order
from marsad.views.timeline import stages

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from marsad.model import Claim, Entry
    from marsad.views.parts import Figure, Party, Where
    from marsad.views.registries import Names
    from marsad.views.timeline.parts import Kind
    from marsad.views.timeline.stages import Stage

LONG = timedelta(days=31)
"""A claim on a longer period than this has no day of its own that a process could be ordered by."""
AGENTS: frozenset[Kind] = frozenset({"truce", "talks", "resolution", "deal"})
"""Kinds of which the targets are parties; of the others they are the people it is about."""


@dataclass(frozen=True)
class Step:
    """A claim as a timeline uses it."""

    entry: Entry
    kind: Kind
    stage: Stage
    day: date
    stated: bool
    window: Days | None
    """The days for which something is expected; None where nothing is, or none are given."""
    parties: tuple[Party, ...]
    people: tuple[str, ...]
    places: tuple[Where, ...]
    setting: frozenset[str]
    """Ids of the places that its document is about, with all that contain them."""
    countries: frozenset[str]
    """Those of them that are countries."""
    figure: Figure | None
    origin: str

    @cached_property
    def claim(self) -> Claim:
        """The claim as it reads."""
        return self.entry.reading

    @cached_property
    def planned(self) -> bool:
        """Whether it says only that something will be."""
        return stages.planned(self.claim)

    @cached_property
    def moves(self) -> bool:
        """Whether it says that its state was entered: denials and mere plans of something else do not."""
        if self.planned:
            return self.stage.state == stages.PLANS[self.kind][0]
        return self.claim.modality != "denied"

    @cached_property
    def last(self) -> date:
        """The last day that it bears on: for what is expected, the last on which it is."""
        return max(self.day, self.window.end) if self.window else self.day

    @cached_property
    def sides(self) -> frozenset[str]:
        """Keys of the sides that its parties belong to: an umbrella and its members are one."""
        return frozenset(f"actor:{party.bloc}" if party.bloc else party.key for party in self.parties)

    @cached_property
    def anew(self) -> bool:
        """Whether it calls itself another one than before."""
        return stages.anew(self.claim)

    @cached_property
    def again(self) -> bool:
        """Whether it says that an earlier one goes on."""
        return stages.again(self.claim)

    @cached_property
    def wording(self) -> str:
        """Its clause for comparing word for word; empty where that is too short to tell anything."""
        words = fold(self.claim.evidence.text)
        return words if len(words) >= COPY else ""

    @cached_property
    def termed(self) -> bool:
        """Whether its figure is a term in days or hours."""
        return self.figure is not None and self.figure.unit in ("days", "hours")

    @property
    def order(self) -> tuple[date, int, tuple[str, str, int, int, str]]:
        """By day, then by how far a process has come with it."""
        return self.day, self.stage.rank, reading_order(self.entry)


@dataclass
class Collected:
    """The steps in their order, and what was left out."""

    steps: list[Step] = field(default_factory=list)
    undated: list[str] = field(default_factory=list)
    latest: date | None = None
    """The last day on which anything known was published."""


def collect(entries: Iterable[Entry], names: Names, *, known_by: datetime | None = None) -> Collected:
    """The standing claims on diplomacy, relief and displacement that were known by a time.

    Args:
        entries: claims as the ledger holds them, of all types and in any order: those of other types tell which places
            a report is about.
        names: keys and trees of places and parties.
        known_by: an aware time, or None for everything known.

    """
    known = sorted((e for e in entries if e.status == "standing" and was_known(e, known_by)), key=reading_order)
    origins, settings = origins_of(known, names), _settings(known, names)
    found = Collected(latest=max(filter(None, (day(e.claim.published) for e in known)), default=None))
    for entry in known:
        about = stages.of(entry.reading)
        if about is None:
            continue
        made = _step(entry, about, names, settings[entry.claim.doc], origins[entry.claim.id])
        if made is None:
            found.undated.append(entry.claim.id)
        else:
            found.steps.append(made)
    found.steps.sort(key=lambda step: step.order)
    return found


def _step(entry: Entry, about: tuple[Kind, Stage], names: Names, setting: frozenset[str], origin: str) -> Step | None:
    claim, (kind, stage) = entry.reading, about
    own, published = own_days(claim), day(claim.published)
    ahead = stages.planned(claim)
    if own is not None and own.end - own.start > LONG:
        own = Days(published, published) if published else None
        dated = False
    else:
        dated = own is not None
    counted = (published or (own.start if own else None)) if ahead else (own.start if own else published)
    if counted is None:
        return None
    targets = [names.party(target) for target in claim.target]
    agents = kind in AGENTS
    parties = {party.key: party for party in (*map(names.party, claim.actor), *(targets if agents else ()))}
    return Step(
        entry=entry, kind=kind, stage=stage, day=counted, stated=dated and not ahead,
        window=own if ahead and dated else None,
        parties=tuple(parties.values()),
        people=() if agents else tuple(dict.fromkeys(target.name for target in targets)),
        places=tuple({w.key: w for place in claim.place if not (w := names.where(place, claim)).local}.values()),
        setting=setting, countries=frozenset(place for place in setting if names.kind(place) == "country"),
        figure=figure(claim.quantity), origin=origin,
    )  # fmt: skip


def _settings(entries: Iterable[Entry], names: Names) -> dict[str, frozenset[str]]:
    """By document, the places that its claims name, with all that contain them."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for entry in entries:
        about = found[entry.claim.doc]
        for place in entry.reading.place:
            if place.link is not None and place.link.id not in about:
                about.update((place.link.id, *names.ancestors(place.link.id)))
    return {doc: frozenset(about) for doc, about in found.items()}
