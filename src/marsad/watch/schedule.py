"""When a place is read again. All times are seconds."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random

FIRST = 60.0
"""The pause after a first failure; it doubles with each more."""

LONGEST = 24 * 3600.0
"""The longest pause, unless the place's own interval is longer."""


def pause(every: float, failures: int, chance: random.Random) -> float:
    """How long to wait before a place is read again.

    Args:
        every: its interval.
        failures: how many times in a row it could not be read; the pause begins at a minute and doubles, up to eight
            intervals, or a day where that is less.
        chance: spreads the pauses, so that places do not come to be read all at once, nor a server that was down be
            met by all of its readers at the same moment.

    """
    if failures == 0:
        return every * chance.uniform(0.95, 1.05)
    longest = max(every, min(8 * every, LONGEST))
    return min(FIRST * 2.0 ** min(failures - 1, 30), longest) * chance.uniform(0.5, 1.0)
