"""Chats as WhatsApp exports them, of the forms that phones of several countries write."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.sources import dateorder, read

if TYPE_CHECKING:
    from pathlib import Path

    from marsad.model import Received

ANDROID = """12/7/16, 9:58\u202fAM - Messages and calls are end-to-end encrypted. Tap to learn more.
12/7/16, 9:58\u202fAM - Amal created group "Qarun: relief"
12/7/16, 10:05\u202fAM - Amal: Shells fell on Tal Marran.

Two people were injured.
12/7/16, 12:07\u202fPM - +1 555 0100: <Media omitted>
12/13/16, 12:07\u202fAM - Basil Q: IMG-20161213-WA0001.jpg (file attached)
The bridge after the strike
12/13/16, 1:09\u202fPM - Amal: This message was deleted
12/13/16, 1:10\u202fPM - Amal: All quiet: now <This message was edited>
"""
IOS = """\u200e[7/12/2016, 10:05:33] Qarun relief: \u200eMessages and calls are end-to-end encrypted.
[7/12/2016, 10:06:00] Amal: Shells fell.
\u200e[7/12/2016, 10:07:00] ~\u202fBasil: \u200e<attached: 00000003-PHOTO-2016-12-07.jpg>
[7/12/2016, 10:07:30] ~\u202fBasil: \u200eimage omitted
[7/12/2016, 10:08:00] Qarun relief: \u200eAmal added Dana
[13/12/2016, 10:07:00] \u202aAmal\u202c: سقطت القذائف على حي تل مران \u200e<This message was edited>
"""
ARABIC = "[٧\u200f/١٢\u200f/٢٠١٦، ١٠:٠٥:٣٣ م] أمل: سقطت القذائف\n[٢٣\u200f/١٢\u200f/٢٠١٦، ١٠:٠٥:٣٣ ص] أمل: عاد الهدوء"


def received(folder: Path, text: str, name: str = "_chat.txt", **options: Any) -> list[Received]:
    (folder / name).write_text(text, encoding="utf-8")
    return list(read([folder / name], **options))


def told(item: Received) -> tuple[str, str | None, Any]:
    assert item.document is not None
    return item.document.text, item.document.published, item.document.extra["author"]


def test_android(tmp_path: Path) -> None:
    items = received(tmp_path, ANDROID, "WhatsApp Chat with Qarun relief.txt")
    assert [(item.part, item.reason) for item in items] == [
        ("message 3", None), ("message 4", "media-only"), ("message 5", None), ("message 7", None),
    ]  # fmt: skip
    words, picture, quiet = (item for item in items if item.document)
    assert told(words) == ("Shells fell on Tal Marran.\n\nTwo people were injured.", "2016-12-07T10:05", "Amal")
    assert told(picture) == ("The bridge after the strike", "2016-12-13T00:07", "Basil Q")
    assert told(quiet) == ("All quiet: now", "2016-12-13T13:10", "Amal")
    assert picture.document is not None
    assert picture.document.extra["media"] == [{"name": "IMG-20161213-WA0001.jpg", "type": "image/jpeg"}]
    assert quiet.document is not None
    assert quiet.document.extra["edited"] is True
    assert {item.document.publisher for item in items if item.document} == {"Qarun relief"}


def test_ios(tmp_path: Path) -> None:
    items = received(tmp_path, IOS)
    assert [(item.part, item.reason) for item in items] == [
        ("message 2", None), ("message 3", "media-only"), ("message 4", "media-only"), ("message 6", None),
    ]  # fmt: skip
    assert told(items[0]) == ("Shells fell.", "2016-12-07T10:06", "Amal")
    assert told(items[3]) == ("سقطت القذائف على حي تل مران", "2016-12-13T10:07", "Amal")
    assert items[0].document is not None
    assert items[0].document.publisher == "Qarun relief"


def test_arabic_figures(tmp_path: Path) -> None:
    assert [told(item) for item in received(tmp_path, ARABIC)] == [
        ("سقطت القذائف", "2016-12-07T22:05:33", "أمل"),
        ("عاد الهدوء", "2016-12-23T10:05:33", "أمل"),
    ]


@pytest.mark.parametrize(
    ("head", "other", "moment"),
    [
        ("07.12.16, 10:05 - ", "08.12.16, 10:05 - ", "2016-12-07T10:05"),
        ("2016-12-07, 10:05 - ", "2016-12-08, 10:05 - ", "2016-12-07T10:05"),
        ("2016/12/07, 22:05 - ", "2016/12/08, 10:05 - ", "2016-12-07T22:05"),
        ("7/12/16, 10:05 a. m. - ", "13/12/16, 10:05 p. m. - ", "2016-12-07T10:05"),
        ("[2016. 12. 07. 10:05:00] ", "[2016. 12. 08. 10:05:00] ", "2016-12-07T10:05"),
        ("[07/12/16 10.05.00] ", "[13/12/16 10.05.00] ", "2016-12-07T10:05"),
        ("12/30/16, 10:05 - ", "1/2/17, 10:05 - ", "2016-12-30T10:05"),
        ("30/11/2016 10:05 - ", "1/12/2016 10:05 - ", "2016-11-30T10:05"),
    ],
)
def test_forms_of_dates(tmp_path: Path, head: str, other: str, moment: str) -> None:
    first, second = received(tmp_path, f"{head}Amal: Shells fell.\n{other}Basil: Quiet.\n")
    assert told(first) == ("Shells fell.", moment, "Amal")
    assert told(second)[0] == "Quiet."


def test_a_log_goes_forward_in_time(tmp_path: Path) -> None:
    items = received(tmp_path, "".join(f"{d}/{m}/16, 10:05 - Amal: {d}.{m}\n" for d, m in ((9, 1), (10, 1), (2, 2))))
    assert [told(item)[1] for item in items] == ["2016-01-09T10:05", "2016-01-10T10:05", "2016-02-02T10:05"]


def test_what_could_be_two_days_is_asked_for(tmp_path: Path) -> None:
    text = "3/4/16, 10:05 - Amal: Shells fell.\n"
    (item,) = received(tmp_path, text)
    assert item.reason == "date-order"
    assert item.problem == (
        "In this chat a date such as 3/4/16 could be two days, or is none: "
        "say with --date-order whether dates are dmy, mdy or ymd."
    )
    assert [told(item)[1] for item in received(tmp_path, text, date_order="mdy")] == ["2016-03-04T10:05"]
    (wrong,) = received(tmp_path, "13/4/16, 10:05 - Amal: Shells fell.\n", date_order="mdy")
    assert wrong.problem is not None
    assert "13/4/16 is no day in the order mdy" in wrong.problem


def test_a_chat_that_grows_gives_its_old_documents_again(tmp_path: Path) -> None:
    before = received(tmp_path, IOS)
    more = IOS.replace("[7/12/2016, 10:06:00]", "[7/12/2016, 10:05:50] Dana: Early.\n[7/12/2016, 10:06:00]")
    after = received(tmp_path, more, "later.txt")
    old, new = ([item.document.doc for item in items if item.document] for items in (before, after))
    assert new[1:] == old


def test_marks_without_end_cost_nothing(tmp_path: Path) -> None:
    (item,) = received(tmp_path, "13/4/16, 10:05 - Amal: Shells fell.\n" + "\u200e" * 900_000)
    assert item.document is not None
    assert item.document.text.startswith("Shells fell.")


def test_other_texts_are_none(tmp_path: Path) -> None:
    text = "7 December 2016, 10:05 - Qarun: shells fell on Tal Marran.\n"
    (item,) = received(tmp_path, text)
    assert item.document is not None
    assert item.document.text == text


ORDERS = st.sampled_from(dateorder.ORDERS)
DAYS = st.integers(0, 30_000).map(lambda days: datetime(2001, 1, 1) + timedelta(days=days))


@given(order=ORDERS, days=st.lists(DAYS, min_size=1, max_size=6))
def test_an_order_that_is_decided_reads_the_days(order: dateorder.Order, days: list[datetime]) -> None:
    days = sorted(days)
    names = {"d": "%d", "m": "%m", "y": "%Y"}
    written = [tuple(day.strftime(names[part]) for part in order) for day in days]
    decided = dateorder.decide(written, in_time_order=True)  # type: ignore[arg-type]
    if decided is not None:
        read_back = [dateorder.day(one, decided) for one in written]  # type: ignore[arg-type]
        assert read_back == sorted(read_back)  # type: ignore[type-var]
        if max(day.day for day in days) > 12:
            assert read_back == [day.date() for day in days]
