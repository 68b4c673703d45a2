"""Where it happened: the places of a draft from its own clause, then from the clauses above and beside it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import TYPE_CHECKING

from marsad.coders.rules.clauses import own_tokens
from marsad.coders.rules.place_nominals import STRONG, PlaceNominals
from marsad.coders.rules.place_phrases import COMPASS

if TYPE_CHECKING:
    from marsad.coders.rules.draft import Draft
    from marsad.coders.rules.phrases import Phrase
    from marsad.coders.rules.triggers import Match

_ADJUNCTS = ("obl", "nmod", "obl:unmarked", "conj", "nmod:unmarked", "appos", "dep", "obl:agent")
_LOCATIVES = (*STRONG, *"on over from against of between to through for".split())
_REGIONS = ("governorate", "region", "country")
_PAIR = 2
_COME_DOWN = frozenset("land fall explode crash".split())
_HARM = frozenset("kill wound injure maim hurt behead execute assassinate murder".split())
_TAKING = frozenset(
    "capture recapture take retake seize liberate liberation recover regain reach secure encircle besiege clear".split()
)
_ONTO = ("towards", "toward", "into", "to")
_NAMED = 4
"""Tokens in which "by" and a force are told."""
_UNDERGO = frozenset("suffer witness see experience endure face undergo sustain come be".split())


class PlaceFiller(PlaceNominals):
    """Fills the places of drafts. One for each sentence."""

    def direct_places(self, match: Match) -> list[Phrase]:
        """Places that the rule's own roles give."""
        for role in match.rule.look_at("place"):
            heads = (
                [match.at] if role == "noun" else match.roles.get("subject" if role == "subject_place" else role, [])
            )
            heads = [self._bound_for(match, role, head) for head in heads]
            if match.rule.type == "attack":
                heads = [head for head in heads if not self._of_post(head, match.at)]
            taken = [self._innermost(self._site(head)) for head in heads if self._takes(match, role, head)]
            found = self._resolved([place for head in taken for place in self.phrases.at(head)])
            if found:
                return found
        return []

    def _bound_for(self, match: Match, role: str, head: int) -> int:
        """Where a move leads that is told by the way it takes: "through the forests towards X"."""
        if match.rule.event != "advanced" or role not in ("through", "along", "across", "from"):
            return head
        ends = (k for k in self.tree.subtree(head) if k > head and self.tree.case(k) in _ONTO)
        return next((k for k in ends if self.phrases.named(self.phrases.of(k))), head)

    def _takes(self, match: Match, role: str, head: int) -> bool:
        """Whether what stands in a role that may be the place is one."""
        type_, tree, lexicon = match.rule.type, self.tree, self.lexicon
        if tree.lemmas[head] in COMPASS and role == "from" and not tree.children(head, "nmod"):
            return False  # "advanced from the north"
        bare = role in ("subject", "object", "of", "from", "to", "into")
        if bare and not lexicon.may_be(tree, head, "place"):
            return False
        unknown = lexicon.is_unknown_name(tree, head)
        if type_ == "control" and (bare or role in ("subject_place", "over")):
            return True
        if type_ in ("displacement", "humanitarian") and role in ("object", "from"):
            return True
        if type_ == "attack" and role in ("object", "from", "on", "over", "targeting") and unknown:
            return tree.lemmas[match.at] not in _HARM and not self._is_person(head)
        return self.place_like(head) or (role in STRONG and unknown)

    def places_near(
        self, tokens: Iterable[int], at: int, *, prepositions: tuple[str, ...] = _LOCATIVES
    ) -> list[Phrase]:
        """The first place with a locative preposition among these tokens, those after the trigger first."""
        tree = self.tree
        options = [
            i for i in tokens
            if i != at and i not in self._sources
            and self._case(i) in prepositions and self.place_like(i) and tree.deps[i] in _ADJUNCTS
            and not self._whence(i, at) and not self._of_doers_post(i, at)
            and not (self._case(i) in ("of", "from", "to", "for", "between") and not self.lexicon.is_place(tree, i))
        ]  # fmt: skip
        doers = self._doers(at)
        last = {i for i in options if i in doers or self._of_post(i, at)}
        ordered = sorted(options, key=lambda i: (i in last, self._case(i) not in (*STRONG, "on"), i < at, abs(i - at)))
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

    def _whence(self, i: int, at: int) -> bool:
        """Whether a place only tells whence something came: "came under fire from positions on the hills"."""
        for above in self.tree.ancestors(i):
            if above == at or self.tree.is_verb(above):
                return False
            if self.tree.case(above) == "from" and not self.lexicon.is_name(self.tree, above):
                return True
        return False

    def _of_doers_post(self, i: int, at: int) -> bool:
        """Whether a place says where those are posted by whom it was done."""
        before = next((k for k in self.tree.kids[i] if self.tree.deps[k] == "case"), i) - 1
        return self._of_post(i, at) and "by" in map(str.lower, self.tree.words[max(0, before - _NAMED) : before])

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
        """The place right after the words of the rule, wherever the parse hung it: "control over X", "shells on X"."""
        tree, type_ = self.tree, match.rule.type
        near = {"control": (*STRONG, "on", "over", "of"), "attack": ("on", "at", "against")}.get(type_, ())
        words = match.roles.get("with", []) if type_ == "attack" else (match.at, *match.roles.get("object", []))
        for at in words:
            if at + 1 < len(tree) and tree.words[at + 1].lower() in near:
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

    def after(self, preposition: int) -> list[Phrase]:
        """The places right after a preposition, wherever the parse hung it."""
        tree = self.tree
        head = tree.heads[preposition] if tree.deps[preposition] == "case" else preposition + 1
        if head <= preposition or not self.place_like(head):
            return []
        return self._resolved([self.phrases.of(head)])

    def _landing(self, match: Match) -> list[Phrase]:
        """Where shells come down: "a shell was fired by gunmen in X and landed in Y"."""
        tree, at = self.tree, match.at
        if match.rule.type != "attack":
            return []
        down = [k for k in range(at + 1, len(tree)) if tree.is_verb(k) and tree.lemmas[k] in _COME_DOWN]
        down = [k for k in down if tree.deps[k] in ("conj", "acl", "advcl") and not tree.children(k, "nsubj")]
        return self.places_near(own_tokens(tree, down[0]), at, prepositions=(*STRONG, "on")) if down else []

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

    def fill(self, draft: Draft) -> None:
        """Places from the roles and the clause, else from the clauses above and beside it."""
        draft.places = self._without_outer(self._of_clause(draft.match) or self._destination(draft.match))
        draft.own_place = bool(draft.places)
        if not draft.places:
            draft.places = self._of_sentence(draft.match)

    def _without_outer(self, places: list[Phrase]) -> list[Phrase]:
        """Places without those that only say in what region the one before lies: "in El Fasher, North Darfur"."""
        tree, kept = self.tree, places[:1]
        for before, place in pairwise(places):
            apart = tree.words[before.last + 1 : place.first] if place.tree is tree and before.tree is tree else []
            after = tree.words[place.last + 1].lower() if place.last + 1 < len(tree) else ""
            region = self.discourse.kind(place) in _REGIONS and self.discourse.kind(before) not in _REGIONS
            if not (region and apart == [","] and len(places) == _PAIR and after != "and"):
                kept.append(place)
        return kept

    def _destination(self, match: Match) -> list[Phrase]:
        """Where relief goes, however the parse hung it: "delivered 14 trucks loaded with flour to X"."""
        tree = self.tree
        if not match.rule.event.startswith("aid_"):
            return []
        for i in range(match.at + 1, len(tree)):
            if tree.tags[i] in ("VBD", "VBZ", "VBP") or tree.words[i] in (";", ":"):
                break
            way = self._case(i) in ("to", "into", "through", "via", "from") and tree.deps[i] in _ADJUNCTS
            if way and self.place_like(i) and tree.heads[i] != match.at:
                found = [p for p in self._resolved(self.phrases.at(i)) if self.phrases.named(p)]
                if found:
                    return found
        return []

    def _of_clause(self, match: Match) -> list[Phrase]:
        """The places that the words of the event give."""
        around = (*STRONG, "on")
        of_deed = (*around, "of", "over", "against", *(() if match.rule.type == "casualty" else ("from",)))
        own, carried = own_tokens(self.tree, match.at), own_tokens(self.tree, match.verb)
        return (
            self._named_or_near(match)
            or self._late_object(match)
            or self._landing(match)
            or self.places_near(own, match.at, prepositions=of_deed)
            or self._sufferer(match)
            or self._following(match)
            or (self.places_near(carried, match.at, prepositions=around) if match.rule.type != "control" else [])
            or self.compound_places(match.at)
            or self._aim(match)
        )

    def _named_or_near(self, match: Match) -> list[Phrase]:
        """The places of the rule's roles; for an attack on what has no name the named place that it stands in."""
        found = self.direct_places(match)
        if not found or match.rule.type != "attack" or any(map(self.phrases.named, found)):
            return found
        tokens = {*own_tokens(self.tree, match.at), *own_tokens(self.tree, match.verb)}
        closer = self.places_near(sorted(tokens), match.at, prepositions=STRONG)
        return closer if any(map(self.phrases.named, closer)) else found

    def _of_sentence(self, match: Match) -> list[Phrase]:
        """The places of the clauses that the event's clause hangs on, of what hangs on it, or whence victims came."""
        tree, around = self.tree, (*STRONG, "on")
        for above in tree.ancestors(match.at):
            if tree.is_verb(above) or any(tree.deps[k] == "cop" for k in tree.kids[above]):
                if tree.lemmas[above] in self.lexicon.words["say"]:
                    break
                found = self.places_near(own_tokens(tree, above), match.at, prepositions=around)
                if found:
                    return found
        below = self.places_near(tree.subtree(match.verb), match.at, prepositions=around)
        if below or match.rule.type != "casualty":
            return below
        return self.places_near(own_tokens(tree, match.at), match.at, prepositions=("from",))
