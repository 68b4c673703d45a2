"""Who holds the districts of Aleppo on 7 December 2016, against what the documents say when read by hand.

usage: python -m benchmarks.aleppo [--extracted] [--known-by YYYY-MM-DD]

Input are the demo's dispatches and, where they lie beside the checkout, the documents of the coded set on that battle.
Their claims are those coded by hand, so that errors of reading do not blur the model; with `--extracted` they are what
the rule coder reads. `aleppo.csv` holds, worked by hand from the documents, who has each district on the day: one side,
contested, or disputed, where the documents themselves disagree. Prints each district with the reading and its chance;
those that do not agree are marked. A disputed district agrees with any reading and is not counted.
"""

from __future__ import annotations

import argparse
import csv
import json
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from benchmarks.texts import GOLD, table
from marsad import bulk, demo
from marsad.knowledge.actors import Actors
from marsad.knowledge.places import Places
from marsad.model import Attribution, Claim, Coding, Document, Entry, Mention, Quantity, Span, Target, Time
from marsad.views.holding.reading import control
from marsad.views.registries import Names

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from marsad.views.holding.parts import PlaceReading

ON = date(2016, 12, 7)
WORKED = Path(__file__).with_name("aleppo.csv")
DEMO = Path(__file__).resolve().parents[1] / "tests" / "demo_gold"
OTHERS = ("aleppo-2016-12-07", "006", "010", "020", "024")
WAR = ["syrian-civil-war"]


class Judged(NamedTuple):
    """A district: what the documents have it to be, what the model reads, whether the two agree (None: disputed)."""

    place: str
    expected: str
    why: str
    read: str
    chance: float
    agrees: bool | None


def coded(paths: Sequence[Path], places: Places, actors: Actors) -> Iterator[Entry]:
    """The claims on control that were coded by hand, their places and parties linked."""
    for path in paths:
        document = json.loads(path.read_text(encoding="utf-8"))
        near = [name for record in document["claims"] for name in record["place"]]
        country = places.guess_country(near)
        for record in document["claims"]:
            if record["type"] == "control":
                made = _claim(record, document, actors)
                where = [_at(name, record, places.link(name, near, country)) for name in record["place"]]
                claim = made.model_copy(update={"place": where})
                yield Entry(claim=claim, reading=claim, recorded="-")


def _claim(record: dict[str, Any], document: dict[str, Any], actors: Actors) -> Claim:
    def parties(names: Sequence[str], kind: type[Any]) -> list[Any]:
        return [_at(name, record, actors.link(name, WAR, document["published"]), kind) for name in names]

    quantity, when = record["quantity"], record["time"]
    evidence = Span.model_validate(record["evidence"])
    start = evidence.start
    return Claim(
        id=f"{document['doc']}-{record['id']}", doc=document["doc"], type="control", event=record["event"],
        modality=record["modality"], evidence=evidence,
        actor=parties(record["actor"], Mention), target=parties(record["target"], Target),
        attribution=parties(record["attribution"], Attribution),
        quantity=quantity and Quantity(start=start, end=start + 1, **quantity),
        time=when and Time(text=when["text"], start=when["start"], end=when["end"], span=(start, start + 1)),
        published=document["published"], publisher=document["publisher"],
        coding=Coding(coder="hand", version="1", rule="-", confidence=1.0),
    )  # fmt: skip


def _at(name: str, record: dict[str, Any], link: Any, kind: type[Any] = Mention) -> Any:
    start = record["evidence"]["start"]
    return kind(start=start, end=start + len(name), text=name, link=link)


def extracted(others: Sequence[Path]) -> Iterator[Entry]:
    """The claims that the rule coder reads in the same documents."""
    documents = list(demo.documents())
    for path in others:
        row = json.loads(path.read_text(encoding="utf-8"))
        known = {key: row.get(key) for key in ("doc", "text", "title", "publisher", "published")}
        documents.append(Document(language="en", **known))
    for _, found in bulk.extract_many(documents):
        for claim in found if isinstance(found, list) else []:
            yield Entry(claim=claim, reading=claim, recorded="-")


def judged(entries: Sequence[Entry], names: Names, known_by: datetime | None = None) -> list[Judged]:
    """The districts of the worked table with the model's reading of each."""
    found = {one.place.id: one for one in control(entries, names, on=ON, known_by=known_by).places}
    with WORKED.open(encoding="utf-8") as rows:
        return [_judge(row["place"], row["as documents have it"], row["why"], found) for row in csv.DictReader(rows)]


def _judge(place: str, expected: str, why: str, found: dict[str | None, PlaceReading]) -> Judged:
    reading = found.get(place)
    if reading is None:
        return Judged(place, expected, why, "no claim", 0.0, None if expected == "disputed" else False)
    party = reading.best.party
    side = "government" if party is not None and party.bloc == "government-of-syria" else "other"
    read = side if reading.best.state == "held" else reading.best.state
    agrees = None if expected == "disputed" else read == expected
    words = f"{read}: {party.bloc_name or party.name}" if party is not None and read == "other" else read
    return Judged(place, expected, why, words, reading.best.chance, agrees)


def report(found: Sequence[Judged]) -> str:
    """Each district, and how many agree."""
    mark = {True: "", False: "differs", None: "disputed"}
    rows: list[tuple[object, ...]] = [
        (one.place, one.expected, one.read, f"{one.chance:.2f}", mark[one.agrees], one.why) for one in found
    ]
    sure = [one for one in found if one.agrees is not None]
    head = ("district", "by hand", "read", "chance", "", "documents")
    return f"{table(head, rows)}\n{sum(bool(one.agrees) for one in sure)} of {len(sure)} districts agree"


def others() -> list[Path]:
    """The documents of the coded set on the battle, where they are there."""
    return [path for name in OTHERS if (path := GOLD / f"{name}.json").exists()]


def main() -> None:
    """Read, judge, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--extracted", action="store_true", help="claims as the rule coder reads them")
    parser.add_argument("--known-by", type=date.fromisoformat, help="only what had been published by this day")
    asked = parser.parse_args()
    places, actors = Places.load(), Actors.load()
    paths = [*sorted(DEMO.glob("*.json")), *others()]
    entries = list(extracted(others()) if asked.extracted else coded(paths, places, actors))
    known = datetime.combine(asked.known_by, time.max, UTC) if asked.known_by else None
    print(report(judged(entries, Names(places, actors), known)))


if __name__ == "__main__":
    main()
