"""Known names in a sentence, for the parser: each becomes one token with a stand-in of its kind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from marsad.knowledge.people import country_of
from marsad.knowledge.runs import PLACE_OPENERS

if TYPE_CHECKING:
    from marsad.knowledge.actors import Actors
    from marsad.knowledge.places import Places

_LONGEST = 6
_INSIDE = frozenset(("of", "for", "and", "the", "in", "-", "al", "ez", "'s"))
PLACE, ORGANISATION, PERSON = "Damascus", "Reuters", "Obama"
_PERSONS = ("person",)


class Names:
    """Finds the longest known names, actors before places."""

    def __init__(self, places: Places, actors: Actors) -> None:
        self.places, self.actors = places, actors
        self.kind = lru_cache(maxsize=100_000)(self._kind)

    def _kind(self, name: str) -> str:
        """The stand-in for a name; empty where it is not known."""
        words = name.split()
        if len(words) > 1:
            actor = self.actors.known(name)
            if actor is not None:
                return PERSON if actor.class_ in _PERSONS else ORGANISATION
        if "in" in words:
            return ""  # "Azaz in northern Aleppo" are two places
        return PLACE if self.places.known(name) and self.actors.known(name) is None else ""

    def find(self, text: str, spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, str]]:
        """(first token, token after the last, stand-in) of each known name, in order and apart."""
        i = 0
        while i < len(spans):
            start, end = spans[i]
            if not (text[start].isupper() or ("-" in text[start:end] and any(c.isupper() for c in text[start:end]))):
                i += 1
                continue
            last = i + 1
            while last < len(spans) and last - i < _LONGEST and self._goes_on(text, spans, last):
                last += 1
            for after in range(last, i, -1):
                tail = text[slice(*spans[after - 1])]
                if not any(c.isupper() for c in tail):
                    continue
                kind = self.kind(text[start : spans[after - 1][1]])
                if kind:
                    yield i, after, kind
                    i = after - 1
                    break
            else:
                if i + 2 < len(spans) and self._hyphened(text, spans, i):
                    yield i, i + 3, ""
                    i += 2
                elif last > i + 1 and self._opens_place(text, spans, i):
                    yield i, i + 2, PLACE
                    i += 1
            i += 1

    @staticmethod
    def _hyphened(text: str, spans: Sequence[tuple[int, int]], at: int) -> bool:
        """Whether a hyphen joins two words to one name, "Urus-Martan", that is not of two peoples, "Turkish-Syrian"."""
        (_, end), (hyphen, after), (start, last) = spans[at : at + 3]
        joined = end == hyphen and after == start and text[hyphen:after] in ("-", "–") and text[start].isupper()
        words = (text[slice(*spans[at])], text[start:last])
        return joined and all(w.isalpha() and not w.isupper() and country_of(w) is None for w in words)

    @staticmethod
    def _opens_place(text: str, spans: Sequence[tuple[int, int]], at: int) -> bool:
        """Whether two words are the name of a place that no registry needs to know: "Umm Daraj", "Velyka X"."""
        start, end = spans[at + 1]
        return text[slice(*spans[at])].lower() in PLACE_OPENERS and any(c.isupper() for c in text[start:end])

    def _goes_on(self, text: str, spans: Sequence[tuple[int, int]], at: int) -> bool:
        word = text[slice(*spans[at])]
        return word[0].isupper() or word in _INSIDE or any(c.isupper() for c in word[1:])
