"""What each side says of its own and of others' gains and losses, on control and casualties."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from marsad.views.sources.collect import side
from marsad.views.sources.parts import Account

if TYPE_CHECKING:
    from marsad.model import Claim
    from marsad.views.registries import Names
    from marsad.views.sources.collect import Collected

GAINS = frozenset({"captured", "advanced", "holds"})
CASUALTIES = frozenset({"killed", "injured", "missing", "detained"})


def accounts(found: Collected, names: Names) -> tuple[Account, ...]:
    """By side and type, the claims of those who speak for it. Only parties that the registry knows are told apart.

    Control: taking, holding or advancing is a gain of the actor's side, leaving a loss; a place taken from a side by
    nobody named is a loss of that side. Casualties: the dead, injured, missing and detained of a side are its loss;
    civilians and people of no known side are in no count.
    """
    told: defaultdict[tuple[str, str], defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    called: dict[str, str] = {}
    for entry in found.entries:
        claim = entry.reading
        _, speaker = names.speaker(claim)
        if speaker is None or claim.type not in ("control", "casualty") or claim.modality == "planned":
            continue
        called.setdefault(speaker, names.actor_name(speaker.removeprefix("actor:")))
        for kind in _kinds(claim, speaker, names):
            told[speaker, claim.type]["denied" if claim.modality == "denied" else kind].append(claim.id)
    return tuple(
        Account(side=speaker, name=called[speaker], type=kind, **{k: tuple(dict.fromkeys(v)) for k, v in by.items()})
        for (speaker, kind), by in sorted(told.items())
    )  # fmt: skip


def _kinds(claim: Claim, speaker: str, names: Names) -> set[str]:
    """Which gains and losses a claim tells of, from where its speaker stands."""
    actors = {side(names, mention) for mention in claim.actor if mention.link}
    targets = {side(names, mention) for mention in claim.target if mention.link}
    gained, lost = set[str](), set[str]()
    if claim.event in GAINS:
        gained, lost = actors, set() if actors else targets
    elif claim.event == "withdrew":
        lost = actors
    elif claim.event in CASUALTIES:
        lost = targets
    return {
        f"{'own' if one == speaker else 'other'}_{what}"
        for what, sides in (("gains", gained), ("losses", lost))
        for one in sides
    }  # fmt: skip
