"""Noun phrases as mentions: where they start and end, what they list, and which part of them is the name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from marsad.knowledge.people import country_of

if TYPE_CHECKING:
    from marsad.coders.rules.lexicon import Lexicon
    from marsad.coders.rules.tree import Tree

_INSIDE = (
    "amod",
    "compound",
    "flat",
    "nmod:desc",
    "nmod:poss",
    "punct",
    "nummod",
    "goeswith",
    "det:predet",
    "fixed",
    "case",
    "nmod",
    "advmod",
    "nmod:unmarked",
    "appos",
    "acl",
    "conj",
    "cc",
)
_LEFT = ("amod", "compound", "flat", "nmod:desc", "nmod:poss", "punct", "goeswith", "nummod", "nmod:unmarked", "advmod")
_DROP_FIRST = frozenset(
    "the a an its their his her our this that these those some several many any all "
    "both each another other more also then monday tuesday wednesday thursday friday saturday sunday "
    "morning afternoon evening night".split()
)
PRONOUNS = frozenset(
    "it they he she we them him her i us which who that there here both its their his this these those".split()
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A mention: token range (inclusive), head token, and a fuller name where the words alone do not give it."""

    tree: Tree
    first: int
    last: int
    head: int
    name: str | None = None

    @property
    def words(self) -> str:
        """The words as the parsed copy has them."""
        text = ""
        for i in range(self.first, self.last + 1):
            glue = i == self.first or self.tree.spans[i][0] == self.tree.spans[i - 1][1]
            text += ("" if glue else " ") + self.tree.words[i]
        return text

    @property
    def word_set(self) -> frozenset[str]:
        """The single words of the mention in lower case."""
        return frozenset(
            w for i in range(self.first, self.last + 1) for w in self.tree.words[i].lower().replace("-", " ").split()
        )

    @property
    def span(self) -> tuple[int, int]:
        """Offsets in the stored text."""
        return self.tree.text(self.first, self.last)

    @property
    def pronoun(self) -> bool:
        """Whether it is a pronoun or a pointing word."""
        word = self.tree.words[self.first]
        acronym = word.isupper() and len(word) > 1  # "US", "WHO"
        return self.first == self.last and word.lower() in PRONOUNS and not acronym


def core(tree: Tree, head: int, *, numbers: bool = False) -> tuple[int, int]:
    """The core of a noun phrase in a run: modifiers before the head, flat parts after it; no determiner, no clause."""
    first = head
    while first > 0:
        at = first - 1
        inside = tree.heads[at] == head or (at in _path(tree, at, head))
        if not inside or not _allowed_left(tree, at, head, numbers=numbers):
            break
        first = at
    last = head
    while last + 1 < len(tree) and (
        (
            tree.deps[last + 1] in ("flat", "goeswith", "fixed", "nmod:desc", "nummod")
            and _within(tree, last + 1, head)
            and not (tree.deps[last + 1] == "nummod" and not tree.words[last + 1].isdigit())
        )
        or (
            tree.words[last + 1] == "-"
            and last + 2 < len(tree)
            and _within(tree, last + 2, head)
            and tree.deps[last + 2] in ("flat", "compound", "nmod")
        )
    ):
        last += 2 if tree.words[last + 1] == "-" else 1
    while first > 1 and tree.words[first - 1] == "-" and tree.spans[first - 1][1] == tree.spans[first][0]:
        first -= 2  # a hyphenated word is one
    while first < head and (
        tree.words[first].lower() in _DROP_FIRST
        or tree.deps[first] in ("punct", "case", "cc")
        or tree.words[first] in ("'s", "-")
        or tree.words[first].lower() in ("so-called", "so", "called")
    ):
        first += 1
    return first, last


def _path(tree: Tree, i: int, head: int) -> tuple[int, ...]:
    """Token i, if every step from it up to the head stays inside the phrase's left part."""
    at = i
    for _ in range(8):
        if tree.deps[at] not in _LEFT and tree.deps[at] not in ("case", "conj", "cc"):
            return ()
        at = tree.heads[at]
        if at == head:
            return (i,)
    return ()


def _within(tree: Tree, i: int, head: int) -> bool:
    return head in (tree.heads[i], tree.heads[tree.heads[i]])


def _allowed_left(tree: Tree, at: int, head: int, *, numbers: bool) -> bool:
    dep = tree.deps[at]
    if dep == "nummod" and tree.heads[at] == head:
        return numbers
    if dep == "advmod" and tree.heads[at] == head:
        return False
    if dep == "punct" and tree.words[at] in ',;:()[]"“”–—.':
        return False
    if dep == "det":
        return False
    if dep == "case":
        return tree.words[at] in ("'s", "’s", "'", "’")
    return dep in _LEFT or dep in ("conj", "cc")


