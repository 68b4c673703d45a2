"""Fit how sure the rule coder is of its claims, on documents coded by hand.

usage: python -m training.confidence GOLD [--part read] [--folds 8]

Codes the documents, pairs the claims with those of GOLD as `marsad evaluate` does, and fits a logistic regression with an
L2 penalty to whether a claim is exact. Prints the reliability on held-out folds of documents, then writes
src/marsad/coders/rules/confidence.json with the weights of a fit on all of them. Takes a minute.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import numpy as np

from marsad.coders.rules import VERSION, RuleCoder
from marsad.coders.rules.assemble import to_claims
from marsad.coders.rules.confidence import chance, features
from marsad.evaluation.reading import read_gold
from marsad.evaluation.reliability import table
from marsad.evaluation.scoring import exact, pair
from marsad.model import Document

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from marsad.evaluation.reading import Gold

OUT = Path(__file__).parent.parent / "src" / "marsad" / "coders" / "rules" / "confidence.json"
PENALTY = 4.0
FEWEST = 3
"""Claims below which a feature is left out."""
Case = tuple[frozenset[str], bool]


def cases(coder: RuleCoder, gold: Gold) -> list[Case]:
    """The features of each claim of a document, and whether it is exact."""
    document = Document(
        doc=gold.doc, text=gold.text or "", title=gold.title, published=gold.published or None,
        publisher=gold.publisher, language="en",
    )  # fmt: skip
    drafts = coder.read(document)
    made = [to_claims(document, [draft], coder, VERSION)[0].model_dump(mode="json") for draft in drafts]
    right = {j for i, j in pair(gold.claims, made) if exact(gold.claims[i], made[j])}
    return [(features(draft), number in right) for number, draft in enumerate(drafts)]


def fit(known: Sequence[Case], *, steps: int = 60) -> dict[str, float]:
    """Weights by feature, by Newton's method; `bias` carries no penalty."""
    counted: dict[str, int] = {}
    for found, _ in known:
        for name in found:
            counted[name] = counted.get(name, 0) + 1
    names = sorted(name for name, count in counted.items() if count >= FEWEST)
    column = {name: n for n, name in enumerate(names, start=1)}
    rows = np.zeros((len(known), len(names) + 1))
    rows[:, 0] = 1
    for n, (found, _) in enumerate(known):
        rows[n, [column[name] for name in found if name in column]] = 1
    right = np.array([float(hit) for _, hit in known])
    found_weights = _newton(rows, right, steps)
    return {"bias": float(found_weights[0])} | {name: float(found_weights[n]) for name, n in column.items()}


def _newton(rows: NDArray[np.float64], right: NDArray[np.float64], steps: int) -> NDArray[np.float64]:
    weights = np.zeros(rows.shape[1])
    penalty = np.full(rows.shape[1], PENALTY)
    penalty[0] = 1e-6
    for _ in range(steps):
        chances = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (right - chances) - penalty * weights
        curve = (rows * (chances * (1 - chances))[:, None]).T @ rows + np.diag(penalty)
        step = np.linalg.solve(curve, slope)
        weights += step
        if np.abs(step).max() < 1e-6:
            break
    return weights


def held_out(by_document: Sequence[list[Case]], folds: int) -> list[tuple[float, bool]]:
    """The chance of each claim by a fit that has not seen its document, and whether it is right."""
    order = list(range(len(by_document)))
    Random(7).shuffle(order)
    found = []
    for fold in range(folds):
        out = set(order[fold::folds])
        weights = fit([case for n, group in enumerate(by_document) if n not in out for case in group])
        found += [(chance(known, weights), hit) for n in sorted(out) for known, hit in by_document[n]]
    return found


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m training.confidence", description=__doc__.splitlines()[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("--part", choices=("read", "unread"))
    parser.add_argument("--folds", type=int, default=8)
    given = parser.parse_args()
    coder = RuleCoder()
    by_document = [cases(coder, gold) for gold in read_gold(given.gold, given.part) if gold.text]
    print("held-out folds:")
    print("\n".join(table(held_out(by_document, given.folds))))
    weights = fit([case for group in by_document for case in group])
    told = {
        "of": "chance that a claim is exact against documents coded by hand", "documents": len(by_document),
        "claims": sum(map(len, by_document)), "weights": {name: round(value, 3) for name, value in weights.items()},
    }  # fmt: skip
    OUT.write_text(json.dumps(told, indent=1, sort_keys=True) + "\n", "utf-8")


if __name__ == "__main__":
    main()
