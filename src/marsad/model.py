"""The claim and its parts: the public record, version 1.

A claim is what somebody said, tied to the exact words of a stored document. All offsets count Unicode code points of
that document's stored text, end exclusive. The field texts below become the JSON Schema that `marsad schema claim`
prints and the field reference in `docs/reference`.
"""

from __future__ import annotations

import hashlib
from typing import Annotated, Any, Literal

import rfc8785
from pydantic import BaseModel, ConfigDict, Field, JsonValue

SCHEMA_VERSION = 1

Type = Literal["control", "attack", "casualty", "displacement", "diplomacy", "humanitarian"]
Modality = Literal["asserted", "denied", "alleged", "planned"]
Bound = Literal["exact", "about", "at_least", "at_most"]
Scope = Literal["new", "cumulative", "incident"]
Status = Literal["civilian", "combatant", "unknown"]
Basis = Literal["stated", "accused", "claimed", "admitted", "denied"]
Precision = Literal["day", "days", "week", "month", "season", "year", "range"]

EVENTS: dict[Type, tuple[str, ...]] = {
    "control": ("captured", "withdrew", "holds", "advanced", "contested", "besieged"),
    "attack": (
        "airstrike", "shelling", "missile_drone", "bombing", "ground_assault", "shooting", "chemical", "other",
    ),
    "casualty": ("killed", "injured", "missing", "detained"),
    "displacement": ("fled", "returned", "trapped"),
    "diplomacy": (
        "ceasefire_called", "ceasefire_agreed", "ceasefire_violated", "ceasefire_rejected",
        "talks_called", "talks_planned", "talks_held", "talks_failed",
        "resolution_proposed", "resolution_adopted", "resolution_vetoed",
        "deal_proposed", "deal_agreed", "deal_rejected",
        "condemned", "accused",
    ),
    "humanitarian": (
        "evacuation_requested", "evacuation_carried_out",
        "aid_requested", "aid_delivered", "aid_blocked", "facility_hit",
    ),
}  # fmt: skip
"""The events of each type, in the order of the annotation guide."""


