"""How many, and who they are: victims with their figures, parts of a whole, tolls."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from marsad.coders.rules.draft import Figure
from marsad.coders.rules.phrases import Phrase, PhraseFinder, core
from marsad.coders.rules.shortened import unnamed_one
from marsad.knowledge.people import country_of

if TYPE_CHECKING:
    from marsad.coders.rules.lexicon import Lexicon
    from marsad.coders.rules.tree import Tree
    from marsad.model import Status

_VAGUE = frozenset("several some many number most other few large multiple more numerous".split())
_COUNTING = frozenset(("other", "dozen", "score", "hundred", "several", "many"))
_PART_WORDS = frozenset(("including", "among", "includes", "include", "included", "mostly"))
_SINGULAR_DET = frozenset(("a", "an", "one", "another", "his", "her", "its", "their"))


@dataclass(slots=True)
class Victims:
    """A group of people with its figure: `first`..`last` are its tokens."""

    first: int
    last: int
    figure: Figure | None
    phrase: Phrase | None
    status: Status
    vague: bool = False


def figure_in(tree: Tree, numbers: Sequence[Figure], first: int, last: int) -> Figure | None:
    """The number that lies in the tokens first..last (its bound words may stand before them)."""
    start, end = tree.text(first, last)
    inside = [n for n in numbers if n.end > start and n.end <= end and n.start >= start - 40]
    return inside[0] if inside else None


def status_of(lexicon: Lexicon, tree: Tree, head: int) -> Status:
    """Civilian, combatant or unknown, by the words used."""
    if lexicon.word_is(tree, head, "combatant") or lexicon.word_is(tree, head, "force"):
        return "combatant"
    return "civilian" if lexicon.word_is(tree, head, "civilian") else "unknown"


class VictimReader:
    """Reads the groups of people in a noun phrase."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def groups(self, tree: Tree, head: int, phrases: PhraseFinder, numbers: Sequence[Figure]) -> list[Victims]:
        """The groups that the nominal `head` lists, each with its figure; their parts are left to `parts`."""
        found = []
        members = [m for m in tree.conjuncts(head) if m == head or not tree.is_verb(m)]
        first = self.group(tree, head, phrases, numbers)
        if first is not None:
            found.append(first)
            covers = first.figure is not None and len(members) > 1 and first.figure.end > tree.spans[members[1]][0]
            if covers:  # "a mother and her child": one figure for both
                return found
        for member in members[1:]:
            group = self.group(tree, member, phrases, numbers)
            if group is not None and (group.figure is not None or group.phrase is None):
                found.append(group)
        return found

    def group(self, tree: Tree, head: int, phrases: PhraseFinder, numbers: Sequence[Figure]) -> Victims | None:
        """The group that one nominal names, with its figure and status; None where it names no people."""
        lexicon, lem = self.lexicon, tree.lemmas[head]
        if lem in ("which", "that", "those", "who", "these") or tree.tags[head] in ("PRP", "WDT", "WP"):
            return self._of_those(tree, head, phrases, numbers)
        first, last = core(tree, head, numbers=True)
        if lem == "more" and figure_in(tree, numbers, head - 2, head - 1):
            first = head - 2  # "hundreds more were wounded"
        if first > 0 and tree.tags[first - 1] == "CD":
            first -= 1  # "close to 5000 people": the number hangs elsewhere
        figure = figure_in(tree, numbers, first, last)
        of = [k for k in tree.kids[head] if tree.deps[k] == "nmod" and tree.case(k) == "of" and k > head]
        counting = tree.tags[head] == "CD" or lem in (
            "number",
            "dozen",
            "score",
            "hundred",
            "thousand",
            "ten",
            "couple",
            "group",
            "majority",
            "total",
            "handful",
            "life",
            "body",
            "remains",
            "half",
            "most",
            "some",
            "one",
            "many",
            "family",
        )
        person = head
        if counting and of:
            person = of[0]
            end = core(tree, person, numbers=True)[1]
            figure = figure or figure_in(tree, numbers, first, end)
            last = max(last, end)
        if not (
            lexicon.is_people(tree, person)
            or tree.tags[head] == "CD"
            or lexicon.word_is(tree, person, "force")
            or figure is not None
            or (lem in _VAGUE and tree.tags[head] == "NNS")
        ):
            return None
        if lexicon.word_is(tree, person, "attack") and not lexicon.is_people(tree, person):
            return None
        phrase = None if tree.tags[person] == "CD" or tree.lemmas[person] in _COUNTING else phrases.of(person)
        vague = any(tree.lemmas[k] in _VAGUE for k in range(first, last + 1)) or lem == "number"
        if figure is None and not vague and self._one_person(tree, person):
            start, end = tree.text(first, last)
            figure = Figure(start, end, 1, 1, "exact")
        return Victims(first, last, figure, phrase, status_of(lexicon, tree, person), vague)

    def _of_those(self, tree: Tree, head: int, phrases: PhraseFinder, numbers: Sequence[Figure]) -> Victims | None:
        """As in "Six of those killed were children": the figure stands before, the people in the predicate."""
        number = tree.heads[head]
        if tree.deps[head] in ("nmod", "obl") and (
            tree.tags[number] == "CD" or tree.lemmas[number] in ("dozen", "score", "hundred", "most", "some", "many")
        ):
            figure = figure_in(tree, numbers, number, number)
            above = tree.heads[number]
            phrase = phrases.of(above) if tree.deps[number] == "nsubj" and not tree.is_verb(above) else None
            return Victims(number, head, figure, phrase, status_of(self.lexicon, tree, above), vague=False)
        return None

    def _one_person(self, tree: Tree, i: int) -> bool:
        if tree.tags[i] in ("NNS", "NNPS"):
            return False
        if unnamed_one(tree, i):
            return True
        if self.lexicon.is_name(tree, i) and not self.lexicon.is_place(tree, i):
            return not self.lexicon.is_actor_name(tree, i)
        dets = {tree.words[k].lower() for k in tree.kids[i] if tree.deps[k] in ("det", "nummod", "nmod:poss")}
        return bool(dets & _SINGULAR_DET or "the" in dets) and (
            self.lexicon.word_is(tree, i, "civilian")
            or self.lexicon.word_is(tree, i, "combatant")
            or tree.lemmas[i] in ("person", "man", "other", "leader", "official", "chief")
        )

    def parts(self, tree: Tree, first: int, phrases: PhraseFinder, numbers: Sequence[Figure]) -> Iterator[Victims]:
        """Stated parts of a group that begins at token `first`: "including six children", "among them two women"."""
        yield from self._of_them(tree, first, numbers, phrases)
        for i in range(first, len(tree)):
            if tree.words[i].lower() not in _PART_WORDS:
                continue
            at = i + 1
            if tree.words[i].lower() == "among" and (
                at >= len(tree) or tree.words[at].lower() not in ("them", "those", "whom")
            ):
                continue
            heads = self._listed_after(tree, at)
            for number, head in enumerate(heads):
                group = self.group(tree, head, phrases, numbers)
                if group is not None and group.figure is not None:
                    if number == 0:
                        group.first = i
                    yield group
            return

    def _of_them(self, tree: Tree, first: int, numbers: Sequence[Figure], phrases: PhraseFinder) -> Iterator[Victims]:
        """Parts told beside the whole: "seven people, three of them children"."""
        for i in range(first, len(tree) - 3):
            if tree.words[i + 1].lower() != "of" or tree.words[i + 2].lower() not in ("them", "whom"):
                continue
            figure = figure_in(tree, numbers, i, i)
            people = next((k for k in range(i + 3, min(len(tree), i + 6)) if self.lexicon.is_people(tree, k)), None)
            if figure is not None and people is not None and not any(map(tree.is_verb, range(i + 3, people))):
                status = status_of(self.lexicon, tree, people)
                yield Victims(i, people, figure, phrases.of(people), status, vague=False)

    def _listed_after(self, tree: Tree, at: int) -> list[int]:
        """The heads of the list of noun phrases that starts at or after token `at`: parts of people are people."""
        found: list[int] = []
        i = at
        while i < min(len(tree), at + 22):
            if tree.words[i] in ".;" or (tree.is_verb(i) and tree.tags[i] in ("VBD", "VBP", "VBZ")):
                break
            if self._of_people(tree, i):
                if not (
                    i + 1 < len(tree) and tree.tags[i + 1].startswith("NN") and self.lexicon.is_people(tree, i + 1)
                ):
                    found.append(i)
            elif (
                found
                and tree.words[i].lower() not in ("and", ",", "a", "an", "one", "three", "two", "four")
                and not tree.tags[i].startswith(("CD", "JJ", "DT", "NN", "RB"))
            ):
                break
            i += 1
        return found

    def _of_people(self, tree: Tree, i: int) -> bool:
        """Whether a noun in a list of victims tells of people: by its word, or counted and of a people."""
        if not tree.tags[i].startswith("NN"):
            return False
        if self.lexicon.is_name(tree, i):
            return tree.tags[i] in ("NNPS", "NNS") and country_of(tree.words[i]) is not None
        return self.lexicon.is_people(tree, i)
