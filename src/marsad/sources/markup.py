"""Pieces of HTML, such as the body of a feed's item, as plain text: all of their words, a line for each block."""

from __future__ import annotations

import re
from html import unescape

from marsad.sources.parts import storable

_MARKED = re.compile(r"<[A-Za-z/!][^<>]*>|&#?\w+;")
_BLOCKS = frozenset(
    ("address", "article", "aside", "blockquote", "br", "caption", "dd", "div", "dl", "dt", "figcaption", "figure",
     "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section",
     "table", "tr", "ul")
)  # fmt: skip
_CELLS = frozenset(("td", "th"))
_SILENT = frozenset(("script", "style", "template", "noscript", "iframe", "object", "svg", "math", "head"))


def plain(piece: str) -> str:
    """The words of a piece of HTML, or of text without any: lines without blanks at their ends, no empty ones."""
    if _MARKED.search(piece):
        piece = _text(piece)
    lines = (" ".join(line.split()) for line in storable(piece).splitlines())
    return "\n".join(line for line in lines if line)


def line(piece: str | None) -> str | None:
    """The words of a piece in one line, such as a title; None where there are none."""
    return " ".join(plain(piece).split()) or None if piece else None


def _text(piece: str) -> str:
    from lxml import html
    from lxml.etree import ParserError

    try:
        tree = html.fragment_fromstring(storable(piece), create_parent="div")
    except (ParserError, ValueError):
        return unescape(re.sub(r"<[^<>]*>", " ", piece))
    for element in list(tree.iter()):
        if not isinstance(element.tag, str) or element.tag in _SILENT:
            if element.getparent() is not None:
                element.drop_tree()
        elif element.tag in _BLOCKS:
            element.text = "\n" + (element.text or "")
            element.tail = "\n" + (element.tail or "")
        elif element.tag in _CELLS:
            element.tail = " " + (element.tail or "")
    return str(tree.text_content())
