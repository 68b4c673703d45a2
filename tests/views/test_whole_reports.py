"""A reader finds every fact of a report in its brief, and nothing that the report does not say."""

from __future__ import annotations

import html
import re
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from marsad.model import Entry
from marsad.publish.brief import as_html, as_json, as_markdown, as_text
from marsad.views.brief import brief
from marsad.views.figures import number
from tests.views.making import GOLD, gold_entries, qasr_amin

if TYPE_CHECKING:
    from marsad.views.parts import Brief, Line

SEED = GOLD / "aleppo-2016-12-07.json"
Coded = list[tuple[dict[str, Any], Entry]]


def check_every_fact(coded: Coded, drawn: Brief) -> None:
    for record, entry in coded:
        notes = [note for note in drawn.notes if note.quote == record["evidence"]["text"]]
        assert len(notes) == 1
        lines = [line for line in drawn.lines if entry.claim.id in line.claims]
        assert len(lines) == 1
        assert notes[0].number in lines[0].notes
        assert lines[0].number in notes[0].lines
        for slot in slot_words(record, entry):
            assert slot.casefold() in f"{lines[0].text} — {lines[0].said}".casefold(), (slot, lines[0])


def slot_words(record: dict[str, Any], entry: Entry) -> list[str]:
    claim = entry.claim
    words = [m.text for m in (*claim.actor, *claim.target, *claim.place, *claim.attribution)]
    if claim.quantity and claim.quantity.unit != "share" and claim.quantity.text.casefold() != "dozens":
        value = claim.quantity.high if claim.quantity.low == 0 else claim.quantity.low
        words.append(value_words(value, claim.quantity.text))
    if claim.time and claim.time.start:
        words.append(str(int(claim.time.start[-2:])))
    return [word for word in words if word != "people"]


def value_words(value: float | None, text: str) -> str:
    assert value is not None
    return (
        text.split()[-1]
        if text.split()[-1].isdigit()
        else number(value).replace("7", "seven" if text == "seven" else "7")
    )


def check_nothing_else(coded: Coded, drawn: Brief) -> None:
    """Beyond slots and dates, lines have no names and no figures, and no line lacks a claim."""
    given = {entry.claim.id: entry.claim for _, entry in coded}
    assert sorted(claim for line in drawn.lines for claim in line.claims) == sorted(given)
    for line in drawn.lines:
        claims = [given[ident] for ident in line.claims]
        left = f"{line.text} {line.said}"
        names = [m.text for c in claims for m in (*c.actor, *c.target, *c.place, *c.attribution)]
        for name in sorted({*names, *(c.publisher or "-" for c in claims)}, key=len, reverse=True):
            left = re.sub(re.escape(name), "", left, flags=re.IGNORECASE)
        if line.period.stated:
            left = left.replace(line.period.words, "")
        if line.figure:
            left = re.sub(re.escape(line.figure.words), "", left, flags=re.IGNORECASE)
        assert not re.search(r"\d", left), line
        assert not [word for word in left.split()[1:] if word[:1].isupper()], line


def on_page(drawn: Brief) -> None:
    """Every line and every quotation is in every format."""
    groups = [group for section in drawn.sections for group in section.groups if group.words]
    told_together = {number: group.words for group in groups for number in group.lines}
    for page in (as_text(drawn), as_markdown(drawn), as_html(drawn), as_json(drawn)):
        flat = re.sub(r"[ \n]+", " ", html.unescape(page.replace("\\", "")))
        for line in drawn.lines:
            words = told_together.get(line.number, line.text)
            assert words in flat
            assert all(where.name in words for where in line.places)
        assert all(note.quote in flat for note in drawn.notes)


@pytest.mark.skipif(not SEED.exists(), reason="needs ../shared/eval")
@pytest.mark.parametrize("on", [date(2016, 12, 7), None])
def test_all_seventeen_facts_of_the_seed(on: date | None) -> None:
    coded = list(gold_entries(SEED))
    assert len(coded) == 17
    drawn = brief([entry for _, entry in coded], on=on)
    check_every_fact(coded, drawn)
    check_nothing_else(coded, drawn)
    on_page(drawn)
    assert not drawn.left_out
    assert not drawn.background
    assert not drawn.contradictions


def test_all_facts_of_the_report_from_qasr_amin() -> None:
    coded = list(qasr_amin())
    drawn = brief([entry for _, entry in coded], on=date(2031, 5, 4))
    check_every_fact(coded, drawn)
    check_nothing_else(coded, drawn)
    on_page(drawn)
    assert not drawn.left_out


def lines_by_event(drawn: Brief, event: str) -> list[Line]:
    return [line for line in drawn.lines if line.event == event]


def test_the_brief_of_qasr_amin_reads_like_this() -> None:
    drawn = brief([entry for _, entry in qasr_amin()], on=date(2031, 5, 4))
    assert [f"{line.text} — {line.said}" for line in drawn.lines] == [
        "Two-thirds of Qasr Amin held by River League on 4 May 2031 — the report itself (Qasr Amin Courier)",
        "Fighting at the grain depot — reported by Watch House",
        "Hill Brigade left the mill quarter on 3 May 2031 — the report itself (Qasr Amin Courier)",
        "River League denied that there was shelling by River League of Tanners' Quarter — "
        "as told in the report (Qasr Amin Courier)",
        "Shelling of clinic in Tanners' Quarter, blamed on River League — alleged by Hill Brigade",
        "At least 14 people killed in Tanners' Quarter on 3 May 2031 — reported by Amin Ambulance Service",
        "3 children killed in Tanners' Quarter on 3 May 2031 — reported by Amin Ambulance Service",
        "About 60 people injured in Tanners' Quarter on 3 May 2031 — reported by Amin Ambulance Service",
        "9 people killed in Tanners' Quarter on 3 May 2031 — reported by Watch House",
        "Dozens of families fled to Wadi Salt — the report itself (Qasr Amin Courier)",
        "Hill Brigade called for a ceasefire of 3 days — reported by Plains Wire",
        "Planned: evacuation of up to 50 wounded people from the mill quarter on 5 May 2031 — "
        "the report itself (Qasr Amin Courier)",
        "Elders held talks on 2 May 2031 — the report itself (Qasr Amin Courier)",
    ]
    assert [drawn.line(n).event for n in drawn.background] == ["talks_held"]
    whole, part = (line for line in lines_by_event(drawn, "killed") if "Ambulance" in line.said)
    assert part.part_of == whole.number


def test_what_differs_in_qasr_amin_is_side_by_side() -> None:
    drawn = brief([entry for _, entry in qasr_amin()], on=date(2031, 5, 4))
    found = {one.kind: [[drawn.line(n).text[:12] for n in side] for side in one.sides] for one in drawn.contradictions}
    assert found == {
        "denied": [["Shelling of "], ["River League"]],
        "figures": [["At least 14 "], ["9 people kil"]],
    }


def test_the_order_of_entries_changes_nothing() -> None:
    entries = [entry for _, entry in qasr_amin()]
    forward = brief(entries, on=date(2031, 5, 4))
    assert brief(reversed(entries), on=date(2031, 5, 4)) == forward
