"""Which processes a step may be of, the most promising first, so that few of many need to be compared step by step."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from marsad.views.parts import Where
    from marsad.views.registries import Names
    from marsad.views.timeline.collect import Step
    from marsad.views.timeline.parts import Link

GAPS = ((1, 2.0), (3, 1.0), (7, 0.5), (14, -0.5), (31, -1.0))
"""Days apart, and what that counts."""
FAR = -9.0
"""What more days apart count."""
NEVER = -1
"""Below the rank of every state."""


def by_time(days: int) -> float:
    """What so many days between two steps count."""
    return next((value for most, value in GAPS if days <= most), FAR)


@dataclass(eq=False)
class Joined:
    """The steps of one process, in order, and why each stands in it."""

    steps: list[Step] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    wheres: dict[frozenset[str], tuple[Where, ...]] = field(default_factory=dict)
    """The places that its steps name, each combination once."""
    last: date = date.min
    """The last day that any of its steps bears on."""
    places: set[str] = field(default_factory=set)
    sides: set[str] = field(default_factory=set)
    docs: set[str] = field(default_factory=set)
    wordings: set[str] = field(default_factory=set)
    termed: bool = False
    """Whether a step gives a term in days or hours."""
    moved: date | None = None
    """The first day on which a step moved it."""
    ended: tuple[date, int, int] = (date.min, NEVER, NEVER)
    """The last day on which it ended, the rank of that day's end, and the highest rank of the ends before that day."""

    def add(self, step: Step, link: Link | None = None) -> None:
        """Take a step in, with the link that it came by."""
        self.steps.append(step)
        self.last = max(self.last, step.last)
        if link is not None:
            self.links.append(link)
        if step.places:
            keys = frozenset(where.key for where in step.places)
            self.wheres[keys] = step.places
            self.places |= keys
        self.sides |= step.sides
        self.docs.add(step.claim.doc)
        self.wordings.add(step.wording)
        self.termed |= step.termed
        if step.moves:
            self.moved = self.moved or step.day
            if step.stage.end:
                day, rank, before = self.ended
                same = step.day == day
                self.ended = (step.day, max(rank, step.stage.rank) if same else step.stage.rank,
                              before if same else max(rank, before))  # fmt: skip

    def moved_before(self, day: date) -> bool:
        """Whether a step of an earlier day moved it."""
        return self.moved is not None and self.moved < day

    def end_before(self, day: date) -> int:
        """The highest rank of the ends that it came to on earlier days."""
        last, rank, before = self.ended
        return max(rank, before) if last < day else before


class Line:
    """The processes of one kind that are near in time, in the order in which they began or were taken up again."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._numbers: dict[Joined, int] = {}
        self._day = date.min
        self._next = 0
        self._unplaced: set[Joined] = set()
        self._at: defaultdict[str, set[Joined]] = defaultdict(set)
        """By the key of a place, the processes on it."""
        self._inside: defaultdict[str, set[Joined]] = defaultdict(set)
        """By the key of a place, the processes on a place inside it."""

    def near(self, step: Step) -> Iterator[tuple[int, Joined]]:
        """The processes that a step on its places may be of, with their number in the line."""
        self._forget(step.day)
        found: Iterable[Joined] = self._numbers
        if step.places:
            on = [self._at.get(key) for where in step.places for key in (where.key, *self._outer(where))]
            inside = [self._inside.get(where.key) for where in step.places]
            found = self._unplaced.union(*filter(None, on), *filter(None, inside))
        for process in found:
            yield self._numbers[process], process

    def put(self, step: Step, process: Joined) -> None:
        """Note a process that has taken a step in."""
        if process not in self._numbers:
            self._numbers[process] = self._next
            self._next += 1
        if not process.wheres:
            self._unplaced.add(process)
            return
        self._unplaced.discard(process)
        for where in step.places or (where for places in process.wheres.values() for where in places):
            self._at[where.key].add(process)
            for key in self._outer(where):
                self._inside[key].add(process)

    def _forget(self, day: date) -> None:
        """Let go of what ended too long before a day."""
        if day == self._day:
            return
        self._day = day
        gone = {process for process in self._numbers if (day - process.last).days > GAPS[-1][0]}
        for process in gone:
            del self._numbers[process]
        self._unplaced -= gone
        for index in (self._at, self._inside) if gone else ():
            for key in [key for key, held in index.items() if held & gone]:
                index[key] -= gone
                if not index[key]:
                    del index[key]

    def _outer(self, where: Where) -> list[str]:
        return [f"place:{outer}" for outer in self._names.ancestors(where.id)] if where.id else []


def at_most(step: Step, process: Joined, course: float) -> float:
    """No step of a process fits a step better than by this score; `course` is what all of them have in common."""
    most = course + by_time((step.day - process.last).days)
    most += 2.0 if step.sides and process.sides else 0.0
    if step.places and process.places:
        most += 2.0 if any(where.key in process.places for where in step.places) else 1.0
    most += 1.0 if step.claim.doc in process.docs else 0.5
    most += 1.5 if step.termed and process.termed else 0.0
    return most + (2.0 if step.wording and step.wording in process.wordings else 0.0)
