"""What a sentence leaves open and the document has said: the place and the time of the event that a claim continues."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marsad.coders.rules.incident import date_incident
from marsad.coders.rules.timeline import inherited
from marsad.coders.rules.whereabouts import Inside, Whereabouts

if TYPE_CHECKING:
    from marsad.coders.rules.discourse import Discourse
    from marsad.coders.rules.draft import Draft
    from marsad.coders.rules.moments import Clock

__all__ = ["Inside", "inherit"]


def inherit(drafts: list[Draft], discourse: Discourse, clock: Clock, inside: Inside) -> None:
    """Fill open places and times, in place. `inside` tells whether one place name lies inside another."""
    places = Whereabouts(drafts, discourse, inside, clock.published)
    for number, draft in enumerate(drafts):
        beside = [d for d in drafts if d.tree is draft.tree and d is not draft]
        before = drafts[:number]
        draft.places = places.of(draft, beside, before)
        if draft.moment is None:
            scene = clock.scenes.get(draft.tree.number)
            draft.moment = inherited(draft, beside, before, scene, clock.published)
    for number, draft in enumerate(drafts):
        here = [d for d in drafts if d.tree is draft.tree]
        closer = places.closer(draft, here, drafts[number + 1 :])
        if closer:
            for other in drafts[number + 1 :]:
                if not other.own_place and other.places == draft.places:
                    other.places = closer  # what went on with it
            draft.places, draft.own_place = closer, False
    date_incident(drafts, clock.published, inside)
