"""Spelling-proof forms of names, for comparing a name in a text with the names of a registry.

Arabic names reach English reports in many spellings: Shaar, al-Sha'ar, ash-Sha'ar; Raqqa, Raqa, ar-Raqqah; Hamdaniyeh,
al-Hamadaniyah. Three forms of growing looseness answer that, each within one script: `fold` (case, marks and
apostrophes), `skeleton` (also articles, doubled letters, vowel spellings, spaces) and `bare` (consonants only).
A loose form says that two names may be one; whoever compares decides by the context.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

ARTICLES = frozenset(
    "al el ul ad ed ud aj ej an en ar er ur as es us ash esh ush at et ut ath eth az ez uz adh edh".split()
)
"""The article and its assimilated forms in Latin script, as words of their own: `ash` of ash-Sha'ar."""

VOWELLESS = frozenset("SY IQ YE LY PS LB IL SD TD AF EG JO SA IR PK".split())
"""Countries whose place names are written without short vowels, so that reports choose them: see `bare`."""

ARABIC = {
    "ة": "ه", "ى": "ي", "ی": "ي", "ې": "ي", "ک": "ك", "ے": "ي", "ە": "ه", "ء": None, "ـ": None,
}  # fmt: skip
"""Arabic letters that are written for each other, and what may be left out."""

_LETTERS = str.maketrans(
    {
        "ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ə": "a", "ħ": "h",
        **ARABIC,
        **dict.fromkeys("'’‘`´ʻʼʾʿˈ′‛ˊˋ\u02c0\u02c1\u200c\u200d\u200e\u200f\ufeff", None),
    }
)  # fmt: skip
_ARABIC = re.compile("[\u0600-\u06ff]")
_LATIN = re.compile("[a-z]")
_ARABIC_ARTICLE = re.compile(r"\b(?:ال)(?=\w{2})")
_GLUED = re.compile(r"\b(?:[aeu]l(?=[^aeiou\W])|[aeu](?=([dnrstz])\1|(?:ssh|shsh)))")
_CONSONANTS = (
    ("sch", "sh"), ("tch", "sh"), ("ch", "sh"), ("dzh", "j"), ("dj", "j"), ("c", "k"), ("q", "k"), ("ph", "f"),
    ("gh", "g"), ("dh", "d"), ("th", "t"), ("shsh", "sh"), ("khkh", "kh"), ("ssh", "sh"), ("kkh", "kh"),
)  # fmt: skip
_CLASSES = str.maketrans("eio", "aau")
_W = re.compile(r"(?<=[aeo])w(?![aeiou])")
_Y = re.compile(r"(?<=[^aou ])y|y(?![aeiou])")
_LAST_H = re.compile(r"(?<=[au])h\b")
_DOUBLE = re.compile(r"([^\W\d_])\1+")
_OTHER = re.compile(r"[^a-z0-9]+")


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """The name in small letters without marks, apostrophes and punctuation, words set apart by one space.

    Arabic letters that are written for each other (hamza seats, ta marbuta and ha, alif maqsura and ya) become one.
    """
    if name.isascii():
        return _OTHER.sub(" ", name.lower().replace("'", "").replace("`", "")).strip()
    text = name
    for _ in range(4):  # case folding can bring new marks: the Turkish capital I with a dot is one
        folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold()).translate(_LETTERS)
        letters = (c for c in folded if not unicodedata.category(c).startswith("M"))
        result = " ".join("".join(c if c.isalnum() else " " for c in letters).split())
        if result == text:
            break
        text = result
    return text


@lru_cache(maxsize=65536)
def skeleton(name: str, *, glued: bool = False) -> str:
    """The name without its articles, spaces, doubled letters and the choice of vowel letters.

    Args:
        name: a name in any script; forms of different scripts never agree.
        glued: also strip articles written as one word with the noun ("Alzorba", "Arrastan"), which cannot be told
            from other names ("Algeria") by their letters.

    Returns:
        A form that is equal for spellings of one name; empty where the name has no letter. Applying it again
        changes nothing (but for `glued`).

    """
    text = fold(name)
    for _ in range(12):
        stripped = _step(text, glued)
        if stripped == text:
            break
        text, glued = stripped, False
    return text


def _step(folded: str, glued: bool) -> str:
    if _ARABIC.search(folded):
        return _ARABIC_ARTICLE.sub("", folded).replace(" ", "")
    words = folded.split()
    kept = [w for i, w in enumerate(words) if w not in ARTICLES or i == len(words) - 1]
    text = " ".join(kept)
    if not _LATIN.search(text):
        return text.replace(" ", "")
    if glued:
        text = _GLUED.sub("", text)
    for letters, one in _CONSONANTS:
        text = text.replace(letters, one)
    if "w" in text:
        text = _W.sub("u", text)
    if "y" in text:
        text = _Y.sub("i", text.replace("yy", "y"))
    text = _DOUBLE.sub(r"\1", text.translate(_CLASSES)).replace("au", "u")
    if "h" in text:
        text = _LAST_H.sub("", text)
    return _DOUBLE.sub(r"\1", text.replace(" ", ""))


def bare(skeleton_: str) -> str:
    """The consonants of a Latin skeleton, with a mark for a vowel at its start; b stands for p, which Arabic lacks.

    Empty where fewer than three consonants are left, or in another script: too little to tell names by.
    """
    if not skeleton_.isascii():
        return ""
    start = "a" if skeleton_[:1] in ("a", "u") else ""
    rest = re.sub(r"(.)\1+", r"\1", re.sub(r"[au]|\By", "", skeleton_).replace("p", "b"))
    consonants = len(re.sub(r"(?<=[sk])h", "", rest))
    return start + rest if consonants >= 3 else ""
