"""Why a claim was not read: the stage at which its words were lost, and the condition of each rule that nearly counted.

A document is read again, stage by stage. Which condition keeps a rule from counting is found by trying the rule without
each of its conditions in turn: those without which it counts are named, by the keys that a codebook has for them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from marsad.coders.rules.codebook import Rule
from marsad.coders.rules.tree import grow
from marsad.language.sentences import split

if TYPE_CHECKING:
    from marsad.coders.rules.coder import RuleCoder
    from marsad.coders.rules.draft import Draft
    from marsad.coders.rules.reading import Reader
    from marsad.coders.rules.tree import Tree
    from marsad.model import Document

_NO_CONDITIONS = frozenset(
    "id type event verbs nouns adjectives be roles modality figure accusation by_speaker denied weak".split()
)
_CONDITIONS = [name for name in Rule.model_fields if name not in _NO_CONDITIONS]


@dataclass(frozen=True, slots=True)
class Why:
    """Why words gave no claim: the kind of cause, and what is to be said of it, a line each."""

    cause: str
    told: list[str]


class Explainer:
    """Explains one document's reading by a rule coder. All is worked out when it is asked for."""

    def __init__(self, coder: RuleCoder, document: Document) -> None:
        self.coder, self.document = coder, document

    @cached_property
    def _reading(self) -> tuple[Reader, list[Tree], list[Draft], set[tuple[int, int, str]]]:
        reader, trees = self.coder.reading(self.document)
        kept = {_key(draft) for draft in self.coder.read(self.document)}
        return reader, trees, reader.drafts(trees), kept

    def why(self, kind: str, start: int, end: int) -> Why:
        """Why the words from `start` to `end` gave no claim of a type."""
        if not self.coder.relevance.holds(self.document.text):
            points = self.coder.relevance.points(self.document.text)
            return Why("document not relevant", [f"not taken for a report on armed conflict: {points} points"])
        reader, trees, drafts, kept = self._reading
        near = [tree for tree in trees if tree.start < end and tree.end > start]
        if not near:
            return Why("gate closed", ["no word of the sentence is in any rule, so it was not parsed"])
        read = [d for d in drafts if d.type == kind and d.span[0] < end and d.span[1] > start]
        if read:
            return self._read(read, kept)
        return self._unread(kind, start, end, reader, near)

    def _read(self, read: list[Draft], kept: set[tuple[int, int, str]]) -> Why:
        gone = [draft for draft in read if _key(draft) not in kept]
        told = [f"{d.match.rule.name} read “{self._words(*d.span)}”" for d in gone or read]
        if gone:
            return Why("repeat left out", [f"{line}, left out as told elsewhere in the document" for line in told])
        return Why("read with other words", [f"{line}, which is not the same claim" for line in told])

    def _unread(self, kind: str, start: int, end: int, reader: Reader, near: list[Tree]) -> Why:
        not_asserted, unused, nearly = [], [], []
        for tree in near:
            finder = reader.matcher.roles(tree)
            for match in reader.matcher.matches(tree, finder):
                if match.rule.type == kind and _within(tree, match.at, start, end):
                    told = f"{match.rule.name} counts at “{tree.words[match.at]}”"
                    if reader.drafter.modality_of(match) is None:
                        not_asserted.append(f"{told}, told as wish, plan, attempt or denial that is no claim")
                    else:
                        unused.append(f"{told}, but too little is told, or another claim of the sentence tells it")
            nearly += [line for i in range(len(tree)) if _within(tree, i, start, end)
                       for line in _nearly(reader, tree, i, kind)]  # fmt: skip
        for cause, lines in (("not asserted", not_asserted), ("left out in its sentence", unused)):
            if lines:
                return Why(cause, lines)
        if nearly:
            return Why("condition not met", nearly)
        return Why("no trigger", [f"no rule of {kind} waits for any of the words"])

    def parse(self, start: int, end: int) -> list[str]:
        """The sentences around words, parsed, a line each: word/label<head."""
        sentences = [s for s in split(self.document.text) if s.start < end and s.end > start]
        parsed = self.coder.parser.parse([(s.text, s.start) for s in sentences])
        return [
            _shown(grow(tree, 0, s.start, s.end, s.block, heading=s.heading))
            for tree, s in zip(parsed, sentences, strict=True)
        ]

    def _words(self, start: int, end: int) -> str:
        return " ".join(self.document.text[start:end].split())


def _shown(tree: Tree) -> str:
    heads = [tree.words[head] if head != i else "-" for i, head in enumerate(tree.heads)]
    return " ".join(f"{word}/{dep}<{head}" for word, dep, head in zip(tree.words, tree.deps, heads, strict=True))


def _key(draft: Draft) -> tuple[int, int, str]:
    return (*draft.span, draft.match.rule.name)


def _within(tree: Tree, i: int, start: int, end: int) -> bool:
    first, last = tree.text(i, i)
    return first < end and last > start


def _nearly(reader: Reader, tree: Tree, i: int, kind: str) -> Iterator[str]:
    """The rules of a type that wait for token i and do not count there, each with the conditions that are not met."""
    matcher, finder = reader.matcher, reader.matcher.roles(tree)
    for rule in matcher.candidates(tree, i):
        if rule.type != kind or matcher.meet(rule, tree, i, finder) is not None:
            continue
        plain = {name: Rule.model_fields[name].default for name in _CONDITIONS}
        given = [name for name in _CONDITIONS if getattr(rule, name) != plain[name]]
        alone = [n for n in given if matcher.meet(rule.model_copy(update={n: plain[n]}), tree, i, finder) is not None]
        if alone or (given and matcher.meet(rule.model_copy(update=plain), tree, i, finder) is not None):
            told = "; ".join(f"{name.rstrip('_')} {_value(getattr(rule, name))}" for name in alone or given)
            yield f"{rule.name} waits for “{tree.words[i]}”; not met: {told}"
        else:
            yield f"{rule.name} waits for “{tree.words[i]}”, which here only describes another word"


def _value(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name} {_value(words)}".rstrip() for name, words in value.items())
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value).lower()
