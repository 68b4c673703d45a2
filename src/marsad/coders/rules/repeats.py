"""Facts told twice in one document are one claim: the fullest telling stays, a headline yields to the body."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from marsad.coders.rules.draft import Draft
    from marsad.coders.rules.phrases import Phrase
    from marsad.coders.rules.tree import Tree

_GENERIC = frozenset(
    "the of in a an city town village district neighborhood neighbourhood area province governorate countryside "
    "rural".split()
)


_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday yesterday today".split())
_LEAD, _TELLING = 3, 10
NEAR = 2
"""Sentences within which an attack or a change of control on the same place is the same, told again."""


def _words(phrase: Phrase) -> frozenset[str]:
    return frozenset((phrase.name or phrase.words).lower().replace("-", " ").replace("'", "").split()) - _GENERIC


def _alike(a: list[Phrase], b: list[Phrase]) -> bool:
    """Whether two lists of names can mean the same: one is empty, or some name of each shares its words."""
    if not a or not b:
        return True
    return any(_words(x) <= _words(y) or _words(y) <= _words(x) for x in a for y in b)


def _same_figure(a: Draft, b: Draft) -> bool:
    if a.figure is None or b.figure is None:
        return a.figure is None and b.figure is None
    return (a.figure.low, a.figure.unit) == (b.figure.low, b.figure.unit)


def _same_time(a: Draft, b: Draft) -> bool:
    if a.moment is None or b.moment is None or a.moment.first is None or b.moment.first is None:
        return True
    return a.moment.first == b.moment.first


def _speaker(draft: Draft) -> frozenset[str]:
    return _words(draft.speakers[0]) if draft.speakers else frozenset()


def repeated(earlier: Draft, later: Draft) -> bool:
    """Whether two drafts of one document tell the same fact by the same source."""
    if earlier.type != later.type:
        return False
    if earlier.event != later.event and not _vaguer(earlier, later) and not _named_anew(earlier, later):
        return False
    if earlier.modality != later.modality and not {"denied", "planned"}.isdisjoint((earlier.modality, later.modality)):
        return False  # an evacuation that was planned, and then was carried out
    if earlier.match.tree is later.match.tree and earlier.match.at == later.match.at and earlier.places != later.places:
        return False
    if earlier.type == "casualty" and earlier.match is later.match and earlier.figure and later.figure:
        return earlier.figure.start == later.figure.start  # "two journalists and two aid workers"
    if not _same_time(earlier, later):
        return False
    lead = earlier.type == "casualty" and _of_lead(earlier)
    dated = not lead and later.moment is not None and later.moment.own and later.moment.first is not None
    if dated and not (earlier.moment and earlier.moment.first) and not _named_anew(earlier, later):
        return False
    if earlier.type in ("casualty", "displacement"):
        return _same_toll(earlier, later)
    if earlier.type == "humanitarian" and earlier.figure and later.figure and not _same_figure(earlier, later):
        return False
    if earlier.event == "facility_hit":
        return _alike(earlier.targets, later.targets) and _alike(earlier.places, later.places)
    if earlier.type == "diplomacy":
        return _alike(earlier.actors, later.actors) and _same_figure(earlier, later)
    return _same_action(earlier, later)


def _same_toll(earlier: Draft, later: Draft) -> bool:
    if not _same_figure(earlier, later) or earlier.figure is None:
        return False
    if earlier.own_place and later.own_place and not _alike(earlier.places, later.places):
        return _of_lead(earlier) and later.tree is not earlier.tree
    return _alike(earlier.targets, later.targets) or earlier.whole is None


def _of_lead(draft: Draft) -> bool:
    """Whether a toll is that of a report's lead, and of a size that two events hardly share."""
    return draft.tree.number < _LEAD and draft.figure is not None and (draft.figure.low or 0) >= _TELLING


def _same_action(earlier: Draft, later: Draft) -> bool:
    """An attack, a change of control, relief: told again close by, or pointed back to."""
    steps = later.tree.number - earlier.tree.number
    back = _points_back(later)
    if earlier.type in ("attack", "control") and steps > NEAR and not back:
        return False
    if earlier.type == "attack" and back:
        close = steps <= NEAR and (earlier.event == later.event or _vaguer(earlier, later))
        return not later.own_place or _alike(earlier.places, later.places) or close
    if not earlier.places or not later.places:
        return not later.own_place and not later.own_actor and later.match.rule.weak
    return _alike(earlier.places, later.places) and _alike(earlier.actors, later.actors)


