"""Spreadsheets (.xlsx): every sheet that has a column for the text, a report a row. Formulas give their last value."""

from __future__ import annotations

import io
import warnings
from functools import partial
from typing import TYPE_CHECKING

from marsad.errors import SetAside
from marsad.sources import office, tables
from marsad.sources.tables import Row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

    from marsad.sources.parts import Found, Given


def rows(raw: bytes, given: Given) -> Iterator[tuple[str, Found | SetAside]]:
    """The document of each row, by its part such as "Sheet1 / row 12".

    Raises SetAside with reason "columns" or "empty" where no sheet is a table of reports, or those of `office.check`.
    """
    office.check(raw, "an Excel workbook (.xlsx)")
    from openpyxl import load_workbook

    problems: list[SetAside] = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # styles and extensions that openpyxl leaves out do not concern us
        try:
            book = load_workbook(io.BytesIO(raw), read_only=True, data_only=True, keep_links=False)
        except Exception as error:  # of many kinds, by what in the file is broken
            raise SetAside("broken-office", "The workbook is damaged and cannot be read.") from error
        try:
            for sheet in book.worksheets:
                try:
                    for part, item in tables.documents(partial(_rows, sheet), given):
                        yield f"{sheet.title} / {part}", item
                except SetAside as problem:
                    problems.append(problem)
        finally:
            book.close()
    if len(problems) == len(book.worksheets):
        raise min(problems, key=lambda one: one.reason, default=SetAside("empty", "The workbook holds no sheets."))


def _rows(sheet: ReadOnlyWorksheet) -> Iterator[Row]:
    sheet.reset_dimensions()  # what a file says of its own size can be wrong
    try:
        for number, cells in enumerate(sheet.iter_rows(values_only=True), start=1):
            if cells:  # a million rows may lie between the last report and a stray blank
                yield Row(number, cells)
    except Exception as error:
        raise SetAside("broken-office", f"The sheet {sheet.title!r} is damaged and cannot be read.") from error
