"""Swap the two sides of each document and see whether the claims swap with them, and nothing else changes.

usage: python -m benchmarks.swap [--texts FOLDER] [--list]

The sides are the two belligerents that a document names most often, by the names it uses most for each. Every
occurrence of one name becomes the other; the claims of the swapped text must be those of the original with the names
swapped. What differs is counted by its likely cause as well and, with --list, shown. The cause is told by the two names
and the words that differ, so it is that of most cases of a kind, not of each.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from benchmarks import texts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from marsad.coders.rules import RuleCoder
    from marsad.knowledge.actors import Actors
    from marsad.model import Claim, Document

BELLIGERENTS = {"state", "armed_forces", "armed_group", "government", "coalition"}
ARTICLE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)
ANY_ARTICLE = re.compile(r"\bthe\s+", re.IGNORECASE)
ARM = re.compile(
    r"\b(?:air ?forces?|aircraft|aviation|\w*planes?|jets?|helicopters?|navy|drones?|artillery)\b", re.IGNORECASE
)
LIST = re.compile(r"\b(?:and|of|for)\b")


class Sides(NamedTuple):
    """The names of the two sides, as the text has them."""

    one: str
    other: str


@dataclass(frozen=True)
class Difference:
    """A claim that did not swap: what differs, in the original and in the swapped text."""

    doc: str
    sides: Sides
    what: str
    expected: str
    found: str


def swap(text: str, sides: Sides) -> str:
    """The text with the two names exchanged; a name inside a longer name of capitalised words is left alone."""
    return _pattern(sides).sub(lambda match: sides.other if match[0] == sides.one else sides.one, text)


def _pattern(sides: Sides) -> re.Pattern[str]:
    names = "|".join(re.escape(name) for name in sorted(sides, key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?<!Free )(?:{names})(?![\w-])")


def sides_of(claims: Iterable[Claim], actors: Actors) -> Sides | None:
    """The names of the two belligerents named most often in the claims; None where there are not two."""
    names: dict[str, Counter[str]] = defaultdict(Counter)
    for claim in claims:
        for mention in [*claim.actor, *claim.target, *(r.actor for r in claim.responsibility)]:
            if mention.link is not None and _class(mention.link.id, actors) in BELLIGERENTS:
                names[mention.link.id][ARTICLE.sub("", mention.text)] += 1
    most = sorted(names.values(), key=lambda counter: (-counter.total(), sorted(counter)))[:2]
    if len(most) < 2:
        return None
    one, other = (min(counter, key=lambda name: (-counter[name], name)) for counter in most)
    return None if one in other or other in one else Sides(one, other)


def _class(actor: str, actors: Actors) -> str | None:
    found = actors.get(actor)
    return found.class_ if found else None


def compare(document: Document, sides: Sides, before: list[Claim], coder: RuleCoder) -> list[Difference]:
    """The claims that the swapped text gives otherwise than the swap of the original's."""
    after = coder.code(document.model_copy(update={"text": swap(document.text, sides)}))
    expected = Counter(said(claim, sides) for claim in before)
    found = Counter(said(claim, None) for claim in after)
    lost, gained = list((expected - found).elements()), list((found - expected).elements())
    differences = []
    for row in lost:
        partner = next((other for other in gained if other[:2] == row[:2]), None)
        if partner is None:
            differences.append(Difference(document.doc, sides, "claim lost", show(row), ""))
            continue
        gained.remove(partner)
        what = ", ".join(name for name, a, b in zip(PARTS, row, partner, strict=True) if a != b)
        differences.append(Difference(document.doc, sides, what, show(row), show(partner)))
    return differences + [Difference(document.doc, sides, "claim gained", "", show(row)) for row in gained]


def cause(difference: Difference) -> str:
    """Why a claim did not swap, in general words, as far as the names of the sides tell."""
    one, other = difference.sides
    if ARM.search(one) or ARM.search(other):
        return "one name says how it fights: its attacks are of that kind"
    if _plural(one) != _plural(other):
        return "one name is plural, the other singular or an adjective"
    if LIST.search(one) or LIST.search(other):
        return "one name is made of several"
    if difference.found and ANY_ARTICLE.sub("", difference.expected) == ANY_ARTICLE.sub("", difference.found):
        return "the words are the same but for an article"
    if "claim" in difference.what:
        return "the sentence is parsed otherwise: a claim is lost, gained or has other bounds"
    return "the sentence is parsed otherwise: a slot differs"


def _plural(name: str) -> bool:
    return name.endswith("s") and not name.endswith("ss")


PARTS = (
    "event",
    "evidence",
    "modality",
    "actor",
    "responsibility",
    "target",
    "place",
    "quantity",
    "time",
    "attribution",
)


def said(claim: Claim, sides: Sides | None) -> tuple[Any, ...]:
    """What a claim says, in words and values (`PARTS`), without offsets; its words swapped where sides are given."""

    def words(text: str | None) -> str:
        return swap(text or "", sides) if sides else text or ""

    quantity, time = claim.quantity, claim.time
    return (
        f"{claim.type}.{claim.event}",
        words(claim.evidence.text),
        claim.modality,
        tuple(words(m.text) for m in claim.actor),
        tuple((words(r.actor.text), r.basis) for r in claim.responsibility),
        tuple((words(m.text), m.status) for m in claim.target),
        tuple(words(m.text) for m in claim.place),
        (quantity.low, quantity.high, quantity.unit, quantity.scope) if quantity else None,
        (words(time.text), time.start, time.end) if time else None,
        tuple(words(m.text) for m in claim.attribution),
    )


def show(row: tuple[Any, ...]) -> str:
    """A claim in a line."""
    return "; ".join(f"{name} {value}" for name, value in zip(PARTS, row, strict=True) if value)


def main() -> None:
    """Print how many claims swapped, what differs, and with --list each difference."""
    from marsad.coders.rules import RuleCoder
    from marsad.knowledge.actors import Actors

    parser = argparse.ArgumentParser(prog="python -m benchmarks.swap", description=__doc__)
    texts.add_texts_option(parser)
    parser.add_argument("--list", action="store_true", help="show each difference")
    given = parser.parse_args()
    coder, actors = RuleCoder(), Actors.load()
    compared = same = claims = 0
    differences: list[Difference] = []
    for document in texts.load(given.texts):
        before = coder.code(document)
        sides = sides_of(before, actors)
        if sides is None:
            continue
        found = compare(document, sides, before, coder)
        compared, claims, same = compared + 1, claims + len(before), same + (not found)
        differences += found
    print(f"{compared} documents with two named sides, {claims} claims; {same} documents swap exactly.")
    counts = Counter(difference.what for difference in differences)
    print(texts.table(("what differs", "claims"), [*counts.most_common(), ("all", len(differences))]))
    causes = Counter(map(cause, differences))
    print(texts.table(("likely cause", "claims"), [*causes.most_common(), ("all", len(differences))]))
    for difference in differences if given.list else []:
        print(f"\n{difference.doc}: {difference.sides.one} ↔ {difference.sides.other}: {difference.what}")
        print(f"  cause:    {cause(difference)}")
        print(f"  expected: {difference.expected}\n  found:    {difference.found}")


if __name__ == "__main__":
    main()
