"""Where a claim's event is, if its own clause leaves it open: the place of the event that it continues.

A report tells an event from the general to the particular: its lead has "a village in the north", the next sentences
name the village. And what a sentence adds to an event ("Three people were hurt") has the event's place.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from marsad.coders.rules.discourse import Discourse
    from marsad.coders.rules.draft import Draft
    from marsad.coders.rules.phrases import Phrase
    from marsad.coders.rules.tree import Tree

Inside = Callable[[str, str], bool]
_EVENTS = ("casualty", "attack", "control", "displacement")
_CONTINUES = {**dict.fromkeys(_EVENTS, _EVENTS), "humanitarian": (*_EVENTS, "humanitarian")}
"""What a claim of each type may go on with: fighting does not go on with relief."""
_BATTLES = frozenset(("battle", "siege", "offensive", "assault", "operation", "campaign"))
_TOLD = ("casualty", "attack")
_WARS = frozenset("war conflict uprising revolution insurgency invasion coup rebellion hostility".split())
_APART = frozenset("meanwhile elsewhere separately separate previously also another".split())
_BESIDE = frozenset("near outside around".split())
_HABITS = frozenset("regularly routinely repeatedly frequently often constantly daily always usually".split())
_SETTLED = frozenset("city town village district neighborhood neighbourhood suburb township camp".split())
_MANY = 1000
_MASSES = 500_000
"""People whose flight is that of a country."""
_WEEK = 7
_REACH = 3
"""Sentences over which a report goes on with an event."""
_LEAD = 2
"""Sentences at the head of a report that tell in general what the next ones tell in detail."""


class Whereabouts:
    """The places of one document's claims. `inside` tells whether one place name lies inside another."""

    def __init__(self, drafts: list[Draft], discourse: Discourse, inside: Inside, published: date | None) -> None:
        self.discourse, self.inside, self.published = discourse, inside, published
        body = [d.tree.number for d in drafts if not d.tree.heading]
        self.lead = min(body, default=0) + _LEAD

    def of(self, draft: Draft, beside: list[Draft], before: list[Draft]) -> list[Phrase]:
        """The places of a claim: its own, else those of the claims beside it or before it in the text."""
        if draft.type == "displacement" and not draft.own_place and of_the_war(draft):
            country = self.discourse.country()
            return [country] if country else []
        if draft.type == "casualty":
            if self.discourse.scene is not None and not draft.own_place and _told_since(draft, _BATTLES):
                return [self.discourse.scene]
            counted = any(d.own_place and d.type == "casualty" for d in beside)
            if not draft.own_place and not counted and of_the_war(draft):
                country = self.discourse.country()
                return [country] if country else []
            listed = any(d.match is draft.match and d.own_place and d.places != draft.places for d in beside)
            told = draft.own_place and (listed or not all(map(self.discourse.wide, draft.places)))
            if not told and (host := _host(draft, beside)):
                return host if not draft.places or any(map(self.discourse.has_name, host)) else draft.places
        if draft.places or draft.type not in _CONTINUES or _of_no_place(draft):
            return draft.places
        scene = self.discourse.scene
        if draft.type == "displacement" and draft.figure is not None and (draft.figure.low or 0) >= _MASSES:
            country = self.discourse.country()
            return [country] if country else []
        if scene is not None and draft.type in ("attack", "control") and not any(d.own_place for d in beside):
            return [scene]
        found = _place(draft, beside, before)
        if self._new_deed(draft) and all(p.tree is not draft.tree and self.discourse.vague(p) for p in found):
            found = []  # "a rebel stronghold" is not where another deed was done
        return found or ([scene] if scene is not None else [])

    def _new_deed(self, draft: Draft) -> bool:
        """Whether a toll is that of a deed told for the first time: "were killed in an ambush"."""
        tree = draft.tree
        deeds = (k for k in tree.children(draft.match.verb, "obl") if self.discourse.lexicon.word_is(tree, k, "attack"))
        told = any(tree.words[m].lower() in ("a", "an", "another") for k in deeds for m in tree.children(k, "det"))
        return draft.type == "casualty" and (told or _another(tree))

    def closer(self, draft: Draft, here: list[Draft], later: list[Draft]) -> list[Phrase]:
        """The places of a claim as the next sentences give them more closely; empty where they do not."""
        if draft.type not in _TOLD or len(draft.places) > 1:
            return []
        lead = not draft.tree.heading and draft.tree.number < self.lead
        for other in later:
            steps = other.tree.number - draft.tree.number
            if steps > _REACH or not (lead or steps <= 1):
                break
            if not steps or other.type not in _TOLD or not self._placed_here(other):
                continue
            if _another(other.tree) or not _same_kind(draft, other) or not self._same_day(draft, other):
                continue
            if draft.places and _other_toll(here, [d for d in later if d.tree is other.tree]):
                continue
            places = _all_places(other, later)
            if not (lead or _points_back(other)) or not all(self._refines(p, draft) for p in places):
                continue
            if draft.type == "casualty" or len(places) == 1:
                return places
        return self._settlement(draft) if lead else []

    def _settlement(self, draft: Draft) -> list[Phrase]:
        """The one settlement that the sentences after a lead name, where the lead only has its region."""
        place = draft.places[0] if draft.places else None
        if place is None or not (self.discourse.wide_region(place) or self.discourse.vague(place)):
            return []
        near = range(draft.tree.number + 1, draft.tree.number + 1 + _LEAD)
        named = [m for m in self.discourse.places if m.phrase.tree.number in near and m.nouns & _SETTLED]
        inner = [m.phrase for m in named if m.phrase.tree.case(m.phrase.head) in ("in", "at", "of")]
        if len({p.words for p in inner}) != 1:
            return []
        unknown = self.discourse.kind(inner[0]) is None and self.discourse.wide_region(place)
        return inner[:1] if unknown or self._refines(inner[0], draft) else []

    def _same_day(self, draft: Draft, other: Draft) -> bool:
        """Whether two claims can be of one day; a claim of no day is of the days before the report."""
        one, two = draft.moment, other.moment
        if two is None or two.first is None or two.last is None:
            return True
        if one is not None and one.first is not None and one.last is not None:
            return one.first <= two.last and two.first <= one.last
        return not two.own or self.published is None or (self.published - two.last).days < _WEEK

    def _placed_here(self, draft: Draft) -> bool:
        """Whether a claim's place is named in its own sentence."""
        return bool(draft.places) and all(p.tree is draft.tree and self.discourse.has_name(p) for p in draft.places)

    def _refines(self, closer: Phrase, draft: Draft) -> bool:
        """Whether a place can be that of a claim, told more closely."""
        if not draft.places:
            return True
        place = draft.places[0]
        if closer.words == place.words:
            return False
        if self.discourse.vague(place):
            return True
        if place.tree.case(place.head) in _BESIDE and self.discourse.wide(place):
            return True
        if self.inside(closer.name or closer.words, place.name or place.words):
            return True
        return self.discourse.part_of_city(closer) and self.discourse.kind(place) == "city"


