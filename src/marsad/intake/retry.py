"""Trying again what was set aside or not coded: the kept bytes are read with the readers and options of today."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby
from typing import TYPE_CHECKING, Any

from marsad import sources
from marsad.bulk.work import CODED, RuleCoding
from marsad.errors import InputError
from marsad.intake.run import run_of
from marsad.model import Received
from marsad.sources.reading import NESTED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from marsad.ledger import Ledger

NOTHING = sha256(b"").hexdigest()

FOREIGN = "language"
NOT_CODED = "not-coded"
"""The reasons of documents that are stored and not coded."""


@dataclass(frozen=True, slots=True)
class Left:
    """What an earlier run could not do: the id under which the ledger keeps it, where it is, and why it was left."""

    doc: str
    capture: str
    part: str
    origin: str
    reason: str
    problem: str
    stored: bool
    """Whether it is a document already, and only not coded."""

    @property
    def where(self) -> str:
        """Where it came from, for people."""
        return f"{self.origin}, {self.part}" if self.part else self.origin


def left(ledger: Ledger, coding: RuleCoding | None = None) -> list[Left]:
    """All that was set aside with bytes that can be read again, and then all that was stored and not coded.

    `coding` is how it would be coded: what another version of the coder has read counts as not coded.
    """
    aside = [
        Left(one.doc, one.capture, one.part, one.origin, one.reason, one.problem, stored=False)
        for one in ledger.set_aside()
        if one.capture != NOTHING
    ]
    for one in ledger.uncoded(run_of(coding or RuleCoding.by())):
        foreign = one.language not in {None, CODED}
        reason, problem = (
            (FOREIGN, f"Its language is {one.language}, which is not coded so far.")
            if foreign
            else (NOT_CODED, "The run that stored it was stopped, or the coder failed on it.")
        )
        aside.append(Left(one.doc, one.capture, one.part, one.origin, reason, problem, stored=True))
    return aside


def chosen(everything: Sequence[Left], which: Sequence[str], *, foreign: bool) -> list[Left]:
    """What is meant by ids, beginnings of ids, and reasons; by nothing, all but documents in other languages.

    Args:
        everything: what is left.
        which: ids and reasons.
        foreign: with nothing named, documents in other languages are meant too.

    Raises:
        InputError: one of them names nothing that is left.

    """
    if not which:
        return [one for one in everything if foreign or one.reason != FOREIGN]
    found: dict[str, Left] = {}
    for word in which:
        meant = [one for one in everything if word and (word == one.reason or one.doc.startswith(word))]
        if not meant:
            reasons = ", ".join(sorted({one.reason for one in everything})) or "none"
            raise InputError(f"Nothing that is left has the reason or id '{word}'. Reasons there are: {reasons}.")
        found |= {one.doc: one for one in meant}
    return list(found.values())


def read_again(ledger: Ledger, wanted: Iterable[Left], given: dict[str, str], **options: Any) -> Iterator[Received]:
    """What all that is wanted gives now, for `Intake.run`: kept bytes read again, and documents as they are stored.

    What gives no document yet is ruled to have its new reason.

    Args:
        ledger: where it is kept, and ruled.
        wanted: what to try again.
        given: details of documents; a stored one is corrected to have them.
        options: those of `sources.again`.

    """

    def bytes_of(one: Left) -> str:
        return one.capture

    for digest, group in groupby(sorted(wanted, key=bytes_of), bytes_of):
        capture = ledger.capture(digest)
        aside: dict[str, Left] = {}
        for one in group:
            if one.stored:
                _correct(ledger, one.doc, given)
                yield Received(capture=capture, part=one.part, document=ledger.as_kept(one.doc))
            else:
                aside[one.part] = one
        for item in sources.again(capture, **options) if aside else ():
            if item.document is None and item.part in aside:
                _still_aside(ledger, aside[item.part], item)
            if item.part in aside or (item.document and any(_holds(part, item.part) for part in aside)):
                yield item


def _holds(whole: str, part: str) -> bool:
    """Whether a part of a capture is in another, or in the capture itself."""
    return not whole or part.startswith(f"{whole}{NESTED}")


def _still_aside(ledger: Ledger, one: Left, item: Received) -> None:
    if item.reason and item.problem and (item.reason, item.problem) != (one.reason, one.problem):
        ledger.still_aside(one.doc, item.reason, item.problem)


def _correct(ledger: Ledger, doc: str, given: dict[str, str]) -> None:
    stored = ledger.as_kept(doc)
    change = {name: value for name, value in given.items() if value != getattr(stored, name)}
    if change:
        ledger.rule("correct", doc, by="retry", reason="It was given with `marsad retry`.", change=change)
