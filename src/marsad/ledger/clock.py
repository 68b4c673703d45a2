"""The three clocks of the ledger: when it held, when it was told, when it was learned.

Moments are written in UTC in one width, so that they sort as texts. A published time without an offset is taken as UTC.
A published day without a time counts as known at its end: nobody can say that it was known earlier.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from marsad.model import Claim

WIDTH = len("2016-12-07T07:27:00.000000Z")


def stamp(moment: datetime) -> str:
    """A moment as the ledger writes it; without an offset it is taken as UTC."""
    moment = moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%S.%fZ").rjust(WIDTH, "0")


def following(now: datetime, last: str | None) -> str:
    """The stamp of now, or just after the last one where the machine's clock has not passed it.

    So a clock that is set back can't slip a row in among those of an earlier time.
    """
    if last is None:
        return stamp(now)
    return max(stamp(now), stamp(datetime.fromisoformat(last) + timedelta(microseconds=1)))


def told(published: str | None) -> str | None:
    """The stamp of a published time; None where it is unknown or not ISO 8601."""
    try:
        if published is None:
            return None
        if len(published) == len("2016-12-07"):
            return stamp(datetime.combine(date.fromisoformat(published), time.max, UTC))
        return stamp(datetime.fromisoformat(published))
    except (ValueError, OverflowError):
        return None


def holds(claim: Claim, published: str | None, known_at: str) -> tuple[str, str]:
    """First and last day of a claim's valid time, as `YYYY-MM-DD`.

    A claim without its own time holds from the day its document was published, or else was known. Something planned is
    in force from that day too, though it is to happen later; a time with no known end lasts to that day at least.
    """
    day = published[:10] if told(published) and published else known_at[:10]
    start, end = (claim.time.start, claim.time.end) if claim.time else (None, None)
    first = start or end
    if first is None:
        return day, day
    last = end or max(first, day)
    return (min(first, day) if claim.modality == "planned" else first), last
