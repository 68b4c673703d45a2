"""The plain readings beside the model: the last claim, the majority of origins, and each source's own last word."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

from marsad.views.holding.parts import Status

if TYPE_CHECKING:
    from collections.abc import Sequence

    from marsad.views.holding.collect import Collected
    from marsad.views.holding.sightings import Sighting

RECENT = 30
"""Days for which an origin's last word counts in the majority, where any origin spoke in them."""
_WORDS = {
    "captured": "taken by {actor}", "holds": "held by {actor}", "withdrew": "left by {actor}",
    "advanced": "{actor} advancing", "contested": "contested", "besieged": "besieged by {actor}",
}  # fmt: skip
_MODAL = {"denied": "denied: ", "alleged": "alleged: ", "planned": "planned: ", "asserted": ""}


def say(sighting: Sighting, found: Collected) -> str:
    """What a sighting says of its place, in a few plain words."""
    party = found.parties.get(sighting.actor) if sighting.actor else None
    actor = party.name if party else "a party not named"
    return _MODAL[sighting.modality] + _WORDS[sighting.event].format(actor=actor)


def last_claim(told: Sequence[Sighting], found: Collected) -> str:
    """What the claim published last says."""
    return say(max(told, key=lambda s: (s.published, s.day)), found)


def majority(told: Sequence[Sighting], found: Collected) -> str:
    """What most origins say, each by its last word of the last month before the latest one; a tie is said to be one."""
    newest = max(s.published for s in told)
    words: dict[str, str] = {}
    for sighting in sorted(told, key=lambda s: (s.published, s.day)):
        if newest - sighting.published <= RECENT and sighting.modality != "planned":
            words[sighting.origin] = _state(sighting, found)
    votes = Counter(words.values()).most_common()
    if not votes:
        return "no word"
    if len(votes) > 1 and votes[0][1] == votes[1][1]:
        return "undecided: " + " or ".join(sorted(words for words, count in votes if count == votes[0][1]))
    return votes[0][0]


def _state(sighting: Sighting, found: Collected) -> str:
    """Capture and holding are one state."""
    said = say(sighting, found)
    return said.replace("taken by", "held by") if sighting.event == "captured" else said


def statuses(told: Sequence[Sighting], found: Collected) -> tuple[Status, ...]:
    """Each origin's own latest status of a place, the newest first."""
    last: dict[str, Sighting] = {}
    for sighting in sorted(told, key=lambda s: (s.published, s.day)):
        last[sighting.origin] = sighting
    return tuple(
        Status(
            source=s.origin, name=found.origins.get(s.origin, s.origin), says=say(s, found),
            day=date.fromordinal(s.day).isoformat(), claim=s.claim,
        )
        for s in sorted(last.values(), key=lambda s: (-s.published, s.origin))
    )  # fmt: skip
