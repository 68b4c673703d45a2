"""Which language a text is in, as far as it decides whether a text is coded."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from marsad.errors import InputError

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_SAMPLE = 5_000
_MIN_LETTERS = 40
_SURE = 0.9

_WORD = re.compile(r"[^\W\d_]+")
_ENGLISH = frozenset(
    ("the", "of", "and", "that", "with", "from", "have", "which", "were", "been", "said", "would", "their", "this")
)
_NAMES = {"english": "en", "eng": "en", "arabic": "ar", "ara": "ar", "french": "fr", "fra": "fr", "fre": "fr"}


def code(name: str | None) -> str | None:
    """An ISO 639-1 code from a tag or name such as "en", "en-GB", "eng", "English"; None where it is none."""
    if not name:
        return None
    first = re.split(r"[-_;, ]", name.strip().lower(), maxsplit=1)[0]
    first = _NAMES.get(first, first)
    return first if re.fullmatch(r"[a-z]{2}", first) else None


def detect(text: str) -> str | None:
    """The language of the text as an ISO 639-1 code; None where the text is too short or the answer unsure.

    Plainly English text is told by its function words, which no other language shares in such numbers; only the rest
    loads py3langid (0.5 s). That writes a temporary file, so this is for the process that takes in and for no reader.
    """
    sample = text[:_SAMPLE]
    words = _WORD.findall(sample.lower())
    if sum(map(len, words)) < _MIN_LETTERS:
        return None
    if len(words) >= 20 and sum(word in _ENGLISH for word in words) >= 0.1 * len(words):
        return "en"
    language, probability = _identifier().classify(sample)
    return str(language) if probability >= _SURE else None


@lru_cache(maxsize=1)
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def check(name: str) -> str:
    """The user's language as an ISO 639-1 code; InputError where it is none."""
    found = code(name)
    if not found:
        raise InputError(f"{name!r} is not a language code; write it with two letters, as en or ar.")
    return found
