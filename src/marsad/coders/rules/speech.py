"""Who says so: said-clauses, "according to", accusations, and quotations that run on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from marsad.coders.rules.sources import Sources

if TYPE_CHECKING:
    from marsad.coders.rules.lexicon import Lexicon
    from marsad.coders.rules.phrases import Phrase, PhraseFinder
    from marsad.coders.rules.tree import Tree

_HEAD = 6
"""Tokens before which no saying closes a sentence, and over which its speaker's words reach."""
_TAIL = 12
"""Tokens from a verb of saying to the end of a sentence within which it closes the sentence."""
_TAKES_INFINITIVE = ("claim", "deny", "say", "report")
_PLAIN = ("say", "report", "add", "tell", "state", "confirm", "announce", "note")
_HUNG_ON = ("parataxis", "conj", "advcl", "dep", "acl:relcl", "ccomp")
_NOMINAL_REPORT = frozenset(
    "report announce confirm claim document record "
    "declare acknowledge admit cite estimate note reveal deny verify".split()
)
_INVERTED = ("say", "add", "report", "tell", "note", "announce", "confirm")
_QUOTES = ("cite", "quote")


@dataclass(slots=True)
class Speech:
    """Somebody's saying: the tokens that lie in its scope, and the verb chosen by the reporter."""

    speaker: Phrase
    verb: str | None
    scope: frozenset[int]
    denies: bool = False
    accuses: bool = False
    at: int = -1
    nearest: bool = False
    """Whether it is cited by whoever else speaks, so that it stands nearest to the fact."""


