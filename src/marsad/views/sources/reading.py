"""Sources: who they are, what they report, who is first, who agrees with whom. Pure; every count names its claims."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from marsad.model import EVENTS
from marsad.views.registries import display
from marsad.views.sources.accounts import accounts
from marsad.views.sources.agreement import pairs
from marsad.views.sources.collect import collect, origin_name
from marsad.views.sources.leads import leads
from marsad.views.sources.parts import Copy, Origin, Sources
from marsad.views.sources.reliability import reliability

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from marsad.model import Entry
    from marsad.views.registries import Names
    from marsad.views.sources.parts import Lead, Pair, Reliability


def sources(entries: Iterable[Entry], names: Names, *, known_by: datetime | None = None) -> Sources:
    """Who reports what.

    Args:
        entries: claims as the ledger holds them, in any order.
        names: keys and trees of places and parties.
        known_by: what had been published by then, an aware time.

    """
    found = collect(entries, names, known_by=known_by)
    by_origin: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in found.entries:
        by_origin[found.origins[entry.claim.id]].append(entry)
    ahead, compared, learned = leads(found), pairs(found), reliability(found)
    tally = _tally(ahead, compared)
    made = [_origin(key, told, names, tally[key], learned.get(key)) for key, told in by_origin.items()]
    return Sources(
        known_by=known_by.isoformat() if known_by else None,
        origins=tuple(sorted(made, key=lambda one: (-one.claims, one.key))), copies=_copies(found.entries),
        leads=ahead, pairs=compared, accounts=accounts(found, names), undated=found.undated,
    )  # fmt: skip


def _tally(ahead: Iterable[Lead], compared: Iterable[Pair]) -> defaultdict[str, Counter[str]]:
    """By origin how often it was first, and agreed or differed with another."""
    tally: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for lead in ahead:
        tally[lead.source].update(first=lead.first, of=lead.of)
    for pair in compared:
        for key in (pair.one, pair.other):
            tally[key].update(agree=pair.agree, differ=pair.differ)
    return tally


def _origin(key: str, told: Sequence[Entry], names: Names, tally: Counter[str], learned: Reliability | None) -> Origin:
    first = told[0].reading
    name = origin_name(first)
    class_, side = names.speaker(first)
    counts = Counter(entry.reading.type for entry in told)
    return Origin(
        key=key, name=name, class_=class_, side=side, claims=len(told),
        types={kind: counts[kind] for kind in EVENTS if counts[kind]},
        documents=len({entry.claim.doc for entry in told}), told_by=_tellers(told, name),
        first=tally["first"], of=tally["of"], agree=tally["agree"], differ=tally["differ"], reliability=learned,
    )  # fmt: skip


def _tellers(told: Iterable[Entry], name: str) -> tuple[str, ...]:
    """Those through whom an origin was told: the rest of each chain, then the publisher."""
    found = []
    for entry in told:
        claim = entry.reading
        found += [display(one) for one in claim.attribution[1:]]
        if claim.publisher and (claim.attribution or entry.origin):
            found.append(claim.publisher)
    return tuple(sorted({*found} - {name}))


def _copies(entries: Iterable[Entry]) -> tuple[Copy, ...]:
    """The reports that are copies or later versions of others."""
    found = {
        entry.claim.doc: Copy(
            doc=entry.claim.doc, publisher=entry.claim.publisher, kind=entry.origin.kind, of=entry.origin.doc,
            of_publisher=entry.origin.publisher, share=entry.origin.share,
        )
        for entry in entries
        if entry.origin is not None
    }  # fmt: skip
    return tuple(found[doc] for doc in sorted(found))
