"""Coding by hand: a claim from words of a document, in any language, that a person names.

Words are given as they stand in the document; blanks and line ends between them may differ. `WORDS#2` is where they
stand for the second time, `WORDS=NAME` gives the name in full, as in another script, and `WORDS=@ID` an entry of a
registry.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic import ValidationError

from marsad.errors import InputError
from marsad.language.scripts import END, FIRST, LEFT, RIGHT
from marsad.model import (
    EVENTS,
    Attribution,
    Claim,
    Coding,
    Link,
    Mention,
    Quantity,
    Span,
    Target,
    Time,
    claim_id,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from marsad.model import Bound, Document, Modality, Scope, Status, Type

_FIGURE = re.compile(r"\d+(?:[.,٬\u00a0\u202f]\d{3})*(?!\d)")
_SHOWN_ONLY = str.maketrans("", "", LEFT + RIGHT + FIRST + END)
_SPEC = re.compile(r"(?P<words>.+?)(?:#(?P<place>\d+))?(?:\s*=\s*(?P<name>[^=]+))?", re.DOTALL)


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading:
    """What a person reads in a document: the event, the words that state it, and the words of its parts."""

    event: str
    quote: str
    modality: Modality = "asserted"
    actor: Sequence[str] = ()
    target: Sequence[str] = ()
    status: Status = "unknown"
    place: Sequence[str] = ()
    means: str | None = None
    source: Sequence[str] = ()
    """Who says so, nearest to the fact first."""
    figure: str | None = None
    low: float | None = None
    high: float | None = None
    bound: Bound = "exact"
    unit: str = "people"
    scope: Scope = "new"
    time: str | None = None
    start: str | None = None
    """The first day that the words of the time mean, YYYY-MM-DD."""
    end: str | None = None


class _Spec(NamedTuple):
    """Words to look for, where they stand for the how many-th time, and what they are the name of."""

    words: str
    number: int | None
    name: str | None
    link: str | None


@dataclass(slots=True)
class _Finder:
    """Looks words up in a document; those of the evidence first."""

    document: Document
    within: tuple[int, int] | None = None
    found: list[Span] = field(default_factory=list)

    def span(self, spec: _Spec) -> Span:
        """Where the words stand. Raises InputError where they do not, or several times without a number."""
        pattern = r"\s+".join(map(re.escape, spec.words.translate(_SHOWN_ONLY).split()))
        places = [match.span() for match in re.finditer(pattern, self.document.text)] if pattern else []
        if not places or (spec.number is not None and not 1 <= spec.number <= len(places)):
            times = f" {spec.number} times" if places else ""
            raise InputError(f"The words {spec.words!r} do not stand{times} in document {self.document.doc[:10]}.")
        if spec.number is not None:
            start, end = places[spec.number - 1]
        else:
            start, end = self._only(places, spec.words)
        return Span(start=start, end=end, text=self.document.text[start:end])

    def _only(self, places: list[tuple[int, int]], words: str) -> tuple[int, int]:
        first, last = self.within or (0, 0)
        near = [place for place in places if first <= place[0] and place[1] <= last]
        fit = near or places
        if len(fit) > 1:
            raise InputError(f"The words {words!r} stand there {len(fit)} times: say which, as in {words}#2.")
        return fit[0]

    def mention(self, kind: type[Mention], text: str, **more: Any) -> Any:
        """The words as a mention, with the name or link given."""
        spec = _spec(text)
        link = Link(id=spec.link) if spec.link else None
        return kind(**self.span(spec).model_dump(), name=spec.name, link=link, **more)


def claim(document: Document, reading: Reading) -> Claim:
    """The claim of a reading; its coder is filled in by who records it.

    Raises:
        InputError: there is no such event, words do not stand in the document or stand there more than once, or a
            figure or day cannot be read.

    """
    finder = _Finder(document)
    evidence = finder.span(_spec(reading.quote))
    finder.within = (evidence.start, evidence.end)
    try:
        made = Claim(
            id="",
            doc=document.doc,
            type=_type(reading.event),
            event=reading.event,
            modality=reading.modality,
            evidence=evidence,
            actor=[finder.mention(Mention, words) for words in reading.actor],
            target=[finder.mention(Target, words, status=reading.status) for words in reading.target],
            means=finder.mention(Mention, reading.means) if reading.means else None,
            place=[finder.mention(Mention, words) for words in reading.place],
            quantity=_quantity(reading, finder),
            time=_time(reading, finder),
            attribution=[finder.mention(Attribution, words) for words in reading.source],
            published=document.published,
            publisher=document.publisher,
            coding=Coding(coder="by hand", version="by hand", rule="by hand", confidence=1.0),
        )
    except ValidationError as error:
        first = error.errors()[0]
        raise InputError(f"This makes no claim: {'.'.join(map(str, first['loc']))}: {first['msg']}.") from error
    return made.model_copy(update={"id": claim_id(made)})


def _spec(text: str) -> _Spec:
    match = _SPEC.fullmatch(text)
    if match is None:
        raise InputError("Give the words as they stand in the document.")
    name = match["name"].strip() if match["name"] else None
    link = name[1:] if name and name.startswith("@") else None
    return _Spec(match["words"], int(match["place"]) if match["place"] else None, None if link else name, link)


def _type(event: str) -> Type:
    for kind, events in EVENTS.items():
        if event in events:
            return kind
    raise InputError(f"There is no event {event!r}: {', '.join(name for names in EVENTS.values() for name in names)}.")


def _quantity(reading: Reading, finder: _Finder) -> Quantity | None:
    if reading.figure is None:
        if reading.low is not None or reading.high is not None:
            raise InputError("A figure needs the words that state it.")
        return None
    span = finder.span(_spec(reading.figure))
    low, high = reading.low, reading.high
    if low is None and high is None:
        written = _FIGURE.fullmatch(span.text)
        if written is None:
            raise InputError(f"Say which figure the words {span.text!r} are, by its lowest and highest value.")
        number = float(re.sub(r"\D", "", written[0]))
        low = None if reading.bound == "at_most" else number
        high = None if reading.bound == "at_least" else number
    elif high is None and reading.bound in {"exact", "about"}:
        high = low
    return Quantity(
        **span.model_dump(), low=low, high=high, bound=reading.bound, unit=reading.unit, scope=reading.scope
    )


def _time(reading: Reading, finder: _Finder) -> Time | None:
    if reading.time is None:
        if reading.start or reading.end:
            raise InputError("A day needs the words that state it.")
        return None
    span = finder.span(_spec(reading.time))
    start, end = reading.start or reading.end, reading.end or reading.start
    if start and end and start > end:
        raise InputError(f"The first day, {start}, comes after the last, {end}.")
    precision = "range" if start != end else "day"
    return Time(text=span.text, start=start, end=end, precision=precision, span=(span.start, span.end))
