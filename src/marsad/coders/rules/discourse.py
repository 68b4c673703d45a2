"""What a document has named so far, so that "the city", "they" and "the monitor" find their names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from marsad.coders.rules.phrases import Phrase
from marsad.coders.rules.place_phrases import without_bearing
from marsad.knowledge.people import countries, country_of

if TYPE_CHECKING:
    from marsad.coders.rules.draft import Draft, Moment
    from marsad.coders.rules.lexicon import Lexicon
    from marsad.coders.rules.tree import Tree

_SETTLED = frozenset("city town village district neighborhood neighbourhood area suburb".split())
_INHABITED = frozenset(("city", "town", "village"))
_URBAN = frozenset("district neighborhood neighbourhood quarter street avenue square roundabout boulevard".split())
_REGIONS = frozenset("province governorate region oblast state country countryside".split())
_STRETCHES = frozenset("enclave zone site place settlement locality location camp".split())
_SETTINGS = frozenset(
    "coastal strategic historic ancient key border northern southern eastern western central embattled".split()
)
_SAYERS = frozenset(
    "monitor group watchdog observatory agency source ministry coalition organization organisation network statement "
    "report official spokesman spokeswoman ngo center centre body commission council committee "
    "activist service outlet channel correspondent charity website newspaper letter broadcaster communique".split()
)
_STATE_BODIES = frozenset("army police government state military troop ministry navy regime".split())
_ISSUED = frozenset("statement report charity outlet website newspaper letter broadcaster communique".split())
"""What means the last one who spoke: "the statement added"."""
_ORGANISED = frozenset("monitor group watchdog observatory organization organisation network ngo center centre".split())
_ROLES = frozenset(
    "spokesman spokeswoman spokesperson director head chief official source reporter correspondent".split()
)


_LISTED = 8
_BACK = 5  # sentences that a pronoun reaches back


@dataclass(slots=True)
class PlaceMemory:
    """A place that was named, with the place nouns it was named with ("the town of …")."""

    phrase: Phrase
    nouns: set[str] = field(default_factory=set)
    listed: Sequence[Phrase] = ()


class Seen(NamedTuple):
    """An actor, whether as a subject, and where it was spoken of: a name, or a word that points to it."""

    phrase: Phrase
    subject: bool
    at: tuple[int, int]


class Discourse:
    """The memory of one document."""

    def __init__(self, lexicon: Lexicon, place_kind: Callable[[str], str | None]) -> None:
        self.lexicon, self.place_kind = lexicon, place_kind
        self.places: list[PlaceMemory] = []
        self.scene: Phrase | None = None
        self.counts: Counter[str] = Counter()
        self.actors: list[Seen] = []
        self.speakers: list[Phrase] = []
        self.names: list[Phrase] = []
        self.countries: dict[str, list[Phrase]] = {}
        self.drafts: list[Draft] = []
        self.moment: Moment | None = None
        self.moment_at: tuple[int, int] = (-1, -1)

    def see_names(self, trees: Iterable[Tree]) -> None:
        """Remember the registry's longer names anywhere in the document, so that short forms find them."""
        seen: set[str] = set()
        for tree in trees:
            for i, word in enumerate(tree.words):
                country = country_of(word) or next(filter(None, map(country_of, word.split())), None)
                if country is not None:
                    self.countries.setdefault(country, []).append(Phrase(tree, i, i, i, countries()[country].name))
                if " " in word and word not in seen and self.lexicon.known_actor(word):
                    seen.add(word)
                    self.names.append(Phrase(tree, i, i, i))

    # Places

    def see_place(self, phrase: Phrase, listed: Sequence[Phrase] = ()) -> None:
        """Remember a place name that occurs in the text, whatever is said of it, and the list that it stands in."""
        tree = phrase.tree
        nouns = {tree.lemmas[k] for k in range(phrase.first, phrase.last + 1) if self.lexicon.word_is(tree, k, "place")}
        head = tree.heads[phrase.head]
        told = tree.deps[phrase.head] in ("appos", "compound", "flat") or tree.case(phrase.head) == "of"
        if told and self.lexicon.word_is(tree, head, "place"):
            nouns.add(tree.lemmas[head])
        kind = self.place_kind(phrase.words)
        if kind:
            nouns.add(kind)
        if any(m.phrase.span == phrase.span for m in self.places[-_LISTED:]):
            return  # "the town of X", met at either noun
        self.places.append(PlaceMemory(phrase, nouns, listed))
        self.counts[self._bare(phrase)] += 1

    @staticmethod
    def _only_held(tree: Tree, i: int) -> bool:
        """Whether a word before a place noun does not tell it from others: "besieged", "rebel-held", "same"."""
        settlement = i + 1 < len(tree) and tree.lemmas[i + 1] in _INHABITED
        return (
            tree.tags[i] == "VBN"
            or (settlement and tree.words[i].lower() in _SETTINGS)
            or "-" in tree.words[i]
            or tree.words[i].lower() in ("same", "entire", "whole", "divided")
        )

    def _bare(self, phrase: Phrase) -> str:
        """A place's name without its common nouns, so that "Afrin" and "Afrin city" count together."""
        tree = phrase.tree
        kept = [tree.words[k] for k in range(phrase.first, phrase.last + 1) if self.lexicon.is_name(tree, k)]
        return " ".join(kept) or phrase.words

    def resolve_places(self, phrase: Phrase) -> list[Phrase]:
        """The named places that a phrase points to, several for "the towns"; the phrase itself where it has a name."""
        tree, lem = phrase.tree, phrase.tree.lemmas[phrase.head]
        if tree.tags[phrase.head] == "NNS" and lem in _SETTLED and not self.has_name(phrase):
            if any(not self._only_held(tree, k) for k in range(phrase.first, phrase.last)):
                return [phrase]
            pointing = phrase.first > 0 and tree.words[phrase.first - 1].lower() in ("the", "these", "those", "both")
            before = (m for m in reversed(self.places) if m.phrase.tree.number < tree.number)
            fits = _INHABITED if lem in _INHABITED else {lem}
            named = (m.listed for m in before if m.nouns & fits and len(m.listed) > 1)
            return list(next(named, ())) or [phrase] if pointing else [phrase]
        found = self._with_inner(phrase) or self._seat(phrase) or self.resolve_place(phrase)
        return [found] if found is not None else []

    def _with_inner(self, phrase: Phrase) -> Phrase | None:
        """A place described by one told before, with its name: "the eastern part of the city"."""
        tree, last = phrase.tree, phrase.last
        the = next((k for k in range(last - 1, phrase.first + 1, -1) if tree.words[k].lower() == "the"), None)
        if the is None or tree.lemmas[last] not in _INHABITED or self.has_name(phrase):
            return None
        named = self.resolve_place(Phrase(tree, last, last, last))
        if named is None or not self.has_name(named):
            return None
        outer = Phrase(tree, phrase.first, the - 1, phrase.head)
        return replace(phrase, name=f"{outer.words} {named.name or named.words}")

    def resolve_place(self, phrase: Phrase) -> Phrase | None:
        """The named place that "there", "the city" or "the area" points to; the phrase itself where it has a name."""
        tree = phrase.tree
        if any(self.lexicon.is_name(tree, k) for k in range(phrase.first, phrase.last + 1)):
            return phrase
        lem = tree.lemmas[phrase.head]
        low = tree.words[phrase.head].lower()
        told_apart = any(not self._only_held(tree, k) for k in range(phrase.first, phrase.last + 1) if k != phrase.head)
        if told_apart or tree.tags[phrase.head] in ("NNS", "NNPS"):
            return phrase
        before = [m for m in self.places if (m.phrase.tree.number, m.phrase.first) < (tree.number, phrase.first)]
        if low in ("there", "here", "where", "it", "which", "that", "them"):
            return before[-1].phrase if before else None
        if lem == "country":
            return self.country() or phrase
        if phrase.first > 0 and tree.words[phrase.first - 1].lower() in ("a", "an", "another", "one"):
            return phrase
        told_here = any(m.phrase.tree is tree for m in before)
        if self.scene is not None and not told_here and lem in ("area", "enclave", "zone", "region"):
            return self.scene
        fitting = [m for m in before if lem in m.nouns]
        if lem in ("city", "capital", "country") and fitting:  # the one that the document is about
            return max(
                fitting, key=lambda m: (self.counts[self._bare(m.phrase)], m.phrase.tree.number, m.phrase.first)
            ).phrase
        if lem == "town" and self._battle_for_town(tree, fitting):
            return self.scene
        if fitting:
            return fitting[-1].phrase
        definite = phrase.first > 0 and tree.words[phrase.first - 1].lower() in ("the", "this", "that")
        if not definite or not before or not (lem in _SETTLED or lem in _REGIONS or lem in _STRETCHES):
            return phrase
        if lem in ("city", "capital"):
            common = self.counts.most_common(1)[0][0]
            return next((m.phrase for m in before if self._bare(m.phrase) == common), phrase)
        settled = [m for m in before if m.nouns & _SETTLED]
        return (settled or before)[-1].phrase

    def _battle_for_town(self, tree: Tree, fitting: list[PlaceMemory]) -> bool:
        """Whether "the town" is the one whose battle the document tells of: no other was named just before."""
        scene = self.scene
        if scene is None or self.kind(scene) not in (None, "city", "town"):
            return False
        return not any(tree.number - m.phrase.tree.number <= 1 for m in fitting)

    def _seat(self, phrase: Phrase) -> Phrase | None:
        """The city that a country's capital is: Kabul for "the Afghan capital", "Afghanistan's capital"."""
        words = phrase.tree.words[phrase.first : phrase.last + 1]
        if phrase.last != phrase.head or phrase.tree.lemmas[phrase.head] != "capital":
            return None
        country = country_of(words[0])
        seats = countries()[country].metonyms if country is not None and words[1:-1] in ([], ["'s"]) else ()
        return replace(phrase, name=seats[0]) if seats else None

    def country(self) -> Phrase | None:
        """The country that the document names most, by name or by its people's name."""
        return max(self.countries.values(), key=lambda seen: len(seen))[-1] if self.countries else None

    def kind(self, place: Phrase) -> str | None:
        """The kind of place that a name means, if the registry knows it."""
        return self.place_kind(place.name or place.words)

    def wide(self, place: Phrase) -> bool:
        """Whether a place is a city, a region or a country."""
        return self.kind(place) in ("country", "governorate", "region", "city") or (
            place.tree.lemmas[place.head] in _REGIONS
        )

    def wide_region(self, place: Phrase) -> bool:
        """Whether a place is a region or a country, or a side of one: "northern Karsan"."""
        words = place.name or place.words
        return any(self.place_kind(w) in ("country", "governorate", "region") for w in (words, without_bearing(words)))

    def part_of_city(self, place: Phrase) -> bool:
        """Whether a place that the registry does not know is a street, a square or a quarter by its words."""
        words = {w.lower() for w in place.tree.words[place.first : place.last + 2]}
        return self.kind(place) is None and bool(words & _URBAN)

    def has_name(self, place: Phrase) -> bool:
        """Whether a place's words hold a name."""
        return any(self.lexicon.is_name(place.tree, k) for k in range(place.first, place.last + 1))

    def vague(self, place: Phrase) -> bool:
        """Whether a place is only described: "a village in the north", "two districts of Qasr"."""
        tree = place.tree
        if not self.has_name(place):
            return True
        before = tree.words[place.first - 1].lower() if place.first else ""
        kind = self.lexicon.word_is(tree, place.head, "place") and not self.lexicon.is_name(tree, place.head)
        return kind and (before in ("a", "an", "one") or tree.tags[place.head] == "NNS")

    # Actors

    def see_actor(self, phrase: Phrase, *, subject: bool) -> None:
        """Remember an actor; where words only point to one, that one again."""
        meant = None if phrase.pronoun else self.resolve_actor(phrase)
        if meant is not None:
            self.actors.append(Seen(meant, subject, (phrase.tree.number, phrase.first)))

    def resolve_actor(self, phrase: Phrase) -> Phrase | None:
        """The actor that a pronoun or "the group" points to."""
        tree = phrase.tree
        low = tree.words[phrase.head].lower()
        definite = phrase.first == phrase.last and tree.lemmas[phrase.head] in (
            "group",
            "organization",
            "organisation",
            "movement",
            "former",
            "latter",
        )
        if not phrase.pronoun and not definite:
            return phrase
        here = (tree.number, phrase.first)
        near = [seen for seen in self.actors if tree.number - seen.at[0] <= _BACK and seen.at < here]
        person, plural = (
            low in ("he", "she", "him", "his", "her"),
            low in ("they", "them", "their", "both", "these", "those"),
        )
        for wanted in ((True, True), (False, True), (True, False), (False, False)):
            for seen in reversed(near):
                many = self._many(seen.phrase)
                if person:
                    fits = not many and self._someone(seen.phrase)
                elif plural:
                    fits = many or self._body(seen.phrase)
                else:
                    fits = not self._someone(seen.phrase) and (not many or self._body(seen.phrase))
                if definite and self._of_state(seen.phrase):
                    continue
                if (seen.subject, fits) == wanted and seen.phrase.span != phrase.span and (fits or not person):
                    return seen.phrase
        return None

    def _many(self, phrase: Phrase) -> bool:
        """Whether a mention is plural: "rebels", "government forces", "police"."""
        tree = phrase.tree
        return tree.tags[phrase.head] in ("NNS", "NNPS") or tree.lemmas[phrase.head] in ("police", "troop", "personnel")

    def _of_state(self, phrase: Phrase) -> bool:
        """Whether a mention is of a state or its forces, which nobody calls "the group"."""
        tree, head = phrase.tree, phrase.head
        return tree.lemmas[head] in _STATE_BODIES or country_of(tree.words[head]) is not None

    def _body(self, phrase: Phrase) -> bool:
        """Whether a mention names a body of people that "they" may point to, and is not who tells of it."""
        tree, head = phrase.tree, phrase.head
        if self.lexicon.word_is(tree, head, "combatant"):
            return True
        return self.lexicon.is_actor_name(tree, head) and tree.lemmas[tree.heads[head]] not in self.lexicon.words["say"]

    def _someone(self, phrase: Phrase) -> bool:
        """Whether a mention names a person: a name that is no place, country or body."""
        tree, head = phrase.tree, phrase.head
        return self.lexicon.is_name(tree, head) and not (
            self.lexicon.is_place(tree, head)
            or self.lexicon.is_actor_name(tree, head)
            or self.lexicon.word_is(tree, head, "force")
        )

    # Speakers

    def resolve_speaker(self, phrase: Phrase) -> Phrase | None:
        """The named source that "the monitor", "it" or "the Observatory" points to."""
        tree, lem = phrase.tree, phrase.tree.lemmas[phrase.head]
        if phrase.pronoun:
            return self.speakers[-1] if self.speakers else None
        named = any(self.lexicon.is_name(tree, k) for k in range(phrase.first, phrase.last + 1))
        own = phrase.word_set - {"the", "a"}
        plural = tree.tags[phrase.head] == "NNS"
        known = [p for p in self.speakers if (p.tree.tags[p.head] == "NNS") == plural or named]
        for earlier in (*reversed(known), *self.names):  # a shorter form of a name given elsewhere
            if own < earlier.word_set and (named or lem in earlier.word_set) and not (named and lem in _ROLES):
                return earlier
        if named and not (lem in _SAYERS and "based" in own):
            return phrase
        if lem in _ORGANISED and not plural:
            for earlier in (*reversed(self.speakers), *self.names):
                if self._organised(earlier):
                    return earlier
        elif lem in _SAYERS:
            alone = [p for p in reversed(self.speakers) if lem in p.word_set] if phrase.first == phrase.last else []
            if alone:
                return alone[0]
            definite = phrase.first > 0 and tree.words[phrase.first - 1].lower() in ("the", "this")
            if lem in _ISSUED and definite and self.speakers:
                return self.speakers[-1]
        return phrase

    def _organised(self, phrase: Phrase) -> bool:
        tree = phrase.tree
        return bool(phrase.word_set & (_ORGANISED | {"rights"})) and any(
            self.lexicon.is_name(tree, k) for k in range(phrase.first, phrase.last + 1)
        )

    def see_speaker(self, phrase: Phrase) -> None:
        """Remember a source."""
        if not phrase.pronoun:
            self.speakers.append(phrase)

    def named_later(self, phrase: Phrase, later: Iterable[Phrase]) -> Phrase:
        """For "a monitor said" in the lead: the monitor that the document names further down."""
        tree = phrase.tree
        one = tree.tags[phrase.head] != "NNS"
        if (
            one
            and tree.lemmas[phrase.head] in _ORGANISED
            and not any(self.lexicon.is_name(tree, k) for k in range(phrase.first, phrase.last + 1))
        ):
            for other in later:
                if self._organised(other):
                    return other
        return phrase
