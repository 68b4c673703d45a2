"""A ledger with what the commands do on it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from marsad.api.holdings import Holdings
from marsad.api.readings import Readings
from marsad.api.taking import TakingIn

if TYPE_CHECKING:
    from types import TracebackType

    from marsad.ledger import Ledger


class OpenLedger(TakingIn, Holdings, Readings):
    """A ledger with what the commands do on it. Use as a context manager, or call `close`.

    `ledger` is the ledger itself, for rulings and all else; `codebook` is the user's own, by which documents are coded.
    """

    def __init__(self, ledger: Ledger, codebook: str | Path | None = None) -> None:
        self.ledger, self.codebook = ledger, codebook

    def __enter__(self) -> OpenLedger:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the ledger."""
        self.ledger.close()


def open_ledger(
    path: str | Path = "marsad.db",
    *,
    create: bool = True,
    unlocked: bool = False,
    codebook: str | Path | None = None,
) -> OpenLedger:
    """Open a ledger: a file, which is made where there is none (unless `create` is False), or a database URL.

    Protected names are given as pseudonyms, unless it is opened `unlocked`. What is taken in is coded by the shipped
    codebook, or by your own file or folder `codebook` laid over that.

    Raises:
        LedgerError: it cannot be opened, or is none.

    """
    from marsad.ledger import Ledger

    return OpenLedger(Ledger.open(path, create=create, unlocked=unlocked), codebook)
