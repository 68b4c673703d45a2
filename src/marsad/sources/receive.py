"""Reading sources one after the other: each gives documents, or the reason why it gives none."""

from __future__ import annotations

import hashlib
import sys
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING

from marsad.errors import SetAside
from marsad.sources import datelines, documents, encodings, files, jsonlines, languages
from marsad.sources import published as times
from marsad.sources.columns import Columns
from marsad.sources.kinds import MEDIA_TYPES, SUFFIXES, Kind, is_lines, kind
from marsad.sources.parts import Given, storable
from marsad.sources.web import Web, is_address

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from marsad.model import Capture, Document, Received
    from marsad.sources.dateorder import Order

Source = str | Path
"""A path, "-" for standard input, or an address (only as text: https://…)."""

STDIN = "standard input"

NOT_KEPT = frozenset({"unreadable", "too-large-file", "kind", "hidden", "loop"})
"""Reasons of files that were not read: there are no bytes that a ledger could keep."""


def read(
    paths: Iterable[Source],
    *,
    published: str | None = None,
    publisher: str | None = None,
    title: str | None = None,
    language: str | None = None,
    encoding: str | None = None,
    own_ids: bool = False,
    columns: Columns | None = None,
    date_order: Order | None = None,
    web: Web | None = None,
) -> Iterator[Received]:
    """Read files, folders, "-" (standard input) and addresses, in the order given and folders in sorted order.

    Args:
        paths: what to read.
        published: ISO 8601 date or time, or a full date in words; it and the next three override what documents say.
        publisher: who published the documents.
        title: their title.
        language: their language, ISO 639-1.
        encoding: their text encoding; without it, it is found out, and a document where it is unclear is set aside.
        own_ids: all sources are JSON lines (or JSON), and the `doc` of an object is the document's id.
        columns: which columns of tables hold what; it collects how the tables were read.
        date_order: the order of day, month and year in dates in figures; without it, it is found out from each file.
        web: how addresses and feeds are read.

    Yields:
        One item for each document, or for what gave none, with problem and reason. Reasons in `NOT_KEPT` come with an
        empty capture, since nothing was read.

    Raises:
        InputError: at the call, where an option cannot be used.

    """
    given = replace(
        _given(published, publisher, title, language, encoding, own_ids),
        columns=columns or Columns(),
        date_order=date_order,
    )
    web = web or Web()
    return (received for path in paths for received in web.fresh(_source(path, given, web), given, _stream))


def again(
    capture: Capture,
    *,
    published: str | None = None,
    publisher: str | None = None,
    title: str | None = None,
    language: str | None = None,
    encoding: str | None = None,
    columns: Columns | None = None,
    date_order: Order | None = None,
) -> Iterator[Received]:
    """Read bytes that were kept, with the readers of today and the options of `read`, as the kind they are found to be.

    Raises:
        InputError: at the call, where an option cannot be used.

    """
    name = PurePosixPath(capture.origin).name
    given = replace(
        _given(published, publisher, title, language, encoding, own_ids=False),
        columns=columns or Columns(),
        date_order=date_order,
        name=name,
    )
    suffix = PurePosixPath(name).suffix.lower()
    if suffix not in SUFFIXES:
        suffix = next((end for end, one in SUFFIXES.items() if MEDIA_TYPES[one] == capture.media_type), suffix)
    return (item.model_copy(update={"capture": capture}) for item in _again(capture, suffix, given))


def _again(capture: Capture, suffix: str, given: Given) -> Iterator[Received]:
    try:
        if not capture.content:
            raise SetAside("empty", "It is empty.")
        of: Kind = "jsonl" if capture.media_type == MEDIA_TYPES["jsonl"] else kind(suffix, capture.content)
        yield from documents.received(capture.content, capture.origin, of, given)
    except SetAside as problem:
        yield documents.set_aside(capture.origin, problem, capture.content)


