"""The codebook: rules, indexed by the words that can trigger them, and lists of words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Kind = Literal[
    "place", "named_place", "route", "force", "people", "civilians", "actor", "facility", "struck", "people_or_place",
    "persons",
]  # fmt: skip
Role = str


class Rule(BaseModel):
    """One way in which words signal an event. Words are lemmas; several words stand for a verb with its particle."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    type: str
    event: str
    verbs: Annotated[list[str], Field(description="verbs that trigger it; 'pull out' is a verb with its particle")] = []
    nouns: Annotated[list[str], Field(description="nouns that trigger it; several words stand before the noun")] = []
    adjectives: Annotated[list[str], Field(description="predicate adjectives that trigger it")] = []
    be: Annotated[dict[str, list[str]], Field(description="preposition and nouns after 'be': under: [control]")] = {}
    be_noun: Annotated[bool, Field(description="the noun counts only as a predicate: X is a stronghold")] = False
    support: Annotated[list[str], Field(description="verbs of which the noun must be the object")] = []
    roles: Annotated[dict[str, str | list[str]], Field(description="slot: the roles to look at, in order")] = {}
    needs: Annotated[dict[str, list[str]], Field(description="one of these prepositions, with one of these nouns")] = {}
    not_: Annotated[dict[str, list[str]], Field(alias="not", description="prepositions with nouns that forbid it")] = {}
    subject: Kind | None = None
    object: Kind | None = None
    place: Kind | None = None
    actor: Kind | None = None
    target: Kind | None = None
    people: Kind | None = None
    subject_or_object: Kind | None = None
    subject_words: Annotated[list[str], Field(description="the subject's head must be one of these")] = []
    object_words: Annotated[list[str], Field(description="the object's head must be one of these")] = []
    not_subject: Annotated[list[str], Field(description="subjects that change the verb's sense")] = []
    told_as: Annotated[list[str], Field(description="one of these prepositions must stand before the noun")] = []
    not_object: Annotated[list[str], Field(description="objects that change the verb's sense")] = []
    of_words: Annotated[list[str], Field(description="a word after 'of' must be one of these")] = []
    compound: Annotated[list[str], Field(description="a word before the noun must be one of these")] = []
    not_compound: Annotated[list[str], Field(description="words before the noun that change its sense")] = []
    about: Annotated[list[str], Field(description="one of these nouns must stand in the verb's reach")] = []
    about_clause: Annotated[list[str], Field(description="a verb of the clause that is asked for")] = []
    about_words: Annotated[list[str], Field(description="nouns that this clause must have")] = []
    needs_words: Annotated[list[str], Field(description="one of these lemmas must stand in the sentence")] = []
    cue: Annotated[list[str], Field(description="one of these lemmas must stand in the sentence")] = []
    cue_near: Annotated[list[str], Field(description="one of these must stand in the noun's own phrase")] = []
    needs_adjective: list[str] = []
    needs_facility: Annotated[list[str], Field(description="a facility must follow one of these prepositions")] = []
    figure: Annotated[bool, Field(description="counts only with a figure")] = False
    passive: Annotated[bool, Field(description="counts only in the passive")] = False
    negated: Annotated[bool, Field(description="counts only negated")] = False
    needs_actor: bool = False
    clause: Annotated[bool, Field(description="counts only with an infinitive or clause")] = False
    accusation: bool = False
    by_speaker: Annotated[
        bool, Field(description="counts only as somebody's words, and who says them is the actor")
    ] = False
    denied: Annotated[bool, Field(description="what is told is that somebody denies it")] = False
    modality: list[str] = []
    weak: Annotated[bool, Field(description="yields to another rule of its type on the same words")] = False

    @property
    def name(self) -> str:
        """The rule's full name, as claims give it."""
        return f"{self.type}.{self.event}.{self.id}"

    @property
    def triggers(self) -> str:
        """The words that it waits for, for readers."""
        kinds = {"verb": self.verbs, "noun": self.nouns, "adjective": self.adjectives}
        found = [f"{kind} {', '.join(words)}" for kind, words in kinds.items() if words]
        found += [f"be {preposition} {', '.join(nouns)}" for preposition, nouns in self.be.items()]
        return "; ".join(found)

    @property
    def slots(self) -> str:
        """Which slot it fills from which roles, for readers."""
        return "; ".join(f"{slot}: {', '.join(self.look_at(slot))}" for slot in self.roles)

    def look_at(self, slot: str) -> list[Role]:
        """The roles that may fill a slot, in order."""
        roles = self.roles.get(slot, [])
        return [roles] if isinstance(roles, str) else roles


class Codebook:
    """All rules and word lists; where several rules of a type fit the same words, the first counts."""

    def __init__(self, rules: Iterable[Rule], words: dict[str, frozenset[str]]) -> None:
        self.rules = list(rules)
        self.words = words

    @cached_property
    def by_verb(self) -> dict[str, list[tuple[Rule, tuple[str, ...]]]]:
        """Rules by the first word of a verb, with the particles that must follow it."""
        return self._index("verbs", -1)

    @cached_property
    def by_noun(self) -> dict[str, list[tuple[Rule, tuple[str, ...]]]]:
        """Rules by the last word of a noun, with the words that must stand before it."""
        return self._index("nouns", 1)

    @cached_property
    def by_adjective(self) -> dict[str, list[tuple[Rule, tuple[str, ...]]]]:
        """Rules by predicate adjective."""
        return self._index("adjectives", 1)

    @cached_property
    def by_be(self) -> dict[str, list[Rule]]:
        """Rules by the noun after "be" and a preposition."""
        found: dict[str, list[Rule]] = defaultdict(list)
        for rule in self.rules:
            for nouns in rule.be.values():
                for noun in nouns:
                    found[noun].append(rule)
        return found

    def _index(self, field: str, order: int) -> dict[str, list[tuple[Rule, tuple[str, ...]]]]:
        found: dict[str, list[tuple[Rule, tuple[str, ...]]]] = defaultdict(list)
        for rule in self.rules:
            for phrase in getattr(rule, field):
                parts = phrase.split()
                if order > 0:
                    found[parts[-1]].append((rule, tuple(parts[:-1])))
                else:
                    found[parts[0]].append((rule, tuple(parts[1:])))
        return found
