"""Shortened clauses of news agencies: "Three civilians killed 12 others injured in rocket attack on X".

Such lines leave out auxiliaries, commas and "and", so that the parse takes the first victims for killers and the next
ones for their victims. What tells is the order of words: a figure, its people, a participle of harm, and the next
figure with a participle of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from marsad.coders.rules.mending import HARM
from marsad.knowledge.nouns import means, nouns
from marsad.language.numberwords import ONES, TENS

if TYPE_CHECKING:
    from marsad.coders.rules.tree import Tree

_VERBS = {
    "killed": "kill", "martyred": "martyr", "slain": "slay", "murdered": "murder", "executed": "execute",
    "beheaded": "behead", "wounded": "wound", "injured": "injure", "hurt": "hurt", "maimed": "maim",
    "captured": "capture", "detained": "detain", "arrested": "arrest", "kidnapped": "kidnap", "abducted": "abduct",
    "displaced": "displace",
}  # fmt: skip
_STATES = frozenset(("dead", "missing"))
_VAGUE = frozenset(("several", "many"))
_COUNTS = frozenset(("dozens", "scores", "hundreds", "thousands", "another")) | _VAGUE | ONES.keys() | TENS.keys()
_ONE = frozenset(("a", "an"))
_AUXILIARIES = frozenset("was were is are been being has have had got left".split())
_JOINTS = frozenset((",", "and", "&", ";", "while"))
_WITHIN = frozenset(("of", "-"))
_LONGEST = 6
_THEN = frozenset(
    "in on at by near during when while as after before since overnight over inside outside amid for from yesterday "
    "today along around under late early . : ; , and".split()
)
"""Words that follow a participle of harm which has nobody for its object."""
_NO_PERSON = frozenset("personnel staff police army crew family youth people troop force military media".split())


@dataclass(slots=True)
class _Tally:
    """A figure with its people and what befell them: tokens `first`..`at`, the heads of its groups in `heads`."""

    first: int
    at: int
    heads: list[int]


def tallied(tree: Tree) -> None:
    """Two tallies side by side are two passives: the first victims killed nobody."""
    at = 0
    while at < len(tree):
        chain = _chain(tree, at)
        if len(chain) > 1 or (chain and len(chain[0].heads) > 1):
            _rebuild(tree, chain)
        at = chain[-1].at + 1 if chain else at + 1


def suffered(tree: Tree) -> None:
    """In "Army officer killed in X" or "killed fighting in X" the officer is killed: there is nobody he killed."""
    for verb in range(len(tree)):
        if tree.lemmas[verb] not in HARM or tree.tags[verb] not in ("VBD", "VBN"):
            continue
        for k in tree.children(verb, "cop"):  # "was martyred"
            tree.deps[k] = "aux:pass"
        doing = verb + 1 if _at_work(tree, verb + 1) and tree.heads[verb + 1] == verb else None
        labels = {tree.deps[k] for k in tree.kids[verb] if k != doing}
        subjects = [k for k in tree.children(verb, "nsubj", "nsubj:pass") if k < verb]
        follows = doing is not None or verb + 1 == len(tree) or tree.words[verb + 1].lower() in _THEN
        if not subjects or not follows or labels & {"obj", "iobj"} or tree.deps[verb] == "acl:relcl":
            continue
        if labels & {"aux", "mark"} and "aux:pass" not in labels:
            continue
        if _as_many(tree, verb) or any(tree.deps[k] == "conj" and tree.children(k, "obj") for k in tree.kids[verb]):
            continue
        if all(_of_people(tree, k) for k in subjects):
            tree.tags[verb] = "VBN"
            for k in subjects:
                tree.deps[k] = "nsubj:pass"
            if doing is not None:
                tree.deps[doing], tree.tags[doing] = "advcl", "VBG"
    tree.link()


def unnamed_one(tree: Tree, i: int) -> bool:
    """Whether a noun without an article is one person, as in a headline: "Journalist killed in X"."""
    if tree.tags[i] != "NN" or tree.deps[i] != "nsubj:pass" or tree.lemmas[i] in _NO_PERSON:
        return False
    return tree.words[i].lower() in _persons() and not any(
        tree.deps[k] in ("det", "nummod", "nmod:poss") or tree.tags[k] == "CD" for k in tree.kids[i]
    )


def _chain(tree: Tree, start: int) -> list[_Tally]:
    """The tallies that follow one another from token `start` on; none where the last one has an object."""
    found: list[_Tally] = []
    at = start
    while (tally := _tally(tree, at, first=not found)) is not None:
        found.append(tally)
        at = tally.at + 1
        while at < len(tree) and tree.words[at].lower() in _JOINTS and at - tally.at <= 2:
            at += 1
        at = _bound(tree, at)
    return found


def _bound(tree: Tree, at: int) -> int:
    """Past the words of a bound before a figure: "at least", "more than", "up to", "some"."""
    words = [word.lower() for word in tree.words[at : at + 2]]
    if words in (["at", "least"], ["more", "than"], ["up", "to"], ["no", "fewer"], ["as", "many"]):
        return at + 2
    return at + 1 if words[:1] in (["over"], ["nearly"], ["around"], ["about"], ["some"]) and len(words) > 1 else at


def _tally(tree: Tree, start: int, *, first: bool) -> _Tally | None:
    """The tally that begins at token `start`: figure, people, participle."""
    if start >= len(tree) or not (_count(tree, start, first=first) or (first and _bare_noun(tree, start))):
        return None
    groups, at = [start], start + 1
    while at < len(tree) and at - groups[-1] <= _LONGEST and not _befallen(tree, at):
        word = tree.words[at].lower()
        if _count(tree, at, first=False) and tree.words[at - 1].lower() not in _WITHIN and _of_people(tree, at - 1):
            groups.append(at)
        elif not (tree.tags[at].startswith(("NN", "JJ", "CD", "VBN")) or word in _WITHIN or word in _AUXILIARIES):
            return None
        at += 1
    if at >= len(tree) or not _befallen(tree, at) or not _without_object(tree, at):
        return None
    ends = [*(g - 1 for g in groups[1:]), _before_auxiliaries(tree, at)]
    heads = [_head(tree, group, end) for group, end in zip(groups, ends, strict=True)]
    people = all(head == group or _can_suffer(tree, head) for group, head in zip(groups, heads, strict=True))
    return _Tally(start, at, heads) if people and ends[-1] >= groups[-1] else None


def _count(tree: Tree, i: int, *, first: bool) -> bool:
    if i >= len(tree):
        return False
    word = tree.words[i].lower()
    return tree.tags[i] == "CD" or word in _COUNTS or (first and word in _ONE)


def _bare_noun(tree: Tree, start: int) -> bool:
    """Whether a line begins with one person who has no article: "UN peacekeeper killed three wounded in X"."""
    begins = start == 0 or tree.words[start - 1] in (":", ".", "-", "–", "—")
    at = next((k for k in range(start, min(len(tree), start + _LONGEST)) if _befallen(tree, k)), 0)
    noun = tree.words[at - 1].lower()
    singular = noun in _persons() and tree.tags[at - 1] in ("NN", "NNP") and tree.lemmas[at - 1] not in _NO_PERSON
    return begins and at > start and singular and _count(tree, _bound(tree, at + 1), first=False)


def _befallen(tree: Tree, i: int) -> bool:
    return tree.words[i].lower() in _VERBS or tree.words[i].lower() in _STATES


def _without_object(tree: Tree, at: int) -> bool:
    """Whether what follows a participle is no object of it: in "two gunmen killed 12" the twelve are one.

    A figure that follows has to lead to a participle of its own.
    """
    after = _bound(tree, at + 1)
    if after >= len(tree):
        return True
    if _count(tree, after, first=False):
        return _tally(tree, after, first=False) is not None
    return not (tree.tags[after].startswith(("NN", "JJ", "DT", "PRP")) and tree.words[after].lower() not in _THEN)


def _before_auxiliaries(tree: Tree, at: int) -> int:
    last = at - 1
    while last > 0 and tree.words[last].lower() in _AUXILIARIES:
        last -= 1
    return last


def _head(tree: Tree, group: int, end: int) -> int:
    """The head of a figure's people: its last noun, the first where "of" follows it, the figure where it has none."""
    for k in range(group + 1, end + 1):
        if tree.words[k].lower() == "of":
            return k - 1
    return end


