"""How much of anything is read, in one place. Bytes are decimal: 1 MB is 1,000,000."""

from __future__ import annotations

from marsad.errors import SetAside

MAX_MEMBER = 50_000_000
"""Largest file inside a container that is read, in bytes as they come out of it, whatever its header says."""

MAX_UNPACKED = 1_000_000_000
"""Most bytes unpacked from one capture, those of containers in containers counted at each level."""

MAX_RATIO = 200
"""Most bytes unpacked for each byte of the capture, beyond `FREE`: reports pack to a tenth, bombs to a thousandth."""

FREE = 10_000_000
"""Bytes unpacked from any capture before its ratio is looked at."""

MAX_MEMBERS = 10_000
"""Most files read from one capture, those of containers in containers included."""

MAX_DEPTH = 5
"""Most containers around a file: a PDF attached to a mail in a mbox in a zip has three."""

MAX_VAIN = 1_000
"""Most items of a file, one after the other, that cannot be read, before the rest of it is left."""

MAX_DEATHS = 2
"""Times that reading a capture may be stopped by the next two limits before the rest of it is left."""

SECONDS = 2.5
"""Processor time for one file, to which a second is added for each MB of it."""

MEMORY = 200_000_000
"""Bytes for reading one capture, to which four times its size is added."""


class Exhausted(SetAside):
    """A capture holds more than is read of one; nothing after this point is read."""


class Allowance:
    """What may still be unpacked from one capture of that many bytes."""

    def __init__(self, size: int) -> None:
        self._ratio = FREE + MAX_RATIO * size
        self._bytes = 0
        self._members = 0

    def member(self) -> None:
        """Count a file inside. Raises Exhausted ("too-many-files")."""
        self._members += 1
        if self._members > MAX_MEMBERS:
            raise Exhausted(
                "too-many-files", f"It holds more than {MAX_MEMBERS:,} files; the rest was not read. Split it up."
            )

    def spend(self, size: int) -> None:
        """Count bytes that came out of a container. Raises Exhausted ("bomb")."""
        self._bytes += size
        if self._bytes > self._ratio:
            raise Exhausted(
                "bomb", f"It unpacks to more than {MAX_RATIO} times its size, as no reports do; the rest was not read."
            )
        if self._bytes > MAX_UNPACKED:
            raise Exhausted(
                "bomb", f"It unpacks to more than {MAX_UNPACKED // 1_000_000:,} MB; the rest was not read. Split it up."
            )
