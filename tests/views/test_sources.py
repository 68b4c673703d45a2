"""Repeats, copies, contradictions, control, tolls: who says what, side by side."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from marsad.model import Entry
from marsad.publish.brief import as_html, as_markdown, as_text
from marsad.publish.palette import styles
from marsad.views.brief import brief
from tests.views.atlas import Atlas, Roll
from tests.views.making import entry, number, qasr_amin, when

if TYPE_CHECKING:
    from marsad.views.parts import Brief

DAY = date(2031, 5, 4)
SATURDAY = when("2031-05-03")


def draw(*entries: Entry, **options: Any) -> Brief:
    return brief(entries, on=DAY, places=Atlas(), actors=Roll(), **options)


def test_the_same_claim_of_two_sources_is_one_line_with_two_notes() -> None:
    slots: dict[str, Any] = {"actor": ["Hill Brigade"], "place": ["Mill Quarter=mill"], "time": SATURDAY}
    drawn = draw(
        entry("withdrew", by=["Watch House"], doc="d1", **slots),
        entry("withdrew", by=["Plains Wire"], doc="d2", publisher="Plains Wire", **slots),
    )
    (line,) = drawn.lines
    assert line.said == "reported by Watch House and Plains Wire"
    assert line.notes == (1, 2)
    assert [(source.name, source.notes) for source in line.sources] == [("Watch House", (1,)), ("Plains Wire", (2,))]


def test_a_source_told_by_two_outlets_is_one_source() -> None:
    slots: dict[str, Any] = {"actor": ["Hill Brigade"], "place": ["Mill Quarter=mill"], "time": SATURDAY}
    drawn = draw(
        entry("withdrew", by=["Watch House"], doc="d1", **slots),
        entry("withdrew", by=["Watch House", "Plains Wire"], doc="d2", publisher="Plains Wire", **slots),
    )
    (line,) = drawn.lines
    assert line.said == "reported by Watch House"
    assert [source.notes for source in line.sources] == [(1, 2)]


def test_a_copied_sentence_is_no_second_source() -> None:
    words = "Hill Brigade fighters have left the grain depot in the old mill quarter"
    slots: dict[str, Any] = {"actor": ["Hill Brigade"], "place": ["the grain depot"], "time": SATURDAY, "words": words}
    drawn = draw(
        entry("withdrew", doc="d1", publisher="Courier", published="2031-05-04T08:00", **slots),
        entry("withdrew", doc="d2", publisher="Harbour Times", published="2031-05-04T09:00", **slots),
    )
    (line,) = drawn.lines
    assert line.said == "the report itself (Courier)"
    assert len(line.sources) == 1
    assert line.notes == (1, 2)


def test_words_that_mean_something_only_in_their_report_are_kept_apart() -> None:
    drawn = draw(
        entry("shelling", place=["the city"], doc="d1", time=SATURDAY),
        entry("shelling", place=["the city"], doc="d2", time=SATURDAY),
    )
    assert len(drawn.lines) == 2


def test_two_attacks_told_by_one_report_are_two() -> None:
    drawn = draw(
        *(entry("killed", place=["Mill Quarter=mill"], quantity=number("two", 2, 2), start=at) for at in (0, 99))
    )
    assert len(drawn.lines) == 2


def test_undated_claims_of_distant_reports_are_two() -> None:
    slots: dict[str, Any] = {"actor": ["Hill Brigade"], "place": ["Mill Quarter=mill"]}
    drawn = brief([entry("holds", doc="d1", **slots), entry("holds", doc="d2", published="2031-05-20", **slots)])
    assert len(drawn.lines) == 2


def toll(low: float, *, by: str = "", high: float | None = -1, **more: Any) -> Entry:
    quantity = number(str(low), low, low if high == -1 else high)
    slots = {"target": ["people"], "place": ["Mill Quarter=mill"], "time": SATURDAY, "doc": f"{by}{low}", **more}
    return entry("killed", by=[by] if by else [], quantity=quantity, **slots)


def kinds(drawn: Brief) -> list[tuple[str, list[list[str]]]]:
    return [(one.kind, [[drawn.line(n).text for n in side] for side in one.sides]) for one in drawn.contradictions]


def test_different_figures_stand_side_by_side_and_are_never_added_up() -> None:
    drawn = draw(toll(14, by="Ambulance Service"), toll(9, by="Watch House"), toll(14, by="Plains Wire"))
    assert [one.kind for one in drawn.contradictions] == ["figures"]
    assert [[drawn.line(n).figure.low for n in side] for side in drawn.contradictions[0].sides] == [[14], [9]]  # type: ignore[union-attr]
    assert [[cell.words for cell in row.cells] for row in drawn.tolls] == [["14"], ["9"]]
    assert drawn.tolls[0].said == "Ambulance Service and Plains Wire"
    assert "23" not in as_text(drawn)


def test_figures_that_can_both_be_so_do_not_contradict() -> None:
    assert not draw(toll(14, by="A", high=None), toll(19, by="B")).contradictions
    assert not draw(toll(14, by="A"), toll(9, by="B", time=when("2031-05-04"))).contradictions
    assert not draw(toll(14, by="A"), toll(9, by="B", target=["children"])).contradictions


def test_a_source_that_gives_a_later_figure_has_revised_it() -> None:
    later = toll(19, by="Watch House", published="2031-05-05")
    drawn = brief([toll(14, by="Watch House"), later], on=DAY)
    assert [one.kind for one in drawn.contradictions] == ["revised"]


def test_reported_and_denied() -> None:
    slots: dict[str, Any] = {"actor": ["Hill Brigade=column"], "place": ["Mill Quarter=mill"]}
    drawn = draw(
        entry("withdrew", by=["Watch House"], time=SATURDAY, **slots),
        entry("withdrew", by=["Hill Brigade=column"], modality="denied", doc="d2", **slots),
        entry("withdrew", by=["Plains Wire"], actor=["Hill Brigade=column"], place=["Amin Heights=heights"]),
    )
    left, denied = "Hill Brigade left Mill Quarter", "Hill Brigade denied that Hill Brigade left Mill Quarter"
    assert kinds(drawn) == [("denied", [[f"{left} on 3 May 2031"], [denied]])]


def test_denying_a_deed_is_not_denying_that_it_was_done() -> None:
    slots: dict[str, Any] = {"place": ["Mill Quarter=mill"], "time": SATURDAY}
    league = {"actor": ["River League=league"], "by": ["River League=league"], "doc": "d2", "modality": "denied"}
    assert not draw(
        entry("airstrike", by=["Watch House"], **slots), entry("airstrike", **league, **slots)
    ).contradictions
    blamed = entry("airstrike", actor=["River League=league"], by=["Watch House"], modality="alleged", **slots)
    assert len(draw(blamed, entry("airstrike", **league, **slots)).contradictions) == 1


def test_two_parties_said_to_hold_one_place() -> None:
    drawn = draw(
        entry(
            "captured", actor=["Hill Brigade=column"], place=["Mill Quarter=mill"], by=["Hill Brigade"], time=SATURDAY
        ),
        entry("holds", actor=["River League=league"], place=["Mill Quarter=mill"], by=["River League"], doc="d2"),
    )
    assert [one.kind for one in drawn.contradictions] == ["control"]
    (state,) = drawn.states
    assert (state.status, state.as_of) == ("disputed", "2031-05-04")


def test_a_capture_the_day_after_is_a_sequel() -> None:
    drawn = draw(
        entry(
            "captured", actor=["Hill Brigade=column"], place=["Mill Quarter=mill"], by=["Hill Brigade"], time=SATURDAY
        ),
        entry("captured", actor=["River League=league"], place=["Mill Quarter=mill"], by=["River League"], doc="d2"),
    )
    assert not drawn.contradictions
    assert [(state.status, state.parties[0].name) for state in drawn.states] == [("held", "River League")]


def test_an_umbrella_and_its_member_do_not_contradict_each_other() -> None:
    entries = [
        entry("holds", actor=["River League=league"], place=["Mill Quarter=mill"], by=["Watch House"]),
        entry("holds", actor=["Second Boat Company=boats"], place=["Mill Quarter=mill"], by=["Plains Wire"], doc="d2"),
    ]
    assert not draw(*entries).contradictions
    assert draw(*entries).states[0].status == "held"
    assert [one.kind for one in brief(entries, on=DAY).contradictions] == ["control"]


def test_agreed_and_violated() -> None:
    drawn = draw(
        entry("ceasefire_agreed", actor=["Hill Brigade", "River League"], time=SATURDAY),
        entry("ceasefire_violated", actor=["River League"], by=["Hill Brigade"], modality="alleged", doc="d2"),
        entry("ceasefire_violated", actor=["River League"], time=when("2031-05-01"), doc="d3"),
    )
    assert [one.kind for one in drawn.contradictions] == ["truce"]
    assert [len(side) for side in drawn.contradictions[0].sides] == [1, 1]


def states(*entries: Entry) -> list[tuple[str, list[str], bool]]:
    return [(s.status, [party.name for party in s.parties], s.contested) for s in draw(*entries).states]


def control(event: str, actor: str = "Hill Brigade=column", day: str = "2031-05-03", **more: Any) -> Entry:
    slots: dict[str, Any] = {"place": ["Mill Quarter=mill"], "time": when(day), "doc": f"{event}{actor}{day}", **more}
    return entry(event, actor=[actor] if actor else [], **slots)


def test_the_latest_report_gives_the_state() -> None:
    league = "River League=league"
    assert states(control("captured")) == [("held", ["Hill Brigade"], False)]
    assert states(control("captured"), control("captured", league, "2031-05-04")) == [("held", ["River League"], False)]
    assert states(control("captured"), control("captured", league)) == [
        ("disputed", ["Hill Brigade", "River League"], False)
    ]


def test_a_withdrawal_is_not_yet_a_capture() -> None:
    league = "River League=league"
    assert states(control("withdrew")) == [("left", ["Hill Brigade"], False)]
    assert states(control("holds", day="2031-05-03"), control("withdrew", day="2031-05-04")) == [
        ("left", ["Hill Brigade"], False)
    ]
    assert states(control("captured", league), control("withdrew", day="2031-05-04")) == [
        ("held", ["River League"], False)
    ]


def test_fighting_and_shares_are_marked() -> None:
    half = number("half", 0.5, 0.5, "share")
    assert states(control("captured"), control("contested", "", "2031-05-04")) == [("held", ["Hill Brigade"], True)]
    assert states(control("contested", "")) == [("contested", [], True)]
    assert states(control("besieged", "")) == [("besieged", [], True)]
    assert states(control("holds", quantity=half)) == [("held", ["Hill Brigade"], True)]
    assert states(control("captured", modality="alleged")) == []


def test_shares_of_two_parties_are_no_contradiction_but_a_share_and_the_whole_are() -> None:
    most, half = number("two-thirds", 2 / 3, 2 / 3, "share"), number("a third", 1 / 3, 1 / 3, "share")
    league = "River League=league"
    drawn = draw(control("holds", quantity=most, by=["A"]), control("holds", league, quantity=half, by=["B"]))
    assert not drawn.contradictions
    assert drawn.states[0].words == (
        "two-thirds reported held by Hill Brigade; a third reported held by River League, 3 May 2031"
    )
    drawn = draw(control("holds", quantity=most, by=["A"]), control("holds", league, by=["B"]))
    assert [one.kind for one in drawn.contradictions] == ["control"]
    assert drawn.states[0].status == "disputed"


def test_parts_stand_under_their_whole() -> None:
    whole = toll(14, by="Watch House")
    part = entry(
        "killed", by=["Watch House"], target=["children"], place=["Mill Quarter=mill"], time=SATURDAY, doc="a-part",
        quantity=number("3", 3, 3, part_of=whole.claim.id),
    )  # fmt: skip
    drawn = draw(part, whole)
    assert [(line.text.split()[0], line.part_of) for line in drawn.lines] == [("14", None), ("3", 1)]
    assert [(row.who, row.part) for row in drawn.tolls] == [("people", False), ("children", True)]


def test_review_is_said() -> None:
    made = toll(14, by="Watch House", verification="refuted")
    mended = made.reading.model_copy(update={"target": []})
    drawn = draw(made.model_copy(update={"reading": mended}))
    assert drawn.lines[0].remarks == ("coding corrected by review", "refuted by review")
    assert "refuted by review" in as_text(drawn)


SIDES = ("River League", "Hill Brigade")


def swapped(text: str) -> str:
    one, other = SIDES
    return text.replace(one, "\0").replace(other, one).replace("\0", other)


def swap_entries(entries: list[Entry]) -> list[Entry]:
    """The entries as they would be had the reports named the sides the other way round; ids stay as they are."""

    def turn(value: Any) -> Any:
        if isinstance(value, str):
            return swapped(value)
        if isinstance(value, list | tuple):
            return [turn(one) for one in value]
        return {key: turn(one) for key, one in value.items()} if isinstance(value, dict) else value

    return [Entry.model_validate(turn(one.model_dump())) for one in entries]


def test_swapping_the_two_sides_swaps_their_names_and_changes_nothing_else() -> None:
    entries = [entry for _, entry in qasr_amin()] + [
        entry("captured", actor=["Hill Brigade"], place=["Fort"], by=["Hill Brigade"], doc="d2", time=SATURDAY),
        entry("holds", actor=["River League"], place=["Fort"], by=["River League"], doc="d3", time=SATURDAY),
        entry("killed", actor=["River League"], place=["Fort"], modality="alleged", by=["Hill Brigade"], doc="d3"),
        entry("withdrew", actor=["Hill Brigade"], place=["Weir=mill"], doc="d4", time=SATURDAY),
        entry("holds", actor=["River League"], place=["Heights=heights"], doc="d4", time=SATURDAY),
    ]
    there, back = draw(*entries), draw(*swap_entries(entries))
    assert unwrapped(as_text(back)) == swapped(unwrapped(as_text(there)))
    assert as_markdown(back) == swapped(as_markdown(there))
    assert without_colours(as_html(back)) == swapped(without_colours(as_html(there)))


def unwrapped(text: str) -> str:
    return " ".join(text.split())


def without_colours(page: str) -> str:
    """Colours go with the names, by a hash; all else must not depend on them."""
    for style in styles("abcde").values():
        page = page.replace(style.fill, "")
    return page.replace("color:#FFFFFF", "color:#111111").replace("fill:#FFFFFF", "fill:#111111")


def test_colours_follow_the_name_and_not_the_order() -> None:
    one, other = (
        styles(["words:river league", "words:hill brigade"]),
        styles(["words:hill brigade", "words:river league"]),
    )
    assert {key: style.fill for key, style in one.items()} == {key: style.fill for key, style in other.items()}
    many = styles(str(index) for index in range(60))
    assert len({style.letter for style in many.values()}) == 60
    assert len({style.fill for style in styles("vwxyz").values()}) == 5


def test_a_list_of_places_is_told_once() -> None:
    words = "Hill Brigade took the fort, the weir and the dam"
    names = ("Fort", "Weir", "Dam")
    listed = [control("captured", place=[name], words=words, doc="d1") for name in names]
    drawn = draw(*listed, control("contested", "", "2031-05-04", place=["Dam"]))
    assert [[where.name for where in group.places] for group in drawn.sections[0].groups] == [["Dam"], ["Fort", "Weir"]]
    assert [group.words for group in drawn.sections[0].groups] == ["", "Hill Brigade took Fort and Weir on 3 May 2031"]
    assert len(drawn.lines) == 4
    assert as_text(drawn).count("took") == 3


def test_two_spellings_of_one_place_stand_together_and_line_by_line() -> None:
    drawn = draw(
        entry("captured", actor=["Hill Brigade"], place=["Mill Quarter=mill"], doc="d1"),
        entry("withdrew", actor=["River League"], place=["al-Tahoun=mill"], doc="d2"),
    )
    (group,) = drawn.sections[0].groups
    assert (len(group.places), len(group.lines), group.words) == (1, 2, "")
