"""Chats as WhatsApp exports them (.txt, from iOS or Android): each message is a document.

A message begins in a line with a date, a time and a name; further lines belong to it. The dates are written as the
phone's settings want it, so their order is found out from all of them. What the app itself writes (who joined, what is
encrypted or deleted) is left out; messages that only held a picture are set aside.
"""

from __future__ import annotations

import re
from datetime import datetime, time
from mimetypes import guess_type
from typing import TYPE_CHECKING, NamedTuple

from marsad.errors import SetAside
from marsad.model import digest
from marsad.sources import dateorder, encodings
from marsad.sources.parts import Found, storable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic import JsonValue

    from marsad.sources.dateorder import Figures, Order
    from marsad.sources.parts import Given

_MARK = "[\u200e\u200f\u202a-\u202c\u2066-\u2069]*+"
"""Marks of direction, with which the app surrounds dates and what it writes itself."""

_GAP = "[ \u00a0\u202f]"
_HALF = rf"(?P<am>a\.?{_GAP}?m\.?|ص|ق\.?ظ\.?|vorm\.|дп)|p\.?{_GAP}?m\.?|م|ب\.?ظ\.?|nachm\.|пп"
_HEAD = re.compile(
    rf"{_MARK}(?P<open>\[)?{_MARK}(?P<a>\d{{1,4}}){_MARK}(?P<sep>[./-])"
    rf"{_MARK} ?(?P<b>\d{{1,2}}){_MARK}(?P=sep){_MARK} ?(?P<c>\d{{1,4}})\.?{_MARK}[,،]?{_GAP}{_MARK}"
    rf"(?P<hour>\d{{1,2}})[:.](?P<minute>\d\d)(?:[:.](?P<second>\d\d))?"
    rf"(?P<half>{_GAP}?(?:{_HALF}))?{_MARK}(?(open)\]|{_GAP}[-–]){_GAP}",
    re.IGNORECASE,
)
"""A line that begins a message: "[7/12/2016, 10:05:33] " from iOS, "07.12.16, 10:05 - " from Android."""

_NAME = re.compile(rf"{_MARK}(?:~{_GAP}?)?(?P<name>[^:\n\"“”]{{1,100}}?){_MARK}:(?:{_GAP}|$)")
_ATTACHED_IOS = re.compile(rf"[\u200e\u200f]?<[^<>:\n]{{1,30}}:{_GAP}*(?P<name>[^<>\n]+\.\w{{2,5}})>")
_ATTACHED_ANDROID = re.compile(rf"{_MARK}(?P<name>[^\n/<>]{{1,120}}\.\w{{2,5}}){_GAP}\([^()\n]{{3,60}}\)[ \t]*(?:\n|$)")
_EDITED = re.compile(rf"{_GAP}?[\u200e\u200f]<[^<>\n]{{5,60}}>\s*$|{_GAP}<This message was edited>\s*$")
_OMITTED = re.compile(rf"{_MARK}<[^<>\n]{{3,60}}>")
_OMITTED_IOS = re.compile(r"\u200e[^\n]{3,40} omitted")
_BY_THE_APP = re.compile(r"\u200e[^\n]{3,200}")
"""In an iOS export, lines of the app have a name before them like messages, and a mark before their words."""

_DELETED = re.compile(rf"{_MARK}(?:this message was deleted|you deleted this message)\.?", re.IGNORECASE)
_CHAT = re.compile(r"WhatsApp chat (?:with|-) ?(?P<name>.+)\.txt", re.IGNORECASE)


class Message(NamedTuple):
    """A message as it stands in the file, or a line of the app where it has no author."""

    date: Figures
    dotted: bool
    ios: bool
    clock: time
    author: str | None
    body: str


def opens(head: bytes) -> bool:
    """Whether a file that begins with these bytes is such a chat."""
    return _HEAD.match(head.decode("utf-8", "ignore").lstrip("\ufeff \r\n")) is not None


