"""The rule coder: a document in, claims out; no store, no network, no clock."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from marsad.coders.rules import codebook_files, own
from marsad.coders.rules.assemble import to_claims
from marsad.coders.rules.gate import Gate
from marsad.coders.rules.headlines import told_apart
from marsad.coders.rules.lexicon import MONTHS, Lexicon
from marsad.coders.rules.names import Names
from marsad.coders.rules.place_lists import lost_commas
from marsad.coders.rules.place_phrases import without_bearing
from marsad.coders.rules.reading import Reader
from marsad.coders.rules.relevance import Relevance
from marsad.coders.rules.told_places import told_places
from marsad.coders.rules.tree import Tree, grow
from marsad.errors import DataError
from marsad.knowledge.actors import Actors
from marsad.knowledge.people import countries, country_of
from marsad.knowledge.places import Places
from marsad.language.parser import Parser
from marsad.language.sentences import split

if TYPE_CHECKING:
    from pathlib import Path

    from marsad.coders.rules.codebook import Codebook
    from marsad.coders.rules.draft import Draft
    from marsad.model import Claim, Document

VERSION = "1"
_CHUNK = 16


def version_by(path: Path) -> str:
    """The coder's version by the user's codebook in a file or folder: another one for each change of it."""
    return f"{VERSION}+{own.find(path).digest}"


@lru_cache(maxsize=1)
def _countries_by_name() -> frozenset[str]:
    return frozenset(name for country in countries().values() for name in (country.name, *country.aliases))


class RuleCoder:
    """Codes documents by the codebook.

    The parser, the codebook and the registries may be given; by default the shipped ones are loaded. `version` is what
    the claims say of their coding.
    """

    def __init__(
        self,
        *,
        parser: Parser | None = None,
        codebook: Codebook | None = None,
        places: Places | None = None,
        actors: Actors | None = None,
        version: str = VERSION,
    ) -> None:
        self.version = version
        self.codebook = codebook or codebook_files.load()
        self.places = places or Places.load()
        self.actors = actors or Actors.load()
        self.names = Names(self.places, self.actors)
        self.parser = parser or Parser.load(is_name=self.is_name, find_names=self.names.find)
        self.gate = Gate(self.codebook)
        self.relevance = Relevance(
            self.codebook.words, lru_cache(maxsize=50_000)(self._actor_class), lru_cache(maxsize=50_000)(self._at_war)
        )
        self.lexicon = Lexicon(self.codebook, self.places.known, lambda name: self.actors.known(name) is not None)
        self.place_kind = lru_cache(maxsize=10_000)(self._place_kind)

    @classmethod
    def by(cls, path: Path, version: str) -> RuleCoder:
        """The coder by the user's codebook in a file or folder, as it was when its version was asked for.

        Raises:
            DataError: the codebook is malformed, or has been changed since.

        """
        if version != version_by(path):
            raise DataError(f"The codebook {path} was changed while documents were coded: run the same command again.")
        found = own.find(path)
        return cls(codebook=found.codebook(), places=found.load_places(), actors=found.load_actors(), version=version)

    def is_name(self, word: str) -> bool:
        """Whether a word is a name that the registries or the calendar know."""
        if word.endswith("s") and word[:-1] in _countries_by_name():
            return False  # "Syrias" is Syria's
        return (
            self.places.known(word)
            or self.actors.known(word) is not None
            or country_of(word) is not None
            or word.lower() in MONTHS
        )

    def _actor_class(self, name: str) -> str | None:
        actor = self.actors.known(name)
        return actor.class_ if actor else None

    def _at_war(self, name: str) -> str | None:
        """The id of a named place in a country that has an armed conflict in the registry."""
        link = self.places.link(name) if self.places.known(name) else None
        place = self.places.get(link.id) if link else None
        return place.id if place is not None and place.curated and place.country in self._war_countries else None

    @cached_property
    def _war_countries(self) -> frozenset[str]:
        listed = countries()
        return frozenset(
            listed[c].code for conflict in self.actors.conflicts.values() for c in conflict.countries if c in listed
        )

    def inside(self, inner: str, outer: str) -> bool:
        """Whether the place that one name means lies inside that of another; False where either is unsure."""
        outer_link = self.places.link(outer) or self.places.link(without_bearing(outer))
        inner_link = self.places.link(inner, near=[outer_link.id]) if outer_link is not None else None
        return (
            outer_link is not None
            and inner_link is not None
            and self.places.relation(inner_link.id, outer_link.id) == "inside"
        )

    def _place_kind(self, name: str) -> str | None:
        link = self.places.link(name)
        if link is None:
            return None
        place = self.places.get(link.id)
        return place.kind if place else None

    def code(self, document: Document) -> list[Claim]:
        """The claims of one document, in the order of the text."""
        return next(self.code_many([document]))

    def read(self, document: Document) -> list[Draft]:
        """The claims of one document in the making, as its claims will be told from them: for training and tests."""
        reader, trees = self.reading(document)
        return reader.read(trees)

    def reading(self, document: Document) -> tuple[Reader, list[Tree]]:
        """A reader for one document, and its parsed sentences: for `read`, and to explain a reading."""
        (trees,) = self._trees([document])
        return self._reader(document, trees), trees

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
        for document, trees in zip(documents, self._trees(documents), strict=True):
            yield to_claims(document, self._reader(document, trees).read(trees), self, self.version)

    def _trees(self, documents: list[Document]) -> list[list[Tree]]:
        work, kept = [], []
        for document in documents:
            read = document.language in (None, "en") and self.relevance.holds(document.text)
            told = told_apart(split(document.text), document.title) if read else []
            sentences = [s for s in told if s.heading or self.gate.opens(s.text)]
            kept.append(sentences)
            work += [(s.text, s.start) for s in sentences]
        parses = self.parser.parse(work)
        return [
            [grow(next(parses), n, s.start, s.end, s.block, heading=s.heading) for n, s in enumerate(sentences)]
            for sentences in kept
        ]

    def _reader(self, document: Document, trees: list[Tree]) -> Reader:
        lexicon = self.lexicon.knowing(told_places(trees, self.lexicon))
        published = date.fromisoformat(document.published[:10]) if document.published else None
        split_run = self.places.split_run if lost_commas(document.text) else None
        return Reader(
            self.codebook, lexicon, self.place_kind, split_run, document.text, document.title or "",
            published, self.inside,
        )  # fmt: skip
