"""From a match to drafts: one for each place, group of people or figure that the sentence tells apart."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from marsad.coders.rules.clauses import evidence, own_tokens
from marsad.coders.rules.draft import Draft, Figure
from marsad.coders.rules.figures import VictimReader, Victims
from marsad.coders.rules.mending import counted
from marsad.knowledge.nouns import means

if TYPE_CHECKING:
    from marsad.coders.rules.modality import ModalityReader
    from marsad.coders.rules.phrases import Phrase, PhraseFinder
    from marsad.coders.rules.place_slots import PlaceFiller
    from marsad.coders.rules.slots import SlotFiller
    from marsad.coders.rules.tree import Tree
    from marsad.coders.rules.triggers import Match
    from marsad.model import Modality

_STOPS = frozenset(
    ", ; after when while as including among who which that by due because and but".split()
)  # words that end what is said of the victims
_HAPPEN = frozenset("occur happen erupt rock hit strike ring break take follow".split())
_ONGOING = frozenset(("still", "currently"))
_SIDES = 2  # parties to a clash
_STATES = ("holds", "besieged")
_ABOUT = frozenset("on over about for concerning regarding against".split())
_BEFORE = 4
_PLANNABLE = ("control", "diplomacy", "humanitarian", "attack", "displacement")


class Drafter:
    """Turns a match into drafts with their places, parties, people and figures."""

    def __init__(self, modality: ModalityReader, victims: VictimReader) -> None:
        self.modality, self.victims = modality, victims

    def drafts(
        self, match: Match, phrases: PhraseFinder, numbers: list[Figure], slots: SlotFiller, places: PlaceFiller
    ) -> list[Draft]:
        """The drafts of one match; none where the words do not assert what the rule asks for."""
        rule, tree = match.rule, match.tree
        modality = self.modality_of(match)
        if modality is None:
            return []
        carrier = match.verb if match.verb != match.at and _carries(match) else None
        asked = [k for k in tree.subtree(match.at) if k > match.at and tree.lemmas[k] in rule.about_clause]
        first, last = evidence(tree, match.at, carrier, asked[0] if asked else None)
        base = Draft(match, rule.type, rule.event, modality, first, last)
        if base.event == "talks_held" and modality == "planned":
            base.event = "talks_planned"
        if base.event == "captured" and any(tree.words[k].lower() in _ONGOING for k in tree.kids[match.at]):
            base.event = "holds"  # "the streets that they still occupy"
        if base.event == "talks_planned" and modality == "asserted":
            base.modality = "planned"
        if base.event == "other" and not rule.object_words:
            base.event = self._means(base) or "other"
        places.fill(base)
        slots.fill_actors(base)
        slots.fill_targets(base)
        if rule.type == "casualty":
            return self._casualties(base, phrases, numbers)
        if rule.type == "displacement" or rule.event.startswith("evacuation"):
            return self._people(base, phrases, numbers)
        return self._by_place(base, numbers)

    def modality_of(self, match: Match) -> Modality | None:
        """How the words tell the event; None where they do not assert what the rule asks for."""
        rule, tree = match.rule, match.tree
        negated_figure = rule.type == "casualty" and any(tree.words[k].lower() == "no" for k in tree.kids[match.at])
        modality = self.modality.read(
            tree, match.at, match.verb, plannable=rule.type in _PLANNABLE,
            negated=rule.negated or negated_figure, future=rule.type in ("diplomacy", "humanitarian"),
        )  # fmt: skip
        over = rule.event in _STATES and _no_longer(tree, match.at)
        if (rule.denied or over) and modality == "asserted":
            modality = "denied"
        if rule.modality and (modality or "asserted") not in rule.modality:
            return None
        if rule.about_clause and modality is None:
            modality = "asserted"
        return modality

    def _happens(self, base: Draft) -> bool:
        """Whether an event noun is the subject of a verb of happening, told for the first time."""
        tree, at = base.tree, base.match.at
        subject = tree.deps[at] == "nsubj" and tree.lemmas[tree.heads[at]] in _HAPPEN
        return subject and not _definite(tree, at)

    def _means(self, draft: Draft) -> str | None:
        """The attack event that a weapon in the clause signals, where the trigger leaves the means open."""
        tree, listed = draft.tree, means()
        for i in range(draft.first, draft.last + 1):
            if i == draft.match.at or tree.lemmas[i] == "bombardment":
                continue
            for words in (" ".join(tree.lemmas[max(0, i - 1) : i + 1]), tree.lemmas[i]):
                if words in listed:
                    return listed[words]
        return None

    def _by_place(self, base: Draft, numbers: list[Figure]) -> list[Draft]:
        """One draft a place; shares and counted places are figures of a control claim."""
        if base.type == "diplomacy":
            talks = base.event.startswith("talks")
            base.places = [p for p in base.places if base.own_place and (not talks or _of_the_talks(base, p))]
            return [base]
        if _too_little(base, happens=self._happens(base)):
            return []
        start, end = base.span
        shares = [n for n in numbers if start <= n.start and n.end <= end and n.unit == "share"]
        made = [_copy(base, places=[place]) for place in base.places] or [_copy(base)]
        if base.type == "control":
            for draft in made:
                draft.figure = shares[0] if shares and len(made) == 1 else _counted_places(draft, numbers)
        return made

    def _people(self, base: Draft, phrases: PhraseFinder, numbers: list[Figure]) -> list[Draft]:
        """Displacement and evacuation: a draft for each group of people with a figure, else one without."""
        match, found = base.match, []
        for role in match.rule.look_at("people"):
            heads = [_counting(match)] if role == "noun" else match.roles.get(role, [])
            for head in heads or (_of_about(match) if role == "of" else []):
                found += [g for g in self.victims.groups(base.tree, head, phrases, numbers) if g.figure or g.phrase]
            if found:
                break
        if not found:
            return [] if match.rule.figure else [base]
        made = []
        for group in found:
            if match.rule.figure and group.figure is None:
                continue
            made.append(_of_group(base, group))
        return made + self._parts(base, found, made, phrases, numbers)

    def _casualties(self, base: Draft, phrases: PhraseFinder, numbers: list[Figure]) -> list[Draft]:
        """A draft for each group of victims that has a figure or is said to be several, then for their stated parts."""
        groups = self._victims(base.match, phrases, numbers)
        made: list[Draft] = []
        for group in groups:
            if not _tells_of_people(base, group):
                continue
            draft = _of_group(base, group)
            draft.first, draft.last = (group.first, group.last) if made else self._stated(base, group)
            made.append(draft)
        return made + self._parts(base, groups, made, phrases, numbers)

    def _parts(
        self, base: Draft, groups: list[Victims], whole: list[Draft], phrases: PhraseFinder, numbers: list[Figure]
    ) -> list[Draft]:
        """A draft for each stated part of the people told of: "including six children"."""
        made: list[Draft] = []
        if not whole:
            return made
        seen = {draft.figure.start for draft in whole if draft.figure is not None}
        for part in self.victims.parts(base.tree, min(g.first for g in groups), phrases, numbers):
            if part.figure is None or part.figure.start in seen or _of_another(base, part):
                continue
            draft = _of_group(base, part)
            draft.first, draft.last, draft.whole = part.first, part.last, whole[0]
            made.append(draft)
        return made

    def _victims(self, match: Match, phrases: PhraseFinder, numbers: list[Figure]) -> list[Victims]:
        """The groups of victims, from the first of the rule's roles that names any."""
        groups: list[Victims] = []
        for role in match.rule.look_at("victim"):
            if role == "noun":
                groups += self._counted_noun(match, phrases, numbers)
            else:
                for head in match.roles.get(role, []):
                    if match.rule.figure and role in ("to", "at", "reach", "be", "object", "of"):
                        groups += self._toll(match, head, phrases, numbers)
                    else:
                        groups += self.victims.groups(match.tree, head, phrases, numbers)
            if groups:
                return groups
        return self._toll_in_clause(match, numbers) if _is_toll(match) else []

    def _stated(self, base: Draft, group: Victims) -> tuple[int, int]:
        """The words from the victims to the verb, or the other way round, and what stands right after them."""
        tree, at = base.tree, base.match.at
        first, last = min(group.first, at), max(group.last, at)
        while (
            first > base.first
            and tree.deps[first - 1] in ("aux", "aux:pass", "det", "advmod", "nummod", "case")
            and first > 0
        ):
            first -= 1
        if group.figure is not None:
            while first > 0 and tree.spans[first][0] > group.figure.start:
                first -= 1  # "at least" belongs to the figure
        for i in range(last + 1, base.last + 1):
            if tree.is_verb(i) or tree.words[i].lower() in _STOPS:
                break
            last = i
        return first, last

    def _counted_noun(self, match: Match, phrases: PhraseFinder, numbers: list[Figure]) -> list[Victims]:
        """The figure that stands with the noun itself: "five more deaths", "no casualties"."""
        group = self.victims.group(match.tree, _counting(match), phrases, numbers)
        if group is None or group.figure is None:
            return []
        group.phrase = None
        return [group]

    def _toll(self, match: Match, head: int, phrases: PhraseFinder, numbers: list[Figure]) -> list[Victims]:
        groups = self.victims.groups(match.tree, head, phrases, numbers)
        return [g for g in groups if g.figure is not None]

    def _toll_in_clause(self, match: Match, numbers: list[Figure]) -> list[Victims]:
        """As in "The death toll rose to 112", "stands at 70": the last figure of the clause that counts people."""
        tree = match.tree
        tokens = own_tokens(tree, match.verb)
        after = [
            n
            for n in numbers
            if n.unit == "people" and n.start >= tree.spans[match.at][1] and n.end <= tree.spans[max(tokens)][1]
        ]
        if not after:
            return []
        figure = replace(after[0], scope="incident")
        last = next(i for i in range(len(tree)) if tree.spans[i][1] >= figure.end)
        return [Victims(match.at, last, figure, None, "unknown")]


