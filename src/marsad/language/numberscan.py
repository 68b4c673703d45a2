"""The finding of numbers: what stands at each word that may begin one, and the words around it that bound it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from marsad.language import numberlexicon as nl
from marsad.language.numberlexicon import LEXICON
from marsad.language.numbernames import not_a_count
from marsad.language.numberview import Found, View
from marsad.language.numberwords import DASHES, SCALES, read

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from marsad.model import Bound

_HEAD = LEXICON.pattern(
    "{figure|three|odd|unit_word|single|scale|half|fraction|sign|ordinal|vague|many|pair|a|another|no|none|not}"
)
_BOUNDS: list[tuple[Bound, re.Pattern[str]]] = [
    ("at_most", LEXICON.pattern(
        "(?:{no|not}{just}?{more}{than}|{just}?{fewer}{than}|{up}{to}|{as}{lots|many}{as}|{at}{most}|{a}?{maximum}{of}?"
        "|(?<!{just}){under})$")),
    ("at_least", LEXICON.pattern(
        "(?:{just}?{more}{than}|{at}{least}|{just}?{over}|{a}?{minimum}{of}?|{upwards}{of}|{in}{excess}{of})$")),
    ("about", LEXICON.pattern(
        "(?:{just}?{about}|{close_to}{to}|{a}?{estimated}{of|at}?|{in}{the}{region}{of}|{just}{under})$")),
]  # fmt: skip
_FLOOR = LEXICON.pattern("{no|not}{fewer}{than}$|{as}{many}{as}$")
_OR_MORE = LEXICON.pattern("{or}{more|over}|{and}{more}(?!{than})|{dash}?{plus}")
_OR_SO = LEXICON.pattern("{or}{so}|{dash}{so}")
_OR_FEWER = LEXICON.pattern("{or}{fewer|under}")
_OF_WHOLE = LEXICON.pattern("{out}?{of}{the}?")
_PERSON = LEXICON.pattern(
    "(?:{dash}?{word|figure|three|measure|dash|old|unit_word}{dash}?){0,5}?{person|parent}(?!{apos}{s}|{dash})"
)
_AND_PERSON = LEXICON.pattern(
    "(?:{comma}{and}?|{and})(?:{a|the|single}{word|unit_word|dash|measure|old|figure}{0,4}|{word}?){person|parent}"
)
_AND_PERSONS = LEXICON.pattern("(?:{comma}{and}?|{and}){the}{word}?(?={unit_word|figure|three})")
_SO_MANY_PERSONS = LEXICON.pattern("{word}{0,2}?{persons}")
_NOBODY = LEXICON.pattern(
    "{no}{dash}?(?:{word|person|parent}{0,2}?(?:{loss|persons})|{single})|{not}{a}{word}|{not}{single}|{none}"
)


class Scan(View):
    """One pass over a piece of text."""

    free = 0
    """Token position behind the last number found: bound words are looked for no further back."""

    def run(self) -> Iterator[tuple[Found, int, int]]:
        """The numbers with their offsets in the piece."""
        tokens, position = self.tokens, 0
        while match := _HEAD.search(self.shape, position):
            found = self._at(match.start())
            for number in found or ():
                yield number, tokens.starts[number.begin], tokens.ends[number.end - 1]
                self.free = number.end
            position = max(match.start() + 1, self.free)

    # What stands at a head

    def _at(self, at: int) -> list[Found] | None:
        """The numbers that begin with the token at a head, or None where it begins none."""
        kind = LEXICON.name(self.shape[at])
        if kind in ("no", "none", "not"):
            return self._nobody(at)
        if kind in ("many", "pair"):
            return self._several(at)
        if kind == "vague":
            return self._vague(at)
        if kind == "ordinal" or (kind == "fraction" and not self._is_fraction(at)):
            return self._ordinal(at)
        if kind in ("a", "another") and not self._opens_number(at):
            return self._article(at)
        if kind in ("half", "fraction", "sign"):
            return self._bounded([self._share(at)])
        return self._number(at)

    def _opens_number(self, at: int) -> bool:
        if self.kind(at) != "a":
            return False
        following = self.kind(at + 1)
        if following == "many":
            return True
        return following in ("scale", "half", "pair") or (following == "fraction" and self._is_fraction(at + 1))

    # Whole numbers

    def _number(self, at: int) -> list[Found] | None:
        if self.kind(at) == "a":
            if self.kind(at + 1) in ("many", "pair"):
                return self._several(at)
            if self.kind(at + 1) in ("fraction", "half"):
                if reading := read(self.words, at):
                    return self._counted(Found(at, reading[1], reading[0], reading[0]))
                return self._bounded([self._share(at)])
        skip = not_a_count(self, at)
        if skip:
            return [skip]
        reading = self.value(at)
        if reading is None:
            return None
        value, end = reading
        if self.word(at) == "one" and end == at + 1:
            if self._pronoun(at):
                return None
            person = _PERSON.match(self.shape, end)
            if person and (group := self._and_others(at, person.end())):
                return [group]
        if fraction := self._spelled_fraction(at, value, end):
            return self._bounded([fraction])
        return self._counted(Found(at, end, value, value))

    def _pronoun(self, at: int) -> bool:
        """Whether "one" is no number: this one, one another, one of the largest."""
        after = self.word(at + 1)
        if self.word(at - 1) in nl.PRONOUN_BEFORE or after in nl.PRONOUN_AFTER:
            return True
        top = self.word(at + 3)
        return after == "of" and self.kind(at + 2) == "the" and (top in nl.SUPERLATIVES or top.endswith("est"))

    def _counted(self, number: Found) -> list[Found]:
        """A number with its range, unit, share, whole and bounds."""
        following: list[Found] = []
        number = self._range(number)
        if number.kind == "count":
            number = self._of_person(self._unit(number))
        if number.kind == "count":
            number, following = self._of_whole(number)
        return self._bounded([number, *following])

    def _range(self, number: Found) -> Found:
        """30-40, 30 to 40, two or three, between 30 and 40; a score (3-1) is a name."""
        joint = self.kind(number.end)
        between = self.kind(number.begin - 1) == "between" or (
            self.kind(number.begin - 2) == "between" and self.kind(number.begin - 1) == "about"
        )
        if joint not in ("dash", "to", "or") and not (joint == "and" and between):
            return number
        at = number.end + 1
        if self.kind(at) in ("about", "over"):
            at += 1
        if self.kind(at) not in ("figure", "three", "unit_word", "single", "scale", "a"):
            return number
        reading = self.value(at)
        if reading is None or self.in_time(at):
            return number
        low, (high, end) = number.low, reading
        if joint == "dash" and not (self.tokens.glued(number.end) or self.gap(number.end + 1)):
            return number
        begin = number.begin
        if joint == "to" and self.kind(begin - 1) == "from":
            if self._rises(begin - 1):
                return number
            begin -= 1
        low = self._share_scale(number, low, high, end)
        sport = joint in ("dash", "to") and self._sport(number.begin)
        if (sport or (joint == "dash" and low > high)) and low < 100 and high < 100:
            return Found(number.begin, end, low, low, kind="name")
        if not low < high:
            return number
        if between:
            begin = number.begin - 1 if self.kind(number.begin - 1) == "between" else number.begin - 2
        return Found(begin, end, low, high)

    def _rises(self, at: int) -> bool:
        return any(word in nl.RISES for word in self.words[max(0, at - 6) : at])

    def _share_scale(self, number: Found, low: float, high: float, end: int) -> float:
        """The 2 of "2 to 3 million" in millions."""
        scale = SCALES.get(self.words[end - 1], 100 if self.words[end - 1] == "hundred" else 1)
        own = any(word in SCALES or word == "hundred" for word in self.words[number.begin : number.end])
        return low * scale if scale > 1 and not own and low < 1000 and low * scale < high else low

    def _sport(self, at: int) -> bool:
        return any(word in nl.SPORT for word in self.words[max(0, at - 8) : at])

    def _unit(self, number: Found) -> Found:
        """A share where per cent follows, a measure where a unit does or money stands before it."""
        end = number.end
        at = end + 1 if self.kind(end) == "dash" and self.tokens.glued(end) else end
        if self.kind(at) == "percent" or (self.kind(at) == "per" and self.kind(at + 1) == "cent"):
            high = None if number.high is None else number.high / 100
            return replace(number, low=number.low / 100, high=high, kind="share", end=at + 1 + (self.kind(at) == "per"))
        if self.kind(number.begin - 1) == "dollar":  # the sign is taken in, so that bounds before it are seen
            return replace(number, kind="measure", unit="money", begin=number.begin - 1)
        square = self.kind(at) == "square"
        word = self.word(at + square)
        unit = nl.UNITS.get(word)
        if word == "m" and number.low % 1 and number.low < 100 and self.kind(at + 1) in ("person", "persons", "word"):
            return replace(number, low=number.low * 1e6, high=number.low * 1e6, end=at + 1)
        if word in ("k", "bn") and self.tokens.glued(at) and at == end:
            times = 1e3 if word == "k" else 1e9
            return replace(number, low=number.low * times, high=number.low * times, end=at + 1)
        if word == "second" and not self.tokens.glued(at):  # five second attempts
            unit = None
        if unit is None and self.kind(end) == "word" and nl.UNITS.get(self.word(end + 1)) == "money":
            unit = "money"
        if unit is None:
            return self._compound(number, at)
        if unit == "years" and self.kind(at + 1 + (self.kind(at + 1) == "dash")) == "old":
            return replace(number, kind="age", unit="years")
        return replace(number, kind="measure", unit=f"square {unit}" if square else unit)

    def _of_person(self, number: Found) -> Found:
        """Aged between 5 and 12; a father of three, whose children are not told of."""
        if number.kind == "count" and self.kind(number.begin - 1) == "aged":
            return replace(number, kind="age", unit="years")
        if self.kind(number.begin - 1) == "of" and self.kind(number.begin - 2) == "parent":
            return replace(number, kind="name")
        return number

    def _compound(self, number: Found, at: int) -> Found:
        """15-member, two-state: words that describe."""
        if at > number.end and self.word(at) in nl.COMPOUNDS:
            return replace(number, kind="name")
        return number

    def _of_whole(self, number: Found) -> tuple[Found, list[Found]]:
        """The 56 of "40 out of the 56"; one in five, nine out of ten as shares."""
        match = _OF_WHOLE.match(self.shape, number.end)
        at = match.end() if match else number.end + 1
        if not match and (self.kind(number.end) != "in" or number.low != 1):
            return number, []
        if self.kind(at) not in ("figure", "three", "unit_word") or self.in_time(at) or number.high != number.low:
            return number, []
        reading = self.value(at)
        if reading is None or reading[0] <= number.low or self.kind(reading[1]) == "measure":
            return number, []
        value, end = reading
        out = match is not None and self.kind(number.end) == "out" and self.kind(at - 1) == "of"
        if (out or not match) and value in (3, 4, 5, 6, 7, 8, 9, 10, 100, 1000):
            share = number.low / value
            return replace(number, low=share, high=share, kind="share", end=end), []
        return (number, [Found(at, end, value, value, kind="whole")]) if match else (number, [])

    # Shares

    def _is_fraction(self, at: int) -> bool:
        """Whether "third" is a share: a third of, one third, by a third; not "the third", "a third attack"."""
        word, before, after = self.word(at), self.kind(at - 1), self.kind(at + 1)
        if word.endswith("s") or word == "halves":
            return before in ("unit_word", "figure", "dash", "single")
        if before == "single" or (before == "dash" and self.kind(at - 2) in ("single", "a")):
            return True
        if before != "a":
            return False
        if word == "quarter":
            return after != "word"
        return after in ("of", "dot", "blank", "comma", "more", "fewer", "close", "the", "and", "or", "")

    def _spelled_fraction(self, at: int, value: float, end: int) -> Found | None:
        """Two-thirds, three quarters, one third, 2/3 of."""
        low = 0.0
        if self.kind(end) == "slash" and self.word(end + 1).isdecimal() and self.kind(end + 2) == "of":
            parts = int(self.words[end + 1])
            low, end = (value / parts if parts else 2.0), end + 2
        else:
            position = end + (self.kind(end) == "dash")
            word = self.word(position)
            if self.kind(position) not in ("fraction", "half") or (not self._is_fraction(position) and word != "half"):
                return None
            if word == "half" and value != 1:
                return None
            low, end = value / nl.FRACTIONS[word], position + 1
        return Found(at, end, low, low, kind="share") if 0 < low < 1 else None

    def _share(self, at: int) -> Found:
        """Half, a third, a quarter, ½; half a million is read as a number."""
        if reading := read(self.words, at):
            return Found(at, reading[1], reading[0], reading[0])
        begin = at
        if self.kind(at) == "a":
            at += 1
        word = self.words[at]
        low = nl.SIGNS[word] if word in nl.SIGNS else 1 / nl.FRACTIONS[word]
        share = Found(begin, at + 1, low, low, kind="share")
        if word != "half":
            return share
        before, after = self.word(begin - 1), self.word(at + 1)
        if before in nl.ORDINALS or before in ("latter", "in"):
            return replace(share, kind="ordinal")
        if after in ("a", "an"):
            after = self.word(at + 2)
        if after in DASHES:
            after = self.word(at + 2)
            if after not in nl.UNITS:
                return replace(share, kind="name")
        return replace(share, kind="measure", unit=nl.UNITS[after]) if after in nl.UNITS else share

    # Bounds

    def _bounded(self, numbers: list[Found]) -> list[Found]:
        """Take in the words around the first number that bound it."""
        number = numbers[0]
        if number.kind in ("name", "time", "ordinal"):
            return numbers
        number = self._after(number) if len(numbers) == 1 else number
        shape = self.shape[max(self.free, number.begin - 5) : number.begin]
        for bound, pattern in _BOUNDS:
            match = pattern.search(shape)
            if match is None:
                continue
            begin = number.begin - (len(shape) - match.start())
            if self.word(number.begin - 1) == "over" and self.word(begin - 1) in nl.NOT_OVER:
                continue
            if (floor := _FLOOR.search(shape)) and self.word(number.begin - 2) in ("fewer", "less", "few"):
                bound, begin = "at_least", number.begin - (len(shape) - floor.start())
            return [self._set(replace(number, begin=begin), bound), *numbers[1:]]
        if number.high is None and number.bound == "exact":
            number = replace(number, bound="at_least")
        return [number, *numbers[1:]]

    @staticmethod
    def _set(number: Found, bound: Bound) -> Found:
        if number.high is None or bound == "about":
            return replace(number, bound="at_least" if number.high is None else "about")
        if bound == "at_least":
            return replace(number, high=None, bound=bound)
        return replace(number, low=0.0, bound=bound)

    def _after(self, number: Found) -> Found:
        """20 or more, 20-plus, 20 or so, 20 or fewer."""
        for pattern, bound in ((_OR_MORE, "at_least"), (_OR_SO, "about"), (_OR_FEWER, "at_most")):
            if match := pattern.match(self.shape, number.end):
                return self._set(replace(number, end=match.end()), bound)  # type: ignore[arg-type]
        return number

    # Vague amounts

    def _vague(self, at: int) -> list[Found] | None:
        """Dozens, tens of thousands."""
        word, low, end = self.words[at], float(nl.VAGUE[self.words[at]]), at + 1
        further = self.word(at + 2)
        if self.kind(at + 1) == "of" and further in ("thousands", "millions", "billions", "hundreds"):
            low, end = low * nl.VAGUE[further] / 2, at + 3
        elif (word == "scores" and not self._many(at)) or (word == "tens" and self.kind(at + 1) not in ("of", "more")):
            return None
        return self._bounded([Found(at, end, low, None, kind="vague", bound="at_least")])

    def _many(self, at: int) -> bool:
        """Whether "scores" is a number: scores of people, killing scores; not "he scores", "the scores were"."""
        before, after = self.word(at - 1), self.kind(at + 1)
        if after == "of" or self.word(at + 1) in ("more", "others", "killed", "wounded", "injured", "dead"):
            return True
        return before.endswith(("ing", "ed")) and before not in nl.SPORT and after not in ("figure", "a", "unit_word")

    def _several(self, at: int) -> list[Found] | None:
        """Several hundred, a few thousand; a couple of, a pair of."""
        begin = at
        if self.kind(at) == "a":
            at += 1
        word, end = self.words[at], at + 1
        if self.kind(end) == "of":
            end += 1
        if (scale := self.word(end)) in nl.ROUND or scale in nl.VAGUE:
            low = 2.0 * nl.ROUND[scale] if scale in nl.ROUND else float(nl.VAGUE[scale])
            exact = word == "couple"
            return self._bounded(
                [
                    Found(
                        begin,
                        end + 1,
                        low,
                        low if exact else None,
                        kind="vague",
                        bound="about" if exact else "at_least",
                    )
                ]
            )
        if word in ("couple", "pair") and begin < at:
            bound: Bound = "about" if word == "couple" and end > at + 1 else "exact"
            return self._bounded([Found(begin, at + 1, 2.0, 2.0, bound=bound)])
        return None

    def _nobody(self, at: int) -> list[Found] | None:
        """No casualties, no one, not a single: none at all."""
        match = _NOBODY.match(self.shape, at)
        if match is None:
            return None
        if self.kind(at) == "not" and self.word(at + 1) != "one":
            return [Found(at, at + 3, 0.0, 0.0)] if self.word(at + 2) == "single" else None
        one = self.kind(match.end() - 1) == "single"
        return [Found(at, match.end() if one else at + 1, 0.0, 0.0)]

    # People

    def _article(self, at: int) -> list[Found] | None:
        """The "a" of a person: one. A mother and her child are two, a family of five five."""
        if self.kind(at + 1) == "family" and self.kind(at + 2) == "of":
            reading = self.value(at + 3) if self.kind(at + 3) in ("unit_word", "figure") else None
            return [Found(at, reading[1], reading[0], reading[0])] if reading else None
        match = _PERSON.match(self.shape, at + 1)
        if match is None:
            return None
        return [self._and_others(at, match.end()) or Found(at, at + 1, 1.0, 1.0, kind="article")]

    def _and_others(self, at: int, end: int) -> Found | None:
        """A mother and her child; a man, his wife and their four children."""
        people, reached = 1.0, end
        while True:
            if (match := _AND_PERSONS.match(self.shape, end)) and (reading := self.value(match.end())):
                group = _SO_MANY_PERSONS.match(self.shape, reading[1])
                if group and self.word(match.start() + 1) != "the":
                    people, end = people + reading[0], group.end()
                    continue
            match = _AND_PERSON.match(self.shape, end)
            if match is None:
                break
            people, end = people + 1, match.end()
        return Found(at, end, people, people) if end > reached else None

    def _ordinal(self, at: int) -> list[Found]:
        value = float(nl.ORDINALS.get(self.words[at], nl.FRACTIONS.get(self.words[at], 0)))
        return [Found(at, at + 1, value, value, kind="ordinal")]
