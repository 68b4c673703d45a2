"""Pauses between requests to one host."""

from __future__ import annotations

import time


class Pace:
    """When each site may be asked again. Times are seconds of the monotonic clock."""

    def __init__(self, gap: float) -> None:
        self._gap = gap
        self._next: dict[str, float] = {}

    def due(self, site: str) -> float:
        """Seconds to wait before the site may be asked."""
        return max(0.0, self._next.get(site, 0.0) - time.monotonic())

    def asked(self, site: str, delay: float | None = None) -> None:
        """Note that the site is asked now; `delay` is its own wish for the pause until the next time, in seconds."""
        self._next[site] = time.monotonic() + max(self._gap, delay or 0.0)
