"""When it happened: which time words of a sentence belong to which claim, and what follows from the claims before."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING, Literal

from marsad.coders.rules.clauses import own_tokens
from marsad.coders.rules.draft import Draft, Moment
from marsad.language.dates import When, context_date, find_times

if TYPE_CHECKING:
    from marsad.coders.rules.tree import Tree

Tense = Literal["past", "present", "future"]
HEAD = 400
"""Code points at the head of a report in which a bare date is its dateline."""
_LEADS = frozenset("on in since by until from of after before the between and during late early to".split())
_STEPS = frozenset("earlier later elsewhere meanwhile previously since recently separately afterwards ongoing".split())
_CONTINUES = {
    "casualty": ("casualty", "attack", "control"),
    "attack": ("casualty", "attack", "control"),
    "control": ("control", "attack"),
    "humanitarian": ("attack", "casualty", "humanitarian"),
    "displacement": ("displacement", "attack", "casualty"),
}


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
        self.anchor = None if published else context_date(title, text[:4000])
        self.found: list[When] = []
        self.times: list[tuple[When, int]] = []
        self.spoken: set[int] = set()
        self.worked_out: dict[tuple[int, int], tuple[date | None, date | None]] = {}

    def look(self, tree: Tree) -> None:
        """Find the times of a sentence; those of a saying ("said on Wednesday") are set apart."""
        self.times, self.spoken = [], set()
        self.found = find_times(self.text[tree.start : tree.end], self.published)
        for when in self.found:
            if when.kind == "duration" or self._dateline(tree, when):
                continue
            at = next((i for i in range(len(tree)) if tree.spans[i][1] > tree.start + when.start), None)
            if at is None:
                continue
            self.times.append((when, at))
            if self._of_saying(tree, at, tree.start + when.end):
                self.spoken.add(at)

    def _dateline(self, tree: Tree, when: When) -> bool:
        """Whether a date at the head of a report only says when it was published: no preposition leads it."""
        if tree.start > HEAD or self.published is None or not any(c.isdigit() for c in when.text):
            return False
        first, last = when.resolve("past")
        before = self.text[tree.start : tree.start + when.start].split()
        led = (bool(before) and before[-1].lower() in _LEADS) or when.text.split()[0].lower() in _LEADS
        return first == last and first is not None and 0 <= (self.published - first).days <= 1 and not led

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
            found = _not_own(self._moment(when, draft.tree, draft.match.verb))
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
        earlier = _earlier_event(tree, match.at, match.verb)
        if not chosen and not earlier:
            for above in tree.ancestors(match.at):
                if tree.is_verb(above):
                    if tree.lemmas[above] in self.say and above != match.verb:
                        break
                    reach = set(own_tokens(tree, above))
                    chosen = [o for o in options if o[1] in reach]
                    if chosen:
                        break
        if not chosen and draft.type != "diplomacy" and not earlier:
            fronted = [o for o in options if o[1] < 4]
            chosen = fronted or (options if len(options) == 1 and len(tree) < 40 else [])
        if not chosen:
            return None
        when, _ = min(chosen, key=lambda o: abs(o[1] - match.at))
        return self._moment(when, tree, match.verb)

    def _moment(self, when: When, tree: Tree, verb: int) -> Moment:
        """A time worked out, once for all claims of a sentence that share it."""
        key = (tree.number, when.start)
        if key not in self.worked_out:
            tense = tense_of(tree, verb)
            first, last = when.resolve(tense, self.anchor)
            if when.tells and first is not None and first == last and tense != "future":
                self.anchor = first
            self.worked_out[key] = (first, last)
        first, last = self.worked_out[key]
        return Moment(tree.start + when.start, tree.start + when.end, first, last, when.precision)

    def inherited(self, draft: Draft, beside: list[Draft], before: list[Draft]) -> Moment | None:
        """The time of the event that a claim continues: in its own sentence, else in the sentence before."""
        kinds = _CONTINUES.get(draft.type, ())
        if _earlier_event(draft.tree, draft.match.at, draft.match.verb):
            return None
        near = sorted(
            (d for d in beside if d.moment is not None and d.moment.own and d.type in kinds),
            key=lambda d: abs(d.match.at - draft.match.at),
        )
        if near:
            return _not_own(near[0].moment)
        if not kinds:
            return None
        for earlier in reversed(before):
            if earlier.tree is draft.tree:
                continue
            if draft.tree.number - earlier.tree.number > 1 or draft.tree.block != earlier.tree.block:
                return None
            if earlier.type in kinds and earlier.moment is not None:
                return _not_own(earlier.moment) if self._goes_on(draft, earlier) else None
        return None

    def _goes_on(self, draft: Draft, earlier: Draft) -> bool:
        """Whether a sentence goes on with the event before it: no step in time, no standing state."""
        tree = draft.tree
        if {w.lower() for w in tree.words[:3]} & _STEPS or earlier.moment is None:
            return False
        verb = draft.match.verb
        return not (
            any(tree.words[k].lower() in ("have", "has", "is", "are", "regularly") for k in tree.kids[verb])
            or tree.tags[verb] in ("VBZ", "VBP")
        )


def _earlier_event(tree: Tree, at: int, verb: int) -> bool:
    """Whether an event lies before the clause around it: "had captured", "after retaking", "following an assault"."""
    if tree.case(at) in ("after", "following", "since", "before") and not tree.is_verb(at):
        return True
    for i in (at, verb):
        after = any(
            tree.words[k].lower() in ("after", "before", "following")
            for k in tree.kids[i]
            if tree.deps[k] in ("mark", "case")
        )
        if tree.tags[i] == "VBG" and after:
            return True
        if tree.is_verb(i) and any(tree.words[k].lower() == "had" for k in tree.kids[i] if tree.deps[k] == "aux"):
            return True
    return False


def _not_own(moment: Moment | None) -> Moment | None:
    if moment is None:
        return None
    return Moment(moment.start, moment.end, moment.first, moment.last, moment.precision, own=False)
