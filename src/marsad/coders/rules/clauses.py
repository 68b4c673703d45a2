"""The smallest clause that states an event: which tokens are its evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from marsad.coders.rules.tree import Tree

_OUT = ("ccomp", "advcl", "parataxis", "acl:relcl", "discourse", "list", "mark", "cc", "csubj", "advcl:relcl", "dep")
_SPEAKING = frozenset("call say add urge insist warn accuse demand stress describe note".split())
"""Participles that tell what the speaker says further, whatever noun the parse hangs them on."""


def own_tokens(tree: Tree, at: int) -> list[int]:
    """Tokens of the clause or noun phrase that token `at` heads, without the clauses that hang on it."""
    found, stack = [], [at]
    while stack:
        here = stack.pop()
        found.append(here)
        for k in tree.kids[here]:
            dep = tree.deps[k]
            if dep in _OUT or (dep == "conj" and tree.is_verb(k)) or (here == at and dep in ("conj", "punct", "case")):
                continue
            if dep == "acl" and tree.is_verb(k) and (here == at or tree.lemmas[k] in _SPEAKING):
                continue
            stack.append(k)
    return sorted(found)


def evidence(tree: Tree, at: int, carrier: int | None = None, asked: int | None = None) -> tuple[int, int]:
    """First and last token of the evidence for an event at token `at`.

    `carrier` is the support verb that carries it, `asked` the verb of what is asked for, where there are such.
    """
    tokens = own_tokens(tree, carrier if carrier is not None else at)
    if asked is not None:
        tokens = sorted({*tokens, *own_tokens(tree, asked)})
    if at not in tokens:
        tokens = sorted({*tokens, at})
    first, last = tokens[0], tokens[-1]
    for i in range(at + 1, last):
        if tree.words[i].lower() == "according":  # who says so is no part of what is said
            last = i - 1
            break
    while first < last and tree.words[first] in ",;:.-–—\"“”'()":
        first += 1
    while last > first and tree.words[last] in ",;:.-–—\"“”'(":
        last -= 1
    return first, last
