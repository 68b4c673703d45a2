"""Bytes out of containers, a piece at a time: what is unpacked is counted as it comes, and never held whole unasked."""

from __future__ import annotations

import bz2
import io
import lzma
import zlib
from typing import IO, TYPE_CHECKING, Any, Protocol

from marsad.errors import SetAside
from marsad.sources.limits import MAX_MEMBER, Allowance

if TYPE_CHECKING:
    from collections.abc import Callable

    from _typeshed import WriteableBuffer

PIECE = 65_536
"""Bytes read at a time."""

_LZMA_MEMORY = 100_000_000
"""Most memory that an .xz file may ask for, in bytes: xz at its best level asks for 65 MB."""


class _Source(io.RawIOBase):
    """A raw stream of what `piece(size)` gives."""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer).cast("B")
        piece = self.piece(len(view))
        view[: len(piece)] = piece
        return len(piece)

    def piece(self, size: int) -> bytes:
        """At most `size` bytes; none at the end."""
        raise NotImplementedError


class _Metered(_Source):
    """The stream of a member: counted against the capture's allowance, its errors said as what they are to a user."""

    def __init__(self, inner: IO[bytes], allowance: Allowance) -> None:
        self._read: Callable[[int], bytes] = getattr(inner, "read1", inner.read)  # what comes before damage first
        self._allowance = allowance

    def piece(self, size: int) -> bytes:
        try:
            piece = self._read(size)
        except (SetAside, MemoryError):
            raise
        except Exception as error:  # zlib, lzma, zipfile, tarfile and warcio raise a dozen kinds
            raise SetAside("damaged", "It is damaged or cut off: what it holds cannot be unpacked.") from error
        self._allowance.spend(len(piece))
        return piece


class _Plain(_Source):
    """A thing that can be read from, as a raw stream."""

    def __init__(self, inner: Any) -> None:
        self._inner = inner

    def piece(self, size: int) -> bytes:
        piece: bytes = self._inner.read(size)
        return piece


def buffered(inner: Any) -> io.BufferedReader:
    """A stream that can be peeked into, of a thing that can only be read from."""
    return io.BufferedReader(_Plain(inner), PIECE)


def metered(inner: IO[bytes], allowance: Allowance) -> io.BufferedReader:
    """The stream, counted. Reading raises Exhausted where the allowance is spent, SetAside ("damaged") on damage."""
    return io.BufferedReader(_Metered(inner, allowance), PIECE)


def whole(stream: IO[bytes]) -> bytes:
    """All bytes of a stream, as they come. Raises SetAside ("too-large-file") beyond `MAX_MEMBER`."""
    held = io.BytesIO()
    while piece := stream.read(PIECE):
        if held.tell() + len(piece) > MAX_MEMBER:
            raise SetAside("too-large-file", f"It is larger than {MAX_MEMBER // 1_000_000} MB, and was not read.")
        held.write(piece)
    return held.getvalue()


class _Decompressor(Protocol):
    """What bz2 and lzma have in common."""

    @property
    def eof(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    @property
    def needs_input(self) -> bool: ...
    def decompress(self, data: bytes, max_length: int) -> bytes: ...


class _Gzip:
    """zlib's decompressor for gzip, with the face of those of bz2 and lzma."""

    def __init__(self) -> None:
        self._zlib = zlib.decompressobj(31)

    @property
    def eof(self) -> bool:
        return self._zlib.eof

    @property
    def unused_data(self) -> bytes:
        return self._zlib.unused_data

    @property
    def needs_input(self) -> bool:
        return not self._zlib.unconsumed_tail

    def decompress(self, data: bytes, max_length: int) -> bytes:
        return self._zlib.decompress(self._zlib.unconsumed_tail + data, max_length)


def _xz() -> Any:
    return lzma.LZMADecompressor(memlimit=_LZMA_MEMORY)


_DECOMPRESSORS: dict[str, Callable[[], _Decompressor]] = {"gzip": _Gzip, "bzip2": bz2.BZ2Decompressor, "xz": _xz}


class _Decompressed(_Source):
    """One or more compressed streams behind each other, as gzip, bzip2 and xz write when files are joined.

    The standard library's file objects hold a bound neither on xz's memory nor on what one call puts out.
    """

    def __init__(self, packed: IO[bytes], new: Callable[[], _Decompressor]) -> None:
        self._packed = packed
        self._new = new
        self._now: _Decompressor | None = None
        self._rest = b""

    def piece(self, size: int) -> bytes:
        while True:
            if self._now is None or self._now.eof:
                if not self._next():
                    return b""
                continue
            data = self._rest
            if not data and self._now.needs_input:
                data = self._packed.read(PIECE)
                if not data:
                    raise EOFError
            self._rest = b""
            piece = self._now.decompress(data, size)
            if self._now.eof:
                self._rest = self._now.unused_data
            if piece:
                return piece

    def _next(self) -> bool:
        """Begin the next compressed stream; False where nothing but padding is left."""
        self._rest = self._rest.lstrip(b"\x00")
        while not self._rest:
            more = self._packed.read(PIECE)
            if not more:
                return False
            self._rest = more.lstrip(b"\x00") if self._now else more
        self._now = self._new()
        return True


def decompressed(packed: IO[bytes], how: str) -> io.BufferedReader:
    """What a gzip, bzip2 or xz stream holds."""
    return io.BufferedReader(_Decompressed(packed, _DECOMPRESSORS[how]), PIECE)
