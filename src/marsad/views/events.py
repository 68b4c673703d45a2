"""A claim's event in plain words: one small function a kind of event, fed with slots that are already words.

A phrase has three forms, so that no slot's grammar has to be known: `line` for what is reported, `that` to follow
"denied that", and `plan` to follow "Planned:". Past tense and participles are used throughout, for they need no
agreement: "rebels" and "the government" get the same words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from marsad.model import EVENTS
from marsad.views.figures import counted
from marsad.views.wording import at, joined, listed, named, to_or_from, with_article

if TYPE_CHECKING:
    from collections.abc import Callable

    from marsad.views.parts import Figure


@dataclass(frozen=True)
class Slots:
    """The slots of a claim as words."""

    event: str
    evidence: str
    actors: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    figure: Figure | None = None
    means: str = ""
    victims: tuple[str, ...] = ()

    @property
    def actor(self) -> str:
        """The actors as one list."""
        return named(self.actors) if self.actors else ""

    @property
    def target(self) -> str:
        """The targets as one list."""
        return named(self.targets) if self.targets else ""

    @property
    def place(self) -> str:
        """The places as one list, without preposition."""
        return listed(with_article(place) for place in self.places) if self.places else ""

    def many(self, pattern: str) -> bool:
        """Whether the evidence has the word in the plural, or the figure is above one."""
        plural = re.search(pattern, self.evidence, re.IGNORECASE)
        return bool(plural) or bool(self.figure and self.figure.unit not in _OWN_UNITS and (self.figure.low or 0) > 1)

    def rest(self, *used: str) -> str:
        """The figure in brackets, unless its unit is among those that the phrase has used."""
        if self.figure is None or self.figure.unit in used or _spelled(self.figure, self.places + self.targets):
            return ""
        if self.figure.unit == "share":
            return f"({self.figure.words})"
        return f"({counted(self.figure)} {self.figure.unit})"


class Phrase(NamedTuple):
    """An event in words, see the module's text."""

    line: str
    that: str
    plan: str


_OWN_UNITS = ("people", "places", "share", "days", "hours", "km", "killed and wounded")


def _spelled(figure: Figure, names: tuple[str, ...]) -> bool:
    """Whether a place's or target's own words hold the number already: "seven other districts"."""
    if figure.unit != "places":
        return False
    return figure.low is not None and any(_holds_number(name, figure.low) for name in names)


_NUMBERS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split()


def _holds_number(name: str, value: float) -> bool:
    words = name.lower().split()
    return f"{value:g}" in words or (value in range(len(_NUMBERS)) and _NUMBERS[int(value)] in words)


def _verb(slots: Slots, past: str, noun: str, after: str, *, article: str = "a") -> Phrase:
    """A phrase with a verb where the actor is known, with a noun where it is not."""
    thing = joined(noun, after)
    were = "were" if not article and noun.endswith("s") else "was"
    if slots.actor:
        line = joined(slots.actor, past, after_verb(after))
        return Phrase(line, line, joined(thing, f"by {slots.actor}"))
    return Phrase(thing, joined("there", were, article, thing), thing)


def after_verb(after: str) -> str:
    """What follows the noun, to follow the verb: a verb takes its object without "of"."""
    return re.sub(r"^of ", "", after)


# Control


def _captured(slots: Slots) -> Phrase:
    taken = f"from {slots.target}" if slots.target else ""
    return _verb(slots, "took", "capture", joined(f"of {_extent(slots)}", taken, slots.rest("share")), article="the")


def _holds(slots: Slots) -> Phrase:
    by = f"by {slots.actor}" if slots.actor else "(by whom is not said)"
    after = joined(f"held {by}", f"against {slots.target}" if slots.target else "", slots.rest("share"))
    extent = _extent(slots)
    return Phrase(
        joined(extent, after), joined(slots.actor or "someone", "held", extent), joined(extent, "to be", after)
    )


def _withdrew(slots: Slots) -> Phrase:
    place = slots.place or "a place not named"
    after = joined(f"({slots.target})" if slots.target else "", slots.rest("share"))
    if slots.actor:
        line = joined(slots.actor, "left", _share(slots), place, after)
        return Phrase(line, line, joined("withdrawal from", _share(slots), place, f"by {slots.actor}", after))
    noun = joined("withdrawal from", _share(slots), place, after)
    return Phrase(noun, f"there was a {noun}", noun)


