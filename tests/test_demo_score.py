"""The rule coder reads the demo corpus no worse than the snapshot says.

Renew with `python -m tests.test_demo_score`, for a change that you mean.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from marsad import demo
from marsad.bulk import extract_many
from marsad.evaluation.reading import read_gold
from marsad.evaluation.scoring import MEASURES, Counts, score

HERE = Path(__file__).parent
SNAPSHOT = HERE / "snapshots" / "demo_score.json"
WORSE, BETTER = 0.005, 0.03
"""How far a F1 may fall below the snapshot, and rise above it before the snapshot must follow."""

RENEW = "renew the snapshot with: python -m tests.test_demo_score"


def measured() -> dict[str, Any]:
    """The score of the shipped coder on the corpus, as the snapshot has it."""
    gold = {document.doc: document.claims for document in read_gold(HERE / "demo_gold")}
    pairs = []
    for document, claims in extract_many(demo.documents()):
        assert isinstance(claims, list), f"{document.doc} is not coded: {claims}"
        pairs.append((gold.pop(document.doc), [claim.model_dump(mode="json") for claim in claims]))
    assert not gold, f"gold without a dispatch: {', '.join(gold)}"
    result = score(pairs)
    return {
        "f1": {measure: round(result.total.figures(measure)[2], 3) for measure in MEASURES},
        "types": {name: numbers(counts) for name, counts in result.types.items()},
    }


def numbers(counts: Counts) -> dict[str, int]:
    return {"gold": counts.gold, "got": counts.got, **{measure: counts.met[measure] for measure in MEASURES}}


def judge(before: dict[str, Any], now: dict[str, Any]) -> str:
    """What is to be said about a score against the snapshot; empty where nothing is."""
    change = {measure: now["f1"][measure] - before["f1"][measure] for measure in MEASURES}
    told = ", ".join(f"{measure} F1 {before['f1'][measure]} -> {now['f1'][measure]}" for measure in MEASURES)
    differ = [
        f"\n  {name}: {before['types'].get(name)} -> {counts}"
        for name, counts in now["types"].items()
        if counts != before["types"].get(name)
    ]
    if any(round(by, 3) < -WORSE for by in change.values()):
        return f"The demo corpus is read worse: {told}. Mend it; or, if you mean it, {RENEW}{''.join(differ)}"
    if any(round(by, 3) > BETTER for by in change.values()):
        return f"The demo corpus is read better: {told}. So that it stays so, {RENEW}{''.join(differ)}"
    return ""


def test_the_demo_corpus_is_read_no_worse() -> None:
    told = judge(json.loads(SNAPSHOT.read_text(encoding="utf-8")), measured())
    assert not told, told


def test_what_counts_as_worse_and_better() -> None:
    before = {"f1": {"found": 0.6, "exact": 0.4, "usable": 0.2}, "types": {"control": {"gold": 4, "got": 3}}}

    def told(**f1: float) -> str:
        return judge(before, {"f1": {**before["f1"], **f1}, "types": {"control": {"gold": 4, "got": 2}}})

    assert told() == told(exact=0.395) == told(usable=0.23) == ""
    assert told(exact=0.394, found=0.7).startswith(
        "The demo corpus is read worse: found F1 0.6 -> 0.7, exact F1 0.4 ->"
    )
    assert told(usable=0.231).startswith("The demo corpus is read better")
    assert "python -m tests.test_demo_score\n  control: {'gold': 4, 'got': 3} -> {" in told(usable=0.1)


if __name__ == "__main__":
    SNAPSHOT.write_text(json.dumps(measured(), indent=2) + "\n", encoding="utf-8")
    print(f"written: {SNAPSHOT.relative_to(HERE.parent)}")
