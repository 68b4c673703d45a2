"""Figures that count nothing: years and times, names, ages, ordinals, phone numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marsad.language import numberlexicon as nl
from marsad.language.numberview import Found
from marsad.language.numberwords import DASHES, figure, read

if TYPE_CHECKING:
    from marsad.language.numberview import View


def not_a_count(view: View, at: int) -> Found | None:
    """A time, a name, an age or an ordinal."""
    tokens, text = view.tokens, view.tokens.text
    start, end = tokens.starts[at], tokens.ends[at]
    word = view.words[at]
    value = figure(word) or 0.0 if word[0].isdigit() else 0.0
    if not word[0].isdigit():
        return _spelled(view, at)
    if view.in_time(at):
        return Found(at, at + 1, value, value, kind="time")
    before, after = text[start - 1 : start], text[end : end + 1]
    if view.kind(at) == "odd" or _named(view, at, before) or _phone(view, at):
        return Found(at, _past_figures(view, at), value, value, kind="name")
    if after.isalpha():
        return _glued(view, at, value)
    if _aged(view, at, value):
        return Found(at, at + 1, value, value, kind="age", unit="years")
    if view.kind(at + 1) == "slash" and view.kind(at + 2) == "figure" and view.kind(at + 3) != "of":
        return Found(at, at + 3, value, value, kind="name")
    return None


def _spelled(view: View, at: int) -> Found | None:
    reading = read(view.words, at)
    if reading and view.in_time(at):
        return Found(at, reading[1], reading[0], reading[0], kind="time")
    if reading and view.word(at - 1) in nl.STRONG_NAMES - {"no"}:
        return Found(at, reading[1], reading[0], reading[0], kind="name")
    return None


def _named(view: View, at: int, before: str) -> bool:
    """F-16, M5, Division 30, Resolution 2268, 1070 Apartment Project."""
    if before.isalpha() or before in ("_", "/", "@", "#", "=", "\\", "&"):
        return True
    if (
        before in DASHES
        and before
        and at > 1
        and view.tokens.glued(at - 1)
        and view.kind(at - 2) not in ("figure", "three")
    ):
        return True
    word = view.word(at - 1)
    if word in nl.STRONG_NAMES or (word == "." and view.word(at - 2) == "no"):
        return word != "no"
    if word in nl.NAMES and view.tokens.raw(at - 1)[0].isupper():
        return True
    return view.word(at + 1) in nl.NAMES_AFTER and view.tokens.raw(at + 1)[0].isupper()


def _phone(view: View, at: int) -> bool:
    if view.word(at - 1) == "+" and view.tokens.glued(at):
        return True
    return len(view.words[at]) >= 2 and any(word in nl.PHONE for word in view.words[max(0, at - 4) : at])


def _past_figures(view: View, at: int) -> int:
    """Past the groups of a phone number or the like."""
    end = at + 1
    phone = _phone(view, at) or view.words[at][0] == "0"
    while phone and view.kind(end + (view.kind(end) == "dash")) in ("figure", "three", "odd"):
        end += 1 + (view.kind(end) == "dash")
    return end


def _glued(view: View, at: int, value: float) -> Found | None:
    """Letters right behind the figures: 82nd, 120mm, 1.2m, 30s; anything else is a name."""
    word = view.word(at + 1)
    if view.kind(at + 1) == "nth":
        return Found(at, at + 2, value, value, kind="ordinal")
    if word in nl.UNITS or word in ("k", "bn", "m", "percent", "million", "billion", "thousand"):
        return None
    if word == "s":
        return Found(at, at + 2, value, value, kind="age" if value < 100 else "time")
    return Found(at, at + 1, value, value, kind="name")


def _aged(view: View, at: int, value: float) -> bool:
    """Aged 12, age of 12, "Omar, 12," and "Omar (12)"."""
    if view.kind(at - 1) == "aged" or (view.kind(at - 1) == "of" and view.kind(at - 2) == "aged"):
        return True
    if value > 110 or value % 1 or at < 2:
        return False
    pair = (view.kind(at - 1), view.kind(at + 1))
    named = view.tokens.raw(at - 2)[0].isupper() and view.kind(at - 2) == "word"
    return named and pair in (("comma", "comma"), ("open", "close"), ("comma", "dot"))
