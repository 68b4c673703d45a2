"""Headlines among the sentences: the document's own, told again, and those of other stories that a page links to."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from marsad.language.sentences import Sentence

_WORD = re.compile(r"[^\W_]+")
_LONG = re.compile(r"[^\W\d_][\w’'-]{3,}")
_TITLE, _SAME = 5, 0.8
_FEWEST, _CAPITALS = 6, 0.8


def told_apart(sentences: Iterable[Sentence], title: str | None) -> list[Sentence]:
    """The sentences with headlines marked; links to other stories, which follow the report's own words, left out."""
    found: list[Sentence] = []
    begun = False
    for sentence in sentences:
        if title and _says_title(sentence.text, title):
            sentence = replace(sentence, heading=True)
        elif not sentence.heading and _title_case(sentence.text):
            if begun:
                continue
            sentence = replace(sentence, heading=True)
        begun = begun or not (sentence.heading or len(_LONG.findall(sentence.text)) < _FEWEST)
        found.append(sentence)
    return found


def _says_title(sentence: str, title: str) -> bool:
    """Whether a sentence is the document's title again, with a date, a dot or a figure more or less."""
    said, titled = set(_WORD.findall(sentence.lower())), set(_WORD.findall(title.lower()))
    return len(titled) >= _TITLE and len(said & titled) >= _SAME * max(len(said), len(titled))


def _title_case(sentence: str) -> bool:
    """Whether nearly all longer words begin with a capital, as in headlines and captions."""
    words = _LONG.findall(sentence)
    return len(words) >= _FEWEST and sum(w[0].isupper() for w in words) >= _CAPITALS * len(words)
