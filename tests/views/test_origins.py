"""A copy of a report is never a second source."""

from __future__ import annotations

from typing import Any

from marsad.model import Entry, Origin
from marsad.views.brief import brief
from marsad.views.changes import changes
from tests.views.making import entry, number, when

ORIGIN = Origin(doc="d1", publisher="Northern Wire", published="2031-05-04", kind="copy", of="d1", share=0.9)


def killed(doc: str, publisher: str, figure: int = 12, origin: Origin | None = None, **slots: Any) -> Entry:
    made = entry(
        "killed", doc=doc, publisher=publisher, place=["Mill Quarter=mill-quarter"], time=when("2031-05-04"),
        quantity=number(str(figure), figure, figure), words=f"{figure} were killed, says {doc}", **slots,
    )  # fmt: skip
    return made.model_copy(update={"origin": origin})


def test_a_reworded_copy_counts_once() -> None:
    wire = killed("d1", "Northern Wire")
    (line,) = brief([wire, killed("d2", "Qasr Amin Post", origin=ORIGIN)]).lines
    assert [source.name for source in line.sources] == ["the report itself (Northern Wire)"]
    assert len(line.claims) == 2
    (line,) = brief([wire, killed("d2", "Qasr Amin Post")]).lines
    assert len(line.sources) == 2


def test_another_figure_of_a_later_version_is_a_revision() -> None:
    later = ORIGIN.model_copy(update={"kind": "version"})
    wire, copy = killed("d1", "Northern Wire"), killed("d2", "Qasr Amin Post", 15, origin=later)
    (found,) = brief([wire, copy]).contradictions
    assert found.kind == "revised"
    (found,) = brief([wire, killed("d2", "Qasr Amin Post", 15)]).contradictions
    assert found.kind == "figures"


def test_unresolved_words_mean_the_same_in_a_copy() -> None:
    one = entry(
        "shelling", doc="d1", publisher="Northern Wire", place=["the old mill"], words="Shells hit the old mill"
    )
    two = entry("shelling", doc="d2", publisher="Post", place=["the old mill"], words="the old mill was hit by shells")
    assert len(brief([one, two]).lines) == 2
    assert len(brief([one, two.model_copy(update={"origin": ORIGIN})]).lines) == 1


def test_changes_are_told_by_sentence() -> None:
    old = "Shells fell on the mill. Two were hurt. The bridge is shut."
    new = "Shells fell on the mill. Three were hurt. The bridge is shut. Talks go on."
    assert [(one.kind, one.before, one.after) for one in changes(old, new)] == [
        ("changed", "Two were hurt.", "Three were hurt."),
        ("added", "", "Talks go on."),
    ]
    assert changes(new, new) == []
    assert [one.kind for one in changes(new, "Talks go on.")] == ["removed"]
