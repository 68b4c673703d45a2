"""The states that a process goes through, by kind, and which of them a claim speaks of.

The event of the claim gives the state. Where one event stands for two states ("agreed" and "in force" are one event of
the annotation guide, as are an evacuation under way and one carried out), the words of its clause tell them apart.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from marsad.model import Claim
    from marsad.views.timeline.parts import Kind


@dataclass(frozen=True)
class Stage:
    """A state of a kind of process."""

    state: str
    rank: int
    """How far the process has come; it goes back to an earlier state only after an end."""
    end: bool = False
    """Whether the process is over with it, until something begins again."""


STAGES: dict[Kind, tuple[Stage, ...]] = {
    "truce": (
        Stage("called for", 0), Stage("rejected", 1, end=True), Stage("agreed", 2), Stage("in force", 3),
        Stage("broken", 4, end=True), Stage("expired", 5, end=True),
    ),
    "talks": (
        Stage("called for", 0), Stage("planned", 1), Stage("held", 2, end=True), Stage("failed", 3, end=True),
    ),
    "resolution": (Stage("tabled", 0), Stage("vetoed", 1, end=True), Stage("adopted", 1, end=True)),
    "deal": (Stage("proposed", 0), Stage("rejected", 1, end=True), Stage("agreed", 2)),
    "evacuation": (
        Stage("requested", 0), Stage("planned", 1), Stage("under way", 2), Stage("carried out", 3),
        Stage("refused or called off", 4, end=True),
    ),
    "aid": (Stage("requested", 0), Stage("planned", 1), Stage("delivered", 2), Stage("blocked", 3, end=True)),
    "displacement": (
        Stage("trapped", 0, end=True), Stage("planned", 0, end=True), Stage("fled", 1, end=True),
        Stage("returned", 2, end=True),
    ),
}  # fmt: skip
"""The states of each kind, in the order in which those of one day are taken."""

EVENTS: dict[str, tuple[Kind, str]] = {
    "ceasefire_called": ("truce", "called for"), "ceasefire_agreed": ("truce", "agreed"),
    "ceasefire_violated": ("truce", "broken"), "ceasefire_rejected": ("truce", "rejected"),
    "talks_called": ("talks", "called for"), "talks_planned": ("talks", "planned"), "talks_held": ("talks", "held"),
    "talks_failed": ("talks", "failed"),
    "resolution_proposed": ("resolution", "tabled"), "resolution_adopted": ("resolution", "adopted"),
    "resolution_vetoed": ("resolution", "vetoed"),
    "deal_proposed": ("deal", "proposed"), "deal_agreed": ("deal", "agreed"), "deal_rejected": ("deal", "rejected"),
    "evacuation_requested": ("evacuation", "requested"), "evacuation_carried_out": ("evacuation", "carried out"),
    "aid_requested": ("aid", "requested"), "aid_delivered": ("aid", "delivered"), "aid_blocked": ("aid", "blocked"),
    "fled": ("displacement", "fled"), "returned": ("displacement", "returned"),
    "trapped": ("displacement", "trapped"),
}  # fmt: skip
"""The kind and the state of each event; the others (condemned, accused, facility_hit) move no process."""

PLANS: dict[Kind, tuple[str, frozenset[str], frozenset[str]]] = {
    "truce": ("agreed", frozenset({"in force"}), frozenset({"rejected", "broken"})),
    "talks": ("planned", frozenset({"held"}), frozenset({"failed"})),
    "resolution": ("tabled", frozenset({"adopted"}), frozenset({"vetoed"})),
    "deal": ("proposed", frozenset({"agreed"}), frozenset({"rejected"})),
    "evacuation": ("planned", frozenset({"under way", "carried out"}), frozenset({"refused or called off"})),
    "aid": ("planned", frozenset({"delivered"}), frozenset({"blocked"})),
    "displacement": ("planned", frozenset({"fled", "returned"}), frozenset()),
}
"""By kind: the state of what is planned only, the states that meet such a plan, and those that disappoint it."""

AGAINST: dict[Kind, tuple[tuple[frozenset[str], frozenset[str]], ...]] = {
    "truce": (
        (frozenset({"agreed", "in force"}), frozenset({"rejected"})),
        (frozenset({"in force"}), frozenset({"broken"})),
    ),
    "talks": ((frozenset({"held"}), frozenset({"failed"})),),
    "resolution": ((frozenset({"adopted"}), frozenset({"vetoed"})),),
    "deal": ((frozenset({"agreed"}), frozenset({"rejected"})),),
    "evacuation": ((frozenset({"under way", "carried out"}), frozenset({"refused or called off"})),),
    "aid": ((frozenset({"delivered"}), frozenset({"blocked"})),),
    "displacement": (),
}
"""By kind: states that cannot both be so of one day."""

_IN_FORCE = re.compile(
    r"\b(?:in (?:force|effect|place)|into (?:force|effect)|took effect|taken? (?:effect|hold)|(?:is|was|were|been) hold"
    r"ing|holds|held|began|begun|begins|started|starts|ceased|halted|stopped|implemented|observed|revived|resumed"
    r"|since the (?:truce|ceasefire|cease-fire))\b",
    re.IGNORECASE,
)
_UNDER_WAY = re.compile(
    r"\b(?:under ?way|began|begun|begins?|started|starts|continu\w+|ongoing|resum\w+|(?:are|is|were|was) being"
    r"|(?:are|is) leaving|first (?:convoy|buses|group|batch))\b",
    re.IGNORECASE,
)
_OFF = re.compile(
    r"\b(?:called off|suspended|postponed|delayed|put off|halted|cancell?ed|turned down|refused|refuses|rejected"
    r"|prevented|obstructed|blocked|broke down|on hold)\b",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"(?<!\bto )(?<!\bwill )(?<!\bwould )(?<!\bcould )(?<!\bcan )(?<!\bmust )(?<!\bmay )(?<!\bmight )"
    r"\bbe (?:evacuated|brought out|let out|allowed out)\b",
    re.IGNORECASE,
)
"""What is asked for stands in the bare form of the verb: that 500 people be brought out."""
_NEW = re.compile(
    r"\b(?:new|another|second|third|fresh)\s+(?:[\w-]+\s+){0,2}?(?:truce|cease-?fire|cessation|pause|deal|agreement|accord"
    r"|talks|negotiations|round|meeting|resolution|draft|evacuation|convoy|attempt)\b",
    re.IGNORECASE,
)
_AGAIN = re.compile(r"\b(?:revive[sd]?|renew(?:s|ed)?|extend(?:s|ed)?|prolong(?:s|ed)?|resume[sd]?|restored?)\b", re.I)

_GOING_ON = frozenset({"ceasefire_agreed", "talks_held", "talks_planned", "deal_agreed", "evacuation_carried_out"})


def stage(kind: Kind, state: str) -> Stage:
    """The stage of that name."""
    return next(one for one in STAGES[kind] if one.state == state)


def of(claim: Claim) -> tuple[Kind, Stage] | None:
    """The kind of process that a claim speaks of, and its state there; None for events that move none."""
    if claim.event not in EVENTS:
        return None
    kind, state = EVENTS[claim.event]
    words = claim.evidence.text
    if kind == "evacuation" and _OFF.search(words):
        state = "refused or called off"
    elif kind == "evacuation" and _ASKED.search(words):
        state = "requested"
    elif planned(claim) and state in (PLANS[kind][1] | {"agreed"}):
        state = PLANS[kind][0]
    elif state == "agreed" and kind == "truce" and _IN_FORCE.search(words):
        state = "in force"
    elif state == "carried out" and _UNDER_WAY.search(words):
        state = "under way"
    return kind, stage(kind, state)


def planned(claim: Claim) -> bool:
    """Whether a claim says only that something will be."""
    return claim.modality == "planned" or claim.event == "talks_planned"


def anew(claim: Claim) -> bool:
    """Whether its words say that this is another one than before: a new ceasefire, another round."""
    return bool(_NEW.search(claim.evidence.text)) and not again(claim)


def again(claim: Claim) -> bool:
    """Whether its words say that an earlier one goes on: revived, extended, renewed."""
    return claim.event in _GOING_ON and bool(_AGAIN.search(claim.evidence.text))