def _of_people(tree: Tree, i: int) -> bool:
    word = tree.words[i].lower()
    return word in _persons() or word in ("others", "more", "dead", "people") or _bare(tree, i)


def _can_suffer(tree: Tree, i: int) -> bool:
    """Whether a noun may be people: one that is listed, or any plural that is neither a weapon nor an attack."""
    if _of_people(tree, i):
        return True
    word = tree.words[i].lower()
    return tree.tags[i] == "NNS" and word not in means() and word not in nouns("artillery") | nouns("air")


def _bare(tree: Tree, i: int) -> bool:
    """Whether token i is itself the figure."""
    return tree.tags[i] == "CD" or tree.words[i].lower() in _COUNTS


@lru_cache(maxsize=1)
def _persons() -> frozenset[str]:
    return nouns("civilian") | nouns("combatant") | nouns("person")


def _at_work(tree: Tree, i: int) -> bool:
    """Whether token i tells what somebody was doing: "fighting in X", "covering the battle"."""
    if i + 1 >= len(tree) or not tree.words[i].endswith("ing") or tree.deps[i] == "amod":
        return False
    return tree.tags[i + 1] not in ("NNS", "JJ", "CD")  # "killed fleeing civilians"


def _as_many(tree: Tree, verb: int) -> bool:
    return [word.lower() for word in tree.words[verb + 1 : verb + 3]] in (["as", "many"], ["at", "least"])


