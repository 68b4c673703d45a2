"""When it happened: which time words of a sentence belong to which claim, and what follows from the claims before."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Literal

from marsad.coders.rules.clauses import own_tokens
from marsad.coders.rules.draft import Draft, Moment
from marsad.coders.rules.story import Scene, Story
from marsad.coders.rules.timeline import earlier_event
from marsad.language.dates import When, find_times

if TYPE_CHECKING:
    from marsad.coders.rules.tree import Tree

Tense = Literal["past", "present", "future"]
FRONT = 4
"""Tokens at the head of a sentence in which a time governs all of it."""

_SPEAKS = ("speak", "address", "talk", "write", "testify", "brief")


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
        self.times: list[tuple[When, int]] = []
        self.spoken: set[int] = set()
        self.anchors: dict[int, date | None] = {}
        self.worked_out: dict[tuple[int, int], tuple[date | None, date | None]] = {}
        self.scenes: dict[int, Scene] = {}

    def look(self, tree: Tree) -> None:
        """Find the times of a sentence; those of a saying ("said on Wednesday") are set apart."""
        self.times, self.spoken = [], set()
        self.found = find_times(self.text[tree.start : tree.end], self.published)
        for when in self.found:
            if when.kind == "duration" or self.story.dateline(when, tree.start):
                continue
            at = next((i for i in range(len(tree)) if tree.spans[i][1] > tree.start + when.start), None)
            if at is None:
                continue
            self.times.append((when, at))
            if self._of_saying(tree, at, tree.start + when.end):
                self.spoken.add(at)
        self._tell(tree)

    def _tell(self, tree: Tree) -> None:
        """Take the story on to the time of a sentence; keep for its claims where the story then stands."""
        self.story.come_to(tree)
        self.anchors = {}
        told: list[tuple[When, int, Moment]] = []
        for when, at in self.times:
            self.anchors[when.start] = self.story.day
            verb = next((k for k in tree.ancestors(at) if tree.is_verb(k)), at)
            tense = tense_of(tree, verb)
            moment = self._moment(when, tree, verb)
            if tense != "future" and self.story.tells(when, moment):
                told.append((when, at, moment))
                self.story.pass_by(moment)
        if told:
            when, at, moment = self._main(tree, told)
            self.story.move(tree, when, moment, said=at in self.spoken)
        scene = self.story.at(tree)
        if scene is not None:
            self.scenes[tree.number] = scene

    @staticmethod
    def _main(tree: Tree, told: list[tuple[When, int, Moment]]) -> tuple[When, int, Moment]:
        """The time of a sentence's main clause, else the first."""
        if told[0][1] < FRONT:
            return told[0]
        root = next((i for i in range(len(tree)) if tree.heads[i] == i), 0)
        own = set(own_tokens(tree, root))
        return next((t for t in told if t[1] in own), told[0])

    def _of_saying(self, tree: Tree, at: int, end: int) -> bool:
        before = at - 1
        while before > 0 and tree.tags[before] in ("IN", "RB", "DT"):
            before -= 1
        if before >= 0 and tree.is_verb(before) and tree.lemmas[before] in self.say:
            return True  # "said on Monday"
        last = max((i for i in range(len(tree)) if tree.spans[i][0] < end), default=at)
        for i in range(at, last + 1):
            head = tree.heads[i]
            if last + 1 < len(tree) and tree.is_verb(last + 1) and tree.lemmas[last + 1] in self.say and at > 0:
                return True  # "investigators last week said"
            if not at <= head <= last:
                if tree.deps[head] == "advcl" and tree.lemmas[head] in _SPEAKS and head < tree.heads[head]:
                    return tree.lemmas[tree.heads[head]] in self.say  # "speaking on Monday, he said"
                return (
                    tree.is_verb(head)
                    and tree.lemmas[head] in self.say
                    and (head < at or at == 0 or last + 1 == head)
                    and self._has_clause(tree, head)
                )
        return False

    def _has_clause(self, tree: Tree, verb: int) -> bool:
        return any(tree.deps[k] in ("ccomp", "parataxis") for k in tree.kids[verb]) or tree.deps[verb] in (
            "parataxis",
            "ccomp",
            "acl:relcl",
        )

    def of(self, draft: Draft) -> Moment | None:
        """The time of a draft from its own sentence; a state holds at the time at which it is told."""
        found = self._own(draft)
        if found is None and draft.event in ("holds", "contested") and self.spoken:
            when = next(w for w, at in self.times if at in self.spoken)
            found = replace(self._moment(when, draft.tree, draft.match.verb), own=False)
        return found

    def _own(self, draft: Draft) -> Moment | None:
        options = [(w, at) for w, at in self.times if at not in self.spoken]
        if not options:
            return None
        tree, match = draft.tree, draft.match
        own = set(own_tokens(tree, match.at)) | set(range(draft.first, draft.last + 1))
        points = [o for o in options if o[0].kind != "anaphoric"]
        options = points if points and any(o[1] in own for o in points) else options
        chosen = [o for o in options if o[1] in own]
        if not chosen and match.verb != match.at:
            chosen = [o for o in options if o[1] in set(own_tokens(tree, match.verb))]
        before_that = earlier_event(tree, match.at, match.verb)
        if not chosen and not before_that:
            for above in tree.ancestors(match.at):
                if tree.is_verb(above):
                    if tree.lemmas[above] in self.say and above != match.verb:
                        break
                    reach = set(own_tokens(tree, above))
                    chosen = [o for o in options if o[1] in reach]
                    if chosen:
                        break
        if not chosen and draft.type != "diplomacy" and not before_that:
            fronted = [o for o in options if o[1] < FRONT]
            chosen = fronted or (options if len(options) == 1 and len(tree) < 40 else [])
        if not chosen:
            return None
        when, _ = min(chosen, key=lambda o: abs(o[1] - match.at))
        return self._moment(when, tree, match.verb)

    def _moment(self, when: When, tree: Tree, verb: int) -> Moment:
        """A time worked out, once for all claims of a sentence that share it."""
        key = (tree.number, when.start)
        if key not in self.worked_out:
            day = self.anchors[when.start]
            self.worked_out[key] = self.story.days(when, tense_of(tree, verb), day)
        first, last = self.worked_out[key]
        return Moment(tree.start + when.start, tree.start + when.end, first, last, when.precision)
