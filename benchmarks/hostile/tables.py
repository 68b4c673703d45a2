"""Office files, tables and chats that are broken, swell, or declare what they must not."""

from __future__ import annotations

import io
import json
import zipfile

from benchmarks.hostile.case import REPORT, Case, zipped

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_X = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
_DTD = f'<!DOCTYPE d [<!ENTITY l0 "ha">{_laughs}<!ENTITY f SYSTEM "file:///etc/passwd">]>'


def _rels(kind: str, target: str) -> str:
    one = f'<Relationship Id="r1" Type="{_OFFICE}/{kind}" Target="{target}"/>'
    return f'<Relationships xmlns="{_RELS}">{one}</Relationships>'


def _docx(body: str, before: str = "", target: str = "word/document.xml", **more: str) -> bytes:
    document = f"{before}<w:document {_W}><w:body>{body}</w:body></w:document>"
    types = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'  # noqa: E501
    files = {
        "[Content_Types].xml": types,
        "_rels/.rels": _rels("officeDocument", target),
        "word/document.xml": document,
    }
    return zipped({**files, **{name.replace("__", "/") + ".xml": text for name, text in more.items()}})


def _paragraph(words: str) -> str:
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


def _xlsx(rows: str, before: str = "", strings: str = "") -> bytes:
    main = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    types = f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="{main}.sheet.main+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="{main}.sharedStrings+xml"/></Types>'  # noqa: E501
    sheet = '<sheet name="a" sheetId="1" r:id="r1"/>'
    return zipped(
        {
            "[Content_Types].xml": types,
            "_rels/.rels": _rels("officeDocument", "xl/workbook.xml"),
            "xl/workbook.xml": f"<workbook {_X} {_R}><sheets>{sheet}</sheets></workbook>",
            "xl/_rels/workbook.xml.rels": _rels("worksheet", "worksheets/sheet1.xml"),
            "xl/worksheets/sheet1.xml": f"{before}<worksheet {_X}><sheetData>{rows}</sheetData></worksheet>",
            "xl/sharedStrings.xml": f"<sst {_X}>{strings}</sst>",
        }
    )


def _cell(words: str) -> str:
    return f'<c t="inlineStr"><is><t>{words}</t></is></c>'


def _row(*cells: str) -> str:
    return f"<row>{''.join(map(_cell, cells))}</row>"


def _huge_part() -> bytes:
    out = io.BytesIO(_docx(_paragraph("x")))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive, archive.open("word/media/a.xml", "w") as part:
        part.write(b"<a>")
        for _ in range(400):
            part.write(b" " * (1 << 20))
    return out.getvalue()


def _chat(*messages: object, **more: object) -> bytes:
    return json.dumps({"name": "Qarun", "type": "public_channel", "id": 7, "messages": messages, **more}).encode()


_said = {"id": 1, "type": "message", "date": "2019-03-05T10:00:00", "from": "Q", "text": REPORT}
_header = _row("date", "text")
_head = b"date,text\n2019-03-05,Shells fell on Qarun.\n"
_whatsapp = "07.12.16, 10:05 - Amal: Shells fell on Qarun.\n13.12.16, 10:05 - Amal: Again.\n"
_OFFICE_BAD = "broken-office empty no-text ok columns too-slow too-much-memory too-large row too-deep"

