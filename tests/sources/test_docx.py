"""Text of Word documents, made with python-docx."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from docx.oxml import parse_xml

from marsad.errors import SetAside
from marsad.sources import office
from marsad.sources.docx import text
from marsad.sources.kinds import kind
from marsad.sources.parts import Given

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TRACKED = (
    '<w:ins {w} w:author="A" w:id="1"><w:r><w:t xml:space="preserve">the Mill Quarter </w:t></w:r></w:ins>',
    '<w:del {w} w:author="A" w:id="2"><w:r><w:delText>the Salt Market </w:delText></w:r></w:del>',
    '<w:moveFrom {w} w:author="A" w:id="3"><w:r><w:t>a hill </w:t></w:r></w:moveFrom>',
    '<w:hyperlink {w} w:anchor="x"><w:r><w:t>on Tuesday</w:t></w:r></w:hyperlink>',
)
DOCTYPE = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>'


def made() -> bytes:
    document = docx.Document()
    document.core_properties.title = "Bulletin 12"
    document.core_properties.author = "Amal"
    document.sections[0].header.paragraphs[0].text = "Qarun Monitor"
    document.add_heading("Shells on Tal Marran", 1)
    document.add_paragraph("5 March 2019")
    paragraph = document.add_paragraph("Shells fell on ")
    for piece in TRACKED:
        paragraph._p.append(parse_xml(piece.format(w=W)))
    paragraph.add_run(".\tTwo died.")
    table = document.add_table(2, 2)
    for cell, words in zip(
        (*table.rows[0].cells, *table.rows[1].cells), ("place", "dead", "Tal\nMarran", "4"), strict=True
    ):
        cell.text = words
    document.add_paragraph("The army denied this.")
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def with_member(raw: bytes, name: str, content: bytes) -> bytes:
    """The archive with one of its files replaced."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.namelist():
            if member != name:
                new.writestr(member, old.read(member))
        new.writestr(name, content)
    return stream.getvalue()


def reason(raw: bytes) -> str:
    with pytest.raises(SetAside) as caught:
        text(raw, Given())
    assert str(caught.value).endswith(".")
    return caught.value.reason


def test_header_paragraphs_and_tables_in_order() -> None:
    found = text(made(), Given())
    assert found.text.split("\n\n") == [
        "Qarun Monitor",
        "Shells on Tal Marran",
        "5 March 2019",
        "Shells fell on the Mill Quarter on Tuesday.\tTwo died.",
        "place\tdead\nTal Marran\t4",
        "The army denied this.",
    ]
    assert (found.title, found.published) == ("Bulletin 12", "2019-03-05")
    assert found.extra["author"] == "Amal"


def test_a_template_s_date_is_no_published_time() -> None:
    document = docx.Document()
    document.add_paragraph("Shells fell on Tuesday.")
    stream = io.BytesIO()
    document.save(stream)
    found = text(stream.getvalue(), Given())
    assert found.published is None
    assert str(found.extra["created"]).startswith("2013")  # python-docx's own template


def test_footnotes_follow_the_text() -> None:
    words = "<w:p><w:r><w:t>Told by two witnesses.</w:t></w:r></w:p>"
    note = f'<w:footnotes {W}><w:footnote w:id="1">{words}</w:footnote></w:footnotes>'
    raw = made()
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        types = archive.read("[Content_Types].xml").decode()
        links = archive.read("word/_rels/document.xml.rels").decode()
    schema = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    kind_of = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    override = f'<Override PartName="/word/footnotes.xml" ContentType="{kind_of}"/></Types>'
    link = f'<Relationship Id="rId99" Type="{schema}" Target="footnotes.xml"/></Relationships>'
    raw = with_member(raw, "word/footnotes.xml", note.encode())
    raw = with_member(raw, "[Content_Types].xml", types.replace("</Types>", override).encode())
    raw = with_member(raw, "word/_rels/document.xml.rels", links.replace("</Relationships>", link).encode())
    assert text(raw, Given()).text.endswith("The army denied this.\n\nTold by two witnesses.")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("name", ["word/document.xml", "docProps/core.xml", "word/media/image1.png"])
def test_no_document_type_is_believed(name: str, encoding: str) -> None:
    assert reason(with_member(made(), name, DOCTYPE.decode().encode(encoding))) == "unsafe"


def test_damage() -> None:
    raw = made()
    assert reason(raw[:-400]) == "broken-office"
    assert reason(with_member(raw, "word/document.xml", b"<w:document>")) == "broken-office"
    assert reason(with_member(raw, "_rels/.rels", b"<x/>")) == "broken-office"


def test_a_bomb_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "MAX_UNPACKED", 1_000_000)
    assert reason(with_member(made(), "word/media/image1.png", bytes(2_000_000))) == "too-large"


def test_kind_is_told_by_content() -> None:
    assert kind("", made()) == "docx"
    assert kind(".txt", made()) == "docx"
    with pytest.raises(SetAside, match=r"called \.docx but is not a Word document"):
        kind(".docx", b"Shells fell on Qarun.")
