"""How much time is left for one address."""

from __future__ import annotations

import time

from marsad.sources.net.problems import FetchProblem, seconds


class Deadline:
    """Seconds that run out, whatever the server does in between."""

    def __init__(self, total: float, silence: float) -> None:
        self._total, self._silence = total, silence
        self._end = time.monotonic() + total

    def left(self) -> float:
        """Seconds that one step may take: what is left, but no longer than a silence may last.

        Raises FetchProblem ("timeout") where nothing is left.
        """
        remaining = self._end - time.monotonic()
        if remaining <= 0:
            raise FetchProblem("timeout", f"It took longer than {seconds(self._total)} and was given up.", passing=True)
        return min(remaining, self._silence)

    def pause(self, amount: float) -> None:
        """Sleep some seconds that do not count."""
        if amount > 0:
            time.sleep(amount)
            self._end += amount
