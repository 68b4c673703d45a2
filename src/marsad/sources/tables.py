"""Tables with one report a row: the first row that names a column for the text is the header, the rest are documents.

A row's part of the capture is "row 12", as a spreadsheet counts. What it says decides its identity, not the file that
it came in: a newer copy of a table that has grown gives the old documents again and not new ones.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from datetime import date, datetime, time
from typing import TYPE_CHECKING, NamedTuple

from marsad.errors import SetAside
from marsad.sources import columns, dateorder, encodings, published
from marsad.sources.languages import code
from marsad.sources.parts import MAX_TEXT, Found, storable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from marsad.sources.columns import Columns, Used
    from marsad.sources.dateorder import Order
    from marsad.sources.parts import Given

Cell = str | int | float | bool | date | datetime | time | None

DELIMITERS = ",;\t|"
TOP = 10
"""Rows within which the header must come: some tables have a title above."""

MAX_COLUMNS = 256
"""Most columns that a table of reports may have; a sheet has room for 16,384."""

_LONGEST_HEADER = 10_000

MAX_BROKEN = 500
"""Broken rows of a file after which the rest is not tried any more."""


class Row(NamedTuple):
    """A row by its number, counted from 1, or why it cannot be read."""

    number: int
    cells: Sequence[Cell] | SetAside


def rows(raw: bytes, given: Given) -> Iterator[tuple[str, Found | SetAside]]:
    """The document of each row of a CSV file. Raises SetAside as `documents` does, or with those of decoding."""
    text = encodings.decode(raw, given.encoding)
    return documents(lambda: split(text), given)


def split(text: str) -> Iterator[Row]:
    """The rows of a CSV text, whatever its delimiter. After a broken row, reading goes on in the next line."""
    csv.field_size_limit(MAX_TEXT)
    lines = list(io.StringIO(text, newline=""))
    delimiter = _delimiter(lines)
    at = number = broken = 0
    if lines and lines[0].lower().startswith("sep="):  # Excel's own line, no row
        at = 1
    while at < len(lines):
        number += 1
        reader = csv.reader((lines[line] for line in range(at, len(lines))), delimiter=delimiter, strict=True)
        try:
            yield Row(number, next(reader, []))
            at += max(1, reader.line_num)
        except csv.Error as error:
            at, broken = at + 1, broken + 1
            if broken > MAX_BROKEN:
                yield Row(number, SetAside("row", f"More than {MAX_BROKEN:,} rows are broken: the rest is not read."))
                return
            yield Row(number, SetAside("row", f"The row's quotation marks are broken ({error})."))


def _delimiter(lines: list[str]) -> str:
    """The character that cuts most of the first lines into equally many cells; "sep=;" in the first line says it."""
    if lines and lines[0].lower().startswith("sep=") and len(lines[0].rstrip("\r\n")) == 5:
        return lines[0][4]
    head = [line[:_LONGEST_HEADER] for line in lines[: 2 * TOP]]

    def fit(delimiter: str) -> tuple[int, int]:
        widths = Counter(len(row) for row in csv.reader(head, delimiter=delimiter) if len(row) > 1)
        return max(((times, width) for width, times in widths.items()), default=(0, 0))

    return max(DELIMITERS, key=fit)


def documents(rows: Callable[[], Iterable[Row]], given: Given) -> Iterator[tuple[str, Found | SetAside]]:
    """What each row below the header is, by its part. `rows` gives all rows, each time it is called.

    Raises SetAside ("empty", "columns") where the table as a whole cannot be used.
    """
    start, used = _header(rows(), given.columns)
    order = given.date_order or dateorder.decide(list(dict.fromkeys(_dates(rows(), start, used))))
    given.columns.used[columns.key(used.header)] = used
    for number, cells in rows():
        if isinstance(cells, SetAside):
            yield f"row {number}", cells
        elif number > start and any(map(words, cells)):
            yield _part(number, used), _document(cells, used, order)


def _header(rows: Iterable[Row], known: Columns) -> tuple[int, Used]:
    """The number of the header's row, and how the table is to be read."""
    problems: list[tuple[int, SetAside]] = []
    for number, cells in rows:
        if isinstance(cells, SetAside) or not any(map(words, cells)):
            continue
        try:
            return number, known.of(_names(cells))
        except SetAside as problem:
            problems.append((len(cells), problem))
        if len(problems) == TOP:
            break
    if not problems:
        raise SetAside("empty", "The table holds no rows.")
    raise max(problems, key=lambda one: one[0])[1]  # a header has more cells than the titles above it


