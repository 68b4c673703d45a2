"""The rule coder reads the practice articles no worse than their floors say.

The articles are composed for this, in the manners of news agencies, relief bodies and encyclopedias; outlets, people
and what they say are invented. They are coded by the annotation guide. Those marked `-h` are never used for mending.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from marsad.coders.rules import RuleCoder
from marsad.evaluation.reading import read_gold
from marsad.evaluation.scoring import score
from marsad.model import Document

HERE = Path(__file__).parent
PRACTICE = HERE / "practice"
FLOORS: dict[str, dict[str, float]] = json.loads(
    (HERE / "snapshots" / "practice_floors.json").read_text(encoding="utf-8")
)


@pytest.fixture(scope="module")
def coder() -> RuleCoder:
    return RuleCoder()


@pytest.mark.parametrize("genre", sorted(FLOORS))
def test_practice_articles_are_read_no_worse(genre: str, coder: RuleCoder) -> None:
    gold = [document for file in sorted(PRACTICE.glob(f"{genre}-*.json")) for document in read_gold(file)]
    assert gold, f"no practice article of the genre {genre}"
    documents = [
        Document(
            doc=g.doc, text=g.text or "", title=g.title, published=g.published, publisher=g.publisher, language="en"
        )
        for g in gold
    ]
    coded = coder.code_many(documents)
    result = score(
        (g.claims, [claim.model_dump(mode="json") for claim in claims]) for g, claims in zip(gold, coded, strict=True)
    )
    reached = {measure: round(result.total.figures(measure)[2], 3) for measure in FLOORS[genre]}
    assert all(reached[measure] >= floor for measure, floor in FLOORS[genre].items()), (
        f"{genre}: {reached} is below the floors {FLOORS[genre]}"
    )
