"""Reading numbers from words and figures: "seventy-six", "1.2 million", "half a million", "two dozen".

`read(words, at)` takes the longest number that starts at a position of a list of lower-case tokens (see
`marsad.language.tokens`). Bounds, vague words and what is counted are the business of `marsad.language.numbers`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

ONES = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
}
TENS = {
    word: number * 10
    for number, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
}
SCALES = {"thousand": 10**3, "million": 10**6, "mln": 10**6, "billion": 10**9, "bn": 10**9, "trillion": 10**12}
DASHES = frozenset("-–—‐‑−")
_LARGEST = 1e15
_PARTS = {"half": 0.5, "quarter": 0.25}


def figure(word: str) -> float | None:
    """The value of a token of figures ("1,300", "2.5"), or None ("15.11.2016")."""
    try:
        value = float(word.replace(",", ""))
    except ValueError:
        return None
    return value if value <= _LARGEST else None


def read(words: Sequence[str], at: int) -> tuple[float, int] | None:
    """The longest number that starts at a token: its value and the position after it; None where none starts there."""
    word = _get(words, at)
    if word in _PARTS:
        return _part(words, at + 1, _PARTS[word])
    if word in ("a", "an"):
        following = _get(words, at + 1)
        if following == "quarter":
            return _part(words, at + 2, 0.25)
        return _sum(words, at + 1) if following in SCALES or following in ("hundred", "dozen") else None
    if word == "three" and _get(words, at + 1) in ("quarters", "-") and "of" in words[at + 2 : at + 4]:
        start = at + 2 if words[at + 1] == "quarters" else at + 3
        return _part(words, start, 0.75) or _sum(words, at)
    return _sum(words, at)


def _get(words: Sequence[str], at: int) -> str:
    return words[at] if at < len(words) else ""


def _part(words: Sequence[str], at: int, part: float) -> tuple[float, int] | None:
    """Half or a quarter of a million or a dozen; the position is that of the words after it."""
    while _get(words, at) in ("of", "a", "an", "-"):
        at += 1
    scale = {**SCALES, "hundred": 100, "dozen": 12}.get(_get(words, at))
    return (part * scale, at + 1) if scale else None


class _Reading:
    """A number under way: what is complete (`total`) and the group below the last scale (`group`)."""

    def __init__(self) -> None:
        self.total, self.group, self.scale = 0.0, -1.0, _LARGEST

    def take(self, word: str) -> bool:
        """Add a word; False where it cannot go on the number."""
        if word in ONES:
            return self._add(ONES[word], below=10 if ONES[word] < 10 else 100)
        if word in TENS:
            return self._add(TENS[word], below=100)
        if word in ("hundred", "dozen"):
            if self.group >= 100 or self.group % 1:
                return False
            self.group = max(self.group, 1.0) * (100 if word == "hundred" else 12)
            return True
        if word in SCALES:
            if SCALES[word] >= self.scale or (self.group < 0 and self.total > 0):
                return False
            self.scale = SCALES[word]
            self.total += (self.group if self.group >= 0 else 1.0) * self.scale
            self.group = -1.0
            return True
        value = figure(word) if word[:1].isdigit() else None
        if value is None or self.group >= 0:
            return False
        self.group = value
        return True

    def _add(self, value: int, below: int) -> bool:
        if self.group < 0:
            self.group = float(value)
            return True
        if value and self.group > 0 and self.group % below == 0 and self.group % 1 == 0:
            if below == 10 and self.group % 100 == 10:  # "ten five"
                return False
            self.group += value
            return True
        return False


def _sum(words: Sequence[str], at: int) -> tuple[float, int] | None:
    reading, position, end = _Reading(), at, at
    while (word := _get(words, position)) and (position == end or word not in ("and",)):
        if word in DASHES and end > at and words[end - 1] in TENS and 0 < ONES.get(_get(words, position + 1), 0) < 10:
            position += 1
            continue
        if not reading.take(word):
            break
        position = end = position + 1
        if word == "dozen":
            break
        position = _past_and(words, end)
    if end == at:
        return None
    return _half(words, end, reading)


def _past_and(words: Sequence[str], end: int) -> int:
    """Past the "and" of "two hundred and five": only behind a hundred or a scale and before a smaller number."""
    if _get(words, end) != "and" or words[end - 1] not in SCALES.keys() | {"hundred"}:
        return end
    following = _get(words, end + 1)
    return end + 1 if following in ONES or following in TENS else end


def _half(words: Sequence[str], end: int, reading: _Reading) -> tuple[float, int]:
    """With "and a half": two and a half, two and a half million, a million and a half."""
    value = reading.total + max(reading.group, 0.0)
    behind = next(
        (n for n in (3, 6) if [w for w in words[end : end + n] if w not in DASHES] == ["and", "a", "half"]), 0
    )
    if not behind:
        return value, end
    scale = SCALES.get(_get(words, end + behind))
    if scale:
        return (value + 0.5) * scale, end + behind + 1
    last = SCALES.get(words[end - 1], 100 if words[end - 1] == "hundred" else 1)
    return value + last / 2, end + behind
