"""Who says so: the sentences of reports, with and without their commas; towns, people and outlets are invented."""

from __future__ import annotations

import pytest

from marsad.coders.rules.coder import RuleCoder
from marsad.model import Document

SAID = {
    # the name behind a role, and without its titles
    "However, the mayor of Corran, Anton Lodge, said rebel fighters had captured the town of Fenner.": ["Anton Lodge"],
    "According to the governor of Karsan Oblast, Anton Lodge, rebel shells killed two people in Fenner.": [
        "Anton Lodge"
    ],
    "State news agency SUKA reported that rebel shells killed 20 people in Fenner.": ["SUKA"],
    "Air Force Brigadier General Anton Lodge said that rebels had captured a quarter of the city of Fenner.": [
        "Anton Lodge"
    ],
    "UN special envoy for Yemen Anton Lodge said that rebel shells killed 20 people in Fenner.": ["Anton Lodge"],
    "Lodge stated that rebel soldiers killed two people in Fenner.": ["Lodge"],
    # described sources, with where they sit
    "Activists in rural Corran said that rebel air strikes on Fenner killed 10 people.": ["Activists in rural Corran"],
    "The Directorate of Health in western Corran reported that rebel shells killed 20 people.": [
        "Directorate of Health in western Corran"
    ],
    "A source at Corran Police Command told SUKA reporter that rebel fighters shelled Fenner.": [
        "source at Corran Police Command"
    ],
    # whoever issued a report
    "Reports by independent human rights groups indicated that rebels killed 20 civilians in Fenner.": [
        "independent human rights groups"
    ],
    "According to a report by Kestrel News, rebels killed 20 civilians in Fenner.": ["Kestrel News"],
    "According to the latest KFD estimates, rebels killed 20 civilians in Fenner.": ["KFD"],
    # sentences that lost their commas
    "Fifteen volunteers were killed in the rebel strike on Fenner said the Civil Defence which sent its teams.": [
        "Civil Defence"
    ],
    "The army killed five rebels in clashes in Fenner on Wednesday Kestrel News Network reports.": [
        "Kestrel News Network"
    ],
    "The rebels fired mortar shells at a market in Fenner a Karsani TV broadcaster reported.": [
        "Karsani TV broadcaster"
    ],
    "Rebel shells wounded four medics in Fenner as per the KFD.": ["KFD"],
    # two sources, the one nearest to the fact first
    "Reuters reported that rebels had taken the town of Fenner, citing a militia commander.": [
        "militia commander",
        "Reuters",
    ],
    "Rebel shells killed nine people in Fenner, hospital sources were quoted as saying by local media.": [
        "hospital sources"
    ],
    "According to local media reports, rebel shells killed nine people in Fenner.": ["local media"],
    "The army's spokesman, Brigadier General Anton Lodge, said rebels had shelled Fenner.": ["Anton Lodge"],
    "Rebels had taken the town of Fenner.": [],
}


@pytest.fixture(scope="module")
def coder() -> RuleCoder:
    return RuleCoder()


def sources(coder: RuleCoder, text: str) -> list[list[str]]:
    document = Document(doc="report", text=text, title=None, published="2019-03-06", publisher=None, language="en")
    return [[source.name or source.text for source in claim.attribution] for claim in coder.code(document)]


@pytest.mark.parametrize("sentence", SAID)
def test_who_says_so(coder: RuleCoder, sentence: str) -> None:
    found = sources(coder, sentence)
    assert found
    assert all(chain == SAID[sentence] for chain in found)


def test_the_source_and_what_stands_between_its_sayings(coder: RuleCoder) -> None:
    text = (
        "A source at Corran Police Command said that rebels shelled the town of Fenner. Rebels also attacked a village "
        "near Ardle. "
        "The source added that two civilians were killed by rebel shells in Ruddock."
    )
    assert sources(coder, text) == [["source at Corran Police Command"]] * 3


def test_the_statement_is_that_of_whoever_spoke_last(coder: RuleCoder) -> None:
    text = (
        "The Karsan Red Cross said rebel shells killed two civilians at a clinic in Fenner. "
        "The shells wounded eight others, the statement said."
    )
    assert {chain[0] for chain in sources(coder, text)} == {"Karsan Red Cross"}


def test_a_quotation_over_two_sentences_is_that_of_the_speaker_at_its_end(coder: RuleCoder) -> None:
    text = (
        "The mayor said rebels killed two civilians in Ardle. "
        '"Rebel shells killed nine civilians in Fenner. They also hit a clinic in Corran," Anton Lodge said.'
    )
    assert [chain[:1] for chain in sources(coder, text)][1:] == [["Anton Lodge"]] * 3


def test_a_mark_left_open_ends_with_its_paragraph(coder: RuleCoder) -> None:
    text = (
        'Colonel Odlin said rebels had killed two civilians in Ardle and that they were "bandits.\n\n'
        "Rebels captured the town of Fenner on Monday."
    )
    assert sources(coder, text)[-1] == []


def test_what_follows_a_quotation_is_the_reports_own(coder: RuleCoder) -> None:
    text = (
        "Colonel Odlin said rebels had killed two civilians in Ardle. "
        '"It was a crime" read a banner of residents of Fenner, where rebel shells killed nine people.'
    )
    assert sources(coder, text)[-1] == []
