"""Coders for tests of the workers: they must be importable by name in a fresh process."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator

from marsad.errors import DataError
from marsad.model import Claim, Coding, Document, Span, claim_id


class Words:
    """One claim for each "shelled" in a text; some words make it fail."""

    def code(self, document: Document) -> list[Claim]:
        if "ENDLESS" in document.text:
            time.sleep(600)
        if "FATAL" in document.text:
            os._exit(9)
        if "BROKEN" in document.text:
            raise ValueError("no such dependent")
        claims = []
        start = document.text.find("shelled")
        while start >= 0:
            span = Span(start=start, end=start + 7, text="shelled")
            claim = Claim(
                id="",
                doc=document.doc,
                type="attack",
                event="shelling",
                evidence=span,
                published=document.published,
                publisher=document.publisher,
                coding=Coding(coder="fake", version="1", rule="attack.shelling", confidence=1.0),
            )
            claims.append(claim.model_copy(update={"id": claim_id(claim)}))
            start = document.text.find("shelled", start + 1)
        return claims

    def code_many(self, documents: Iterable[Document]) -> Iterator[list[Claim]]:
        return iter([self.code(document) for document in documents])


def words() -> Words:
    return Words()


def unloadable() -> Words:
    raise DataError("The parser's files are missing.")
