"""Whether what a clause says is asserted, denied, alleged or planned, or is no claim at all."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import TYPE_CHECKING

from marsad.coders.rules.hearsay import ALLEGED_ADVERBS

if TYPE_CHECKING:
    from marsad.coders.rules.tree import Tree
    from marsad.model import Modality

_ALLEGED_VERBS = frozenset("accuse allege suspect".split())
_ALLEGED_PASSIVE = frozenset("believe suspect allege think presume accuse fear".split())
_ALLEGED_ADJECTIVES = frozenset("alleged suspected presumed unconfirmed purported".split())
_HYPOTHETICAL = frozenset("would could might may should can must 'd".split())
_CONDITIONS = frozenset("if unless whether until lest".split())
_NEGATIONS = frozenset("not n't never nt".split())
_UNREAL = frozenset(
    "fear avert halt stop end suspend cease prevent avoid suspension cessation threat risk prospect possibility "
    "absence threaten anticipate warn warning plan prepare preparation consider expect anticipation event case capable "
    "ability right".split()
)
_BESIDE = frozenset("after following amid despite during since because due".split())
_MARKS = frozenset("as while when after since because although though".split())
_FLAT_DENIALS = frozenset("deny refute dispute".split())
_WISHES = frozenset("fear warn hope want wish expect".split())
_AVERTED = frozenset("prevent stop avoid risk consider fail block bar forbid discourage".split())
_AIMS = frozenset(
    "operation offensive effort attempt aim purpose goal campaign plan bid push mission hope view".split()
)
_OPEN_CLAUSES = ("xcomp", "advcl", "acl", "ccomp", "csubj", "csubj:pass")
_PURPOSES = frozenset(
    "purpose aim goal objective intention intent hope idea chance prospect possibility risk danger threat plan view "
    "way means method task mission".split()
)
"""Nouns of which what follows ("the aim of taking the town") is not told to have happened."""
_SCHEDULE = frozenset("schedule plan expect slate set".split())
_HAPPEN = frozenset("take begin start be hold come follow resume go".split())
_PUT_OFF = frozenset("postpone delay cancel scrap abort".split())
_DUE = frozenset("due set scheduled expected slated planned".split())
_ENABLING = frozenset("able unable allow permit let manage".split())
_VOWS = frozenset("vow pledge promise threaten swear".split())


def _finite(tree: Tree, child: int) -> bool:
    """Whether a clause tells what went before or beside, in the past: "as the jets launched their first strikes"."""
    marks = {tree.words[k].lower() for k in tree.kids[child] if tree.deps[k] == "mark"}
    return tree.deps[child] == "advcl" and tree.tags[child] == "VBD" and bool(marks & _MARKS)


def _circumstance(tree: Tree, at: int, verb: int) -> bool:
    """Whether an event noun only tells after or amid what the clause happens: "After the shelling they will talk"."""
    below = at
    while tree.heads[below] not in (below, verb):
        below = tree.heads[below]
    return tree.deps[below] == "obl" and tree.case(below) in _BESIDE


class ModalityReader:
    """Reads modality from auxiliaries, negation, and the verbs that govern a clause."""

    def __init__(self, words: Mapping[str, frozenset[str]]) -> None:
        self.attempt, self.implicative = words["attempt"], words["implicative"]
        self.carriers = words["support"] | words["occur"]
        self.deny, self.say, self.planned = words["deny"], words["say"], words["planned"]

    def read(
        self, tree: Tree, at: int, verb: int, *, plannable: bool, negated: bool = False, future: bool = False
    ) -> Modality | None:
        """The modality of the event at token `at`, carried by `verb`; None where nothing is claimed to have happened.

        `plannable` events may be planned; for others a future is no claim. `negated` rules want their negation. With
        `future`, a "would" outside reported speech is a plan too ("after which evacuations would begin").
        """
        found: Modality = "asserted"
        if at != verb and any(tree.words[k].lower() in _ALLEGED_ADJECTIVES for k in tree.kids[at]):
            found = "alleged"
        if (at != verb and self._only_feared(tree, at)) or _asked(tree, verb):
            return None
        if at != verb and _circumstance(tree, at, verb):
            return found
        carrier = tree.heads[at] if at == verb and tree.deps[at].startswith("nsubj") else verb
        if plannable and (_due(tree, at) or _scheduled(tree, at, carrier) or _is_to(tree, carrier)):
            found = "planned"
        if future and tree.lemmas[verb] in _PUT_OFF and tree.passive(verb) and found == "asserted":
            return "denied"
        here = self._clause(tree, verb, plannable=plannable, negated=negated, future=future)
        if here is None or (here == "planned" and at != verb and tree.lemmas[verb] not in self.carriers):
            return None  # of "will condemn the attack" the attack is not to come
        found = here if here != "asserted" else found
        child = verb
        for above in tree.ancestors(verb):
            kept_out = negated and child == verb and tree.lemmas[above] in _ENABLING  # "unable to reach", as asked
            step = found if kept_out else self._above(tree, child, above, plannable=plannable, found=found)
            if step is None:
                return None
            found = step if found == "asserted" else found
            if tree.deps[child] == "acl:relcl" or (tree.deps[child] == "acl" and tree.tags[child] in ("VBN", "VBG")):
                break  # what a noun's own clause says stands, whatever is planned or tried with the noun
            if _finite(tree, child):
                break
            child = above
        return found

    def _only_feared(self, tree: Tree, at: int) -> bool:
        """Whether an event noun is what somebody fears, averts, halts or threatens."""
        head = tree.heads[at]
        if tree.deps[at] in ("nsubj:pass", "obj") and tree.lemmas[head] in (
            "prevent",
            "block",
            "bar",
            "stop",
            "deny",
            "delay",
            "hinder",
            "hamper",
        ):
            return True
        return (
            head != at
            and tree.deps[at] in ("obj", "nmod", "obl", "compound", "conj")
            and (
                tree.lemmas[head] in _UNREAL
                and not (tree.is_verb(head) and tree.deps[at] == "obl" and tree.case(at) not in ("of", "from"))
            )
        )

    def _clause(self, tree: Tree, verb: int, *, plannable: bool, negated: bool, future: bool) -> Modality | None:
        found: Modality = "asserted"
        for k in tree.kids[verb]:
            low, dep = tree.words[k].lower(), tree.deps[k]
            if dep == "advmod" and low in _NEGATIONS and not negated:
                return None
            if dep == "aux":
                if low in ("will", "'ll", "shall", "wo"):
                    if not plannable:
                        return None
                    found = "planned"
                elif low in _HYPOTHETICAL and not (negated and low in ("can", "could")):
                    reported = low in ("would", "'d") and (
                        future or any(tree.lemmas[a] in self.say for a in tree.ancestors(verb))
                    )
                    perfect = low in ("may", "might", "could") and any(
                        tree.words[o].lower() == "have" for o in tree.kids[verb]
                    )
                    if reported and plannable:
                        found = "planned"
                    elif perfect:
                        found = "alleged"
                    else:
                        return None
            if dep == "mark" and low in _CONDITIONS:
                return None
            if dep == "advmod" and low in ALLEGED_ADVERBS:
                found = "alleged"
        return found

    def _above(self, tree: Tree, child: int, above: int, *, plannable: bool, found: Modality) -> Modality | None:
        """What a governing word does to the clause below it."""
        dep, lem = tree.deps[child], tree.lemmas[above]
        disputed = self._disputed(tree, child, above, found)
        if disputed is not None:
            return disputed
        if self._conditional(tree, child, above):
            return None
        infinitive = any(tree.words[k].lower() == "to" and tree.deps[k] == "mark" for k in tree.kids[child])
        perfect = any(tree.words[k].lower() in ("have", "had") for k in tree.kids[child] if tree.deps[k] == "aux")
        if infinitive and not perfect and dep in _OPEN_CLAUSES:
            return self._infinitive(tree, child, above, plannable=plannable)
        if dep == "acl" and tree.tags[child] == "VBG" and lem in _PURPOSES:
            return None
        if dep == "advcl" and lem in _VOWS:
            return None
        if dep == "ccomp" and (lem in _VOWS or lem in _WISHES):
            return "planned" if plannable and lem == "expect" else None
        if dep in ("xcomp", "advcl", "acl") and tree.tags[child] == "VBG" and self._averted(tree, child, above):
            return None
        if dep == "xcomp":
            return self._complement(tree, above, plannable=plannable, found=found)
        return found

    @staticmethod
    def _averted(tree: Tree, child: int, above: int) -> bool:
        """Whether an act is kept from happening: "prevented civilians from leaving", however the parse hangs it."""
        if tree.lemmas[above] in _AVERTED:
            return True
        marks = {tree.words[k].lower() for k in tree.kids[child] if tree.deps[k] in ("mark", "case")}
        if tree.deps[child] == "acl" and tree.lemmas[above] in _AIMS and marks & {"of", "on", "for", "at"}:
            return True  # "an operation on liberating the town"
        return "from" in marks and any(tree.lemmas[a] in _AVERTED for a in tree.ancestors(child))

    def _disputed(self, tree: Tree, child: int, above: int, found: Modality) -> Modality | None:
        """Denied or alleged by the governing verb; None where it does neither."""
        dep, lem = tree.deps[child], tree.lemmas[above]
        if lem in self.deny and dep in ("ccomp", "xcomp", "advcl", "obj") and tree.is_verb(above):
            return "denied" if lem in _FLAT_DENIALS or dep in ("ccomp", "xcomp") else found
        if lem in _ALLEGED_VERBS and dep in ("ccomp", "xcomp", "advcl"):
            return "alleged"
        if dep in ("xcomp", "ccomp") and tree.passive(above) and lem in _ALLEGED_PASSIVE:
            return "alleged"
        return None

    @staticmethod
    def _conditional(tree: Tree, child: int, above: int) -> bool:
        """Whether a clause stands under a condition: "if", "unless", or what would be a victory."""
        dep = tree.deps[child]
        marked = child if dep == "advcl" else above if dep in ("ccomp", "xcomp") else None
        if marked is not None and any(
            tree.words[k].lower() in _CONDITIONS for k in tree.kids[marked] if tree.deps[k] == "mark"
        ):
            return True
        heads_it = dep.startswith("csubj") or (  # "Retaking the town would be a victory", read as an adverbial
            dep == "advcl"
            and tree.tags[child] == "VBG"
            and child < above
            and not any(tree.deps[k].startswith("nsubj") for k in tree.kids[above])
        )
        return heads_it and any(
            tree.words[k].lower() in _HYPOTHETICAL for k in tree.kids[above] if tree.deps[k] == "aux"
        )

    def _complement(self, tree: Tree, above: int, *, plannable: bool, found: Modality) -> Modality | None:
        """What a verb with an open complement does: negated, hypothetical, to come, only tried."""
        for k in tree.kids[above]:
            low = tree.words[k].lower()
            if tree.deps[k] == "advmod" and low in _NEGATIONS:
                return None
            if tree.deps[k] == "aux" and low in _HYPOTHETICAL:
                return None
            if tree.deps[k] == "aux" and low == "will":
                return "planned" if plannable else None
        lem = tree.lemmas[above]
        return None if lem in self.attempt and lem not in self.implicative else found

    def _infinitive(self, tree: Tree, child: int, above: int, *, plannable: bool) -> Modality | None:
        lem = tree.lemmas[above]
        if any(tree.deps[k] == "advmod" and tree.words[k].lower() in _NEGATIONS for k in tree.kids[above]):
            return None  # "have not been allowed to reach"
        if lem in self.implicative and tree.deps[child] in ("xcomp", "ccomp"):
            return "alleged" if lem == "claim" else "asserted"
        if (
            lem in self.planned
            or lem in ("due", "schedule", "set", "plan", "agree", "decide", "expect", "ready", "prepare")
        ) and plannable:
            return "planned"
        if lem in ("refuse", "decline") or lem in self.attempt:
            return None
        if tree.deps[child] == "advcl" and lem == "use" and not tree.passive(above):
            return "asserted"  # "used bombs to attack"
        if (
            tree.deps[child] == "advcl"
            and tree.tags[child] == "VB"
            and any(tree.words[k].lower() == "only" for k in tree.kids[child])
        ):
            return "asserted"
        return None


def _due(tree: Tree, at: int) -> bool:
    """Whether an event noun is said right behind it to be still to come: "a truce due to start", "talks to be held"."""
    if tree.is_verb(at):
        return False
    words = [w.lower() for w in tree.words[at + 1 : at + 4]]
    if any(a in _DUE and b in ("to", "for") for a, b in pairwise(words)):
        return True
    return words[:1] == ["to"] and any(tree.deps[k] == "acl" and tree.lemmas[k] in _HAPPEN for k in tree.kids[at])


def _scheduled(tree: Tree, at: int, verb: int) -> bool:
    """Whether the clause tells for when an event is put: "the pause was scheduled to start on Thursday"."""
    return at != verb and tree.lemmas[verb] in _SCHEDULE and tree.passive(verb) and bool(tree.children(verb, "xcomp"))


def _is_to(tree: Tree, verb: int) -> bool:
    """Whether somebody "was then to be evacuated": a form of "be" before an infinitive that hangs on nothing."""
    marked = [k for k in tree.kids[verb] if tree.words[k].lower() == "to" and k < verb]
    if any(tree.words[k].lower() == "due" and tree.deps[k] == "mark" for k in tree.kids[verb]):
        return True  # "was due to come into force"
    if not marked or tree.deps[verb] in ("xcomp", "acl", "advcl"):
        return False
    before = [w.lower() for w in tree.words[max(0, marked[0] - 2) : marked[0]]]
    return bool({"was", "were", "is", "are"} & {*before})


def _asked(tree: Tree, verb: int) -> bool:
    """Whether a clause only asks: "it was not clear how many were killed"."""
    return tree.deps[verb] in ("ccomp", "csubj", "csubj:pass", "acl", "obl", "advcl") and any(
        tree.words[k].lower() == "how" and tree.words[k + 1].lower() in ("many", "much")
        for k in tree.subtree(verb)
        if k + 1 < len(tree)
    )
