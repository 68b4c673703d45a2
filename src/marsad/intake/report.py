"""What came of taking reports in, and how far it has come."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from marsad.sources import NO_REPORT

if TYPE_CHECKING:
    from marsad.sources.columns import Used


@dataclass(frozen=True, slots=True)
class Problem:
    """What was not coded, and why: `reason` is a short stable key, `sentence` is for people."""

    origin: str
    reason: str
    sentence: str


@dataclass(slots=True)
class Report:
    """What `ingest` or `retry` did."""

    taken: int = 0
    """Documents new to the ledger."""
    known: int = 0
    """Documents that the ledger had already."""
    coded: int = 0
    """Documents read by the coder; one that this version of the coder had read before is not read again."""
    claims: int = 0
    """Claims recorded of them."""
    set_aside: list[Problem] = field(default_factory=list)
    """Files and lines that gave no document."""
    not_coded: list[Problem] = field(default_factory=list)
    """Documents that were stored but not coded: in another language, or beyond the coder."""
    unchanged: list[str] = field(default_factory=list)
    """Addresses that have nothing new since the last visit."""
    undated: list[str] = field(default_factory=list)
    """Where the coded documents without a published time came from: their relative dates stay unresolved."""

    tables: list[Used] = field(default_factory=list)
    """Which columns of tables were read as what: one item for all tables with the same columns."""

    @property
    def complete(self) -> bool:
        """Whether all that was given was taken and coded; what holds no report (see `NO_REPORT`) does not count."""
        return not self.not_coded and all(problem.reason in NO_REPORT for problem in self.set_aside)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the work has come: what is counted here is on the disk."""

    done: int
    total: int | None
    """None where standard input is read."""
    claims: int