def without_headlines(drafts: list[Draft]) -> list[Draft]:
    """Leave out what a headline tells and the body tells too: a fact is marked where the body states it."""
    body = [d for d in drafts if not d.tree.heading]
    kept = []
    for draft in drafts:
        if draft.tree.heading and any(_covers(b, draft) for b in body):
            continue
        kept.append(draft)
    return kept


def _covers(body: Draft, headline: Draft) -> bool:
    if headline.type == "casualty":
        return (
            body.type == "casualty"
            and body.event == headline.event
            and (headline.figure is None or (body.figure is not None and body.figure.low == headline.figure.low))
        )
    if headline.type == "control" and headline.own_place and headline.tree.is_verb(headline.match.at):
        return body.event == headline.event and _alike(body.places, headline.places)
    return True


def _vaguer(a: Draft, b: Draft) -> bool:
    """Whether one of two attacks only leaves its means open."""
    return a.type == "attack" and "other" in (a.event, b.event)


def _named_anew(earlier: Draft, later: Draft) -> bool:
    """Whether "the bombing", "Monday's raid" can mean an attack told in other words before."""
    if later.type != "attack" or earlier.tree is later.tree or not _points_back(later):
        return False
    return _alike(earlier.actors, later.actors) and _alike(earlier.targets, later.targets)


def _points_back(draft: Draft) -> bool:
    """As in "The strikes", "the attack": a definite noun without a place of its own tells of an attack already told."""
    tree, at = draft.tree, draft.match.at
    if tree.is_verb(at):
        return False
    return any(
        tree.words[k].lower() in ("the", "this", "these", "that", "those", "such")
        if tree.deps[k] == "det"
        else tree.words[k].lower().rstrip("s") in _DAYS
        for k in tree.kids[at]
    )


def _worth(draft: Draft) -> tuple[int, int]:
    slots = (
        bool(draft.own_place)
        + bool(draft.actors)
        + bool(draft.moment and draft.moment.own)
        + bool(draft.speakers)
        + (draft.modality == "asserted")
        + (draft.type == "humanitarian" and draft.figure is not None)
    )
    return (0 if draft.tree.heading else 1, slots)


def _in_opening(draft: Draft, lead: Tree | None) -> bool:
    """Whether a draft stands where a report tells shortly what it tells fully later: a headline, a toll in the lead."""
    return draft.tree.heading or (draft.type == "casualty" and draft.tree is lead)


def without_repeats(drafts: list[Draft]) -> list[Draft]:
    """The drafts without those that repeat a fact by the same source with nothing new."""
    kept: list[Draft] = []
    lead = next((d.tree for d in drafts if not d.tree.heading), None)
    for draft in without_headlines(drafts):
        same = next((k for k in kept if repeated(k, draft) and _told_again(k, draft)), None)
        if same is None:
            kept.append(draft)
        elif _worth(draft) > _worth(same) or (_in_opening(same, lead) and _worth(draft) == _worth(same)):
            kept[kept.index(same)] = draft
            for other in kept:
                if other.whole is same:
                    other.whole = draft
    kept = _one_incident(drafts, kept)
    return sorted(kept, key=lambda d: (d.tree.number, d.first, d.match.at))


def _one_incident(drafts: list[Draft], kept: list[Draft]) -> list[Draft]:
    """Where a toll was told twice, the attack told with it is the same attack: it stays where the toll stays."""
    stays = {id(d) for d in kept}
    gone = [d for d in drafts if d.type == "casualty" and d.figure is not None and id(d) not in stays]
    again: set[tuple[int, int]] = set()
    for draft in gone:
        for other in kept:
            if (
                other.type == "casualty"
                and other.event == draft.event
                and _same_figure(other, draft)
                and other.tree is not draft.tree
            ):
                again.add((draft.tree.number, other.tree.number))
    dropped: set[int] = set()
    for told, stayed in again:
        there = [d for d in kept if d.type == "attack" and d.tree.number == stayed]
        for draft in kept:
            if (
                draft.type == "attack"
                and draft.tree.number == told
                and any(o.event == draft.event or _vaguer(o, draft) for o in there)
            ):
                dropped.add(id(draft))
    return [d for d in kept if id(d) not in dropped]


def _told_again(earlier: Draft, later: Draft) -> bool:
    """The same source, or no other source, and no new words on place or time."""
    if earlier.tree.heading:
        return True
    a, b = _speaker(earlier), _speaker(later)
    return not (a and b) or a <= b or b <= a