class Record(BaseModel):
    """A frozen record that refuses unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Span(Record):
    """Words of the stored document."""

    start: Annotated[int, Field(ge=0, description="offset of the first code point")]
    end: Annotated[int, Field(gt=0, description="offset after the last code point")]
    text: Annotated[str, Field(description="exactly the words between the offsets")]


class Link(Record):
    """A tie from a mention to an entry of a registry (places, actors)."""

    id: Annotated[str, Field(description="the entry's id in the registry")]
    score: Annotated[float, Field(ge=0, le=1, description="how sure the link is")] = 1.0


class Mention(Span):
    """A name or description in the document; the span is where it stands, which may be another sentence."""

    name: Annotated[str | None, Field(description="the name in full, where the words alone do not give it")] = None
    link: Annotated[Link | None, Field(description="the registry entry, or null where unresolved")] = None


class Target(Mention):
    """Whom it was done to, or the group of victims."""

    status: Annotated[Status, Field(description="civilian, combatant or unknown, by the words used")] = "unknown"


class Attribution(Mention):
    """One link of the chain of those who say so."""

    verb: Annotated[str | None, Field(description="the reporter's verb, kept and given no weight")] = None


class Responsibility(Record):
    """Who is said to have done it, apart from whether it happened."""

    actor: Mention
    basis: Basis
    attribution: list[Attribution] = []


class Victim(Span):
    """A named or described victim."""

    name: str | None = None
    age: Annotated[int | None, Field(ge=0, le=130)] = None
    sex: Literal["female", "male"] | None = None
    role: str | None = None


class Quantity(Span):
    """A figure with its bounds."""

    low: Annotated[float | None, Field(description="lowest value that the words allow")] = None
    high: Annotated[float | None, Field(description="highest value, null where open")] = None
    bound: Bound = "exact"
    unit: Annotated[str, Field(description="people, places, share, days, km or what the text counts")] = "people"
    scope: Annotated[Scope, Field(description="new deaths, a running total, or the total of one incident")] = "new"
    since: Annotated[str | None, Field(description="start of a cumulative count, YYYY-MM-DD")] = None
    part_of: Annotated[str | None, Field(description="id of the claim whose figure contains this one")] = None


class Time(Record):
    """When it happened, worked out from the words and the published date."""

    text: Annotated[str, Field(description="the words that give the time")]
    start: Annotated[str | None, Field(description="first day, YYYY-MM-DD; null where it cannot be worked out")] = None
    end: Annotated[str | None, Field(description="last day, inclusive")] = None
    precision: Precision = "day"
    span: Annotated[tuple[int, int], Field(description="where the words stand")]


class Coding(Record):
    """One reading that gave the claim."""

    coder: Annotated[str, Field(description="rules, llm, or the name of a person")]
    version: str
    rule: Annotated[str, Field(description="the codebook rule that fired")]
    confidence: Annotated[float, Field(ge=0, le=1)]


class Claim(Record):
    """One thing that somebody says happened, holds, or is wanted."""

    id: Annotated[str, Field(description="hash of document, event, modality, spans, slot words and quantity")]
    doc: Annotated[str, Field(description="id of the document")]
    type: Type
    event: Annotated[str, Field(description="an event of the type, see the guide")]
    modality: Modality = "asserted"
    evidence: Annotated[Span, Field(description="the smallest clause that states the claim")]
    actor: list[Mention] = []
    responsibility: list[Responsibility] = []
    target: list[Target] = []
    means: Annotated[Mention | None, Field(description="the weapon or way, in its own words")] = None
    victims: list[Victim] = []
    place: list[Mention] = []
    quantity: Quantity | None = None
    time: Time | None = None
    attribution: Annotated[list[Attribution], Field(description="who says so, nearest to the fact first")] = []
    published: Annotated[str | None, Field(description="ISO 8601, with offset where known; null: unknown")] = None
    publisher: str | None = None
    coding: Coding


class Document(Record):
    """A report as received: its stored text and what is known of its publication."""

    doc: Annotated[str, Field(description="the document's id")]
    text: Annotated[str, Field(description="the stored text; all offsets point into it")]
    title: str | None = None
    publisher: str | None = None
    published: Annotated[str | None, Field(description="ISO 8601 date or time, with offset where known")] = None
    language: Annotated[str | None, Field(description="ISO 639-1 code, null where unsure")] = None
    url: str | None = None
    extra: Annotated[
        dict[str, JsonValue],
        Field(
            description="what else the source says of it: author, recorded_by, chat, message_id, reply_to, "
            "forwarded_from, edited, media (a list of name and type), …"
        ),
    ] = {}


def digest(value: Any) -> str:
    """The first 128 bits, as hex, of the SHA-256 of a JSON value in canonical form (RFC 8785)."""
    return hashlib.sha256(rfc8785.dumps(value)).hexdigest()[:32]


def claim_id(claim: Claim) -> str:
    """The claim's identity: what was said and where, never how it was read.

    Links, worked-out dates, rules and confidence stay out of it, so that a better parser or gazetteer does not orphan
    the rulings that people made on the claim.
    """

    def words(mentions: list[Any]) -> list[list[Any]]:
        return [[m.start, m.end, m.name or m.text] for m in mentions]

    quantity, time = claim.quantity, claim.time
    return digest(
        {
            "doc": claim.doc,
            "type": claim.type,
            "event": claim.event,
            "modality": claim.modality,
            "evidence": [claim.evidence.start, claim.evidence.end],
            "actor": words(claim.actor),
            "target": words(claim.target),
            "place": words(claim.place),
            "quantity": quantity and [quantity.start, quantity.end, quantity.low, quantity.high, quantity.unit],
            "time": time and [*time.span],
            "attribution": words(claim.attribution),
        }
    )


def document_id(capture: str, part: str, text: str) -> str:
    """A document's id: hash of its capture's SHA-256, the part of the capture it is, and its stored text."""
    return digest({"capture": capture, "part": part, "text": text})


def item_id(item: str, text: str) -> str:
    """The id of an item of a growing file: the same in every copy of the file, another where its text is another."""
    return digest({"item": item, "text": text})


RulingKind = Literal[
    "accept", "correct", "reject", "add", "doubt",
    "under_review", "verified", "unverifiable", "refuted",
    "same", "different",
    "supersede", "retract", "seal",
]  # fmt: skip
"""Of coding: accept to doubt (coders differ, and it waits for a person);
of verification: under_review to refuted; of grouping: same, different; of life: others."""


class Ruling(Record):
    """A decision on claims by a person or a rule: added to the ledger, never overwriting anything."""

    id: Annotated[str, Field(description="hash of what is ruled, by whom, when and after which ruling")]
    kind: RulingKind
    about: Annotated[
        str, Field(description="the id of the claim or document; for same and different, two ids with a +")
    ]
    change: Annotated[dict[str, Any], Field(description="what a correction sets, or the method of a verification")] = {}
    by: Annotated[str, Field(description="a person's name, or the rule")]
    reason: str
    recorded: Annotated[str, Field(description="when this ledger learned it, ISO 8601 in UTC")]
    published: Annotated[str | None, Field(description="for a retraction, when the source took it back")] = None
    after: Annotated[str | None, Field(description="the ruling on the same matter that this one follows")] = None


class Origin(Record):
    """The document that another one is a copy or a later version of."""

    doc: Annotated[str, Field(description="the first of all of whom it is a copy or version, earliest published")]
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    kind: Annotated[
        Literal["copy", "version"], Field(description="copy, or version: the same address with another text")
    ]
    of: Annotated[str, Field(description="the document that it is the nearest copy or the next version of")]
    share: Annotated[
        float | None, Field(ge=0, le=1, description="the part of its text that stands in `of`, where they are alike")
    ] = None


class Entry(Record):
    """A claim as the ledger holds it: with its document, the clock of recording, and the rulings that stand on it.

    Views read entries. `claim` is as coded; where a standing correction changes it, `reading` is the corrected claim.
    """

    claim: Claim
    reading: Annotated[Claim, Field(description="the claim with standing corrections applied")]
    recorded: Annotated[str, Field(description="when this ledger learned the claim, ISO 8601 in UTC")]
    title: str | None = None
    url: str | None = None
    origin: Annotated[Origin | None, Field(description="where its document is a copy or a later version: of what")] = (
        None
    )
    rulings: list[Ruling] = []
    status: Annotated[
        Literal["standing", "doubted", "rejected", "superseded", "retracted"],
        Field(description="doubted: coders read it differently, and it waits for a person"),
    ] = "standing"
    verification: Literal["none", "under_review", "verified", "unverifiable", "refuted"] = "none"


class Fetched(Record):
    """How bytes came over the network. Which proxy they came through is not kept."""

    address: Annotated[str, Field(description="the address as the user named it")]
    final: Annotated[str, Field(description="the address that answered, after redirects")]
    redirects: Annotated[list[str], Field(description="the addresses in between, in their order")] = []
    status: Annotated[int, Field(ge=100, le=599, description="HTTP status of the answer")]
    headers: Annotated[dict[str, str], Field(description="headers of the answer, names in lower case")] = {}
    at: Annotated[str, Field(description="when the answer came, ISO 8601 in UTC")]


class Capture(Record):
    """The raw bytes as they came in, and where they came from."""

    sha256: str
    content: Annotated[bytes, Field(repr=False)]
    origin: Annotated[str, Field(description="path, address or name given by the user")]
    media_type: Annotated[str, Field(description="text/plain, text/markdown, text/html, application/pdf, …")]
    fetched: Annotated[Fetched | None, Field(description="how they came over the network, where they did")] = None


class Received(Record):
    """One document of a capture, or the reason why none could be read from it."""

    capture: Capture
    part: Annotated[
        str,
        Field(
            description="the path of the part in the capture: empty for the whole, else such as 'item 3', "
            "'folder/report.docx', 'box.mbox / message 3' or 'Sheet1 / row 12'"
        ),
    ] = ""
    document: Document | None = None
    problem: Annotated[str | None, Field(description="why it is set aside, a sentence for the user")] = None
    reason: Annotated[str | None, Field(description="short stable key of the problem: empty, binary, encoding, …")] = (
        None
    )

    @property
    def where(self) -> str:
        """Where it is, for people: the capture's origin and the part of it."""
        return f"{self.capture.origin}, {self.part}" if self.part else self.capture.origin


DocumentState = Literal["coded", "not coded", "set aside"]


class Holding(Record):
    """A document as the ledger holds it, without its text."""

    doc: str
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    language: str | None = None
    url: str | None = None
    extra: dict[str, JsonValue] = {}
    capture: Annotated[str, Field(description="SHA-256 of the bytes that it was read from")]
    part: Annotated[str, Field(description="which part of them; empty for the whole")] = ""
    source: Annotated[str, Field(description="path, address or name that the bytes came from")]
    recorded: Annotated[str, Field(description="when this ledger took it, ISO 8601 in UTC")]
    characters: Annotated[int, Field(description="length of its text in code points")] = 0
    state: DocumentState
    claims: Annotated[int, Field(description="claims that its standing readings give")] = 0
    reason: Annotated[str | None, Field(description="why it was set aside: a short stable key")] = None
    problem: Annotated[str | None, Field(description="why it was set aside or not coded: a sentence")] = None
    origin: Annotated[Origin | None, Field(description="what it is a copy or a later version of")] = None
