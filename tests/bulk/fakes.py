"""Coders for tests of the workers: they must be importable by name in a fresh process."""

from __future__ import annotations

import os
import sys
import time
import types
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from marsad import coders
from marsad.bulk import work
from marsad.errors import DataError
from marsad.model import Claim, Coding, Document, Span, claim_id

if TYPE_CHECKING:
    import pytest


class Words:
    """One claim for each "shelled" in a text; some words make it fail."""

    def code(self, document: Document) -> list[Claim]:
        if "ENDLESS" in document.text:
            time.sleep(600)
        if "STOP" in document.text:
            raise KeyboardInterrupt
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
                coding=Coding(coder="rules", version="1", rule="attack.shelling", confidence=1.0),
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


def install(monkeypatch: pytest.MonkeyPatch, version: str = "1") -> None:
    """Put `Words` in the place of the rule coder, in this process."""

    class Versioned(Words):
        def code(self, document: Document) -> list[Claim]:
            return [
                claim.model_copy(update={"coding": claim.coding.model_copy(update={"version": version})})
                for claim in super().code(document)
            ]

    module = types.ModuleType("marsad.coders.rules")
    module.RuleCoder, module.VERSION = Versioned, version  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "marsad.coders.rules", module)
    monkeypatch.setattr(coders, "rules", module, raising=False)  # where the real one was imported before
    monkeypatch.setattr(work, "_load", lambda maker: maker())
