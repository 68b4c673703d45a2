"""Drafts become records: offsets, names, links, identity."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from marsad.coders.rules.confidence import confidence
from marsad.coders.rules.phrases import Phrase, tidy
from marsad.knowledge.people import countries, country_of
from marsad.model import (
    Attribution,
    Claim,
    Coding,
    Document,
    Link,
    Mention,
    Quantity,
    Responsibility,
    Span,
    Target,
    Time,
    claim_id,
)

if TYPE_CHECKING:
    from marsad.coders.rules.coder import RuleCoder
    from marsad.coders.rules.draft import Draft
    from marsad.knowledge.actors import Actors


def to_claims(document: Document, drafts: list[Draft], coder: RuleCoder, version: str) -> list[Claim]:
    """The claims of a document's drafts, in order, each once."""
    made: dict[str, Claim] = {}
    ids: dict[int, str] = {}
    near = _near(drafts, coder)
    scene = _scene(document, drafts, coder, near)
    for draft in drafts:
        claim = _claim(document, draft, coder, version, (near, scene), ids)
        made.setdefault(claim.id, claim)
        ids[id(draft)] = claim.id
    return list(made.values())


def _near(drafts: list[Draft], coder: RuleCoder) -> list[str]:
    """Ids of the places that the document's claims name, as context for namesakes."""
    found: dict[str, None] = {}
    for draft in drafts:
        for place in draft.places:
            link = coder.places.link(tidy(place.words))
            if link is not None:
                found[link.id] = None
    return list(found)


def _scene(document: Document, drafts: list[Draft], coder: RuleCoder, near: list[str]) -> list[str]:
    """The conflict and countries that the document is about, as context for "the army" and "rebels"."""
    countries = [c for c in (coder.places.get(i).country for i in near) if c]
    known = [coder.actors.known(p.name or tidy(p.words)) for d in drafts for p in (*d.actors, *d.speakers)]
    conflict = coder.actors.about(countries, [a.id for a in known if a is not None], document.published)
    return [conflict, *dict.fromkeys(countries)] if conflict else list(dict.fromkeys(countries))


def mention(text: str, phrase: Phrase, actors: Actors | None = None) -> dict[str, Any]:
    """A phrase as a mention: words, offsets, and the name in full where the words do not give it.

    With `actors`, a word for a country's people gives the country ("Russian" is Russia), a short form the full name.
    """
    start, end = phrase.span
    words = text[start:end]
    name = phrase.name or tidy(phrase.words)
    if actors is not None:
        country, known = country_of(name), actors.known(name)
        name = countries()[country].name if country else known.name if known is not None else name
    return {"text": words, "start": start, "end": end, "name": name if name != words else None}


def _claim(
    document: Document,
    draft: Draft,
    coder: RuleCoder,
    version: str,
    context: tuple[list[str], list[str]],
    ids: dict[int, str],
) -> Claim:
    text = document.text
    start, end = draft.span
    near, scene = context

    def place_link(words: str) -> Link | None:
        return coder.places.link(tidy(words), near=near)

    def actor_link(words: str) -> Link | None:
        return coder.actors.link(tidy(words), context=scene, on=document.published)

    actors = [
        Mention(**m, link=actor_link(m["name"] or m["text"]))
        for m in (mention(text, p, coder.actors) for p in draft.actors)
    ]
    places = [Mention(**m, link=place_link(m["name"] or m["text"])) for m in (mention(text, p) for p in draft.places)]
    speakers = []
    for number, phrase in enumerate(draft.speakers):
        told = mention(text, phrase)
        verb = next(
            (s.verb for s in draft.speeches if s.speaker.head == phrase.head and s.speaker.tree is phrase.tree), None
        )
        verb = verb or (draft.speeches[number].verb if number < len(draft.speeches) else None)
        speakers.append(Attribution(**told, verb=verb, link=actor_link(told["name"] or told["text"])))
    figure = draft.figure
    moment = draft.moment
    claim = Claim(
        id="",
        doc=document.doc,
        type=draft.type,
        event=draft.event,
        modality=draft.modality,
        evidence=Span(start=start, end=end, text=text[start:end]),
        actor=actors,
        responsibility=_responsibility(draft, actors, speakers),
        target=[Target(**mention(text, p), status=draft.status) for p in draft.targets if not p.pronoun],
        place=places,
        quantity=figure and Quantity(
            text=text[figure.start : figure.end], start=figure.start, end=figure.end, low=figure.low, high=figure.high,
            bound=figure.bound, unit=figure.unit, scope=figure.scope, since=figure.since,
            part_of=ids.get(id(draft.whole)) if draft.whole is not None else None,
        ),
        time=moment and Time(
            text=text[moment.start : moment.end], start=moment.first and moment.first.isoformat(),
            end=moment.last and moment.last.isoformat(), precision=moment.precision, span=(moment.start, moment.end),
        ),
        attribution=speakers,
        published=document.published,
        publisher=document.publisher,
        coding=Coding(coder="rules", version=version, rule=draft.match.rule.name, confidence=confidence(draft)),
    )  # fmt: skip
    return claim.model_copy(update={"id": claim_id(claim)})


def _responsibility(draft: Draft, actors: list[Mention], speakers: list[Attribution]) -> list[Responsibility]:
    if draft.type not in ("attack", "casualty") or not actors:
        return []
    accused = any(s.accuses for s in draft.speeches)
    basis = (
        "denied" if draft.modality == "denied" else "accused" if accused or draft.modality == "alleged" else "stated"
    )
    return [Responsibility(actor=actor, basis=basis, attribution=speakers) for actor in actors]
