"""The same thing said several times is one line: which claims say the same, and whose word each of them is.

A source counts once. The origin of a claim is the first of its chain of attribution; a report that names nobody is its
own origin by its publisher. A copy or later version of a report has that report's origin, and so has every report with
the very same sentence: a copy is never a second source.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from marsad.views.days import DAY, day
from marsad.views.registries import Names, display, fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from marsad.model import Entry

COPY = 40
"""A clause of that many characters that stands word for word in two documents is taken as copied."""

Key = tuple[object, ...]


@dataclass(frozen=True)
class Group:
    """Claims that say the same; the first to be published leads."""

    entries: tuple[Entry, ...]
    origins: tuple[str, ...]
    """The origin of each entry, in the same order."""

    @property
    def first(self) -> Entry:
        """The entry that the line is worded from."""
        return self.entries[0]


def reading_order(entry: Entry) -> tuple[str, str, int, int, str]:
    """Order of publication, then of the words in the document: of one clause, by the places and figures it names."""
    claim = entry.claim
    slots = [*claim.place, *([claim.quantity] if claim.quantity else [])]
    first = min((slot.start for slot in slots if slot.start >= claim.evidence.start), default=claim.evidence.start)
    return (claim.published or "9999", claim.doc, claim.evidence.start, first, claim.id)


def grouped(entries: Iterable[Entry], names: Names) -> list[Group]:
    """Claims grouped by what they say, in reading order."""
    ordered = sorted(entries, key=reading_order)
    origins, families = origins_of(ordered, names), _families(ordered)
    buckets: dict[Key, list[Entry]] = defaultdict(list)
    for entry in ordered:
        buckets[_key(entry, names, families)].append(entry)
    groups = [
        Group(tuple(part), tuple(origins[entry.claim.id] for entry in part))
        for bucket in buckets.values()
        for part in _parts(bucket, origins)
    ]
    return sorted(groups, key=lambda group: reading_order(group.first))


def _key(entry: Entry, names: Names, families: Mapping[str, str]) -> Key:
    """What a claim says, whoever says it. Time and figure are part of it, wording is not."""
    claim = entry.reading
    quantity, time = claim.quantity, claim.time
    stated = time is not None and (time.start is not None or time.end is not None)
    return (
        claim.event,
        claim.modality,
        frozenset(names.party(actor).key for actor in claim.actor),
        frozenset(names.party(target).key for target in claim.target),
        frozenset(_place(names.where(place, claim).key, entry, families) for place in claim.place),
        quantity and (quantity.low, quantity.high, quantity.unit, quantity.scope),
        (time.start, time.end) if time is not None and stated else time is not None and fold(time.text),
        frozenset((names.party(one.actor).key, one.basis) for one in claim.responsibility),
    )


def _place(key: str, entry: Entry, families: Mapping[str, str]) -> str:
    """Unresolved words of one document mean the same in another only where that is a copy, or repeats the sentence."""
    copied = families.get(entry.claim.doc) or _copied(entry)
    return key.replace(f"{entry.claim.doc}:", f"{copied}:") if copied else key


def _families(entries: list[Entry]) -> dict[str, str]:
    """The first document of those that are copies or versions, and of those that have some here."""
    found = {entry.claim.doc: entry.origin.doc for entry in entries if entry.origin}
    return found | {first: first for first in found.values()}


def _copied(entry: Entry) -> str | None:
    words = fold(entry.claim.evidence.text)
    return words if len(words) >= COPY else None


def origins_of(ordered: list[Entry], names: Names) -> dict[str, str]:
    """The key of the origin of each claim, by its id.

    Args:
        ordered: entries in the order of their publication.
        names: a publisher that the registry knows is the same origin as where others quote it.

    """
    first_seen: dict[str, str] = {}
    origins = {}
    for entry in ordered:
        claim = entry.reading
        if claim.attribution:
            first = claim.attribution[0]
            origins[claim.id] = f"source:{names.voice(first.link.id) if first.link else fold(display(first))}"
        else:
            doc, publisher = claim.doc, claim.publisher
            if entry.origin is not None:
                doc, publisher = entry.origin.doc, entry.origin.publisher
            ident = names.known(publisher) if publisher else None
            own = f"source:{ident}" if ident else f"publisher:{fold(publisher)}" if publisher else f"document:{doc}"
            copied = _copied(entry)
            origins[claim.id] = first_seen.setdefault(copied, own) if copied else own
    return origins


def _parts(bucket: list[Entry], origins: dict[str, str]) -> Iterable[list[Entry]]:
    """Cut claims that say the same where they cannot be about the same happening.

    Undated claims belong together only if published within a day of one another. And one document does not count the
    same attack or the same dead twice in one source's name, so that two such claims are two happenings.
    """
    parts: list[list[Entry]] = []
    for entry in bucket:
        home = next((part for part in parts if _belongs(entry, part, origins)), None)
        if home is None:
            parts.append([entry])
        else:
            home.append(entry)
    return parts


def _belongs(entry: Entry, part: list[Entry], origins: dict[str, str]) -> bool:
    claim = entry.claim
    if entry.reading.time is None and not _near(day(claim.published), day(part[-1].claim.published)):
        return False
    if claim.type not in ("attack", "casualty"):
        return True
    return not any(e.claim.doc == claim.doc and origins[e.claim.id] == origins[claim.id] for e in part)


def _near(one: date | None, other: date | None) -> bool:
    return one == other or (one is not None and other is not None and abs(one - other) <= DAY)
