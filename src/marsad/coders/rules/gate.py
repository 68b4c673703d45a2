"""The lexicon gate: only sentences with a word that could trigger a rule are parsed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from marsad.coders.rules.tree import lemma

if TYPE_CHECKING:
    from marsad.coders.rules.codebook import Codebook

_WORD = re.compile(r"[^\W\d_]+")


class Gate:
    """Tells cheaply whether a sentence can hold a claim."""

    def __init__(self, codebook: Codebook) -> None:
        self.words = (
            frozenset(codebook.by_verb)
            | frozenset(codebook.by_noun)
            | frozenset(codebook.by_adjective)
            | frozenset(codebook.by_be)
        )
        self._known: dict[str, bool] = {}

    def opens(self, sentence: str) -> bool:
        """Whether any word of the sentence, in any part of speech, is the key of a rule."""
        return any(self._key(word) for word in _WORD.findall(sentence))

    def _key(self, word: str) -> bool:
        found = self._known.get(word)
        if found is None:
            found = any(lemma(word, tag) in self.words for tag in ("NN", "VB"))
            if len(self._known) < 200_000:
                self._known[word] = found
        return found
