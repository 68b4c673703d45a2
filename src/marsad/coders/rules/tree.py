"""A parsed sentence as plain arrays, and the walks over it that the rules use (Universal Dependencies labels)."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

import simplemma

from marsad.coders.rules import mending, participles, shortened
from marsad.knowledge.nouns import nouns

if TYPE_CHECKING:
    from collections.abc import Collection

    from marsad.language.parser import Parse

CLAUSAL = ("acl", "acl:relcl", "advcl", "advcl:relcl", "ccomp", "parataxis", "csubj", "discourse", "list", "dep")
NOMINAL = ("NN", "NNS", "NNP", "NNPS", "PRP", "CD", "DT", "WDT", "WP", "EX", "$")
LOCATIVE = frozenset(
    "in at on near around outside inside across over along towards toward into from within throughout through between "
    "against by under off to of beyond behind among amid".split()
)
# simplemma goes by word alone; these are the readings that reports mean.
_OVERRIDES = {
    "left": "leave", "fell": "fall", "found": "find", "wounded": "wound", "dead": "dead", "gunmen": "gunman",
    "media": "media", "people": "people", "troops": "troop", "forces": "force", "clashes": "clash",
    "casualties": "casualty", "killed": "kill", "injured": "injure", "trapped": "trap", "hostilities": "hostility",
    "led": "lead", "lives": "life", "shot": "shoot", "died": "die", "dying": "die", "lay": "lay", "laid": "lay",
    "saw": "see", "bodies": "body", "civilians": "civilian", "jets": "jet", "displaced": "displace",
    "ground": "ground", "fighting": "fighting", "shelling": "shelling", "bombing": "bombing",
    "shooting": "shooting", "killing": "killing", "talks": "talk", "meeting": "meeting", "airstrikes": "airstrike",
    "born": "bear", "outskirts": "outskirts", "headquarters": "headquarters", "wound": "wound", "fled": "flee",
    "u.n.": "un", "dozens": "dozen", "scores": "score", "broke": "break", "living": "live", "stuck": "stick",
    "shrank": "shrink", "shrunk": "shrink",
}  # fmt: skip
_HARM = ("kill", "wound", "injure", "maim", "hurt")
_FIRED = ("rocket", "mortar", "artillery", "tank", "explosive")
_HARMED = ("wounded", "injured")
_THINGS = ("nsubj", "nsubj:pass", "obj", "obl", "nmod")
_VERBAL = {
    "fighting": "fight", "shelling": "shell", "bombing": "bomb", "shooting": "shoot", "killing": "kill",
    "lives": "live", "remains": "remain", "meeting": "meet", "storming": "storm", "building": "build",
    "executing": "execute", "ruling": "rule",
}  # fmt: skip


@lru_cache(maxsize=50_000)
def lemma(word: str, tag: str) -> str:
    """The lemma of a word form in its part of speech, in lower case."""
    low = word.lower()
    verbal = tag.startswith("VB")
    if verbal and low in _VERBAL:
        return _VERBAL[low]
    if low in _HARMED and tag.startswith("NN"):
        return low  # "82 wounded": people, not what was done to them
    if low in _OVERRIDES:
        return _OVERRIDES[low]
    if tag.startswith("NNP"):
        return low
    if not verbal and low.endswith("ing"):
        return low
    return simplemma.lemmatize(low, "en").lower()


@dataclass(slots=True, eq=False)
class Tree:
    """Token arrays of one sentence. `number` is its place among the document's sentences."""

    number: int
    start: int
    end: int
    block: int
    heading: bool
    words: list[str]
    lemmas: list[str]
    tags: list[str]
    deps: list[str]
    heads: list[int]
    spans: tuple[tuple[int, int], ...]
    kids: list[list[int]] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.words)

    def link(self) -> None:
        """Work out the children of each token from the heads."""
        self.kids = [[] for _ in self.words]
        for i, head in enumerate(self.heads):
            if head != i:
                self.kids[head].append(i)

    def children(self, i: int, *deps: str) -> list[int]:
        """Children of token i with one of these labels."""
        return [k for k in self.kids[i] if self.deps[k] in deps]

    def subtree(self, i: int, skip: tuple[str, ...] = ()) -> list[int]:
        """Token i and all below it, in order, not entering children whose label is in `skip`."""
        found, stack = [], [i]
        while stack:
            at = stack.pop()
            found.append(at)
            stack += [k for k in self.kids[at] if self.deps[k] not in skip]
        return sorted(found)

    def ancestors(self, i: int) -> list[int]:
        """From the head of token i up to the root."""
        found: list[int] = []
        while self.heads[i] != i and len(found) < len(self.words):
            i = self.heads[i]
            found.append(i)
        return found

    def conjuncts(self, i: int) -> list[int]:
        """Token i and what is joined to it by conjunction."""
        found = [i]
        for at in found:
            found += [k for k in self.kids[at] if self.deps[k] == "conj" and k not in found]
        return found

    def case(self, i: int) -> str:
        """The preposition of a nominal, in lower case; empty where it has none."""
        modifiers = [m for k in self.kids[i] if k < i and self.deps[k] == "compound" for m in self.kids[k]]
        for k in (*self.kids[i], *modifiers):  # a name before the noun may have taken it: "in Qasr district"
            if self.deps[k] == "case" and self.words[k] not in ("'s", "'", "’s", "’"):
                word = self.words[k].lower()
                if word == "out" and k + 1 < i and self.words[k + 1].lower() == "of":
                    return "from"
                if word in ("out", "close", "due", "up", "next") and any(self.deps[f] == "fixed" for f in self.kids[k]):
                    return {"out": "from", "close": "near", "next": "near"}.get(word, word)
                return "near" if word in ("nearby", "beside") else word
            if self.words[k].lower() == "according":
                return "according"
        return ""

    def is_verb(self, i: int) -> bool:
        """Whether token i is a verb form."""
        return self.tags[i].startswith("VB")

    def verb_in(self, i: int, verbs: Collection[str]) -> bool:
        """Whether token i is one of these verbs (lemmas), with its particle where it has one: "carry out"."""
        if self.lemmas[i] in verbs:
            return True
        after = {self.words[k].lower() for k in self.kids[i] if self.deps[k] in ("compound:prt", "advmod", "obj")}
        return any(f"{self.lemmas[i]} {word}" in verbs for word in after)

    def passive(self, i: int) -> bool:
        """Whether the verb i is passive: by its auxiliary, its subject, or as a participle that modifies a noun."""
        if self.tags[i] not in ("VBN", "VBD"):
            return False
        labels = {self.deps[k] for k in self.kids[i]}
        if labels & {"nsubj:pass", "aux:pass", "obl:agent"}:
            return True
        if "obj" in labels or "nsubj" in labels or self.tags[i] == "VBD":
            return False
        if self.deps[i] in ("acl", "amod") or (self.deps[i] == "xcomp" and "aux" not in labels):
            return True  # "a town held by", "were left injured"
        if self.deps[i] == "conj" and "aux" not in labels:
            return self.passive(self.heads[i])
        return False

    def text(self, first: int, last: int) -> tuple[int, int]:
        """Offsets in the stored text of the tokens first..last, inclusive."""
        return self.spans[first][0], self.spans[last][1]


