"""What a report says only to tell which place or paper is meant: drafts that were put forward, who held what fell."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from marsad.coders.rules.draft import Draft

_VOTED = ("resolution_vetoed", "resolution_adopted")
_PAST = frozenset(("was", "were", "had"))
_OF_ITS_OWN = frozenset(("since", "for", "until", "still"))
_NEAR = 1


def without_descriptions(drafts: list[Draft]) -> list[Draft]:
    """The drafts of a document without those that describe what another one tells of."""
    return [d for d in drafts if not _paper_voted_on(d, drafts) and not _lost(d, drafts)]


def _paper_voted_on(draft: Draft, drafts: list[Draft]) -> bool:
    """For "drafts put forward by France were vetoed": a resolution voted on is not proposed anew."""
    if draft.event != "resolution_proposed" or draft.tree.deps[draft.match.at] not in ("acl", "acl:relcl"):
        return False
    voted = [d for d in drafts if d.tree is draft.tree and d.event in _VOTED]
    papers = {h for d in voted for role in ("object", "subject", "of") for h in d.match.roles.get(role, [])}
    return draft.tree.heads[draft.match.at] in papers


def _lost(draft: Draft, drafts: list[Draft]) -> bool:
    """For "The army took X. It was in rebel hands.": who held a place before it fell does not hold it.

    Where the words say since when it was held they tell a fact of their own; and "was" of reported speech is no past.
    """
    tree, match = draft.tree, draft.match
    past = any(tree.words[k].lower() in _PAST for k in (*tree.kids[match.at], *tree.kids[match.verb], match.verb))
    if draft.event != "holds" or not past or (draft.moment is not None and draft.moment.own):
        return False
    if draft.speakers or any(tree.words[k].lower() in _OF_ITS_OWN for k in tree.subtree(match.verb)):
        return False
    return any(_fell(draft, other) for other in drafts)


def _fell(held: Draft, other: Draft) -> bool:
    """Whether a claim tells that the place held was taken from its holder, in the same or the sentence before."""
    steps = held.tree.number - other.tree.number
    if other.modality != "asserted" or not 0 <= steps <= _NEAR or not held.actors or not other.actors:
        return False
    here = {(p.name or p.words).lower() for p in held.places} & {(p.name or p.words).lower() for p in other.places}
    holders, doers = ({(a.name or a.words).lower() for a in d.actors} for d in (held, other))
    taken = other.event == "captured" and not holders & doers
    return bool(here) and (taken or (other.event == "withdrew" and bool(holders & doers)))
