"""Chats and channels as Telegram Desktop exports them to JSON (result.json): each message with words is a document.

The chat's name is the publisher, who posted the author. Pictures and files are named, and need not be there. Service
messages (who joined, what was pinned) are left out; messages that only hold a picture are set aside.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from mimetypes import guess_type
from typing import TYPE_CHECKING, Any

from marsad.errors import SetAside
from marsad.model import digest
from marsad.sources import published
from marsad.sources.parts import Found, storable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic import JsonValue

_KINDS = ("photo", "file", "poll", "location_information", "contact_information", "dice_emoji", "sticker_emoji")


def chats(value: Any) -> list[dict[str, Any]]:
    """The chats of an export of one chat or of a whole account; none where the JSON is no such export."""
    if not isinstance(value, dict):
        return []
    groups = [value.get(name) for name in ("chats", "left_chats")]
    listed = [one for group in groups if isinstance(group, dict) for one in _list(group.get("list"))]
    return [one for one in (value, *listed) if isinstance(one, dict) and _is_chat(one)]


def messages(found: list[dict[str, Any]]) -> Iterator[tuple[str, Found | SetAside]]:
    """The document of each message, by its part such as "message 12", or "chat 7 / message 12" out of several chats."""
    for chat in found:
        before = f"chat {storable(str(chat['id']))[:40]} / " if len(found) > 1 else ""
        for place, message in enumerate(chat["messages"], start=1):
            if not isinstance(message, dict) or _number(message.get("id")) is None:
                yield f"{before}entry {place}", SetAside("json", "This entry of the export is no message with an id.")
            elif message.get("type") == "message":
                yield f"{before}message {message['id']}", _document(message, chat)


def _is_chat(value: dict[str, Any]) -> bool:
    rest = {"type", "id"} <= value.keys() and isinstance(value.get("messages"), list)
    return rest and not isinstance(value["type"], dict | list)


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _number(value: Any) -> int | None:
    """A number of a message, if it is one that JSON can hold."""
    return value if isinstance(value, int) and abs(value) < 1 << 53 else None


def _document(message: dict[str, Any], chat: dict[str, Any]) -> Found | SetAside:
    poll = message.get("poll")
    asked = poll.get("question") if isinstance(poll, dict) else None
    text = _words(message.get("text")).strip() or _words(asked).strip()
    media: list[JsonValue] = list(_media(message))
    if not text:
        held = ", ".join(str(kind) for kind in _KINDS if message.get(kind)).replace("_", " ")
        return SetAside("media-only", f"The message holds no words, only {held or 'something else'}.")
    name = _line(chat.get("name"))
    extra: dict[str, JsonValue] = {"message_id": message["id"]}
    told = {"chat": name, "author": _line(message.get("from")), "signature": _line(message.get("author"))}
    extra |= {key: value for key, value in told.items() if value}
    if "forwarded_from" in message:
        extra["forwarded_from"] = _line(message["forwarded_from"]) or "unknown"
    if (reply := _number(message.get("reply_to_message_id"))) is not None:
        extra["reply_to"] = reply
    if edited := _moment(message, "edited"):
        extra["edited"] = edited
    if media:
        extra["media"] = media
    return Found(
        text=text,
        publisher=name or _line(message.get("from")),
        published=_moment(message, "date"),
        extra=extra,
        identity=digest(["telegram", storable(str(chat["id"])), message["id"]]),
    )


def _words(value: Any) -> str:
    """The words of a text, which is a string or a list of strings and marked-up pieces."""
    pieces = value if isinstance(value, list) else [value]
    words = (piece.get("text") if isinstance(piece, dict) else piece for piece in pieces)
    return storable("".join(piece for piece in words if isinstance(piece, str)))


def _line(value: Any) -> str | None:
    return " ".join(storable(value).split()) or None if isinstance(value, str) else None


def _media(message: dict[str, Any]) -> Iterator[JsonValue]:
    """What hangs on a message: its name, where it was exported or is told, and its type."""
    for kind in _KINDS:
        value = message.get(kind)
        if not value:
            continue
        path = _line(message.get("file_name")) or _line(value) if kind == "file" else _line(value)
        name = None if path is None or kind not in {"photo", "file"} or path.startswith("(") else path
        kept = _line(message.get("mime_type")) if kind == "file" else "image/jpeg" if kind == "photo" else None
        yield {"name": name, "type": kept or (guess_type(name)[0] if name else None) or kind.partition("_")[0]}


def _moment(message: dict[str, Any], name: str) -> str | None:
    """A time of the message with its offset from UTC, which the local and the universal time of the export give."""
    local = published.parse(message[name]) if isinstance(message.get(name), str) else None
    try:
        moment = datetime.fromtimestamp(int(message[f"{name}_unixtime"]), UTC)
    except (KeyError, TypeError, ValueError, OverflowError, OSError):
        return local
    if not 1900 <= moment.year <= 2100:
        return local
    if local and "T" in local:
        there = datetime.fromisoformat(local).replace(tzinfo=UTC)
        offset = timedelta(minutes=round((there - moment).total_seconds() / 60))
        if abs(offset) <= timedelta(hours=14) and offset.total_seconds() % 900 == 0:
            moment = moment.astimezone(timezone(offset))
    return moment.isoformat(timespec="seconds" if moment.second else "minutes")
