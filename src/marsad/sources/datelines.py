"""Title, published time and agency of plain text, from its first lines."""

from __future__ import annotations

import re

from marsad.sources.parts import Found
from marsad.sources.published import DATED, iso, parse

_LINES = 12
_HEAD = 2_000
_HEADLINE = 200

_LABEL = re.compile(
    r"^\W{0,3}(?P<label>(?:first\s+)?published(?:\s+(?:on|at))?|date\s+of\s+publication|publication\s+date|posted(?:\s+on)?"
    r"|released(?:\s+on)?|issued(?:\s+on)?|dateline|date|(?:last\s+)?(?:updated|modified)(?:\s+(?:on|at))?)\s*[:\-–—]?\s+",
    re.IGNORECASE,
)
_PLACE = (
    r"[A-Z][A-Z'’.\- ]{2,40}(?:,\s*(?!(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z.]*\s+\d)"
    r"[A-Z][A-Za-z'’.\- ]{2,30})?"
)
_AGENCY = re.compile(
    rf"^(?P<place>{_PLACE})?(?:,?\s*(?P<before>[^()\n]{{3,40}}?))?"
    r"\s*\((?P<agency>[A-Z][A-Za-z.&/ ]{1,30})\)(?:,\s*(?P<after>[^()\n]{3,30}?))?\s*(?:[-–—:]|\.|$|(?=[A-Z]))"
)
_UNSIGNED = re.compile(rf"^{_PLACE},\s*(?P<date>[^()\n]{{6,30}}?)\s*[-–—]+\s")
_BODY_AFTER = re.compile(r"\s*(?:$|[-–—:|,(]|[A-Z0-9“\"‘])")


def read(text: str) -> Found:
    """The text with what its first twelve lines say of title, published time and agency; None where they do not.

    A date counts as published only where it stands as a dateline does: alone on its line, after a label such as
    "Published:", after the place of a dispatch, or opening a line before the text. A dateline without a year ("Nov 18")
    gives no date.
    """
    lines = [line.strip() for line in text[:_HEAD].splitlines()]
    heads = [line for line in lines if line][:_LINES]
    agency = next((found for line in heads if (found := _agency(line))), None)
    return Found(text=text, title=_title(lines), publisher=agency, published=_published(heads))


def _published(heads: list[str]) -> str | None:
    dates: list[tuple[int, str]] = []
    for number, line in enumerate(heads):
        label = _LABEL.match(line)
        if label and (found := _opening(line[label.end() :])):
            dates.append((2 if re.search("updated|modified", label["label"], re.IGNORECASE) else 0, found))
        elif found := parse(line) or _dispatch(line):
            dates.append((1, found))
        elif number < 4 and (found := _opening(line)):
            dates.append((3, found))
    return min(dates, key=lambda item: item[0])[1] if dates else None


def _opening(line: str) -> str | None:
    """The date that opens the line, if what follows is another sentence or nothing."""
    match = DATED.match(line)
    if match and _BODY_AFTER.match(line, match.end()):
        return iso(match)
    return None


def _dispatch(line: str) -> str | None:
    """The date after the place of a dispatch: "BEIRUT, Nov. 18, 2016 (Reuters) - ", the agency may be left out."""
    if signed := _AGENCY.match(line):
        return parse(signed["before"] or signed["after"] or "")
    unsigned = _UNSIGNED.match(line)
    return parse(unsigned["date"]) if unsigned else None


def _agency(line: str) -> str | None:
    match = _AGENCY.match(line)
    return match["agency"].strip() if match and (match["place"] or match.start("agency") <= 1) else None


def _title(lines: list[str]) -> str | None:
    """The first line, if it looks like a headline: short, no full sentence, set off from what follows."""
    while lines and not lines[0]:
        lines = lines[1:]
    if len(lines) < 2:
        return None
    first, second = lines[0], lines[1]
    set_off = not second or parse(second) is not None or _LABEL.match(second) is not None
    if not set_off or len(first) > _HEADLINE or len(first.split()) < 2 or first.endswith((".", ":", ";", ",")):
        return None
    if parse(first) or _LABEL.match(first) or _agency(first):
        return None
    return first