def grow(parse: Parse, number: int, start: int, end: int, block: int, *, heading: bool) -> Tree:
    """A tree from a parse, its commonest faults mended."""
    doc = parse.doc
    words = list(parse.words)
    tags, deps, heads = [t.tag_ for t in doc], [t.dep_ for t in doc], [t.head.i for t in doc]
    if not heading:
        _mend_names(words, tags, deps, heads)
    _mend_tags(words, tags, deps, heads)
    tree = Tree(
        number, start, end, block, heading,
        words, [lemma(w, t) for w, t in zip(words, tags, strict=True)], tags,
        deps, heads, parse.spans,
    )  # fmt: skip
    _find_verbs(tree)
    shortened.tallied(tree)
    for mend in (*mending.IN_ORDER, *participles.IN_ORDER):
        mend(tree)
    shortened.suffered(tree)
    return tree


def _mend_names(words: list[str], tags: list[str], deps: list[str], heads: list[int]) -> None:
    """A strange capitalised word after a name is a part of it, and no verb: "a bakery in Tal Marran on Monday"."""
    for i in range(1, len(words)):
        word = words[i]
        strange = word.istitle() and tags[i].startswith("VB") and not simplemma.is_known(word.lower(), "en")
        if strange and tags[i - 1].startswith("NNP") and heads[i] != i:
            above, head = heads[i], i - 1
            heads[:] = [above if at == i and k != head else at for k, at in enumerate(heads)]
            tags[i], deps[i], heads[i] = "NNP", "flat", head


