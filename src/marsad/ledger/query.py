"""What is asked of the ledger, and whether an entry answers it.

`Query.admits` is the one definition of every filter. The SQL in `asof` only narrows the candidates down, and gives
some that are refused here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

from marsad.errors import InputError
from marsad.ledger.terms import Role, Term, plain, terms, words
from marsad.model import EVENTS, Claim, Entry

if TYPE_CHECKING:
    from datetime import date, datetime

Names = str | tuple[str, ...]
State = Literal["standing", "doubted", "rejected", "superseded", "retracted", "all"]


class Held(NamedTuple):
    """An entry with its clocks: when its document was known, and the days on which its claim holds."""

    entry: Entry
    known_at: str
    valid: tuple[str, str]


@dataclass(frozen=True, kw_only=True)
class Query:
    """Filters on claims; all that are given must hold. They look at the claim as corrected.

    `place`, `actor` and `source` take a name (its words in a row, in any case), a registry id, or a tuple of such, of
    which one must fit; `actor` finds the blamed too, `source` everyone in the chain and the publisher. `text` is looked
    for in the evidence and the slots. `since` and `until` take claims whose valid time touches those days; `on` those
    that had begun to hold by that day: a claim without a time of its own holds from its published day (where that is
    unknown, from the day it was recorded), and so does something planned.

    `known_by` takes what had been published by then (documents of unknown published time count from when they were
    recorded; a day without a time from its end). Corrections of our reading count at every `known_by`, retractions and
    verifications from their published time, or else from when they were recorded. `recorded_by` gives the answer that
    the ledger gave then. Both times are in UTC where they have no offset.
    """

    type: str | None = None
    event: str | None = None
    place: Names | None = None
    actor: Names | None = None
    source: Names | None = None
    text: str | None = None
    doc: str | None = None
    since: date | None = None
    until: date | None = None
    on: date | None = None
    known_by: datetime | None = None
    recorded_by: datetime | None = None
    status: State = "standing"

    def __post_init__(self) -> None:
        if self.type is not None and self.type not in EVENTS:
            raise InputError(f"There is no type '{self.type}': the types are {', '.join(EVENTS)}.")
        events = [event for type_, events in EVENTS.items() if self.type in (None, type_) for event in events]
        if self.event is not None and self.event not in events:
            of = f" of type {self.type}" if self.type else ""
            raise InputError(f"There is no event '{self.event}'{of}: the events are {', '.join(sorted(set(events)))}.")
        if self.status not in get_args(State):
            raise InputError(f"There is no status '{self.status}': choose {', '.join(get_args(State))}.")
        for field in ("place", "actor", "source", "text"):
            for value in names(getattr(self, field)):
                if not plain(value).strip():
                    raise InputError(f"The filter on {field} has no words in it.")

    def admits(self, held: Held) -> bool:
        """Whether an entry, seen at this query's clocks, passes every filter."""
        entry, reading = held.entry, held.entry.reading
        return (
            self.status in ("all", entry.status)
            and self.type in (None, reading.type)
            and self.event in (None, reading.event)
            and (self.doc is None or reading.doc.startswith(self.doc))
            and self._in_time(held)
            and (self.text is None or plain(self.text).strip() in words(reading))
            and self._named(reading)
        )

    def _in_time(self, held: Held) -> bool:
        first, last = held.valid
        return (
            (self.on is None or first <= self.on.isoformat())
            and (self.since is None or last >= self.since.isoformat())
            and (self.until is None or first <= self.until.isoformat())
        )

    def _named(self, reading: Claim) -> bool:
        asked: tuple[tuple[Role, tuple[str, ...]], ...] = (
            ("place", names(self.place)),
            ("actor", names(self.actor)),
            ("source", names(self.source)),
        )
        found = terms(reading, reading.publisher) if any(wanted for _, wanted in asked) else []
        return all(not wanted or any(_fits(term, role, wanted) for term in found) for role, wanted in asked)


def names(value: Names | None) -> tuple[str, ...]:
    """The names of a filter, none where it is not given."""
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else value


def _fits(term: Term, role: Role, wanted: tuple[str, ...]) -> bool:
    return term.role == role and any(term.link == name or plain(name) in term.words for name in wanted)
