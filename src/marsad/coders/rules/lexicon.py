"""What a noun can be: a place, a force, civilians, a facility; by the codebook's word lists and the registries."""

from __future__ import annotations

import re
from collections.abc import Callable, Set
from copy import copy
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

import simplemma

from marsad.knowledge.people import country_of

if TYPE_CHECKING:
    from marsad.coders.rules.codebook import Codebook, Kind
    from marsad.coders.rules.tree import Tree

_VAGUE_PLACES = frozenset("side part place position point line state ground street half front post seat".split())
_STATE = re.compile(r"-(?:held|led|run|torn|hit|born|wide|\w+ed)$")
"""What ends a word that says how a place or force stands: "IS-controlled", "Houthi-run"."""
_RELIEF = frozenset(
    "humanitarian evacuation un crescent ngo rescue ambulance inter-agency icrc unicef wfp ocha lorry".split()
)
NameTest = Callable[[str], bool]
MONTHS = frozenset(
    "january february march april may june july august september october november december "
    "monday tuesday wednesday thursday friday saturday sunday".split()
)


class Lexicon:
    """Tests of kind on the heads of noun phrases.

    `is_place` and `is_actor` tell whether a name, as written, is in a registry.
    """

    def __init__(self, codebook: Codebook, is_place: NameTest, is_actor: NameTest) -> None:
        self.words = codebook.words
        self.known_place: NameTest = lru_cache(maxsize=20_000)(is_place)
        self.known_actor: NameTest = lru_cache(maxsize=20_000)(is_actor)

    def knowing(self, places: Set[str]) -> Lexicon:
        """The same lexicon with more names of places."""
        if not places:
            return self
        wider, known = copy(self), self.known_place
        wider.__dict__.pop("_tests", None)
        wider.known_place = lambda name: name in places or known(name)
        return wider

    def word_is(self, tree: Tree, i: int, group: str) -> bool:
        """Whether the lemma of token i (or the two words that end at it) is in a list of `words.yaml`."""
        listed = self.words[group]
        return tree.lemmas[i] in listed or (i > 0 and f"{tree.lemmas[i - 1]} {tree.lemmas[i]}" in listed)

    def is_name(self, tree: Tree, i: int) -> bool:
        """Whether token i looks like a proper name; the first word of a sentence only if tagged so."""
        word = tree.words[i]
        if _STATE.search(word) or word.rsplit("-", 1)[-1].lower() in MONTHS:
            return False
        if "-" in word and not word[:1].isupper() and any(c.isupper() for c in word):
            return tree.lemmas[i] != "local"  # al-Bab
        if not word[:1].isupper():
            return False
        if " " in word:
            return True
        if i == 0 and simplemma.is_known(word.lower(), "en") and not (self.known_place(word) or self.known_actor(word)):
            return any(tree.deps[k] == "flat" for k in tree.kids[i])  # else a common word that begins the sentence
        if tree.tags[i].startswith("NNP") or (not tree.heading and tree.tags[i].startswith(("NN", "JJ", "FW"))):
            return True
        return i > 0 and not tree.heading and tree.tags[i] == "CD" and word.isalpha()

    def run(self, tree: Tree, i: int) -> tuple[int, int]:
        """The run of name tokens (and hyphens inside) that token i ends or stands in."""
        first = last = i
        while first > 0 and (
            self.is_name(tree, first - 1)
            or (tree.words[first - 1] in "-'’" and first > 1 and self.is_name(tree, first - 2))
        ):
            first -= 1
        while last + 1 < len(tree) and self.is_name(tree, last + 1):
            last += 1
        return first, last

    def name_at(self, tree: Tree, i: int) -> str:
        """The proper name that token i is part of; empty where it is none."""
        if not self.is_name(tree, i):
            return ""
        first, last = self.run(tree, i)
        return " ".join(tree.words[first : last + 1])

    def is_place(self, tree: Tree, i: int) -> bool:
        """A place noun, or a name that the registry knows as a place."""
        if self.word_is(tree, i, "place"):
            return not self.word_is(tree, i, "force") or tree.lemmas[i] in ("front", "side", "state")
        if tree.words[i].lower() in ("there", "here"):
            return True
        if not self.is_name(tree, i):
            return False
        name = self.name_at(tree, i)
        return self.known_place(name) or self.known_place(tree.words[i])

    def is_actor_name(self, tree: Tree, i: int) -> bool:
        """A name that the registry knows as an actor (a state counts as one)."""
        if not self.is_name(tree, i):
            return False
        name = self.name_at(tree, i)
        return self.known_actor(name) or self.known_actor(tree.words[i])

    def is_unknown_name(self, tree: Tree, i: int) -> bool:
        """A proper name that no registry knows and no list explains."""
        return (
            self.is_name(tree, i)
            and not self.is_place(tree, i)
            and not self.is_actor_name(tree, i)
            and not any(self.word_is(tree, i, g) for g in ("force", "people", "civilian", "combatant", "speaker"))
        )

    def is_force(self, tree: Tree, i: int) -> bool:
        """Armed people or those who command them, a state or a named actor included; pronouns may be."""
        low = tree.words[i].lower()
        if self._carries_aid(tree, i):
            return False
        return (
            self.word_is(tree, i, "force")
            or self.word_is(tree, i, "combatant")
            or low in ("they", "it", "he", "she", "we", "them", "both", "i", "isis", "isil")
            or self.is_actor_name(tree, i)
            or country_of(tree.words[i]) is not None
            or self.is_unknown_name(tree, i)
            or (self.is_name(tree, i) and any(self.word_is(tree, k, "force") for k in range(*self._span(tree, i))))
        )

    def _carries_aid(self, tree: Tree, i: int) -> bool:
        """A convoy of relief: "aid convoy", "trucks of the Red Crescent", "vehicles carrying food"."""
        if tree.lemmas[i] not in ("convoy", "vehicle", "column", "truck", "team"):
            return False
        return any(self.word_is(tree, k, "aid") or tree.lemmas[k] in _RELIEF for k in tree.subtree(i) if k != i)

    def _span(self, tree: Tree, i: int) -> tuple[int, int]:
        first, last = self.run(tree, i)
        return first, last + 1

    def is_civilians(self, tree: Tree, i: int) -> bool:
        """People who are not fighters, by the word used."""
        return self.word_is(tree, i, "civilian") or (
            self.word_is(tree, i, "people") and not self.word_is(tree, i, "combatant")
        )

    def is_people(self, tree: Tree, i: int) -> bool:
        """Any people."""
        return any(self.word_is(tree, i, g) for g in ("people", "civilian", "combatant")) or (
            self.is_name(tree, i) and not self.is_place(tree, i)
        )

    def is_facility(self, tree: Tree, i: int) -> bool:
        """Hospitals, schools, markets, mosques, works, and names that contain such a word."""
        if self.word_is(tree, i, "facility"):
            lem = tree.lemmas[i]
            if lem in self.words["not_facility_alone"]:
                before = " ".join(tree.lemmas[max(0, i - 3) : i])
                return any(
                    w in before
                    for w in (
                        "power",
                        "water",
                        "medical",
                        "health",
                        "bus",
                        "electric",
                        "civil",
                        "gas",
                        "international",
                        "relief",
                        "vaccin",
                        "treatment",
                    )
                )
            return True
        return False

    def may_be(self, tree: Tree, i: int, kind: Kind) -> bool:
        """Whether the noun phrase headed by token i can be of this kind."""
        test = self._tests[kind]
        if test(tree, i):
            return True
        counted = tree.lemmas[i] in self.words["part"] or tree.tags[i] == "CD"
        return counted and any(  # "most of the rebels", "a series of towns"
            test(tree, k)
            for k in tree.kids[i]
            if tree.deps[k] == "nmod" and tree.case(k) == "of" and not (kind == "force" and tree.tags[k] == "PRP")
        )

    @cached_property
    def _tests(self) -> dict[Kind, Callable[[Tree, int], bool]]:
        return {
            "place": self._maybe_place,
            "named_place": self._maybe_named,
            "route": lambda tree, i: self.word_is(tree, i, "route"),
            "force": self.is_force,
            "people": lambda tree, i: self.is_people(tree, i) or tree.tags[i] == "CD",
            "persons": self._maybe_persons,
            "civilians": lambda tree, i: self.is_civilians(tree, i) or tree.tags[i] == "CD",
            "actor": self._maybe_actor,
            "facility": self.is_facility,
            "struck": self._maybe_struck,
            "people_or_place": self._people_or_place,
        }

    def _maybe_place(self, tree: Tree, i: int) -> bool:
        whole = [k for k in tree.kids[i] if tree.deps[k] in ("nmod", "obl") and tree.case(k) == "of" and k > i]
        if self.word_is(tree, i, "part") and whole and not self.is_place(tree, i):
            return self.may_be(tree, whole[0], "place")
        if self.is_place(tree, i) or self.is_facility(tree, i) or self.is_unknown_name(tree, i):
            return True
        if tree.lemmas[i] in ("it", "which", "that", "them", "%") or self.word_is(tree, i, "part"):
            return True
        thing = any(
            self.word_is(tree, i, g) for g in ("people", "civilian", "combatant", "force", "attack", "aid", "vehicle")
        )
        return not thing and any(  # "the harbour of Qasr": whatever stands in a named place
            tree.deps[k] == "nmod" and tree.case(k) in ("of", "in") and self.is_name(tree, k) and self.is_place(tree, k)
            for k in tree.kids[i]
        )

    def _maybe_named(self, tree: Tree, i: int) -> bool:
        if self.word_is(tree, i, "place"):
            return tree.lemmas[i] not in _VAGUE_PLACES
        bare = tree.deps[i] == "obj" and not any(tree.deps[k] == "case" for k in tree.kids[i])
        return self.is_place(tree, i) or (bare and self.is_unknown_name(tree, i) and not self._person_like(tree, i))

    def _maybe_persons(self, tree: Tree, i: int) -> bool:
        people = any(self.word_is(tree, i, g) for g in ("civilian", "combatant", "people"))
        people = people or (tree.tags[i] == "CD" and tree.deps[i] == "nsubj:pass")  # "3 captured"
        return people and not self.is_place(tree, i)

    def _maybe_actor(self, tree: Tree, i: int) -> bool:
        if self.is_force(tree, i):
            return True
        if tree.tags[i] == "CD" or any(self.word_is(tree, i, g) for g in ("attack", "aid", "deed")):
            return False
        return self.is_name(tree, i) or not self.is_place(tree, i)

    def _maybe_struck(self, tree: Tree, i: int) -> bool:
        tests = (self.is_place, self.is_force, self.is_facility, self.is_people)
        return any(test(tree, i) for test in tests) or self.word_is(tree, i, "vehicle")

    def _people_or_place(self, tree: Tree, i: int) -> bool:
        tests = (self.is_people, self.is_place, self.is_civilians)
        return any(test(tree, i) for test in tests) or tree.tags[i] == "CD"

    def _person_like(self, tree: Tree, i: int) -> bool:
        return any(self.word_is(tree, k, "speaker") for k in tree.kids[i])
