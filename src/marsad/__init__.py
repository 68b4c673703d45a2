"""Marsad: attributed claims from reports on armed conflict, each tied to its words.

    >>> import marsad
    >>> claims = marsad.extract("...", published="2016-12-07")      # doctest: +SKIP
    >>> with marsad.open_ledger("aleppo.marsad") as ledger:         # doctest: +SKIP
    ...     ledger.ingest(["reports/"])
    ...     print(ledger.brief(on="2016-12-07"))

The names below are loaded when they are first used, so that `import marsad` costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from marsad.api import OpenLedger, Report, extract, open_ledger
    from marsad.errors import DataError, InputError, LedgerError, MarsadError
    from marsad.model import Claim, Document, Entry, Ruling

__version__ = "0.1.0"

__all__ = [
    "Claim",
    "DataError",
    "Document",
    "Entry",
    "InputError",
    "LedgerError",
    "MarsadError",
    "OpenLedger",
    "Report",
    "Ruling",
    "__version__",
    "extract",
    "open_ledger",
]

_HOMES = {
    "marsad.api": ("OpenLedger", "Report", "extract", "open_ledger"),
    "marsad.errors": ("DataError", "InputError", "LedgerError", "MarsadError"),
    "marsad.model": ("Claim", "Document", "Entry", "Ruling"),
}


def __getattr__(name: str) -> Any:
    """Load a public name from its home module (PEP 562)."""
    from importlib import import_module

    for home, names in _HOMES.items():
        if name in names:
            value = getattr(import_module(home), name)
            globals()[name] = value
            return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    """The public names, loaded or not."""
    return sorted({*globals(), *__all__})
