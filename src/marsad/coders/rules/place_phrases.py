"""Place phrases as mentions: which names a nominal lists, and which part of it is the place."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from marsad.coders.rules.phrases import Phrase, core, unique
from marsad.coders.rules.place_lists import PlaceLists
from marsad.knowledge.people import country_of

if TYPE_CHECKING:
    from marsad.coders.rules.tree import Tree

COMPASS = frozenset("north south east west northeast northwest southeast southwest".split())
_BEARINGS = frozenset((*COMPASS, *(f"{word}ern" for word in COMPASS), "central"))
_BETWEEN = frozenset(
    "just some about around to the , ( km kilometer kilometers kilometre kilometres mile miles".split()
)
_DESCRIBED = _BETWEEN | COMPASS | frozenset("a an small city town township village hamlet suburb - located".split())
_GLOSSED = 4
_SETTLEMENTS = frozenset("city town township village hamlet suburb settlement".split())
_REGIONS = frozenset("province governorate region oblast county prefecture".split())
_SHARES = frozenset("large most small other last remaining vast several many wide".split())
_TOUCHES = frozenset("connect link join surround overlook".split())
_WHERE = frozenset("in across near around outside inside along throughout over".split())


class PlacePhrases(PlaceLists):
    """Finds mentions of places in one sentence."""

    def at(self, head: int) -> list[Phrase]:
        """The places that a nominal names, one for each member of a list."""
        if head not in self._found:
            self._found[head] = self._places(head)
        return list(self._found[head])

    def _places(self, head: int) -> list[Phrase]:
        bearing = self.bearing(head)
        if bearing is not None:
            return self._towards(head, bearing)
        found: list[Phrase] = []
        for member in self.tree.conjuncts(head):
            if member != head and (not self._listable(member) or self._says_what(member)):
                continue
            found += self._place(member)
        found = self._told_apart(unique(found))
        return unique(found + self._listed_on(found[-1])) if found else found

    def _says_what(self, member: int) -> bool:
        """Whether what the parse joined to a place only says what it is: "X, a large district"."""
        words, first = self.tree.words, self.of(member).first
        article = first > 1 and words[first - 1].lower() in ("a", "an") and words[first - 2] == ","
        return article and self._kind_word(member) and not self.named(self.of(member))

    def bearing(self, head: int) -> int | None:
        """The first word of a bearing from the place at head: "south" in "(10 km) south of X", "to the south of X"."""
        words = self.tree.words
        of = next((k for k in self.tree.kids[head] if self.tree.deps[k] == "case" and words[k].lower() == "of"), 0)
        if of < 2 or words[of - 1].lower() not in COMPASS:
            return None
        side = words[of - 2].lower() == "the" and words[of - 3].lower() != "to"  # "in the north of X"
        return None if side else of - 1

    def _towards(self, head: int, bearing: int) -> list[Phrase]:
        """What lies in that direction: the place named before ("Qasr west of Jurf"), else "west of Jurf" itself."""
        before = bearing - 1
        while before > 0 and (self.tree.words[before].lower() in _BETWEEN or self.tree.tags[before] == "CD"):
            before -= 1
        if self.named(self.of(before)) and self.tree.heads[before] != head:
            return self.at(before)
        told = self._told_after(before)
        if told is not None:
            return self.at(told)
        first = core(self.tree, before)[0] if self._kind_word(before) else bearing  # "a crossing west of Jurf"
        return [Phrase(self.tree, first, self._end(head), head)]

    def _told_after(self, before: int) -> int | None:
        """The name that a bearing describes: Qasr in "Qasr a town 40 km north-west of Jurf"."""
        words, at = self.tree.words, before
        while at > 0 and (words[at].lower() in _DESCRIBED or self.tree.tags[at] in ("CD", "HYPH")):
            at -= 1
        town = any(self.tree.lemmas[k] in _SETTLEMENTS for k in range(at + 1, before + 1))
        return at if town and self._names_place(at) and self._names_place(self.of(at).head) else None

    def _place(self, head: int) -> list[Phrase]:
        """The places of one member of a list."""
        tree, lexicon = self.tree, self.lexicon
        share = tree.lemmas[head] in ("percent", "%", "percentage", "half", "third", "quarter")
        counted = not share and any(tree.deps[k] == "nummod" for k in tree.kids[head])
        whole = self._whole(head)
        if whole is not None:
            found = self._of_whole(head, whole, counted=counted)
            if found:
                return found
        bracketed = self._before_bracket(head)
        if bracketed is not None:
            return [bracketed]
        around = self._around(head)
        if around is None:
            around = self._beside(head) or self._run_between(head)
        if around is not None:
            return [self._joined(head, around, numbers=counted)]
        appos = [k for k in tree.children(head, "appos", "flat") if k > head and lexicon.is_name(tree, k)]
        appos = [k for k in appos if self.bearing(k) is None and not _quoted_between(tree, head, k)]
        if not self._named_itself(head) and lexicon.word_is(tree, head, "place"):
            if appos:
                return self.at(appos[0])
            if tree.lemmas[head] in _SETTLEMENTS and head + 1 < len(tree) and self._names_place(head + 1):
                return self._split(self.of(head + 1))  # "the border town Qasr", however the parse read it
        names = [m for k in tree.kids[head] if k < head and tree.deps[k] == "compound" for m in tree.conjuncts(k)]
        first = core(tree, head)[0]
        apart = [self.of(m) for m in names if m < first and self._names_place(m)]  # "Qasr, Jurf and Sahl districts"
        return [*apart, *self._split(self.of(head, numbers=counted and not lexicon.is_name(tree, head)))]

    def _before_bracket(self, head: int) -> Phrase | None:
        """The name before a gloss: "al-Hizam al-Akhdar" in "al-Hizam al-Akhdar (Green Belt) area"."""
        words = self.tree.words
        if head < _GLOSSED or words[head - 1] != ")" or not self._kind_word(head):
            return None
        opened = next((k for k in range(head - 2, 0, -1) if words[k] == "("), 0)
        if not opened or not self._names_place(opened - 1):
            return None
        first, last = self.lexicon.run(self.tree, opened - 1)
        return Phrase(self.tree, first, last, last)

    def _whole(self, head: int) -> int | None:
        """What a place is a part or a kind of: "the entrance to X", "the town of X"."""
        tree = self.tree
        ways = ("of", "to") if tree.lemmas[head] in ("entrance", "road", "route") else ("of",)
        below = (k for k in tree.kids[head] if k > head and tree.deps[k] in ("nmod", "obl") and tree.case(k) in ways)
        return next((k for k in below if self.bearing(k) is None), None)

    def _of_whole(self, head: int, whole: int, *, counted: bool) -> list[Phrase]:
        """The places in "head of whole": the whole, its members, or both as one; empty where the head says all."""
        tree, lexicon, lem = self.tree, self.lexicon, self.tree.lemmas[head]
        plural = tree.tags[head] in ("NNS", "NNPS")
        inner = self.at(whole)
        if lem in _REGIONS and not plural:  # "the province of Qasr" is not the town
            inner = [replace(p, name=f"{p.name or p.words} {lem}") if self.named(p) else p for p in inner]
        if self._names_place(whole):
            if lem in _SETTLEMENTS and not plural:
                return inner  # "the town of Jurf", "the Qasr suburb of Jurf"
            if plural and lexicon.word_is(tree, head, "place") and len(inner) > 1:
                return inner  # "the three Qasr districts of Jurf, Sahl and Adwan"
        if self._named_itself(head):
            return []
        shaped = any(tree.deps[k] in ("amod", "compound") and tree.lemmas[k] not in _SHARES for k in tree.kids[head])
        part = lem in lexicon.words["part"]
        if part and not counted and not (shaped and lem in ("part", "half", "section", "area")):
            return inner
        if (shaped and part) or lem in lexicon.words["direction"]:
            return [self._joined(head, whole)]
        if not lexicon.is_place(tree, head):
            return []
        if lexicon.is_name(tree, whole) and (len(inner) > 1 or not (plural or counted)):
            return inner
        return [self._joined(head, whole, numbers=counted)]

    def _named_itself(self, head: int) -> bool:
        """Whether the words at the head hold a name other than a country's."""
        tree, (first, last) = self.tree, core(self.tree, head)
        names = [k for k in range(first, last + 1) if self.lexicon.is_name(tree, k)]
        return head in names or any(not country_of(tree.words[k]) for k in names)

    def _around(self, head: int) -> int | None:
        """What an unnamed, indefinite place lies in: "a village in Aleppo province", "40 districts in east Mosul"."""
        tree, lexicon = self.tree, self.lexicon
        if self._named_itself(head) or not lexicon.word_is(tree, head, "place"):
            return None
        if any(tree.words[k].lower() in ("the", "this", "that") for k in tree.kids[head]):
            return None
        return next(
            (k for k in tree.kids[head] if k > head and tree.deps[k] in ("nmod", "obl")
             and tree.case(k) in _WHERE and lexicon.is_place(tree, k)),
            None,
        )  # fmt: skip

    def _beside(self, head: int) -> int | None:
        """What an unnamed place joins or surrounds: "a bridge connecting X and Y", "the area surrounding X"."""
        tree = self.tree
        if self._named_itself(head) or not self._kind_word(head):
            return None
        verbs = [k for k in tree.children(head, "acl") if tree.lemmas[k] in _TOUCHES]
        named = [m for k in verbs for o in tree.children(k, "obj") for m in tree.conjuncts(o) if self._names_place(m)]
        return max(named, default=None)

    def _run_between(self, head: int) -> int | None:
        """The far end of a road told by its ends: "the highway between X and Y", "the road from X to Y"."""
        tree = self.tree
        if self._named_itself(head) or not self.lexicon.word_is(tree, head, "route"):
            return None
        ends = [k for k in tree.kids[head] if k > head and tree.case(k) in ("between", "from")]
        named = [m for k in ends for m in (*tree.conjuncts(k), *tree.children(k, "nmod")) if self._names_place(m)]
        return max(named, default=None) if len(named) > 1 else None

    def _joined(self, head: int, child: int, *, numbers: bool = False) -> Phrase:
        first, _ = core(self.tree, head, numbers=numbers)
        return Phrase(self.tree, first, max(self._end(child), head), head)

    def _end(self, i: int) -> int:
        """The last token of a place phrase: of "the centre of the city" the city."""
        tree = self.tree
        last = core(tree, i)[1]
        if tree.lemmas[i] in self.lexicon.words["direction"] or tree.lemmas[i] in self.lexicon.words["part"]:
            below = [k for k in tree.kids[i] if k > i and tree.deps[k] == "nmod" and tree.case(k) == "of"]
            if below:
                last = max(last, self._end(below[0]))
        elif tree.lemmas[i] in _SETTLEMENTS and (whole := self._whole(i)) is not None and self._names_place(whole):
            last = max(last, core(tree, whole)[1])  # "the outskirts of the city of X"
        return max(last, i)

    def _split(self, phrase: Phrase) -> list[Phrase]:
        """The names in a phrase, each by itself."""
        tree = phrase.tree
        while (
            phrase.last > phrase.first
            and tree.lemmas[phrase.last] in COMPASS
            and self.lexicon.is_name(tree, phrase.last - 1)
        ):
            phrase = Phrase(tree, phrase.first, phrase.last - 1, phrase.last - 1)  # "al-Bab northeast of Aleppo"
        if (
            tree.words[phrase.first].lower() in _BEARINGS
            and phrase.last - phrase.first > 1
            and self.lexicon.word_is(tree, phrase.last, "place")
        ) and self.lexicon.is_name(tree, phrase.last - 1):  # "the western Qadisiya district" is Qadisiya
            phrase = Phrase(tree, phrase.first + 1, phrase.last, phrase.head)
        phrase = self._with_where(self._without_owner(phrase))
        members = self._members(phrase)
        return [name for member in members for name in self._names(member)]

    def _with_where(self, phrase: Phrase) -> Phrase:
        """An unnamed place with the words that say where it is: "3 villages in the Manbij countryside"."""
        tree, lexicon = self.tree, self.lexicon
        at = phrase.last + 1
        before = tree.words[phrase.first - 1].lower() if phrase.first else ""
        if (
            any(lexicon.is_name(tree, k) for k in range(phrase.first, phrase.last + 1))
            or before in ("the", "this", "that")
            or at + 1 >= len(tree)
        ):
            return phrase
        if not lexicon.word_is(tree, phrase.head, "place"):
            return phrase
        word = tree.words[at].lower()
        if word in COMPASS and tree.words[at + 1].lower() == "of":
            at += 1
        elif word not in _WHERE:
            return phrase
        inner = tree.heads[at]
        if tree.deps[at] == "case" and at < inner <= at + 6 and lexicon.is_place(tree, inner):
            return Phrase(tree, phrase.first, self._end(inner), phrase.head)
        return phrase


def without_bearing(name: str) -> str:
    """The region that a bearing is told of: Karsan of "northwest Karsan", "eastern Karsan" and "rural Karsan"."""
    first, _, rest = name.partition(" ")
    return rest if first.lower() in _BEARINGS or first.lower() == "rural" else name


def _quoted_between(tree: Tree, head: int, name: int) -> bool:
    """Whether a quotation ends between two nouns, so that the second is no name of the first."""
    return any(tree.words[k] in ('"', "”", "''") for k in range(head + 1, name))