def _advanced(slots: Slots) -> Phrase:
    where = f"in or towards {slots.place}" if slots.place else ""
    against = f"against {slots.target}" if slots.target else ""
    return _verb(slots, "advanced", "advance", joined(where, against, slots.rest()), article="an")


def _contested(slots: Slots) -> Phrase:
    who = f"between {slots.actor}" if len(slots.actors) > 1 else f"involving {slots.actor}" if slots.actor else ""
    if slots.target:
        who = joined(who, f"against {slots.target}")
    noun = joined("fighting", at(slots.places), who, slots.rest())
    return Phrase(noun, f"there was {noun}", noun)


def _besieged(slots: Slots) -> Phrase:
    where = at(slots.places)
    if slots.figure is not None and slots.figure.unit == "people":
        return _verb(slots, "besieged", "siege", joined(f"of {_people(slots)}", where))
    if slots.target:
        return _verb(slots, "besieged", "siege", joined(f"of {slots.target}", where, slots.rest()))
    return _verb(slots, "besieged", "siege", joined(f"of {slots.place or 'a place not named'}", slots.rest()))


def _share(slots: Slots) -> str:
    """The share before a place ("three-quarters of"), or nothing."""
    return f"{slots.figure.words} of" if slots.figure and slots.figure.unit == "share" else ""


def _extent(slots: Slots) -> str:
    """The place with its share."""
    return joined(_share(slots), slots.place or "a place not named")


# Attacks

_ATTACKS = {
    "airstrike": (
        "airstrike",
        "airstrikes",
        "an",
        r"(?:air)?strikes|raids|bombardments|bombings|sorties|bombs|missiles",
    ),
    "shelling": ("shelling", "shelling", "", "(?!)"),
    "missile_drone": (
        "missile or drone strike",
        "missile or drone strikes",
        "a",
        r"(?:air)?strikes|missiles|drones|attacks",
    ),
    "bombing": ("bombing", "bombings", "a", r"bombings|blasts|bombs|explosions"),
    "ground_assault": ("ground assault", "ground assaults", "a", r"assaults|attacks|raids|offensives"),
    "shooting": ("shooting", "shootings", "a", r"shootings|executions|massacres"),
    "chemical": ("chemical attack", "chemical attacks", "a", r"attacks|strikes"),
    "other": ("attack", "attacks", "an", r"attacks|strikes"),
}
_ON = {event: "of" if event in ("shelling", "bombing", "shooting") else "on" for event in EVENTS["attack"]}


def _attack(slots: Slots) -> Phrase:
    one, several, article, plural = _ATTACKS[slots.event]
    many = slots.many(rf"\b(?:{plural})\b")
    noun, article = (several, "") if many else (one, article)
    rest = slots.rest()
    if slots.figure is not None and slots.figure.unit in (one, several, "attacks", "air raids"):
        noun, rest = joined(counted(slots.figure), slots.figure.unit), ""
    on = joined(_ON[slots.event], slots.target, at(slots.places)) if slots.target else _on(slots)
    what = joined(noun, f"by {slots.actor}" if slots.actor else "", on, f"({slots.means})" if slots.means else "", rest)
    were = "were" if many and several != one else "was"
    return Phrase(what, joined("there", were, article, what), what)


def _on(slots: Slots) -> str:
    """The place as what was struck; a place that is only "near" something keeps its preposition."""
    where = at(slots.places)
    struck = bool(where) and slots.event not in ("bombing", "shooting") and where[3:] == slots.place
    return f"{_ON[slots.event]} {slots.place}" if struck else where


# Casualties and displacement

_SEVERAL = re.compile(r"^[^,()]*\b(?:[a-z-]+s|people|men|women|children|personnel|police)$")
_ONE = re.compile(r"^[a-z][^,()]*(?<!s)$")


def _people(slots: Slots, bare: str = "people") -> str:
    """How many of whom: "38 people", "dozens of civilians", "2 people (Red Crescent)"; without figure whom alone."""
    figure, targets = slots.figure, slots.targets
    if figure is not None and figure.unit not in ("people", "killed and wounded"):
        if figure.unit not in _OWN_UNITS and set(targets) <= {figure.unit}:
            return joined(counted(figure), figure.unit)
        return joined(slots.target or bare, slots.rest())
    if figure is None:
        return slots.target or bare
    one = figure.low == 1 and figure.high == 1
    if not targets:
        return joined(counted(figure), "person" if one else "people")
    if len(targets) == 1 and (_ONE if one else _SEVERAL).match(targets[0]):
        return joined(counted(figure), targets[0])
    return joined(counted(figure), "person" if one else "people", f"({listed(targets)})")


