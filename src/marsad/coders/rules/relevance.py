"""Whether a document is about armed conflict: war's words are borrowed by sport, business, stage and history.

A document earns points for distinct words of war, for named belligerents and monitors, and for places in countries at
war; it loses points for words of the worlds that borrow war's words, and for years before living conflicts. Words,
names and places all count, so that a war in a town that no registry knows is still a war; in a few lines so do people
counted as killed by arms.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Mapping

from marsad.coders.rules.tree import lemma
from marsad.knowledge.nouns import nouns

ENOUGH = 5
"""Points that a document of some length needs; all gold documents for development have them."""
_FEW, _PER_POINT = 1, 20
"""A short report can have few words of war: it needs one point, and one more for each 20 words."""
_NAME, _PLACE, _PAST, _FICTION, _ARMED = 3, 3, 3, 4, 2
_MOST = 3
_SHORT = 80
"""Words of a report so short that counted people killed by arms must do for want of other words."""
_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_RUN = re.compile(
    r"[A-Z][\w’'-]*(?:\s+(?:(?:of|for|the|and)\s+)?(?:al-|el-)?[A-Z][\w’'-]*)*|\b(?:al|el|ash|as|ar|an|ad)-[A-Z][\w’']+"
)
_LONGEST = 5
_OLD = re.compile(
    r"\b1[5-9][0-7]\d\b|\b(?:1\d|[4-9])th[- ]century|\b(?:Second|First) World War\b|\bWorld War (?:II?|One|Two)\b"
)
# Counted people killed or wounded by arms, in one sentence: enough for a few lines from a town that nobody knows.
_ARMS = re.compile(
    r"\b(?:attack(?:s|ers?)?|(?:air ?)?strikes?|raids?|fighting|clashes|ambush(?:ed|es)?|gunmen|shoot(?:ing|ers?)"
    r"|drones?|(?:land)?mines?|missiles?|bomb(?:s|ing|ings|er)?|grenades?)\b",
    re.IGNORECASE,
)
_HARMED = re.compile(r"\b(?:kill(?:s|ed|ing)|wound(?:s|ed|ing)|dead|died|deaths?)\b", re.IGNORECASE)
_COUNTED = re.compile(
    r"\b(?:\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|scores|hundreds|several|many)\b",
    re.IGNORECASE,
)
_STOP = re.compile(r"[.!?]\s")
_BELLIGERENTS = frozenset(("armed_forces", "armed_group", "coalition", "monitor", "rescue_service"))


class Relevance:
    """Tells whether a document is about armed conflict.

    `actor_class` gives the class of a named actor, `at_war` the id of a named place that lies in a country at war.
    """

    def __init__(
        self,
        words: Mapping[str, frozenset[str]],
        actor_class: Callable[[str], str | None],
        at_war: Callable[[str], str | None],
    ) -> None:
        self.war, self.elsewhere, self.fiction = words["conflict"], words["elsewhere"], words["fiction"]
        kinds = "|".join(sorted(nouns("combatant"), key=len, reverse=True))
        self._forces = re.compile(rf"\b([A-Z]\w+(?: [A-Z]\w+)*) (?:{kinds})\b")
        self.actor_class, self.at_war = actor_class, at_war

    def holds(self, text: str) -> bool:
        """Whether the document is about armed conflict."""
        return self.points(text) >= min(ENOUGH, _FEW + len(_WORD.findall(text)) // _PER_POINT)

    def points(self, text: str) -> int:
        """The balance of points for and against."""
        tokens = _WORD.findall(text)
        lemmas = [lemma(token, "NN") for token in tokens]
        seen = {*lemmas, *(f"{a} {b}" for a, b in itertools.pairwise(lemmas)), *(t.lower() for t in tokens)}
        names = set(_names(text))
        sides = {n for n in names if self.actor_class(n) in _BELLIGERENTS}
        sides |= {m.group(1) for m in self._forces.finditer(text)}  # "Northern Guard fighters": a side by its kind
        places = {place for n in names if (place := self.at_war(n)) is not None}
        found = len(seen & self.war) - len(seen & self.elsewhere)
        found += _NAME * min(_MOST, len(sides)) + (_PLACE + min(_MOST, len(places)) - 1 if places else 0)
        made_up = len(seen & self.fiction)
        if len(tokens) <= _SHORT and not made_up:
            found += _ARMED * any(
                _ARMS.search(s) and _HARMED.search(s) and _COUNTED.search(s) for s in _STOP.split(text)
            )
        return found - _PAST * min(_MOST, len(_OLD.findall(text))) - _FICTION * made_up


def _names(text: str) -> Iterator[str]:
    """Capitalised words and runs of them, each part of a run by itself too."""
    for run in _RUN.finditer(text):
        words = run.group().split()
        for first in range(len(words)):
            for after in range(first + 1, min(len(words), first + _LONGEST) + 1):
                yield " ".join(words[first:after])
