"""Who reads a stream of documents: the rule coder, a language model, or both with what they agree on.

A reader has the name and version under which a ledger records its run.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from marsad.bulk.extraction import extract_many
from marsad.bulk.work import RuleCoding
from marsad.coders.agreement import agree
from marsad.errors import SetAside
from marsad.model import Coding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from marsad.coders.llm import LlmCoder
    from marsad.model import Claim, Document


@dataclass(frozen=True, slots=True)
class Reading:
    """The claims of a document, and which of them wait for a person: why, by id."""

    claims: list[Claim]
    doubted: dict[str, str] = field(default_factory=dict)


class Reader(Protocol):
    """Reads claims out of a stream of documents."""

    @property
    def coder(self) -> str:
        """Its name."""

    @property
    def version(self) -> str:
        """Another version may read the same document otherwise."""

    def read(self, documents: Iterable[Document]) -> Iterator[tuple[Document, Reading | SetAside]]:
        """Each document in turn, with its reading or the reason why it has none."""


class Rules:
    """The rule coder, in this process or with workers; see `extract_many`."""

    coder = "rules"

    def __init__(self, workers: int | None = 1, coding: RuleCoding | None = None) -> None:
        self.workers = workers
        self.coding = coding or RuleCoding.by()
        self.version = self.coding.version

    def read(self, documents: Iterable[Document]) -> Iterator[tuple[Document, Reading | SetAside]]:
        """Each document in turn, with its reading or the reason why it has none."""
        for document, outcome in extract_many(documents, self.workers, coder=self.coding):
            yield document, outcome if isinstance(outcome, SetAside) else Reading(outcome)


class Llm:
    """A language model."""

    coder = "llm"

    def __init__(self, llm: LlmCoder) -> None:
        self.llm = llm
        self.version = llm.version

    def read(self, documents: Iterable[Document]) -> Iterator[tuple[Document, Reading | SetAside]]:
        """Each document in turn, with its reading or the reason why it has none."""
        for document, outcome in self.llm.read(documents):
            yield document, outcome if isinstance(outcome, SetAside) else Reading(outcome)


class Both:
    """The rule coder and a language model: claims that both give stand, the others wait for a person.

    A document that either cannot read is not coded: with one reading alone nothing could agree.
    """

    coder = "both"

    def __init__(self, llm: LlmCoder, workers: int | None = 1, coding: RuleCoding | None = None) -> None:
        self.llm = llm
        self.workers = workers
        self.coding = coding or RuleCoding.by()
        self.version = f"rules {self.coding.version} and {llm.version}"

    def read(self, documents: Iterable[Document]) -> Iterator[tuple[Document, Reading | SetAside]]:
        """Each document in turn, with its reading or the reason why it has none."""
        by_rules: deque[tuple[Document, list[Claim] | SetAside]] = deque()

        def readable() -> Iterator[Document]:
            for document, outcome in extract_many(documents, self.workers, coder=self.coding):
                by_rules.append((document, outcome))
                if not isinstance(outcome, SetAside):
                    yield document

        for document, outcome in self.llm.read(readable()):
            yield from _unread(by_rules)
            _, first = by_rules.popleft()
            assert not isinstance(first, SetAside)
            yield document, outcome if isinstance(outcome, SetAside) else self._reading(first, outcome)
        yield from _unread(by_rules)

    def _reading(self, first: list[Claim], second: list[Claim]) -> Reading:
        found = agree(first, second)
        own = [_repointed(one, found.same_as) for one in found.second_only]
        claims = {one.id: self._signed(one) for one in [*found.agreed, *found.first_only, *own]}
        doubted = dict.fromkeys((one.id for one in found.second_only), "Only the language model reads it so.")
        doubted |= dict.fromkeys((one.id for one in found.first_only), "Only the rules read it so.")
        return Reading(sorted(claims.values(), key=lambda one: one.evidence.start), doubted)

    def _signed(self, claim: Claim) -> Claim:
        own = claim.coding
        coding = Coding(coder=self.coder, version=self.version, rule=own.rule, confidence=own.confidence)
        return claim.model_copy(update={"coding": coding})


def _repointed(claim: Claim, same_as: dict[str, str]) -> Claim:
    """The claim with the whole of which its figure is a part by the id under which that is kept."""
    figure = claim.quantity
    if figure is None or figure.part_of not in same_as:
        return claim
    return claim.model_copy(update={"quantity": figure.model_copy(update={"part_of": same_as[figure.part_of]})})


def _unread(waiting: deque[tuple[Document, list[Claim] | SetAside]]) -> Iterator[tuple[Document, SetAside]]:
    """Take what the rules could not read from the head of those that wait."""
    while waiting and isinstance(waiting[0][1], SetAside):
        document, problem = waiting.popleft()
        assert isinstance(problem, SetAside)
        yield document, problem
