"""Where it happened: the places of a draft from its own clause, then from the clauses above and beside it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from marsad.coders.rules.clauses import own_tokens

if TYPE_CHECKING:
    from marsad.coders.rules.discourse import Discourse
    from marsad.coders.rules.draft import Draft
    from marsad.coders.rules.lexicon import Lexicon
    from marsad.coders.rules.phrases import Phrase
    from marsad.coders.rules.place_phrases import PlacePhrases
    from marsad.coders.rules.tree import Tree
    from marsad.coders.rules.triggers import Match

_ADJUNCTS = ("obl", "nmod", "obl:unmarked", "conj", "nmod:unmarked", "appos", "dep", "obl:agent")
_LOCATIVES = (
    "in",
    "at",
    "near",
    "on",
    "outside",
    "inside",
    "around",
    "across",
    "over",
    "within",
    "throughout",
    "along",
    "into",
    "towards",
    "toward",
    "from",
    "against",
    "of",
    "between",
    "to",
    "through",
    "for",
)
_STRONG = (
    "in",
    "at",
    "near",
    "outside",
    "inside",
    "around",
    "across",
    "within",
    "throughout",
    "along",
    "into",
    "towards",
    "toward",
)
_HARM = frozenset("kill wound injure maim hurt behead execute assassinate murder".split())
_INSIDE = frozenset("in at near within inside outside around on".split())
_ANYWHERE = frozenset("street road position post house home building ground line field front trench".split())
_NESTED = 4
_TAKING = frozenset(
    "capture recapture take retake seize liberate liberation recover regain reach secure encircle besiege clear".split()
)
_UNDERGO = frozenset("suffer witness see experience endure face undergo sustain come be".split())
_VAGUE = frozenset("side line state ground front center centre position point part field place".split())
"""Nouns that are places only with a name: "the Qasr field", "the centre of Qasr"."""


class PlaceFiller:
    """Fills the places of drafts. One for each sentence."""

    def __init__(self, tree: Tree, lexicon: Lexicon, phrases: PlacePhrases, discourse: Discourse) -> None:
        self.tree, self.lexicon, self.phrases, self.discourse = tree, lexicon, phrases, discourse

    def place_like(self, i: int) -> bool:
        """Whether the nominal at token i can be a place, given its preposition."""
        tree, lexicon = self.tree, self.lexicon
        if tree.words[i].lower() in ("there", "where"):
            return True
        if lexicon.is_place(tree, i):
            if tree.lemmas[i] == "part" and any(tree.case(k) == "of" for k in tree.kids[i]):
                return True
            vague = lexicon.word_is(tree, i, "place") and tree.lemmas[i] in _VAGUE
            return not vague or self.phrases.named(self.phrases.of(i))
        if lexicon.word_is(tree, i, "facility"):
            return self.phrases.named(self.phrases.of(i))
        return lexicon.is_unknown_name(tree, i) and tree.case(i) in _STRONG and not self._is_person(i)

    def _is_person(self, i: int) -> bool:
        return any(
            self.lexicon.word_is(self.tree, k, "speaker")
            for k in self.tree.kids[i]
            if self.tree.deps[k] in ("compound", "appos", "nmod:desc")
        )

    def direct_places(self, match: Match) -> list[Phrase]:
        """Places that the rule's own roles give."""
        for role in match.rule.look_at("place"):
            heads = (
                [match.at] if role == "noun" else match.roles.get("subject" if role == "subject_place" else role, [])
            )
            taken = [self._innermost(self._site(head)) for head in heads if self._takes(match, role, head)]
            found = self._resolved([place for head in taken for place in self.phrases.at(head)])
            if found:
                return found
        return []

    def _takes(self, match: Match, role: str, head: int) -> bool:
        """Whether what stands in a role that may be the place is one."""
        type_, tree, lexicon = match.rule.type, self.tree, self.lexicon
        bare = role in ("subject", "object", "of", "from", "to", "into")
        if bare and not lexicon.may_be(tree, head, "place"):
            return False
        unknown = lexicon.is_unknown_name(tree, head)
        if type_ == "control" and (bare or role in ("subject_place", "over")):
            return True
        if type_ in ("displacement", "humanitarian") and role in ("object", "from"):
            return True
        if type_ == "attack" and role in ("object", "from") and unknown:
            return tree.lemmas[match.at] not in _HARM and not self._is_person(head)
        return self.place_like(head) or (role in _STRONG and unknown)

    def places_near(
        self, tokens: Iterable[int], at: int, *, prepositions: tuple[str, ...] = _LOCATIVES
    ) -> list[Phrase]:
        """The first place with a locative preposition among these tokens, those after the trigger first."""
        tree = self.tree
        sources = {i for k in range(len(tree)) if tree.case(k) == "according" for i in tree.subtree(k)}
        options = [
            i for i in tokens
            if i != at and i not in sources
            and self._case(i) in prepositions and self.place_like(i) and tree.deps[i] in _ADJUNCTS
            and not (self._case(i) in ("of", "from", "to", "for", "between") and not self.lexicon.is_place(tree, i))
        ]  # fmt: skip
        doers = self._doers(at)
        ordered = sorted(
            options, key=lambda i: (i in doers, self._case(i) not in (*_STRONG, "on"), i < at, abs(i - at))
        )
        for i in ordered:
            left = self._case(i) == "from" and "from" in prepositions and self.lexicon.is_place(tree, i)
            if self._case(i) in ("of", "to", "for", "from", "between") and not self._of_place(i) and not left:
                continue
            found = [
                p for p in self._resolved(self.phrases.at(self._innermost(i))) if any(c.isalpha() for c in p.words)
            ]
            if found:
                return found
        return []

    def _doers(self, at: int) -> set[int]:
        """The tokens that tell of those who act, and so where they come from: "fired by gunmen based in X"."""
        tree = self.tree
        agents = [k for k in tree.kids[at] if tree.deps[k] in ("nsubj", "obl:agent")]
        return {i for k in agents for i in tree.subtree(k)}

    def _case(self, i: int) -> str:
        """The preposition of a nominal; a bearing ("south of X") says near what something lies."""
        tree, case = self.tree, self.tree.case(i)
        if self.phrases.bearing(i) is not None:
            return "near"
        return "from" if case == "of" and tree.case(tree.heads[i]) == "from" else case

    def _innermost(self, i: int) -> int:
        """Of places told one inside the other ("in the Ruda district in eastern Raqqa") the first that has a name."""
        tree = self.tree
        for _ in range(_NESTED):
            before = self.phrases.of(i).first - 1
            while before >= 0 and tree.deps[before] in ("det", "case"):
                before -= 1
            if before < 0 or tree.case(i) not in _INSIDE:
                return i
            inner = [j for j in (before, *tree.ancestors(before)[:_NESTED]) if j < i and self._ends(j, before)]
            inner = [j for j in inner if self.lexicon.is_place(tree, j) or self._large(i)]
            if not inner:
                return i
            i = inner[-1]
        return i

    def _site(self, head: int) -> int:
        """Where a struck building stands, if in less than a city: "hit the Salam mosque in Qasr district"."""
        tree = self.tree
        if self.lexicon.is_place(tree, head) or not self.lexicon.word_is(tree, head, "facility"):
            return head
        after = self.phrases.of(head).last + 1
        around = (k for k in range(after, len(tree)) if tree.case(k) in _INSIDE and after in tree.subtree(k))
        return next((k for k in around if self.place_like(k) and not self._large(k)), head)

    def _large(self, i: int) -> bool:
        """Whether a place is a city or larger, so that a mosque or a market in it is worth telling."""
        kinds = [self.discourse.place_kind(place.words) for place in self.phrases.at(i)]
        return any(kind in ("city", "governorate", "region", "country") for kind in kinds)

    def _ends(self, j: int, last: int) -> bool:
        """Whether a named place headed by token j ends at `last`."""
        if not self.place_like(j):
            return False
        phrases = self.phrases.at(j)
        return bool(phrases) and phrases[-1].last == last and any(map(self.phrases.named, phrases))

    def _of_place(self, i: int) -> bool:
        """Whether "of X" counts: only after a place noun or an event ("the bombing of X"), not "the army of X"."""
        head = self.tree.heads[i]
        return self.lexicon.is_place(self.tree, head) or self.lexicon.word_is(self.tree, head, "attack")

    def compound_places(self, at: int) -> list[Phrase]:
        """Places that stand before an event noun: "the Aleppo strikes"."""
        tree = self.tree
        for k in tree.kids[at]:
            if (
                k < at
                and tree.deps[k] in ("compound", "nmod:poss", "nmod:desc", "amod")
                and self.lexicon.is_name(tree, k)
                and self.lexicon.is_place(tree, k)
            ) and not self.lexicon.is_actor_name(tree, k):
                return self._resolved(self.phrases.at(k))
        return []

    def _following(self, match: Match) -> list[Phrase]:
        """The place right after the words of the rule, wherever the parse hung it: "control over X"."""
        tree = self.tree
        if match.rule.type != "control":
            return []
        for at in (match.at, *match.roles.get("object", [])):
            if at + 1 < len(tree) and tree.words[at + 1].lower() in (*_STRONG, "on", "over", "of"):
                heads = (tree.heads[at + 1], tree.heads[tree.heads[at + 1]])
                head = next((k for k in heads if k > at + 1 and self.place_like(k)), None)
                if head is not None:
                    return self._resolved(self.phrases.at(self._innermost(head)))
        return []

    def _late_object(self, match: Match) -> list[Phrase]:
        """What is struck, told after the means without a preposition: "targeted with dozens of rockets X and Y"."""
        tree, at = self.tree, match.at
        if match.rule.type != "attack" or not tree.is_verb(at) or match.roles.get("object"):
            return []
        for k in range(at + 2, len(tree)):
            first = self.phrases.of(k).first
            if self._case(k) == "" and tree.tags[first - 1] == "NNS" and self.lexicon.is_place(tree, k):
                places = self.phrases.at(k) if tree.deps[k] not in ("nsubj", "compound", "flat") else []
                if any(map(self.phrases.named, places)):
                    return self._resolved(places)
        return []

    def _sufferer(self, match: Match) -> list[Phrase]:
        """The place that undergoes an attack: "X suffered an air raid", "X came under fire"."""
        tree, verb = self.tree, match.verb
        if match.rule.type != "attack" or verb == match.at or tree.lemmas[verb] not in _UNDERGO:
            return []
        if tree.lemmas[verb] in ("come", "be") and tree.case(match.at) != "under":
            return []
        heads = [k for k in tree.children(verb, "nsubj") if self.place_like(k)]
        return self._resolved([place for k in heads for place in self.phrases.at(k)])

    def _aim(self, match: Match) -> list[Phrase]:
        """What an offensive is to take: "an operation to capture X", "aimed at the liberation of X"."""
        tree = self.tree
        if match.rule.event != "ground_assault":
            return []
        for i in (*tree.subtree(match.at), *tree.subtree(match.verb)):
            if i > match.at and tree.lemmas[i] in _TAKING:
                held = tree.children(i, "obj") or [k for k in tree.children(i, "nmod") if tree.case(k) == "of"]
                held = [k for k in held if self.place_like(k) or self.lexicon.is_unknown_name(tree, k)]
                places = [place for k in held for place in self.phrases.at(k)]
                if any(map(self.phrases.named, places)):
                    return self._resolved(places)
        return []

    def _resolved(self, phrases: list[Phrase]) -> list[Phrase]:
        resolved = [named for phrase in phrases for named in self.discourse.resolve_places(phrase)]
        return [p for p in resolved if not self._bare(p)]

    def _bare(self, phrase: Phrase) -> bool:
        """Whether a phrase tells of no particular place: "in the streets", "their positions"."""
        return phrase.first == phrase.last and phrase.tree.lemmas[phrase.head] in _ANYWHERE

    def fill(self, draft: Draft) -> None:
        """Places from the roles, the clause, the clauses above and beside it."""
        match, tree = draft.match, self.tree
        found = self.direct_places(match)
        if found and match.rule.type == "attack" and not any(self.phrases.named(p) for p in found):
            tokens = {*own_tokens(tree, match.at), *own_tokens(tree, match.verb)}
            closer = self.places_near(sorted(tokens), match.at, prepositions=_STRONG)
            found = closer if any(self.phrases.named(p) for p in closer) else found
        if not found:
            found = self._late_object(match)
        own = own_tokens(tree, match.at)
        origin = ("from",) if match.rule.type == "casualty" else ()  # where the victims came from
        left = () if origin else ("from",)
        if not found:
            found = self.places_near(own, match.at, prepositions=(*_STRONG, "on", "of", "over", "against", *left))
        if not found:
            found = self._sufferer(match) or self._following(match)
        if not found and match.verb != match.at and match.rule.type != "control":
            found = self.places_near(own_tokens(tree, match.verb), match.at, prepositions=(*_STRONG, "on"))
        if not found:
            found = self.compound_places(match.at) or self._aim(match)
        if found:
            draft.places, draft.own_place = found, True
            return
        for above in tree.ancestors(match.at):
            if tree.is_verb(above) or any(tree.deps[k] == "cop" for k in tree.kids[above]):
                if tree.lemmas[above] in self.lexicon.words["say"]:
                    break
                found = self.places_near(own_tokens(tree, above), match.at, prepositions=(*_STRONG, "on"))
                if found:
                    break
        if not found:
            found = self.places_near((i for i in tree.subtree(match.verb)), match.at, prepositions=(*_STRONG, "on"))
        draft.places = found or self.places_near(own, match.at, prepositions=origin)
