"""Reports into documents: text, Markdown, HTML, PDF and JSON lines, from files, folders and standard input.

    for received in read(["reports/", "bulletin.pdf", "-"], publisher="Qarun Monitor"):
        ...

What becomes the stored text, into which all offsets point:

* plain text and Markdown: the decoded text as it is (Markdown without its front matter);
* HTML: the headline and the article's paragraphs, as trafilatura extracts them;
* PDF: the text of its pages, with the lines of a paragraph joined;
* JSON lines: the object's `text`.

A byte order mark is dropped; NUL and lone surrogates, which only JSON, HTML and PDF can bring in, become U+FFFD.
"""

from __future__ import annotations

from marsad.sources.receive import NOT_KEPT, Source, count, from_text, read

__all__ = ["NOT_KEPT", "Source", "count", "from_text", "read"]