def _mend_tags(words: list[str], tags: list[str], deps: list[str], heads: list[int]) -> None:
    """Tags that the rest of the sentence shows to be wrong.

    A capitalised plural for fighters that stands alone is no name ("Loyalists said"), and what is joined to a passive
    is one too ("12 were killed and 30 injured").
    """
    named = [False, *(tag.startswith("NNP") for tag in tags), False]
    for i, (word, tag) in enumerate(zip(words, tags, strict=True)):
        alone = named[i + 1] and not (named[i] or named[i + 2])
        if alone and word.endswith("s") and word.istitle() and word.lower() in nouns("combatant"):
            tags[i] = "NNS"
        elif tag == "JJ" and deps[i] == "conj" and tags[heads[i]] == "VBN" and lemma(word, "VBN") in _HARM:
            tags[i] = "VBN"
        elif tag == "VBG" and word.lower() in _VERBAL and _a_noun(words, tags, deps, i):
            tags[i] = "NN"
        elif tag == "NNP" and word.islower() and word.endswith("ed") and deps[i] in CLAUSAL:
            tags[i] = "VBD"
        elif tag == "VBZ" and i and word == "shells" and words[i - 1].lower() in _FIRED:
            tags[i] = "NNS"
        elif word == "WHO" and tag.startswith("W"):
            tags[i] = "NNP"  # the health body
        elif i == 0 and tag == "NNPS" and not named[2] and simplemma.is_known(word.lower(), "en"):
            tags[i] = "NNS"  # "Talks broke down"
        elif tag in ("VBN", "VBD", "JJ") and word.lower() in _HARMED and _a_thing(tags, deps, i):
            tags[i] = "NNS"  # "received 82 wounded", "many of the wounded"


def _a_noun(words: list[str], tags: list[str], deps: list[str], i: int) -> bool:
    """Whether a form in -ing names what goes on: "Fighting in Fenner killed", "a cover of shelling"."""
    if deps[i] in ("nsubj", "nsubj:pass", "obl", "nmod"):
        return True
    led = i > 0 and words[i - 1].lower() in ("of", "amid", "under", "after", "during")
    return led and not (i + 1 < len(tags) and tags[i + 1].startswith(("DT", "NN", "JJ", "PRP", "CD")))


def _a_thing(tags: list[str], deps: list[str], i: int) -> bool:
    """Whether a participle stands for people: by its place in the clause, or joined with a number before it."""
    return deps[i] in _THINGS or (deps[i] == "conj" and tags[i] == "JJ" and i > 0 and tags[i - 1] == "CD")


def _find_verbs(tree: Tree) -> None:
    """Mend the parser's commonest fault: "Forces stormed into the town" read as forces that were stormed.

    A clause wants a finite verb: where a noun heads one that has none, the participle after it is that verb.
    """
    tree.link()
    if tree.heading:
        return
    for noun in range(len(tree)):
        if not tree.tags[noun].startswith(("NN", "PRP", "CD")) or tree.deps[noun] not in (
            "ROOT",
            "ccomp",
            "parataxis",
            "conj",
            "advcl",
        ):
            continue
        if tree.deps[noun] == "conj" and not tree.is_verb(tree.heads[noun]):
            continue
        kids = tree.kids[noun]
        if any(tree.deps[k] in ("cop", "nsubj", "nsubj:pass", "expl", "aux") for k in kids) or tree.case(noun):
            continue
        verb = next(
            (
                k
                for k in kids
                if k > noun and tree.deps[k] in ("acl", "advcl", "acl:relcl") and tree.tags[k] in ("VBN", "VBD")
            ),
            None,
        )
        if verb is None or any(tree.deps[k] in ("nsubj", "nsubj:pass", "mark", "obl:agent") for k in tree.kids[verb]):
            continue
        for k in kids:
            if k > verb:
                tree.heads[k] = verb
        tree.heads[verb] = tree.heads[noun] if tree.heads[noun] != noun else verb
        tree.deps[verb], tree.deps[noun], tree.tags[verb] = tree.deps[noun], "nsubj", "VBD"
        tree.heads[noun] = verb
        tree.lemmas[verb] = lemma(tree.words[verb], "VBD")
        tree.link()
