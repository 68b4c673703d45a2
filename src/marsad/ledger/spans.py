"""Every span of a claim, and whether it is what stands in the document."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from marsad.model import Claim, Span


class Words(NamedTuple):
    """Words that a claim says stand in its document, and in which slot."""

    slot: str
    start: int
    end: int
    text: str


def spans(claim: Claim) -> Iterator[Words]:
    """Every span of the claim with its slot."""
    yield _of("evidence", claim.evidence)
    for slot, parts in (
        ("actor", claim.actor),
        ("target", claim.target),
        ("victims", claim.victims),
        ("place", claim.place),
        ("attribution", claim.attribution),
    ):
        for part in parts:
            yield _of(slot, part)
    for blame in claim.responsibility:
        for part in (blame.actor, *blame.attribution):
            yield _of("responsibility", part)
    if claim.means is not None:
        yield _of("means", claim.means)
    if claim.quantity is not None:
        yield _of("quantity", claim.quantity)
    if claim.time is not None:
        yield Words("time", *claim.time.span, claim.time.text)


def astray(claim: Claim, text: str) -> Words | None:
    """The first span of the claim that is not what stands in the document's text; None where all are."""
    return next((words for words in spans(claim) if text[words.start : words.end] != words.text), None)


def _of(slot: str, span: Span) -> Words:
    return Words(slot, span.start, span.end, span.text)
