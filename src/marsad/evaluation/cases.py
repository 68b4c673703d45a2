"""What goes wrong, case by case: claims missed, claims too many, and slots that differ, each with its cause."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from marsad.evaluation.report import event_of, rule_of, value_of, words_of
from marsad.evaluation.scoring import SLOTS, Record, agrees, filled, pair

if TYPE_CHECKING:
    from collections.abc import Callable

    from marsad.coders.rules.explain import Explainer
    from marsad.evaluation.reading import Gold

KINDS = ("miss", "extra", *(f"slot:{slot}" for slot in SLOTS))
"""What can be listed: misses, extras, and each slot that differs."""


@dataclass(frozen=True, slots=True)
class Case:
    """One thing that is wrong. `kind` is of `KINDS`; `rule` gave the claim; `told` says why, or which values differ."""

    kind: str
    doc: str
    claim: str
    cause: str
    words: str
    rule: str | None = None
    told: list[str] = field(default_factory=list)
    parse: list[str] = field(default_factory=list)


def cases(
    gold: Gold, got: Sequence[Record], kinds: Iterable[str], explain: Callable[[Gold], Explainer] | None = None
) -> Iterator[Case]:
    """The cases of some kinds in one document, in the order of kinds and of the text.

    With `explain`, misses tell why they are, and all have their sentence's parse; without it, only what claims say.
    """
    pairs, wanted = sorted(pair(gold.claims, got)), set(kinds)
    found: list[tuple[str, Record, Record | None]] = []
    if "miss" in wanted:
        met = {i for i, _ in pairs}
        found += [("miss", claim, None) for i, claim in enumerate(gold.claims) if i not in met]
    if "extra" in wanted:
        used = {j for _, j in pairs}
        found += [("extra", claim, claim) for j, claim in enumerate(got) if j not in used]
    for slot in SLOTS:
        if f"slot:{slot}" in wanted:
            both = [(gold.claims[i], got[j]) for i, j in pairs]
            found += [(f"slot:{slot}", coded, made) for coded, made in both if not agrees(slot, coded, made)]
    explainer = explain(gold) if explain is not None and found and gold.text is not None else None
    for kind, claim, made in found:
        yield _case(kind, gold, claim, made, explainer)


def _case(kind: str, gold: Gold, claim: Record, made: Record | None, explainer: Explainer | None) -> Case:
    span = (claim["evidence"]["start"], claim["evidence"]["end"])
    cause, told = "missed", []
    if kind == "miss" and explainer is not None:
        why = explainer.why(claim["type"], *span)
        cause, told = why.cause, why.told
    elif kind == "extra":
        cause = _extra(claim, gold.claims)
    elif made is not None:
        slot = kind.partition(":")[2]
        cause, told = _slot(slot, claim, made), [f"{slot}: {value_of(slot, claim)} not {value_of(slot, made)}"]
    return Case(
        kind, gold.doc, event_of(claim), cause, words_of(claim, gold.text), rule_of(made) if made else None, told,
        explainer.parse(*span) if explainer else [],
    )  # fmt: skip


def _extra(claim: Record, gold: Sequence[Record]) -> str:
    """What gold has in place of a claim too many."""
    start, end = claim["evidence"]["start"], claim["evidence"]["end"]
    there = [one for one in gold if one["evidence"]["start"] < end and one["evidence"]["end"] > start]
    if any(one["type"] == claim["type"] for one in there):
        return "told twice, or in other words than gold"
    if there:
        return f"gold has only {', '.join(sorted({one['type'] for one in there}))} on these words"
    return "gold has nothing on these words" if gold else "gold has no claim in this document"


def _slot(slot: str, gold: Record, got: Record) -> str:
    """How a slot differs."""
    if slot in ("event", "modality"):
        return f"{slot}: {gold.get(slot)} not {got.get(slot)}"
    if not filled(slot, got):
        return f"{slot}: left empty"
    return f"{slot}: another one" if filled(slot, gold) else f"{slot}: filled where gold is empty"


def by_cause(found: Iterable[Case]) -> list[tuple[str, str, int]]:
    """Kind, cause and how many cases, most first."""
    counted = Counter((case.kind, case.cause) for case in found)
    return [(kind, cause, number) for (kind, cause), number in counted.most_common()]


def lines(case: Case) -> Iterator[str]:
    """A case for people: what and where, the words, why, and the parse."""
    rule = f" [{case.rule}]" if case.rule else ""
    yield f"{case.kind.upper()} {case.doc} {case.claim}{rule}: {case.cause}"
    yield f"  {case.words}"
    yield from (f"  {told}" for told in case.told)
    yield from (f"  parse: {parse}" for parse in case.parse)