def _another(tree: Tree) -> bool:
    """Whether a sentence goes on to another event: "Meanwhile", "another raid"."""
    return bool(_APART & {word.lower() for word in tree.words})


def _same_kind(draft: Draft, other: Draft) -> bool:
    """Whether two claims can tell of one event, by its means."""
    if draft.type != "attack" or other.type != "attack":
        return True
    return draft.event == other.event or "other" in (draft.event, other.event)


def _other_toll(here: list[Draft], there: list[Draft]) -> bool:
    """Whether a sentence counts the victims of another event than the first one, or only some of them."""

    def tolls(drafts: list[Draft]) -> set[tuple[str, float | None]]:
        told = [d for d in drafts if d.type == "casualty" and d.whole is None]
        return {(d.event, d.figure.low) for d in told if d.figure is not None and d.figure.unit != "share"}

    one, two = tolls(here), tolls(there)
    return bool(one and two) and not one & two and bool({e for e, _ in one} & {e for e, _ in two})


def _points_back(draft: Draft) -> bool:
    """Whether a claim tells of a deed as one known already: "the strikes", "the blast"."""
    tree, at = draft.tree, draft.match.at
    return any(tree.words[k].lower() in ("the", "this", "these", "that") for k in tree.children(at, "det"))


def _all_places(draft: Draft, drafts: list[Draft]) -> list[Phrase]:
    """The places of a deed over all its claims, one for each place."""
    told = [d for d in drafts if d.tree is draft.tree and d.match.at == draft.match.at and d.type == draft.type]
    return list(dict.fromkeys(p for d in told for p in d.places))


