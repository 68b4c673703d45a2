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
from typing import TYPE_CHECKING

from benchmarks import texts

if TYPE_CHECKING:
    from marsad.model import Document


def code_here(documents: list[Document]) -> tuple[float, int]:
    """Seconds and claims of coding in this process, after a warm-up."""
    from marsad.coders.rules import RuleCoder

    coder = RuleCoder()
    for _ in coder.code_many(documents[:20]):
        pass
    start = time.perf_counter()
    claims = sum(len(found) for found in coder.code_many(documents))
    return time.perf_counter() - start, claims


def parse_all(documents: list[Document]) -> float:
    """Seconds of parsing every sentence in this process, after a warm-up."""
    from marsad.language.parser import Parser
    from marsad.language.sentences import split

    parser = Parser.load()
    sentences = [(sentence.text, sentence.start) for d in documents for sentence in split(d.text)]
    for _ in parser.parse(sentences[:200]):
        pass
    start = time.perf_counter()
    for _ in parser.parse(sentences):
        pass
    return time.perf_counter() - start


def code_with_workers(documents: list[Document], rounds: int, workers: int) -> float:
    """Seconds of coding `rounds` rounds of the documents with worker processes, their start taken off."""
    from marsad.bulk import extract_many

    def seconds(count: int) -> float:
        start = time.perf_counter()
        for _ in extract_many(texts.repeat(documents, count), workers=workers):
            pass
        return time.perf_counter() - start

    return seconds((rounds + 1) * len(documents)) - seconds(len(documents))


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

    parsing = units / parse_all(many)
    seconds, claims = code_here(many)
    speeds = {"code, in this process": units / seconds}
    for workers in range(2, given.workers + 1):
        speeds[f"code, {workers} workers"] = units / code_with_workers(documents, given.rounds, workers)
    speeds["parse every sentence, in this process"] = parsing

    print(texts.machine())
    print(f"{len(many)} documents, {texts.words(many)} words, {claims} claims")
    head = ("what", f"documents of {texts.WORDS} words a second", "ratio to parsing all")
    print(texts.table(head, [(what, f"{speed:.1f}", f"{speed / parsing:.2f}") for what, speed in speeds.items()]))


if __name__ == "__main__":
    main()
