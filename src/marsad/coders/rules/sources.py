"""Whom a report names as its source: of "the governor of Corran, Anton Lodge," the man, of "a source" where it sits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marsad.coders.rules.phrases import Phrase, PhraseFinder
from marsad.knowledge.people import countries, country_of
from marsad.language.timelexicon import WEEKDAYS

if TYPE_CHECKING:
    from marsad.coders.rules.lexicon import Lexicon
    from marsad.coders.rules.tree import Tree

NEVER_SPEAKS = frozenset(
    "toll number figure attack strike violence death airstrike clash fighting move raid video footage image "
    "offensive".split()
)
_PAPERS = frozenset(
    "report statement estimate information dispatch datum data statistic account tally bulletin communique release "
    "investigation letter document figure tally count survey census assessment calculation".split()
)
"""What somebody says or writes: the source is whoever issued it."""
_TITLES = frozenset(
    "general colonel major lieutenant captain brigadier sergeant admiral marshal commander president minister premier "
    "secretary governor mayor ambassador envoy senator chief director head spokesman spokeswoman spokesperson adviser "
    "advisor representative chairman coordinator mr mrs ms gen col lt maj brig capt sgt".split()
)
_SEATED = frozenset(
    "source activist resident official correspondent reporter local doctor commander medic witness monitor journalist "
    "directorate department office council committee group command branch analyst observer".split()
)
_OFFICES = frozenset(
    "the human rights humanitarian affairs refugees relief foreign defence defense interior security information "
    "communications disarmament peace political children armed conflict health emergency emergencies justice "
    "national state expatriates middle east region special".split()
)
"""What an office is for: behind it stands who holds it."""
_HEAD = 6
_FAR = 12
"""Tokens from a role to the name behind its comma: "the governor of Corran province, Anton Lodge"."""
_PARTS = ("flat", "compound", "nmod:desc", "nsubj")
_JOINS = frozenset("al el bin ibn van de abu".split())


class Sources:
    """Names the sources of one lexicon's reports."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def speaks(self, tree: Tree, i: int) -> bool:
        """Whether a token can head the words for somebody who says something."""
        lexicon, low = self.lexicon, tree.words[i].lower()
        if tree.lemmas[i] in NEVER_SPEAKS or low in ("which", "that", "this", "there"):
            return False
        return (
            low in ("he", "she", "it", "they", "we", "who")
            or lexicon.is_name(tree, i)
            or tree.lemmas[i] in _PAPERS
            or any(lexicon.word_is(tree, i, group) for group in ("speaker", "force", "people", "civilian", "combatant"))
        )

    def name(self, tree: Tree, head: int, phrases: PhraseFinder) -> Phrase:
        """The phrase of a source: of "media activist Abdul Wahab" the name, of "a military source" the words."""
        if tree.lemmas[head] in _PAPERS and (issuer := self._issuer(tree, head, phrases)) is not None:
            return issuer
        role = self.lexicon.word_is(tree, head, "speaker") or not self.lexicon.is_name(tree, head)
        if role and (person := self._named_behind(tree, head)) is not None:
            return person
        phrase = phrases.with_of(head)
        if phrase.last == head and not self.lexicon.is_name(tree, head):
            phrase = phrases.with_place(head)
        phrase = self._after_place(phrase)
        if tree.lemmas[head] in _SEATED:
            phrase = self._seated(phrase, phrases)
        return self._bare(phrase, phrases)

    def _after_place(self, phrase: Phrase) -> Phrase:
        """In "… in New Corran SUNA reporter said" the reporter, without the place that ends what is said."""
        tree, first = phrase.tree, phrase.first
        if first > 0 and tree.words[first - 1].lower() in ("in", "at", "of", "near", "on"):
            places = [k for k in range(first, phrase.head) if self.lexicon.is_place(tree, k)]
            first = places[-1] + 1 if places else first
        return Phrase(tree, first, phrase.last, phrase.head)

    def _bare(self, phrase: Phrase, phrases: PhraseFinder) -> Phrase:
        """A name without the titles and descriptions before it, where it is the phrase's own and no place in it."""
        tree, head, lexicon = phrase.tree, phrase.head, self.lexicon
        last = phrase.last
        top = last
        while top != head and tree.deps[top] in ("flat", "appos", "compound", "nmod:desc"):
            top = tree.heads[top]
        own = top == head
        if lexicon.is_name(tree, last) and own:
            first = last
            at = phrase.first
            while at > 0 and tree.deps[at - 1] in _PARTS and lexicon.is_name(tree, at - 1):
                at -= 1  # the rest of a name that the parser cut
            phrase = Phrase(tree, at, last, head)
            while first > phrase.first and (
                lexicon.is_name(tree, first - 1)
                or tree.words[first - 1] in "-'’"
                or tree.words[first - 1].lower() in _JOINS
            ):
                first -= 1
            titles = [k for k in range(first, last) if tree.words[k].lower().rstrip(".") in _TITLES]
            first = titles[-1] + 1 if titles else first
            if first > phrase.first and not lexicon.word_is(tree, last, "speaker"):
                return Phrase(tree, first, last, head)
        appos = [k for k in tree.kids[head] if tree.deps[k] == "appos" and lexicon.is_name(tree, k)]
        if appos and not lexicon.is_name(tree, head):
            return phrases.of(appos[0])
        return phrase

    def _issuer(self, tree: Tree, head: int, phrases: PhraseFinder) -> Phrase | None:
        """Who issued a report: "reports by rights groups", "UN estimates", "the ministry's statement"."""
        below = [head, *(k for k in tree.kids[head] if tree.deps[k] == "acl")]
        agents = [
            k
            for at in below
            for k in tree.children(at, "nmod", "obl", "obl:agent")
            if k > head and tree.case(k) in ("by", "from") and self.speaks(tree, k)
        ]
        if agents:
            return self.name(tree, agents[0], phrases)
        if tree.words[head].lower() == "information":
            return None
        own = ("its", "their", "his", "her", "our")
        before = [k for k in tree.children(head, "nmod:poss", "compound", "amod") if head - _HEAD < k < head]
        poss = next((k for k in before if tree.deps[k] == "nmod:poss" and tree.words[k].lower() not in own), None)
        if poss is not None:
            return self._bare(phrases.of(poss), phrases)
        names = [k for k in before if self._is_run(tree, k) and tree.words[k].lower() not in WEEKDAYS]
        if not names and head > 0 and tree.words[head - 1].isupper() and len(tree.words[head - 1]) > 1:
            names = [head - 1]  # "WHO figures", whatever the parser took it for
        if names:
            return Phrase(tree, names[0], names[-1], names[-1])
        for k in before:
            if (people := country_of(tree.words[k])) is not None:  # "Karsan tallies"
                return Phrase(tree, k, k, k, countries()[people].name)
        outlet = next(
            (k for k in before if self.lexicon.word_is(tree, k, "speaker") and tree.deps[k] == "compound"), None
        )
        return None if outlet is None else Phrase(tree, min(phrases.of(head).first, outlet), outlet, outlet)

    def _named_behind(self, tree: Tree, head: int) -> Phrase | None:
        """The name behind a role: "the governor of Corran, Anton Lodge," or "state news agency SUNA reported"."""
        if not any(self.lexicon.word_is(tree, head, group) for group in ("speaker", "combatant", "people")):
            return None
        at = head + 1
        if at < len(tree) and tree.words[at].lower() in ("for", "of", "to"):  # "UN envoy for Karsan Anton Lodge said"
            behind = at + 1
            while behind < len(tree) and (
                tree.words[behind].lower() in _OFFICES or self.lexicon.is_place(tree, behind)
            ):
                behind += 1
            at = behind if behind > at + 1 else at
        if at < len(tree) and self._is_run(tree, at):
            found = self._run(tree, at, head)
            after = found.last + 1
            if at == head + 1 or after >= len(tree) or tree.is_verb(after) or tree.tags[after] in (",", "RB"):
                return found
        while at < min(len(tree), head + _FAR) and tree.words[at] != "," and not tree.is_verb(at):
            at += 1
        if at + 1 >= len(tree) or tree.words[at] != "," or not self._is_run(tree, at + 1):
            return None
        found = self._run(tree, at + 1, head)
        after = found.last + 1
        closed = after >= len(tree) or tree.words[after] in (",", "(", ".", "-", "–")
        return found if closed and not self.lexicon.is_place(tree, found.first) else None

    def _is_run(self, tree: Tree, at: int) -> bool:
        return self.lexicon.is_name(tree, at) and tree.tags[at].startswith("NN")

    def _run(self, tree: Tree, first: int, head: int) -> Phrase:
        last = first
        while last + 1 < len(tree) and (
            self._is_run(tree, last + 1) or (tree.words[last + 1] in "-'’" and self.lexicon.is_name(tree, last + 2))
        ):
            last += 1
        titles = [k for k in range(first, last) if tree.words[k].lower().rstrip(".") in _TITLES]
        return Phrase(tree, titles[-1] + 1 if titles else first, last, head)

    def _seated(self, phrase: Phrase, phrases: PhraseFinder) -> Phrase:
        """A described source with where it sits, by the words that follow: "a source at the police command"."""
        tree, at = phrase.tree, phrase.last + 1
        if at + 1 >= len(tree) or tree.words[at].lower() not in ("at", "in", "from", "of", "inside"):
            return phrase
        inner = tree.heads[at]
        named = any(self.lexicon.is_name(tree, k) for k in range(at + 1, min(inner + 2, len(tree))))
        if tree.deps[at] != "case" or not at < inner <= at + 5 or not named:
            return phrase
        last = max(phrases.of(inner).last, inner)
        while last + 1 < len(tree) and self._is_run(tree, last + 1):
            last += 1
        return Phrase(tree, phrase.first, last, phrase.head)