def _no_longer(tree: Tree, at: int) -> bool:
    """Whether a state is said to have ended: "no longer controls", "was no longer under siege"."""
    near = range(max(1, at - _BEFORE), at)
    return any(tree.words[k - 1].lower() == "no" and tree.words[k].lower() == "longer" for k in near)


def _counting(match: Match) -> int:
    """The noun itself, or what counts it: the dozens of "dozens of casualties"."""
    tree, at = match.tree, match.at
    head = tree.heads[at]
    return head if tree.deps[at] == "nmod" and tree.case(at) == "of" and counted(tree, head) else at


def _is_toll(match: Match) -> bool:
    """Whether a noun gives a total: "the toll", "the number of victims"."""
    tree, at = match.tree, match.at
    return tree.lemmas[at] == "toll" or (at > 1 and tree.lemmas[at - 2] == "number")


def _of_another(base: Draft, part: Victims) -> bool:
    """Whether a stated part belongs to those of another verb: "34 died and four, including an officer, were caught"."""
    tree, at = base.tree, base.match.at
    head = part.phrase.head if part.phrase is not None else part.last
    verbs = [k for k in tree.ancestors(head) if tree.is_verb(k)]
    return bool(verbs) and verbs[0] > at and tree.deps[verbs[0]] == "conj" and tree.passive(verbs[0])


