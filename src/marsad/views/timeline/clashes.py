"""Claims of one process that cannot all be so: reported and denied, opposed states of one day, different terms."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from marsad.views.days import DAY
from marsad.views.figures import overlap
from marsad.views.timeline.parts import Clash, Side
from marsad.views.timeline.stages import AGAINST

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from marsad.views.parts import Figure
    from marsad.views.timeline.collect import Step


def clashes(steps: Sequence[Step]) -> tuple[Clash, ...]:
    """The contradictions between origins among the steps of one process."""
    return (*_denied(steps), *_opposed(steps), *_terms(steps))


def _denied(steps: Sequence[Step]) -> Iterator[Clash]:
    """A state that some assert or allege, and others deny, within a week."""
    for state in dict.fromkeys(step.stage.state for step in steps):
        about = [step for step in steps if step.stage.state == state]
        said = [step for step in about if step.moves]
        denied = [step for step in about if step.claim.modality == "denied"]
        said, denied = _near(said, denied, 7)
        if said and denied:
            yield Clash(
                title=f"{state}: reported and denied", sides=(_side(state, said), _side(f"not {state}", denied))
            )


def _opposed(steps: Sequence[Step]) -> Iterator[Clash]:
    """Two states that cannot both be so, said of one day."""
    for ones, others in AGAINST[steps[0].kind]:
        moved = [step for step in steps if step.moves and not step.planned]
        said, against = _near(
            [step for step in moved if step.stage.state in ones],
            [step for step in moved if step.stage.state in others], 0,
        )  # fmt: skip
        if said and against:
            here, there = said[0].stage.state, against[0].stage.state
            yield Clash(title=f"{here} and {there}, of one day", sides=(_side(here, said), _side(there, against)))


def _near(ones: Sequence[Step], others: Sequence[Step], days: int) -> tuple[list[Step], list[Step]]:
    """Those of either side that have one of another origin on the other side, within so many days."""
    pairs = [
        (one, other)
        for one in ones
        for other in others
        if abs(one.day - other.day) <= days * DAY and one.origin != other.origin
    ]
    claims = {step.claim.id for pair in pairs for step in pair}
    return [s for s in ones if s.claim.id in claims], [s for s in others if s.claim.id in claims]


def _terms(steps: Sequence[Step]) -> Iterator[Clash]:
    """Different figures for the same state, days and unit from different origins."""
    groups: dict[tuple[object, ...], list[tuple[Step, Figure]]] = defaultdict(list)
    for step in steps:
        if step.figure is not None and step.claim.modality != "denied":
            groups[step.stage.state, step.figure.unit, step.day if step.stated else None].append((step, step.figure))
    for (state, unit, _), told in groups.items():
        by_words: dict[str, list[Step]] = defaultdict(list)
        for step, figure in told:
            if any(step.origin != s.origin and not overlap(figure, other) for s, other in told):
                by_words[f"{figure.words} {unit}"].append(step)
        if len(by_words) > 1:
            yield Clash(
                title=f"{state}: different figures", sides=tuple(_side(w, found) for w, found in by_words.items())
            )


def _side(says: str, steps: Iterable[Step]) -> Side:
    return Side(says=says, claims=tuple(dict.fromkeys(step.claim.id for step in steps)))
