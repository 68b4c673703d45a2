"""A score in lines of text, and the claims on which gold and extraction differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from marsad.evaluation.intervals import intervals
from marsad.evaluation.reliability import table
from marsad.evaluation.scoring import MEASURES, SLOTS, Counts, Record, Score, agrees, exact, filled, pair
from marsad.language.sentences import split


def report(score: Score) -> Iterator[str]:
    """The table by type, the slots over found pairs, and each measure's F1 with its interval over documents."""
    heads = "".join(f"   {f'{measure} P / R / F1':<22}" for measure in MEASURES)
    yield f"{'type':14}{'gold':>6}{'got':>6}{heads}".rstrip()
    for name, counts in (*score.types.items(), ("all", score.total)):
        yield _row(name, counts)
    yield "slots over found pairs, right of gold's (+ filled where gold is empty): " + ", ".join(
        f"{slot} {score.right[slot]}/{score.of[slot]} (+{score.surplus[slot]})" for slot in SLOTS
    )
    for measure, (low, high) in intervals(score.documents).items():
        f1 = score.total.figures(measure)[2]
        yield f"{measure} F1 {f1:.3f} ({low:.3f}-{high:.3f})  documents {len(score.documents)}"


def sureness(documents: Iterable[tuple[Sequence[Record], Sequence[Record]]]) -> Iterator[str]:
    """The reliability of the claims' confidence: whether of those at about 0.8 about 80 in 100 are exact."""
    cases = []
    for gold, got in documents:
        right = {j for i, j in pair(gold, got) if exact(gold[i], got[j])}
        for number, claim in enumerate(got):
            sure = (claim.get("coding") or {}).get("confidence")
            if isinstance(sure, int | float):
                cases.append((float(sure), number in right))
    return table(cases)


def _row(name: str, counts: Counts) -> str:
    figures = (" / ".join(f"{figure:.3f}" for figure in counts.figures(measure)) for measure in MEASURES)
    return f"{name:14}{counts.gold:>6}{counts.got:>6}" + "".join(f"   {told:<22}" for told in figures).rstrip()


def misses(doc: str, text: str | None, gold: Sequence[Record], got: Sequence[Record]) -> Iterator[str]:
    """One line for each claim that is missed, differs in a slot, or is extra.

    A line names the document, the event, the rule that gave the claim, and the words of the claim in brackets within
    their sentence; without the document's text only such words as the claim has.
    """
    pairs = pair(gold, got)
    met, used = {i for i, _ in pairs}, {j for _, j in pairs}
    for i, claim in enumerate(gold):
        if i not in met:
            yield f"MISSED  {doc} {event_of(claim)}: {words_of(claim, text)}"
    for i, j in sorted(pairs):
        wrong = [slot for slot in SLOTS if not agrees(slot, gold[i], got[j])]
        if wrong:
            told = "; ".join(f"{slot} {value_of(slot, gold[i])} not {value_of(slot, got[j])}" for slot in wrong)
            yield f"DIFFERS {doc} {event_of(gold[i])}{_rule(got[j])} {told}: {words_of(gold[i], text)}"
    for j, claim in enumerate(got):
        if j not in used:
            yield f"EXTRA   {doc} {event_of(claim)}{_rule(claim)}: {words_of(claim, text)}"


def event_of(claim: Record) -> str:
    """Type and event of a claim."""
    return f"{claim['type']}/{claim['event']}"


def rule_of(claim: Record) -> str | None:
    """The name of the rule that gave a claim, where it has one."""
    coding = claim.get("coding")
    return coding.get("rule") if isinstance(coding, dict) else None


def _rule(claim: Record) -> str:
    rule = rule_of(claim)
    return f" [{rule}]" if rule else ""


def value_of(slot: str, claim: Record) -> str:
    """A slot's value in a word or two."""
    if not filled(slot, claim):
        return "(empty)"
    value = claim[slot]
    if slot in ("event", "modality"):
        return str(value)
    if slot == "quantity":
        low, high = value["low"], value.get("high")
        return f"{low:g}+" if high is None else f"{low:g}" if low == high else f"{low:g}-{high:g}"
    if slot == "time":
        return " to ".join(dict.fromkeys((str(value["start"])[:10], str(value["end"])[:10])))
    return ", ".join(repr(_name(one)) for one in value)


def _name(value: Any) -> str:
    return str(value.get("name") or value.get("text")) if isinstance(value, dict) else str(value)


def words_of(claim: Record, text: str | None) -> str:
    """The sentences that a claim's evidence touches, with the evidence in brackets."""
    evidence = claim["evidence"]
    start, end = evidence["start"], evidence["end"]
    if text is None or end > len(text):
        return " ".join(str(evidence.get("text", "")).split())
    near = [one for one in split(text) if one.start < end and one.end > start]
    left, right = min([start, *(one.start for one in near)]), max([end, *(one.end for one in near)])
    return " ".join(f"{text[left:start]}[{text[start:end]}]{text[end:right]}".split())
