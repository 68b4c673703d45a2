"""Mails as the standard library writes them, boxes of them, and mails that nobody honest writes."""

from __future__ import annotations

import mailbox
from email.message import EmailMessage
from typing import TYPE_CHECKING

import pytest

from tests.sources import test_pdf
from tests.sources.reports import PAGE, REPORT, parts, taken, zipped

if TYPE_CHECKING:
    from pathlib import Path

    from marsad.model import Document


def mail(body: str = REPORT, **headers: str) -> EmailMessage:
    message = EmailMessage()
    told = {
        "From": "Qarun Monitor <news@qarun.example>",
        "Subject": "Shells on Tal Marran",
        "Message-ID": "<1@q.example>",
        "Date": "Wed, 06 Mar 2019 09:05:00 +0200",
    }
    for name, value in (told | {name.replace("_", "-"): value for name, value in headers.items()}).items():
        message[name] = value
    message.set_content(body)
    return message


def first(path: Path, raw: bytes) -> Document:
    document = taken(path, raw)[0].document
    assert document is not None
    return document


def test_a_mail(tmp_path: Path) -> None:
    document = first(tmp_path / "a.eml", mail().as_bytes())
    assert document.text == f"Shells on Tal Marran\n\n{REPORT.strip()}"
    assert (document.title, document.publisher) == ("Shells on Tal Marran", "Qarun Monitor")
    assert document.published == "2019-03-06T09:05+02:00"
    assert document.extra == {"author": "Qarun Monitor <news@qarun.example>", "message_id": "<1@q.example>"}


def test_a_mail_is_known_by_its_head(tmp_path: Path) -> None:
    assert first(tmp_path / "saved", mail().as_bytes()).title == "Shells on Tal Marran"


def test_any_script_in_head_and_body(tmp_path: Path) -> None:
    message = mail("سقطت القذائف على حي تل مران في قارون.", Subject="قذائف على قارون", From="مرصد قارون <a@q.example>")
    for raw in (message.as_bytes(), message.as_bytes(policy=message.policy.clone(utf8=True, cte_type="8bit"))):
        document = first(tmp_path / "a.eml", raw)
        assert (document.title, document.publisher) == ("قذائف على قارون", "مرصد قارون")
        assert "تل مران" in document.text


def test_the_plain_one_of_two_bodies(tmp_path: Path) -> None:
    message = mail()
    message.add_alternative(PAGE, subtype="html")
    items = taken(tmp_path / "a.eml", message.as_bytes())
    assert parts(items) == {"": None}
    assert items[0].document is not None
    assert items[0].document.text.endswith(REPORT.strip())


def test_the_page_where_the_plain_body_says_nothing(tmp_path: Path) -> None:
    message = mail(" \n-- \n")
    message.add_alternative(f"<p>Fighting in <b>Qarun</b>.</p><p>{REPORT}</p>", subtype="html")
    text = first(tmp_path / "a.eml", message.as_bytes()).text
    assert "Fighting in Qarun." in text
    assert REPORT.strip() in text


def test_attachments_are_documents_of_their_own(tmp_path: Path) -> None:
    message = mail()
    message.add_attachment(test_pdf.made(), maintype="application", subtype="pdf", filename="تقرير.pdf")
    message.add_attachment(zipped({"a.txt": REPORT}), maintype="application", subtype="zip", filename="a.zip")
    message.add_attachment(b"\x89PNG\r\n\x1a\n", maintype="image", subtype="png")
    message.add_attachment(mail("Forwarded. " + REPORT, Message_ID="<2@q.example>"))
    items = taken(tmp_path / "a.eml", message.as_bytes())
    assert parts(items) == {
        "": None, "تقرير.pdf": None, "a.zip / a.txt": None, "part 4": "binary", "part 5.eml": None,
    }  # fmt: skip
    zipped_report, forwarded = items[2].document, items[4].document
    assert zipped_report is not None
    assert (zipped_report.publisher, zipped_report.published) == ("Qarun Monitor", "2019-03-06T09:05+02:00")
    assert zipped_report.extra["message_id"] == "<1@q.example>"
    assert forwarded is not None
    assert forwarded.extra["message_id"] == "<2@q.example>"


def test_a_box_as_the_standard_library_writes_it(tmp_path: Path) -> None:
    box = mailbox.mbox(tmp_path / "written")
    with_page = mail("From what we know, more soon.\n\nFrom Qarun: " + REPORT)
    with_page.add_attachment(PAGE, subtype="html", filename="page.html")
    for message in (mail(), with_page, mail(Subject="Third")):
        box.add(message)
    box.close()
    items = taken(tmp_path / "in.mbox", (tmp_path / "written").read_bytes())
    assert parts(items) == {"message 1": None, "message 2": None, "message 2 / page.html": None, "message 3": None}
    assert items[3].document is not None
    assert items[3].document.title == "Third"
    assert parts(taken(tmp_path / "Inbox", (tmp_path / "written").read_bytes())) == parts(items)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b"", "empty"),
        (b"Subject: nothing\n\n", "empty"),
        (b"Subject: x\nContent-Type: text/plain; charset=base64\n\n\xff\xfe\xfd" + bytes(range(128, 256)), "encoding"),
        (b"Subject: x\nContent-Type: application/pkcs7-mime\n\nxx", "encrypted"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/encrypted; boundary=a\n\n--a\n\nx\n--a--", "encrypted"),
        (b"Content-Type: multipart/mixed; boundary=a\n\n", "empty"),
        (b"Subject: " + b"x" * 5_000_000 + b"\n\n", "empty"),
    ],
)
def test_mails_that_give_nothing(tmp_path: Path, raw: bytes, expected: str) -> None:
    assert [item.reason for item in taken(tmp_path / "a.eml", raw)] == [expected]


def test_nested_without_end(tmp_path: Path) -> None:
    parts_of_it = b"".join(b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (n, n) for n in range(5_000))
    assert {item.reason for item in taken(tmp_path / "a.eml", parts_of_it + b"\nShells fell.")} == {"too-deep"}
    inner = mail()
    for _ in range(30):
        outer = mail("Look.")
        outer.add_attachment(inner)
        inner = outer
    found = list(parts(taken(tmp_path / "a.eml", inner.as_bytes())).values())
    assert found == [None] * 6 + ["too-deep"]


def test_a_broken_charset_does_not_cost_the_mail(tmp_path: Path) -> None:
    raw = (
        b"Subject: =?no-such?q?Shells?= on =?utf-8?b?QQ=?=\nContent-Type: text/plain; charset=no-such\n\n"
        + REPORT.encode()
    )
    document = first(tmp_path / "a.eml", raw)
    assert document.text.endswith(REPORT.strip())
