"""Reading the places of a watch list, each in its own time, and telling what changed."""

from __future__ import annotations

import random
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from marsad.errors import LedgerError, SetAside
from marsad.sources.web import is_address
from marsad.views.watched import Alert
from marsad.watch import folders
from marsad.watch.schedule import pause

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from marsad.api import OpenLedger, Report
    from marsad.sources import Rules
    from marsad.watch.listing import Place, WatchList
    from marsad.watch.telling import Channel

AGAIN = 60.0
"""Seconds after which an alert that could not be told is tried again."""

_START = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(slots=True)
class _Turn:
    """A place, and when it is read next, by the monotonic clock."""

    place: Place
    due: float = 0.0
    failures: int = 0
    trouble: str | None = None
    seen: dict[Path, tuple[int, int]] = field(default_factory=dict)


class Watcher:
    """Watches for ever, or once.

    Args:
        opened: where all is kept.
        listing: what is read and watched.
        channels: where alerts are told.
        say: told what goes on, in one line each.
        rules: what fetching keeps to.
        workers: processes to code with.

    """

    def __init__(
        self,
        opened: OpenLedger,
        listing: WatchList,
        channels: Sequence[Channel],
        say: Callable[[str], None],
        *,
        rules: Rules,
        workers: int | None = 1,
    ) -> None:
        self.opened, self.ledger, self.listing = opened, opened.ledger, listing
        self.channels, self.say, self.rules, self.workers = channels, say, rules, workers
        self.turns = [_Turn(place) for place in listing.sources]
        self.latest: datetime | None = None
        self.mute: dict[str, tuple[str, float]] = {}
        """Why a channel could not be told on, and when that is tried again, by the monotonic clock."""
        self.chance = random.Random()  # noqa: S311 - spreads pauses

    def once(self) -> bool:
        """Read each place once, and tell what changed; whether all of that could be done."""
        self._begin()
        for turn in self.turns:
            self._read(turn)
        return self._look_and_tell() and not any(turn.failures for turn in self.turns)

    def forever(self) -> None:
        """Read each place when it is due, until stopped."""
        self._begin()
        while True:
            turn = min(self.turns, key=lambda one: one.due)
            wait = turn.due - time.monotonic()
            if wait > 0:
                time.sleep(min(wait, AGAIN))
            else:
                self._read(turn)
            self._look_and_tell()

    def _begin(self) -> None:
        """What the ledger holds when a list is first watched is no news, nor on a new channel what was told before."""
        name = self.listing.name
        if self.ledger.looked(name) is None:
            self.ledger.look(name, self.ledger.last_recorded() or _START, {})
        for channel in self.channels:
            self.ledger.listen(name, channel.name)

    def _read(self, turn: _Turn) -> None:
        """Take in what is new at a place, and set when it is read next."""
        try:
            report = self._ingest(turn)
        except LedgerError as error:
            trouble: str | None = str(error)
        except SetAside as problem:
            trouble = str(problem)
        else:
            own = [one.sentence for one in report.set_aside if one.origin == turn.place.source]
            trouble = own[0] if own else None
            self._report(turn, report)
        if trouble != turn.trouble:
            self.say(f"{turn.place.source}: {trouble or 'can be read again.'}")
        turn.trouble = trouble
        turn.failures = turn.failures + 1 if trouble else 0
        turn.due = time.monotonic() + pause(self.listing.interval(turn.place), turn.failures, self.chance)

    def _ingest(self, turn: _Turn) -> Report:
        place, address = turn.place, is_address(turn.place.source)
        found = folders.Found({}) if address else folders.fresh(Path(place.source), turn.seen, time.time())
        if found.problem is not None:
            raise found.problem
        report = self.opened.ingest(
            place.source if address else list(found.marks),
            workers=self.workers,
            publisher=place.publisher,
            language=place.language,
            rules=self.rules,
            follow=self.listing.follow if place.follow is None else place.follow,
        )
        turn.seen |= found.marks
        return report

    def _report(self, turn: _Turn, report: Report) -> None:
        if report.taken:
            more = f", not coded: {len(report.not_coded):,}" if report.not_coded else ""
            self.say(f"{turn.place.source}: new: {report.taken:,}, claims: {report.claims:,}{more}.")
        for one in report.set_aside:
            if one.origin != turn.place.source:
                self.say(f"{one.origin}: {one.sentence}")

    def _look_and_tell(self) -> bool:
        """Find what changed and tell what is untold; whether nothing stays untold. Trouble is said, and passes."""
        try:
            self._look()
            told = [self._tell(channel) for channel in self.channels]
        except LedgerError as error:
            self.say(str(error))
            return False
        return all(told)

    def _look(self) -> None:
        latest, watched = self.ledger.last_recorded(), self.listing.watched
        if latest is None or latest == self.latest or not (watched.control or watched.tolls):
            return
        since = self.ledger.looked(self.listing.name) or _START
        if since < latest:
            found = self.opened.alerts(watched, since, latest)
            self.ledger.look(self.listing.name, latest, {one.id: one.model_dump_json() for one in found})
        self.latest = self.ledger.last_recorded()

    def _tell(self, channel: Channel) -> bool:
        """Tell what was not told on a channel yet, in its order; whether that was all of it."""
        why, again = self.mute.get(channel.name, ("", 0.0))
        if time.monotonic() < again:
            return False
        for ident, record in self.ledger.untold(self.listing.name, channel.name).items():
            try:
                channel.tell(Alert.model_validate_json(record), self.listing.name)
            except SetAside as problem:
                if why != str(problem):
                    self.say(f"Alerts cannot be told by {channel.name}: {problem} They are kept and tried again.")
                self.mute[channel.name] = (str(problem), time.monotonic() + AGAIN)
                return False
            self.ledger.tell(self.listing.name, channel.name, ident)
            self.mute.pop(channel.name, None)
        return True