def _casualty(slots: Slots) -> Phrase:
    done = slots.event
    if slots.figure is not None and slots.figure.unit == "killed and wounded":
        done = "killed or wounded"
    done = {"missing": "reported missing"}.get(done, done)
    names = tuple(name for name in slots.victims if not any(name in target for target in slots.targets))
    who = joined(_people(slots), f"({listed(names)})" if names else "")
    after = joined(
        at(slots.places), f"({slots.means})" if slots.means else "", f"by {slots.actor}" if slots.actor else ""
    )
    line = joined(who, done, after)
    return Phrase(line, joined(who, "had been" if done != "reported missing" else "had gone", slots.event, after), line)


def _displaced(slots: Slots) -> Phrase:
    by = f"because of {slots.actor}" if slots.actor else ""
    where = {
        "fled": to_or_from(slots.places, slots.evidence),
        "returned": f"to {slots.place}" if slots.place else "",
        "trapped": at(slots.places),
    }[slots.event]
    if slots.event == "trapped" and slots.actor:
        by = f"by {slots.actor}"
    line = joined(_people(slots), slots.event, where, by)
    return Phrase(
        line, joined(_people(slots), f"had {'been ' if slots.event == 'trapped' else ''}{slots.event}", where, by), line
    )


# Diplomacy


def _ceasefire(slots: Slots) -> Phrase:
    about = joined(_length(slots), at(slots.places), slots.rest("days", "hours"))
    kind = slots.event.removeprefix("ceasefire_")
    target = slots.target
    if kind == "called":
        return _verb(
            slots, "called for", "call for", joined("a ceasefire", about, f"(addressed to {target})" if target else "")
        )
    if kind == "violated":
        after = joined("a ceasefire", about, f"(against {target})" if target else "")
        return _verb(slots, "violated", "violation of", after)
    if kind == "rejected":
        return _verb(
            slots, "rejected", "rejection of", joined("a ceasefire", about, f"with {target}" if target else "")
        )
    noun = joined("ceasefire", about, f"with {target}" if target else "")
    if slots.actor:
        line = f"{slots.actor} agreed to or kept a {noun}"
        return Phrase(line, line, joined(noun, f"by {slots.actor}"))
    return Phrase(f"{noun}, agreed or in force", f"a {noun} had been agreed", noun)


def _length(slots: Slots) -> str:
    """How long ("of 5 days"), or nothing."""
    figure = slots.figure
    if figure is None or figure.unit not in ("days", "hours"):
        return ""
    unit = figure.unit[:-1] if figure.low == figure.high == 1 else figure.unit
    return f"of {figure.words} {unit}"


def _talks(slots: Slots) -> Phrase:
    kind = slots.event.removeprefix("talks_")
    after = joined(f"with {slots.target}" if slots.target else "", at(slots.places), slots.rest())
    if kind == "called":
        return _verb(slots, "called for", "call for", joined("talks", after))
    if slots.actor:
        past = {"planned": "planned", "held": "held", "failed": "ended or ruled out"}[kind]
        line = joined(slots.actor, past, "talks", after)
        return Phrase(line, line, joined("talks by" if len(slots.actors) == 1 else "talks between", slots.actor, after))
    end = {"planned": "planned", "held": "held or under way", "failed": "failed or ruled out"}[kind]
    noun = joined("talks", after)
    return Phrase(joined(noun, end), joined("talks had been", end, after), noun)


def _agreement(slots: Slots) -> Phrase:
    """Resolutions and deals."""
    matter, kind = slots.event.split("_")
    several = slots.many(rf"\b{matter}s\b|agreements|offers|proposals|drafts")
    thing = f"{matter}s" if several else f"a {matter}"
    link = {"resolution": "at", "deal": "to" if kind == "proposed" else "with"}[matter]
    if matter == "resolution" and kind == "proposed":
        link = "to"
    after = joined(
        f"{link} {slots.target}" if slots.target else "", at(slots.places), slots.rest("days", "hours"), _length(slots)
    )
    if slots.actor:
        line = joined(slots.actor, kind, thing, after)
        return Phrase(line, line, joined(thing, after, f"to be {kind} by {slots.actor}"))
    noun = joined(thing.removeprefix("a "), kind, after)
    return Phrase(noun, joined(thing, "had been", kind, after), joined(thing, after, f"to be {kind}"))


