"""Sentences by rule, never by the parser: sentencex inside each block, and our own care for blocks and long quotes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sentencex import get_sentence_boundaries

_BLOCK = re.compile(r"\n[^\S\n]*\n\s*|\n(?=[^\S\n]*(?:[-*•·#]|\d+[.)])\s)")
_END = re.compile(r"[.!?…][\"'”’)\]]*(?:\[\d+\])*$")
# A quotation that runs over several sentences comes back from sentencex as one; it is cut at these.
_INNER = re.compile(r"(?<=[^\W\d_]{2}[.!?])[\"”’]?\s+(?=[\"“‘]?[A-Z])")
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_DAY = r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?,?\s+)?"
# A line of date (and agency) at the head of a report, often glued to its first sentence by scraping.
_DATELINE = re.compile(
    rf"(?:(?:Date of publication|Published|Posted|Updated|Last [Uu]pdated?)[: ]\s*)?{_DAY}"
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH},?\s+\d{{4}}|{_MONTH}\s+\d{{1,2}},?\s+\d{{4}})"
    r"(?:,?\s*\d{1,2}[:.]\d{2}\s*(?:[ap]m|[AP]M|GMT|UTC)?)?\.?\s+(?=[\"“A-Z0-9])"
)
# The head of a dispatch: a place, a date or an agency or both, a dash. A place in capitals may stand alone.
_DATE = (
    rf"{_DAY}(?:\d{{1,2}}\s+{_MONTH}|{_MONTH}\s+\d{{1,2}})(?:,?\s+\d{{4}})?(?:,\s*\d{{1,2}}[:.]\d{{2}}\s*(?:[ap]m)?)?"
)
_COUNTRY = rf"(?:,\s*(?!{_DAY}{_MONTH}\s+\d)[A-Z][A-Za-z'’.\- ]{{2,30}})?"
_AGENCY = r"\([^()\n]{2,40}\)"
_DISPATCH = re.compile(
    rf"(?:[A-Z][A-Z'’./\- ]{{2,40}}{_COUNTRY}(?:,?\s+{_DATE})?(?:,?\s*{_AGENCY})?"
    rf"|[A-Z][A-Za-z'’.\- ]{{2,40}}{_COUNTRY},?\s+(?:{_DATE}(?:,?\s*{_AGENCY})?|{_AGENCY}))"
    r"\s*(?:[-–—]+|:)\s+(?=[\"“'‘A-Z0-9])"
)
LONGEST = 320
SHORT_LINE = 60
LONGEST_HEADING = 160


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


def _glued(block: str, headline: str) -> int:
    """How much of a paragraph's beginning is no sentence of it: the headline again, a date, the head of a dispatch."""
    at = 0
    if len(headline) > 20 and block.startswith(headline):
        at = len(headline)
        at += len(block[at:]) - len(block[at:].lstrip(" ."))
    dateline = _DATELINE.match(block, at) or _dispatch(block, at)
    return dateline.end() if dateline else at


def _dispatch(block: str, at: int) -> re.Match[str] | None:
    """The head of a dispatch; a lone name before a colon is a speaker, not a place."""
    found = _DISPATCH.match(block, at)
    lone = found is not None and re.fullmatch(r"[^\d(]+:\s+", found[0])
    return None if lone else found


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def split(text: str) -> list[Sentence]:
    """The sentences of a stored text in order, with offsets into it; white space between them belongs to none."""
    found: list[Sentence] = []
    headline = ""
    for number, (start, end) in enumerate(_blocks(text)):
        block = text[start:end]
        pieces: list[tuple[int, int]] = []
        glued = _glued(block, headline)
        if glued:
            pieces.append((0, glued))
        for boundary in get_sentence_boundaries("en", " " * glued + block[glued:].replace("\n", " ")):
            first, last = max(boundary["start_index"], glued), boundary["end_index"]
            if last - first > LONGEST:
                for inner in _INNER.finditer(block, first, last):
                    pieces.append((first, inner.start()))
                    first = inner.end()
            pieces.append((first, last))
        for first, last in pieces:
            first, last = _trim(text, start + first, start + last)
            if first < last:
                words = text[first:last]
                alone = len(block.strip()) < LONGEST_HEADING and not _END.search(block.strip())
                heading = alone or (bool(headline) and words.startswith(headline[:40]))
                if number == 0 and not headline:
                    headline = words.rstrip(".") if heading else ""
                found.append(Sentence(first, last, words, number, heading))
    return found
