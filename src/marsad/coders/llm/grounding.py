"""Words of an answer found in the document, letter by letter; what does not stand there is refused."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from marsad.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

_ALIKE = (("'", "'‘’ʼ`"), ('"', '"“”„«»'), ("-", "-‐‑–—−"))
"""Marks that models write plainly; the stored text keeps its own."""
_CLASS = {mark: f"[{re.escape(marks)}]" for _, marks in _ALIKE for mark in marks}


class InventedError(ValueError):
    """Words that do not stand in the document."""


@dataclass(slots=True)
class Ground:
    """A document's text, in which words are looked up."""

    text: str
    used: set[tuple[str, tuple[int, int]]] = field(default_factory=set)

    def quote(self, words: str, event: str) -> Span:
        """Where a quote stands; if it does several times, where no claim of this event was found yet.

        Raises:
            InventedError: it stands nowhere.

        """
        places = self._places(words)
        place = next((one for one in places if (event, one) not in self.used), places[0])
        self.used.add((event, place))
        return self._span(place)

    def near(self, words: str, evidence: Span) -> Span:
        """Where words stand: within the evidence, else as near to it as they do.

        Raises:
            InventedError: they stand nowhere.

        """

        def distance(place: tuple[int, int]) -> int:
            return max(0, evidence.start - place[0], place[1] - evidence.end)

        return self._span(min(self._places(words), key=distance))

    def has(self, words: str) -> bool:
        """Whether words stand in the text."""
        return any(True for _ in self._found(words))

    def _places(self, words: str) -> list[tuple[int, int]]:
        places = list(self._found(words))
        if not places:
            raise InventedError(words)
        return places

    def _found(self, words: str) -> Iterable[tuple[int, int]]:
        """Blanks and line ends between the words may differ."""
        pattern = r"\s+".join("".join(_CLASS.get(c, re.escape(c)) for c in word) for word in words.split())
        if pattern:
            bare = words.strip()
            before, after = _EDGES[_kind(bare[0])][0], _EDGES[_kind(bare[-1])][1]
            for match in re.finditer(f"{before}{pattern}{after}", self.text):
                yield match.span()

    def _span(self, place: tuple[int, int]) -> Span:
        start, end = place
        return Span(start=start, end=end, text=self.text[start:end])


_EDGES = {
    "figure": (r"(?<!\w)(?<!\d[.,])", r"(?!\w)(?![.,]\d)"),  # 12 does not stand in 120, nor in 1,112 or 12.5
    "letter": (r"(?<!\w)", r"(?!\w)"),
    "other": ("", ""),  # scripts that write particles or whole sentences in one go
}
_SPACED = 0x530
"""Latin, Greek and Cyrillic come before this code point."""


def _kind(character: str) -> str:
    if character.isdigit():
        return "figure"
    return "letter" if character.isalpha() and ord(character) < _SPACED else "other"
