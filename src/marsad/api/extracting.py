"""Claims without a ledger."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from marsad import bulk, sources
from marsad.api.moments import iso
from marsad.errors import SetAside
from marsad.sources.columns import Columns
from marsad.sources.columns import check as check_columns

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from marsad.model import Claim, Document, Received
    from marsad.sources import Rules, Source
    from marsad.sources.dateorder import Order


def extract(
    text: str,
    *,
    published: str | date | None = None,
    publisher: str | None = None,
    title: str | None = None,
    language: str | None = None,
    doc: str | None = None,
    codebook: str | Path | None = None,
) -> list[Claim]:
    """The claims of a text. No ledger is touched, and nothing leaves the machine.

    Args:
        text: the report; the offsets of the claims are code points of it.
        published: ISO 8601 date or time, a full date in words, or a date; without it, the dateline's, and without that
            relative times ("on Tuesday") stay unresolved.
        publisher: who published it, else the agency of its dateline.
        title: its title, else its headline.
        language: ISO 639-1 code, else found out.
        doc: the document's id, else a hash of the text.
        codebook: your own file or folder of rules, words, actors and places, laid over the shipped ones.

    Returns:
        Claims in the order of their evidence.

    Raises:
        InputError: an option cannot be used.
        DataError: the codebook is malformed.
        SetAside: the text is empty, too long, or not in English.

    """
    document = sources.from_text(
        text, published=iso(published), publisher=publisher, title=title, language=language, doc=doc
    )
    ((_, outcome),) = bulk.extract_many([document], coder=bulk.RuleCoding.by(codebook))
    if isinstance(outcome, SetAside):
        raise outcome
    return outcome


@dataclass(frozen=True, slots=True)
class Extracted:
    """A document with its claims, or the reason why it has none to give."""

    origin: str
    document: Document | None = None
    claims: list[Claim] = field(default_factory=list)
    problem: SetAside | None = None
    doubted: int = 0
    """Claims left out because two coders differ on them; a ledger keeps them for review."""


def extract_files(
    paths: Iterable[Source],
    *,
    workers: int | None = 1,
    published: str | date | None = None,
    publisher: str | None = None,
    title: str | None = None,
    language: str | None = None,
    encoding: str | None = None,
    own_ids: bool = False,
    columns: Iterable[str] = (),
    date_order: Order | None = None,
    rules: Rules | None = None,
    follow: bool = False,
    codebook: str | Path | None = None,
    coder: bulk.Reader | None = None,
) -> Iterator[Extracted]:
    """The claims of files, folders, "-" (standard input) and addresses, in their order. No ledger is touched.

    Args:
        paths: what to read.
        workers: processes to code with, None for as many as pay; the claims are the same for any number.
        published: like the next three, in place of what the documents themselves say.
        publisher: who published them.
        title: their title.
        language: their language.
        encoding: their text encoding.
        own_ids: the sources are JSON lines, and an object's `doc` is its document's id.
        columns: of tables, which column is what where their names don't tell: "text=Beschreibung".
        date_order: the order of day, month and year in dates in figures, where a file leaves it open.
        rules: what fetching addresses keeps to.
        follow: read the articles that the items of feeds lead to, in place of the items.
        codebook: your own file or folder of rules, words, actors and places, laid over the shipped ones.
        coder: who codes, such as `bulk.Llm`; without it the rule coder, and nothing leaves the machine.

    Yields:
        One item for each document and for each file that gave none.

    Raises:
        InputError: an option cannot be used.
        DataError: the codebook is malformed.

    """
    received = sources.read(
        paths,
        published=iso(published),
        publisher=publisher,
        title=title,
        language=language,
        encoding=encoding,
        own_ids=own_ids,
        columns=Columns(given=check_columns(columns)),
        date_order=date_order,
        web=sources.Web(rules, follow),
    )
    return _extracted(received, coder or bulk.Rules(workers, bulk.RuleCoding.by(codebook)))


def _extracted(received: Iterable[Received], coder: bulk.Reader) -> Iterator[Extracted]:
    """Code the documents; what was set aside keeps its place among them."""
    ahead: deque[Extracted] = deque()

    def documents() -> Iterator[Document]:
        for item in received:
            ahead.append(Extracted(item.where, item.document, problem=_problem(item)))
            if item.document is not None:
                yield item.document

    for document, outcome in coder.read(documents()):
        while ahead[0].document is None:
            yield ahead.popleft()
        origin = ahead.popleft().origin
        if isinstance(outcome, SetAside):
            yield Extracted(origin, document, problem=outcome)
        else:
            standing = [claim for claim in outcome.claims if claim.id not in outcome.doubted]
            yield Extracted(origin, document, standing, doubted=len(outcome.doubted))
    yield from ahead


def _problem(item: Received) -> SetAside | None:
    return None if item.document else SetAside(item.reason or "unknown", item.problem or "It gave no document.")
