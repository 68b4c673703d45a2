"""How well copies of reports are told from other reports: precision and recall of joining.

usage: python -m benchmarks.copies [--texts FOLDER] [--seed N] [--misses]

Copies are made of each document coded by hand: cut, reordered, re-headlined, with 10 to 40 % of their words in other
sentences, with 10 to 40 % of their words changed here and there in runs of one to six, and all of these together. Pairs
that are not copies are all pairs of different documents; those that name a place in common and were published within
three days of each other are counted apart: different reports of one event. A pair is joined if it meets in a bucket and
shares enough, as in the ledger.
"""

from __future__ import annotations

import argparse
import json
import random
from itertools import combinations
from typing import TYPE_CHECKING, Any, NamedTuple

from benchmarks import texts
from marsad.language.likeness import buckets, copied, shingles, sketch
from marsad.language.sentences import split

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

NEAR = 3
"""Days between two reports of one event, at most."""


class Text(NamedTuple):
    """A text as the ledger compares it."""

    shingles: frozenset[str]
    buckets: frozenset[int]


def compared(text: str) -> Text:
    """Work out what is compared of a text."""
    found = shingles(text)
    return Text(found, frozenset(buckets(sketch(found))))


def joined(later: Text, earlier: Text) -> bool:
    """Whether the ledger would take one for a copy of the other."""
    return bool(later.buckets & earlier.buckets) and copied(later.shingles, earlier.shingles)


class Maker:
    """Makes copies of a text; `others` lends words and sentences for what is changed."""

    def __init__(self, others: list[str], chance: random.Random) -> None:
        self.sentences = [sentence.text for text in others for sentence in split(text)]
        self.words = " ".join(others).split()
        self.chance = chance

    def cut(self, text: str) -> str:
        """The first 40 to 80 % of the sentences."""
        sentences = [sentence.text for sentence in split(text)]
        return " ".join(sentences[: max(1, round(len(sentences) * self.chance.uniform(0.4, 0.8)))])

    def reordered(self, text: str) -> str:
        """All sentences, in any order."""
        sentences = [sentence.text for sentence in split(text)]
        return " ".join(self.chance.sample(sentences, len(sentences)))

    def headed(self, text: str) -> str:
        """Another headline, and another sentence in place of the first."""
        rest = " ".join(sentence.text for sentence in split(text)[1:])
        return f"{self.chance.choice(self.sentences)}\n\n{self.chance.choice(self.sentences)} {rest}"

    def rewritten(self, text: str, part: float) -> str:
        """Whole sentences replaced, until that part of the words is."""
        sentences = [sentence.text for sentence in split(text)]
        left = part * len(text.split())
        for at in self.chance.sample(range(len(sentences)), len(sentences)):
            length = len(sentences[at].split())
            if length > left:
                continue
            sentences[at] = self.chance.choice(self.sentences)
            left -= length
        return " ".join(sentences)

    def reworded(self, text: str, part: float) -> str:
        """Runs of one to six words replaced here and there, until that part of the words is."""
        words = text.split()
        left = set(range(len(words)))
        while len(left) > (1 - part) * len(words):
            start, length = self.chance.randrange(len(words)), self.chance.randint(1, 6)
            for at in range(start, min(start + length, len(words))):
                words[at] = self.chance.choice(self.words)
                left.discard(at)
        return " ".join(words)

    def all_at_once(self, text: str) -> str:
        """Cut, reordered, with a new head, and a tenth of the words changed."""
        return self.headed(self.reworded(self.reordered(self.cut(text)), 0.1))


def makers(maker: Maker) -> Iterator[tuple[str, Callable[[str], str]]]:
    """The kinds of copies by name."""
    yield "cut to 40-80 %", maker.cut
    yield "reordered", maker.reordered
    yield "re-headlined", maker.headed
    for percent in (10, 20, 30, 40):
        yield f"{percent} % in other sentences", lambda text, part=percent / 100: maker.rewritten(text, part)  # type: ignore[misc]
    for percent in (10, 20, 30, 40):
        yield f"{percent} % of words changed", lambda text, part=percent / 100: maker.reworded(text, part)  # type: ignore[misc]
    yield "all at once", maker.all_at_once


def near(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether two documents may tell of one event: a common place, and few days between them."""
    from datetime import date

    if not (one["published"] and other["published"]):
        return False
    days = [date.fromisoformat(document["published"][:10]) for document in (one, other)]
    places = [{place.casefold() for claim in d["claims"] for place in claim["place"]} for d in (one, other)]
    return abs((days[0] - days[1]).days) <= NEAR and bool(places[0] & places[1])


def main() -> None:
    """Make the pairs, join them and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else None)
    texts.add_texts_option(parser)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--misses", action="store_true", help="list what was joined wrongly")
    options = parser.parse_args()
    documents = read(options.texts)
    originals = [compared(document["text"]) for document in documents]
    chance = random.Random(options.seed)
    right = total = 0
    print(f"{'copies':28} joined")
    for name, _ in makers(Maker([""], chance)):
        found = 0
        for at, document in enumerate(documents):
            others = [other["text"] for other in documents if other is not document]
            make = dict(makers(Maker(others, chance)))[name]
            found += joined(compared(make(document["text"])), originals[at])
        print(f"{name:28} {found}/{len(documents)}")
        right, total = right + found, total + len(documents)
    wrong = {True: 0, False: 0}
    pairs = {True: 0, False: 0}
    for at, other in combinations(range(len(documents)), 2):
        one_event = near(documents[at], documents[other])
        pairs[one_event] += 1
        if joined(originals[at], originals[other]) or joined(originals[other], originals[at]):
            wrong[one_event] += 1
            if options.misses:
                print("  joined wrongly:", documents[at]["doc"], documents[other]["doc"])
    print(f"different reports: joined {wrong[False]}/{pairs[False]}; of one event: joined {wrong[True]}/{pairs[True]}")
    joins = right + wrong[True] + wrong[False]
    print(f"recall {right / total:.3f}, precision {right / joins:.3f}")


def read(folder: Path) -> list[dict[str, Any]]:
    """The documents of a folder, in the order of their names."""
    return [json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json"))]


if __name__ == "__main__":
    main()
