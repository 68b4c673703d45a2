"""Lists of places: the members of a list that the parse or the text's lost commas ran together."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from marsad.coders.rules.phrases import Phrase, core
from marsad.knowledge.people import country_of

if TYPE_CHECKING:
    from marsad.coders.rules.lexicon import Lexicon
    from marsad.coders.rules.tree import Tree

_HURT = frozenset("dead death wounded injured casualty injury toll".split())
_OWNED = frozenset("run held led backed controlled based linked funded owned supported built administered".split())
_COMMA = 1500
"""Letters to a comma at least, in a text that has lost them; a usual one has a comma for every hundred."""
_COMMAS = re.compile(r",\s")
SplitRun = Callable[[list[str]], list[tuple[int, int]]]


def lost_commas(text: str) -> bool:
    """Whether a text came without its commas, as scraped ones do: then names may stand side by side in lists."""
    return _COMMA * sum(1 for _ in _COMMAS.finditer(text)) < len(text)


class PlaceLists:
    """Tells the members of lists of places apart, in one sentence."""

    def __init__(self, tree: Tree, lexicon: Lexicon, split_run: SplitRun | None = None) -> None:
        self.tree, self.lexicon, self.split_run = tree, lexicon, split_run
        self._found: dict[int, list[Phrase]] = {}

    def of(self, head: int, *, numbers: bool = False) -> Phrase:
        """The phrase around a head."""
        first, last = core(self.tree, head, numbers=numbers)
        return Phrase(self.tree, first, last, head)

    def named(self, phrase: Phrase) -> bool:
        """Whether a place phrase holds the name of a place: not "a base", "apartment buildings", "army positions"."""
        return any(self._names_place(k, phrase.tree) for k in range(phrase.first, phrase.last + 1))

    def _names_place(self, k: int, tree: Tree | None = None) -> bool:
        tree, lexicon = tree or self.tree, self.lexicon
        if not lexicon.is_name(tree, k) or _owner_name(tree, k):
            return False
        initials = tree.words[k].isupper() and len(tree.words[k]) > 1
        return lexicon.is_place(tree, k) or not (
            initials or lexicon.is_actor_name(tree, k) or country_of(tree.words[k])
        )

    def _kind_word(self, k: int) -> bool:
        return self.lexicon.word_is(self.tree, k, "place") and not self.lexicon.is_name(self.tree, k)

    def _listable(self, i: int) -> bool:
        """Whether what is joined to a place is another: not "in the town and around 40 wounded"."""
        tree, lexicon = self.tree, self.lexicon
        if lexicon.is_name(tree, i):
            return True
        return (
            not tree.is_verb(i)
            and tree.tags[i].startswith(("NN", "CD", "RB", "PRP"))
            and not (lexicon.is_people(tree, i) or tree.lemmas[i] in _HURT)
        )

    def _told_apart(self, places: list[Phrase]) -> list[Phrase]:
        """A list of places without what only says of what kind they are: "the villages and towns of Qasr and Jurf"."""
        tree = self.tree
        bare = [p for p in places if p.first == p.last and tree.words[p.last + 1 : p.last + 2] in (["of"], ["and"])]
        bare = [p for p in bare if tree.tags[p.head] in ("NNS", "NNPS") and not self.named(p)]
        kept = [p for p in places if p not in bare]
        return kept if any(self.named(p) for p in kept) else places

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

    def _without_owner(self, phrase: Phrase) -> Phrase:
        """Of "Syria's Qasr district" the district; "Syria's north" stays whole."""
        marks = [k for k in range(phrase.first, phrase.last) if self.tree.words[k] in ("'s", "’s", "'", "’")]
        rest = Phrase(self.tree, marks[-1] + 1, phrase.last, phrase.head) if marks else phrase
        return rest if self.named(rest) else phrase

    def _members(self, phrase: Phrase) -> list[Phrase]:
        """The members of a list inside one phrase: of "Qasr and Jurf districts", of "Qasr area Jurf" both names."""
        tree, groups = self.tree, [[phrase.first]]
        for k in range(phrase.first + 1, phrase.last + 1):
            told = any(self._names_place(j) for j in groups[-1])
            if tree.deps[k] == "cc" or tree.words[k] in (",", "&"):
                groups.append([])
            elif told and groups[-1] and self._names_place(k) and self._kind_word(k - 1):
                groups.append([k])
            else:
                groups[-1].append(k)
        members = [Phrase(tree, g[0], g[-1], g[-1]) for g in groups if g]
        return members if len(members) > 1 and all(map(self.named, members)) else [phrase]

    def _names(self, phrase: Phrase) -> list[Phrase]:
        """A run of names that lost its commas, cut into the names that the registry knows."""
        if self.split_run is None or phrase.last - phrase.first < 2:
            return [phrase]
        words = self.tree.words[phrase.first : phrase.last + 1]
        names = (self.lexicon.is_name(self.tree, k) for k in range(phrase.first, phrase.last + 1))
        if not all(name or w[:1].isupper() or not w[:1].isalpha() for w, name in zip(words, names, strict=True)):
            return [phrase]
        pieces = [(a, b) for a, b in self.split_run(words) if any(w[0].isalpha() for w in words[a:b])]
        if len(pieces) < 2:
            return [phrase]
        at = phrase.first
        return [Phrase(self.tree, at + a, at + b - 1, at + b - 1) for a, b in pieces]


def _owner_name(tree: Tree, k: int) -> bool:
    """Whether a name only tells whose a place is: "a United Nations-run school", "the Sahl-backed base"."""
    while k + 1 < len(tree) and "-" not in tree.words[k] and tree.words[k + 1][:1].isupper():
        k += 1
    first, dash, last = tree.words[k].rpartition("-")
    return bool(dash) and first[:1].isupper() and last in _OWNED
