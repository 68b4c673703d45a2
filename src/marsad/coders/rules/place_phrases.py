"""Place phrases as mentions: which names a nominal lists, and which part of it is the place."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from marsad.coders.rules.phrases import Phrase, core, unique
from marsad.knowledge.people import country_of

if TYPE_CHECKING:
    from marsad.coders.rules.lexicon import Lexicon
    from marsad.coders.rules.tree import Tree

_COMPASS = frozenset("north south east west northeast northwest southeast southwest".split())
_BEARINGS = frozenset((*_COMPASS, *(f"{word}ern" for word in _COMPASS), "central"))
_WHERE = frozenset("in across near around outside inside along throughout".split())
SplitRun = Callable[[list[str]], list[tuple[int, int]]]


class PlacePhrases:
    """Finds mentions of places in one sentence."""

    def __init__(self, tree: Tree, lexicon: Lexicon, split_run: SplitRun | None = None) -> None:
        self.tree, self.lexicon, self.split_run = tree, lexicon, split_run

    def of(self, head: int, *, numbers: bool = False) -> Phrase:
        """The phrase around a head."""
        first, last = core(self.tree, head, numbers=numbers)
        return Phrase(self.tree, first, last, head)

    def at(self, head: int) -> list[Phrase]:
        """The places that a nominal names, one for each member of a list."""
        found: list[Phrase] = []
        for member in self.tree.conjuncts(head):
            if member != head and (self.tree.is_verb(member) and not self.lexicon.is_name(self.tree, member)):
                continue
            found += self._place(member)
        found = unique(found)
        return unique(found + self._listed_on(found[-1])) if found else found

    def _listed_on(self, last: Phrase) -> list[Phrase]:
        """The rest of a list of names that the parse lost, read from the words: "Talbisa al-Rastan and Teir Maala"."""
        tree, lexicon = self.tree, self.lexicon
        if last.tree is not tree or (
            not lexicon.is_name(tree, last.last) and not lexicon.word_is(tree, last.last, "place")
        ):
            return []
        if not any(lexicon.is_name(tree, k) for k in range(last.first, last.last + 1)):
            return []
        found: list[Phrase] = []
        i, joined = last.last + 1, False
        while i < len(tree):
            word = tree.words[i].lower()
            if word in (",", "and", "as", "well", "the", "&"):
                joined = joined or word != "the"
                i += 1
                continue
            known = lexicon.is_name(tree, i) and lexicon.is_place(tree, i) and not lexicon.known_actor(tree.words[i])
            article = "-" in tree.words[i] and lexicon.is_name(tree, i) and not lexicon.known_actor(tree.words[i])
            if not known and not article:
                break
            if not joined and not known and not article:
                break
            end = i
            while (
                end + 1 < len(tree) and lexicon.word_is(tree, end + 1, "place") and not lexicon.is_name(tree, end + 1)
            ):
                end += 1
            if (
                end + 1 < len(tree)
                and (tree.words[end + 1] == "'s" or tree.is_verb(end + 1))
                and tree.deps[i] not in ("conj", "nmod", "obl", "appos", "flat")
            ):
                break
            found.append(Phrase(tree, i, end, end))
            i, joined = end + 1, False
        return found

    def _place(self, head: int) -> list[Phrase]:
        tree, lexicon = self.tree, self.lexicon
        lem = tree.lemmas[head]
        inner = [
            k for k in tree.kids[head] if tree.deps[k] in ("nmod", "obl") and tree.case(k) in ("of", "to") and k > head
        ]
        inner = [k for k in inner if tree.case(k) == "of" or lem in ("entrance", "road", "route")]
        counted = any(tree.deps[k] == "nummod" for k in tree.kids[head])
        first, last = core(tree, head)
        named_itself = any(
            lexicon.is_name(tree, k) and not country_of(tree.words[k]) for k in range(first, last + 1)
        ) or lexicon.is_name(tree, head)
        if lem in ("percent", "%", "percentage", "half", "third", "quarter"):
            counted = False
        if inner and not named_itself:
            child = inner[0]
            shaped = any(
                tree.deps[k] in ("amod", "compound")
                and tree.lemmas[k]
                not in ("large", "most", "small", "other", "last", "remaining", "vast", "several", "many", "wide")
                for k in tree.kids[head]
            )
            if (
                lem in lexicon.words["part"]
                and not counted
                and not (shaped and lem in ("part", "half", "section", "area"))
            ):
                return self.at(child)
            if shaped and lem in lexicon.words["part"]:
                return [self._joined(head, child)]
            if lem in lexicon.words["direction"]:
                return [self._joined(head, child)]
            listed = len(tree.conjuncts(child)) > 1 or (
                lexicon.is_name(tree, child) and len(self._split(self.of(child))) > 1
            )
            named = lexicon.is_name(tree, child)
            plural = tree.tags[head] in ("NNS", "NNPS")
            if named and lexicon.is_place(tree, head) and (not plural or listed) and not (counted and not listed):
                return self.at(child)
            if lexicon.is_place(tree, head):
                return [self._joined(head, child, numbers=counted)]
        if (
            not named_itself
            and lexicon.word_is(tree, head, "place")
            and not any(tree.words[k].lower() in ("the", "this", "that") for k in tree.kids[head])
        ):
            where = [
                k
                for k in tree.kids[head]
                if k > head
                and tree.deps[k] in ("nmod", "obl")
                and tree.case(k) in ("in", "near", "around", "outside", "along")
                and lexicon.is_place(tree, k)
            ]
            if where:  # "a village in Aleppo province", "40 districts in east Mosul"
                return [self._joined(head, where[0], numbers=counted)]
        appos = [
            k for k in tree.kids[head] if tree.deps[k] in ("appos", "flat") and k > head and lexicon.is_name(tree, k)
        ]
        if appos and not lexicon.is_name(tree, head) and lexicon.word_is(tree, head, "place"):
            return self.at(appos[0])
        return self._split(self.of(head, numbers=counted and not lexicon.is_name(tree, head)))

    def _joined(self, head: int, child: int, *, numbers: bool = False) -> Phrase:
        first, _ = core(self.tree, head, numbers=numbers)
        return Phrase(self.tree, first, max(self._end(child), head), head)

    def _end(self, i: int) -> int:
        """The last token of a place phrase: of "the centre of the city" the city."""
        tree = self.tree
        last = core(tree, i)[1]
        if tree.lemmas[i] in self.lexicon.words["direction"] or tree.lemmas[i] in self.lexicon.words["part"]:
            below = [k for k in tree.kids[i] if k > i and tree.deps[k] == "nmod" and tree.case(k) == "of"]
            if below:
                last = max(last, core(tree, below[0])[1])
        return max(last, i)

    def _split(self, phrase: Phrase) -> list[Phrase]:
        """A run of capitalised words that lost its commas, cut into the names that the registry knows."""
        tree = phrase.tree
        while (
            phrase.last > phrase.first
            and tree.lemmas[phrase.last] in _COMPASS
            and self.lexicon.is_name(tree, phrase.last - 1)
        ):
            phrase = Phrase(tree, phrase.first, phrase.last - 1, phrase.last - 1)  # "al-Bab northeast of Aleppo"
        if (
            tree.words[phrase.first].lower() in _BEARINGS
            and phrase.last - phrase.first > 1
            and self.lexicon.word_is(tree, phrase.last, "place")
        ) and self.lexicon.is_name(tree, phrase.last - 1):  # "the western Qadisiya district" is Qadisiya
            phrase = Phrase(tree, phrase.first + 1, phrase.last, phrase.head)
        phrase = self._with_where(phrase)
        if self.split_run is None or phrase.last - phrase.first < 2:
            return [phrase]
        words = tree.words[phrase.first : phrase.last + 1]
        if not all(w[:1].isupper() or w in "-'’" or not w[:1].isalpha() for w in words):
            return [phrase]
        pieces = self.split_run(words)
        if len(pieces) < 2:
            return [phrase]
        return [Phrase(tree, phrase.first + a, phrase.first + b - 1, phrase.first + b - 1) for a, b in pieces]

    def _with_where(self, phrase: Phrase) -> Phrase:
        """An unnamed place with the words that say where it is: "3 villages in the Manbij countryside"."""
        tree, lexicon = self.tree, self.lexicon
        at = phrase.last + 1
        before = tree.words[phrase.first - 1].lower() if phrase.first else ""
        if (
            any(lexicon.is_name(tree, k) for k in range(phrase.first, phrase.last + 1))
            or before in ("the", "this", "that")
            or at + 1 >= len(tree)
        ):
            return phrase
        if not lexicon.word_is(tree, phrase.head, "place"):
            return phrase
        word = tree.words[at].lower()
        if word in _COMPASS and tree.words[at + 1].lower() == "of":
            at += 1
        elif word not in _WHERE:
            return phrase
        inner = tree.heads[at]
        if tree.deps[at] == "case" and at < inner <= at + 6 and lexicon.is_place(tree, inner):
            return Phrase(tree, phrase.first, self._end(inner), phrase.head)
        return phrase
