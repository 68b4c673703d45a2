"""How sure a reading is: the chance that a person who codes the text finds the same event with its key slots.

A logistic regression over what the rules know of a claim in the making; `training/confidence.py` fits it on documents
coded by hand, and `marsad evaluate` prints how well the chances hold.
"""

from __future__ import annotations

import json
import math
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from marsad.coders.rules.draft import Draft

LEAD, FAR = 2, 15
"""Sentences at the head of a document, and from where on it is told at length."""
LOWEST, HIGHEST = 0.05, 0.97


def confidence(draft: Draft) -> float:
    """The chance that a draft is right, to two digits."""
    return chance(features(draft), weights())


def features(draft: Draft) -> frozenset[str]:
    """What is known of a draft, as names of features that hold."""
    rule, tree, match = draft.match.rule, draft.tree, draft.match
    found = {f"event {draft.type}.{draft.event}", f"rule {rule.name}", f"type {draft.type}", f"{draft.modality}"}
    found.add("place " + ("own" if draft.own_place else "inherited" if draft.places else "none"))
    found.add("actor " + ("own" if draft.own_actor else "inherited" if draft.actors else "none"))
    time = draft.moment
    found.add("time " + ("none" if time is None else "own" if time.own else "inherited"))
    if draft.figure is not None:
        found.add(f"figure {draft.figure.bound}")
    tests = {
        "weak": rule.weak, "heading": tree.heading, "lead": tree.number < LEAD, "far": tree.number > FAR,
        "noun": not tree.is_verb(match.at), "several places": len(draft.places) > 1, "speaker": bool(draft.speakers),
        "part": draft.whole is not None, "long": len(tree) > 45,
    }  # fmt: skip
    found |= {name for name, holds in tests.items() if holds}
    found |= {f"{draft.type}: {name}" for name in tuple(found) if name.startswith(("place", "actor", "figure", "weak"))}
    return frozenset(found)


def chance(known: frozenset[str], fitted: Mapping[str, float]) -> float:
    """The chance by fitted weights; features without a weight say nothing."""
    total = fitted["bias"] + sum(fitted.get(name, 0.0) for name in known)
    return round(min(HIGHEST, max(LOWEST, 1 / (1 + math.exp(-total)))), 2)


@lru_cache(maxsize=1)
def weights() -> dict[str, float]:
    """The weights that ship with the package."""
    text = files("marsad.coders.rules").joinpath("confidence.json").read_text("utf-8")
    return dict(json.loads(text)["weights"])