def _definite(tree: Tree, at: int) -> bool:
    """Whether a noun is one that the text has told of already: "the battle", "their war"."""
    return not tree.is_verb(at) and any(
        tree.words[k].lower() in ("the", "this", "these", "that", "those", "its", "their", "his") for k in tree.kids[at]
    )


def _carries(match: Match) -> bool:
    """Whether the governing verb only carries the noun ("launched an attack"), so that its clause is the evidence."""
    tree = match.tree
    return tree.heads[match.at] == match.verb and (
        bool(match.rule.support or match.rule.be or match.rule.be_noun)
        or tree.deps[match.at] in ("obj", "nsubj:pass")
        or (tree.deps[match.at] == "nsubj")
    )


def _of_about(match: Match) -> list[int]:
    """Those of whom the noun that is asked for speaks: "requested the evacuation of 300 residents"."""
    tree, asked = match.tree, {words.split()[-1] for words in match.rule.about}
    nouns = [k for k in tree.subtree(match.at) if tree.lemmas[k] in asked]
    return [m for k in nouns for m in tree.children(k, "nmod") if tree.case(m) == "of"]


def _too_little(base: Draft, *, happens: bool) -> bool:
    """Whether the words only point back to what is told elsewhere, or mean too much without a place or doer.

    What is said to happen is told enough: "a blast occurred near the convoy".
    """
    named, weak = base.own_place or base.own_actor or happens, base.match.rule.weak
    pointing = _definite(base.tree, base.match.at)
    if base.type == "control" and _adjectival(base):
        return True
    if base.type == "control" and not base.places and base.event in ("captured", "holds", "besieged"):
        return not base.match.rule.support
    if base.event == "contested" and not base.own_place and len(base.actors) < _SIDES:
        return pointing or base.tree.case(base.match.at) in ("of", "after", "during", "despite")  # "the clashes"
    return weak and not named and (base.type == "attack" or (base.event == "other" and pointing))


