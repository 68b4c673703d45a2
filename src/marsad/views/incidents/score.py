"""How much two accounts look like one happening: points that are added up, each with its reason.

An additive score after Fellegi and Sunter (1969), with weights set by hand and open to reading, so that every link can
say why it is there. A *veto* is what no number of points outweighs: days or places that cannot be the same.
"""

from __future__ import annotations

from functools import lru_cache
from math import cos, hypot, radians
from typing import TYPE_CHECKING, NamedTuple

from marsad.knowledge.skeleton import skeleton
from marsad.views.registries import fold

if TYPE_CHECKING:
    from marsad.views.incidents.account import Account
    from marsad.views.incidents.parameters import Parameters
    from marsad.views.parts import Where

SMALL = frozenset(("site", "gate", "district", "village"))
"""Kinds of place that contain no other that reports would name."""
_KM = 111.2
_VAGUE = frozenset(
    "the a an of in near city town village area district neighborhood neighbourhood part outside outskirts "
    "north south east west northern southern eastern western".split()
)


class Point(NamedTuple):
    """A part of a score with its reason in plain words."""

    value: float
    reason: str


class Score(NamedTuple):
    """What two accounts add up to; a veto, where there is one, says why they are two happenings."""

    value: float
    points: tuple[Point, ...]
    veto: str | None = None


def score(one: Account, other: Account, parameters: Parameters) -> Score:
    """Points for two accounts being of one happening."""
    place = _place(one, other, parameters)
    if place is None:
        return Score(0, (), "they name different places")
    time = _time(one, other, parameters)
    if time is None:
        return Score(0, (), "they name different days")
    points = [place, time, *_means(one, other, parameters), *_victims(one, other, parameters)]
    points += _figures(one, other, parameters)
    shared = len(one.words & other.words)
    if shared:
        share = shared / len(one.words | other.words)
        points.append(Point(round(parameters.wording * share, 2), f"{share:.0%} of their words in common"))
    if one.doc == other.doc:
        points += _flow(one, other, parameters)
    kept = tuple(point for point in points if point.value)
    return Score(sum(point.value for point in kept), kept)


def _place(one: Account, other: Account, parameters: Parameters) -> Point | None:
    """The best relation between places of the two; None where they lie apart."""
    rules = parameters.place
    if not one.places or not other.places:
        same_doc = one.doc == other.doc
        return Point(rules["unsaid"] if same_doc else 0.0, "one names no place")
    found = [_relation(a, b, one, other, parameters) for a in one.places for b in other.places]
    return max((point for point in found if point is not None), default=None)


def _relation(a: Where, b: Where, one: Account, other: Account, parameters: Parameters) -> Point | None:
    rules = parameters.place
    if a.key == b.key:
        value = rules["same"].get(a.kind or "words", rules["same"]["words"])
        return Point(max(value, rules["in_one"]) if one.doc == other.doc else value, f"both in {a.name}")
    if a.key in other.around:
        return Point(rules["inside"].get(a.kind or "words", 0.0), f"{b.name} lies in {a.name}")
    if b.key in one.around:
        return Point(rules["inside"].get(b.kind or "words", 0.0), f"{a.name} lies in {b.name}")
    if a.id and b.id:
        apart = _kilometres(a, b)
        near = apart is not None and apart <= rules["close_km"] and one.doc != other.doc  # one report tells them apart
        return Point(rules["close"], f"{a.name} and {b.name} lie {apart:.1f} km apart") if near else None
    if not _alike(a, b):
        return None
    mine, yours = name_words(a.name), name_words(b.name)
    if mine and mine == yours:
        return Point(rules["same"]["words"], f"both in {a.name}")
    return Point(rules["inside"]["words"] if mine & yours else 0.0, f"{a.name} may be {b.name}")


def _alike(a: Where, b: Where) -> bool:
    """Whether two names, of which the registry does not know both, may be of one place.

    Names do if all the words of one are in the other. A description ("the city") may be of any place, and a larger
    place that is known may contain one that is not.
    """
    mine, yours = name_words(a.name), name_words(b.name)
    if a.local or b.local or not mine or not yours or mine <= yours or yours <= mine:
        return True
    known, other = (a, b) if a.id else (b, a)
    return known.id is not None and (known.kind not in SMALL or _only_around(other.name, known))


def _only_around(name: str, known: Where) -> bool:
    """Whether words name nothing but what contains a place: "a crossing west of Aleppo" may be any place there."""
    named = [word for word in name.split() if word[0].isupper() and "-" not in word]
    around = name_words(" ".join(known.parents))
    return bool(named) and name_words(" ".join(named)) <= around


