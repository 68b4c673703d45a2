"""Sentences by rule, never by the parser: sentencex inside each block, and our own care for blocks and long quotes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sentencex import get_sentence_boundaries

_BLOCK = re.compile(r"\n[^\S\n]*\n\s*|\n(?=[^\S\n]*(?:[-*•·#]|\d+[.)])\s)")
_END = re.compile(r"[.!?…][\"'”’)\]]*(?:\[\d+\])*$")
# A quotation that runs over several sentences comes back from sentencex as one; it is cut at these.
_INNER = re.compile(r"(?<=[^\W\d_]{2}[.!?])[\"”’]?\s+(?=[\"“‘]?[A-Z])")
LONGEST = 320
SHORT_LINE = 60


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: `text` is `stored[start:end]`; `block` numbers the paragraph, `heading` marks a headline."""

    start: int
    end: int
    text: str
    block: int
    heading: bool


def _blocks(text: str) -> list[tuple[int, int]]:
    """Paragraphs: parted by blank lines, list items, and line ends after a short line that looks like a heading."""
    cuts = [(m.start(), m.end()) for m in _BLOCK.finditer(text)]
    bounds, at = [], 0
    for start, end in [*cuts, (len(text), len(text))]:
        bounds.append((at, start))
        at = end
    blocks: list[tuple[int, int]] = []
    for start, end in bounds:
        line_at = begin = start
        for line in text[start:end].splitlines(keepends=True):
            line_at += len(line)
            words = line.strip()
            if words and line_at < end and (_END.search(words) or len(words) < SHORT_LINE):
                blocks.append((begin, line_at))
                begin = line_at
        blocks.append((begin, end))
    return [(s, e) for s, e in blocks if text[s:e].strip()]


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def split(text: str) -> list[Sentence]:
    """The sentences of a stored text in order, with offsets into it; white space between them belongs to none."""
    found: list[Sentence] = []
    for number, (start, end) in enumerate(_blocks(text)):
        block = text[start:end]
        pieces: list[tuple[int, int]] = []
        for boundary in get_sentence_boundaries("en", block.replace("\n", " ")):
            first, last = boundary["start_index"], boundary["end_index"]
            if last - first > LONGEST:
                for inner in _INNER.finditer(block, first, last):
                    pieces.append((first, inner.start()))
                    first = inner.end()
            pieces.append((first, last))
        for first, last in pieces:
            first, last = _trim(text, start + first, start + last)
            if first < last:
                words = text[first:last]
                heading = len(pieces) == 1 and len(words) < 160 and not _END.search(words)
                found.append(Sentence(first, last, words, number, heading))
    return found
