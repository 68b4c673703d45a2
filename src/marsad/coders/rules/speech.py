"""Who says so: said-clauses, "according to", accusations, and quotations that run on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from marsad.coders.rules.phrases import Phrase, PhraseFinder

if TYPE_CHECKING:
    from marsad.coders.rules.lexicon import Lexicon
    from marsad.coders.rules.tree import Tree

_OPEN, _CLOSE = "“«", "”»"
_TAIL = 12
"""Tokens from a verb of saying to the end of a sentence within which it closes the sentence."""
_TAKES_INFINITIVE = ("claim", "deny", "say", "report")
_PLAIN = ("say", "report", "add", "tell", "state", "confirm", "announce", "note")
_HUNG_ON = ("parataxis", "conj", "advcl", "dep", "acl:relcl", "ccomp")
_NOMINAL_REPORT = frozenset(
    "report announce confirm claim document record "
    "declare acknowledge admit cite estimate note reveal deny verify".split()
)
_NEVER_SPEAKS = frozenset(
    "toll number figure attack strike violence death airstrike clash fighting move raid video footage image "
    "offensive".split()
)


@dataclass(slots=True)
class Speech:
    """Somebody's saying: the tokens that lie in its scope, and the verb chosen by the reporter."""

    speaker: Phrase
    verb: str | None
    scope: frozenset[int]
    denies: bool = False
    accuses: bool = False
    at: int = -1


@dataclass(slots=True)
class Quotation:
    """State of quotation marks from sentence to sentence."""

    open: bool = False
    speaker: Phrase | None = None
    verb: str | None = None
    fresh: bool = field(default=False)


