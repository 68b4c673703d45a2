"""Carrying people's rulings over to the claims of a newer reading."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from marsad.coders.agreement import figures_agree, overlap
from marsad.errors import InputError
from marsad.ledger.rulings import corrected

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from marsad.model import Claim, Entry

Why = Literal["gone", "misfit"]
"""Why rulings wait for a person: no claim says the same any more, or a correction does not fit the new reading."""


class Fate(NamedTuple):
    """What becomes of the rulings on claims that are not given any more."""

    carried: dict[str, str]
    """Claims to those that take over their rulings."""
    review: dict[str, Why]


def over(gone: Sequence[Entry], fresh: Sequence[Claim]) -> Fate:
    """Find the one new claim that says the same as each claim that is gone; where none or several do, to review."""
    fits = {entry.claim.id: [one for one in fresh if says_the_same(entry, one)] for entry in gone}
    asked = [one.id for found in fits.values() for one in found]
    carried: dict[str, str] = {}
    review: dict[str, Why] = {}
    for entry in gone:
        old, found = entry.claim.id, fits[entry.claim.id]
        if len(found) != 1 or asked.count(found[0].id) > 1:
            review[old] = "gone"
        elif _misfit(entry, found[0]):
            review[old] = "misfit"
        else:
            carried[old] = found[0].id
    return Fate(carried, review)


def misfits(ruled: Sequence[Entry], again: Mapping[str, Claim]) -> dict[str, Why]:
    """The claims that are given again, but read so that a correction does not fit them any more."""
    return {entry.claim.id: "misfit" for entry in ruled if _misfit(entry, again[entry.claim.id])}


def says_the_same(entry: Entry, new: Claim) -> bool:
    """Whether a claim of a newer reading says what an older one said, as coded or as people corrected it.

    Event and modality agree, the evidence overlaps by half of the shorter one at least, and figures and places are not
    at odds: nobody's ruling on one figure may end up on another.
    """
    return any(
        (old.event, old.modality) == (new.event, new.modality)
        and overlap(old, new) >= 0.5
        and figures_agree(old, new)
        and _places_agree(old, new)
        for old in (entry.claim, entry.reading)
    )


def _places_agree(old: Claim, new: Claim) -> bool:
    a, b = old.place, new.place
    overlaps = any(one.start < other.end and other.start < one.end for one in a for other in b)
    return not a or not b or overlaps


def _misfit(entry: Entry, new: Claim) -> bool:
    try:
        for made in entry.rulings:
            if made.kind == "correct" and made.about != new.doc:
                new = corrected(new, made.change)
    except InputError:
        return True
    return False
