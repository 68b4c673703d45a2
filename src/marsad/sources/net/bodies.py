"""The bytes of an answer, unpacked as they come and never more than a limit."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from marsad.sources.net.problems import FetchProblem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_PIECE = 1 << 20


def whole(pieces: Iterable[bytes], coding: str, limit: int, *, cut: bool = False) -> bytes:
    """All bytes of an answer.

    Args:
        pieces: the bytes as they come over the wire.
        coding: the Content-Encoding that the server gave.
        limit: the most bytes, as sent and as unpacked.
        cut: give what comes before the limit, rather than raise.

    Raises:
        FetchProblem: with reason "too-large-answer", or "packing" where they are packed in a way that was not asked
            for, or broken.

    """
    sent = _bounded(pieces, limit, cut)
    names = [name for part in coding.lower().split(",") if (name := part.strip()) not in {"", "identity"}]
    if not names:
        return b"".join(sent)
    if names not in (["gzip"], ["x-gzip"]):
        raise FetchProblem("packing", "The server sent the page packed in a way that was not asked for.")
    return b"".join(_bounded(_unpacked(sent), limit, cut))


def _bounded(pieces: Iterable[bytes], limit: int, cut: bool) -> Iterator[bytes]:
    total = 0
    for piece in pieces:
        total += len(piece)
        if total > limit and cut:
            return
        if total > limit:
            raise FetchProblem(
                "too-large-answer",
                f"The answer is larger than {limit / 1_000_000:,.0f} MB and was not read to its end.",
            )
        yield piece


def _unpacked(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Unpack gzip (RFC 1952), one member or several, in pieces of bounded size."""
    unpacker = None
    try:
        for piece in pieces:
            data = piece
            while data:
                unpacker = unpacker or zlib.decompressobj(16 + zlib.MAX_WBITS)
                yield unpacker.decompress(data, _PIECE)
                data = unpacker.unconsumed_tail
                if unpacker.eof:
                    data, unpacker = unpacker.unused_data.lstrip(b"\0"), None
    except zlib.error as error:
        raise FetchProblem("packing", "The server sent a packed page that is broken.", passing=True) from error
    if unpacker is not None:
        raise FetchProblem("packing", "The server sent a packed page that breaks off.", passing=True)