class SpeechReader:
    """Finds speech frames in a sentence."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.say, self.deny = lexicon.words["say"], lexicon.words["deny"]

    def frames(self, tree: Tree, phrases: PhraseFinder) -> list[Speech]:
        """All speech frames of the sentence, the narrowest scope first."""
        found: list[Speech] = []
        for i in range(len(tree)):
            if (tree.is_verb(i) and tree.lemmas[i] in self.say) or (tree.is_verb(i) and tree.lemmas[i] in self.deny):
                found += self._said(tree, i, phrases)
            elif tree.words[i].lower() == "according":
                found += self._according(tree, i, phrases)
        return found

    @staticmethod
    def nearest_first(frames: Iterable[Speech]) -> list[Speech]:
        """Frames over one event in the order of a chain: the one nearest to the fact first."""
        return sorted(frames, key=lambda s: len(s.scope))

    def _speaks(self, tree: Tree, i: int) -> bool:
        lexicon = self.lexicon
        low = tree.words[i].lower()
        if tree.lemmas[i] in _NEVER_SPEAKS or low in ("which", "that", "this", "there"):
            return False
        return (
            low in ("he", "she", "it", "they", "we", "who")
            or lexicon.is_name(tree, i)
            or any(lexicon.word_is(tree, i, group) for group in ("speaker", "force", "people", "civilian", "combatant"))
        )

    def _subject(self, tree: Tree, i: int) -> int | None:
        subjects = tree.children(i, "nsubj", "nsubj:outer")
        if not subjects and tree.deps[i] == "conj" and tree.is_verb(tree.heads[i]):
            return self._subject(tree, tree.heads[i])
        if not subjects and tree.tags[i] == "VBG":  # "adding that": whoever spoke before
            for above in tree.ancestors(i):
                if tree.is_verb(above) and tree.lemmas[above] in self.say and tree.tags[above] != "VBG":
                    return self._subject(tree, above)
            before = [k for k in range(i) if tree.is_verb(k) and tree.lemmas[k] in self.say and tree.tags[k] != "VBG"]
            if before:
                return self._subject(tree, before[-1])
        if not subjects:
            misread = tree.deps[i] == "acl" and tree.tags[i] in ("VBN", "VBD") and tree.children(i, "ccomp")
            return tree.heads[i] if misread and self._speaks(tree, tree.heads[i]) else None
        at = subjects[0]
        if tree.words[at].lower() in ("who", "which") and tree.deps[i] == "acl:relcl":
            at = tree.heads[i]
        return at if self._speaks(tree, at) else None

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
        speaker = self._name_before(tree, i, subject) or self.speaker(tree, subject, phrases)
        if lem == "accuse":
            return [Speech(speaker, lem, scope, accuses=True, at=i)]
        return [Speech(speaker, lem, scope, denies=lem in self.deny)]

    def _name_before(self, tree: Tree, i: int, subject: int) -> Phrase | None:
        """In "Command spokesperson Yahia Rasoul stated" the name that stands right before the verb."""
        last = i - 1
        while last > 0 and tree.tags[last].startswith("RB"):
            last -= 1
        if subject > i or last < 2 or not self.lexicon.is_name(tree, last) or self.lexicon.is_actor_name(tree, last):
            return None
        first = last
        while first > 0 and self.lexicon.is_name(tree, first - 1) and " " not in tree.words[first - 1]:
            first -= 1
        if first == 0 or last - first > 3 or (first == last and " " not in tree.words[last]):
            return None
        titled = self.lexicon.word_is(tree, first - 1, "speaker") or self.lexicon.word_is(tree, first - 1, "combatant")
        return Phrase(tree, first, last, last) if titled else None

    def _stray_subject(self, tree: Tree, i: int) -> int | None:
        """In a sentence that lost its commas the words before a final "said" are its subject, however parsed."""
        if tree.lemmas[i] not in ("say", "report", "add", "tell", "state") or i < 3 or len(tree) - i > 8:
            return None
        if i > 0 and tree.is_verb(i - 1):
            return None
        return i - 1 if self._speaks(tree, i - 1) and not tree.is_verb(i - 1) else None

    def _scope(self, tree: Tree, i: int, subject: int) -> frozenset[int]:
        """The tokens that a saying covers: its clauses, what it reports, what stands before a final "X said"."""
        lem = tree.lemmas[i]
        own = {i, *tree.subtree(subject)} if subject < i + 1 else {i}
        wanted = ("ccomp", "parataxis", "xcomp") if lem in _TAKES_INFINITIVE else ("ccomp", "parataxis")
        scope = {t for k in tree.kids[i] if tree.deps[k] in wanted and k != subject for t in tree.subtree(k)}
        if lem == "accuse":
            accused = tree.children(i, "obj")
            return frozenset(t for t in tree.subtree(i) if t > (accused[0] if accused else i)) - own
        late = len(tree) - i <= _TAIL or tree.deps[i] == "parataxis" or subject > i
        if not scope and late and tree.deps[i] in _HUNG_ON and lem not in self.deny:
            scope.update(range(min(own)))
        if not scope and lem in _NOMINAL_REPORT:
            scope.update(t for k in tree.children(i, "obj") for t in tree.subtree(k))
        if not scope and lem in _PLAIN and i >= len(tree) - _TAIL + 3:
            scope.update(range(min(own)))
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
        return [Speech(self.speaker(tree, head, phrases), None, frozenset(scope - own))]

    def _seated(self, phrase: Phrase, phrases: PhraseFinder) -> Phrase:
        """A described source with where it sits, by the words that follow: "a source at the police command"."""
        tree, at = phrase.tree, phrase.last + 1
        if (
            at + 1 >= len(tree)
            or tree.words[at].lower() not in ("at", "in", "from", "of")
            or tree.lemmas[phrase.head]
            not in (
                "source",
                "activist",
                "resident",
                "official",
                "correspondent",
                "reporter",
                "local",
                "doctor",
                "commander",
            )
        ):
            return phrase
        inner = tree.heads[at]
        if tree.deps[at] == "case" and at < inner <= at + 5 and self.lexicon.is_name(tree, inner):
            return Phrase(tree, phrase.first, max(phrases.of(inner).last, inner), phrase.head)
        return phrase

    def speaker(self, tree: Tree, head: int, phrases: PhraseFinder) -> Phrase:
        """The phrase of a speaker: of "media activist Abdul Wahab" the name, of "a military source" the words."""
        phrase = phrases.with_of(head)
        if not self.lexicon.is_name(tree, phrase.last) and phrase.last == head:
            phrase = self._seated(phrases.with_place(head), phrases)
        names = [k for k in range(phrase.first, phrase.last + 1) if self.lexicon.is_name(tree, k)]
        if (self.lexicon.is_name(tree, head) and phrase.last == head) or (names and names[-1] == phrase.last):
            first = phrase.last
            while first > phrase.first and (
                self.lexicon.is_name(tree, first - 1)
                or tree.words[first - 1] in "-'’"
                or tree.words[first - 1] in ("al", "el", "bin", "ibn", "of", "for", "van", "de")
            ):
                first -= 1
            if first > phrase.first and not self.lexicon.word_is(tree, phrase.last, "speaker"):
                return Phrase(tree, first, phrase.last, head)
        appos = [k for k in tree.kids[head] if tree.deps[k] == "appos" and self.lexicon.is_name(tree, k)]
        if appos and not self.lexicon.is_name(tree, head):
            return phrases.of(appos[0])
        return phrase


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


def quotation_after(tree: Tree, before: Quotation, own: Iterable[Speech]) -> Quotation:
    """The state of quotation after a sentence: whether a quote is still open, and who last spoke."""
    is_open = before.open
    for word in tree.words:
        if any(c in _OPEN for c in word):
            is_open = True
        elif any(c in _CLOSE for c in word):
            is_open = False
        elif word in ('"', "``", "''"):
            is_open = not is_open
    speakers = list(own)
    if speakers:
        return Quotation(is_open, speakers[-1].speaker, speakers[-1].verb)
    return Quotation(is_open, before.speaker, before.verb)


def starts_quoted(tree: Tree, before: Quotation) -> bool:
    """Whether a sentence begins inside a quotation or with one."""
    return before.open or (bool(tree.words) and tree.words[0][:1] in '"“«‘')
