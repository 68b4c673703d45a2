"""What the functions of the API share: days and moments as people give them, and the registries."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from functools import lru_cache
from typing import TYPE_CHECKING

from marsad.errors import InputError

if TYPE_CHECKING:
    from marsad.knowledge.actors import Actors
    from marsad.knowledge.places import Places


@lru_cache(maxsize=1)
def registries() -> tuple[Places, Actors]:
    """The registries of places and actors that ship with the package, read once."""
    from marsad.knowledge.actors import Actors
    from marsad.knowledge.places import Places

    return Places.load(), Actors.load()


def iso(moment: str | date | None) -> str | None:
    """A date as ISO 8601 text; text as it is."""
    return moment.isoformat() if isinstance(moment, date) else moment


def day_of(value: str | date | None) -> date | None:
    """A day from ISO 8601 text; InputError where it is none."""
    if value is None or isinstance(value, date):
        return value.date() if isinstance(value, datetime) else value
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise InputError(f"{value!r} is not a day; write it as 2016-12-07.") from error


def moment_of(value: str | datetime | None) -> datetime | None:
    """A moment in UTC; a day means its end."""
    if value is None:
        return None
    try:
        moment = datetime.fromisoformat(value) if isinstance(value, str) else value
    except ValueError as error:
        raise InputError(f"{value!r} is not a time; write it as 2016-12-07 or 2016-12-07T07:27+02:00.") from error
    if isinstance(value, str) and len(value) <= 10:
        moment = datetime.combine(moment.date(), time.max)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
