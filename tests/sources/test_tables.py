"""Tables: which column is what, rows as documents, and files that grow."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from marsad.errors import InputError, SetAside
from marsad.sources import columns, read, tables
from marsad.sources.columns import Columns

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from marsad.model import Document, Received

HEADER = ("Date", "Source", "Headline", "Report", "Link", "District")
ROWS = (
    ("2019-03-05", "Qarun Post", "Shells", "Shells fell, two people died.", "https://post.example/1", "Tal Marran"),
    ("2019-03-06", "Qarun Monitor", "", 'The monitor said "all is quiet".\nIt gave no names.', "", "Mill Quarter"),
)  # fmt: skip


def as_csv(rows: Iterable[Sequence[Any]], **dialect: Any) -> bytes:
    stream = io.StringIO()
    csv.writer(stream, **dialect).writerows(rows)
    return stream.getvalue().encode()


def as_xlsx(*sheets: tuple[str, Iterable[Sequence[Any]]]) -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def received(folder: Path, raw: bytes, name: str = "incidents.csv", **options: Any) -> list[Received]:
    (folder / name).write_bytes(raw)
    return list(read([folder / name], **options))


def documents(folder: Path, raw: bytes, name: str = "incidents.csv", **options: Any) -> list[Document]:
    return [item.document for item in received(folder, raw, name, **options) if item.document]


@pytest.mark.parametrize("delimiter", list(",;\t|"))
def test_rows_of_a_csv_are_documents(tmp_path: Path, delimiter: str) -> None:
    items = received(tmp_path, as_csv([HEADER, *ROWS], delimiter=delimiter))
    assert [item.part for item in items] == ["row 2", "row 3"]
    assert len({item.capture.sha256 for item in items}) == 1
    first, second = (item.document for item in items)
    assert first is not None
    assert second is not None
    assert first.text == ROWS[0][3]
    assert (first.title, first.publisher, first.published) == ("Shells", "Qarun Post", "2019-03-05")
    assert (first.url, first.extra) == ("https://post.example/1", {"District": "Tal Marran"})
    assert second.text == ROWS[1][3]


def test_rows_of_a_workbook(tmp_path: Path) -> None:
    title = ("Incidents of Qarun", None)
    rows = [(datetime(2019, 3, 5, 9, 30), *ROWS[0][1:5], 4.0), (date(2019, 3, 6), *ROWS[1][1:5], None)]
    raw = as_xlsx(("March", [title, (), HEADER, *rows]), ("Key", [("Code", "Meaning"), ("1", "sure")]))
    items = received(tmp_path, raw, "incidents.xlsx")
    assert [item.part for item in items] == ["March / row 4", "March / row 5"]
    first, second = (item.document for item in items)
    assert first is not None
    assert second is not None
    assert (first.published, second.published) == ("2019-03-05T09:30", "2019-03-06")
    assert first.extra == {"District": "4"}
    assert second.extra == {}


@pytest.mark.parametrize(
    "header",
    [
        ("التاريخ", "المصدر", "العنوان", "النص"),
        ("Дата", "Источник", "Заголовок", "Сообщение"),
        ("Дата публікації", "Джерело", "Назва", "Текст повідомлення"),
        ("Date de publication", "Média", "Titre", "Résumé"),
        ("Fecha", "Fuente", "Título", "Descripción"),
        (" DATE ", "outlet", "Head-line", "full_text"),
    ],
)
def test_columns_are_known_by_name(header: tuple[str, ...]) -> None:
    used = Columns().of(header)
    expected = {"published": header[0], "publisher": header[1], "title": header[2], "text": header[3]}
    if header[2] == "Head-line":
        del expected["title"]
    assert used.mapping == expected


def test_the_better_of_two_columns_is_taken() -> None:
    assert columns.by_names(["notes", "text", "date", "published"]) == {"text": "text", "published": "published"}


def test_a_column_is_given(tmp_path: Path) -> None:
    rows = [("Tag", "Beschreibung"), ("2019-03-05", "Shells fell on Qarun.")]
    (item,) = received(tmp_path, as_csv(rows))
    assert item.reason == "columns"
    assert item.problem == (
        "The table has no column that is known to hold the text: its columns are 'Tag', 'Beschreibung'. "
        "Say which does, as in --column text='Beschreibung'."
    )
    known = Columns(given=columns.check(["text=beschreibung", "published=Tag"]))
    (document,) = documents(tmp_path, as_csv(rows), columns=known)
    assert (document.text, document.published) == ("Shells fell on Qarun.", "2019-03-05")
    (used,) = known.used.values()
    assert str(used) == "text from 'Beschreibung', published from 'Tag' (as given)"


def test_a_saved_mapping_is_used_again(tmp_path: Path) -> None:
    rows = [("Tag", "Beschreibung", "notes"), ("2019-03-05", "Shells fell on Qarun.", "x")]
    saved = {columns.key(rows[0]): {"text": "Beschreibung"}}
    known = Columns(saved=saved)
    (document,) = documents(tmp_path, as_csv(rows), columns=known)
    assert document.text == "Shells fell on Qarun."
    assert [used.how for used in known.used.values()] == ["saved"]


def test_a_column_given_that_is_not_there(tmp_path: Path) -> None:
    (item,) = received(tmp_path, as_csv([HEADER, *ROWS]), columns=Columns(given={"text": "Bericht"}))
    assert item.problem is not None
    assert item.problem.startswith("The table has no column 'Bericht': its columns are 'Date', 'Source'")


@pytest.mark.parametrize("setting", ["Bericht", "text=", "colour=Bericht"])
def test_a_setting_that_names_no_column(setting: str) -> None:
    with pytest.raises(InputError, match="write DETAIL=COLUMN"):
        columns.check([setting])


def test_broken_rows_do_not_stop_the_others(tmp_path: Path) -> None:
    lines = [
        "date,text",
        "2019-03-05,Shells fell.",
        '2019-03-05,"Shells" fell.',
        "2019-03-05,More,cells",
        "2019-03-06,",
    ]
    raw = "\n".join([*lines, "", '2019-03-07,"Quiet']).encode()
    items = received(tmp_path, raw)
    assert [(item.part, item.reason) for item in items] == [
        ("row 2", None), ("row 3", "row"), ("row 4", "row"), ("row 5", "no-text"), ("row 7", "row"),
    ]  # fmt: skip
    assert all(item.problem is None or item.problem.endswith(".") for item in items)
    assert items[2].where == f"{tmp_path / 'incidents.csv'}, row 4"


def test_a_file_of_broken_rows_comes_to_an_end(tmp_path: Path) -> None:
    items = received(tmp_path, b"date,text\n" + b'"a"b,c\n' * 3_000)
    assert len(items) == tables.MAX_BROKEN + 1
    assert "the rest is not read" in str(items[-1].problem)


def test_a_table_that_grows_gives_its_old_documents_again(tmp_path: Path) -> None:
    before = documents(tmp_path, as_csv([HEADER, *ROWS]))
    new = ("2019-03-04", "Qarun Post", "Quiet", "All was quiet in Qarun.", "", "Mill Quarter")
    changed = [(*row[:5], "north") for row in ROWS]
    after = documents(tmp_path, as_csv([HEADER, new, *changed]))
    assert [document.doc for document in after][1:] == [document.doc for document in before]
    assert after[0].doc not in {document.doc for document in before}


def test_the_same_words_of_two_days_are_two_documents(tmp_path: Path) -> None:
    rows = [("date", "text"), ("2019-03-05", "Shells fell."), ("2019-03-06", "Shells fell.")]
    assert len({document.doc for document in documents(tmp_path, as_csv(rows))}) == 2


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        (("3/4/2019", "25/4/2019"), ("2019-04-03", "2019-04-25")),
        (("3/4/2019", "4/25/2019 10:30"), ("2019-03-04", "2019-04-25T10:30")),
        (("3/4/2019", "5/4/2019"), (None, None)),
        (("3.4.2019", "7 May 2019"), ("2019-04-03", "2019-05-07")),
    ],
)
def test_the_order_of_dates_is_that_of_the_column(
    tmp_path: Path, dates: tuple[str, str], expected: tuple[str | None, str | None]
) -> None:
    raw = as_csv([("date", "text"), *((when, f"Shells fell {n}.") for n, when in enumerate(dates))])
    found = documents(tmp_path, raw)
    assert tuple(document.published for document in found) == expected
    if None in expected:
        assert [document.extra for document in found] == [{"date": when} for when in dates]
        told = documents(tmp_path, raw, date_order="dmy")
        assert [document.published for document in told] == ["2019-04-03", "2019-04-05"]


def test_a_column_for_the_clock(tmp_path: Path) -> None:
    raw = as_csv([("Date", "Time", "Text"), ("2019-03-05", "14:30", "Shells fell."), ("2019-03-05", "noon", "Quiet.")])
    found = documents(tmp_path, raw)
    assert [document.published for document in found] == ["2019-03-05T14:30", "2019-03-05"]
    assert found[1].extra == {"Time": "noon"}


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1256"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    text = "سقطت القذائف على حي تل مران"
    raw = as_csv([("التاريخ", "النص"), ("2019-03-05", text)]).decode().encode(encoding)
    (document,) = documents(tmp_path, raw, encoding="cp1256" if encoding == "cp1256" else None)
    assert document.text == text


def test_excels_own_first_line(tmp_path: Path) -> None:
    items = received(tmp_path, b"sep=;\r\ntext;date\r\nShells fell, twice, on Qarun;2019-03-05\r\n")
    assert [(item.part, item.document and item.document.text) for item in items] == [
        ("row 2", "Shells fell, twice, on Qarun")
    ]


@pytest.mark.parametrize(
    ("raw", "reason"), [(b"\n\n,,\n", "empty"), (b"a,b\n1,2\n", "columns"), (b"text" + b",a" * 300, "columns")]
)
def test_tables_without_reports(tmp_path: Path, raw: bytes, reason: str) -> None:
    (item,) = received(tmp_path, raw)
    assert item.reason == reason


def test_a_stray_cell_far_below_costs_nothing(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for place, value in (("A1", "text"), ("A2", "Shells fell."), ("A1048576", " "), ("XFD3", "x")):
        sheet[place] = value
    book.save(tmp_path / "far.xlsx")
    items = list(read([tmp_path / "far.xlsx"]))
    assert [(item.part, item.reason) for item in items] == [("Sheet / row 2", None), ("Sheet / row 3", "row")]


def test_columns_of_one_name_are_told_apart(tmp_path: Path) -> None:
    (document,) = documents(tmp_path, b"text,code,,code\nShells fell.,1,2,3\n")
    assert document.extra == {"code": "1", "column 3": "2", "code (2)": "3"}


def test_a_column_chosen_later_gives_other_documents(tmp_path: Path) -> None:
    raw = as_csv([("text", "full story"), ("Shells", "Shells fell on Qarun.")])
    (item,) = received(tmp_path, raw)
    (other,) = received(tmp_path, raw, columns=Columns(given={"text": "full story"}))
    assert (item.part, other.part) == ("row 2", "row 2, full story")


@given(rows=st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=2, max_size=2), max_size=5))
def test_what_the_csv_module_writes_is_read(rows: list[list[str]]) -> None:
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows([["text", "date"], *rows])
    found = [row.cells for row in tables.split(stream.getvalue())]
    assert not any(isinstance(cells, SetAside) for cells in found)
    assert found == [["text", "date"], *rows]
