"""When it happened, where the sentence itself does not say; towns, people and outlets are invented."""

from __future__ import annotations

import pytest

from marsad.coders.rules.coder import RuleCoder
from marsad.model import Claim, Document


@pytest.fixture(scope="module")
def coder() -> RuleCoder:
    return RuleCoder()


def days(coder: RuleCoder, text: str, published: str | None = "2019-03-06", title: str = "") -> dict[str, str | None]:
    """The time of each claim, by the first words of its evidence."""

    def told(claim: Claim) -> str | None:
        time = claim.time
        if time is None or time.start is None:
            return None
        return time.start if time.start == time.end else f"{time.start}/{time.end}"

    document = Document(doc="report", text=text, title=title, published=published, publisher=None, language="en")
    return {claim.evidence.text: told(claim) for claim in coder.code(document)}


def of(found: dict[str, str | None], words: str) -> str | None:
    """The time of the claim whose evidence holds the words."""
    [time] = {time for evidence, time in found.items() if words in evidence}
    return time


CHRONICLE = """On 3 May 2019, rebels captured the town of Fenner from government forces. Local media reported that 20 \
soldiers were killed. The army shelled Ardle, and the road to the town was cut by mines. Heavy clashes erupted near \
Ardle in the evening. The army had withdrawn from Ruddock. The rebels control the bridge.

Government forces shelled Corran.

On the next day, Colonel Odlin said that the army had entered Ardle. Two air strikes were also reported in Ardle. \
Odlin added that the army had captured Corran."""


def test_the_date_of_a_chronicle_governs_its_paragraph(coder: RuleCoder) -> None:
    found = days(coder, CHRONICLE, published=None)
    assert of(found, "captured the town of Fenner") == "2019-05-03"
    assert of(found, "20 soldiers were killed") == "2019-05-03"
    assert of(found, "The army shelled Ardle") == "2019-05-03"
    assert of(found, "Heavy clashes erupted") == "2019-05-03"


def test_neither_what_came_before_nor_what_stands_nor_another_paragraph(coder: RuleCoder) -> None:
    found = days(coder, CHRONICLE, published=None)
    assert of(found, "had withdrawn from Ruddock") is None
    assert of(found, "control the bridge") is None
    assert of(found, "shelled Corran") is None


def test_a_date_of_saying_dates_what_is_told_beside_it_and_not_what_is_said(coder: RuleCoder) -> None:
    found = days(coder, CHRONICLE, published=None)
    assert of(found, "entered Ardle") is None
    assert of(found, "Two air strikes were also reported") == "2019-05-04"
    assert of(found, "captured Corran") is None


def test_a_title_that_is_a_date_governs_what_has_no_other(coder: RuleCoder) -> None:
    text = "Fenner campaign: 14 May 2019\n\nThe army took over Corran.\n\nOn 15 May, rebels captured Ardle."
    found = days(coder, text, published=None, title="Fenner campaign: 14 May 2019")
    assert of(found, "took over Corran") == "2019-05-14"
    assert of(found, "captured Ardle") == "2019-05-15"


def test_a_day_of_the_month_counts_from_the_last_day_told(coder: RuleCoder) -> None:
    text = (
        "Speaking at the base on 16 May 2019, Colonel Odlin hailed the rebels. "
        "Clashes in Ardle continued until the 18th."
    )
    assert of(days(coder, text, published=None), "Clashes in Ardle") == "2019-05-16/2019-05-18"


def test_an_hour_of_an_unknown_day_is_no_date(coder: RuleCoder) -> None:
    text = "Troops entered the city of Fenner at around 18:52."
    found = days(coder, text, published=None, title="Battle of Fenner (2019)")
    assert of(found, "entered the city") is None


REPORT = """Rebel shells killed nine people in the town of Fenner on Monday, the Fenner Monitor said. The mayor spoke \
of a crime against the town. The shelling also wounded 30 people."""


def test_a_report_goes_on_with_an_event_over_a_sentence_that_tells_none(coder: RuleCoder) -> None:
    found = days(coder, REPORT)
    assert of(found, "wounded 30 people") == "2019-03-04"


def test_what_has_been_goes_on_with_a_time_that_runs_up_to_the_report(coder: RuleCoder) -> None:
    text = (
        "At least 30 civilians have been killed by shelling in Ardle "
        "since the rebel assault on the army began on Sunday, the Fenner Monitor said. "
        "Another 12 people have been killed in rebel strikes on Corran, the monitor said."
    )
    assert of(days(coder, text), "Another 12 people") == "2019-03-03/2019-03-06"


def test_a_background_of_years_does_not_go_on(coder: RuleCoder) -> None:
    text = (
        "More than 9000 people have been killed in Karsan since the war began in 2015. "
        "Rebel shells have killed 20 people in Corran."
    )
    assert of(days(coder, text), "20 people in Corran") is None
