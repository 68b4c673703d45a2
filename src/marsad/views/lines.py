"""One claim as a line: what is said to have happened, and by whom."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from marsad.model import EVENTS
from marsad.views.days import day, say_day, say_time
from marsad.views.events import Slots, phrase
from marsad.views.figures import figure
from marsad.views.registries import display, fold
from marsad.views.wording import capital, joined, listed, lower_start, named, with_article

if TYPE_CHECKING:
    from collections.abc import Sequence

    from marsad.model import Claim, Mention, Modality

BLAMED = frozenset({*EVENTS["attack"], *EVENTS["casualty"], "facility_hit", "aid_blocked", "ceasefire_violated"})
"""Events whose actor, where only alleged, is said to be blamed."""


def what(claim: Claim, tellers: Sequence[Told] = ()) -> str:
    """What the claim says, in plain words, without who says it; of a denial, with all who deny it.

    Alleged: an attack is "blamed on" whoever is named. Denied: "X denied that …". Planned: "Planned: …".
    """
    blamed = claim.modality == "alleged" and claim.event in BLAMED
    accused = _accused(claim)
    slots = _slots(claim)
    if blamed or accused:
        slots = replace(slots, actors=tuple(n for n in slots.actors if not blamed and fold(n) not in accused))
    said = phrase(slots)
    when = _when(claim)
    blame = f", blamed on {named(map(display, claim.actor))}" if blamed and claim.actor else ""
    if claim.modality == "denied":
        line = joined(_deniers(tellers or [told(claim)]), "denied that", said.that, when)
    elif claim.modality == "planned" and claim.event != "talks_planned":
        line = joined("planned:", said.plan, when)
    else:
        line = joined(said.line, when) + blame
    return capital(line + responsibility(claim, told=blamed))


def _deniers(tellers: Sequence[Told]) -> str:
    """Who denies: the first of each chain, else the report."""
    return listed(dict.fromkeys(Told(one.chain[:1], one.publisher).name for one in tellers))


def responsibility(claim: Claim, *, told: bool = False) -> str:
    """Who is said to have done it, by whom: ", blamed on X by Y", ", claimed by X", ", which X denied having done"."""
    actors = {fold(display(actor)) for actor in claim.actor}
    parts = []
    for one in claim.responsibility:
        name = with_article(lower_start(display(one.actor)))
        by = f" by {named(map(display, one.attribution))}" if one.attribution else ""
        if one.basis == "stated" and fold(display(one.actor)) not in actors:
            parts.append(f"done by {name}{f' according to {named(map(display, one.attribution))}' if by else ''}")
        elif one.basis == "accused" and not (told and fold(display(one.actor)) in actors):
            parts.append(f"blamed on {name}{by}")
        elif one.basis in ("claimed", "admitted"):
            parts.append(f"{one.basis} by {name}")
        elif one.basis == "denied":
            parts.append(f"which {name} denied having done")
    return "".join(f", {part}" for part in dict.fromkeys(parts))


def _accused(claim: Claim) -> set[str]:
    """Folded names of actors that somebody only accuses."""
    return {fold(display(one.actor)) for one in claim.responsibility if one.basis == "accused"}


def _when(claim: Claim) -> str:
    """The claim's own time, and the start of a running count."""
    since = day(claim.quantity.since) if claim.quantity is not None else None
    when = say_time(claim.time)
    return joined(when, f"since {say_day(since)}") if since and "since" not in when else when


def _slots(claim: Claim) -> Slots:
    return Slots(
        event=claim.event,
        evidence=claim.evidence.text,
        actors=_names(claim.actor),
        targets=_names(claim.target),
        places=_names(claim.place),
        figure=figure(claim.quantity),
        means=display(claim.means) if claim.means else "",
        victims=tuple(" ".join(filter(None, [v.name, f"({v.age})" if v.age else ""])) for v in claim.victims if v.name),
    )


def _names(mentions: Sequence[Mention]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(lower_start(display(mention)) for mention in mentions))


@dataclass(frozen=True)
class Told:
    """One origin of a line, as needed to say who said it."""

    chain: tuple[str, ...]
    publisher: str | None

    @property
    def name(self) -> str:
        """In plain words: "Russia, as told by John Kerry"; "the report itself (Reuters)"."""
        if not self.chain:
            return f"the report itself ({self.publisher})" if self.publisher else "the report itself"
        first, *rest = (with_article(lower_start(name)) for name in self.chain)
        return f"{first}, as told by {listed(rest)}" if rest else first


def told(claim: Claim) -> Told:
    """Who says so."""
    return Told(tuple(display(one) for one in claim.attribution), claim.publisher)


def said(modality: Modality, sources: Sequence[Told]) -> str:
    """By whom, in plain words, to stand after the line; "" where the line itself says it all."""
    names = list(dict.fromkeys(one.name for one in sources))
    if modality == "denied":  # the line itself names who denies
        rest = [Told(one.chain[1:], one.publisher).name for one in sources if one.chain]
        rest = [name.replace("the report itself", "the report") for name in dict.fromkeys(rest)]
        return (
            f"as told {'in' if rest[:1] and rest[0].startswith('the report') else 'by'} {_listed(rest)}" if rest else ""
        )
    if modality == "alleged":
        return f"alleged {'in' if names[0].startswith('the report itself') else 'by'} {_listed(names)}"
    if all(not one.chain for one in sources):
        return _listed(names)
    return f"reported by {_listed(names)}"


def _listed(names: Sequence[str]) -> str:
    return "; ".join(names) if any(", as told by" in name for name in names[:-1]) else listed(names)


def dating(published: str | None) -> str:
    """What stands in for the time of a claim that gives none."""
    on = day(published)
    return f"no day given; report of {say_day(on)}" if on else "no day given; report undated"
