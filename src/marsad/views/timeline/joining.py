"""Which claims are of one process: a score for each pair of claims of a kind, and what people ruled.

The steps are taken in the order of their days. Each joins the process that holds the step it fits best, if their score
reaches `ENOUGH`; else it begins a process of its own. A pair's score is the sum of these parts, each with its reason:

- time: at most 1 day apart +2, 3 days +1, 7 days +0.5, 14 days -0.5, 31 days -1; further apart never;
- parties, compared by their sides: one in common, or one that belongs to the other, +2; none in common -3 for talks,
  of other kinds -1 where both name who acts and speak of the same state; where one names nobody, 0;
- places: the same +2; one inside the other +1, inside a country +0.5; where one names none, 0. A step on a place that
  lies apart from a place of a process never joins it;
- reports: of one document +1; of documents about the same country +0.5, but -1 where a step names no place and its
  report names none that the other's does; about different countries -3;
- terms in days or hours: that can be the same +1.5, that can't -1.5;
- wording: a clause of forty characters or more that is the same word for word +2;
- a beginning: a step that speaks of an earlier state than an ended process has reached, or calls itself a new one, -3;
  one that says that an earlier one is revived or extended, +1.

Weights were set by hand on the demo corpus and worked cases; they are not fitted. The rulings of people bind: `same`
puts both claims in one process whatever the score, `different` keeps them apart. A `same` that would bring together,
by way of others, two claims that somebody ruled different is passed over.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from marsad.views.figures import overlap
from marsad.views.timeline.candidates import Joined, Line, at_most, by_time
from marsad.views.timeline.parts import Link

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from marsad.model import Ruling
    from marsad.views.registries import Names
    from marsad.views.timeline.collect import Step

ENOUGH = 2.5
LOOK = 40
"""Steps of a process, latest first, that a new one is compared with."""

Part = tuple[float, str]


class Rulings:
    """What people ruled on pairs of claims."""

    def __init__(self, steps: Iterable[Step]) -> None:
        last: dict[str, Ruling] = {}
        for step in steps:
            for ruling in step.entry.rulings:
                if ruling.kind in ("same", "different"):
                    known = last.get(ruling.about)
                    if known is None or (known.recorded, known.id) < (ruling.recorded, ruling.id):
                        last[ruling.about] = ruling
        standing = sorted(last.values(), key=lambda one: (one.recorded, one.id))
        self.apart = {frozenset(one.about.split("+")) for one in standing if one.kind == "different"}
        self._same: dict[str, set[str]] = {}
        self.by: dict[str, Ruling] = {}
        """By claim the latest ruling that calls it the same as another."""
        for ruling in standing:
            if ruling.kind == "same":
                self._unite(ruling)

    def _unite(self, ruling: Ruling) -> None:
        one, other = ruling.about.split("+")
        group = self.same(one) | self.same(other)
        if any(pair <= group for pair in self.apart):
            return
        for claim in group:
            self._same[claim] = group
        self.by[one] = self.by[other] = ruling

    def same(self, claim: str) -> set[str]:
        """The claims ruled to be of one matter with this one, itself among them."""
        return self._same.get(claim, {claim})

    def forbid(self, claim: str, process: Joined) -> bool:
        """Whether somebody ruled that this claim, or one ruled the same as it, is of another matter than these."""
        if not self.apart:
            return False
        return any(
            frozenset((mine, step.claim.id)) in self.apart for mine in self.same(claim) for step in process.steps
        )


def join(steps: Sequence[Step], names: Names) -> list[Joined]:
    """The processes that steps, in their order, are of; by their first step."""
    rulings, made, home = Rulings(steps), list[Joined](), dict[str, Joined]()
    lines: dict[str, Line] = {}
    for step in steps:
        line = lines.setdefault(step.kind, Line(names))
        found = _ruled(step, rulings, home) or _best(step, line, rulings, names)
        if found is None:
            process = Joined()
            process.add(step)
            made.append(process)
        else:
            process, link = found
            process.add(step, link)
        line.put(step, process)
        home[step.claim.id] = process
    return made


def _ruled(step: Step, rulings: Rulings, home: dict[str, Joined]) -> tuple[Joined, Link] | None:
    """The process that holds a claim ruled the same, of the same kind."""
    claim = step.claim.id
    for other in sorted(rulings.same(claim) - {claim}):
        process = home.get(other)
        if process is not None and process.steps[0].kind == step.kind:
            ruling = rulings.by[claim]
            return process, Link(claim=claim, to=other, reason=f"{ruling.by} ruled them the same: {ruling.reason}")
    return None


def _best(step: Step, line: Line, rulings: Rulings, names: Names) -> tuple[Joined, Link] | None:
    """The process that fits a step best, the oldest of those that fit as well."""
    best: tuple[float, int, Joined, Step, list[Part]] | None = None
    for most, number, process, course in _promising(step, line):
        if best is not None and most < best[0]:
            break
        if _elsewhere(step, process, names) or rulings.forbid(step.claim.id, process):
            continue
        for other in reversed(process.steps[-LOOK:]):
            parts = [*pair(step, other, names), *course]
            score = sum(value for value, _ in parts)
            if score >= ENOUGH and (best is None or (score, -number) > (best[0], -best[1])):
                best = score, number, process, other, parts
    if best is None:
        return None
    score, _, process, other, parts = best
    reason = "; ".join(f"{words} ({value:+g})" for value, words in parts)
    return process, Link(claim=step.claim.id, to=other.claim.id, score=score, reason=reason)


def _promising(step: Step, line: Line) -> list[tuple[float, int, Joined, list[Part]]]:
    """The processes that may reach `ENOUGH`: the score at most, the number, the process and its course, best first."""
    found = []
    for number, process in line.near(step):
        course = list(_course(step, process))
        most = at_most(step, process, sum(value for value, _ in course))
        if most >= ENOUGH:
            found.append((most, number, process, course))
    return sorted(found, key=lambda one: (-one[0], one[1]))


def _course(step: Step, process: Joined) -> Iterator[Part]:
    """Whether a step goes on from where a process stands, or begins another one."""
    if step.again:
        yield 1.0, "it says that an earlier one goes on"
    elif step.anew and process.moved_before(step.day):
        yield -3.0, "it calls itself a new one"
    elif process.end_before(step.day) > step.stage.rank:
        yield -3.0, "the earlier one had ended"


def pair(step: Step, other: Step, names: Names) -> Iterator[Part]:
    """The parts of the score of two steps of one kind."""
    yield _time(step, other)
    yield from _parties(step, other, names)
    yield from _places(step, other, names)
    yield from _reports(step, other)
    if step.figure and other.figure and step.termed and other.termed:
        fits = step.figure.unit == other.figure.unit and overlap(step.figure, other.figure)
        yield (1.5, "the same length") if fits else (-1.5, "another length")
    if step.wording and step.wording == other.wording:
        yield 2.0, "word for word the same"


def _time(step: Step, other: Step) -> Part:
    apart = max((step.day - other.last).days, (other.day - step.last).days, 0)
    return by_time(apart), f"{apart} day{'' if apart == 1 else 's'} apart"


def _parties(step: Step, other: Step, names: Names) -> Iterator[Part]:
    if not step.sides or not other.sides:
        return
    if step.sides & other.sides or any(names.kindred(one, two) for one in step.parties for two in other.parties):
        yield 2.0, "a party in common"
    elif step.kind == "talks":
        yield -3.0, "other parties"
    elif step.stage == other.stage and step.claim.actor and other.claim.actor:
        yield -1.0, "the same said of other parties"


def _places(step: Step, other: Step, names: Names) -> Iterator[Part]:
    if not step.places or not other.places:
        return
    if {where.key for where in step.places} & {where.key for where in other.places}:
        yield 2.0, "the same place"
        return
    inner = [outer for one in step.places for two in other.places if (outer := _outer(one.id, two.id, names))]
    if inner:
        wide = all(names.kind(outer) == "country" for outer in inner)
        yield (0.5, "one inside the country") if wide else (1.0, "one place inside the other")


def _outer(one: str | None, other: str | None, names: Names) -> str | None:
    """The place that contains the other, or None."""
    if one is None or other is None:
        return None
    return other if names.inside(one, other) else one if names.inside(other, one) else None


def _elsewhere(step: Step, process: Joined, names: Names) -> bool:
    """Whether a step is on places that lie apart from all those of a step of the process."""
    if not step.places:
        return False
    mine = {where.key for where in step.places}
    for keys, wheres in process.wheres.items():
        pairs = ((one.id, two.id) for one in step.places for two in wheres)
        if not mine & keys and not any(_outer(one, two, names) for one, two in pairs):
            return True
    return False


def _reports(step: Step, other: Step) -> Iterator[Part]:
    if step.claim.doc == other.claim.doc:
        yield 1.0, "of one report"
        return
    if not step.countries or not other.countries:
        return
    unplaced = not step.places or not other.places
    near, far = (one.setting - one.countries for one in (step, other))
    if not step.countries & other.countries:
        yield -3.0, "reports on different countries"
    elif unplaced and near and far and not near & far:
        yield -1.0, "reports on other places"
    else:
        yield 0.5, "reports on one country"
