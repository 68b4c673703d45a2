"""Which nominals are places: by their words, their preposition, and the larger place that they lie in."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from marsad.coders.rules.participles import POSTED

if TYPE_CHECKING:
    from marsad.coders.rules.discourse import Discourse
    from marsad.coders.rules.lexicon import Lexicon
    from marsad.coders.rules.phrases import Phrase
    from marsad.coders.rules.place_phrases import PlacePhrases
    from marsad.coders.rules.tree import Tree

STRONG = tuple("in at near outside inside around across within throughout along into towards toward".split())
"""Prepositions that say where, whatever noun they stand with."""
_INSIDE = frozenset("in at near within inside outside around on".split())
_ANYWHERE = frozenset("street road position post house home building ground line field front trench".split())
_NESTED = 4
_VAGUE = frozenset("side line state ground front center centre position point part field place".split())
"""Nouns that are places only with a name: "the Qasr field", "the centre of Qasr"."""


class PlaceNominals:
    """Tells the nominals of one sentence that are places."""

    def __init__(self, tree: Tree, lexicon: Lexicon, phrases: PlacePhrases, discourse: Discourse) -> None:
        self.tree, self.lexicon, self.phrases, self.discourse = tree, lexicon, phrases, discourse

    def place_like(self, i: int) -> bool:
        """Whether the nominal at token i can be a place, given its preposition."""
        tree, lexicon = self.tree, self.lexicon
        if tree.words[i].lower() in ("there", "where"):
            return True
        if lexicon.is_place(tree, i):
            if tree.lemmas[i] == "part" and any(tree.case(k) == "of" for k in tree.kids[i]):
                return True
            vague = lexicon.word_is(tree, i, "place") and tree.lemmas[i] in _VAGUE
            return not vague or self.phrases.named(self.phrases.of(i))
        if lexicon.word_is(tree, i, "facility"):
            return self.phrases.named(self.phrases.of(i))
        return lexicon.is_unknown_name(tree, i) and tree.case(i) in STRONG and not self._is_person(i)

    def _is_person(self, i: int) -> bool:
        return any(
            self.lexicon.word_is(self.tree, k, "speaker")
            for k in self.tree.kids[i]
            if self.tree.deps[k] in ("compound", "appos", "nmod:desc")
        )

    def _case(self, i: int) -> str:
        """The preposition of a nominal; a bearing ("south of X") says near what something lies."""
        tree, case = self.tree, self.tree.case(i)
        if self.phrases.bearing(i) is not None:
            return "near"
        return "from" if case == "of" and tree.case(tree.heads[i]) == "from" else case

    @cached_property
    def _sources(self) -> set[int]:
        """The tokens that tell whence the report has it: "according to the ministry in X"."""
        tree = self.tree
        said = [i for i, word in enumerate(tree.words) if word.lower() == "according"]
        heads = [k for i in said for k in (i, tree.heads[i]) if tree.case(k) == "according"]
        return {i for k in heads for i in tree.subtree(k)}

    def _doers(self, at: int) -> set[int]:
        """The tokens that tell of those who act, and so where they come from: "fired by gunmen based in X"."""
        tree = self.tree
        agents = [k for k in tree.kids[at] if tree.deps[k] in ("nsubj", "obl:agent")]
        return {i for k in agents for i in tree.subtree(k)}

    def _of_post(self, i: int, at: int) -> bool:
        """Whether a place only says where somebody is posted: "shelling by groups positioned in X on Y"."""
        before = next((k for k in self.tree.kids[i] if self.tree.deps[k] == "case"), i) - 1
        return before >= 0 and before != at and self.tree.words[before].lower() in POSTED

    def _innermost(self, i: int) -> int:
        """Of places told one inside the other ("in the Ruda district in eastern Raqqa") the first that has a name."""
        tree = self.tree
        for _ in range(_NESTED):
            before = self.phrases.of(i).first - 1
            while before >= 0 and tree.deps[before] in ("det", "case"):
                before -= 1
            if before < 0 or tree.case(i) not in _INSIDE:
                return i
            inner = [j for j in (before, *tree.ancestors(before)[:_NESTED]) if j < i and self._ends(j, before)]
            inner = [j for j in inner if not self._of_post(j, i)]
            inner = [j for j in inner if self.lexicon.is_place(tree, j) or self._large(i)]
            if not inner:
                return i
            i = inner[-1]
        return i

    def _site(self, head: int) -> int:
        """Where a struck building stands, if in less than a city: "hit the Salam mosque in Qasr district"."""
        tree = self.tree
        if self.lexicon.is_place(tree, head) or not self.lexicon.word_is(tree, head, "facility"):
            return head
        after = self.phrases.of(head).last + 1
        around = (k for k in range(after, len(tree)) if tree.case(k) in _INSIDE and after in tree.subtree(k))
        return next((k for k in around if self.place_like(k) and not self._large(k)), head)

    def _large(self, i: int) -> bool:
        """Whether a place is a city or larger, so that a mosque or a market in it is worth telling."""
        kinds = [self.discourse.place_kind(place.words) for place in self.phrases.at(i)]
        return any(kind in ("city", "governorate", "region", "country") for kind in kinds)

    def _ends(self, j: int, last: int) -> bool:
        """Whether a named place headed by token j ends at `last`."""
        if not self.place_like(j):
            return False
        phrases = self.phrases.at(j)
        return bool(phrases) and phrases[-1].last == last and any(map(self.phrases.named, phrases))

    def _of_place(self, i: int) -> bool:
        """Whether "of X" counts: only after a place noun or an event ("the bombing of X"), not "the army of X"."""
        head = self.tree.heads[i]
        return self.lexicon.is_place(self.tree, head) or any(
            self.lexicon.word_is(self.tree, head, group) for group in ("attack", "facility")
        )

    def _resolved(self, phrases: list[Phrase]) -> list[Phrase]:
        phrases = [p for p in phrases if p.tree.tags[p.head] != "CD" or p.words[:1].isupper()]  # "and five in X"
        resolved = [named for phrase in phrases for named in self.discourse.resolve_places(phrase)]
        return [p for p in resolved if not self._bare(p)]

    def _bare(self, phrase: Phrase) -> bool:
        """Whether a phrase tells of no particular place: "in the streets", "their positions"."""
        alone = phrase.first == phrase.last or "'s" in phrase.tree.words[phrase.first : phrase.last]
        return alone and phrase.tree.lemmas[phrase.head] in _ANYWHERE and not self.phrases.named(phrase)
