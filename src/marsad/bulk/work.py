"""What one process does with a batch of documents. Worker processes import this module and nothing else at first."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Protocol

from marsad.language.scripts import mostly_latin

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from marsad.model import Claim, Document

CODED = "en"
"""The language that the rule coder reads."""

_SAMPLE = 5_000

Problem = tuple[str, str]
"""Reason and sentence of a `SetAside`, in a form that goes from process to process."""


class Coder(Protocol):
    """Reads claims out of documents. The same batch gives the same claims, in any process."""

    def code(self, document: Document) -> list[Claim]:
        """The claims of one document, in the order of their evidence."""

    def code_many(self, documents: Iterable[Document]) -> Iterator[list[Claim]]:
        """The claims of each document in turn."""


@dataclass(frozen=True, slots=True)
class RuleCoding:
    """Makes the default coder, by the shipped codebook or the user's own; goes to worker processes as it is."""

    version: str
    codebook: Path | None = None
    coder: ClassVar[str] = "rules"

    @classmethod
    def by(cls, codebook: str | Path | None = None) -> RuleCoding:
        """Coding by the shipped codebook, or by the user's own in a file or folder, in its version of now.

        Raises:
            DataError: there is no such codebook, or a file in it is none.

        """
        from marsad.coders import rules

        if codebook is None:
            return cls(rules.VERSION)
        path = Path(codebook).absolute()
        return cls(rules.version_by(path), path)

    def __call__(self) -> Coder:
        """The coder, loaded."""
        from marsad.coders.rules import RuleCoder

        coder: Coder = RuleCoder() if self.codebook is None else RuleCoder.by(self.codebook, self.version)
        return coder


def start() -> None:
    """Set up a worker process: one thread for its arithmetic, Ctrl-C left to the parent, and an end with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1", MKL_NUM_THREADS="1")
    threading.Thread(target=_follow_parent, daemon=True).start()


def _follow_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


@lru_cache(maxsize=1)
def _load(maker: Callable[[], Coder]) -> Coder:
    return maker()


def ready(maker: Callable[[], Coder]) -> None:
    """Load the coder. Raises what loading it raises."""
    _load(maker)


def code(maker: Callable[[], Coder], documents: Sequence[Document]) -> list[list[Claim] | Problem]:
    """The claims of each document, or why it has none.

    A document in another language is not coded. If the batch breaks the coder, its documents are coded one by one, so
    that only the one that does it is lost.
    """
    chosen = [document for document in documents if is_coded(document)]
    if not chosen:
        return [_foreign(document) for document in documents]
    coder = _load(maker)
    outcomes: list[list[Claim] | Problem]
    try:
        outcomes = list(coder.code_many(chosen))
    except Exception:  # whatever a text may lead a coder into must not stop the others
        outcomes = [_alone(coder, document) for document in chosen]
    in_turn = iter(outcomes)
    return [next(in_turn) if is_coded(document) else _foreign(document) for document in documents]


def is_coded(document: Document) -> bool:
    """Whether the rule coder reads the document: it is in English, or too short to tell and in Latin letters."""
    return document.language == CODED or (document.language is None and mostly_latin(document.text[:_SAMPLE]))


def _alone(coder: Coder, document: Document) -> list[Claim] | Problem:
    try:
        return coder.code(document)
    except Exception as error:
        return "coder", f"The coder failed on it ({type(error).__name__}: {error}); please report this."


def _foreign(document: Document) -> Problem:
    language = f"its language is {document.language}" if document.language else "its language cannot be told for sure"
    return "language", f"It is not coded: {language}, and only English is coded so far."
