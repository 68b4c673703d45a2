"""From a group of claims that say the same to a numbered line with its notes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from marsad.views.days import effective_days, own_days, say_time
from marsad.views.figures import figure
from marsad.views.lines import Told, dating, said, told, what
from marsad.views.parts import Line, Note, Period, Source

if TYPE_CHECKING:
    from collections.abc import Sequence

    from marsad.model import Claim, Entry
    from marsad.views.registries import Names
    from marsad.views.repeats import Group

Part = Literal["body", "wider", "background"]
_CHECKED = {
    "under_review": "under review",
    "verified": "verified by review",
    "unverifiable": "found unverifiable by review",
    "refuted": "refuted by review",
}


@dataclass(frozen=True, eq=False)
class Draft:
    """A line whose numbers are not yet given."""

    line: Line
    group: Group
    told: tuple[Told, ...]
    """Who says so, for each source of the line."""
    part: Part
    whole: str | None
    """Id of the claim whose figure contains this one."""


def draft(group: Group, names: Names, part: Part, *, standing: bool = False) -> Draft:
    """The line of a group, unnumbered: number 0, no notes."""
    claim = group.first.reading
    by_origin: dict[str, Entry] = {}
    for entry, origin in zip(group.entries, group.origins, strict=True):
        by_origin.setdefault(origin, entry)
    tellers = tuple(told(entry.reading) for entry in by_origin.values())
    line = Line(
        number=0, type=claim.type, event=claim.event, modality=claim.modality,
        text=what(claim, tellers), said=said(claim.modality, tellers),
        actors=tuple(names.party(actor) for actor in claim.actor),
        targets=tuple(names.party(target) for target in claim.target),
        places=tuple(names.where(place, claim) for place in claim.place),
        figure=figure(claim.quantity),
        period=_period(claim),
        sources=tuple(_source(origin, entry) for origin, entry in by_origin.items()),
        claims=tuple(entry.claim.id for entry in group.entries),
        standing=standing,
        remarks=_remarks(group.entries),
    )  # fmt: skip
    return Draft(line, group, tellers, part, claim.quantity.part_of if claim.quantity else None)


def finished(drafts: Sequence[Draft]) -> tuple[tuple[Line, ...], tuple[Note, ...], dict[int, Part]]:
    """Number lines and notes in reading order.

    Returns:
        the lines; the notes, one for each quoted clause of a document; and for each line number the part it stands in.

    """
    numbers = {claim: index for index, one in enumerate(drafts, 1) for claim in one.line.claims}
    notes: dict[tuple[str, int, int], Note] = {}
    lines, layout = [], {}
    for number, one in enumerate(drafts, 1):
        used = [_note(entry, number, notes) for entry in one.group.entries]
        sources = []
        for source in one.line.sources:
            own = [n for n, origin in zip(used, one.group.origins, strict=True) if origin == source.key]
            sources.append(source.model_copy(update={"notes": tuple(dict.fromkeys(own))}))
        whole = numbers.get(one.whole) if one.whole else None
        changes = {"number": number, "notes": tuple(dict.fromkeys(used)), "sources": tuple(sources), "part_of": whole}
        lines.append(one.line.model_copy(update=changes))
        layout[number] = one.part
    return tuple(lines), tuple(notes.values()), layout


def _note(entry: Entry, line: int, notes: dict[tuple[str, int, int], Note]) -> int:
    """The number of the note that quotes an entry's evidence; a new one where the clause has none yet."""
    claim = entry.claim
    words = entry.reading.evidence
    key = (claim.doc, words.start, words.end)
    known = notes.get(key)
    if known is None:
        known = Note(
            number=len(notes) + 1, quote=words.text, doc=claim.doc, start=words.start, end=words.end,
            title=entry.title, publisher=claim.publisher, published=claim.published, url=entry.url,
        )  # fmt: skip
    notes[key] = known.model_copy(update={"lines": tuple(dict.fromkeys([*known.lines, line]))})
    return known.number


def _period(claim: Claim) -> Period:
    own, days = own_days(claim), effective_days(claim)
    words = say_time(claim.time) if own else dating(claim.published)
    start, end = (str(days.start), str(days.end)) if days else (None, None)
    return Period(start=start, end=end, stated=own is not None, words=words)


def _source(origin: str, entry: Entry) -> Source:
    teller = told(entry.reading)
    verb = entry.reading.attribution[0].verb if entry.reading.attribution else None
    return Source(key=origin, name=teller.name, chain=teller.chain, verb=verb)


def _remarks(entries: Sequence[Entry]) -> tuple[str, ...]:
    found = []
    for entry in entries:
        if entry.reading != entry.claim:
            found.append("coding corrected by review")
        if entry.verification in _CHECKED:
            found.append(_CHECKED[entry.verification])
    return tuple(dict.fromkeys(found))