def _rebuild(tree: Tree, chain: list[_Tally]) -> None:
    """Hang the tallies on their participles, and what surrounds them on the first or the last of these."""
    first, last, root = chain[0].first, chain[-1].at, chain[0].at
    inside = range(first, last + 1)
    top = next(k for k in inside if not any(above in inside for above in tree.ancestors(k)))
    above, label = tree.heads[top], tree.deps[top]
    if above > last:  # "12 dead 40 wounded in blast": the blast belongs to them
        tree.heads[root], label = (root if tree.heads[above] == above else tree.heads[above]), tree.deps[above]
        tree.heads[above], tree.deps[above] = chain[-1].at, "advcl" if tree.is_verb(above) else "obl"
    else:
        tree.heads[root] = root if above == top else above
    tree.deps[root] = "ROOT" if tree.heads[root] == root else _clausal(tree, label, tree.heads[root])
    for k in range(len(tree)):
        if k not in inside and tree.heads[k] in inside:
            tree.heads[k] = root if k < first else chain[-1].at
            tree.deps[k] = {"nmod": "obl"}.get(tree.deps[k], tree.deps[k]) if k > last else tree.deps[k]
    begun = first
    for tally in chain:
        _hang(tree, tally, begun, root)
        begun = tally.at + 1
    tree.link()


def _clausal(tree: Tree, label: str, above: int) -> str:
    if label in ("ccomp", "advcl", "parataxis", "conj", "acl", "acl:relcl", "dep"):
        return label
    return "ccomp" if tree.is_verb(above) else "parataxis"


def _hang(tree: Tree, tally: _Tally, begun: int, root: int) -> None:
    """One tally's own tokens: people under their participle, figures and descriptions under the people."""
    at = tally.at
    word = tree.words[at].lower()
    if word in _VERBS:
        tree.tags[at], tree.lemmas[at] = "VBN", _VERBS[word]
    if at != root:
        tree.heads[at], tree.deps[at] = root, "conj"
    starts = [tally.first, *(tally.heads[n] + 1 for n in range(len(tally.heads) - 1))]
    of = tally.heads[-1] + 1 < at and tree.words[tally.heads[-1] + 1].lower() == "of"
    for n, head in enumerate(tally.heads):
        joined = n > 0
        if tree.words[head].lower() in _VAGUE:
            tree.tags[head] = "NNS"  # "several hurt"
        tree.heads[head] = tally.heads[0] if joined else at
        tree.deps[head] = "conj" if joined else ("nsubj:pass" if word in _VERBS else "nsubj")
        for k in range(starts[n], head):
            tree.heads[k] = head
            tree.deps[k] = "nummod" if tree.tags[k] == "CD" else "amod" if tree.tags[k].startswith("JJ") else "compound"
    people = _before_auxiliaries(tree, at)
    if of:
        _hang_of(tree, tally.heads[-1], people)
    for k in range(people + 1, at):
        tree.heads[k], tree.deps[k] = at, "aux:pass" if word in _VERBS else "cop"
    for k in range(begun, tally.first):  # the joint and the bound before the figure
        joint = tree.words[k].lower() in _JOINTS
        tree.heads[k], tree.deps[k] = (
            (at, "cc" if tree.tags[k] == "CC" else "punct") if joint else (tally.heads[0], "advmod")
        )


def _hang_of(tree: Tree, head: int, people: int) -> None:
    """The people of "dozens of civilians killed"."""
    tree.heads[people], tree.deps[people] = head, "nmod"
    for k in range(head + 1, people):
        tree.heads[k] = people
        tree.deps[k] = "case" if tree.words[k].lower() == "of" else "amod" if tree.tags[k][:2] == "JJ" else "compound"
