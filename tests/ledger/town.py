"""Reports from Qasr Amin, an invented town, by invented outlets, and claims read in them by hand."""

from __future__ import annotations

import hashlib
import tempfile
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from marsad.ledger import Ledger, Run
from marsad.model import (
    Attribution,
    Capture,
    Claim,
    Coding,
    Document,
    Link,
    Mention,
    Quantity,
    Received,
    Span,
    Target,
    Time,
    claim_id,
    document_id,
)

POST, WIRE = "Qasr Amin Post", "Northern Wire"

TEXT = (
    "Rescuers in Qasr Amin said on Tuesday that 38 people had been killed. "
    "The Garrison took the Mill Quarter, the Valley Observatory reported. "
    "The River Front denied that it had left the Salt Market. "
    "The two sides plan to meet on Friday."
)

RULES = Run("rules", "1")


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self, at: str = "2026-03-01T08:00:00+00:00") -> None:
        self.at = datetime.fromisoformat(at).astimezone(UTC)

    def __call__(self) -> datetime:
        return self.at

    def forward(self, **step: float) -> datetime:
        self.at += timedelta(**step)
        return self.at


@lru_cache(maxsize=1)
def _empty() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "empty.db"
        Ledger.open(path).close()
        return path.read_bytes()


def empty(path: Path) -> Path:
    """A new ledger at `path`, copied, since going through the migrations for each test takes long."""
    path.write_bytes(_empty())
    return path


def report(
    text: str = TEXT,
    *,
    published: str | None = "2016-12-07T09:00+02:00",
    publisher: str | None = POST,
    origin: str = "reports/one.txt",
    title: str | None = "Mill Quarter taken",
) -> Received:
    content = text.encode()
    sha256 = hashlib.sha256(content).hexdigest()
    capture = Capture(sha256=sha256, content=content, origin=origin, media_type="text/plain")
    document = Document(
        doc=document_id(sha256, "", text), text=text, title=title, publisher=publisher, published=published
    )
    return Received(capture=capture, document=document)


def aside(content: bytes, reason: str = "binary", origin: str = "reports/x.bin") -> Received:
    sha256 = hashlib.sha256(content).hexdigest()
    capture = Capture(sha256=sha256, content=content, origin=origin, media_type="application/octet-stream")
    return Received(capture=capture, problem=f"{origin} is no text.", reason=reason)


def of(item: Received) -> Document:
    assert item.document is not None
    return item.document


def at(document: Document, words: str) -> dict[str, Any]:
    start = document.text.index(words)
    return {"start": start, "end": start + len(words), "text": words}


def claim(
    document: Document,
    type_: str,
    event: str,
    evidence: str,
    *,
    coder: Run = RULES,
    confidence: float = 0.9,
    links: dict[str, str] | None = None,
    **slots: Any,
) -> Claim:
    """A claim by the words of its slots; `figure` is (words, low, high), `time` (words, start, end)."""

    def mention(kind: type[Mention], words: str) -> Any:
        link = Link(id=links[words]) if links and words in links else None
        return kind(**at(document, words), link=link)

    quantity = time = None
    if "figure" in slots:
        words, low, high = slots["figure"]
        quantity = Quantity(**at(document, words), low=low, high=high)
    if "time" in slots:
        words, first, last = slots["time"]
        place = at(document, words)
        time = Time(text=words, start=first, end=last, span=(place["start"], place["end"]))
    made = Claim(
        id="",
        doc=document.doc,
        type=type_,  # type: ignore[arg-type]
        event=event,
        modality=slots.get("modality", "asserted"),
        evidence=Span(**at(document, evidence)),
        actor=[mention(Mention, words) for words in slots.get("actor", ())],
        target=[mention(Target, words) for words in slots.get("target", ())],
        place=[mention(Mention, words) for words in slots.get("place", ())],
        attribution=[mention(Attribution, words) for words in slots.get("sources", ())],
        quantity=quantity,
        time=time,
        published=document.published,
        publisher=document.publisher,
        coding=Coding(coder=coder.coder, version=coder.version, rule=f"{type_}.{event}", confidence=confidence),
    )
    return made.model_copy(update={"id": claim_id(made)})


def killed(document: Document, **more: Any) -> Claim:
    slots: dict[str, Any] = {
        "target": ["people"],
        "place": ["Qasr Amin"],
        "sources": ["Rescuers in Qasr Amin"],
        "figure": ("38", 38, 38),
        "time": ("on Tuesday", "2016-12-06", "2016-12-06"),
        "links": {"Qasr Amin": "place-qasr-amin"},
    }
    return claim(document, "casualty", "killed", "38 people had been killed", **slots | more)


def captured(document: Document, **more: Any) -> Claim:
    slots: dict[str, Any] = {
        "actor": ["The Garrison"],
        "place": ["the Mill Quarter"],
        "sources": ["the Valley Observatory"],
        "links": {"the Mill Quarter": "place-mill-quarter", "The Garrison": "actor-garrison"},
    }
    return claim(document, "control", "captured", "The Garrison took the Mill Quarter", **slots | more)


def left(document: Document, **more: Any) -> Claim:
    slots: dict[str, Any] = {
        "actor": ["The River Front"],
        "place": ["the Salt Market"],
        "sources": ["The River Front"],
        "modality": "denied",
    }
    return claim(document, "control", "withdrew", "it had left the Salt Market", **slots | more)


def talks(document: Document, **more: Any) -> Claim:
    slots: dict[str, Any] = {
        "actor": ["The two sides"],
        "modality": "planned",
        "time": ("on Friday", "2016-12-09", "2016-12-09"),
    }
    return claim(document, "diplomacy", "talks_planned", "The two sides plan to meet on Friday", **slots | more)


def four(document: Document, **more: Any) -> list[Claim]:
    return [make(document, **more) for make in (killed, captured, left, talks)]


def fill(ledger: Ledger, item: Received | None = None, run: Run = RULES) -> Document:
    """Receive a report and record its four claims."""
    item = item or report()
    ledger.receive(item)
    document = ledger.document(of(item).doc)
    ledger.record(document.doc, four(document, coder=run), run=run)
    return document
