"""Two runs over the same documents: per type and slot what got better and worse, and the claims concerned."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from marsad.evaluation.report import event_of, rule_of, value_of, words_of
from marsad.evaluation.scoring import MEASURES, SLOTS, Record, Score, agrees, exact, pair, score, usable

if TYPE_CHECKING:
    from marsad.evaluation.reading import Gold

LEVELS = ("missed", *MEASURES)

Both = tuple["Gold", Sequence[Record], Sequence[Record]]
"""A document with the claims of the run compared with, and those of this run."""


@dataclass(frozen=True, slots=True)
class Change:
    """A claim that got better or worse; `what` names the measure, the slot, or an extra claim that came or went."""

    better: bool
    doc: str
    claim: str
    what: str
    words: str
    rule: str | None


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of a type or slot in the run compared with and in this one."""

    name: str
    before: float
    after: float


def figures(documents: Sequence[Both]) -> list[Figure]:
    """The F1 of each type by measure, and each slot's share right, where the two runs differ."""
    before = score((gold.claims, old) for gold, old, _ in documents)
    after = score((gold.claims, new) for gold, _, new in documents)
    both = zip(_figures(before), _figures(after), strict=True)
    return [Figure(name, old, new) for (name, old), (_, new) in both if old != new]


def _figures(made: Score) -> Iterator[tuple[str, float]]:
    for name, counts in (*made.types.items(), ("all", made.total)):
        yield from ((f"{name} {measure} F1", counts.figures(measure)[2]) for measure in MEASURES)
    for slot in SLOTS:
        yield f"slot {slot} right", made.right[slot] / made.of[slot] if made.of[slot] else 0.0
        yield f"slot {slot} filled where gold is empty", float(made.surplus[slot])


def changes(documents: Iterable[Both]) -> Iterator[Change]:
    """The claims that differ between the runs, by document."""
    for gold, old, new in documents:
        before, after = _met(gold.claims, old), _met(gold.claims, new)
        for number, claim in enumerate(gold.claims):
            yield from _moved(gold, claim, before.get(number), after.get(number))
        gone, come = _extras(gold.claims, old), _extras(gold.claims, new)
        for key in [*gone, *come]:
            if key not in gone or key not in come:
                yield _change(gold, {**gone, **come}[key], better=key in gone, what="extra claim")


def _moved(gold: Gold, claim: Record, old: Record | None, new: Record | None) -> Iterator[Change]:
    was, now = _level(claim, old), _level(claim, new)
    made = new or old
    if was != now:
        yield _change(gold, claim, better=now > was, what=f"{LEVELS[was]} -> {LEVELS[now]}", made=made)
    if old is None or new is None:
        return
    for slot in SLOTS:
        right, still = agrees(slot, claim, old), agrees(slot, claim, new)
        if right != still:
            what = f"slot {slot}: {value_of(slot, old)} -> {value_of(slot, new)}"
            yield _change(gold, claim, better=still, what=what, made=made)


def _change(gold: Gold, claim: Record, *, better: bool, what: str, made: Record | None = None) -> Change:
    return Change(better, gold.doc, event_of(claim), what, words_of(claim, gold.text), rule_of(made or claim))


def _met(gold: Sequence[Record], got: Sequence[Record]) -> dict[int, Record]:
    return {i: got[j] for i, j in pair(gold, got)}


def _level(gold: Record, got: Record | None) -> int:
    """How far a claim is met, as an index of `LEVELS`."""
    return 0 if got is None else 3 if usable(gold, got) else 2 if exact(gold, got) else 1


def _extras(gold: Sequence[Record], got: Sequence[Record]) -> dict[tuple[object, ...], Record]:
    used = {j for _, j in pair(gold, got)}
    extras = (claim for j, claim in enumerate(got) if j not in used)
    return {(c["type"], c["event"], c["evidence"]["start"], c["evidence"]["end"]): c for c in extras}


def lines(told: Sequence[Figure], moved: Sequence[Change]) -> Iterator[str]:
    """The comparison for people: figures, then what got better (+) and worse (-)."""
    for figure in told:
        before, after = round(figure.before, 3), round(figure.after, 3)
        yield f"{figure.name}: {before:g} -> {after:g} ({after - before:+.3g})"
    for change in sorted(moved, key=lambda one: not one.better):
        rule = f" [{change.rule}]" if change.rule else ""
        yield f"{'+' if change.better else '-'} {change.doc} {change.claim}{rule} {change.what}: {change.words}"
    yield f"better: {sum(c.better for c in moved):,}, worse: {sum(not c.better for c in moved):,}"
