"""What was known by a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marsad.views.days import latest_moment

if TYPE_CHECKING:
    from datetime import datetime

    from marsad.model import Entry


def was_known(entry: Entry, known_by: datetime | None) -> bool:
    """Whether a claim had been published by a time; one of an undated report counts from when it was recorded.

    Args:
        entry: a claim as the ledger holds it.
        known_by: an aware time, or None for everything known.

    """
    if known_by is None:
        return True
    moment = latest_moment(entry.claim.published) or latest_moment(entry.recorded)
    return moment is not None and moment <= known_by
