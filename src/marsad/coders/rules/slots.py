"""Filling the slots of a draft from its own clause, then its sentence, then the document."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from marsad.coders.rules.clauses import own_tokens
from marsad.coders.rules.lexicon import MONTHS
from marsad.coders.rules.phrases import Phrase, PhraseFinder
from marsad.coders.rules.tree import CLAUSAL
from marsad.knowledge.nouns import plurals
from marsad.knowledge.people import countries, country_of
from marsad.language.timelexicon import WEEKDAYS

if TYPE_CHECKING:
    from marsad.coders.rules.discourse import Discourse
    from marsad.coders.rules.draft import Draft
    from marsad.coders.rules.lexicon import Lexicon
    from marsad.coders.rules.tree import Tree
    from marsad.coders.rules.triggers import Match

_WEAPONS = frozenset(
    "jet warplane plane aircraft helicopter sniper tank artillery bomber rocket drone "
    "gunship attacker bomb shell mortar".split()
)
_KINDS_OF_WEAPON = frozenset("fighter war combat military attack jet helicopter bomber unidentified heavy".split())
_COUNTS = frozenset("dozen score hundred thousand ten number".split())
_OWNING = ("poss", "foiled", "control", "hand")
"""Roles of those before a noun whose deed or hold it is."""
_INITIALS = range(3, 6)
_MADE = frozenset("IED IEDS VBIED VBIEDS SVBIED SVBIEDS RPG RPGS UAV UAVS FPV GPS ATGM ATGMS MLRS UXO CCTV".split())
"""Initials of weapons and devices."""
_TIMES = frozenset("day night morning afternoon evening week weekend month year".split())
_ENVOYS = frozenset("representative envoy delegate negotiator official minister leader diplomat delegation".split())
"""Those who act for whom they come from: "envoys of X and Y met"."""
_JOINT = frozenset("mission team convoy delegation".split())
"""Bodies that are those who send them: "a mission of WHO and the Red Cross"."""
_NAME = 8
"""Tokens within which the rest of a body's name comes to its acronym."""
_TROOPS = frozenset("force troop fighter soldier unit army militant man".split())
_BACKING = frozenset("support back reinforce aid assist accompany bolster".split())
_PARTNERSHIP = frozenset("cooperation coordination assistance help support backing collaboration conjunction".split())