def of_the_war(draft: Draft) -> bool:
    """Whether a toll is that of the whole war: "since the conflict began", "have died in the war", "since then"."""
    tree, match = draft.tree, draft.match
    if any(tree.lemmas[h] in _WARS for h in match.roles.get("subject", [])) or _told_since(draft, _WARS):
        return True
    many = draft.figure is not None and (draft.figure.low or 0) >= _MANY
    return many and any(w.lower() in ("since", "war", "conflict", "insurgency") for w in tree.words)


def _told_since(draft: Draft, words: frozenset[str]) -> bool:
    """Whether a sentence counts from the beginning of a war or a battle: "since the siege began"."""
    tree = draft.tree
    since = [i for i, word in enumerate(tree.words) if word.lower() == "since"]
    return any(tree.lemmas[k] in words for i in since for k in range(i + 1, min(len(tree), i + 5)))


def _of_no_place(draft: Draft) -> bool:
    """Whether a claim without a place is of no one place: thousands of dead, a month's toll, daily bombardment."""
    moment, figure = draft.moment, draft.figure
    if moment is not None and moment.own and moment.first and moment.last and (moment.last - moment.first).days > _WEEK:
        return True
    if draft.type == "casualty":
        return figure is not None and (figure.low or 0) >= _MANY
    verb = draft.match.verb
    return any(draft.tree.lemmas[k] in _HABITS for k in draft.tree.children(verb, "advmod"))


def _host(draft: Draft, beside: list[Draft]) -> list[Phrase]:
    """The places of the deed that a toll hangs on: "shelled X, killing three", "were hurt when a bomb hit X"."""
    tree, at = draft.tree, draft.match.at
    above, below = tree.ancestors(at), tree.subtree(draft.match.verb)
    deeds = [d for d in beside if d.type in ("attack", "control") and d.own_place]
    linked = [d for d in deeds if d.match.at in above or d.match.at in below or d.match.verb in above]
    if not linked:
        return []
    nearest = min(linked, key=lambda d: abs(d.match.at - at))
    return [p for d in linked if d.match.at == nearest.match.at and d.type == nearest.type for p in d.places]


def _place(draft: Draft, beside: list[Draft], before: list[Draft]) -> list[Phrase]:
    kinds = _CONTINUES[draft.type]
    near = sorted((d for d in beside if d.own_place), key=lambda d: abs(d.match.at - draft.match.at))
    if near:
        same = [d for d in near if d.match.at == near[0].match.at and d.type == near[0].type]
        return [p for d in same for p in d.places][: None if draft.type == "casualty" else 1]
    for earlier in reversed(before):
        if earlier.tree.number < draft.tree.number and earlier.places and earlier.type in kinds:
            if draft.tree.number - earlier.tree.number > _REACH:
                break
            told = [d for d in before if d.tree is earlier.tree and d.match.at == earlier.match.at]
            places = [p for d in told for p in d.places]
            return list(dict.fromkeys(places)) if draft.type == "casualty" else list(earlier.places)
    return []
