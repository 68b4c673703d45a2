"""Names of actors made comparable: case, accents, hyphens, apostrophes, articles, British and American spelling."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_APOSTROPHES = re.compile("['’‘`´ʼʿʾʻ′]")
_POSSESSIVE = re.compile(r"(?<=\w\w)['’]s\b|(?<=s)['’](?=\s|$)")
_DOTTED = re.compile(r"\b(?:[^\W\d_]\.){2,}(?:[^\W\d_]\b)?")
_ARTICLE = re.compile(r"\b(?:al|el|an|as|ash|ar|at|ad|adh|az|ath|ul|es|er|ed|ud)[-‐‑–](?=\w)", re.IGNORECASE)
# An outlet whose name less its article is a common noun: "the monitor" is whichever monitor the text has named.
_AL_MONITOR = re.compile(r"\bal[-‐‑– ]monitor\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")
_DROPPED = frozenset({"the", "al", "el"})
_SPELLINGS = {
    "defence": "defense", "organisation": "organization", "organisations": "organizations", "centre": "center",
    "programme": "program", "labour": "labor", "armoured": "armored", "neighbourhood": "neighborhood",
    "mobilisation": "mobilization", "stabilisation": "stabilization", "defences": "defenses", "centres": "centers",
}  # fmt: skip


@lru_cache(maxsize=8192)
def parts(name: str) -> tuple[tuple[str, str], ...]:
    """The words of a name as (comparable, as written), articles left out.

    "the Jabhat an-Nusra" and "Jabhat al Nusra" give the same comparable words; so do "U.S." and "US", "Syria's" and
    "Syria", "defence" and "defense". Words of any script are kept.
    """
    text = _ARTICLE.sub("", _AL_MONITOR.sub("AlMonitor", _POSSESSIVE.sub("", name)))
    text = _DOTTED.sub(lambda found: found[0].replace(".", ""), _APOSTROPHES.sub("", text)).replace("&", " and ")
    words = tuple((_plain(word), word) for word in _WORD.findall(unicodedata.normalize("NFKC", text)))
    return tuple(pair for pair in words if pair[0] not in _DROPPED) or words


def key(name: str) -> str:
    """The comparable words of a name, joined by spaces: two spellings of one name share it."""
    return " ".join(plain for plain, _ in parts(name))


def is_acronym(name: str) -> bool:
    """Whether a name is one word in capitals ("IS", "U.S.", "SANA"), which only a word in capitals may match."""
    word = name.replace(".", "").strip()
    return len(word) > 1 and word.isalpha() and word.isascii() and word.isupper()


def fits_acronym(written: str) -> bool:
    """Whether a word as written may stand for an acronym: all capitals, or from four letters on also "Nato"."""
    return written.isupper() or (len(written) > 3 and written[:1].isupper())


@lru_cache(maxsize=16384)
def _plain(word: str) -> str:
    folded = unicodedata.normalize("NFKD", word.casefold().replace("ı", "i"))
    bare = "".join(char for char in folded if not unicodedata.combining(char))
    return _SPELLINGS.get(bare, bare)
