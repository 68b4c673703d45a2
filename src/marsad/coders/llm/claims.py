"""From what the model said to claims: every word found in the document, or the claim refused."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from marsad.coders.llm.figures import Figures
from marsad.coders.llm.grounding import Ground, InventedError
from marsad.coders.llm.linking import Links
from marsad.model import (
    Attribution,
    Claim,
    Coding,
    Mention,
    Responsibility,
    Target,
    claim_id,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from marsad.coders.llm.answer import Answer, Said, Source
    from marsad.knowledge.actors import Actors
    from marsad.knowledge.places import Places
    from marsad.model import Basis, Document, Modality, Span

CODER = "llm"

CONFIDENCE = 0.5
"""Of every claim of a language model: nothing was measured that would tell one from another."""

_BASIS: dict[Modality, Basis] = {"denied": "denied", "alleged": "accused", "asserted": "stated", "planned": "stated"}


@dataclass(slots=True)
class Checked:
    """The claims of a document, and what was refused."""

    claims: list[Claim] = field(default_factory=list)
    invented: list[str] = field(default_factory=list)
    """Words that do not stand in the document, one for each claim that had some."""
    malformed: int = 0


def check(document: Document, answers: Sequence[Answer], version: str, places: Places, actors: Actors) -> Checked:
    """The claims of the answers about a document's pieces that are true to its words, in the order of the text."""
    checked = Checked(malformed=sum(len(answer.malformed) for answer in answers))
    ground, figures = Ground(document.text), Figures(document)
    made: list[Claim] = []
    for answer in answers:
        numbered: dict[int, Claim] = {}
        for number, said in answer.claims.items():
            try:
                numbered[number] = _claim(document, said, ground, figures, version)
            except InventedError as words:
                checked.invented.append(str(words))
        made += _parts(numbered, answer)
    links = Links(places, actors, made, document.published)
    ids: dict[str, str] = {}
    final: dict[str, Claim] = {}
    for claim in made:
        linked = links.linked(claim)
        linked = _blamed(linked.model_copy(update={"id": claim_id(linked)}))
        ids[claim.id] = linked.id
        final.setdefault(linked.id, linked)
    checked.claims = sorted((_whole(one, ids) for one in final.values()), key=lambda one: one.evidence.start)
    return checked


def _claim(document: Document, said: Said, ground: Ground, figures: Figures, version: str) -> Claim:
    evidence = ground.quote(said.quote, said.event)

    def found(words: str) -> dict[str, object]:
        return ground.near(words, evidence).model_dump()

    claim = Claim(
        id="",
        doc=document.doc,
        type=said.type,
        event=said.name,
        modality=said.modality,
        evidence=evidence,
        actor=[Mention.model_validate(found(words)) for words in said.actor],
        target=[Target.model_validate(found(words) | {"status": said.target_status}) for words in said.target],
        means=Mention.model_validate(found(said.means)) if said.means else None,
        place=[Mention.model_validate(found(words)) for words in said.place],
        quantity=figures.quantity(ground.near(said.figure, evidence), said, ground) if said.figure else None,
        time=figures.time(ground.near(said.time, evidence), said) if said.time else None,
        attribution=[_source(one, ground, evidence) for one in said.sources],
        published=document.published,
        publisher=document.publisher,
        coding=Coding(coder=CODER, version=version, rule=f"llm.{said.event}", confidence=CONFIDENCE),
    )
    return claim.model_copy(update={"id": claim_id(claim)})


def _source(one: Source, ground: Ground, evidence: Span) -> Attribution:
    verb = one.verb if one.verb and ground.has(one.verb) else None
    return Attribution(**ground.near(one.words, evidence).model_dump(), verb=verb)


def _parts(numbered: dict[int, Claim], answer: Answer) -> list[Claim]:
    """The claims with figures that are part of another's tied to it, where that has a figure as well."""
    tied = []
    for number, claim in numbered.items():
        part_of = answer.claims[number].part_of
        whole = numbered.get(part_of) if part_of is not None else None
        if whole and whole.id != claim.id and whole.quantity and claim.quantity:
            claim = claim.model_copy(update={"quantity": claim.quantity.model_copy(update={"part_of": whole.id})})
        tied.append(claim)
    return tied


def _whole(claim: Claim, ids: dict[str, str]) -> Claim:
    """The claim with the final id of the one that its figure is a part of."""
    if claim.quantity is None or claim.quantity.part_of is None:
        return claim
    part_of = ids[claim.quantity.part_of]
    return claim.model_copy(update={"quantity": claim.quantity.model_copy(update={"part_of": part_of})})


def _blamed(claim: Claim) -> Claim:
    """The claim with who is said to have done it, apart from whether it happened."""
    if claim.type not in ("attack", "casualty"):
        return claim
    basis = _BASIS[claim.modality]
    blamed = [Responsibility(actor=one, basis=basis, attribution=claim.attribution) for one in claim.actor]
    return claim.model_copy(update={"responsibility": blamed})