class PhraseFinder:
    """Finds mentions of actors and other parties in one sentence."""

    def __init__(self, tree: Tree, lexicon: Lexicon) -> None:
        self.tree, self.lexicon = tree, lexicon

    def of(self, head: int, *, numbers: bool = False) -> Phrase:
        """The phrase around a head."""
        first, last = core(self.tree, head, numbers=numbers)
        return Phrase(self.tree, first, last, head)

    def with_of(self, head: int) -> Phrase:
        """The phrase with its "of …", "from …" or "loyal to …" complement, up to the complement's own core."""
        tree = self.tree
        first, last = core(tree, head)
        for k in tree.kids[head]:
            if (
                k > head
                and tree.deps[k] in ("nmod", "acl", "amod")
                and tree.case(k) in ("of", "for", "from", "to", "in")
            ):
                _, inner = core(tree, k)
                if tree.case(k) == "of" or (tree.case(k) == "for" and self.lexicon.is_name(tree, k)):
                    last = max(last, inner)
        return Phrase(tree, first, last, head)

    def with_place(self, head: int) -> Phrase:
        """As in "A source at the police command", "activists in rural Idlib": a description with where it sits."""
        tree = self.tree
        phrase = self.with_of(head)
        for k in tree.kids[head]:
            if (
                (
                    k > head
                    and tree.deps[k] in ("nmod", "obl")
                    and tree.case(k) in ("at", "in", "from", "of", "inside", "on", "near")
                )
                and tree.lemmas[k] not in ("statement", "report", "ground", "interview")
                and tree.words[k].lower()
                not in ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
            ):
                return Phrase(tree, phrase.first, max(phrase.last, core(tree, k)[1]), head)
        return phrase

    def actors(self, head: int) -> list[Phrase]:
        """The actors that a nominal names, one for each member of a list."""
        found: list[Phrase] = []
        for member in self.tree.conjuncts(head):
            if self.tree.is_verb(member):
                continue
            found += self._actor(member)
        if found and self.lexicon.is_actor_name(self.tree, found[-1].last):
            found += self._named_on(found[-1].last)
        return unique(found)

    def _named_on(self, last: int) -> list[Phrase]:
        """The rest of a list of known actors, read from the words: "the United States, Russia, and Jordan"."""
        tree, found, joined = self.tree, [], False
        for i in range(last + 1, len(tree)):
            word = tree.words[i].lower()
            if word in (",", "and", "&"):
                joined = True
            elif (
                joined
                and self.lexicon.is_actor_name(tree, i)
                and not (i + 1 < len(tree) and tree.words[i + 1] in ("'s", "-"))
            ):
                found.append(Phrase(tree, i, i, i))
                joined = False
            elif word != "the":
                break
        return found

    def _actor(self, head: int) -> Iterator[Phrase]:
        tree = self.tree
        phrase = self.with_of(head)
        run = self._run_of_names(phrase)
        if len(run) > 1:
            yield from run
            return
        before = [k for k in tree.kids[head] if tree.deps[k] in ("amod", "compound", "nmod:poss") and k < head]
        paired = [m for k in before for m in tree.conjuncts(k) if m < head]
        if len(paired) > len(before) and any(tree.deps[m] == "conj" for m in paired):  # "Russian and Syrian jets"
            whose = [f"{tree.words[m]} {tree.words[head]}" for m in paired if self._owns(m)]
            yield from (Phrase(tree, phrase.first, phrase.last, head, name) for name in whose)
            if whose:
                return
        yield phrase

    def _owns(self, i: int) -> bool:
        """Whether a word before a noun tells whose it is."""
        named = self.lexicon.is_actor_name(self.tree, i) or country_of(self.tree.words[i]) is not None
        return named or self.lexicon.word_is(self.tree, i, "force")

    def _run_of_names(self, phrase: Phrase) -> list[Phrase]:
        """States in a list that lost its commas, "New Zealand Spain": each where the words hold nothing else."""
        tree, found, i = self.tree, [], phrase.first
        while i <= phrase.last:
            end = next((e for e in range(phrase.last, i - 1, -1) if self._is_state(i, e)), None)
            if end is None:
                return []
            found.append(Phrase(tree, i, end, end))
            i = end + 1 + (end < phrase.last and tree.words[end + 1].lower() == "the")
        return found

    def _is_state(self, first: int, last: int) -> bool:
        name = " ".join(self.tree.words[first : last + 1])
        return country_of(name) is not None and self.tree.tags[last].startswith("NN")


def unique(phrases: list[Phrase]) -> list[Phrase]:
    """The phrases in order, each once; those that came out empty are left out."""
    seen: set[tuple[int, int, str | None]] = set()
    kept = []
    for phrase in phrases:
        key = (phrase.first, phrase.last, phrase.name)
        if key not in seen and phrase.first <= phrase.last:
            seen.add(key)
            kept.append(phrase)
    return kept


_SPACE = re.compile(r"\s+")


def tidy(text: str) -> str:
    """Words with single spaces."""
    return _SPACE.sub(" ", text).strip()
