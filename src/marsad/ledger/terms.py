"""Words and names of claims in a plain form, for filters: no case, no accents, no punctuation."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from marsad.model import Claim, Mention

Role = Literal["actor", "place", "source"]

GAPS = re.compile(r"[^\w]+|_+")


class Term(NamedTuple):
    """A name in a claim: its plain words between spaces, and the registry id it is linked to (or nothing)."""

    role: Role
    words: str
    link: str


@lru_cache(maxsize=8192)
def plain(text: str) -> str:
    """The words of a text, between single spaces and with one at each end: ` bab al hadid `."""
    letters = unicodedata.normalize("NFKD", text)
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return f" {GAPS.sub(' ', bare.casefold()).strip()} "


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