def _blame(slots: Slots) -> Phrase:
    noun, past = ("condemnation", "condemned") if slots.event == "condemned" else ("accusation", "accused")
    if slots.event == "condemned":
        target = (
            f"of {slots.target}" if slots.target else f"of events {at(slots.places)}" if slots.places else "of an act"
        )
        return _verb(slots, past, noun, joined(target, at(slots.places) if slots.target else "", slots.rest()))
    after = joined(at(slots.places), slots.rest())
    if slots.actor:
        line = joined(slots.actor, past, slots.target or "others", after)
        return Phrase(line, line, joined("accusation by", slots.actor, after))
    noun = joined("accusation against", slots.target or "others", after)
    return Phrase(noun, f"{slots.target or 'others'} had done what is alleged {after}".strip(), noun)


# Humanitarian


def _evacuation(slots: Slots) -> Phrase:
    where = to_or_from(slots.places, slots.evidence)
    who = _people(slots)
    if slots.event == "evacuation_requested":
        return _verb(slots, "asked for", "request for", joined("the evacuation of", who, where))
    if slots.actor:
        line = joined(slots.actor, "evacuated", who, where)
        return Phrase(line, line, joined("evacuation of", who, where, f"by {slots.actor}"))
    noun = joined("evacuation of", who, where)
    return Phrase(joined(who, "evacuated", where), joined(who, "had been evacuated", where), noun)


_GOODS = re.compile(
    r"\b(?:aid|convoys?|supplies|food|medicines?|trucks?|relief|assistance|water|fuel)\b", re.IGNORECASE
)


def _aid(slots: Slots) -> Phrase:
    goods = [target for target in slots.targets if _GOODS.search(target)]
    people = [target for target in slots.targets if target not in goods]
    figure = slots.figure
    to = f"to {named(people)}" if people else ""
    if figure is not None and figure.unit == "people":
        to = joined(f"to {counted(figure)}", named(people) or "people")
    after = joined(named(goods) if goods else "aid", to, at(slots.places), slots.rest("people"))
    past, noun = {
        "aid_requested": ("asked for", "request for"),
        "aid_delivered": ("delivered", "delivery of"),
        "aid_blocked": ("blocked", "blocking of"),
    }[slots.event]
    return _verb(slots, past, noun, after)


def _facility(slots: Slots) -> Phrase:
    figure = slots.figure
    what = listed(slots.targets) or slots.place or "a facility"
    if figure is not None and slots.targets and figure.unit != "people":
        what = joined(f"{figure.words} of" if figure.unit == "share" else counted(figure), listed(slots.targets))
        figure = None
    where = at(slots.places) if slots.target else ""
    means = f"({slots.means})" if slots.means else ""
    after = joined(where, f"by {slots.actor}" if slots.actor else "", means, replace(slots, figure=figure).rest())
    done = "out of service" if _CLOSED.search(slots.evidence) else "hit"
    return Phrase(joined(what, done, after), joined(what, "had been", done, after), joined(what, done, after))


_CLOSED = re.compile(
    r"out of (?:service|action|order|use)|\bno (?:more |longer )?(?:functioning|working)|\b(?:closed|shut|stopped"
    r"|disabled|inoperable|non-functional|ceased|cut)\b",
    re.IGNORECASE,
)


_BY_EVENT: dict[str, Callable[[Slots], Phrase]] = {
    "captured": _captured, "withdrew": _withdrew, "holds": _holds, "advanced": _advanced, "contested": _contested,
    "besieged": _besieged, "condemned": _blame, "accused": _blame, "facility_hit": _facility,
    **dict.fromkeys(EVENTS["attack"], _attack),
    **dict.fromkeys(EVENTS["casualty"], _casualty),
    **dict.fromkeys(EVENTS["displacement"], _displaced),
    **{event: _ceasefire for event in EVENTS["diplomacy"] if event.startswith("ceasefire_")},
    **{event: _talks for event in EVENTS["diplomacy"] if event.startswith("talks_")},
    **{event: _agreement for event in EVENTS["diplomacy"] if event.startswith(("resolution_", "deal_"))},
    **{event: _evacuation for event in EVENTS["humanitarian"] if event.startswith("evacuation_")},
    **{event: _aid for event in EVENTS["humanitarian"] if event.startswith("aid_")},
}  # fmt: skip


def phrase(slots: Slots) -> Phrase:
    """The event of a claim in words."""
    return _BY_EVENT[slots.event](slots)
