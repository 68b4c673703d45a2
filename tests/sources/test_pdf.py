"""Text of PDF files."""

from __future__ import annotations

import io
import shutil
import subprocess
from typing import TYPE_CHECKING

import docx
import pytest
from pypdf import PdfReader, PdfWriter
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from marsad.errors import SetAside
from marsad.sources import pdf
from marsad.sources.parts import Given

if TYPE_CHECKING:
    from pathlib import Path

LINES = [
    "3 March 2019",
    "",
    "Shells fell on the Tal Marran district of Qarun on Tuesday, and the Qarun Monitor said in a state-",
    "ment that 12 people were killed and more than 30 injured by rockets that were fired from a hill of",
    "the east. It gave no names.",
    "",
    "The army denied this.",
]


def made(lines: list[str] = LINES, title: str | None = "Shells on Tal Marran", pages: int = 1) -> bytes:
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4)
    if title:
        canvas.setTitle(title)
    for _ in range(pages):
        for number, line in enumerate(lines):
            canvas.drawString(50, 780 - 15 * number, line)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def reason(raw: bytes) -> str:
    with pytest.raises(SetAside) as caught:
        pdf.pages(raw, Given())
    assert str(caught.value).endswith(".")
    return caught.value.reason


def test_lines_of_a_paragraph_are_joined() -> None:
    found = pdf.pages(made(), Given())
    assert "said in a statement that 12 people were killed and more than 30 injured" in found.text
    assert "a hill of the east. It gave no names.\n" in found.text
    assert (found.title, found.published) == ("Shells on Tal Marran", "2019-03-03")


def test_pages_follow_each_other() -> None:
    assert pdf.pages(made(["Page of words here."], pages=3), Given()).text.count("Page of words here.") == 3


def test_a_title_that_is_none() -> None:
    assert pdf.pages(made(title="Microsoft Word - final2.docx"), Given()).title is None


@pytest.mark.parametrize("kept", [0.3, 0.6, 0.95])
def test_truncated(kept: float) -> None:
    raw = made()
    assert reason(raw[: int(len(raw) * kept)]) == "truncated"


def test_damaged() -> None:
    assert reason(b"%PDF-1.4\nno objects at all\n%%EOF\n") == "broken-pdf"


def test_encrypted() -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(made())))
    writer.encrypt("secret", algorithm="RC4-128")
    stream = io.BytesIO()
    writer.write(stream)
    assert reason(stream.getvalue()) == "encrypted"


def test_image_only() -> None:
    assert reason(made([], title=None)) == "image-only"
    assert reason(made(["12"])) == "image-only"


def test_a_pdf_of_libreoffice(tmp_path: Path) -> None:
    if (program := shutil.which("soffice") or shutil.which("libreoffice")) is None:
        pytest.skip("LibreOffice is not here")
    written = docx.Document()
    written.core_properties.title = "Shells on Tal Marran"
    paragraph = " ".join(LINES[2:5]).replace("state- ment", "statement")
    for line in ("3 March 2019", paragraph, "سقطت القذائف على تل مران.", "The army denied this."):
        written.add_paragraph(line)
    written.save(str(tmp_path / "report.docx"))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), "report.docx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=300)
    found = pdf.pages((tmp_path / "report.pdf").read_bytes(), Given())
    assert (found.title, found.published) == ("Shells on Tal Marran", "2019-03-03")
    assert paragraph in found.text
    assert "The army denied this." in found.text.splitlines()
