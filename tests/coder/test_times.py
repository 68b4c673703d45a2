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
    """The time of the claim with the shortest evidence that holds the words."""
    evidence = min((e for e in found if words in e), key=len)
    return found[evidence]


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


def test_neither_what_stands_nor_another_paragraph(coder: RuleCoder) -> None:
    found = days(coder, CHRONICLE, published=None)
    assert of(found, "had withdrawn from Ruddock") == "2019-05-03"  # by that day
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


def test_a_lead_that_tells_no_claim_dates_what_follows(coder: RuleCoder) -> None:
    text = (
        "Terrorist groups on Monday continued their crimes against the people of Karsan. "
        "A source at the police said that rebels fired shells on Corran, killing a woman."
    )
    assert of(days(coder, text), "killing a woman") == "2019-03-04"


def test_what_goes_on_has_no_one_time(coder: RuleCoder) -> None:
    text = (
        "The army shelled the town of Fenner on Monday. "
        "The shells hit houses amid the ongoing assault on Corran by rebels."
    )
    assert of(days(coder, text), "ongoing assault on Corran") is None


def test_a_truce_due_is_planned_for_its_own_day(coder: RuleCoder) -> None:
    text = (
        "Five people were killed in an air strike on Fenner on Monday as rebels weighed a truce due to begin on "
        "Friday. "
        "The truce was initially scheduled to start on Thursday."
    )
    found = days(coder, text)
    assert of(found, "Five people were killed") == "2019-03-04"
    assert of(found, "a truce") == "2019-03-08"


def test_whoever_blames_on_a_day_does_not_date_the_act(coder: RuleCoder) -> None:
    text = "The Fenner Monitor on Monday condemned the army over the massacre of 90 civilians in Fenner."
    assert of(days(coder, text), "the massacre of 90 civilians in Fenner") is None


def test_a_date_before_the_sayer_is_that_of_the_event(coder: RuleCoder) -> None:
    text = "A suicide attack by rebels on the army in Fenner was foiled Monday morning, said Colonel Odlin."
    assert of(days(coder, text), "suicide attack") == "2019-03-04"


def test_since_hangs_on_what_has_been_so(coder: RuleCoder) -> None:
    text = "The army violated the truce with the rebels 264 times since it came into force last week."
    assert of(days(coder, text), "violated the truce") == "2019-02-25/2019-03-06"


def test_a_year_that_heads_a_paragraph_gives_its_months_their_year(coder: RuleCoder) -> None:
    text = (
        "2013: Rebels captured Fenner.\n\n2018: During mid-February, the army began an offensive on Fenner. "
        "Rebels shelled Corran."
    )
    found = days(coder, text, published=None, title="Siege of Fenner")
    assert of(found, "captured Fenner") == "2013-01-01/2013-12-31"
    assert of(found, "an offensive on Fenner") == "2018-02-11/2018-02-20"


def test_a_saying_is_the_act_of_those_who_reject_or_blame(coder: RuleCoder) -> None:
    text = "On 2 May 2019, rebel groups said that they freeze talks with the government."
    assert of(days(coder, text, published=None), "freeze talks") == "2019-05-02"


def test_what_began_then_has_its_own_day_and_does_not_date_what_has_been_since(coder: RuleCoder) -> None:
    text = (
        "At least 30 civilians have been killed in Ardle since the rebel assault on the town began on Sunday. "
        "Another 12 civilians have been killed in strikes on Corran."
    )
    found = days(coder, text)
    assert of(found, "30 civilians have been killed") == "2019-03-03/2019-03-06"
    assert of(found, "Another 12 civilians") == "2019-03-03/2019-03-06"


def test_victims_of_violations_have_the_time_of_the_violations(coder: RuleCoder) -> None:
    text = (
        "The army violated the truce with the rebels 264 times since it came into force last week. "
        "Over 65 people have been killed as a result of these violations."
    )
    assert of(days(coder, text), "Over 65 people") == "2019-02-25/2019-03-06"


def test_a_day_behind_a_month_is_of_that_month(coder: RuleCoder) -> None:
    text = "In March 2019, rebels captured Fenner. On the 14th, the army shelled the town."
    assert of(days(coder, text, published=None), "shelled the town") == "2019-03-14"


def test_an_end_alone_gives_the_year_of_the_next_days(coder: RuleCoder) -> None:
    text = "Fighting continued until 3 May 2018. On 5 May, rebels withdrew from Fenner."
    assert of(days(coder, text, published=None), "withdrew from Fenner") == "2018-05-05"


def test_a_time_with_an_hour_is_no_dateline(coder: RuleCoder) -> None:
    text = "Rebels shelled a market in Fenner at about 9 am on Wednesday. Ten people were killed."
    assert of(days(coder, text), "Ten people were killed") == "2019-03-06"


def test_a_new_place_at_the_head_of_a_sentence_is_another_event(coder: RuleCoder) -> None:
    text = "Fighting erupted in Fenner on Tuesday. In Corran, rebels shelled the market, killing five people."
    assert of(days(coder, text), "killing five people") is None


def test_a_story_of_long_ago_has_its_own_year(coder: RuleCoder) -> None:
    text = "On 16 February 2016, rebels captured Fenner. On 19 February, the army shelled the town."
    assert of(days(coder, text), "shelled the town") == "2016-02-19"


def test_a_report_that_recalls_an_old_date_keeps_its_own_year(coder: RuleCoder) -> None:
    text = (
        "Rebels shelled Fenner on Tuesday. On 21 August 2013, an attack by the army killed 1400 people in Ardle. "
        "On 4 March, the army captured Corran from rebels."
    )
    assert of(days(coder, text), "captured Corran") == "2019-03-04"
