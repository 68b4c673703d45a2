"""When it happened: which time words of a sentence belong to which claim, and what follows from the claims before."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Literal

from marsad.coders.rules.clauses import own_tokens
from marsad.coders.rules.draft import Draft, Moment
from marsad.coders.rules.story import Scene, Story
from marsad.coders.rules.told import FRONT, Told, choose, told
from marsad.language.dates import When, find_times

if TYPE_CHECKING:
    from marsad.coders.rules.tree import Tree

DONE_BY_SAYING = (
    "accused", "condemned", "ceasefire_called", "ceasefire_rejected", "talks_called", "talks_failed", "deal_rejected",
    "resolution_proposed",
)  # fmt: skip
"""What is done by saying it, so that the day of the saying is its day."""
Tense = Literal["past", "present", "future"]


def tense_of(tree: Tree, verb: int) -> Tense:
    """The tense of a clause by its verb and auxiliaries."""
    words = {tree.words[k].lower() for k in tree.kids[verb] if tree.deps[k] == "aux"} | {tree.words[verb].lower()}
    if words & {"will", "'ll", "shall", "wo", "would"}:
        return "future"
    if tree.tags[verb] in ("VBZ", "VBP") or words & {"is", "are", "'s", "'re"}:
        return "present"
    return "past"


class Clock:
    """Works out times for one document, sentence by sentence, in order."""

    def __init__(self, text: str, title: str, published: date | None, say: Collection[str]) -> None:
        self.text, self.published, self.say = text, published, say
        self.story = Story(text, title, published, say)
        self.found: list[When] = []
        self.times: list[Told] = []
        self.anchors: dict[int, date | None] = {}
        self.worked_out: dict[tuple[int, int, Tense], tuple[date | None, date | None]] = {}
        self.scenes: dict[int, Scene] = {}

    def look(self, tree: Tree) -> None:
        """Find the times of a sentence; those of a saying ("said on Wednesday") are set apart."""
        self.found = find_times(self.text[tree.start : tree.end], self.published)
        dated = [w for w in self.found if w.kind != "duration" and not self.story.dateline(w, tree.start)]
        self.times = told(tree, dated, self.say)
        self._tell(tree)

    def _tell(self, tree: Tree) -> None:
        """Take the story on to the time of a sentence; keep for its claims where the story then stands."""
        self.story.come_to(tree)
        self.anchors = {}
        moved: list[tuple[Told, Moment]] = []
        for time in self.times:
            self.anchors[time.when.start] = self.story.day
            moment = self._moment(time, tree)
            if self.story.tells(time.when, moment):
                moved.append((time, moment))
                self.story.pass_by(time.when, moment)
        if moved:
            time, moment = self._last(moved) or self._main(tree, moved)
            self.story.move(tree, time.when, moment, said=time.spoken)
        scene = self.story.at(tree)
        if scene is not None:
            self.scenes[tree.number] = scene

    def _last(self, moved: list[tuple[Told, Moment]]) -> tuple[Told, Moment] | None:
        """Where a chronicle has come to at the end of a sentence that goes on to a later day."""
        days = [moment.first for _, moment in moved if moment.first is not None]
        time, moment = moved[-1]
        on = self.published is None and not time.spoken and days and max(days) == moment.first != days[0]
        return (time, moment) if on and moment.precision == "day" else None

    @staticmethod
    def _main(tree: Tree, moved: list[tuple[Told, Moment]]) -> tuple[Told, Moment]:
        """The time of a sentence's main clause, else the first."""
        if moved[0][0].at < FRONT:
            return moved[0]
        root = next((i for i in range(len(tree)) if tree.heads[i] == i), 0)
        own = set(own_tokens(tree, root))
        return next((m for m in moved if m[0].at in own), moved[0])

    def of(self, draft: Draft) -> Moment | None:
        """The time of a draft from its own sentence; a state holds at the time at which it is told."""
        chosen = choose(draft, [t for t in self.times if not t.spoken], self.say)
        if chosen is not None:
            return self._moment(chosen, draft.tree, draft.match.verb)
        said = next((t for t in self.times if t.spoken), None)
        if said is not None and (draft.event in ("holds", "contested") or draft.event in DONE_BY_SAYING):
            return replace(self._moment(said, draft.tree, draft.match.verb), own=False)
        return None

    def _moment(self, time: Told, tree: Tree, verb: int | None = None) -> Moment:
        """A time worked out, once for all claims of a sentence that share it."""
        when, above = time.when, next((k for k in tree.ancestors(time.at) if tree.is_verb(k)), time.at)
        tense = tense_of(tree, above if verb is None else verb)
        if when.ahead and any(
            tree.words[k].lower() in ("to", "due") and tree.deps[k] == "mark" for k in tree.kids[above]
        ):
            tense = "future"  # "was scheduled to start on Thursday"
        key = (tree.number, when.start, tense)
        if key not in self.worked_out:
            self.worked_out[key] = self.story.days(when, tense, self.anchors.get(when.start, self.story.day))
        first, last = self.worked_out[key]
        return Moment(tree.start + when.start, tree.start + when.end, first, last, when.precision)
