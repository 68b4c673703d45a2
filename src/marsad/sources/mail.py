"""Mails, and boxes of them, by the standard library's `email`.

A mail's text is its subject, a blank line, and its body: the plain one where there are two. Attachments, and mails
attached to mails, are documents of their own, as told when and by whom the mail was.
"""

from __future__ import annotations

import email
import email.policy
import io
import re
from dataclasses import replace
from email.message import Message
from typing import IO, TYPE_CHECKING

from marsad.errors import SetAside
from marsad.sources import encodings, html, published, streams
from marsad.sources.limits import MAX_DEPTH, MAX_MEMBER
from marsad.sources.parts import Found, Given, Member, Part, clean_name, storable

if TYPE_CHECKING:
    from collections.abc import Iterator

_MAX_HEADER = 10_000
"""Longest header that is read, in characters: the standard library reads long ones very slowly."""

_MAX_NESTING = 20 * MAX_DEPTH
"""Most levels of MIME in one mail; honest ones have four."""

_LETTER = re.compile(r"[^\W\d_]")
_LOCKED = {"multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"}
_SUFFIXES = {"text/plain": ".txt", "text/html": ".html", "text/markdown": ".md", "message/rfc822": ".eml"}
_FROM_LINE = re.compile(rb"From \S")


def mail(raw: bytes, given: Given) -> Iterator[Part]:
    """A mail's text, then what is attached. Raises SetAside with reason "damaged" or "too-deep"."""
    try:
        message = email.message_from_bytes(raw, policy=email.policy.compat32)
        leaves = list(_leaves(message))
        about = _about(message)
        body = next((leaf for leaf in leaves if _is_body(leaf)), None)
        attached = [_attachment(leaf, number, about) for number, leaf in enumerate(leaves, start=1) if leaf is not body]
    except RecursionError as error:
        raise _too_deep() from error
    except (SetAside, MemoryError):
        raise
    except Exception as error:  # `email` raises whatever a malformed message leads it into
        raise SetAside("damaged", "The mail is damaged and cannot be read.") from error
    try:
        if body is not None:
            yield "", _with_subject(about, _words(body, given))
        elif not attached:
            raise SetAside("empty", "The mail has no text.")
    except SetAside as problem:
        yield "", problem
    yield from attached


def _leaves(message: Message, depth: int = 0) -> Iterator[Message]:
    """The parts that hold something, in their order; of alternatives that say the same, one."""
    if depth > _MAX_NESTING:
        raise _too_deep()
    if message.get_content_type() in _LOCKED:
        raise SetAside("encrypted", "The mail is encrypted; decrypt it and save it in the clear.")
    if not message.is_multipart() or message.get_content_maintype() == "message":
        yield message
        return
    parts = [part for part in message.get_payload() if not isinstance(part, str)]
    if message.get_content_type() == "multipart/alternative":
        leaves = [list(_leaves(part, depth + 1)) for part in parts]
        plain = (one for one in leaves if one and one[0].get_content_type() == "text/plain" and _says_something(one[0]))
        yield from next(plain, leaves[-1] if leaves else [])  # the last is the richest, by RFC 2046
    else:
        for part in parts:
            yield from _leaves(part, depth + 1)


def _is_body(leaf: Message) -> bool:
    return leaf.get_content_type() in {"text/plain", "text/html"} and leaf.get_content_disposition() != "attachment"


def _says_something(leaf: Message) -> bool:
    return _LETTER.search(_bytes(leaf).decode("utf-8", "replace")) is not None


def _bytes(leaf: Message) -> bytes:
    payload = leaf.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _words(body: Message, given: Given) -> str:
    """The text of a body. Raises SetAside with the reasons of decoding."""
    raw = _bytes(body)
    text = encodings.decode(raw, given.encoding, hint=encodings.known(body.get_content_charset()))
    return html.words(text) if body.get_content_type() == "text/html" else text


def _about(message: Message) -> Found:
    """What the head of a mail says, with its subject as title."""
    head = {name.lower(): value for name, value in reversed(list(message.raw_items()))}
    author = _line(head.get("from"))
    name, _, address = author.rpartition("<")
    extra = {"author": author, "message_id": _line(head.get("message-id")), "reply_to": _line(head.get("in-reply-to"))}
    return Found(
        text="",
        title=_line(head.get("subject")) or None,
        publisher=name.strip().strip('"') or address.strip(" >") or None,
        published=_date(head.get("date")),
        extra={name: value for name, value in extra.items() if value},
    )


def _line(value: str | None) -> str:
    """A header in one line of text, whatever it is encoded in."""
    if value is None:
        return ""
    folded = " ".join(str(value)[:_MAX_HEADER].split())
    raw = folded.encode("utf-8", "surrogateescape").decode("utf-8", "replace")  # bytes stand in it as surrogates
    return storable(str(email.policy.default.header_factory("subject", raw))).strip()


def _date(value: str | None) -> str | None:
    moment = email.policy.default.header_factory("date", " ".join((value or "")[:200].split())).datetime
    return published.parse(moment.isoformat()) if moment else None


def _with_subject(about: Found, body: str) -> Found:
    text = storable(body).replace("\r\n", "\n").strip("\n")
    if about.title and text and not text.startswith(about.title):
        text = f"{about.title}\n\n{text}"
    return replace(about, text=text)


def _attachment(leaf: Message, number: int, about: Found) -> Part:
    inner = leaf.get_payload()
    if leaf.get_content_maintype() == "message" and isinstance(inner, list) and isinstance(inner[0], Message):
        raw = inner[0].as_bytes()
    else:
        raw = _bytes(leaf)
    plain_name = f"part {number}{_SUFFIXES.get(leaf.get_content_type(), '')}"
    name = clean_name(_line(leaf.get_filename())) or plain_name
    return name, Member(io.BytesIO(raw), name, about)


def _too_deep() -> SetAside:
    return SetAside("too-deep", "The mail is nested too deep to read.")


def box(stream: IO[bytes], given: Given) -> Iterator[Part]:  # noqa: ARG001
    """The mails of a mbox file, each after a line that begins with "From " and stands after a blank one (RFC 4155)."""
    number, lines, blank = 0, io.BytesIO(), True
    while line := stream.readline(streams.PIECE):
        if blank and _FROM_LINE.match(line):
            if number:
                yield _message(number, lines)
            number, lines, blank = number + 1, io.BytesIO(), False
            while not line.endswith(b"\n") and line:
                line = stream.readline(streams.PIECE)
            continue
        if lines.tell() <= MAX_MEMBER:
            lines.write(line)
        blank = not line.strip(b"\r\n")
    yield _message(number or 1, lines)


def _message(number: int, lines: io.BytesIO) -> Part:
    lines.seek(0)
    return f"message {number}", Member(lines, "message.eml")
