"""The shipped coder over hand-coded documents."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from marsad.bulk import RuleCoding, extract_many
from marsad.errors import SetAside
from marsad.model import Document

if TYPE_CHECKING:
    from pathlib import Path

    from marsad.coders.rules.explain import Explainer
    from marsad.evaluation.reading import Gold


def code(
    documents: Iterable[Gold], workers: int | None = 1, codebook: Path | None = None
) -> tuple[Mapping[str, list[dict[str, Any]]], dict[str, str]]:
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
            ready.append(_document(gold))
    for document, outcome in extract_many(ready, workers, coder=RuleCoding.by(codebook)):
        if isinstance(outcome, SetAside):
            problems[document.doc] = str(outcome)
        found = [] if isinstance(outcome, SetAside) else outcome
        claims[document.doc] = [claim.model_dump(mode="json") for claim in found]
    return claims, problems


def explainer(codebook: Path | None = None) -> Callable[[Gold], Explainer]:
    """What explains how the coder reads a document; the coder is loaded for the first that is asked for."""
    from marsad.coders.rules import RuleCoder
    from marsad.coders.rules.explain import Explainer

    coding = RuleCoding.by(codebook)
    coder = lru_cache(maxsize=1)(lambda: RuleCoder.by(codebook, coding.version) if codebook else RuleCoder())
    return lambda gold: Explainer(coder(), _document(gold))


def _document(gold: Gold) -> Document:
    made = gold.model_dump(include={"doc", "text", "title", "publisher", "published"})
    return Document(**made, language=None)
