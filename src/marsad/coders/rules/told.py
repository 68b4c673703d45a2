"""The times of one sentence: which of them say when something was said, and which is that of a claim."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from marsad.coders.rules.clauses import own_tokens
from marsad.coders.rules.timeline import earlier_event
from marsad.language.dates import find_times

if TYPE_CHECKING:
    from marsad.coders.rules.draft import Draft
    from marsad.coders.rules.tree import Tree
    from marsad.language.dates import When

FRONT = 4
"""Tokens at the head of a sentence in which a time governs all of it."""
_SHORT = 40
"""Tokens of a sentence in which the only time is that of all its claims, however it was parsed."""
_YEAR = 4
_NEAR = 10
"""Tokens from an event that is due to the time at which it is: "a truce due to take effect on Monday"."""
_SPEAKS = ("speak", "address", "talk", "write", "testify", "brief")
_RISES = frozenset("rise rose climb increase jump soar grow reach hit pass top exceed".split())
_JUDGES = frozenset(
    "blame condemn denounce criticize criticise decry deplore praise hail welcome lament deny reject investigate probe "
    "commemorate mourn mark discuss debate recall".split()
)
"""Verbs whose time is not that of the act that they are about."""


@dataclass(frozen=True, slots=True)
class Told:
    """A time of a sentence: its first and last token, the one that places it in a clause, whether it dates a saying."""

    when: When
    at: int
    last: int
    hold: int
    spoken: bool


def told(tree: Tree, times: Sequence[When], say: Collection[str]) -> list[Told]:
    """The times of a sentence with their places in it; `say` are the verbs of saying."""
    found: list[Told] = []
    end = -1
    for when in times:
        at = next((i for i in range(len(tree)) if tree.spans[i][1] > tree.start + when.start), None)
        if at is None:
            continue
        last = max((i for i in range(len(tree)) if tree.spans[i][0] < tree.start + when.end), default=at)
        beside = bool(found) and found[-1].spoken and at - end <= 2 and tree.words[at - 1] in (",", "-", "(")
        found.append(Told(when, at, last, _hold(tree, at, when), beside or _of_saying(tree, at, last, say)))
        end = last
    return found


def _hold(tree: Tree, at: int, when: When) -> int:
    """The token that a time hangs on: of "since the truce began last week" the verb that has been so since."""
    head = tree.heads[at]
    if tree.deps[at] == "advcl" and not tree.is_verb(at):
        return head  # "while on Tuesday they attacked", with the preposition taken for a clause
    return tree.heads[head] if when.kind == "since" and tree.deps[at] == "mark" and tree.deps[head] == "advcl" else at


def _of_saying(tree: Tree, at: int, last: int, say: Collection[str]) -> bool:
    def says(i: int) -> bool:
        return 0 <= i < len(tree) and tree.is_verb(i) and tree.lemmas[i] in say

    before = at - 1
    while before > 0 and tree.tags[before] in ("IN", "RB", "DT"):
        before -= 1
    if says(before):
        return True  # "said on Monday"
    if says(last + 1) and at > 0 and not any(k > last + 1 for k in tree.children(last + 1, "nsubj")):
        return True  # "investigators last week said", but "was foiled on Monday said the commander"
    head = next((tree.heads[i] for i in range(at, last + 1) if not at <= tree.heads[i] <= last), at)
    if tree.deps[head] == "advcl" and tree.lemmas[head] in _SPEAKS and head < tree.heads[head]:
        return says(tree.heads[head])  # "speaking on Monday, he said"
    return says(head) and (head < at or at == 0) and (tree.lemmas[head] == "tell" or _has_clause(tree, head))


def _has_clause(tree: Tree, verb: int) -> bool:
    return any(tree.deps[k] in ("ccomp", "parataxis") for k in tree.kids[verb]) or tree.deps[verb] in (
        "parataxis",
        "ccomp",
        "acl:relcl",
    )


def choose(draft: Draft, options: list[Told], say: Collection[str]) -> Told | None:
    """The time of a claim among those of its sentence: that of its own words, else of the clauses around it."""
    tree, match, dated = draft.tree, draft.match, options
    fitting = [o for o in options if o.when.ahead == (draft.modality == "planned")]
    options = fitting or options
    if draft.event in ("accused", "condemned"):
        options = [o for o in options if o.at < match.at or tree.is_verb(tree.heads[o.hold])]
    options = [o for o in options if not _names(tree, o, match.at)]
    if not options:
        return None
    own = set(own_tokens(tree, match.at)) | set(range(draft.first, draft.last + 1))
    points = [o for o in options if o.when.kind != "anaphoric"]
    options = points if any(o.hold in own for o in points) else options
    chosen = [o for o in options if o.hold in own]
    if not chosen and not tree.is_verb(match.at):
        below = set(tree.subtree(match.at))
        chosen = [o for o in options if o.hold in below]
    judged = draft.type != "diplomacy" and match.verb != match.at and tree.lemmas[match.verb] in _JUDGES
    if not chosen and match.verb != match.at and not judged:
        reach = set(own_tokens(tree, match.verb))
        chosen = [o for o in options if o.hold in reach]
    if not chosen and not earlier_event(tree, match.at, match.verb):
        chosen = _around(draft, options, say)
    if _counts(tree, match.verb):  # the day of the count is not that of the deaths
        chosen = [o for o in chosen if next(filter(tree.is_verb, tree.ancestors(o.hold)), None) != match.verb]
    if (then := _told_of_then(tree, match.at, dated)) is not None:
        return then
    found = min(chosen, key=lambda o: abs(o.at - match.at), default=None)
    if found is not None and found.when.inner is not None and found.at < match.at <= found.last:
        return replace(found, when=found.when.inner)  # what began on the day since which something holds
    return found


def _counts(tree: Tree, verb: int) -> bool:
    """Whether a clause tells that a toll has risen."""
    subjects = {tree.lemmas[k] for k in tree.children(verb, "nsubj")}
    return tree.lemmas[verb] in _RISES and bool(subjects & {"toll", "number"})


def _told_of_then(tree: Tree, at: int, options: list[Told]) -> Told | None:
    """The time that a clause is told of: "the deadliest since May, when 150 people were killed" is of May."""
    for option in options:
        when = option.when
        opens = option.last + 2
        if when.kind != "since" or opens >= len(tree) or tree.words[opens - 1] != "," or opens > at:
            continue
        if tree.words[opens].lower() != "when" or any(tree.words[k] in ";." for k in range(opens, at)):
            continue
        word, _, rest = when.text.partition(" ")
        for inner in find_times(f"in {rest}", when.published)[:1]:
            return replace(option, when=replace(inner, start=when.start + len(word) + 1, end=when.end))
    return None


def _around(draft: Draft, options: list[Told], say: Collection[str]) -> list[Told]:
    """The times of the clauses around a claim, up to a saying; else the one at the head, else the only one."""
    tree, match = draft.tree, draft.match
    for above in tree.ancestors(match.at):
        if not tree.is_verb(above):
            continue
        if tree.lemmas[above] in _JUDGES and draft.type != "diplomacy" and above != match.at:
            return []
        if tree.lemmas[above] in say and above != match.verb:
            break
        reach = set(own_tokens(tree, above))
        if chosen := [o for o in options if o.hold in reach]:
            return chosen
    if draft.modality == "planned":
        due = [o for o in options if o.when.ahead and 0 < o.at - match.at <= _NEAR]
        if due:
            return due
    if draft.type == "diplomacy":
        return []
    fronted = [o for o in options if o.at < FRONT]
    lasting = [o for o in options if o.when.kind == "since" and o.at > match.at]
    lone = [o for o in options if (o.when.tells or o in lasting) and not _aside(tree, o.hold)]
    return fronted or (lone if len(options) == 1 and len(tree) < _SHORT else [])


def _names(tree: Tree, option: Told, at: int) -> bool:
    """Whether a year only tells which thing is meant: "the parties to the 2018 agreement"."""
    year, thing = option.last, tree.heads[option.last]
    named = len(tree.words[year]) == _YEAR and tree.words[year].isdigit() and thing > year and thing != at
    return named and tree.deps[year] in ("compound", "nummod", "amod") and tree.tags[thing].startswith("NN")


def _aside(tree: Tree, at: int) -> bool:
    """Whether a time stands in a clause that only tells what came before or after: "after leaving on Friday"."""
    above = next((k for k in tree.ancestors(at) if tree.is_verb(k)), at)
    return tree.tags[above] == "VBG" and any(tree.words[k].lower() in ("after", "before") for k in tree.kids[above])
