"""The shipped tagger and parser (Universal Dependencies labels), on a cleaned copy whose tokens keep their offsets.

Scraped reports often come without apostrophes ("Syrias army", "the ministrys spokesman"): the copy that is parsed gets
them back, the stored text does not change.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from marsad.errors import DataError

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

MODEL = Path(__file__).with_name("model")
_LOST_APOSTROPHE = re.compile(r"[A-Za-z]+[^aeiouys]ys$")
_POSSESSIVE = re.compile(r"^[A-Z][\w-]{2,}s$")


@dataclass(frozen=True, slots=True)
class Parse:
    """A parsed sentence: `doc` is spaCy's, `spans[i]` the offsets of token i in the stored text."""

    doc: Doc
    spans: tuple[tuple[int, int], ...]

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Offsets in the stored text of the tokens first..last, inclusive."""
        return self.spans[first][0], self.spans[last][1]


def _never(_: str) -> bool:
    return False


class Parser:
    """Parses sentences in batches.

    `is_name` tells whether a word is a proper name (of a place, say), so that "Aleppos" may be read as "Aleppo's".
    """

    def __init__(self, nlp: Language, is_name: Callable[[str], bool] = _never) -> None:
        self.nlp = nlp
        self.is_name = cache(is_name)

    @classmethod
    def load(cls, model: Path = MODEL, is_name: Callable[[str], bool] = _never) -> Parser:
        """The parser in `model`; raises `DataError` where it is missing or does not fit the installed spaCy."""
        import spacy

        try:
            return cls(spacy.load(model), is_name)
        except (OSError, ValueError) as error:
            raise DataError(f"The parser in {model} cannot be loaded ({error}). Train it with training/train_parser.py.") from error

    def _tokens(self, text: str, offset: int) -> tuple[list[str], list[bool], list[tuple[int, int]]]:
        words, spaces, spans = [], [], []
        for token in self.nlp.tokenizer(text):
            if token.is_space:
                continue
            start, end = offset + token.idx, offset + token.idx + len(token)
            word, space = token.text, bool(token.whitespace_)
            if self._lost_apostrophe(word):
                words += [word[:-1], "'s"]
                spaces += [False, space]
                spans += [(start, end - 1), (end - 1, end)]
            else:
                words.append(word)
                spaces.append(space)
                spans.append((start, end))
        return words, spaces, spans

    def _lost_apostrophe(self, word: str) -> bool:
        if len(word) < 4 or word[-1] != "s" or word[-2] in "'’s":
            return False
        if _LOST_APOSTROPHE.match(word):
            return True
        return bool(_POSSESSIVE.match(word)) and not self.is_name(word) and self.is_name(word[:-1])

    def parse(self, sentences: Iterable[tuple[str, int]], batch: int = 64) -> Iterator[Parse]:
        """Parse (text, offset of its first code point in the stored text) pairs, in order."""
        from spacy.tokens import Doc

        docs, spans = [], []
        for text, offset in sentences:
            words, spaces, where = self._tokens(text, offset)
            docs.append(Doc(self.nlp.vocab, words=words, spaces=spaces))
            spans.append(tuple(where))
        for doc, where in zip(self.nlp.pipe(docs, batch_size=batch), spans, strict=True):
            yield Parse(doc, where)