def details(
    *, published: str | None = None, publisher: str | None = None, title: str | None = None, language: str | None = None
) -> dict[str, str]:
    """The details that are given, in the form in which documents have them. Raises InputError like `read`."""
    given = _given(published, publisher, title, language, None, own_ids=False)
    values = {name: getattr(given, name) for name in ("published", "publisher", "title", "language")}
    return {name: value for name, value in values.items() if value is not None}


def from_text(
    text: str,
    *,
    published: str | None = None,
    publisher: str | None = None,
    title: str | None = None,
    language: str | None = None,
    doc: str | None = None,
) -> Document:
    """The document of a text at hand, with its first lines read like those of a text file.

    Raises:
        InputError: an option cannot be used.
        SetAside: the text is empty or too long.

    """
    given = _given(published, publisher, title, language, None, own_ids=True)
    found = given.over(replace(datelines.read(storable(text)), doc=doc))
    return documents.document(found, hashlib.sha256(found.text.encode()).hexdigest())


def count(paths: Iterable[Source]) -> int | None:
    """How many items `read` will come to, for a progress bar; None where standard input is among the paths."""
    total = 0
    for path in paths:
        if str(path) == "-":
            return None
        if isinstance(path, str) and is_address(path):
            total += 1
            continue
        for item in files.walk(Path(path)):
            total += (
                _count_lines(item.path) if item.problem is None and item.path.suffix in {".jsonl", ".ndjson"} else 1
            )
    return total


def _count_lines(path: Path) -> int:
    try:
        with path.open("rb") as stream:
            return sum(block.count(b"\n") for block in iter(lambda: stream.read(1 << 20), b""))
    except OSError:
        return 1


def _given(
    published: str | None,
    publisher: str | None,
    title: str | None,
    language: str | None,
    encoding: str | None,
    own_ids: bool,
) -> Given:
    return Given(
        title=title,
        publisher=publisher,
        published=times.check(published) if published else None,
        language=languages.check(language) if language else None,
        encoding=encodings.check(encoding) if encoding else None,
        own_ids=own_ids,
    )


def _source(path: Source, given: Given, web: Web) -> Iterator[Received]:
    if str(path) == "-":
        yield from _stream(sys.stdin.buffer, STDIN, "", given)
        return
    if isinstance(path, str) and is_address(path):
        yield from web.read(path, given, _stream)
        return
    for item in files.walk(Path(path)):
        origin = files.shown(item.path)
        if item.problem:
            yield documents.set_aside(origin, item.problem)
            continue
        try:
            with item.path.open("rb") as stream:
                named = replace(given, name=files.shown(Path(item.path.name)))
                yield from _stream(stream, origin, item.path.suffix.lower(), named)
        except OSError as error:
            yield documents.set_aside(origin, files.unreadable(error))


def _stream(stream: IO[bytes], origin: str, suffix: str, given: Given) -> Iterator[Received]:
    first = raw = stream.readline(jsonlines.MAX_LINE + 1)
    if given.own_ids and suffix != ".json":
        suffix = ".jsonl"
    if is_lines(suffix, first):
        yield from _lines(first, stream, origin, given)
        return
    try:
        raw = files.read_all(first, stream)
        if not raw:
            raise SetAside("empty", "It is empty.")
        yield from documents.received(raw, origin, kind(suffix, raw), given)
    except SetAside as problem:
        yield documents.set_aside(origin, problem, b"" if problem.reason in NOT_KEPT else raw)


def _lines(first: bytes, stream: IO[bytes], origin: str, given: Given) -> Iterator[Received]:
    empty = True
    for number, line in jsonlines.lines(first, stream):
        empty = False
        where = f"{origin}, line {number}"
        if line is None:
            problem = SetAside("too-large-file", f"The line is longer than {jsonlines.MAX_LINE // 1_000_000} MB.")
            yield documents.set_aside(where, problem)
        else:
            yield from documents.received(line, where, "jsonl", given)
    if empty:
        yield documents.set_aside(origin, SetAside("empty", "It holds no lines."), first, MEDIA_TYPES["jsonl"])
