from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.cli.options import DATE, TIME

if TYPE_CHECKING:
    from datetime import timedelta


def test_a_day_is_its_end_and_a_time_without_offset_is_in_utc() -> None:
    assert TIME.convert("2016-12-07", None, None) == datetime(2016, 12, 7, 23, 59, 59, 999999, tzinfo=UTC)
    assert TIME.convert("2016-12-07T07:27", None, None) == datetime(2016, 12, 7, 7, 27, tzinfo=UTC)
    assert TIME.convert("2016-12-07T09:27+02:00", None, None) == datetime(2016, 12, 7, 7, 27, tzinfo=UTC)


MOMENTS = st.datetimes(datetime(2, 1, 1), datetime(9998, 1, 1), timezones=st.timezones(), allow_imaginary=False)


@given(st.dates(), MOMENTS)
def test_what_is_written_is_read(day: date, moment: datetime) -> None:
    offset: timedelta | None = moment.utcoffset()
    assert offset is not None
    assert DATE.convert(day.isoformat(), None, None) == day
    assert TIME.convert(moment.isoformat(), None, None) == moment.astimezone(UTC)


@pytest.mark.parametrize(
    "text", ["", "2016", "20161207", "2016-W49-3", "2016-13-01", "07.12.2016", "yesterday", "2016-12-7"]
)
def test_other_forms_of_a_day_are_refused(text: str) -> None:
    with pytest.raises(click.BadParameter, match="not a da"):
        DATE.convert(text, None, None)


@pytest.mark.parametrize("text", ["", "noon", "2016-12-07T25:00", "9999-12-31T23:59-05:00", "2016-13-01"])
def test_other_forms_of_a_time_are_refused(text: str) -> None:
    with pytest.raises(click.BadParameter, match="is not a time"):
        TIME.convert(text, None, None)
