"""Which way a text is written, and whether it is written in Latin letters."""

from __future__ import annotations

import re

_RIGHT_TO_LEFT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
_LEFT_TO_RIGHT = "A-Za-z\u00c0-\u058f\u0900-\u1fff"
_RUN = re.compile(f"[{_RIGHT_TO_LEFT}](?:[^{_LEFT_TO_RIGHT}\n]*[{_RIGHT_TO_LEFT}])?")
_LETTER = re.compile(r"[^\W\d_]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")

_STRONG = re.compile(f"(?P<right>[{_RIGHT_TO_LEFT}])|[{_LEFT_TO_RIGHT}]")

LEFT, RIGHT, FIRST, END = "\u2066", "\u2067", "\u2068", "\u2069"
"""Isolates that run left to right, right to left, or as their first letter does, and their end (Unicode's UAX 9)."""


def isolated(text: str) -> str:
    """The text with every run of right-to-left words isolated, so that it cannot turn round what stands beside it.

    For texts to be shown: it adds characters of no width, and must never touch a stored text.
    """
    return text if text.isascii() else _RUN.sub(lambda run: f"{FIRST}{run[0]}{END}", text)


def isolate(text: str) -> str:
    """The isolate that the text as a whole is to be shown in; nothing where all of it runs from left to right."""
    if text.isascii() or not _RUN.search(text):
        return ""
    first = _STRONG.search(text)
    return RIGHT if first and first["right"] else LEFT


def mostly_latin(text: str) -> bool:
    """Whether half of the letters or more are Latin; so is a text without letters."""
    return text.isascii() or 2 * len(_LATIN.findall(text)) >= len(_LETTER.findall(text))