@lru_cache(maxsize=65536)
def name_words(name: str) -> frozenset[str]:
    """The words of a place's name that tell it from others, spelled alike whatever the transliteration."""
    words = (skeleton(word) for word in fold(name).replace("-", " ").split() if len(word) > 2 and word not in _VAGUE)
    return frozenset(filter(None, words))


def _kilometres(a: Where, b: Where) -> float | None:
    """Great-circle distance of near points, flat: its error does not matter below some kilometres."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    return hypot((a.lat - b.lat) * _KM, (a.lon - b.lon) * _KM * cos(radians(a.lat)))


def _time(one: Account, other: Account, parameters: Parameters) -> Point | None:
    """How the days given, else the days told, agree; None where they are more than a day apart."""
    rules = parameters.time
    if one.first is not None and other.first is not None:
        if one.many and (one.first, one.last) != (other.first, other.last):
            return None  # sums over other days are other sums (R14)
        assert one.last is not None
        assert other.last is not None
        gap = max(one.first, other.first) - min(one.last, other.last)
        if gap > 1:
            return None
        if gap == 1:
            return Point(rules["next_day"], "the days that they give are a day apart")
        single = one.first == one.last == other.first == other.last
        return Point(rules["same_day" if single else "overlap"], "same day" if single else "days that overlap")
    if one.first is None and other.first is None:
        return _published(one, other, rules)
    dated, other = (one, other) if one.first is not None else (other, one)
    if other.published is None:
        return Point(0.0, "")
    assert dated.first is not None
    assert dated.last is not None
    if dated.first - 1 <= other.published <= dated.last + rules["lag"]:
        return Point(rules["reported"], "told within days of it")
    return None


def _published(one: Account, other: Account, rules: dict[str, float]) -> Point | None:
    if one.doc == other.doc:
        return Point(rules["one_report"], "one report")
    if one.published is None or other.published is None:
        return None
    gap = abs(one.published - other.published)
    if gap > rules["lag"]:
        return None
    value = rules["published"] if gap == 0 else rules["published_near"] if gap == 1 else 0.0
    return Point(value, "told the same day" if gap == 0 else "told within days of each other")


def _means(one: Account, other: Account, parameters: Parameters) -> list[Point]:
    points = []
    if one.means and other.means:
        like = any(frozenset((a, b)) in parameters.like for a in one.means for b in other.means)
        kind = "same" if one.means & other.means else "like" if like else "other"
        said = {"same": "the same means", "like": "means taken for one another", "other": "different means"}
        points.append(Point(parameters.means[kind], said[kind]))
    if one.objects and other.objects:
        shared = one.objects & other.objects
        points.append(
            Point(parameters.object["same"], f"both at a {min(shared)}") if shared
            else Point(parameters.object["other"], "different things hit")
        )  # fmt: skip
    return points


def _victims(one: Account, other: Account, parameters: Parameters) -> list[Point]:
    points = []
    if one.groups and other.groups:
        shared = one.groups & other.groups
        points.append(
            Point(parameters.victims["same"], f"{min(shared)} in both") if shared
            else Point(parameters.victims["other"], "different victims")
        )  # fmt: skip
    named = one.names & other.names
    if named:
        points.append(Point(parameters.names, f"{min(named)} named in both"))
    return points


def _figures(one: Account, other: Account, parameters: Parameters) -> list[Point]:
    """The closest figures for the same event and groups; people of no stated group are all of them."""
    rules = parameters.figures
    points = []
    for (event, groups), (low, high) in one.figures.items():
        mine = other.figures.get((event, groups))
        if mine is None:
            continue
        least, most = max(low, mine[0]), min(high, mine[1])
        if low == mine[0] and least <= most:
            value = rules["same"] * (2 if low >= rules["large"] else 1)
            points.append(Point(value, f"both give {low:g} {event}"))
        elif least <= most or least <= 1.7 * most:
            points.append(Point(rules["close"], f"close figures for {event}"))
        elif least > 3 * most and least - most >= rules["large"]:
            points.append(Point(rules["far"], f"figures for {event} far apart"))
    return [max(points)] if points else []


def _flow(one: Account, other: Account, parameters: Parameters) -> list[Point]:
    """In one document: claims of one sentence, or of neighbouring ones."""
    rules = parameters.flow
    gaps = [
        max(a.claim.evidence.start, b.claim.evidence.start) - min(a.claim.evidence.end, b.claim.evidence.end)
        for a in one.tellings
        for b in other.tellings
    ]
    gap = min(gaps)
    if gap <= 2:
        return [Point(rules["sentence"], "told in one breath")]
    return [Point(rules["near"], "told next to each other")] if gap <= rules["near_characters"] else []
