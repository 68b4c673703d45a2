"""The shipped tagger and parser (Universal Dependencies labels), on a cleaned copy whose tokens keep their offsets.

What is parsed is not quite the stored text. Scraped reports often lose their apostrophes ("Syrias army"): the copy gets
them back. Names that the registries know, and words like "rebel-held", are one token each, and stand-ins that the
treebanks know well take their place in front of the parser, so that it reads a list of villages like one of capitals.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from marsad.errors import DataError

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

MODEL = Path(__file__).with_name("model")
_LOST_APOSTROPHE = re.compile(r"[A-Za-z]+[^aeiouys]ys$")
_POSSESSIVE = re.compile(r"^[A-Z][\w-]{2,}s$")
_MODIFIER = re.compile(
    r"[\w.]+(?:[-–][\w.]+)*[-–](?:led|held|backed|controlled|based|run|aligned|linked|affiliated|besieged|occupied|supported|"
    r"sponsored|dominated|majority|allied|trained|funded|owned|made|armed|scale|wide|range|old|populated|affected|torn|ruled|term|level|style)\b"
)
_NUMBERED = re.compile(
    r"\b(?:\d[\d.,]*|one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|multi|several|half)[-–]"
    r"(?:day|year|month|week|hour|minute|member|nation|point|ton|tonne|storey|story|floor|man|vehicle|truck|kilometre|kilometer|km|mile|metre|meter)"
    r"(?:[-–](?:old|long))?\b"
)
_PART_OF_MONTH = re.compile(
    r"\b(?:[Mm]id|[Ee]arly|[Ll]ate)-"
    r"(January|February|March|April|May|June|July|August|September|October|November|December)\b"
)
_PREFIXED = re.compile(r"\b(?:cease|counter|air|de|re|anti|pro|non|co|cross|ex|sub|self|vice|mid)[-–]([a-z]{3,})\b")
_ARTICLE_NAME = re.compile(
    r"\b(?:[Aa][lnrstdz]h?|[Ee][lszd]|[Aa]sh|[Uu]l|ez|[Dd]eir)[-–]['‘’]?[A-Z]\w*(?:['‘’](?!s\b)\w*)*"
)
# Words that a report of one conflict uses of one body only.
_SINGLE = frozenset(("regimes", "oppositions", "coalitions"))
_DATE_END = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:19|20)\d\d"
)
_DETERMINERS = frozenset("the a an its their several some many at more".split())
_MODIFIER_STAND_IN = "local"
NameFinder = Callable[[str, Sequence[tuple[int, int]]], Iterable[tuple[int, int, str]]]


def _wants_comma(words: Sequence[str], following: str) -> bool:
    """Whether a date that opens a sentence lost its comma: "On Monday Russia and China vetoed …"."""
    if not 2 <= len(words) <= 5 or words[0].lower() not in ("on", "in", "by", "since", "during") or "," in words:
        return False
    return (
        bool(_DATE_END.fullmatch(words[-1]))
        and (following[0].isupper() or following in _DETERMINERS)
        and not _DATE_END.fullmatch(following)
    )


@dataclass(frozen=True, slots=True)
class Parse:
    """A parsed sentence: `doc` is spaCy's; `words[i]` and `spans[i]` are token i's words and offsets in the text."""

    doc: Doc
    words: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]


def _no_word(_: str) -> bool:
    return False


def _no_names(_text: str, _spans: Sequence[tuple[int, int]]) -> Iterable[tuple[int, int, str]]:
    return ()


class Parser:
    """Parses sentences in batches.

    `is_name` tells whether a word is a proper name, so that "Aleppos" may be read as "Aleppo's". `find_names` gets a
    sentence and the offsets of its tokens and gives (first token, token after the last, stand-in) for each known name.
    """

    def __init__(
        self, nlp: Language, is_name: Callable[[str], bool] = _no_word, find_names: NameFinder = _no_names
    ) -> None:
        self.nlp = nlp
        self.is_name = lru_cache(maxsize=20_000)(is_name)
        self.find_names = find_names

    @classmethod
    def load(
        cls, model: Path = MODEL, is_name: Callable[[str], bool] = _no_word, find_names: NameFinder = _no_names
    ) -> Parser:
        """The parser in `model`; raises `DataError` where it is missing or does not fit the installed spaCy."""
        import spacy

        try:
            return cls(spacy.load(model), is_name, find_names)
        except (OSError, ValueError) as error:
            raise DataError(
                f"The parser in {model} cannot be loaded ({error}). Train it with training/train_parser.py."
            ) from error

    def _pieces(self, text: str) -> list[tuple[int, int, str]]:
        """Tokens as (start, end, stand-in or empty): spaCy's, with hyphenated names and modifiers made one."""
        pieces = [(t.idx, t.idx + len(t)) for t in self.nlp.tokenizer(text) if not t.is_space]
        whole = sorted(
            [
                (m.start(), m.end(), _MODIFIER_STAND_IN)
                for pattern in (_MODIFIER, _NUMBERED)
                for m in pattern.finditer(text)
            ]
            + [(m.start(), m.end(), m[1]) for m in _PART_OF_MONTH.finditer(text)]
            + [(m.start(), m.end(), m[1] if m[0][:5] != "cease" else "ceasefire") for m in _PREFIXED.finditer(text)]
            + [
                (m.start(), m.end(), m.group()[m.group().rindex("-") + 1 :] if "-" in m.group() else "")
                for m in _ARTICLE_NAME.finditer(text)
            ]
        )
        joined: list[tuple[int, int, str]] = []
        done, at = 0, 0
        for start, end in pieces:
            while at < len(whole) and whole[at][1] <= start:
                at += 1
            if start < done:
                continue
            if at < len(whole) and whole[at][0] <= start < whole[at][1]:
                joined.append((start, max(end, whole[at][1]), whole[at][2]))
                done = max(end, whole[at][1])
            else:
                joined.append((start, end, ""))
        return joined

    def _tokens(self, text: str, offset: int) -> tuple[list[str], list[str], list[bool], list[tuple[int, int]]]:
        """What the parser sees, what the text says, whether a space follows, and offsets, token by token."""
        pieces = self._split_possessives(text, self._pieces(text))
        spans = [(start, end) for start, end, _ in pieces]
        seen: list[str] = []
        words: list[str] = []
        spaces: list[bool] = []
        offsets: list[tuple[int, int]] = []
        names = {first: (last, stand_in) for first, last, stand_in in self.find_names(text, spans)}
        i = 0
        while i < len(pieces):
            start, end, stand_in = pieces[i]
            after = i + 1
            if i in names:
                after, stand_in = names[i]
                end = pieces[after - 1][1]
            word = text[start:end]
            if word == "s" and words and pieces[i - 1][1] == start:
                word, stand_in = "'s", "'s"
            words.append(word)
            seen.append(stand_in or word)
            spaces.append(end < len(text) and text[end].isspace())
            offsets.append((offset + start, offset + end))
            i = after
            if i < len(pieces) and _wants_comma(words, text[pieces[i][0] : pieces[i][1]]):
                words.append(",")
                seen.append(",")
                spaces.append(True)
                offsets.append((offset + end, offset + end))
        return seen, words, spaces, offsets

    def _split_possessives(self, text: str, pieces: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
        found: list[tuple[int, int, str]] = []
        for start, end, stand_in in pieces:
            if self._lost_apostrophe(text[start:end]):
                found += [(start, end - 1, stand_in[:-1]), (end - 1, end, "")]
            else:
                found.append((start, end, stand_in))
        return found

    def _lost_apostrophe(self, word: str) -> bool:
        if len(word) < 4 or word[-1] != "s" or word[-2] in "'’s":
            return False
        if _LOST_APOSTROPHE.match(word) or word.lower() in _SINGLE:
            return True
        return bool(_POSSESSIVE.match(word)) and not self.is_name(word) and self.is_name(word[:-1])

    def parse(self, sentences: Iterable[tuple[str, int]], batch: int = 64) -> Iterator[Parse]:
        """Parse (text, offset of its first code point in the stored text) pairs, in order."""
        from spacy.tokens import Doc

        docs, kept = [], []
        for text, offset in sentences:
            seen, words, spaces, spans = self._tokens(text, offset)
            docs.append(Doc(self.nlp.vocab, words=seen, spaces=spaces))
            kept.append((tuple(words), tuple(spans)))
        for doc, (shown, places) in zip(self.nlp.pipe(docs, batch_size=batch), kept, strict=True):
            yield Parse(doc, shown, places)
