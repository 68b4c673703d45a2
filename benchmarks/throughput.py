"""How many documents of 450 words Marsad codes in a second, warm.

usage: python -m benchmarks.throughput [--workers N] [--rounds N] [--texts FOLDER]

The documents differ in length, so speed is words a second over 450. One worker codes in this process, after a warm-up;
more go through `marsad.bulk`, once over one round of the documents and once over more: the difference of the two holds
no start of workers. The last row parses every sentence with the same parser in this process and does nothing else: the
ratio tells what the lexicon gate saves and the rules cost.
"""

from __future__ import annotations

import argparse
import os
import time
from typing import TYPE_CHECKING, NamedTuple

from benchmarks import texts

if TYPE_CHECKING:
    from marsad.model import Document


class Took(NamedTuple):
    """Seconds on the wall, and of the processor in this process where the work was done there."""

    wall: float
    processor: float | None


def code_here(documents: list[Document]) -> tuple[Took, int]:
    """Time and claims of coding in this process, after a warm-up."""
    from marsad.coders.rules import RuleCoder

    coder = RuleCoder()
    for _ in coder.code_many(documents[:20]):
        pass
    start = Took(time.perf_counter(), time.process_time())
    claims = sum(len(found) for found in coder.code_many(documents))
    return since(start), claims


def since(start: Took) -> Took:
    """The time gone by since a start in this process."""
    return Took(time.perf_counter() - start.wall, time.process_time() - (start.processor or 0))


def parse_all(documents: list[Document]) -> Took:
    """Time of parsing every sentence in this process, after a warm-up."""
    from marsad.language.parser import Parser
    from marsad.language.sentences import split

    parser = Parser.load()
    sentences = [(sentence.text, sentence.start) for d in documents for sentence in split(d.text)]
    for _ in parser.parse(sentences[:200]):
        pass
    start = Took(time.perf_counter(), time.process_time())
    for _ in parser.parse(sentences):
        pass
    return since(start)


def code_with_workers(documents: list[Document], rounds: int, workers: int) -> Took:
    """Time of coding `rounds` rounds of the documents with worker processes, their start taken off."""
    from marsad.bulk import extract_many

    def seconds(count: int) -> float:
        start = time.perf_counter()
        for _ in extract_many(texts.repeat(documents, count), workers=workers):
            pass
        return time.perf_counter() - start

    return Took(seconds((rounds + 1) * len(documents)) - seconds(len(documents)), None)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.throughput", description=__doc__)
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1, help="most worker processes")
    parser.add_argument("--rounds", type=int, default=4, help="times that the documents are read")
    texts.add_texts_option(parser)
    given = parser.parse_args()
    documents = texts.load(given.texts)
    many = list(texts.repeat(documents, given.rounds * len(documents)))
    units = texts.words(many) / texts.WORDS

    parsing = parse_all(many)
    here, claims = code_here(many)
    took = {"code, in this process": here}
    for workers in range(2, given.workers + 1):
        took[f"code, {workers} workers"] = code_with_workers(documents, given.rounds, workers)
    took["parse every sentence, in this process"] = parsing

    print(texts.machine())
    print(f"{len(many)} documents, {texts.words(many)} words, {claims} claims")
    head = ("what", f"documents of {texts.WORDS} words a second", "a processor second", "ratio to parsing all")
    rows: list[tuple[object, ...]] = [
        (
            what,
            f"{units / spent.wall:.1f}",
            f"{units / spent.processor:.1f}" if spent.processor else "",
            f"{parsing.wall / spent.wall:.2f}",
        )
        for what, spent in took.items()
    ]
    print(texts.table(head, rows))


if __name__ == "__main__":
    main()
