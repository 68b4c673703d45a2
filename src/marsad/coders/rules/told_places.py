"""Names that a document itself tells to be places: "the village of X", "captured X", "X, Y and the Z district".

No registry holds every village. What the words around a name tell at one spot holds for the name in the whole document.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from marsad.knowledge.people import country_of

if TYPE_CHECKING:
    from marsad.coders.rules.lexicon import Lexicon
    from marsad.coders.rules.tree import Tree

_WHERE = frozenset("in at near around outside inside into towards toward".split())
_TAKEN = frozenset(
    "capture recapture retake seize liberate besiege encircle surround overrun storm enter reach occupy".split()
)
_STRUCK = frozenset("shell bombard bomb pound".split())
_STATES = frozenset("fall siege battle liberation recapture encirclement storming outskirts".split())
_COMPASS = frozenset("north south east west northeast northwest southeast southwest".split())
_LEAVING = frozenset("out withdraw withdrew withdrawn withdrawing retreat retreated retreating fled".split())
_KINDS = frozenset(
    "city town village hamlet suburb settlement district neighborhood neighbourhood area province governorate oblast "
    "region county township barangay raion commune municipality".split()
)
_NO_PLACES = frozenset(
    "operation phase day resolution parliament congress twitter facebook telegram eid ramadan".split()
)
_GROUPS = ("force", "people", "civilian", "combatant", "speaker")
Run = tuple[int, int]


def told_places(trees: Sequence[Tree], lexicon: Lexicon) -> frozenset[str]:
    """The names, unknown to the registries, that the sentences of a document tell to be places."""
    told: set[str] = set()
    persons: set[str] = set()
    for tree in trees:
        runs = list(_runs(tree, lexicon))
        persons.update(_name(tree, run) for run in runs if _says(tree, run, lexicon))
        if not tree.heading:
            told.update(_name(tree, run) for run in runs if _told(tree, run, lexicon) and _may_be(tree, run, lexicon))
    for tree in trees:
        for members in _lists(tree, list(_runs(tree, lexicon)), lexicon):
            if any(_name(tree, run) in told or lexicon.is_place(tree, run[1]) for run in members):
                told.update(_name(tree, run) for run in members if _may_be(tree, run, lexicon))
    return frozenset(told - persons)


def _runs(tree: Tree, lexicon: Lexicon) -> Iterator[Run]:
    """The runs of name words in a sentence, first and last token."""
    i = 0
    while i < len(tree):
        if lexicon.is_name(tree, i):
            last = lexicon.run(tree, i)[1]
            yield i, last
            i = last
        i += 1


def _name(tree: Tree, run: Run) -> str:
    return " ".join(tree.words[run[0] : run[1] + 1])


def _says(tree: Tree, run: Run, lexicon: Lexicon) -> bool:
    """Whether a name is of somebody who speaks or holds an office."""
    first, last = run
    if first and lexicon.word_is(tree, first - 1, "speaker"):
        return True
    return tree.deps[last] == "nsubj" and tree.lemmas[tree.heads[last]] in lexicon.words["say"]


def _may_be(tree: Tree, run: Run, lexicon: Lexicon) -> bool:
    """Whether an unknown name can be a place: no body, no people of a country, no acronym, nothing that tells kinds."""
    first, last = run
    words = tree.words[first : last + 1]
    named = lexicon.is_unknown_name(tree, last) and not tree.tags[last].startswith("JJ")
    if not named or words[0].lower() in _NO_PLACES:
        return False
    if any(w.isupper() or country_of(w) or any(c.isdigit() for c in w) for w in words):
        return False
    return not any(lexicon.word_is(tree, k, group) for k in range(first, last + 1) for group in _GROUPS)


def _told(tree: Tree, run: Run, lexicon: Lexicon) -> bool:
    """Whether the words beside a name tell that it is a place."""
    first, last = run
    words = tree.words
    after = last + 1
    if after < len(tree) and tree.tags[after].startswith("NN"):
        return tree.lemmas[after] in _KINDS and not lexicon.is_name(tree, after)
    if after < len(tree) and words[after] in ("'s", "’s", "'", "’", "-"):
        return False
    if not first:
        return False
    before = words[first - 1].lower()
    if before == "of" and first > 1:
        owner = tree.lemmas[first - 2]
        facility = lexicon.word_is(tree, first - 2, "facility")
        return facility or owner in _KINDS or owner in _STATES or words[first - 2].lower() in (*_COMPASS, "out")
    if before == "from" and first > 1 and words[first - 2].lower() in _LEAVING:
        return True
    if before == "on" and first > 1 and lexicon.word_is(tree, first - 2, "attack"):
        return True
    if tree.is_verb(first - 1):
        return tree.lemmas[first - 1] in (*_TAKEN, *_STRUCK)
    return before in _WHERE


def _lists(tree: Tree, runs: list[Run], lexicon: Lexicon) -> Iterator[list[Run]]:
    """Names in a row that an "and" closes: "X, Y and Z"; what is no place and no unknown name breaks the row."""
    row: list[Run] = []
    for run in runs:
        fits = lexicon.is_place(tree, run[1]) or _may_be(tree, run, lexicon)
        between = {w.lower() for w in tree.words[row[-1][1] + 1 : run[0]]} if row else set()
        if row and not (between and between <= {",", "and", "the", "as", "well"}):
            row = []
        if not fits:
            row = []
            continue
        row.append(run)
        if len(row) > 1 and "and" in between:
            yield row
            row = []