class SpeechReader:
    """Finds speech frames in a sentence."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon, self.sources = lexicon, Sources(lexicon)
        self.say, self.deny = lexicon.words["say"], lexicon.words["deny"]

    def frames(self, tree: Tree, phrases: PhraseFinder) -> list[Speech]:
        """All speech frames of the sentence, the narrowest scope first."""
        found: list[Speech] = []
        for i in range(len(tree)):
            low = tree.words[i].lower()
            if tree.is_verb(i) and tree.lemmas[i] in _QUOTES:
                found += self._quoting(tree, i, phrases)
            elif (tree.is_verb(i) or self._closes(tree, i)) and tree.lemmas[i] in (self.say | self.deny):
                found += self._said(tree, i, phrases)
            elif low == "according" or (low == "per" and tree.deps[i] == "case"):
                found += self._according(tree, i, phrases)
        return found

    def _closes(self, tree: Tree, i: int) -> bool:
        """Whether a word at the end is the verb of "… Al-Alam News Network reports", however it was parsed."""
        last = i == len(tree) - 1 or (i == len(tree) - 2 and tree.words[-1] == ".")
        return last and i > 2 and tree.words[i] in ("reports", "says") and self.lexicon.is_name(tree, i - 1)

    def _quoting(self, tree: Tree, i: int, phrases: PhraseFinder) -> list[Speech]:
        """Two sources: in "Reuters said, citing a doctor" and "Reuters quoted a doctor as saying" the doctor first."""
        told = tree.children(i, "obj", "nsubj:pass") or tree.children(i, "nsubj")
        if not told or not self.sources.speaks(tree, told[0]):
            return []
        quoted = self.sources.name(tree, told[-1], phrases)
        if tree.passive(i) and quoted.last < i:  # "a doctor was quoted as saying"
            own = {*tree.subtree(told[-1]), *range(i - 1, len(tree))} if i > len(tree) - _TAIL else {i}
            return [Speech(quoted, "say", frozenset(range(len(tree))) - own)]
        if tree.tags[i] != "VBG":  # "quoted X as saying"
            scope = frozenset(range(max(i, quoted.last) + 1, len(tree)))
            by = tree.children(i, "nsubj") if told[0] not in tree.children(i, "nsubj") else []
            more = [Speech(self.sources.name(tree, by[0], phrases), "quote", scope | {i})] if by else []
            return [Speech(quoted, "say", scope), *more]
        own = {i, *tree.subtree(told[0])}
        return [Speech(quoted, tree.lemmas[i], frozenset(range(len(tree))) - own, nearest=True)]

    @staticmethod
    def nearest_first(frames: Iterable[Speech]) -> list[Speech]:
        """Frames over one event in the order of a chain: the one nearest to the fact first."""
        return sorted(frames, key=lambda s: (not s.nearest, len(s.scope)))

    def _subject(self, tree: Tree, i: int) -> int | None:
        subjects = tree.children(i, "nsubj", "nsubj:outer")
        silent = not any(self.sources.speaks(tree, k) for k in subjects)
        if silent and (behind := self._behind(tree, i)) is not None:
            return behind
        if not subjects and tree.deps[i] == "conj" and tree.is_verb(tree.heads[i]):
            return self._subject(tree, tree.heads[i])
        if not subjects and tree.tags[i] == "VBG":  # "adding that": whoever spoke before
            for above in tree.ancestors(i):
                if tree.is_verb(above) and tree.lemmas[above] == "quote" and tree.children(above, "obj"):
                    return tree.children(above, "obj")[-1]
                if tree.is_verb(above) and tree.lemmas[above] in self.say and tree.tags[above] != "VBG":
                    return self._subject(tree, above)
            before = [k for k in range(i) if tree.is_verb(k) and tree.lemmas[k] in self.say and tree.tags[k] != "VBG"]
            if before:
                return self._subject(tree, before[-1])
        if not subjects and (bare := self._bare_name(tree, i)) is not None:
            return bare
        if not subjects:
            misread = tree.deps[i] == "acl" and tree.tags[i] in ("VBN", "VBD") and tree.children(i, "ccomp")
            return tree.heads[i] if misread and self.sources.speaks(tree, tree.heads[i]) else None
        at = self._first_of_pair(tree, subjects[0])
        dateline = at < 2 and len(tree.words[at]) > 3 and tree.words[at].isupper()
        anew = [k for k in subjects[1:] if k < i and tree.children(k, "det")]
        at = anew[-1] if anew else subjects[-1] if dateline else at
        if tree.words[at].lower() in ("who", "which") and tree.deps[i] == "acl:relcl":
            at = tree.heads[i]
        return at if self.sources.speaks(tree, at) or at == self._bare_name(tree, i) else None

    def _first_of_pair(self, tree: Tree, at: int) -> int:
        """Of "officials and medics said" or "residents and a doctor said" the first, where the parse parted them."""
        joint = at - 1 - (tree.words[at - 1].lower() in ("a", "an", "the"))
        first = joint - 1
        if first < 0 or tree.words[joint].lower() != "and" or not tree.tags[first].startswith("NN"):
            return at
        return first if self.lexicon.word_is(tree, first, "speaker") else at

    def _bare_name(self, tree: Tree, i: int) -> int | None:
        """A word at the head of a sentence, right before the verb: without an article it is a name, "Lodge added"."""
        at = i - 1
        while at > 0 and tree.tags[at].startswith("RB"):
            at -= 1
        opens = at == 0 or (at > 0 and tree.words[at - 1] in ('"', "“", "”", "''", "``", ","))
        named = at >= 0 and tree.words[at][:1].isupper() and (tree.tags[at].startswith(("NN", "JJ", "FW", "UH")))
        return at if opens and named else None

    def _behind(self, tree: Tree, i: int) -> int | None:
        """The speaker behind the verb, where no comma parts what is said from it: "… was killed said the army"."""
        told = tree.lemmas[i] in _INVERTED and tree.lemmas[i] != "tell" and tree.tags[i] in ("VBD", "VBZ")
        if not told or not _HEAD <= i < len(tree) - 2:
            return None
        at = i + 1 + (tree.words[i + 1].lower() in ("the", "a", "an", "its", "their"))
        while at + 1 < len(tree) and tree.tags[at][:2] in ("NN", "JJ") and tree.tags[at + 1].startswith("NN"):
            at += 1
        if at >= len(tree) or not tree.tags[at].startswith("NN") or not self.sources.speaks(tree, at):
            return None
        after = tree.tags[at + 1] if at + 1 < len(tree) else "."
        return None if after in ("VBD", "VBZ", "VBP", "MD") else at

    def _said(self, tree: Tree, i: int, phrases: PhraseFinder) -> list[Speech]:
        lem = tree.lemmas[i]
        quoted_as = lem == "quote" and tree.passive(i)
        subject = self._subject(tree, i)
        if quoted_as:
            passive = tree.children(i, "nsubj:pass")
            subject = passive[0] if passive else subject
        if subject is None:
            subject = self._stray_subject(tree, i)
            if subject is None:
                return []
        scope = self._scope(tree, i, subject)
        if not scope:
            return []
        speaker = self.sources.name(tree, subject, phrases)
        if lem == "accuse":
            return [Speech(speaker, lem, scope, accuses=True, at=i)]
        return [Speech(speaker, lem, scope, denies=lem in self.deny)]

    def _stray_subject(self, tree: Tree, i: int) -> int | None:
        """In a sentence that lost its commas the words before a final "said" are its subject, however parsed."""
        if tree.lemmas[i] not in _INVERTED or i < _HEAD or len(tree) - i > 8 or tree.is_verb(i - 1):
            return None
        for k in range(i - 1, max(i - _HEAD - 1, 0), -1):
            if self.sources.speaks(tree, k):
                return self._first_of_pair(tree, k)
            if tree.is_verb(k) or tree.words[k] in ',;:"' or (k < i - 1 and tree.deps[k] == "case" and k < i - 3):
                return None
        return None

    def _scope(self, tree: Tree, i: int, subject: int) -> frozenset[int]:
        """The tokens that a saying covers: its clauses, what it reports, what stands before a final "X said"."""
        lem = tree.lemmas[i]
        if subject > i and subject == self._behind(tree, i):
            return frozenset(range(i))
        own = {i, *_own_words(tree, subject)} if subject < i + 1 else {i}
        wanted = ("ccomp", "parataxis", "xcomp") if lem in _TAKES_INFINITIVE else ("ccomp", "parataxis")
        scope = {t for k in tree.kids[i] if tree.deps[k] in wanted and k != subject for t in tree.subtree(k)}
        if lem == "accuse":
            accused = tree.children(i, "obj")
            return frozenset(t for t in tree.subtree(i) if t > (accused[0] if accused else i)) - own
        late = len(tree) - i <= _TAIL or tree.deps[i] == "parataxis" or subject > i
        if not scope and late and tree.deps[i] in _HUNG_ON and lem not in self.deny:
            scope.update(range(min(own)))
        if not scope and subject < i and lem == "tell":
            scope.update(_after_that(tree, i))
        if not scope and lem in _NOMINAL_REPORT and not (lem in _INVERTED and subject > i):
            scope.update(t for k in tree.children(i, "obj") for t in tree.subtree(k))
        if not scope and lem in _PLAIN and i >= len(tree) - _TAIL + 3:
            scope.update(range(min(own)))
        hung = tree.deps[i] in (*_HUNG_ON, "conj") and tree.heads[i] < min(own) and tree.is_verb(tree.heads[i])
        if lem == "say" and hung and not tree.children(i, "cc", "mark") and tree.words[min(own) - 1] not in (",", ";"):
            scope.update(range(min(own)))  # "… killed 24 people a monitor said"
        if not scope and lem == "say" and subject < i and any(tree.is_verb(k) for k in range(i + 2, len(tree))):
            scope.update(range(i + 1, len(tree)))
        if not scope and any(k > i and tree.words[k] in ':,"“' for k in tree.kids[i]):
            scope.update(range(i + 1, len(tree)))
        return frozenset(self._widened(tree, i, scope, own) - own)

    def _widened(self, tree: Tree, i: int, scope: set[int], own: set[int]) -> set[int]:
        """A scope that reaches to the end of the sentence, back to its beginning, or over the quoted words."""
        if scope and max(scope) < i and tree.deps[i] in ("ROOT", "parataxis"):
            scope.update(range(min(own)))  # a final "X said" covers all that stands before it
        if scope and min(scope) > i:
            if any(tree.words[k].lower() in ("adding", "saying") for k in tree.kids[i]):
                scope.update(range(i + 1, len(tree)))
            if tree.deps[i] == "ROOT":
                scope.update(range(min(scope), len(tree)))
        quoted = _quoted(tree)
        if quoted and i not in quoted and tree.lemmas[i] not in self.deny:
            scope.update(quoted)
        return scope

    def _according(self, tree: Tree, i: int, phrases: PhraseFinder) -> list[Speech]:
        head = tree.heads[i]
        if tree.deps[i] not in ("case", "mark", "fixed", "advcl", "obl", "advmod") and not tree.is_verb(i):
            return []
        if tree.words[i].lower() == "per" and not self.sources.speaks(tree, head):
            return []
        if tree.deps[i] not in ("case", "mark"):  # "according" parsed as a verb: its object follows "to"
            below = [k for k in tree.kids[i] if k > i and tree.deps[k] in ("obl", "obj", "nmod")]
            if not below:
                return []
            head = below[0]
        if tree.is_verb(head):
            return []
        own = set(tree.subtree(head)) | {i, i + 1}
        if len(own) > 16:
            first, last = phrases.of(head).first, phrases.with_of(head).last
            own = set(range(min(i, first), last + 1))
        before, after = range(min(own)), range(max(own) + 1, len(tree))
        scope = set(before) | set(after)
        if len(before) > 4 and len(after) > 4:  # in the middle: what stands on its own side of a strong stop
            stops = [k for k in after if tree.words[k] in ";–—" or tree.words[k].lower() in ("while", "but")]
            if stops:
                scope = set(range(stops[0]))
        return [Speech(self.sources.name(tree, head, phrases), None, frozenset(scope - own))]


def _own_words(tree: Tree, subject: int) -> set[int]:
    """A speaker's words, without a clause before their comma that the parse hung on them: "… were hit, Lodge said"."""
    below = set(tree.subtree(subject))
    comma = next((k for k in range(subject, min(below) - 1, -1) if tree.words[k] == ","), None)
    if comma is not None and any(tree.tags[k] in ("VBD", "VBZ", "VBP") for k in below if k < comma):
        return {k for k in below if k > comma}
    return below


def _after_that(tree: Tree, i: int) -> set[int]:
    """The tokens behind "told the agency that", whatever they were parsed as."""
    that = next((k for k in range(i + 1, min(len(tree), i + _TAIL)) if tree.words[k].lower() == "that"), None)
    return set(range(that, len(tree))) if that is not None else set()


def _quoted(tree: Tree) -> set[int]:
    """The tokens between quotation marks, where these come in pairs and hold more than a name or a term."""
    found: set[int] = set()
    start: int | None = None
    for i, word in enumerate(tree.words):
        if word in ('"', "``", "''", "“", "”"):
            if start is None:
                start = i
            else:
                if i - start > 5:
                    found.update(range(start, i))
                start = None
    return found
