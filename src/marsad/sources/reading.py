"""All that one capture holds, down through containers in containers."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import IO, TYPE_CHECKING

from marsad.errors import SetAside
from marsad.sources import streams
from marsad.sources.kinds import Kind, kind
from marsad.sources.limits import MAX_DEPTH, MAX_VAIN, Allowance, Exhausted
from marsad.sources.parts import NO_REPORT, Found, Given, Member, Part
from marsad.sources.readers import READERS, UNPACKERS

if TYPE_CHECKING:
    from collections.abc import Mapping

NESTED = " / "
"""Stands between the parts of a container in a container: "letters.zip / message 3 / report.pdf"."""

Outcome = tuple[str, Found | SetAside]

Begins = Callable[[str, int], None]


def read(
    raw: bytes,
    of: Kind,
    given: Given,
    passed_over: Mapping[str, SetAside] = MappingProxyType({}),
    begins: Begins = lambda _part, _size: None,
) -> Iterator[Outcome]:
    """All that a file holds, each with its part; what cannot be read as its problem.

    No two parts are called alike, and the same bytes give the same parts in the same order.

    Args:
        raw: the bytes of the file.
        of: its kind.
        given: what the user says of it.
        passed_over: problems that stand for parts which are not to be read.
        begins: called with the part and size in bytes of each file before it is read (size 0: not known yet).

    """
    return _Capture(len(raw), passed_over, begins).read(raw, of, given)


class _Capture:
    """One capture while it is read: what it may still unpack, and the parts that have been named."""

    def __init__(self, size: int, passed_over: Mapping[str, SetAside], begins: Begins) -> None:
        self._allowance = Allowance(size)
        self._passed_over = passed_over
        self._begins = begins
        self._named: dict[str, int] = {}

    def read(self, raw: bytes, of: Kind, given: Given) -> Iterator[Outcome]:
        try:
            if "" in self._passed_over:
                raise self._passed_over[""]
            self._begins("", len(raw))
            yield from self._file(io.BytesIO(raw), of, given, "", 0)
        except SetAside as problem:  # of a file in it only where nothing after it is read
            yield self._name("rest") if self._named else "", problem

    def _file(self, content: IO[bytes], of: Kind, given: Given, part: str, depth: int) -> Iterator[Outcome]:
        """What a file of a kind holds, and a problem in place of what cannot be read of it."""
        began, vain = False, 0
        try:
            for name, outcome in _opened(content, of, given):
                inner = self._name(_joined(part, name)) if name else part
                if isinstance(outcome, Member):
                    yield from self._member(outcome, given, inner, depth + 1)
                    self._begins(part, 0)
                else:
                    yield inner, outcome
                    vain = vain + 1 if isinstance(outcome, SetAside) and outcome.reason not in NO_REPORT else 0
                    if vain > MAX_VAIN:
                        raise SetAside("hopeless", f"{MAX_VAIN:,} items of it cannot be read; no more were tried.")
                began = True
            if not began:
                raise SetAside("empty", "It holds nothing.")
        except (Exhausted, MemoryError):
            raise
        except Exception as error:  # whatever a file may lead a reader into must not stop the others
            yield self._name(_joined(part, "rest")) if began else part, _problem(error)

    def _member(self, member: Member, given: Given, part: str, depth: int) -> Iterator[Outcome]:
        """What a file inside a container holds."""
        self._allowance.member()
        self._begins(part, 0)
        try:
            if part in self._passed_over:
                raise self._passed_over[part]
            if depth > MAX_DEPTH:
                raise SetAside("too-deep", f"It lies in more than {MAX_DEPTH} containers within each other.")
            content, of, size = self._ready(member)
        except Exhausted:
            raise
        except SetAside as problem:
            yield part, problem
            return
        self._begins(part, size)
        for inner, outcome in self._file(content, of, replace(given, name=member.name), part, depth):
            yield inner, outcome.within(member.about) if isinstance(outcome, Found) else outcome

    def _ready(self, member: Member) -> tuple[IO[bytes], Kind, int]:
        """The member's bytes, held whole unless its kind is read as a stream, its kind, and how many are held."""
        content = streams.metered(member.content, self._allowance)
        suffix = PurePosixPath(member.name).suffix.lower()
        head = content.peek()
        with suppress(SetAside):  # what the first bytes do not tell, the whole may
            if (of := kind(suffix, head)) in UNPACKERS:
                return content, of, 0
        raw = streams.whole(content)
        if not raw:
            raise SetAside("empty", "It is empty.")
        return io.BytesIO(raw), kind(suffix, raw), len(raw)

    def _name(self, part: str) -> str:
        """The part, told apart from those that are called alike."""
        count = self._named[part] = self._named.get(part, 0) + 1
        return part if count == 1 else self._name(f"{part} ({count})")


def _opened(content: IO[bytes], of: Kind, given: Given) -> Iterator[Part]:
    return UNPACKERS[of](content, given) if of in UNPACKERS else READERS[of](content.read(), given)


def _joined(part: str, name: str) -> str:
    return NESTED.join(filter(None, (part, name)))


def _problem(error: Exception) -> SetAside:
    if isinstance(error, SetAside):
        return error
    if isinstance(error, RecursionError):
        return SetAside("too-deep", "It is nested too deep to read.")
    return SetAside("reader", f"Reading it failed ({type(error).__name__}: {error}); please report this.")
