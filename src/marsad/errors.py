"""What can go wrong, said so that a user can act on it.

Every error that reaches a user is a `MarsadError`: the command line prints its sentence and no traceback. Errors that
belong to one part of the package stand beside what raises them and inherit from one of these.
"""

from __future__ import annotations


class MarsadError(Exception):
    """Base of all errors that Marsad raises on purpose; `str(error)` is a sentence for the user."""


class InputError(MarsadError):
    """Something that the user gave cannot be used: an option, a date, a name, a file."""


class SetAside(MarsadError):
    """A document cannot be read: it is set aside with this reason and the rest goes on.

    `reason` is a short, stable key ("empty", "binary", "encoding", …) for filters; the sentence is for people.
    """

    def __init__(self, reason: str, sentence: str) -> None:
        super().__init__(sentence)
        self.reason = reason

    def __reduce__(self) -> tuple[type[SetAside], tuple[str, str]]:
        return type(self), (self.reason, str(self))


class LedgerError(MarsadError):
    """The ledger cannot be opened, read or written."""


class DataError(MarsadError):
    """A file of the package or of the user (codebook, registry, model) is missing or malformed."""
