"""How many documents of 450 words Marsad codes in a second, warm.

usage: python -m benchmarks.throughput [--workers N] [--rounds N] [--texts FOLDER]

The documents differ in length, so speed is words a second over 450. One worker codes in this process; more go through
`marsad.bulk`, and its workers' start is taken off by timing the same call over a few documents first. The last row
parses every sentence with the same parser and does nothing else: the ratio tells what the gate saves and the rules cost.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

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
    sentences = [(d.text[start:end], start) for d in documents for start, end in split(d.text)]
    for _ in parser.parse(sentences[:200]):
        pass
    start = time.perf_counter()
    for _ in parser.parse(sentences):
        pass
    return time.perf_counter() - start