def _names(cells: Sequence[Cell]) -> list[str]:
    """The names of the columns, each once; a column without a name is called by its place."""
    found = [" ".join(words(cell).split()) for cell in cells]
    while found and not found[-1]:
        found.pop()
    if len(found) > MAX_COLUMNS:
        raise SetAside("columns", f"It has more than {MAX_COLUMNS} columns, as no table of reports does.")
    times: Counter[str] = Counter()
    names: list[str] = []
    for place, name in enumerate(found, start=1):
        own = name or f"column {place}"
        times[own] += 1
        names.append(f"{own} ({times[own]})" if times[own] > 1 else own)
    return names


def _dates(rows: Iterable[Row], start: int, used: Used) -> Iterator[dateorder.Figures]:
    """The dates in figures that the rows are dated with."""
    name = used.mapping.get("published")
    if name is None:
        return
    place = used.header.index(name)
    for number, cells in rows:
        if number > start and not isinstance(cells, SetAside) and len(cells) > place:
            cell = cells[place]
            if isinstance(cell, str) and (opening := dateorder.figures(cell)):
                yield opening[0]


def _part(number: int, used: Used) -> str:
    """The row, with the column of its text where that is not found by its name: it can be another the next time."""
    return f"row {number}" if used.how == "named" else f"row {number}, {used.mapping['text']}"


def _document(cells: Sequence[Cell], used: Used, order: Order | None) -> Found | SetAside:
    width = len(used.header)
    if any(map(words, cells[width:])):
        return SetAside("row", f"The row has {len(cells)} cells, but the table has {width} columns.")
    row = dict(zip(used.header, cells, strict=False))
    text, title, publisher, url, language, author = (
        words(row.get(used.mapping.get(detail, "")))
        for detail in ("text", "title", "publisher", "url", "language", "author")
    )
    if not text:
        return SetAside("no-text", f"The row has nothing in its column {used.mapping['text']!r}.")
    written, clock = (row.get(used.mapping.get(detail, "")) for detail in ("published", "time"))
    when = _when(written, clock, order)
    address = url if url.startswith(("http://", "https://")) else ""
    kept = {"text", "title", "publisher", "author"}
    kept |= {detail for detail, value in (("published", when), ("url", address)) if value}
    if when and "T" in when:
        kept.add("time")
    told = {used.mapping[detail] for detail in kept if detail in used.mapping}
    extra = {name: words(cell) for name, cell in row.items() if name not in told and words(cell)}
    return Found(
        text=text,
        title=title or None,
        publisher=publisher or None,
        published=when,
        language=code(language),
        url=address or None,
        extra={**({"author": author} if author else {}), **extra},
        identity="\x1f".join(words(row.get(name)) for name in used.mapping.values() if name != used.mapping["text"]),
    )


def words(cell: Cell) -> str:
    """A cell as text, without blanks around it."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return storable(str(cell)).strip()


def _when(written: Cell, clock: Cell, order: Order | None) -> str | None:
    """The published time of a row; None where it cannot be told for sure."""
    day = _iso(written, order)
    if clock in (None, ""):
        return day
    if day is None:
        return _iso(clock, order)
    return (published.parse(f"{day} {words(clock)}") if len(day) == len("2016-12-07") else None) or day


def _iso(cell: Cell, order: Order | None) -> str | None:
    if isinstance(cell, datetime):
        return published.parse(cell.isoformat()) if cell.time() != time() else cell.date().isoformat()
    if isinstance(cell, str) and order and (opening := dateorder.figures(cell)):
        day = dateorder.day(opening[0], order)
        return published.parse(f"{day} {opening[1]}") or day.isoformat() if day else None
    return published.parse(words(cell))
