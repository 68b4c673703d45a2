"""Tokens with offsets, and patterns over the shape of a text.

Dates and numbers are found with regular expressions over *shapes*: each token becomes one character that stands for
its class, so that "on the morning of 6 December" is seen as on-the-part-of-day-month and one pattern covers every
spelling. A shape is about a fifth as long as its text and most of it is the class `word`, which keeps the patterns
short and the matching fast.

    lexicon = Lexicon({"weekday": "monday tuesday", "part": "night morning"}, digits=lambda word: "digits")
    pattern = lexicon.pattern("{weekday} {part}?")     # {class}, {one|of|these}; blanks are ignored
    tokens = tokenise("On Tuesday night")
    pattern.search(lexicon.shape(tokens.words))        # token positions; tokens.starts and tokens.ends give offsets
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

_TOKEN = re.compile(r"[^\W\d_]+|[0-9]+(?:,[0-9]{3}(?![0-9]))*(?:\.[0-9]+)*|\n[^\S\n]*\n|[^\w\s]")
_CLASSES = re.compile(r"\{(\^?)([a-z_|]+)\}")
_CHUNK = 50_000
"""Characters looked at together: bounds the memory that a text of many megabytes needs."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words, numbers, marks and blank lines of a text; `words` are in lower case, `starts` and `ends` offsets."""

    text: str
    words: list[str]
    starts: list[int]
    ends: list[int]

    def raw(self, index: int) -> str:
        """A token as the text has it."""
        return self.text[self.starts[index] : self.ends[index]]

    def glued(self, index: int) -> bool:
        """Whether the token stands directly after the one before, with no space between."""
        return index > 0 and self.ends[index - 1] == self.starts[index]


@lru_cache(maxsize=2)
def tokenise(text: str) -> Tokens:
    """Split a text into tokens: runs of letters, numbers ("1,300", "2.5", "15.11.2016"), single marks, blank lines.

    The last texts are kept, since times and numbers are looked for in the same text one after the other.
    """
    spans = [match.span() for match in _TOKEN.finditer(text)]
    small = text.lower()
    if len(small) == len(text):
        words = [small[start:end] for start, end in spans]
    else:  # a few letters, such as the Turkish İ, become two
        words = [text[start:end].lower() for start, end in spans]
    return Tokens(text, words, [start for start, _ in spans], [end for _, end in spans])


def chunks(text: str) -> Iterator[tuple[int, str]]:
    """Cut a long text at line ends or spaces into (offset, piece); a text of ordinary length is one piece."""
    start = 0
    while len(text) - start > _CHUNK:
        window = text[start : start + _CHUNK]
        cut = max(window.rfind("\n"), 0) or max(window.rfind(" "), 0) or _CHUNK - 1
        yield start, window[: cut + 1]
        start += cut + 1
    yield start, text[start:] if start else text


class Lexicon:
    """Classes of words, the shapes of texts in these classes, and patterns over such shapes.

    `classes` maps a class name to its words, divided by blanks; `digits` names the class of a token that starts with
    a digit. Further classes: `word` and `mark` for what is in no list, `blank` for a blank line.
    """

    def __init__(self, classes: Mapping[str, str], digits: Callable[[str], str], numeric: Iterable[str]) -> None:
        names = [*classes, *numeric, "word", "mark", "blank"]
        self._char = {name: chr(0xE000 + number) for number, name in enumerate(names)}
        self._name = {char: name for name, char in self._char.items()}
        self._of = {word: self._char[name] for name, words in classes.items() for word in words.split()}
        self._digits = digits

    def shape(self, words: Iterable[str]) -> str:
        """The shape of lower-case words: one character for each."""
        known, other, unknown = self._of.get, self._char["word"], self._unknown
        return "".join([known(word) or (other if word.isalpha() else unknown(word)) for word in words])

    def _unknown(self, word: str) -> str:
        first = word[0]
        if first in "0123456789":
            return self._char[self._digits(word)]
        if first == "\n":
            return self._char["blank"]
        return self._char["word" if first.isalpha() else "mark"]

    def name(self, char: str) -> str:
        """The class that a character of a shape stands for."""
        return self._name[char]

    def pattern(self, source: str) -> re.Pattern[str]:
        """Compile a pattern in which {class}, {one|of|these} or {^none|of} stands for a token; blanks are ignored."""

        def chars(match: re.Match[str]) -> str:
            return f"[{match[1]}" + "".join(self._char[name] for name in match[2].split("|")) + "]"

        return re.compile(_CLASSES.sub(chars, "".join(source.split())))
