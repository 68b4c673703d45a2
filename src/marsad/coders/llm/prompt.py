"""What the model is told: the coding guide, and the report or a piece of it."""

from __future__ import annotations

import json
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import TYPE_CHECKING

from marsad.coders.llm.answer import SCHEMA, UnreadableError
from marsad.language.sentences import split
from marsad.model import digest

if TYPE_CHECKING:
    from marsad.model import Document

Message = dict[str, str]

GUIDE = 1
"""Number of the guide; a change of any word of the prompt changes the version by itself."""

_CLOSING = "Answer with one JSON object and nothing else. It follows this JSON Schema:\n"


@lru_cache(maxsize=1)
def instructions() -> str:
    """The guide and the form of the answer."""
    guide = files("marsad.coders.llm").joinpath("guide.md").read_text("utf-8")
    return f"{guide}\n{_CLOSING}{json.dumps(SCHEMA, separators=(',', ':'))}"


@lru_cache(maxsize=1)
def version() -> str:
    """The version of the prompt: the guide's number and the beginning of a hash of its words."""
    return f"{GUIDE}-{digest(instructions())[:8]}"


def pieces(text: str, longest: int) -> list[str]:
    """A text in pieces of whole sentences, none longer than `longest` unless one sentence is; mostly one piece."""
    if len(text) <= longest:
        return [text]
    cuts, start = [0], 0
    sentences = split(text)
    for before, sentence in pairwise(sentences):
        if sentence.end - start > longest and before.end > start:
            start = sentence.start
            cuts.append(start)
    return [text[a:b] for a, b in zip(cuts, [*cuts[1:], len(text)], strict=True)]


def messages(document: Document, piece: str) -> list[Message]:
    """The conversation that asks for the claims of a piece of a document."""
    known = {"title": document.title, "publisher": document.publisher, "published": document.published}
    head = "\n".join(f"{name}: {value}" for name, value in known.items() if value)
    return [
        {"role": "system", "content": instructions()},
        {"role": "user", "content": f"{head}\n\n<report>\n{piece}\n</report>".lstrip()},
    ]


def again(asked: list[Message], answer: str, wrong: UnreadableError) -> list[Message]:
    """The conversation that asks once more after an answer that cannot be read."""
    return [
        *asked,
        {"role": "assistant", "content": answer},
        {"role": "user", "content": f"Your answer can't be used: {wrong}. Answer again, with the JSON object alone."},
    ]
