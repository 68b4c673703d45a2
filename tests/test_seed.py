"""The report that the project starts from is read no worse than before, byte for byte as it came."""

from __future__ import annotations

from pathlib import Path

import pytest

from marsad.bulk import extract_many
from marsad.evaluation.reading import read_gold
from marsad.evaluation.scoring import score
from marsad.sources import read

SHARED = Path(__file__).parents[2] / "shared"
SEED = SHARED / "seed" / "aleppo-2016-12-07.txt"
GOLD = SHARED / "eval" / "gold" / "aleppo-2016-12-07.json"
FOUND = 17
"""Of 17 claims coded by hand, those that the rule coder must go on finding."""


@pytest.mark.skipif(not (SEED.exists() and GOLD.exists()), reason="needs ../shared/seed and ../shared/eval")
def test_claims_of_the_seed_report_are_found() -> None:
    [gold] = read_gold(GOLD)
    documents = [received.document for received in read([SEED]) if received.document is not None]
    assert [document.text for document in documents] == [gold.text]
    [(_, claims)] = extract_many(documents)
    assert isinstance(claims, list)
    result = score([(gold.claims, [claim.model_dump(mode="json") for claim in claims])])
    assert len(gold.claims) == 17
    assert result.total.met["found"] >= FOUND
