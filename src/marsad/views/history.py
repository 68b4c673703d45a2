"""A document with its relatives: the versions of the report with what changed between them, and its copies."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from marsad.model import Holding, Record
from marsad.views.changes import Change, changes

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


class Version(Record):
    """A version of a report, and what changed from the one before."""

    document: Holding
    changes: tuple[Change, ...] = ()


class History(Record):
    """A document, the versions of its report from the first on, and what else is of the same origin."""

    document: Holding
    versions: tuple[Version, ...] = ()
    copies: tuple[Holding, ...] = ()


def history(document: Holding, family: Sequence[Holding], text: Callable[[str], str]) -> History:
    """Put a document's relatives in order.

    Args:
        document: the document.
        family: all documents of the same origin, and the origin.
        text: gives the text of a document by its id.

    """
    known = {one.doc: one for one in (*family, document)}
    line = _line(document.doc, known)
    versions = [Version(document=known[line[0]])]
    for before, doc in pairwise(line):
        versions.append(Version(document=known[doc], changes=tuple(changes(text(before), text(doc)))))
    others = [one for doc, one in known.items() if doc not in line]
    return History(document=document, versions=tuple(versions) if len(versions) > 1 else (), copies=tuple(others))


def _line(doc: str, known: dict[str, Holding]) -> list[str]:
    """The versions of the report that a document is one of, in their order."""
    before = {one.doc: one.origin.of for one in known.values() if one.origin and one.origin.kind == "version"}
    after = {of: later for later, of in before.items()}
    while doc in before:
        doc = before[doc]
    line = [doc]
    while line[-1] in after:
        line.append(after[line[-1]])
    return line