def _adjectival(base: Draft) -> bool:
    """Whether a participle only says which places or forces are meant: "districts held by rebels", "forces fighting".

    Of a place with a name it is a claim: "the town of Qasr, held by rebels".
    """
    tree, at = base.tree, base.match.at
    if base.event == "contested":
        return tree.is_verb(at) and tree.deps[at] == "acl" and not base.own_place
    described = tree.is_verb(at) and tree.deps[at] == "acl" and tree.passive(at)
    described = described or (base.event == "holds" and tree.deps[at] == "acl:relcl")  # "areas that they had held"
    if not described and not (base.match.rule.be and tree.deps[at] in ("acl", "nmod")):
        return False
    places = [p for p in base.places if p.tree is tree]
    return bool(places) and not any(
        tree.words[k][:1].isupper() for p in places for k in range(p.first, max(p.last + 1, at))
    )


def _of_the_talks(base: Draft, place: Phrase) -> bool:
    """Whether talks take place somewhere, and are not about it: "talks on X", "to free those in X"."""
    tree, match = base.tree, base.match
    if place.tree is not tree:
        return True
    between = [k for k in tree.ancestors(place.head) if tree.is_verb(k)]
    inner = bool(between) and between[0] not in (match.at, match.verb, *tree.ancestors(match.at))
    return not inner and tree.case(place.head) not in _ABOUT


def _counted_places(draft: Draft, numbers: list[Figure]) -> Figure | None:
    """The figure inside the place's own words: "three villages"."""
    place = draft.places[0] if draft.places else None
    if place is None or place.tree is not draft.tree or not draft.own_place:
        return None
    inside = [n for n in numbers if n.start >= place.span[0] and n.end <= place.span[1] and n.unit == "people"]
    return replace(inside[0], unit="places") if inside and place.tree.tags[place.head] in ("NNS", "NNPS") else None


def _tells_of_people(base: Draft, group: Victims) -> bool:
    """Whether a group of victims has a figure or, where the rule lets it, is said to be several or vaguely many."""
    if group.figure is not None:
        return True
    several = group.phrase is not None and base.tree.tags[group.phrase.head] in ("NNS", "NNPS")
    if several and not group.vague and group.phrase is not None and _definite(base.tree, group.phrase.head):
        return False  # "the militants were killed": those told of before
    return (group.vague or several) and not base.match.rule.figure


def _of_group(base: Draft, group: Victims) -> Draft:
    draft = _copy(base, figure=group.figure, targets=[group.phrase] if group.phrase else [])
    draft.status = group.status
    return draft


def _copy(base: Draft, **changes: object) -> Draft:
    fresh = {"actors": list(base.actors), "targets": list(base.targets), "places": list(base.places)}
    return replace(base, **{**fresh, "speeches": [], "speakers": [], **changes})  # type: ignore[arg-type]
