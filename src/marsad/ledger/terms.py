"""Words and names of claims in a plain form, for filters: no case, no accents, no punctuation."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from marsad.knowledge.skeleton import ARABIC

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from marsad.model import Claim, Mention

Role = Literal["actor", "place", "source"]


class _Letters(dict[int, int | str | None]):
    """A table for `str.translate` that finds out marks as it meets them."""

    def __missing__(self, code: int) -> int | None:
        self[code] = found = None if unicodedata.combining(chr(code)) else code
        return found


LETTERS = _Letters(
    str.maketrans(
        {
            **ARABIC,
            "ٱ": "ا",
            **dict.fromkeys("\u200c\u200d\u200e\u200f", None),
            **{chr(zero + digit): str(digit) for zero in (0x660, 0x6F0) for digit in range(10)},
        }
    )
)
"""To the letters and figures that are searched for; accents, joiners and marks of direction vanish."""

GAPS = re.compile(r"[\W_]+")


class Term(NamedTuple):
    """A name in a claim: its plain words between spaces, and the registry id it is linked to (or nothing)."""

    role: Role
    words: str
    link: str


@lru_cache(maxsize=8192)
def plain(text: str) -> str:
    """The words of a text, between single spaces and with one at each end: ` bab al hadid `."""
    return plain_text(text)


def plain_text(text: str) -> str:
    """Like `plain`, for long texts: it remembers none.

    Arabic letters that are written for each other are one, and what may be left out is: vowel signs and tatweel.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text).translate(LETTERS)
    return f" {GAPS.sub(' ', text.casefold()).strip()} "


def terms(claim: Claim, publisher: str | None) -> list[Term]:
    """Every name by which a claim is found, each once: actors (also the blamed), places, sources and the publisher."""
    found: dict[Term, None] = {}
    actors = [*claim.actor, *(blame.actor for blame in claim.responsibility)]
    sources = [*claim.attribution, *(source for blame in claim.responsibility for source in blame.attribution)]
    groups: tuple[tuple[Role, Iterable[Mention]], ...] = (
        ("actor", actors),
        ("place", claim.place),
        ("source", sources),
    )
    for role, mentions in groups:
        for mention in mentions:
            link = mention.link.id if mention.link else ""
            for name in {mention.text, mention.name or mention.text}:
                found[Term(role, plain(name), link)] = None
    if publisher:
        found[Term("source", plain(publisher), "")] = None
    return sorted(found)


def words(claim: Claim) -> str:
    """The plain words of a claim: its evidence and every slot."""
    return "|".join(plain(text) for text in _texts(claim))


def _texts(claim: Claim) -> Iterator[str]:
    yield claim.evidence.text
    for mention in (*claim.actor, *claim.target, *claim.place, *claim.attribution):
        yield mention.name or mention.text
    for victim in claim.victims:
        yield victim.name or victim.text
    for part in (claim.means, claim.quantity, claim.time):
        if part is not None:
            yield part.text
