"""The shipped coder over hand-coded documents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from marsad.bulk import extract_many
from marsad.errors import SetAside
from marsad.model import Document

if TYPE_CHECKING:
    from marsad.evaluation.reading import Gold


def code(documents: Iterable[Gold], workers: int = 1) -> tuple[Mapping[str, list[dict[str, Any]]], dict[str, str]]:
    """The claims of each document, as records, and the reason for each document that was not coded.

    A document without its text is left out of the claims; one that the coder does not take has none, so that its gold
    claims count as missed.
    """
    claims: dict[str, list[dict[str, Any]]] = {}
    problems: dict[str, str] = {}
    ready = []
    for gold in documents:
        if gold.text is None:
            problems[gold.doc] = "It is not scored: its text is not in the gold file."
        else:
            made = gold.model_dump(include={"doc", "text", "title", "publisher", "published"})
            ready.append(Document(**made, language=None))
    for document, outcome in extract_many(ready, workers=workers):
        if isinstance(outcome, SetAside):
            problems[document.doc] = str(outcome)
        found = [] if isinstance(outcome, SetAside) else outcome
        claims[document.doc] = [claim.model_dump(mode="json") for claim in found]
    return claims, problems