class SlotFiller:
    """Fills actors and targets. One for each sentence."""

    def __init__(
        self, tree: Tree, lexicon: Lexicon, phrases: PhraseFinder, discourse: Discourse,
        person: Callable[[Tree, int, PhraseFinder], Phrase],
    ) -> None:  # fmt: skip
        self.tree, self.lexicon, self.phrases, self.discourse, self.person = tree, lexicon, phrases, discourse, person

    def fill_actors(self, draft: Draft) -> None:
        """Actors from the roles: pronouns resolved; for an attack or its victims, who owns the jets or the shells."""
        match = draft.match
        found: list[Phrase] = []
        roles = match.rule.look_at("actor")
        for role in roles:
            heads = [h for h in match.roles.get(role, []) if self.tree.words[h].lower() != "each"]  # "each other"
            if role == "poss":
                found += self._before(sorted(set(heads)))
            else:
                for head in heads:
                    found += self._actors_at(head, role)
            if found and not (match.rule.event == "contested" or ("with" in roles and match.rule.type == "diplomacy")):
                break
        if not found and (match.rule.event == "contested" or match.rule.type in ("attack", "diplomacy")):
            found = self._between(match)
        if not found and match.rule.type == "attack":
            for head in match.roles.get("host_subject", []):
                found += [p for p in self._actors_at(head, "subject") if not self.lexicon.is_civilians(p.tree, p.head)]
        if not found and match.rule.type == "diplomacy":
            found = self._parties(match)
        if not found and match.rule.type == "diplomacy":
            for head in (*match.roles.get("object", []), match.at):
                found += [] if self.tree.is_verb(head) else self._owner(head)
        if found and match.rule.type in ("control", "attack"):
            found += self._partners(match)
        draft.actors = _unique(found)
        draft.own_actor = bool(found)

    def _parties(self, match: Match) -> list[Phrase]:
        """The two between whom it is, wherever they hang: "a truce between X and Y was agreed"."""
        tree = self.tree
        nouns = [h for role in ("object", "subject") for h in match.roles.get(role, []) if not tree.is_verb(h)]
        within = [k for h in nouns for k in tree.subtree(h)] + own_tokens(tree, match.at)
        both = [k for k in within if tree.case(k) == "between"]
        members = [m for k in both[:1] for m in tree.conjuncts(k)]
        if len(members) == 1:  # the second hung elsewhere: what is joined by the next "and"
            near = range(members[0] + 1, min(len(tree), members[0] + _NAME))
            joint = next((i for i in near if tree.words[i].lower() == "and"), len(tree))
            members += [i for i in near if i > joint and tree.deps[i] in ("conj", "nsubj", "nsubj:pass")][:1]
        return [p for m in members for p in self._actors_at(m, "subject")]

    def _partners(self, match: Match) -> list[Phrase]:
        """Who did it with them: "in cooperation with allies", "with the help of", "alongside", "supported by"."""
        tree, found = self.tree, []
        nouns = [h for role in ("subject", "by") for h in match.roles.get(role, [])]
        for i in {*own_tokens(tree, match.verb), *(k for n in nouns for k in tree.subtree(n))}:
            if tree.lemmas[i] in _PARTNERSHIP and tree.case(i) in ("in", "with"):
                found += [k for k in tree.children(i, "nmod", "obl") if tree.case(k) in ("with", "of", "from", "by")]
            elif tree.case(i) == "alongside" and tree.deps[i] in ("obl", "nmod"):
                found.append(i)
            elif tree.lemmas[i] in _BACKING and tree.tags[i] == "VBN" and tree.heads[i] in nouns:
                found += [k for k in tree.kids[i] if tree.case(k) == "by" and not self._machine(k)]
        return [p for k in sorted(set(found)) for p in self._actors_at(k, "with")]

    def _before(self, heads: list[int]) -> list[Phrase]:
        """Actors that stand before an event noun: of "Syrian regime air raids" the Syrian regime, once."""
        found: list[Phrase] = []
        for head in heads:
            whole = (
                head + 1 in heads
                and self.lexicon.word_is(self.tree, head + 1, "force")
                and not self.lexicon.word_is(self.tree, head, "force")
            )
            if whole and not self.lexicon.word_is(self.tree, head + 1, "attack"):
                continue
            for phrase in self._actors_at(head, "poss"):
                first = head - 1
                if (
                    first in heads
                    and phrase.first == head
                    and phrase.tree is self.tree
                    and (_demonym(self.tree, first) or self.lexicon.is_name(self.tree, first))
                ):
                    phrase = Phrase(
                        self.tree,
                        first,
                        phrase.last,
                        phrase.head,
                        phrase.name and f"{self.tree.words[first]} {phrase.name}",
                    )
                found.append(phrase)
        return found

    def _actors_at(self, head: int, role: str) -> list[Phrase]:
        tree, lexicon = self.tree, self.lexicon
        if tree.lemmas[head] in _COUNTS:  # "dozens of militants"
            return [p for k in tree.children(head, "nmod") if tree.case(k) == "of" for p in self._actors_at(k, role)]
        if whose := self._whose(head):
            return whose
        parts = tree.words[head].replace("–", "-").split("-")
        if len(parts) > 1 and all(country_of(part) for part in parts):  # "a US-Russian truce"
            return [Phrase(tree, head, head, head, countries()[country_of(part) or ""].name) for part in parts]
        if lexicon.word_is(tree, head, "attack") or tree.lemmas[head] in (
            "bomb",
            "shell",
            "explosive",
            "control",
            "hand",
            "rule",
        ):
            return self._owner(head)
        if role in _OWNING:
            named = lexicon.is_actor_name(tree, head) or lexicon.word_is(tree, head, "force") or _demonym(tree, head)
            named = named or (role in ("poss", "foiled") and _initials(tree, head))
            if not named and not (tree.deps[head] == "nmod:poss" and lexicon.is_force(tree, head)):
                return []
            if (
                lexicon.is_place(tree, head)
                and not lexicon.is_actor_name(tree, head)
                and not lexicon.word_is(tree, head, "force")
            ):
                return []
        elif role in ("of", "from", "in", "to", "on", "with", "against", "between", "by"):
            if not lexicon.may_be(tree, head, "actor") or (
                lexicon.is_place(tree, head) and not lexicon.is_actor_name(tree, head)
            ):
                return []
        elif tree.lemmas[head] in lexicon.words["deed"] or not (
            lexicon.may_be(tree, head, "actor") or lexicon.is_people(tree, head)
        ):
            return []
        if role == "poss" and tree.lemmas[head] == "military" and tree.deps[head] in ("amod", "compound"):
            return []  # a military operation is anybody's
        resolved = [self.discourse.resolve_actor(p) for p in map(_without_time, self._members(head))]
        kept = [self._of_weapon(p) for p in resolved if p is not None and not self._bare_weapon(p)]
        return [self._plural(self._plain(p)) if role in _OWNING else self._named(p) for p in kept]

    def _whose(self, head: int) -> list[Phrase]:
        """Whose "its jets" are: theirs who say so in the same sentence, else the one last spoken of.

        Plain troops ("its soldiers") are a named body's, never a spokesman's.
        """
        tree = self.tree
        bare = tree.lemmas[head] in _TROOPS and self.phrases.of(head).first == head
        own = [k for k in tree.children(head, "nmod:poss") if tree.words[k].lower() in ("its", "their")]
        if not own or not (bare or tree.lemmas[head] in _WEAPONS):
            return []
        sayers = [a for a in tree.ancestors(head) if tree.is_verb(a) and tree.lemmas[a] in self.lexicon.words["say"]]
        said = [k for a in sayers for k in tree.children(a, "nsubj") if self.lexicon.may_be(tree, k, "actor")]
        meant = None if said else self.discourse.resolve_actor(Phrase(tree, own[0], own[0], own[0]))
        found = self.phrases.actors(said[0]) if said else [meant] if meant is not None else []
        return [p for p in found if not bare or self.lexicon.is_actor_name(p.tree, p.head)]

    def _members(self, head: int) -> list[Phrase]:
        """The actors at a head: of "militants from X and Y" these, of "groups including X" both."""
        tree, lexicon = self.tree, self.lexicon
        below = [k for k in tree.children(head, "nmod", "obl") if lexicon.is_actor_name(tree, k)]
        origin = [p for k in below if tree.case(k) == "from" for p in self.phrases.actors(k)]
        if origin and lexicon.word_is(tree, head, "combatant"):
            return [p for p in origin if not lexicon.is_place(tree, p.head)] or self.phrases.actors(head)
        if tree.lemmas[head] in _ENVOYS and tree.tags[head] == "NNS":
            sent = [k for k in tree.children(head, "nmod", "obl") if tree.case(k) in ("from", "of")]
            beside = [m for m in tree.conjuncts(head) if m != head and tree.lemmas[m] not in _ENVOYS]
            senders = [m for k in sent[:1] for m in tree.conjuncts(k)] + (beside if sent else [])
            if len(senders) > 1 and all(lexicon.is_force(tree, m) for m in senders):
                return [self.phrases.of(m) for m in senders]
        if tree.lemmas[head] in _JOINT:
            joined = [p for k in below if tree.case(k) == "of" for p in self._with_rest(k)]
            if joined:
                return joined
        named = [p for k in below if tree.case(k) == "including" for p in self.phrases.actors(k)]
        return self.phrases.actors(head) + named

    def _with_rest(self, first: int) -> list[Phrase]:
        """A list of actors after "of", with those that the parse hung on the noun before: "a mission of X, Y and Z"."""
        tree = self.tree
        beside = [k for k in tree.children(tree.heads[first], "appos") if k > first]
        return [p for k in (first, *beside) if self.lexicon.is_actor_name(tree, k) for p in self.phrases.actors(k)]

    def _machine(self, i: int) -> bool:
        """Whether what backs a force is a weapon or a strike and no body: "backed by drones"."""
        weapon = self.tree.lemmas[i] in _WEAPONS or self.lexicon.word_is(self.tree, i, "vehicle")
        return (weapon or self.lexicon.word_is(self.tree, i, "attack")) and not self.lexicon.is_actor_name(self.tree, i)

    def _of_weapon(self, phrase: Phrase) -> Phrase:
        """Whose "Russian jets" they are, beside their own words: Russia's."""
        tree = phrase.tree
        country = country_of(tree.words[phrase.first]) if tree.lemmas[phrase.head] in _WEAPONS else None
        if country is None or phrase.name is not None or phrase.first + 1 != phrase.head:
            return phrase
        return Phrase(tree, phrase.first, phrase.last, phrase.head, countries()[country].name)

    def _plain(self, phrase: Phrase) -> Phrase:
        """An owner without the adjectives of the attack: of "heavy government shelling" the government."""
        tree, first = phrase.tree, phrase.first
        while first < phrase.head and tree.tags[first].startswith(("JJ", "RB", "CC")) and not self._telling(first):
            first += 1
        return phrase if first == phrase.first else Phrase(tree, first, phrase.last, phrase.head, phrase.name)

    def _bare_weapon(self, phrase: Phrase) -> bool:
        """As in "Warplanes", "a sniper", "fighter jets" name nobody."""
        tree, before = phrase.tree, range(phrase.first, phrase.head)
        kinds = all(tree.lemmas[k] in _KINDS_OF_WEAPON for k in before)
        return phrase.last == phrase.head and kinds and tree.lemmas[phrase.head] in _WEAPONS

    def _telling(self, i: int) -> bool:
        """Whether an adjective is part of a name."""
        return not self.tree.words[i].islower() and (self.lexicon.is_name(self.tree, i) or _demonym(self.tree, i))

    def _plural(self, phrase: Phrase) -> Phrase:
        """As in "Rebel fire" is the rebels' fire."""
        tree, at = phrase.tree, phrase.head
        if (
            phrase.first == phrase.last
            and phrase.name is None
            and tree.lemmas[at] in self.lexicon.words["combatant"]
            and not tree.tags[at].endswith("S")
        ):
            return Phrase(tree, phrase.first, phrase.last, at, plurals(tree.lemmas[at])[0])
        return phrase

    def _named(self, phrase: Phrase) -> Phrase:
        """Of "committee member Adnan Rahmoun" the name."""
        tree = phrase.tree
        named = self.lexicon.is_name(tree, phrase.head) and not self.lexicon.is_actor_name(tree, phrase.head)
        if tree is not self.tree:
            return phrase
        phrase = self._to_acronym(phrase)
        if phrase.first < phrase.last and named and not self.lexicon.word_is(tree, phrase.head, "force"):
            return self.person(tree, phrase.head, self.phrases)
        return self._titled(phrase) or phrase

    def _to_acronym(self, phrase: Phrase) -> Phrase:
        """A body's name up to its acronym: "the United Nations Mission in South Sudan (UNMISS)"."""
        tree, at = phrase.tree, phrase.last + 1
        if at >= len(tree) or tree.words[at].lower() not in ("in", "for", "of", "on") or phrase.name is not None:
            return phrase
        bracket = next((k for k in range(at, min(at + _NAME, len(tree) - 1)) if tree.words[k] == "("), None)
        if bracket is None or not (tree.words[bracket + 1].isupper() and len(tree.words[bracket + 1]) > 2):
            return phrase
        if any(tree.is_verb(k) or tree.words[k] == "," for k in range(at, bracket)):
            return phrase
        return Phrase(tree, phrase.first, bracket - 1, phrase.head)

    def _titled(self, phrase: Phrase) -> Phrase | None:
        """The person after a title: "a member of the council's committee Adnan Rahmoun"."""
        tree, lexicon = phrase.tree, self.lexicon
        if not (lexicon.word_is(tree, phrase.head, "speaker") or lexicon.word_is(tree, phrase.head, "people")):
            return None
        for k in tree.subtree(phrase.head, skip=CLAUSAL):
            if tree.deps[k] != "appos" or k < phrase.head or not lexicon.is_name(tree, k):
                continue
            named = lexicon.name_at(tree, k)
            person = " " in named and not lexicon.known_place(named)  # a surname may be a town's name too
            if (person or not lexicon.is_place(tree, k)) and not lexicon.word_is(tree, k, "force"):
                return self.phrases.of(k)
        return None

    def _between(self, match: Match) -> list[Phrase]:
        """Fighting "between X and Y", wherever the parse hung it; a truce or fire of both sides, right after it."""
        tree = self.tree
        reach = len(tree) if match.rule.event == "contested" else min(len(tree), match.at + 4)
        for i in range(0 if match.rule.event == "contested" else match.at, reach):
            if tree.words[i].lower() == "between" and tree.deps[i] == "case":
                found = self._actors_at(tree.heads[i], "between")
                if found:
                    return found
        return []

    def _owner(self, head: int) -> list[Phrase]:
        """Whose strike it is: "Russian airstrikes", "strikes by the coalition"."""
        tree, lexicon = self.tree, self.lexicon
        found: list[Phrase] = []
        for k in tree.kids[head]:
            if tree.deps[k] in ("amod", "compound", "nmod:poss", "nmod:desc") and k < head:
                for m in tree.conjuncts(k):
                    if m < head and (
                        _demonym(tree, m)
                        or lexicon.word_is(tree, m, "force")
                        or (lexicon.is_actor_name(tree, m) and not lexicon.is_place(tree, m))
                    ):
                        found += [p for p in [self.discourse.resolve_actor(self.phrases.of(m))] if p]
            elif tree.deps[k] in ("nmod", "obl", "obl:agent") and tree.case(k) in ("by", "from"):
                if lexicon.may_be(tree, k, "actor"):
                    found += [p for p in (self.discourse.resolve_actor(p) for p in self.phrases.actors(k)) if p]
            elif tree.deps[k] == "acl":
                for s in tree.kids[k]:
                    if (
                        tree.deps[s] in ("obl:agent", "obl")
                        and tree.case(s) == "by"
                        and lexicon.may_be(tree, s, "actor")
                    ):
                        found += [p for p in (self.discourse.resolve_actor(p) for p in self.phrases.actors(s)) if p]
        return found

    def fill_targets(self, draft: Draft) -> None:
        """Targets from the roles."""
        match = draft.match
        for role in match.rule.look_at("target") + match.rule.look_at("people"):
            heads = [match.at] if role == "noun" else match.roles.get(role, [])
            for head in heads:
                word, where = self.tree.words[head].lower(), {p.head for p in draft.places if p.tree is self.tree}
                if word in ("which", "that", "there", "it") or head in where or word in WEEKDAYS or word in MONTHS:
                    continue
                draft.targets += [self.phrases.of(m) for m in self.tree.conjuncts(head) if not self.tree.is_verb(m)]
            if draft.targets:
                return


def _without_time(phrase: Phrase) -> Phrase:
    """A mention without the date that the parse took for a part of it: "last month troops", "20 January gunmen"."""
    tree, first = phrase.tree, phrase.first
    for k in range(phrase.first, phrase.head):
        word = tree.words[k].lower()
        if word in MONTHS or word in WEEKDAYS or tree.lemmas[k] in _TIMES:
            first = k + 1
    return phrase if first == phrase.first else Phrase(tree, first, phrase.last, phrase.head, phrase.name)


def _demonym(tree: Tree, i: int) -> bool:
    return country_of(tree.words[i]) is not None


def _initials(tree: Tree, i: int) -> bool:
    """Whether a word can be the initials of a body: "RSF shelling", and not "IED attack"."""
    word = tree.words[i]
    return word.isupper() and word.isalpha() and len(word) in _INITIALS and word not in _MADE


def _unique(phrases: list[Phrase]) -> list[Phrase]:
    kept: list[Phrase] = []
    for phrase in phrases:
        words = phrase.name or phrase.words
        if all(words != (p.name or p.words) for p in kept):
            kept.append(phrase)
    return kept