CASES = [
    Case("docx/empty.docx", b"", "empty"),
    Case("docx/text.docx", REPORT.encode(), "broken-office"),
    Case("docx/a zip archive.docx", zipped({"a.txt": REPORT}), "ok"),
    Case("docx/cut.docx", _docx(_paragraph(REPORT))[:300], "broken-office damaged"),
    Case("docx/no document.docx", zipped({"[Content_Types].xml": "<Types/>"}), "feed"),
    Case("docx/document type.docx", _docx(_paragraph("&l11;"), _DTD), "unsafe"),
    Case("docx/document type elsewhere.docx", _docx(_paragraph(REPORT), docProps__core=_DTD + "<a>&f;</a>"), "unsafe"),
    Case("docx/no xml.docx", _docx("<w:p><w:r>"), "broken-office"),
    Case("docx/deep.docx", _docx("<w:p><w:r>" * 50_000 + "</w:r></w:p>" * 50_000), _OFFICE_BAD),
    Case(
        "docx/deep tables.docx",
        _docx("<w:tbl><w:tr><w:tc>" * 2_000 + _paragraph("x") + "</w:tc></w:tr></w:tbl>" * 2_000),
        _OFFICE_BAD,
    ),
    Case("docx/many paragraphs.docx", _docx(_paragraph("Shells fell.") * 60_000), _OFFICE_BAD),
    Case(
        "docx/many runs.docx", _docx("<w:p>" + "<w:r><w:t>a</w:t></w:r>" * 200_000 + "</w:p>"), _OFFICE_BAD, heavy=True
    ),
    Case("docx/one long word.docx", _docx(_paragraph("a" * 30_000_000)), _OFFICE_BAD, heavy=True),
    Case("docx/400 MB of blanks.docx", _huge_part, "too-large", heavy=True),
    Case("docx/leads out.docx", _docx(_paragraph(REPORT), target="../../../../etc/passwd"), _OFFICE_BAD),
    Case("docx/from another machine.docx", _docx(_paragraph(REPORT), target="http://127.0.0.1:9/x"), _OFFICE_BAD),
    Case("docx/itself.docx", _docx(_paragraph(REPORT), target="_rels/.rels"), _OFFICE_BAD),
    Case("docx/locked.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(5000), "binary"),
    Case("xlsx/document type.xlsx", _xlsx(_header + _row("2019-03-05", "&l11;"), _DTD), "unsafe"),
    Case("xlsx/no xml.xlsx", _xlsx("<row><c>"), "broken-office"),
    Case("xlsx/no columns.xlsx", _xlsx(_row("a", "b") + _row("1", "2")), "columns"),
    Case("xlsx/nothing.xlsx", _xlsx(""), "empty columns"),
    Case(
        "xlsx/place without end.xlsx",
        _xlsx(_header + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
        _OFFICE_BAD,
        heavy=True,
    ),
    Case("xlsx/place that is none.xlsx", _xlsx(_header + '<row r="-5"><c r="ZZZZZ0"><v>1</v></c></row>'), _OFFICE_BAD),
    Case(
        "xlsx/number without end.xlsx", _xlsx(_header + "<row><c><v>" + "9" * 100_000 + "</v></c></row>"), _OFFICE_BAD
    ),
    Case("xlsx/date without end.xlsx", _xlsx(_header + '<row><c t="d"><v>99999-99-99</v></c></row>'), _OFFICE_BAD),
    Case(
        "xlsx/string that is not there.xlsx", _xlsx(_header + '<row><c t="s"><v>999999999</v></c></row>'), _OFFICE_BAD
    ),
    Case("xlsx/wide.xlsx", _xlsx(_header + _row(*["x"] * 16_000) * 40), _OFFICE_BAD, heavy=True),
    Case("xlsx/many rows.xlsx", _xlsx(_header + _row("2019-03-05", "Shells fell.") * 10_000), _OFFICE_BAD, heavy=True),
    Case(
        "xlsx/many strings.xlsx",
        _xlsx(_header, strings="<si><t>aaaaaaaaaa</t></si>" * 500_000),
        _OFFICE_BAD,
        heavy=True,
    ),
    Case("csv/empty.csv", b"", "empty"),
    Case("csv/header only.csv", b"date,text\n", "empty"),
    Case("csv/no columns.csv", b"a,b\n1,2\n", "columns"),
    Case("csv/zeros.csv", _head + b"2019-03-05,a\x00b\n", "binary"),
    Case(
        "csv/quote without end.csv",
        _head + b'2019-03-05,"Shells fell\n' * 1 + b"x,y\n" * 3_000,
        "ok row too-large",
        heavy=True,
    ),
    Case("csv/quotes broken.csv", _head + b'2019-03-05,"a"b"c\n' * 50 + _head, "ok row"),
    Case("csv/rows of any length.csv", _head + b"a\n" + b"a,b,c,d,e\n" + b",,,,\n" + _head, "ok row no-text"),
    Case("csv/wide.csv", b"text," + b"a," * 200_000 + b"\n" + b"x," * 200_000, "ok row columns too-slow", heavy=True),
    Case("csv/one long cell.csv", _head + b"2019-03-05," + b"x" * 20_000_000, "ok row too-large"),
    Case("csv/many empty rows.csv", _head + b",\n" * 500_000, "ok no-text hopeless too-slow", heavy=True),
    Case("csv/many commas.csv", _head + b"," * 5_000_000, "ok row", heavy=True),
    Case("csv/many quotes.csv", _head + b'"' * 5_000_000, "ok row"),
    Case("csv/no known encoding.csv", _head + bytes(range(128, 256)) * 50, "encoding binary ok row"),
    Case("csv/utf-16 cut.csv", "date;text\n1;Бои\n".encode("utf-16")[:-1], "encoding"),
    Case("csv/formulas.csv", _head + b"2019-03-05,=cmd|'/c calc'!A1\n", "ok"),
    Case("csv/same names.csv", b"text,text,text\na,b,c\n", "ok"),
    Case("telegram/no messages.json", _chat(), "empty"),
    Case(
        "telegram/messages that are none.json", _chat(1, None, [], {"id": "x"}, {"type": "message"}, _said), "json ok"
    ),
    Case(
        "telegram/words that are none.json",
        _chat(
            {**_said, "text": {"a": 1}}, {**_said, "id": 2, "text": [1, None, {}]}, {**_said, "id": 3, "text": [["a"]]}
        ),
        "media-only ok",
    ),
    Case(
        "telegram/numbers without end.json",
        _chat({**_said, "id": 10**400}, {**_said, "date_unixtime": "9" * 400, "date": 5}),
        "json ok",
    ),
    Case(
        "telegram/years without end.json",
        _chat({**_said, "date": "99999-01-01", "date_unixtime": "-99999999999999"}),
        "ok",
    ),
    Case("telegram/deep words.json", _chat(_said).replace(b'"from"', b'"x": ' + b"[" * 100_000 + b']"from"'), "json"),
    Case(
        "telegram/many pictures.json",
        lambda: _chat(*[{"id": n, "type": "message", "photo": "x"} for n in range(40_000)]),
        "media-only",
        heavy=True,
    ),
    Case("telegram/media that leads out.json", _chat({**_said, "photo": "../../../../etc/passwd"}), "ok"),
    Case("whatsapp/one long message.txt", (_whatsapp + "x" * 2_000_000).encode(), "ok too-large"),
    Case(
        "whatsapp/dates of no calendar.txt", ("99.99.99, 99:99 - Amal: x\n" * 50 + _whatsapp).encode(), "ok date-order"
    ),
    Case("whatsapp/either order.txt", ("07.08.16, 10:05 - Amal: x\n" * 9).encode(), "ok date-order"),
    Case(
        "whatsapp/names without end.txt",
        ("07.12.16, 10:05 - " + "a" * 500_000 + "\n" + _whatsapp).encode(),
        "ok too-large",
    ),
    Case("whatsapp/marks of direction.txt", ("\u200e" * 400_000 + _whatsapp * 2).encode(), "ok"),
    Case("whatsapp/many digits.txt", (_whatsapp + "07.12.16, " * 150_000).encode(), "ok too-large"),
    Case("whatsapp/many messages.txt", (_whatsapp * 4_000).encode(), "ok", heavy=True),
]
