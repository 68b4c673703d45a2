"""What really happens in a simulated war: who holds which district on which day.

Frozen: written before any model of control, and not changed with one. A change here is a new benchmark.

A city of `side` x `side` districts in four parts is divided between two actors by a front. Battles break out at the
front; while one lasts the district is contested. It ends with a capture or with the attacker thrown back. Sometimes an
actor gives a district up without a battle, and the other moves in days later: between, nobody holds it. From its
first day on a third actor, in worlds that have one, takes districts from both.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from random import Random

CONTESTED, NOBODY = "contested", "nobody"
SIDES = ("north", "south")
THIRD = "third"
LONGEST_BATTLE = 9
"""Days after which a battle is decided whatever its luck."""


@dataclass(frozen=True)
class Event:
    """Something that happens to a district on a day: battle, captured, repelled, left."""

    day: int
    district: str
    kind: str
    actor: str
    loser: str | None = None


@dataclass
class War:
    """The truth of one world. `holder[day][district]` is an actor, `CONTESTED` or `NOBODY`."""

    districts: list[str]
    parts: dict[str, str]
    near: dict[str, list[str]]
    days: int
    holder: list[dict[str, str]] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)


def city(side: int) -> War:
    """An empty city: districts `d0-0`… with their parts and neighbours."""
    names = {(x, y): f"d{x}-{y}" for x in range(side) for y in range(side)}
    parts = {name: f"{'ab'[y * 2 // side]}{'12'[x * 2 // side]}" for (x, y), name in names.items()}
    near = {
        name: [names[at] for at in ((x - 1, y), (x + 1, y), (x, y - 1), (x, y + 1)) if at in names]
        for (x, y), name in names.items()
    }
    return War(list(names.values()), parts, near, 0)


def fight(rng: Random, *, side: int, days: int, third_from: int | None = None) -> War:
    """A war of that many days; with a third actor from a day on."""
    war = city(side)
    war.days = days
    line = rng.randint(side // 3, side - side // 3)
    state = {name: SIDES[0] if int(name.split("-")[1]) < line else SIDES[1] for name in war.districts}
    strength = {SIDES[0]: rng.uniform(0.35, 0.65)}
    strength[SIDES[1]] = 1 - strength[SIDES[0]]
    pace = rng.uniform(0.02, 0.07)
    battles: dict[str, tuple[str, str, int]] = {}
    left: dict[str, tuple[str, int]] = {}
    for day in range(days):
        if third_from is not None and day == third_from:
            strength[THIRD] = rng.uniform(0.4, 0.6)
            start = rng.choice(war.districts)
            war.events.append(Event(day, start, "captured", THIRD, _actor(state[start])))
            battles.pop(start, None)
            left.pop(start, None)
            state[start] = THIRD
        if rng.random() < 0.03:  # fortunes change
            for actor in strength:
                strength[actor] = min(0.8, max(0.2, strength[actor] + rng.uniform(-0.2, 0.2)))
        _resolve(rng, war, state, battles, strength, day)
        _move_in(war, state, left, day)
        for name in war.districts:
            _stir(rng, war, state, battles, left, strength, pace, day, name)
        war.holder.append(dict(state))
    return war


def _actor(state: str) -> str | None:
    return None if state in (CONTESTED, NOBODY) else state


def _resolve(
    rng: Random, war: War, state: dict[str, str], battles: dict[str, tuple[str, str, int]],
    strength: dict[str, float], day: int,
) -> None:  # fmt: skip
    for name, (attacker, defender, since) in list(battles.items()):
        if rng.random() > 0.3 and day - since < LONGEST_BATTLE:
            continue
        won = rng.random() < strength[attacker] / (strength[attacker] + strength[defender])
        state[name] = attacker if won else defender
        kind = "captured" if won else "repelled"
        war.events.append(Event(day, name, kind, state[name], defender if won else attacker))
        del battles[name]


def _move_in(war: War, state: dict[str, str], left: dict[str, tuple[str, int]], day: int) -> None:
    for name, (heir, on) in list(left.items()):
        if day >= on:
            state[name] = heir
            war.events.append(Event(day, name, "captured", heir))
            del left[name]


def _stir(
    rng: Random, war: War, state: dict[str, str], battles: dict[str, tuple[str, str, int]],
    left: dict[str, tuple[str, int]], strength: dict[str, float], pace: float, day: int, name: str,
) -> None:  # fmt: skip
    holder = state[name]
    if holder in (CONTESTED, NOBODY):
        return
    foes = sorted({state[n] for n in war.near[name]} - {holder, CONTESTED, NOBODY})
    if not foes:
        return
    foe = rng.choice(foes)
    if rng.random() < pace * 2 * strength[foe]:
        battles[name] = (foe, holder, day)
        state[name] = CONTESTED
        war.events.append(Event(day, name, "battle", foe, holder))
    elif rng.random() < pace * 0.15:
        left[name] = (foe, day + rng.randint(1, 4))
        state[name] = NOBODY
        war.events.append(Event(day, name, "left", holder))
