"""Faults that the parser commonly makes with words of harm, mended by what these words can mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marsad.language.timelexicon import MONTHS as _MONTHS

if TYPE_CHECKING:
    from marsad.coders.rules.tree import Tree

HARM = frozenset("kill wound injure maim martyr behead decapitate execute".split())
_AUXILIARIES = frozenset(
    "be have do will would can could may might must shall should get need dare ought wo ca".split()
)
_SOON = 7
MONTHS = frozenset(month.capitalize() for month in _MONTHS)
_HELD = frozenset("hold control besiege surround encircle capture recapture seize occupy retake blockade".split())
_QUOTES = ('"', "''", "``", "”", "’")
_QUANTITIES = frozenset(
    "dozen score hundred thousand million ten many several other some half third quarter percent".split()
)
_BLAMING = frozenset("accuse suspect blame".split())
_ENDING = frozenset("halt stop end cease suspend pause release free exchange open lift".split())
_WILLING = frozenset("agree promise pledge decide vow refuse order urge ask want try undertake commit".split())
_TOLD = frozenset("say add tell report announce state confirm".split())


def owned(tree: Tree) -> None:
    """What the parse hung on an auxiliary belongs to its verb: in "rebels had quit" the rebels quit."""
    moved = False
    for i in range(len(tree)):
        carrier = tree.heads[i]
        if tree.deps[i].startswith("nsubj") and tree.deps[carrier] in ("aux", "aux:pass") and carrier != i:
            tree.heads[i] = tree.heads[carrier]
            moved = True
    if moved:
        tree.link()


def described(tree: Tree) -> None:
    """In "500 critically ill and injured people" nobody injures: both words describe the people, who are counted."""
    for i in range(2, len(tree) - 1):
        ill, people = tree.heads[i], i + 1
        joined = tree.deps[i] == "conj" and tree.lemmas[i] in HARM and tree.words[i - 1].lower() in ("and", "or")
        if not (joined and tree.tags[ill].startswith("JJ") and tree.heads[people] == i and tree.deps[people] == "obj"):
            continue
        number = next((k for k in range(ill - 1, max(-1, ill - 4), -1) if tree.tags[k] == "CD"), None)
        stands = ill if number is None else number
        tree.heads[people], tree.deps[people] = tree.heads[stands], tree.deps[stands] if number is not None else "obj"
        for k in (*tree.kids[i], *(tree.kids[number] if number is not None else ())):
            if k != people and (k > people or tree.deps[k] == "case"):
                tree.heads[k] = people
                tree.deps[k] = "nmod" if tree.deps[k] == "obl" else tree.deps[k]
        for k, label in ((ill, "amod"), (i, "amod"), (number, "nummod")):
            if k is not None:
                tree.heads[k], tree.deps[k] = people, label
        tree.tags[i] = "VBN"
        tree.link()


def counted(tree: Tree, i: int) -> bool:
    """Whether token i is a number or counts people: "60", "hundreds", "six others"."""
    return (
        tree.tags[i] == "CD"
        or tree.lemmas[i] in _QUANTITIES
        or any(tree.tags[k] == "CD" or tree.lemmas[k] in _QUANTITIES for k in tree.kids[i] if k < i)
    )


def approximate(tree: Tree) -> None:
    """In "close to 5,000 people" the people are the head, and "close to" belongs to their number."""
    for i in range(len(tree) - 3):
        number, noun = i + 2, i + 3
        if tree.words[i].lower() != "close" or tree.words[i + 1].lower() != "to" or tree.tags[number] != "CD":
            continue
        if not tree.tags[noun].startswith("NN") or tree.heads[number] == noun:
            continue
        outer = tree.heads[i] if tree.heads[i] != i else noun
        tree.heads[noun], tree.deps[noun] = outer, tree.deps[i]
        tree.heads[number], tree.deps[number] = noun, "nummod"
        tree.heads[i], tree.deps[i] = number, "advmod"
        tree.heads[i + 1], tree.deps[i + 1] = i, "fixed"
        tree.link()


def predicated(tree: Tree) -> None:
    """In "The minister blamed rebels" the verb read as an adjective of its object has a subject, so it is a verb."""
    for verb in range(len(tree)):
        head = tree.heads[verb]
        if (
            tree.deps[verb] not in ("amod", "compound")
            or verb > head
            or not any(tree.deps[k] == "nsubj" for k in tree.kids[verb])
        ):
            continue
        outer = tree.heads[head]
        tree.heads[verb], tree.deps[verb] = (outer if outer != head else verb), tree.deps[head]
        tree.heads[head], tree.deps[head] = verb, "obj"
        tree.tags[verb] = "VBD"
        tree.link()


def compounded(tree: Tree) -> None:
    """In "A roadside bomb hit a convoy" the bomb is no auxiliary but the subject, and "roadside" stands before it."""
    for i in range(1, len(tree)):
        verb, before = tree.heads[i], i - 1
        stray = tree.deps[i] == "aux" and tree.lemmas[i] not in _AUXILIARIES and tree.tags[i] in ("VB", "VBP", "VBZ")
        if stray and tree.tags[before].startswith("NN") and tree.deps[before] == "nsubj" and i < verb:
            tree.tags[i], tree.deps[i] = "NN", "nsubj"
            tree.heads[before], tree.deps[before] = i, "compound"
            for k in tree.kids[before]:
                tree.heads[k] = i
            tree.link()


def purposes(tree: Tree) -> None:
    """In "used bombs to attack the town" the attack is what they were used for, not which bombs they were."""
    for i in range(len(tree)):
        thing = tree.heads[i]
        user = tree.heads[thing]
        if tree.deps[i] == "acl" and tree.tags[i] == "VB" and tree.deps[thing] == "obj" and tree.lemmas[user] == "use":
            tree.heads[i], tree.deps[i] = user, "advcl"
            tree.link()


def held(tree: Tree) -> None:
    """In "raids on a town in the east held by rebels" the town is held, wherever the parse hung the participle."""
    for i in range(1, len(tree)):
        labels = {tree.deps[k] for k in tree.kids[i]}
        stray = tree.deps[i] in ("advcl", "acl") and tree.lemmas[i] in _HELD and tree.tags[i] in ("VBN", "VBD")
        if not stray or "obl:agent" not in labels or labels & {"nsubj", "nsubj:pass", "aux", "aux:pass", "mark", "obj"}:
            continue
        at = i - 1
        while at > 0 and tree.words[at] in _QUOTES:
            at -= 1
        while tree.deps[at] in ("conj", "flat", "compound") and tree.tags[tree.heads[at]].startswith("NN"):
            at = tree.heads[at]
        if tree.deps[at] == "nmod" and tree.case(at) in ("of", "in") and tree.tags[tree.heads[at]].startswith("NN"):
            at = tree.heads[at]
        if at < i and tree.tags[at].startswith("NN") and i not in tree.ancestors(at):
            tree.heads[i], tree.deps[i], tree.tags[i] = at, "acl", "VBN"
            tree.link()


def undergone(tree: Tree) -> None:
    """In "left three dead and six others injured" the six did not injure: nobody injures without an object.

    A form of harm read as active, with counted people as its subject and nobody as its object, is a passive.
    """
    for verb in range(len(tree)):
        if tree.lemmas[verb] not in HARM or tree.tags[verb] not in ("VBD", "VBN"):
            continue
        kids = tree.kids[verb]
        subject = next((k for k in kids if tree.deps[k] == "nsubj" and k < verb), None)
        if subject is None or any(tree.deps[k] in ("aux", "aux:pass", "nsubj:pass") for k in kids):
            continue
        objects = [k for k in kids if tree.deps[k] == "obj"]
        if counted(tree, subject) and all(_speaks(tree, k) for k in objects):
            tree.deps[subject], tree.tags[verb] = "nsubj:pass", "VBN"
            for k in objects:
                tree.deps[k] = "dep"


def _speaks(tree: Tree, i: int) -> bool:
    """Whether a nominal begins what has lost its comma: "eight injured the charity said"."""
    return any(tree.lemmas[k] in _TOLD for k in range(i + 1, min(len(tree), i + _SOON)))


def resumed(tree: Tree) -> None:
    """In "urged them to act and condemned the raid" the condemning is no part of what was urged: it is told as done."""
    for i in range(len(tree)):
        asked = tree.heads[i]
        if tree.tags[i] not in ("VBD", "VBZ") or tree.deps[i] != "conj" or tree.tags[asked] != "VB":
            continue
        if not any(tree.words[k].lower() == "to" and k < asked for k in tree.kids[asked]):
            continue
        if any(tree.deps[k] in ("nsubj", "aux", "aux:pass") for k in tree.kids[i]):
            continue
        above = next((k for k in tree.ancestors(asked) if any(tree.deps[m] == "nsubj" for m in tree.kids[k])), None)
        if above is not None:
            tree.heads[i] = above
            tree.link()


def coordinated(tree: Tree) -> None:
    """In "killed thousands and displaced millions" the second participle is a verb beside the first."""
    for i in range(1, len(tree)):
        counted_ones = tree.heads[i]
        first = tree.heads[counted_ones]
        verb = tree.heads[first]
        if tree.deps[i] != "amod" or tree.tags[i] not in ("VBN", "VBD") or tree.words[i - 1].lower() != "and":
            continue
        if tree.deps[counted_ones] != "conj" or tree.deps[first] != "obj" or not tree.tags[verb].startswith("VB"):
            continue
        if counted(tree, counted_ones):
            tree.heads[i], tree.deps[i], tree.tags[i] = verb, "conj", tree.tags[verb]
            tree.heads[counted_ones], tree.deps[counted_ones] = i, "obj"
            tree.link()


def accused(tree: Tree) -> None:
    """In "accused the army of blocking convoys" blocking is what the army did, not which convoys they were."""
    for i in range(1, len(tree)):
        thing = tree.heads[i]
        if tree.tags[i] != "VBG" or tree.deps[i] != "amod" or tree.words[i - 1].lower() != "of" or thing < i:
            continue
        verb = next((k for k in tree.ancestors(i) if tree.lemmas[k] in _BLAMING), None)
        blamed = [] if verb is None else [k for k in tree.kids[verb] if tree.deps[k] == "obj" and k < i]
        if blamed:
            tree.heads[i], tree.deps[i] = blamed[0], "acl"
            tree.heads[i - 1], tree.deps[i - 1] = i, "mark"
            tree.heads[thing], tree.deps[thing] = i, "obj"
            tree.link()


def agreed(tree: Tree) -> None:
    """In "agreed to halt attacks" they agreed to halt them: "halt" is a verb, not the first half of a name."""
    for i in range(1, len(tree)):
        thing = tree.heads[i]
        verb = tree.heads[thing]
        if tree.words[i].lower() not in _ENDING or tree.words[i - 1].lower() != "to":
            continue
        if tree.deps[i] == "obl" and tree.lemmas[tree.heads[i]] in _WILLING:
            tree.deps[i], tree.tags[i], tree.deps[i - 1], tree.tags[i - 1] = "xcomp", "VB", "mark", "TO"
            tree.lemmas[i] = tree.words[i].lower()
            continue
        if tree.deps[i] != "compound":
            continue
        if tree.lemmas[verb] in _WILLING and thing > i:
            tree.heads[i], tree.deps[i], tree.tags[i] = verb, "xcomp", "VB"
            tree.heads[i - 1], tree.deps[i - 1], tree.tags[i - 1] = i, "mark", "TO"
            tree.heads[thing], tree.deps[thing] = i, "obj"
            tree.link()


def active(tree: Tree) -> None:
    """In "Fighting in the east uprooted 20,000 civilians" what has a subject and an object is a verb, no adjective."""
    for i in range(len(tree)):
        if tree.tags[i] == "JJ" and tree.words[i].endswith("ed") and tree.deps[i] != "amod":
            labels = {tree.deps[k] for k in tree.kids[i]}
            if "obj" in labels and "nsubj" in labels:
                tree.tags[i] = "VBD"


def dated(tree: Tree) -> None:
    """In "on May 1 army jets bombed the town" the day is when they did it, and no part of whose jets they were."""
    for i in range(2, len(tree)):
        thing = tree.heads[i]
        verb = tree.heads[thing]
        led = tree.words[i - 1] in MONTHS and tree.words[i - 2].lower() == "on"
        if led and tree.tags[i] == "CD" and tree.deps[i] in ("compound", "nummod") and tree.is_verb(verb):
            tree.heads[i], tree.deps[i] = verb, "obl"
            tree.heads[i - 1], tree.deps[i - 1] = i, "nmod:unmarked"
            tree.heads[i - 2], tree.deps[i - 2] = i, "case"
            tree.link()


IN_ORDER = (
    owned, described, active, dated, compounded, purposes, predicated, approximate, held, undergone, resumed,
    coordinated, accused, agreed,
)  # fmt: skip
