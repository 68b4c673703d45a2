"""The processes as of a day: states with what moved them, terms, expectations and contradictions. Pure."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, TypeVar

from marsad.views.days import say_day
from marsad.views.lines import told, what
from marsad.views.parts import Party, Where
from marsad.views.timeline.clashes import clashes
from marsad.views.timeline.collect import collect
from marsad.views.timeline.expectations import expectations
from marsad.views.timeline.joining import join
from marsad.views.timeline.parts import Process, Saying, Term, Timeline, Turn
from marsad.views.wording import at, capital, named

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime

    from marsad.model import Entry
    from marsad.views.parts import Figure
    from marsad.views.registries import Names
    from marsad.views.timeline.candidates import Joined
    from marsad.views.timeline.collect import Step

Keyed = TypeVar("Keyed", Party, Where)
SHOWN = 3
"""Places and parties that a title names."""


def timeline(
    entries: Iterable[Entry],
    names: Names,
    *,
    on: date | None = None,
    known_by: datetime | None = None,
    place: Where | None = None,
) -> Timeline:
    """The truces, talks, resolutions, deals, evacuations, aid and displacement that reports tell of.

    Args:
        entries: claims as the ledger holds them, of all types and in any order.
        names: keys and trees of places and parties.
        on: the day; claims on later days are left out. Without it, the day of `known_by`, else the last day on which
            anything known was published.
        known_by: what had been published by then, an aware time.
        place: only processes on this place and those in it, or whose reports are about it where they name no place.

    """
    found = collect(entries, names, known_by=known_by)
    day = on or (known_by.date() if known_by else found.latest)
    steps = [step for step in found.steps if day is None or step.day <= day]
    processes = []
    for joined in join(steps, names):
        scope = _scope(joined, names, place)
        if scope is not None and day is not None:
            processes.append(_process(joined, day, by_report=scope))
    processes.sort(key=lambda one: (one.since, one.id), reverse=True)
    return Timeline(
        on=day.isoformat() if day else None, known_by=known_by.isoformat() if known_by else None, place=place,
        processes=tuple(processes), undated=tuple(found.undated), later=len(found.steps) - len(steps),
    )  # fmt: skip


def _scope(joined: Joined, names: Names, place: Where | None) -> bool | None:
    """Whether only its reports tie a process to the place asked for; None where nothing does."""
    if place is None or place.id is None:
        return False
    ids = {where.id for step in joined.steps for where in step.places}
    if any(ident is not None and names.inside(ident, place.id) for ident in ids):
        return False
    return True if not ids and any(place.id in step.setting for step in joined.steps) else None


def _process(joined: Joined, on: date, *, by_report: bool) -> Process:
    steps = joined.steps
    kind = steps[0].kind
    turns = _turns(steps, on)
    found = clashes(steps)
    parties = _once(party for step in steps for party in step.parties)
    places = _once(where for step in steps for where in step.places)
    return Process(
        id=steps[0].claim.id, kind=kind, title=_title(kind, parties, places), by_report=by_report,
        state=turns[-1].state if turns else "denied", since=turns[-1].day if turns else steps[0].day.isoformat(),
        disputed=bool(found), parties=parties, places=places,
        people=tuple(dict.fromkeys(name for step in steps for name in step.people)),
        terms=_terms(steps), turns=turns, expectations=tuple(expectations(steps, on)), clashes=found,
        claims=tuple(map(_saying, steps)), links=tuple(joined.links),
    )  # fmt: skip


def _once(found: Iterable[Keyed]) -> tuple[Keyed, ...]:
    """Each party or place once, by its key."""
    return tuple({one.key: one for one in found}.values())


def _title(kind: str, parties: Sequence[Party], places: Sequence[Where]) -> str:
    """The kind, the places and the parties, no more than three of each."""
    where = at([place.name for place in places[:SHOWN]]) + (" and elsewhere" if len(places) > SHOWN else "")
    who = named([party.name for party in parties[:SHOWN]]) + (" and others" if len(parties) > SHOWN else "")
    return capital(kind) + (f" {where}" if where else "") + (f": {who}" if who else "")


def _saying(step: Step) -> Saying:
    claim = step.claim
    return Saying(
        claim=claim.id, doc=claim.doc, state=step.stage.state, modality=claim.modality, day=step.day.isoformat(),
        stated=step.stated, published=claim.published, source=step.origin, name=told(claim).name, says=what(claim),
        quote=claim.evidence.text,
    )  # fmt: skip


def _turns(steps: Sequence[Step], on: date) -> tuple[Turn, ...]:
    """The states entered, in order. A step back counts only after an end; what says a state again belongs to it."""
    groups: list[list[Step]] = []
    for step in steps:
        if not step.moves:
            continue
        now = groups[-1][0].stage if groups else None
        if now is not None and step.stage == now:
            groups[-1].append(step)
        elif now is None or step.stage.end or now.end or step.stage.rank > now.rank:
            groups.append([step])
        else:
            same = next((group for group in reversed(groups) if group[0].stage == step.stage), None)
            if same is not None:
                same.append(step)
    turns = [_turn(group) for group in groups]
    expired = _expiry(groups, on)
    return (*turns, expired) if expired else tuple(turns)


def _turn(group: Sequence[Step]) -> Turn:
    return Turn(
        state=group[0].stage.state, day=group[0].day.isoformat(),
        alleged=all(step.claim.modality == "alleged" for step in group),
        sources=tuple({step.origin: told(step.claim).name for step in reversed(group)}.values())[::-1],
        claims=tuple(step.claim.id for step in group),
    )  # fmt: skip


def _expiry(groups: Sequence[Sequence[Step]], on: date) -> Turn | None:
    """The end of a truce by the last term given for it since it was agreed, unless it was extended without one."""
    if not groups or groups[-1][0].stage.state not in ("agreed", "in force"):
        return None
    agreed = [step for group in groups for step in group if step.stage.state in ("agreed", "in force")]
    ends = [(end, step) for step in agreed if (end := _term_ends(step)) is not None]
    if not ends:
        return None
    end, by = ends[-1]
    extended = any(step.again and step.day >= by.day and step is not by for step in agreed)
    if extended or end >= on:
        return None
    words = f"{by.figure.words} {by.figure.unit} from {say_day(by.day)}" if by.figure else ""
    return Turn(
        state="expired", day=(end + timedelta(days=1)).isoformat(), derived=f"by its own term: {words}",
        sources=(told(by.claim).name,), claims=(by.claim.id,),
    )  # fmt: skip


def _term_ends(step: Step) -> date | None:
    """The last day of a truce by the length that a claim gives; the longer value where it gives two."""
    figure = step.figure
    if figure is None or figure.unit not in ("days", "hours"):
        return None
    length = figure.high or figure.low
    return step.day + timedelta(**{figure.unit: length}) if length else None


def _terms(steps: Sequence[Step]) -> tuple[Term, ...]:
    """The figures that claims of a process give, each once in the words of the first."""
    found: dict[str, Term] = {}
    for step in steps:
        figure = step.figure
        if figure is not None and step.claim.modality != "denied":
            words = _worded(figure, step.people)
            term = found.get(words) or Term(words=words, figure=figure, claims=())
            found[words] = term.model_copy(update={"claims": (*term.claims, step.claim.id)})
    return tuple(found.values())


def _worded(figure: Figure, people: Sequence[str]) -> str:
    """A figure with what it counts; the people in their own words where these hold no figure themselves."""
    if figure.unit == "share":
        return figure.words
    plain = [name for name in people if not any(c.isdigit() for c in name) and figure.words not in name]
    unit = figure.unit[:-1] if figure.low == figure.high == 1 and figure.unit.endswith("s") else figure.unit
    return f"{figure.words} {named(plain) if figure.unit == 'people' and plain else unit}"
