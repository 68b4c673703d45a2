"""Exports of Telegram Desktop, in the shape that version 5 writes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from marsad.sources import read

if TYPE_CHECKING:
    from pathlib import Path

    from marsad.model import Received

LINKED = [
    "Shells fell on ",
    {"type": "bold", "text": "Tal Marran"},
    ": ",
    {"type": "text_link", "text": "film", "href": "https://post.example/film"},
]


def message(number: int, text: Any = "All is quiet in Qarun.", **more: Any) -> dict[str, Any]:
    return {
        "id": number,
        "type": "message",
        "date": "2019-03-05T11:30:00",
        "date_unixtime": "1551778200",
        "from": "Qarun Relief",
        "from_id": "channel4711",
        "text": text,
        "text_entities": [{"type": "plain", "text": "x"}],
        **more,
    }


def channel(*messages: Any, name: str | None = "Qarun Relief", number: int = 4711) -> dict[str, Any]:
    return {"name": name, "type": "public_channel", "id": number, "messages": list(messages)}


def received(folder: Path, value: Any) -> list[Received]:
    (folder / "result.json").write_text(json.dumps(value, ensure_ascii=False, indent=1), encoding="utf-8")
    return list(read([folder / "result.json"]))


def test_messages_of_a_channel(tmp_path: Path) -> None:
    service = {"id": 1, "type": "service", "date": "2019-03-01T08:00:00", "action": "create_channel", "text": ""}
    photo = {"photo": "photos/photo_1@05-03-2019.jpg", "photo_file_size": 9, "width": 1, "height": 1}
    items = received(
        tmp_path,
        channel(
            service,
            message(2, LINKED, **photo, edited="2019-03-05T11:45:00", edited_unixtime="1551779100"),
            message(3, forwarded_from="Mill Quarter News", reply_to_message_id=2, author="Basil"),
            message(4, "", **photo),
            message(5, forwarded_from=None),
        ),
    )
    assert [(item.part, item.reason) for item in items] == [
        ("message 2", None), ("message 3", None), ("message 4", "media-only"), ("message 5", None),
    ]  # fmt: skip
    first, second, _, last = (item.document for item in items)
    assert first is not None
    assert second is not None
    assert last is not None
    assert first.text == "Shells fell on Tal Marran: film"
    assert (first.publisher, first.published) == ("Qarun Relief", "2019-03-05T11:30+02:00")
    assert first.extra == {
        "message_id": 2, "chat": "Qarun Relief", "author": "Qarun Relief", "edited": "2019-03-05T11:45+02:00",
        "media": [{"name": "photos/photo_1@05-03-2019.jpg", "type": "image/jpeg"}],
    }  # fmt: skip
    assert second.extra["forwarded_from"] == "Mill Quarter News"
    assert (second.extra["reply_to"], second.extra["signature"]) == (2, "Basil")
    assert last.extra["forwarded_from"] == "unknown"


def test_a_whole_account(tmp_path: Path) -> None:
    account = {
        "about": "Here is the data you requested.",
        "personal_information": {"user_id": 1},
        "chats": {"about": "", "list": [channel(message(1)), channel(message(1), name=None, number=8)]},
        "left_chats": {"list": [channel(message(9), number=9)]},
    }
    items = received(tmp_path, account)
    assert [item.part for item in items] == ["chat 4711 / message 1", "chat 8 / message 1", "chat 9 / message 9"]
    assert len({item.document.doc for item in items if item.document}) == 3
    assert items[1].document is not None
    assert items[1].document.publisher == "Qarun Relief"


def test_an_export_that_grows_gives_its_old_documents_again(tmp_path: Path) -> None:
    before = received(tmp_path, channel(message(2), message(3)))
    after = received(tmp_path, channel(message(1), message(2), message(3, "Edited.", edited="2019-03-06T10:00:00")))
    old, new = ([item.document.doc for item in items if item.document] for items in (before, after))
    assert new[1] == old[0]
    assert set(new) & set(old) == {old[0]}


def test_files_that_were_not_exported(tmp_path: Path) -> None:
    gone = "(File not included. Change data exporting settings to download.)"
    told = message(1, file=gone, media_type="video_file", mime_type="video/mp4")
    named = message(2, file=gone, file_name="bridge.pdf", mime_type="application/pdf")
    first, second = (item.document for item in received(tmp_path, channel(told, named)))
    assert first is not None
    assert second is not None
    assert first.extra["media"] == [{"name": None, "type": "video/mp4"}]
    assert second.extra["media"] == [{"name": "bridge.pdf", "type": "application/pdf"}]


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        (None, "json"), ({"type": "message"}, "json"), (message(1 << 60), "json"), (message(1, {"a": 1}), "media-only"),
        (message(1, None, poll={"question": "Who holds the mill?"}), None), (message(1, None, poll=[]), "media-only"),
        (message(1, date_unixtime="x", date=7), None), (message(1, date_unixtime="9" * 30), None),
    ],
)  # fmt: skip
def test_odd_entries_stop_nothing(tmp_path: Path, entry: Any, reason: str | None) -> None:
    items = received(tmp_path, channel(entry, message(7)))
    assert [item.reason for item in items] == [reason, None]


def test_other_json_is_none(tmp_path: Path) -> None:
    (item,) = received(tmp_path, {"type": "report", "text": "Shells fell on Qarun."})
    assert item.document is not None
    assert item.document.text == "Shells fell on Qarun."
