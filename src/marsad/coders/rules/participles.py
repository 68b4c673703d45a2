"""Participles that the parse took for the verb of their clause, or hung on what they do not describe."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marsad.coders.rules.mending import HARM, MONTHS, counted

if TYPE_CHECKING:
    from marsad.coders.rules.tree import Tree

POSTED = frozenset("positioned stationed based deployed entrenched headquartered posted holed dug present".split())
"""Words that say where a force is."""
_UPROOTED = frozenset(("displaced", "uprooted"))


def reduced(tree: Tree) -> None:
    """In "Drafts put forward by France have been vetoed" the first participle only says which drafts they are."""
    for verb in range(1, len(tree)):
        labels = {tree.deps[k] for k in tree.kids[verb]}
        if tree.tags[verb] not in ("VBN", "VBD") or "obl:agent" not in labels or labels & {"aux", "aux:pass", "obj"}:
            continue
        noun = next((k for k in tree.kids[verb] if k < verb and tree.deps[k] in ("nsubj", "nsubj:pass")), None)
        main = next((k for k in tree.kids[verb] if k > verb and _without_subject(tree, k)), None)
        if noun is None or main is None or tree.deps[verb] == "acl:relcl":
            continue
        tree.heads[main] = tree.heads[verb] if tree.heads[verb] != verb else main
        tree.deps[main] = tree.deps[verb]
        tree.heads[noun], tree.deps[noun] = main, "nsubj:pass" if tree.children(main, "aux:pass") else "nsubj"
        tree.heads[verb], tree.deps[verb], tree.tags[verb] = noun, "acl", "VBN"
        tree.link()


def _without_subject(tree: Tree, verb: int) -> bool:
    """Whether a finite verb, joined by no word, lacks the subject that it needs."""
    labels = {tree.deps[k] for k in tree.kids[verb]}
    joined = tree.deps[verb] in ("conj", "parataxis", "advcl", "ccomp", "dep")
    return joined and bool(labels & {"aux", "aux:pass"}) and not labels & {"nsubj", "nsubj:pass", "cc", "mark", "expl"}


def uprooted(tree: Tree) -> None:
    """In "killed 10,000 people, displaced 3 million and left" the second verb goes on with the first one's subject."""
    for i in range(2, len(tree) - 1):
        if tree.words[i].lower() not in _UPROOTED or tree.words[i - 1].lower() not in (",", "and", "while"):
            continue
        before = [k for k in range(i) if tree.lemmas[k] in (*HARM, "leave", "claim") and tree.is_verb(k)]
        if not before or not counted(tree, i + 1) or tree.passive(before[-1]):
            continue
        if tree.deps[i] == "conj" and tree.is_verb(i):
            continue
        verb, number = before[-1], i + 1
        if not any(tree.deps[k].startswith("nsubj") for k in tree.kids[verb]):
            continue
        noun = next((k for k in (*tree.ancestors(number)[:2],) if number < k <= number + 2), number)
        _free_dead(tree, verb, i)
        tree.heads[i], tree.deps[i], tree.tags[i] = verb, "conj", tree.tags[verb]
        tree.heads[noun], tree.deps[noun] = i, "obj"
        tree.link()


def _free_dead(tree: Tree, verb: int, i: int) -> None:
    """The figure of "left 5,000 dead, displaced millions" belongs to the dead."""
    dead = i - 2
    if dead > verb + 1 and tree.words[dead].lower() == "dead" and tree.tags[dead - 1] == "CD":
        tree.heads[dead - 1], tree.deps[dead - 1] = verb, "obj"
        tree.heads[dead], tree.deps[dead] = dead - 1, "amod"


def posted(tree: Tree) -> None:
    """In "shelling by troops positioned in X on Y" the shelling is on Y, and the troops are only positioned in X."""
    for i in range(1, len(tree)):
        force = tree.heads[i]
        if tree.words[i].lower() not in POSTED or tree.deps[i] != "acl" or force > i:
            continue
        around = [k for k in tree.kids[i] if k > i and tree.deps[k] == "obl"]
        struck = [k for k in around[1:] if tree.case(k) in ("on", "against", "at", "over") and k not in _days(tree)]
        for k in struck:
            tree.heads[k] = tree.heads[force]
            tree.deps[k] = "obl" if tree.is_verb(tree.heads[force]) else "nmod"
        if struck:
            tree.link()


def _days(tree: Tree) -> set[int]:
    return {k for k in range(len(tree)) if tree.words[k].endswith("day") or tree.words[k] in MONTHS}


IN_ORDER = (reduced, uprooted, posted)
