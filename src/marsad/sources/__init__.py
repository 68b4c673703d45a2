"""Reports into documents: from files, folders and standard input, of the kinds in `kinds`.

    for received in read(["reports/", "bulletin.pdf", "-"], publisher="Qarun Monitor"):
        ...

What becomes the stored text, into which all offsets point:

* plain text and Markdown: the decoded text as it is (Markdown without its front matter);
* HTML: the headline and the article's paragraphs, as trafilatura extracts them;
* PDF: the text of its pages, with the lines of a paragraph joined;
* Word: the page header, then paragraphs and tables in their order;
* tables (.csv, .xlsx): the cell of each row that stands in the text's column;
* chats of Telegram and WhatsApp: the words of each message;
* JSON lines: the object's `text`.

A byte order mark is dropped; NUL and lone surrogates, which only JSON, HTML and PDF can bring in, become U+FFFD.
"""

from __future__ import annotations

from marsad.sources.net.rules import Limits, Rules
from marsad.sources.notes import note
from marsad.sources.parts import NO_REPORT
from marsad.sources.receive import NOT_KEPT, Source, again, count, details, from_text, read
from marsad.sources.web import Visit, Web, entry_of

__all__ = [
    "NOT_KEPT",
    "NO_REPORT",
    "Limits",
    "Rules",
    "Source",
    "Visit",
    "Web",
    "again",
    "count",
    "details",
    "entry_of",
    "from_text",
    "note",
    "read",
]
