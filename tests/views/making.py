"""Entries for tests, from a few words each. All places, parties and outlets in these tests are invented."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from marsad.model import (
    Attribution,
    Claim,
    Coding,
    Entry,
    Link,
    Mention,
    Quantity,
    Responsibility,
    Span,
    Target,
    Time,
    claim_id,
)
from marsad.views.lines import what
from tests.views import qasr_amin as qasr

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

GOLD = Path(__file__).parents[3] / "shared" / "eval" / "gold"
TYPES = {
    "captured": "control", "withdrew": "control", "holds": "control", "advanced": "control", "contested": "control",
    "besieged": "control", "killed": "casualty", "injured": "casualty", "missing": "casualty", "detained": "casualty",
    "fled": "displacement", "returned": "displacement", "trapped": "displacement",
    "airstrike": "attack", "shelling": "attack", "missile_drone": "attack", "bombing": "attack",
    "ground_assault": "attack", "shooting": "attack", "chemical": "attack", "other": "attack",
    "facility_hit": "humanitarian", "condemned": "diplomacy", "accused": "diplomacy",
}  # fmt: skip


def mention(name: str, at: int = 0, kind: type[Any] = Mention) -> Any:
    """A mention; "words=id" is linked to that id."""
    text, _, ident = name.partition("=")
    return kind(start=at, end=at + len(text), text=text, link=Link(id=ident) if ident else None)


def number(text: str, low: float | None, high: float | None, unit: str = "people", **more: Any) -> Quantity:
    return Quantity(start=0, end=max(1, len(text)), text=text, low=low, high=high, unit=unit, **more)


def when(start: str | None, end: str | None = None, text: str = "then", precision: Any = "day") -> Time:
    return Time(text=text, start=start, end=end or start, precision=precision, span=(0, 4))


def claim(
    event: str,
    *,
    actor: Sequence[str] = (),
    target: Sequence[str] = (),
    place: Sequence[str] = (),
    by: Sequence[str] = (),
    words: str | None = None,
    start: int = 0,
    doc: str = "d1",
    published: str | None = "2031-05-04",
    publisher: str | None = "Qasr Amin Courier",
    responsibility: Sequence[tuple[str, str, Sequence[str]]] = (),
    **more: Any,
) -> Claim:
    text = words or f"evidence of {event} {actor} {place} in {doc} {start}"
    kind = TYPES.get(event) or ("diplomacy" if event.startswith(("cease", "talks", "res", "deal")) else "humanitarian")
    made = Claim(
        id="-", doc=doc, type=kind, event=event, publisher=publisher, published=published,
        evidence=Span(start=start, end=start + len(text), text=text),
        actor=[mention(name, start) for name in actor],
        target=[mention(name, start, Target) for name in target],
        place=[mention(name, start) for name in place],
        attribution=[mention(name, start, Attribution) for name in by],
        responsibility=[
            Responsibility(actor=mention(who), basis=basis, attribution=[mention(one, 0, Attribution) for one in told])
            for who, basis, told in responsibility
        ],
        coding=Coding(coder="test", version="1", rule="-", confidence=1.0),
        **more,
    )  # fmt: skip
    return made.model_copy(update={"id": claim_id(made)})


def entry(event: str, *, title: str = "A report", url: str | None = None, **slots: Any) -> Entry:
    status = {key: slots.pop(key) for key in ("status", "verification", "recorded") if key in slots}
    made = claim(event, **slots)
    return Entry(claim=made, reading=made, title=title, url=url, **{"recorded": "2031-06-01T00:00:00Z", **status})


def says(event: str, **slots: Any) -> str:
    """The line of a claim."""
    return what(claim(event, **slots))


def gold_entries(path: Path) -> Iterator[tuple[dict[str, Any], Entry]]:
    """The claims of a hand-coded document as entries, each with its record."""
    gold = json.loads(path.read_text(encoding="utf-8"))
    for record in gold["claims"]:
        at = record["evidence"]["start"]
        quantity, time = record["quantity"], record["time"]
        made = claim(
            record["event"], actor=record["actor"], target=record["target"], place=record["place"],
            by=record["attribution"], words=record["evidence"]["text"], start=at, doc=gold["doc"],
            published=gold["published"], publisher=gold["publisher"], modality=record["modality"],
            quantity=quantity and number(quantity["text"], quantity["low"], quantity["high"], quantity["unit"]),
            time=time and when(time["start"], time["end"], time["text"]),
        )  # fmt: skip
        yield record, Entry(claim=made, reading=made, title=gold["title"], recorded="2031-06-01T00:00:00Z")


def qasr_amin() -> Iterator[tuple[dict[str, Any], Entry]]:
    """The claims of the invented report as entries, each with its record."""
    ids: list[str] = []
    for record in qasr.CLAIMS:
        quantity, time = record["quantity"], record["time"]
        part_of = ids[record["part_of"]] if "part_of" in record else None
        made = claim(
            record["event"], actor=record["actor"], target=record["target"], place=record["place"], by=record["by"],
            words=record["evidence"]["text"], start=record["evidence"]["start"], doc="qasr-amin-1",
            published=qasr.PUBLISHED, publisher=qasr.PUBLISHER, modality=record["modality"],
            quantity=quantity and number(*quantity, part_of=part_of), time=time and when(*time),
        )  # fmt: skip
        ids.append(made.id)
        yield record, Entry(claim=made, reading=made, title=qasr.TITLE, recorded="2031-06-01T00:00:00Z")
