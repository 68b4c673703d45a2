"""What a report passes on without standing by it: "reportedly", "was reported", "reports that", unofficial sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from marsad.coders.rules.phrases import Phrase
    from marsad.coders.rules.tree import Tree

ALLEGED_ADVERBS = frozenset("reportedly allegedly supposedly apparently purportedly presumably seemingly".split())
_RUMOURS = frozenset("report claim rumour rumor allegation suggestion accusation".split())
_REPORTED = ("report", "rumour", "rumor", "claim", "allege")
_UNSURE = frozenset("unofficial unconfirmed unverified some".split())
_ELSEWHERE = ("ccomp", "acl:relcl", "advcl:relcl", "parataxis")
"""Clauses that an adverb above them says nothing about."""


def hearsay(tree: Tree, at: int, verb: int, sources: Iterable[Phrase]) -> bool:
    """Whether an event at token `at`, carried by `verb`, is told as what is said to have happened.

    `sources` are those to whom the report ascribes it: where there are any, "were reported" adds nothing.
    """
    named = list(sources)
    if _by_adverb(tree, at, verb) or _in_rumours(tree, at):
        return True
    if named:
        return any(p.word_set & _UNSURE and p.word_set & {"source", "sources", "report", "reports"} for p in named[:1])
    return _reported(tree, at, verb)


def _by_adverb(tree: Tree, at: int, verb: int) -> bool:
    """Whether "reportedly" stands in the clause of the event or in one that it hangs on: "…, killing four"."""
    above = {verb, *_upwards(tree, verb), *_upwards(tree, at)}
    return any(
        tree.words[k].lower() in ALLEGED_ADVERBS and k < max(at, verb) and {tree.heads[k], _next_verb(tree, k)} & above
        for k in range(len(tree))
    )


def _upwards(tree: Tree, at: int) -> list[int]:
    """A token and what it hangs on, up to the end of its own clause and those that only go on with it."""
    found = [at]
    while tree.heads[found[-1]] != found[-1] and not _apart(tree, found[-1]) and len(found) < len(tree):
        found.append(tree.heads[found[-1]])
    return found


def _apart(tree: Tree, at: int) -> bool:
    """Whether a clause tells for itself what happened: "…, after the army crossed the river"."""
    return tree.deps[at] in _ELSEWHERE or (
        tree.deps[at] == "advcl" and tree.tags[at] == "VBD" and bool(tree.children(at, "nsubj", "nsubj:pass"))
    )


def _next_verb(tree: Tree, at: int) -> int:
    return next((k for k in range(at + 1, min(at + 4, len(tree))) if tree.is_verb(k)), at)


def _in_rumours(tree: Tree, at: int) -> bool:
    """Whether the event is what reports or claims are about: "reports suggesting that …", "rumours of …"."""
    child = at
    for above in tree.ancestors(at):
        if tree.deps[child] == "acl:relcl" and tree.lemmas[above] not in _RUMOURS:
            return False
        about = tree.deps[child] in ("acl", "ccomp", "acl:relcl") or tree.case(child) in ("of", "about", "that")
        if tree.lemmas[above] in _RUMOURS and not tree.is_verb(above) and about and child > above:
            return tree.case(above) != "according" and tree.lemmas[tree.heads[above]] not in ("confirm", "verify")
        child = above
    return False


def _reported(tree: Tree, at: int, verb: int) -> bool:
    """Whether nobody is named who reports: "two air strikes were reported", "was reported to have left"."""
    child = at
    for above in (verb, *tree.ancestors(verb)):
        if child != at and tree.deps[child] == "advcl" and _apart(tree, child):
            return False
        child = above
        if tree.lemmas[above] in _REPORTED and tree.passive(above) and not tree.children(above, "obl:agent"):
            return at != above
    return False
