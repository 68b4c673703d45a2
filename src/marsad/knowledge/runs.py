"""Dividing a run of capitalised words into names."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from marsad.knowledge.skeleton import ARTICLES, fold

LONGEST = 5
"""Most words of a name that is looked for."""

PLACE_OPENERS = frozenset(
    "tel tell tal tall kafr kfar kafar deir dayr der bab jabal jebel djebel wadi ain ayn ein beit bayt bait bustan "
    "umm um ras ra's masaken masakin maarat maarrat maaret jisr qalat qala'at bir bani beni karm karam darat burj "
    "birj nahr sahl tariq ard souq suq khirbet khirbat mazraat hosh hawsh jurat jouret kafer bureij jub jubb qasr "
    "ksar ksour oum nova novo novyi stara staryi velyka mala ".split()
)
"""Words that only the names of places begin with: Tell X, Kafr X, Velyka X."""

_OPENERS = PLACE_OPENERS | frozenset(
    "khan sheikh shaykh abu abou beer hay hayy dar saif new old north south east west northern southern eastern "
    "western san santa saint st port fort el al".split()
)
"""Words that begin a name and never end one: a place is not called Khan or Tell alone."""

_CLOSERS = frozenset(
    "city town township village hamlet suburb district subdistrict neighborhood neighbourhood quarter province "
    "governorate region oblast raion county area camp street avenue boulevard square roundabout road highway bridge "
    "crossing gate checkpoint airport airbase airfield base barracks port hospital university school mosque church "
    "cemetery market prison stadium field fields hill hills mount mountain mountains valley river lake island dam farm "
    "farms plant refinery station junction countryside outskirts".split()
)
"""Words that end a name and never begin one: Street, Suburb."""


def split(words: Sequence[str], known: Callable[[str], bool]) -> list[tuple[int, int]]:
    """Divide a run of words into names so that known names cover as much of it as they can.

    Args:
        words: the words of the run.
        known: whether some words, joined by spaces, are a known name.

    Returns:
        (start, end) positions, end exclusive, in order and covering every word. A longer known name is preferred to
        two shorter ones; a word that no name is known by stands alone, or is joined to its neighbour where one of
        the two cannot stand alone (an opening word such as Khan or Tell; a word with the article such as Aljabal).

    """
    count = len(words)
    best: list[tuple[float, int]] = [(0.0, 0)] * (count + 1)  # gain up to here, start of the last name
    for end in range(1, count + 1):
        best[end] = (-1.0, end - 1)
        for start in range(max(0, end - LONGEST), end):
            gain = best[start][0] + _gain(words[start:end], known)
            if gain > best[end][0]:
                best[end] = (gain, start)
    spans: list[tuple[int, int]] = []
    end = count
    while end > 0:
        spans.append((best[end][1], end))
        end = best[end][1]
    return spans[::-1]


def _gain(words: Sequence[str], known: Callable[[str], bool]) -> float:
    """What a span is worth: known names by the square root of their length per word, unknown ones a little."""
    size = len(words)
    if size > 1 and fold(words[0]) in _CLOSERS:
        return 0.0
    if fold(words[-1]) in _CLOSERS:
        return _gain(words[:-1], known) + 0.9 if size > 1 else 0.0
    if opens(words[-1]) and size == 1:
        return 0.0
    if not opens(words[-1]) and known(" ".join(words)):
        return size + 0.1 * (size - 1)
    if size == 1:
        return 0.2
    if size == 2 and fold(words[0]) in PLACE_OPENERS and not opens(words[1]):
        return 1.2  # more than the second alone: "Tal Marran" is one place, though there is a Marran
    if size == 2 and (opens(words[0]) or _definite(words[1])) and not known(words[1]):
        return 0.7
    if size == 3 and opens(words[0]) and fold(words[1]) in ARTICLES:
        return 0.9
    return 0.0


def opens(word: str) -> bool:
    """Whether a word begins names and is none alone: Khan, Tell, an article."""
    folded = fold(word)
    return folded in _OPENERS or folded in ARTICLES


def _definite(word: str) -> bool:
    folded = fold(word)
    return bool(folded) and ((folded.startswith("al") and len(folded) > 4) or folded.split()[0] in ARTICLES)
