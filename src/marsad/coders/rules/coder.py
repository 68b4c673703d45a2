"""The rule coder: a document in, claims out; no store, no network, no clock."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache

from marsad.coders.rules import codebook as codebooks
from marsad.coders.rules.assemble import to_claims
from marsad.coders.rules.codebook import Codebook
from marsad.coders.rules.gate import Gate
from marsad.coders.rules.lexicon import MONTHS, Lexicon
from marsad.coders.rules.names import Names
from marsad.coders.rules.reading import Reader
from marsad.coders.rules.tree import grow
from marsad.knowledge.actors import Actors
from marsad.knowledge.people import country_of
from marsad.knowledge.places import Places
from marsad.language.parser import Parser
from marsad.language.sentences import split
from marsad.model import Claim, Document

VERSION = "1"
_CHUNK = 16


class RuleCoder:
    """Codes documents by the codebook.

    The parser, the codebook and the registries may be given; by default the shipped ones are loaded.
    """

    def __init__(
        self,
        *,
        parser: Parser | None = None,
        codebook: Codebook | None = None,
        places: Places | None = None,
        actors: Actors | None = None,
    ) -> None:
        self.codebook = codebook or codebooks.load()
        self.places = places or Places.load()
        self.actors = actors or Actors.load()
        self.names = Names(self.places, self.actors)
        self.parser = parser or Parser.load(is_name=self._is_name, find_names=self.names.find)
        self.gate = Gate(self.codebook)
        self.lexicon = Lexicon(self.codebook, self.places.known, lambda name: self.actors.known(name) is not None)
        self.place_kind = lru_cache(maxsize=10_000)(self._place_kind)

    def _is_name(self, word: str) -> bool:
        return self.places.known(word) or self.actors.known(word) is not None or country_of(word) is not None or word.lower() in MONTHS

    def inside(self, inner: str, outer: str) -> bool:
        """Whether the place that one name means lies inside the place that another means; False where either is unsure."""
        outer_link = self.places.link(outer)
        inner_link = outer_link and self.places.link(inner, near=[outer_link.id])
        return bool(outer_link and inner_link) and self.places.relation(inner_link.id, outer_link.id) == "inside"

    def _place_kind(self, name: str) -> str | None:
        link = self.places.link(name)
        if link is None:
            return None
        place = self.places.get(link.id)
        return place.kind if place else None

    def code(self, document: Document) -> list[Claim]:
        """The claims of one document, in the order of the text."""
        return next(self.code_many([document]))

    def code_many(self, documents: Iterable[Document]) -> Iterator[list[Claim]]:
        """The claims of each document, in order; parsing is batched over documents."""
        chunk: list[Document] = []
        for document in documents:
            chunk.append(document)
            if len(chunk) == _CHUNK:
                yield from self._chunk(chunk)
                chunk = []
        yield from self._chunk(chunk)

    def _chunk(self, documents: list[Document]) -> Iterator[list[Claim]]:
        work, kept = [], []
        for document in documents:
            sentences = [s for s in split(document.text) if self.gate.opens(s.text)] if document.language in (None, "en") else []
            kept.append(sentences)
            work += [(s.text, s.start) for s in sentences]
        parses = self.parser.parse(work)
        for document, sentences in zip(documents, kept, strict=True):
            trees = [
                grow(next(parses), number, s.start, s.end, s.block, heading=s.heading) for number, s in enumerate(sentences)
            ]
            yield self._read(document, trees)

    def _read(self, document: Document, trees: list) -> list[Claim]:
        published = date.fromisoformat(document.published[:10]) if document.published else None
        reader = Reader(self.codebook, self.lexicon, self.place_kind, self.places.split_run, document.text, document.title or "", published, self.inside)
        return to_claims(document, reader.read(trees), self, VERSION)
