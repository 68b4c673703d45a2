"""Field notes: what a person has seen or been told, written down by hand.

A note is kept as a Markdown file with its details at its head, so that its capture says who recorded it and when.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from marsad.errors import InputError
from marsad.sources import documents, languages
from marsad.sources import published as times
from marsad.sources.parts import Given, storable

if TYPE_CHECKING:
    from marsad.model import Received


def note(
    text: str,
    *,
    by: str,
    at: str,
    title: str | None = None,
    source: str | None = None,
    place: str | None = None,
    language: str | None = None,
) -> Received:
    """A note as if it had been received.

    Args:
        text: its words, which become the stored text.
        by: who recorded it.
        at: when it was recorded or told, ISO 8601 or a full date in words.
        title: its title.
        source: whose report it is, where that is not who recorded it.
        place: where it was recorded.
        language: its language, ISO 639-1; else found out.

    Raises:
        InputError: it has no words or nobody who recorded it, is no text, or its time or language cannot be read.

    """
    import yaml

    if not text.strip() or not by.strip():
        raise InputError("A note needs words, and who recorded it.")
    details = {
        "title": title,
        "publisher": source or by,
        "published": times.check(at),
        "language": languages.check(language) if language else None,
        "recorded_by": by,
        "place": place,
    }
    told = {name: storable(" ".join(value.split())) for name, value in details.items() if value}
    head = yaml.safe_dump(told, allow_unicode=True, sort_keys=False, width=10_000)
    raw = f"---\n{head}---\n{storable(text)}".encode()
    (made,) = documents.received(raw, f"note by {told['recorded_by']}", "markdown", Given())
    if made.problem:
        raise InputError(made.problem)
    return made
