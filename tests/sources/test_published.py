"""Published times: what is sure becomes ISO 8601, what is ambiguous nothing."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.errors import InputError
from marsad.sources import published


@pytest.mark.parametrize(
    ("words", "iso"),
    [
        ("December 7, 2016, 7:27am", "2016-12-07T07:27"),
        ("18 November 2016", "2016-11-18"),
        ("Nov. 18, 2016", "2016-11-18"),
        ("7th of December, 2016", "2016-12-07"),
        ("7-Dec-2016", "2016-12-07"),
        ("Wednesday 7 December 2016", "2016-12-07"),
        ("Wed, 07 Dec 2016 10:05:00 GMT", "2016-12-07T10:05+00:00"),
        ("Wed, 07 Dec 2016 10:05:30 +0200", "2016-12-07T10:05:30+02:00"),
        ("2016-11-18 14:03 UTC", "2016-11-18T14:03+00:00"),
        ("2016-12-07T07:27:00+02:00", "2016-12-07T07:27+02:00"),
        ("2016-12-07T07:27:00.123Z", "2016-12-07T07:27+00:00"),
        ("7 December 2016 - 10:05 GMT", "2016-12-07T10:05+00:00"),
        ("Dec 7, 2016 | 7:27 AM EST", "2016-12-07T07:27-05:00"),
        ("12:30 pm December 7, 2016", "2016-12-07T12:30"),
        ("12:30 am, 7 December 2016", "2016-12-07T00:30"),
        ("15/11/2016", "2016-11-15"),
        ("11/15/2016", "2016-11-15"),
        ("5/5/2016", "2016-05-05"),
        ("15.11.2016", "2016-11-15"),
        ("7 December 2016 at 10:05 BST", "2016-12-07T10:05"),  # British, Bangladesh or Bougainville time
    ],
)
def test_read(words: str, iso: str) -> None:
    assert published.parse(words) == iso


@pytest.mark.parametrize(
    "words",
    ["", "Tuesday", "Nov 18", "2016", "2016-12", "2016-W49", "03/04/2016", "31 February 2016", "2016-13-01",
     "18 November 2016 saw heavy fighting", "18 November 1066", "25:61, 7 December 20167", "12016-12-07"],
)  # fmt: skip
def test_not_read(words: str) -> None:
    assert published.parse(words) is None


@given(st.datetimes(datetime(1900, 1, 1), datetime(2100, 12, 31)))
def test_iso_comes_back(moment: datetime) -> None:
    moment = moment.replace(second=0, microsecond=0)
    assert published.parse(moment.isoformat(timespec="minutes")) == moment.isoformat(timespec="minutes")
    assert published.parse(moment.date().isoformat()) == moment.date().isoformat()
    assert published.parse(f"{moment:%d %B %Y, %H:%M}") == moment.isoformat(timespec="minutes")
    assert published.parse(f"{moment:%B %d, %Y %I:%M %p}") == moment.isoformat(timespec="minutes")


def test_the_users_date_must_be_one() -> None:
    assert published.check("7 Dec 2016") == "2016-12-07"
    with pytest.raises(InputError, match="'yesterday' is not a date"):
        published.check("yesterday")
