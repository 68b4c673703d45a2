"""An invented report from an invented town, coded by hand; parties, places and outlets are invented too."""

from __future__ import annotations

from typing import Any

TITLE = "Hill Brigade leaves the mill quarter of Qasr Amin"
PUBLISHER = "Qasr Amin Courier"
PUBLISHED = "2031-05-04"
TEXT = """Hill Brigade leaves the mill quarter of Qasr Amin

The River League now holds two-thirds of Qasr Amin, after Hill Brigade fighters abandoned the mill quarter on Saturday \
night. Clashes went on at the grain depot, the Watch House said.

At least 14 people were killed on Saturday in the Tanners' Quarter, including three children, and about 60 wounded, \
the Amin Ambulance Service said. The Watch House put the dead at nine. The League denied that its guns had shelled the \
quarter. Hill Brigade blamed the League for the shelling of a clinic there.

The Plains Wire reports that Hill Brigade has called for a three-day truce. Up to 50 wounded people are to be \
evacuated from the mill quarter on Monday. Elders from both sides met on Friday. Dozens of families fled to Wadi Salt.
"""


def _record(event: str, words: str, **slots: Any) -> dict[str, Any]:
    start = TEXT.index(words)
    record = {"event": event, "evidence": {"start": start, "end": start + len(words), "text": words}}
    blank = {"actor": [], "target": [], "place": [], "by": [], "quantity": None, "time": None, "modality": "asserted"}
    return {**record, **blank, **slots}


SATURDAY, MONDAY = ("2031-05-03", "2031-05-03"), ("2031-05-05", "2031-05-05")

CLAIMS = [
    _record(
        "holds", "The River League now holds two-thirds of Qasr Amin", actor=["River League"], place=["Qasr Amin"],
        quantity=("two-thirds", 2 / 3, 2 / 3, "share"), time=("2031-05-04", "2031-05-04"),
    ),
    _record(
        "withdrew", "Hill Brigade fighters abandoned the mill quarter on Saturday night", actor=["Hill Brigade"],
        place=["mill quarter"], time=SATURDAY,
    ),
    _record("contested", "Clashes went on at the grain depot", place=["grain depot"], by=["Watch House"]),
    _record(
        "killed", "At least 14 people were killed on Saturday in the Tanners' Quarter", target=["people"],
        place=["Tanners' Quarter"], quantity=("At least 14", 14, None, "people"), time=SATURDAY,
        by=["Amin Ambulance Service"],
    ),
    _record(
        "killed", "including three children", target=["children"], place=["Tanners' Quarter"],
        quantity=("three", 3, 3, "people"), time=SATURDAY, by=["Amin Ambulance Service"], part_of=3,
    ),
    _record(
        "injured", "about 60 wounded", target=["people"], place=["Tanners' Quarter"],
        quantity=("about 60", 60, 60, "people"), time=SATURDAY, by=["Amin Ambulance Service"],
    ),
    _record(
        "killed", "The Watch House put the dead at nine", target=["people"], place=["Tanners' Quarter"],
        quantity=("nine", 9, 9, "people"), time=SATURDAY, by=["Watch House"],
    ),
    _record(
        "shelling", "its guns had shelled the quarter", actor=["River League"], place=["Tanners' Quarter"],
        by=["River League"], modality="denied",
    ),
    _record(
        "shelling", "Hill Brigade blamed the League for the shelling of a clinic there", actor=["River League"],
        target=["clinic"], place=["Tanners' Quarter"], by=["Hill Brigade"], modality="alleged",
    ),
    _record(
        "ceasefire_called", "Hill Brigade has called for a three-day truce", actor=["Hill Brigade"],
        quantity=("three-day", 3, 3, "days"), by=["Plains Wire"],
    ),
    _record(
        "evacuation_carried_out",
        "Up to 50 wounded people are to be evacuated from the mill quarter on Monday",
        target=["wounded people"], place=["mill quarter"], quantity=("Up to 50", 0, 50, "people"), time=MONDAY,
        modality="planned",
    ),
    _record("talks_held", "Elders from both sides met on Friday", actor=["Elders"], time=("2031-05-02", "2031-05-02")),
    _record(
        "fled", "Dozens of families fled to Wadi Salt", target=["families"], place=["Wadi Salt"],
        quantity=("Dozens", 24, None, "families"),
    ),
]  # fmt: skip
