"""Whether what is told is asserted, alleged, planned or denied; towns are invented."""

from __future__ import annotations

import pytest

from marsad.coders.rules.coder import RuleCoder
from marsad.model import Document

# sentence -> the modality of each of its claims, in order
READ = {
    "Rebels reportedly shelled a village, killing four civilians in Fenner and injuring ten others.": ["alleged"] * 3,
    "Rebels have reportedly withdrawn from Fenner, after the army captured the village of Corran.": [
        "alleged",
        "asserted",
    ],
    "Two air strikes on rebels were also reported in Fenner.": ["alleged"],
    "It was reported that rebels had captured the town of Fenner.": ["alleged"],
    "There were reports that rebels had captured the town of Fenner.": ["alleged"],
    "The army confirmed reports that rebels captured Fenner.": ["asserted"],
    "According to unconfirmed reports, rebels captured the town of Fenner.": ["alleged"],
    "According to the army, two air strikes on rebels were reported in Fenner.": ["asserted"],
    "Rebels were then to be evacuated to Corran on Friday.": ["planned"],
    "The evacuation of rebels from Fenner has been postponed.": ["denied"],
    "The truce was scheduled to start on Thursday, rebels said.": ["planned"],
    "The truce between rebels and the army is due to come into force on Thursday.": ["planned"],
    "It was not clear how many rebels were killed in Fenner.": [],
    "Rebels withdrew from Corran with the purpose of taking control of Fenner.": ["asserted"],
}


@pytest.fixture(scope="module")
def coder() -> RuleCoder:
    return RuleCoder()


@pytest.mark.parametrize("sentence", READ)
def test_modality(coder: RuleCoder, sentence: str) -> None:
    document = Document(doc="report", text=sentence, title=None, published="2019-03-06", publisher=None, language="en")
    assert [claim.modality for claim in coder.code(document)] == READ[sentence]
