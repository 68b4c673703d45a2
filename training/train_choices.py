"""Train the weights by which the rule coder chooses among the candidates of a slot.

usage: python training/train_choices.py GOLD [GOLD …] [--out FILE] [--parser DIR] [--folds N]

Each GOLD is a folder of hand-coded documents in the format of the annotation guide, or a text file that lists such
files. The rules read each document, drafts are paired with gold claims, and for each pair the candidates that agree
with gold are the right ones. The model is a softmax over candidates with an L2 penalty, fitted by gradient descent.
With --folds the choice is also measured on documents held out, whole documents at a time.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from marsad.coders.rules import RuleCoder
from marsad.coders.rules.choice import WEIGHTS, Chooser, Option
from marsad.evaluation.scoring import agrees, pair
from marsad.language.parser import Parser
from marsad.model import Document

if TYPE_CHECKING:
    from marsad.coders.rules.candidates import Candidates
    from marsad.coders.rules.draft import Draft
    from marsad.coders.rules.phrases import Phrase

L2, RATE, ROUNDS, RAREST = 0.6, 0.5, 300, 3
Case = tuple[list[set[str]], list[bool]]


def documents(where: list[Path]) -> Iterator[dict[str, Any]]:
    """The gold documents with a text."""
    for place in where:
        files = sorted(place.glob("*.json")) if place.is_dir() else [Path(line) for line in place.read_text().split()]
        for file in files:
            gold = json.loads(file.read_text(encoding="utf-8"))
            if gold.get("text"):
                yield gold


def names(text: str, coder: RuleCoder, phrases: list[Phrase], *, actors: bool = False) -> list[dict[str, Any]]:
    """Phrases as mentions."""
    return [coder.mention(text, phrase, actor=actors) for phrase in phrases]


def record(draft: Draft, text: str, coder: RuleCoder) -> dict[str, Any]:
    """A draft as a claim record, as far as pairing needs it."""
    start, end = draft.span
    figure, moment = draft.figure, draft.moment
    return {
        "type": draft.type, "event": draft.event, "modality": draft.modality, "evidence": {"start": start, "end": end},
        "actor": names(text, coder, draft.actors, actors=True), "target": names(text, coder, draft.targets),
        "place": names(text, coder, draft.places), "attribution": names(text, coder, draft.speakers),
        "quantity": figure and {"low": figure.low, "high": figure.high},
        "time": moment and {"start": moment.first and moment.first.isoformat(), "end": moment.last and moment.last.isoformat()},
    }  # fmt: skip


def cases(gold: dict[str, Any], coder: RuleCoder) -> Iterator[tuple[str, Case]]:
    """(slot, candidates with their features and which are right) for each draft that a gold claim answers to."""
    text = gold["text"]
    document = Document(
        doc=gold["doc"], text=text, title=gold.get("title"), published=gold.get("published"), language="en"
    )
    reader, drafts = coder.drafts(document)
    candidates: Candidates = reader.candidates(drafts)
    records = [record(d, text, coder) for d in drafts]
    slots: list[tuple[str, str, Callable[[int], list[Option[Any]]]]] = [
        ("place", "place", candidates.places), ("actor", "actor", candidates.actors),
        ("time", "time", candidates.times), ("source", "attribution", candidates.sources),
    ]  # fmt: skip
    for i, j in pair(gold["claims"], records):
        claim, draft = gold["claims"][i], drafts[j]
        for name, slot, options in slots:
            if name == "place" and draft.type == "diplomacy":
                continue
            found = options(j)
            right = [agrees(slot, claim, {slot: value(o.value, name, text, coder)}) for o in found]
            if any(right) and not all(right):
                yield name, ([o.features for o in found], right)


def value(chosen: Any, name: str, text: str, coder: RuleCoder) -> Any:
    """A candidate's value as in a record."""
    if name == "time":
        return chosen and {
            "start": chosen.first and chosen.first.isoformat(),
            "end": chosen.last and chosen.last.isoformat(),
        }
    return names(text, coder, chosen, actors=name == "actor")


def fit(told: list[Case]) -> dict[str, float]:
    """Weights of the features, by gradient ascent on the log probability of the right candidates."""
    seen = Counter(f for features, _ in told for f in set().union(*features))
    index = {f: n for n, f in enumerate(sorted(f for f, count in seen.items() if count >= RAREST))}
    weights = np.zeros(len(index))
    rows = [
        ([np.array([index[f] for f in o if f in index], dtype=int) for o in features], np.array(right))
        for features, right in told
    ]
    total = np.zeros(len(index))
    for _ in range(ROUNDS):
        gradient = -L2 * weights
        for options, right in rows:
            scores = np.array([weights[o].sum() for o in options])
            all_ = np.exp(scores - scores.max())
            all_ /= all_.sum()
            good = np.where(right, all_, 0)
            good /= max(good.sum(), 1e-12)
            for o, push in zip(options, good - all_, strict=True):
                np.add.at(gradient, o, push)
        total += gradient**2
        weights += RATE * gradient / np.sqrt(total + 1e-8)
    return {f: round(float(weights[n]), 3) for f, n in index.items() if abs(weights[n]) >= 0.005}


def right_share(told: list[Case], weights: dict[str, float]) -> tuple[int, int]:
    """How often the choice is right, of how many."""
    chooser = Chooser({"slot": weights})
    hits = 0
    for features, right in told:
        options = [Option(n, f) for n, f in enumerate(features)]
        hits += right[chooser.pick("slot", options).value]
    return hits, len(told)


def main() -> None:
    """Train, measure on folds, write."""
    parser = argparse.ArgumentParser(description="Train the weights of the slot choices.")
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    parser.add_argument("--parser", type=Path)
    parser.add_argument("--folds", type=int, default=5)
    asked = parser.parse_args()
    coder = RuleCoder(chooser=Chooser({}))
    if asked.parser:
        coder.parser = Parser.load(asked.parser, coder.is_name, coder.names.find)
    told: dict[str, list[list[Case]]] = {}
    count = 0
    for gold in documents(asked.gold):
        count += 1
        per_slot: dict[str, list[Case]] = {}
        for slot, case in cases(gold, coder):
            per_slot.setdefault(slot, []).append(case)
        for slot in ("place", "actor", "time", "source"):
            told.setdefault(slot, []).append(per_slot.get(slot, []))
    weights, card = {}, {}
    for slot, by_document in told.items():
        held_out = [0, 0]
        for fold in range(asked.folds):
            train = [c for n, few in enumerate(by_document) for c in few if n % asked.folds != fold]
            test = [c for n, few in enumerate(by_document) for c in few if n % asked.folds == fold]
            hits, of = right_share(test, fit(train))
            held_out[0] += hits
            held_out[1] += of
        every = [c for few in by_document for c in few]
        weights[slot] = fit(every)
        rule = right_share(every, {})
        card[slot] = {
            "cases": len(every), "features": len(weights[slot]),
            "rules alone": round(rule[0] / max(1, rule[1]), 3), "held out": round(held_out[0] / max(1, held_out[1]), 3),
        }  # fmt: skip
        print(slot, card[slot])
    about = {"documents": count, "trained": date.today().isoformat(), "l2": L2, "rounds": ROUNDS, "slots": card}
    asked.out.write_text(
        json.dumps({"about": about, "weights": weights}, indent=0, sort_keys=True) + "\n", encoding="utf-8"
    )


if __name__ == "__main__":
    main()
