"""What was expected: plans that later claims meet or miss, and those that are overdue on the day asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marsad.views.days import DAY
from marsad.views.lines import what
from marsad.views.timeline.parts import Expectation
from marsad.views.timeline.stages import PLANS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from marsad.views.timeline.collect import Step
    from marsad.views.timeline.parts import Outcome


def expectations(steps: Sequence[Step], on: date) -> Iterator[Expectation]:
    """What the plans among the steps of one process came to by a day, in the order in which they were made."""
    for plan in steps:
        if plan.planned and plan.moves and plan.claim.modality != "denied":
            yield _expectation(plan, steps, on)


def _expectation(plan: Step, steps: Sequence[Step], on: date) -> Expectation:
    _, meets, misses = PLANS[plan.kind]
    later = [step for step in steps if not step.planned and step.last >= _from(plan)]
    met = [step for step in later if step.moves and step.stage.state in meets]
    missed = [step for step in later if step.moves and step.stage.state in misses]
    missed += [step for step in later if step.claim.modality == "denied" and step.stage.state in meets]
    end = plan.window.end if plan.window else None
    in_time = [step for step in met if end is None or _told_day(step) <= end]
    against = [
        step for step in missed if in_time and step.day >= in_time[0].day and step.origin not in _origins(in_time)
    ]
    outcome: Outcome
    if in_time:
        outcome, used = ("disputed", [*in_time, *against]) if against else ("met", in_time)
    elif met:
        outcome, used = "met late", met
    elif missed:
        outcome, used = "missed", missed
    else:
        outcome, used = ("overdue" if end is not None and end < on else "open"), []
    window = plan.window
    return Expectation(
        what=what(plan.claim), claim=plan.claim.id, outcome=outcome,
        start=window.start.isoformat() if window else None, end=window.end.isoformat() if window else None,
        claims=tuple(dict.fromkeys(step.claim.id for step in used)),
    )  # fmt: skip


def _from(plan: Step) -> date:
    """The first day on which what happens can be what was planned."""
    return plan.window.start if plan.window else plan.day


def _told_day(step: Step) -> date:
    """Its day; a report that gives none may tell of the day before."""
    return step.day if step.stated else step.day - DAY


def _origins(steps: Sequence[Step]) -> set[str]:
    return {step.origin for step in steps}
