"""The rules applied to one incident, in their order: figures in, ranges and what became of each figure out."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from marsad.model import EVENTS
from marsad.views.days import day
from marsad.views.incidents.parameters import defaults
from marsad.views.incidents.parts import FigureUsed, Fired, Range, Share, Toll
from marsad.views.incidents.rules import bounds, precision, totals, versions, victims, weighing
from marsad.views.incidents.rules.figure import GROUPS, Figure
from marsad.views.incidents.telling import general
from marsad.views.incidents.wording import sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from marsad.views.incidents.profiles import Profile
    from marsad.views.incidents.reading import Found
    from marsad.views.incidents.rules.bounds import Spread
    from marsad.views.incidents.rules.figure import Aside, Group, Result
    from marsad.views.incidents.telling import Telling
    from marsad.views.registries import Names

PARTIES = frozenset(("belligerent", "state_media"))
"""Classes of those who speak for a side."""
_STRIKES = frozenset(("airstrike", "shelling", "missile_drone", "bombing", "facility_hit"))
_FIGHTING = frozenset(("ground_assault", "shooting"))


@dataclass
class Case:
    """What is being worked out of one incident."""

    found: Found
    profile: Profile
    names: Names
    fired: dict[tuple[str, str], None] = field(default_factory=dict)
    aside: list[Aside] = field(default_factory=list)
    used: list[Figure] = field(default_factory=list)
    sets: dict[tuple[str, str, str], set[str]] = field(default_factory=lambda: defaultdict(set))
    """By claim, event and group which ends it sets."""
    outcomes: list[weighing.Outcome] = field(default_factory=list)
    moved: float = 0.0

    def take(self, rule: str, result: Result) -> list[Figure]:
        """Keep what a rule did, and give what it leaves."""
        self.aside += result.aside
        self.fire(rule, result.words)
        return result.kept

    def fire(self, rule: str, words: str) -> None:
        """Note that a rule did something; no words: it did not."""
        if words:
            self.fired[rule, words] = None


def reconcile(found: Found, profile: Profile, names: Names) -> Toll:
    """The toll of one incident or sum.

    Args:
        found: the incident with its claims.
        profile: how to reconcile.
        names: to tell who speaks for which side.

    """
    case = Case(found, profile, names)
    figures = case.take("R4", versions.called_earlier(_figures(case)))
    ranges: list[Range] = []
    for event in EVENTS["casualty"]:
        ranges += _event(case, event, [figure for figure in figures if figure.event == event])
    ranges = _moved(case, ranges)
    return _toll(case, tuple(ranges))


def _figures(case: Case) -> list[Figure]:
    made = []
    for telling in case.found.tellings:
        claim, quantity = telling.claim, telling.claim.quantity
        if claim.type != "casualty" or quantity is None or quantity.unit == "share":
            continue
        group = victims.group_of(telling.groups)
        if group == "mixed" and general(claim, defaults()):
            group = "all"
        class_, side = case.names.speaker(claim)
        known = "unnamed" if weighing.unnamed(claim) else class_ or "unknown"
        rank = case.profile.rank.get(known, case.profile.rank["unknown"])
        figure = Figure(
            telling=telling, event=claim.event, group=group, low=quantity.low or 0.0,
            high=quantity.high, origin=telling.origin, side=side,
            rank=rank + 10 if telling.entry.verification == "verified" else rank,
        )  # fmt: skip
        read = bounds.vague(figure, case.profile)
        case.fire("R2", "vague words read by the profile" if read is not figure else "")
        case.fire("R2", "a bound keeps its direction" if read.high is None else "")
        made.append(read)
    return made


def _event(case: Case, event: str, given: list[Figure]) -> list[Range]:
    """The ranges of one event, rule by rule."""
    if not given:
        return []
    aggregate = case.found.incident.kind == "aggregate"
    figures = case.take("R12", weighing.coherent(given))
    figures = case.take("R18", victims.parts(figures))
    figures = case.take("R8", versions.one_series(figures, aggregate=aggregate))
    if aggregate:
        figures = case.take("R14", totals.alike(figures))
    result, moved = versions.of_wounds(figures)
    figures = case.take("R16", result)
    case.moved += moved
    figures = case.take("R17", weighing.one_origin(figures))
    figures = case.take("R4", versions.latest(figures))
    figures = case.take("R15", weighing.enemy_losses(figures, _enemies(case, figures)))
    if versions.found_later(figures):
        case.fire("R16", "bodies were found: the day of death is not known")
    case.outcomes.append(weighing.corroboration(victims.wholes(figures), given=True))
    case.used += figures
    return _ranges(case, event, figures) if figures else []


def _ranges(case: Case, event: str, figures: list[Figure]) -> list[Range]:
    spreads: dict[Group, Spread] = {}
    for group in GROUPS:
        counted = victims.wholes(figures) if group == "all" else [f for f in figures if f.group == group]
        if counted:
            spreads[group] = bounds.spread(counted, case.profile)
            for end, claims in spreads[group].sets.items():
                for claim in claims:
                    case.sets[claim, event, group].add(end)
    if len(figures) > 1:
        case.fire("R1", "low, best and high from the figures of several claims")
    if event == "killed":
        spreads = _people(case, spreads)
    before = set(spreads)
    spreads, words = victims.status(
        spreads, attackers_only=_attackers_only(case, event), presume=case.profile.presume and _presumable(case)
    )
    case.fire("R5", words)
    disputed = "disputed" in words
    return [
        Range(
            event=event, group=group, low=spread.low, best=spread.best, high=spread.high, open=spread.open,
            disputed=disputed and group in ("civilians", "combatants"), presumed=group not in before and not disputed,
        )
        for group in GROUPS
        if (spread := victims.nested(spreads).get(group)) is not None
    ]  # fmt: skip


def _people(case: Case, spreads: dict[Group, Spread]) -> dict[Group, Spread]:
    """R3 on all the killed."""
    names = [name for telling in case.found.tellings if telling.claim.event == "killed" for name in telling.names]
    total = spreads.get("all")
    if total is None or not names:
        return spreads
    raised = bounds.named(total, names)
    case.fire("R3", f"{len(set(names))} of the dead are named" if raised != total else "")
    return spreads | {"all": raised}


def _enemies(case: Case, figures: Sequence[Figure]) -> frozenset[str]:
    """Claims in which a party counts fighters who are not of its own side."""
    return frozenset(f.claim for f in figures if f.group == "combatants" and f.side is not None and not _own(case, f))


def _own(case: Case, figure: Figure) -> bool:
    """Whether a party counts people of its own side, by the registry or by the words ("rebel fighters", say rebels)."""
    claim = figure.telling.claim
    if figure.side in {_side(case, target) for target in claim.target}:
        return True
    speaker = case.names.party(claim.attribution[0]) if claim.attribution else None
    return speaker is not None and any(case.names.kindred(speaker, case.names.party(who)) for who in claim.target)


def _side(case: Case, mention: object) -> str:
    party = case.names.party(mention)  # type: ignore[arg-type]
    return f"actor:{party.bloc}" if party.bloc else party.key


def _blamed(case: Case) -> list[frozenset[str]]:
    """For each claim that says who did it, the keys of the sides that it names together."""
    found = []
    for claim in (telling.claim for telling in case.found.tellings):
        named = [*claim.actor] if claim.type != "casualty" and claim.modality != "denied" else []
        named += [one.actor for one in claim.responsibility if one.basis != "denied"]
        found.append(frozenset(_side(case, actor) for actor in named))
    return [sides for sides in found if sides]


def _attackers(case: Case) -> frozenset[str]:
    """Keys of the sides that are said to have done it."""
    return frozenset().union(*_blamed(case))


def _attackers_only(case: Case, event: str) -> bool:
    """Whether fighters are among the victims by word of the attacker alone."""
    told = [t for t in case.found.tellings if t.claim.event == event and "combatants" in t.groups]
    speakers = [case.names.speaker(telling.claim) for telling in told]
    attackers = _attackers(case)
    return bool(told) and all(
        side is not None and (side in attackers or (not attackers and class_ in PARTIES)) for class_, side in speakers
    )


def _presumable(case: Case) -> bool:
    """Whether people may be taken for civilians: struck from afar, and no claim tells of fighters or fighting."""
    events = {telling.claim.event for telling in case.found.tellings}
    fighters = any("combatants" in telling.groups for telling in case.found.tellings)
    return bool(events & _STRIKES) and not events & _FIGHTING and not fighters


def _moved(case: Case, ranges: list[Range]) -> list[Range]:
    """R16 on the ranges: who died of wounds is no longer among the injured."""
    if not case.moved:
        return ranges
    made = []
    for one in ranges:
        if one.group == "all" and one.event == "killed":
            one = one.model_copy(update={"best": one.best + case.moved, "high": max(one.high, one.best) + case.moved})
        elif one.group == "all" and one.event == "injured":
            low, best = max(0.0, one.low - case.moved), max(0.0, one.best - case.moved)
            one = one.model_copy(update={"low": low, "best": best})
        made.append(one)
    return made


def _toll(case: Case, ranges: tuple[Range, ...]) -> Toll:
    incident, tellings = case.found.incident, case.found.tellings
    start, end = day(incident.start), day(incident.end)
    windows = [found for telling in tellings if (found := precision.read_days(telling.claim))]
    if not incident.dated and windows:
        start, end = min(windows, key=lambda days: days.end - days.start)
        case.fire("R9", "an imprecise time is read as wide as UCDP does")
    outcome: weighing.Outcome = (
        "confirm" if "confirm" in case.outcomes
        else "reject" if case.outcomes and set(case.outcomes) == {"reject"} else "undetermined"
    )  # fmt: skip
    accused, disputed, admitted = _responsible(tellings, case)
    toll = Toll(
        incident=incident, ranges=ranges, fired=tuple(Fired(rule=r, words=w) for r, w in case.fired),
        figures=_used(case), outcome=outcome, accused=accused, responsibility_disputed=disputed,
        date_precision=precision.date_precision(start, end) if incident.dated or windows else 5,
        place_precision=precision.place_precision(incident.places), shares=_shares(case, ranges),
        grade=weighing.grade(
            case.profile.grade, origins=len({f.origin for f in case.used}), agreed=outcome == "confirm",
            admitted=admitted, contested=disputed and bool(accused), fighters_only=_fighters_only(ranges),
            aggregate=incident.kind == "aggregate",
        ),
    )  # fmt: skip
    return toll.model_copy(update={"sentence": sentence(toll)})


def _responsible(tellings: Sequence[Telling], case: Case) -> tuple[tuple[str, ...], bool, bool]:
    """Who is blamed, whether that is disputed, whether a party accepts it.

    It is disputed where somebody denies it, or two claims blame sides that have none in common: allies who are blamed
    together are one answer.
    """
    bases = {one.basis for telling in tellings for one in telling.claim.responsibility}
    blamed = _blamed(case)
    rivals = any(not one & other for n, one in enumerate(blamed) for other in blamed[n + 1 :])
    return tuple(sorted(_attackers(case))), "denied" in bases or rivals, bool(bases & {"admitted", "claimed"})


def _fighters_only(ranges: Sequence[Range]) -> bool:
    killed = {one.group: one for one in ranges if one.event == "killed"}
    armed, total = killed.get("combatants"), killed.get("all")
    return armed is not None and total is not None and not armed.disputed and armed.low == total.high > 0


def _used(case: Case) -> tuple[FigureUsed, ...]:
    made = []
    for figure in case.used:
        sets = {e for g in (figure.group, "all") for e in case.sets.get((figure.claim, figure.event, g), ())}
        made.append(_record(figure, "used", sets=tuple(e for e in ("low", "best", "high") if e in sets)))
    made += [_record(out.figure, "aside", rule=out.rule, reason=out.reason) for out in case.aside]
    order = {telling.id: n for n, telling in enumerate(case.found.tellings)}
    return tuple(sorted(made, key=lambda used: order[used.claim]))


def _record(figure: Figure, use: str, *, sets: tuple[str, ...] = (), rule: str = "", reason: str = "") -> FigureUsed:
    told = figure.telling.published
    return FigureUsed(
        claim=figure.claim, event=figure.event, group=figure.group, low=figure.low, high=figure.high, use=use,
        sets=sets, rule=rule, reason=reason, source=figure.origin,
        published=date.fromordinal(told).isoformat() if told else None,
    )  # fmt: skip


def _shares(case: Case, ranges: Sequence[Range]) -> tuple[Share, ...]:
    """R7, where the profile has it."""
    places = case.found.incident.places
    if not case.profile.split or case.found.incident.kind == "incident" or len(places) < 2:
        return ()
    found = tuple(
        Share(place=place, event=one.event, people=people)
        for one in ranges
        if one.group == "all"
        for place, people in zip(places, totals.shared(one.best, len(places)), strict=True)
    )
    case.fire("R7", "one total over several places is split evenly" if found else "")
    return found