def messages(raw: bytes, given: Given) -> Iterator[tuple[str, Found | SetAside]]:
    """The document of each message, by its part such as "message 12".

    Raises SetAside with reason "date-order" where the order of day and month is not certain, or those of decoding.
    """
    chat = list(_split(encodings.decode(raw, given.encoding)))
    order = given.date_order or _order(chat)
    days = [dateorder.day(one.date, order) if order else None for one in chat]
    name = _chat(chat, given.name)
    for number, (one, day) in enumerate(zip(chat, days, strict=True), start=1):
        if day is None:
            raise _unclear(one, order)
        if (found := _read(one, datetime.combine(day, one.clock), name)) is not None:
            yield f"message {number}", found


def _split(text: str) -> Iterator[Message]:
    """The messages of a chat and the lines of the app; what comes before the first is dropped."""
    message: Message | None = None
    lines: list[str] = []
    for line in text.replace("\r\n", "\n").split("\n"):
        if (begun := _begun(line)) is not None:
            if message:
                yield message._replace(body="\n".join(lines))
            message, lines = begun, [begun.body]
        else:
            lines.append(line)
    if message:
        yield message._replace(body="\n".join(lines))


def _begun(line: str) -> Message | None:
    """The message that begins in the line."""
    head = _HEAD.match(line)
    if head is None:
        return None
    hour = int(head["hour"])
    if head["half"]:
        hour = hour % 12 + (0 if head["am"] else 12)
    try:
        clock = time(hour, int(head["minute"]), int(head["second"] or 0))
    except ValueError:
        return None
    name = _NAME.match(line, head.end())
    return Message(
        date=(head["a"], head["b"], head["c"]),
        dotted=head["sep"] == ".",
        ios=head["open"] is not None,
        clock=clock,
        author=storable(name["name"]) if name else None,
        body=line[name.end() if name else head.end() :],
    )


def _order(chat: list[Message]) -> Order | None:
    """The order of the dates; where it could be two, dates with points begin with the day everywhere."""
    order = dateorder.decide([one.date for one in chat], in_time_order=True)
    dotted = all(one.dotted and dateorder.day(one.date, "dmy") for one in chat)
    return order or ("dmy" if dotted else None)


def _unclear(one: Message, order: Order | None) -> SetAside:
    said = "/".join(one.date)
    why = f"{said} is no day in the order {order}" if order else f"a date such as {said} could be two days, or is none"
    return SetAside("date-order", f"In this chat {why}: say with --date-order whether dates are dmy, mdy or ymd.")


def _chat(chat: list[Message], file: str) -> str | None:
    """The name of the chat: that of the file, or that under which the app writes into a group on iOS."""
    if named := _CHAT.fullmatch(file):
        return storable(named["name"])
    first = chat[0] if chat else None
    return first.author if first and first.ios and first.body.startswith("\u200e") else None


def _read(one: Message, moment: datetime, chat: str | None) -> Found | SetAside | None:
    """The document of a message; None for a line of the app."""
    if one.author is None or _DELETED.fullmatch(one.body.strip()):
        return None
    extra: dict[str, JsonValue] = {"author": one.author}
    if chat:
        extra["chat"] = chat
    body, edited = _EDITED.subn("", one.body) if not _OMITTED.fullmatch(one.body.strip()) else (one.body, 0)
    if edited:
        extra["edited"] = True
    names = [found["name"] for found in _ATTACHED_IOS.finditer(body)]
    body = _ATTACHED_IOS.sub("", body)
    if android := _ATTACHED_ANDROID.match(body):
        names.append(android["name"])
        body = body[android.end() :]
    if names:
        extra["media"] = [{"name": storable(name), "type": guess_type(name)[0]} for name in names]
    text = storable(body).strip()
    if not text or _OMITTED.fullmatch(text) or _OMITTED_IOS.fullmatch(text):
        return SetAside("media-only", f"The message holds no words, only {', '.join(names) or 'a file left out'}.")
    if one.ios and _BY_THE_APP.fullmatch(text):
        return None
    written = moment.isoformat(timespec="seconds" if moment.second else "minutes")
    return Found(
        text=text,
        publisher=chat or one.author,
        published=written,
        extra=extra,
        identity=digest(["whatsapp", one.author, moment.isoformat(timespec="minutes"), text]),
    )
