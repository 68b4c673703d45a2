"""The day that a story stands at: "On 24 December, …" governs the sentences behind it, up to the next date."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from marsad.coders.rules.draft import Moment
from marsad.coders.rules.tree import lemma
from marsad.language.dates import When, context_date, find_times

if TYPE_CHECKING:
    from marsad.coders.rules.tree import Tree
    from marsad.language.timespecs import Tense

HEAD = 400
"""Code points at the head of a report in which a bare date is its dateline."""
_LEADS = frozenset(
    "on in since by until from of after before the between and during late early to at around about over within".split()
)
_WORD = re.compile(r"[^\W\d_]+")
_OLD = 183
"""Days before publication from which a date is taken for one of history."""
_LONGEST = 10
"""Days of the longest stretch that a story stands at: longer ones are its background."""


@dataclass(frozen=True, slots=True)
class Scene:
    """Where a story stands: the time, where it was told, and how.

    `block` is the paragraph that it governs, None for all up to the next heading with a date. `said` is true where it
    is only known when somebody said something, `dated` where a calendar date gave it: a chronicle's time.
    """

    moment: Moment
    block: int | None
    said: bool
    dated: bool
    number: int
    """The sentence that gave it."""


class Story:
    """Follows the times of a document from sentence to sentence, those that hold no claim included."""

    def __init__(self, text: str, title: str, published: date | None, say: Collection[str]) -> None:
        self.text, self.published, self.say = text, published, say
        self.day: date | None = None
        """The last day told, from which "the next day" and a date without a year count."""
        self.near = None if published else context_date(title, text[:4000])
        """For documents of unknown age a day near which the story lies; only the year and month of dates rest on it."""
        self.in_month = False
        """Whether that day lies in a month that the text named, so that "the 14th" is of it."""
        self.retrospect: bool | None = None
        """Whether the story is of long before its publication: so a document begins that first names an old date."""
        self.scene: Scene | None = None
        self.headed: Scene | None = None
        self.read = 0

    def at(self, tree: Tree) -> Scene | None:
        """The scene that holds for a sentence: that of its paragraph, else that of the heading above it."""
        if self.scene is not None and self.scene.block == tree.block:
            return self.scene
        return self.headed

    def come_to(self, tree: Tree) -> None:
        """Pass over the words between the last sentence read and this one, which were not parsed."""
        between = self.text[self.read : tree.start]
        for when in find_times(between, self.published) if any(c.isdigit() for c in between) else ():
            first, last = self.days(when, None, self.day)
            moment = Moment(self.read + when.start, self.read + when.end, first, last, when.precision, own=False)
            if self.dateline(when, self.read) or not self.tells(when, moment):
                continue
            self.pass_by(when, moment)
            if "\n" not in between[when.end :]:
                said = any(lemma(w, "VBD") in self.say for w in _WORD.findall(between[when.end :]))
                self._set(when, moment, tree.block, tree.number - 1, said=said)
        self.read = tree.end

    def dateline(self, when: When, start: int) -> bool:
        """Whether a date at the head of a report only says when it was published: no preposition leads it.

        `start` is where the text begins in which the time was found.
        """
        if start + when.start > HEAD or self.published is None or not any(c.isdigit() for c in when.text):
            return False
        first, last = when.resolve("past")
        before = self.text[start : start + when.start].split()
        led = (bool(before) and before[-1].lower() in _LEADS) or when.text.split()[0].lower() in _LEADS
        return first == last and first is not None and 0 <= (self.published - first).days <= 1 and not led

    def days(self, when: When, tense: Tense | None, day: date | None) -> tuple[date | None, date | None]:
        """The dates of a time counted from `day`, the last one told before it; without one only what names a date."""
        if day is None and self.near is not None and not (when.named or (self.in_month and when.dated)):
            return None, None
        if self.retrospect and day is not None and when.named and not when.explicit:
            when = replace(when, published=None)  # "on 19 February" is of the year told
        return when.resolve(tense, day or self.near)

    def tells(self, when: When, moment: Moment) -> bool:
        """Whether a time takes the story to some day or days."""
        if when.ahead or when.following or when.kind in ("since", "until") or not (moment.first and moment.last):
            return False
        short = (moment.last - moment.first).days <= _LONGEST
        return (when.tells and (short or when.precision in ("month", "year"))) or (when.kind == "period" and short)

    def pass_by(self, when: When, moment: Moment) -> None:
        """Count the next times from this one, if it is a single day."""
        if self.published is not None and moment.last is not None:
            old = when.explicit and (self.published - moment.last).days > _OLD
            counted = not when.named and when.kind in ("point", "period")
            self.retrospect = old if self.retrospect is None else self.retrospect and not counted
        if moment.first == moment.last:
            self.day = moment.first
        elif self.published is None and moment.precision in ("month", "year") and moment.first and moment.last:
            self.day, self.near = None, moment.first + (moment.last - moment.first) / 2
            self.in_month = moment.precision == "month"

    def move(self, tree: Tree, when: When, moment: Moment, *, said: bool) -> None:
        """Stand at the time of a sentence."""
        self.pass_by(when, moment)
        self._set(when, moment, tree.block, tree.number, said=said)
        if tree.heading and when.explicit and self.scene is not None:
            self.headed, self.scene = replace(self.scene, block=None), None

    def _set(self, when: When, moment: Moment, block: int, number: int, *, said: bool) -> None:
        before = self.scene or self.headed
        if when.precision == "month":
            self.scene = None
            return
        counted = when.kind == "anaphoric" or self.published is None
        dated = when.dated or (counted and before is not None and before.dated)
        self.scene = Scene(replace(moment, own=False), block, said, dated, number)
