"""Reading one document: matches become drafts, drafts get their slots, the document fills what sentences leave open."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from marsad.coders.rules.clauses import evidence, own_tokens
from marsad.coders.rules.continued import listed_places
from marsad.coders.rules.discourse import Discourse
from marsad.coders.rules.draft import Draft, Figure
from marsad.coders.rules.figures import VictimReader, Victims
from marsad.coders.rules.inherit import Inside, inherit
from marsad.coders.rules.modality import ModalityReader
from marsad.coders.rules.moments import Clock
from marsad.coders.rules.numbers import figures_of
from marsad.coders.rules.phrases import PhraseFinder, SplitRun
from marsad.coders.rules.repeats import without_repeats
from marsad.coders.rules.slots import SlotFiller
from marsad.coders.rules.speech import Quotation, Speech, SpeechReader, quotation_after, starts_quoted
from marsad.coders.rules.triggers import Match, Matcher
from marsad.knowledge.nouns import means

if TYPE_CHECKING:
    from marsad.coders.rules.codebook import Codebook
    from marsad.coders.rules.lexicon import Lexicon
    from marsad.coders.rules.tree import Tree

_ARGUMENTS = ("nsubj", "nsubj:pass", "obj", "obl", "obl:agent", "nmod", "nmod:poss", "conj")
_STOPS = frozenset(
    (
        ",",
        ";",
        "after",
        "when",
        "while",
        "as",
        "including",
        "among",
        "who",
        "which",
        "that",
        "by",
        "due",
        "because",
        "and",
        "but",
    )
)
_SIDES = 2
PLANNABLE = ("control", "diplomacy", "humanitarian", "attack", "displacement")


class Reader:
    """Reads the trees of one document into drafts."""

    def __init__(
        self,
        codebook: Codebook,
        lexicon: Lexicon,
        place_kind: Callable[[str], str | None],
        split_run: SplitRun,
        text: str,
        title: str,
        published: date | None,
        inside: Inside,
    ) -> None:
        self.lexicon, self.text, self.split_run, self.inside = lexicon, text, split_run, inside
        self.matcher = Matcher(codebook, lexicon)
        self.modality = ModalityReader(codebook.words)
        self.speech = SpeechReader(lexicon)
        self.victims = VictimReader(lexicon)
        self.discourse = Discourse(lexicon, place_kind)
        self.clock = Clock(text, title, published, codebook.words["say"])
        self.quotation = Quotation()

    def read(self, trees: Sequence[Tree]) -> list[Draft]:
        """The drafts of the document, in order, repeats left out."""
        return without_repeats(self.drafts(trees))

    def drafts(self, trees: Sequence[Tree]) -> list[Draft]:
        """All drafts of the document as the rules alone read them."""
        drafts: list[Draft] = []
        self.discourse.see_names(trees)
        for tree in trees:
            drafts += self._sentence(tree)
            phrases = PhraseFinder(tree, self.lexicon, self.split_run)
            drafts += listed_places(tree, drafts, phrases)
        inherit(drafts, self.discourse, self.clock, self.inside)
        self._name_speakers(drafts)
        return drafts

    def _sentence(self, tree: Tree) -> list[Draft]:
        phrases = PhraseFinder(tree, self.lexicon, self.split_run)
        finder = self.matcher.roles(tree)
        self._see_places(tree, phrases)
        self._see_actors(tree, phrases)
        frames = self.speech.frames(tree, phrases)
        self.clock.look(tree, frames)
        numbers = figures_of(self.text, tree, self.clock.found)
        slots = SlotFiller(tree, self.lexicon, phrases, self.discourse, self.speech.speaker)
        matches = self.matcher.matches(tree, finder)
        drafts: list[Draft] = []
        for match in matches:
            drafts += self._drafts(match, phrases, numbers, slots)
        self._speak(tree, drafts, frames)
        drafts = _without_doubled_accusations(drafts)
        for draft in drafts:
            draft.moment = self.clock.of(draft)
        self.quotation = quotation_after(tree, self.quotation, frames)
        return drafts

    def _see_places(self, tree: Tree, phrases: PhraseFinder) -> None:
        for i in range(len(tree)):
            if (
                self.lexicon.is_name(tree, i)
                and tree.deps[i] not in ("compound", "flat", "amod")
                and self.lexicon.is_place(tree, i)
            ):
                if self.lexicon.is_actor_name(tree, i) and tree.deps[i] not in ("obl", "nmod"):
                    continue
                if i < 2 and len(tree.words[i]) > 3 and tree.words[i].isupper():
                    continue  # the town of a dateline
                for phrase in phrases.places(i):
                    self.discourse.see_place(phrase)
            elif tree.heading and self.lexicon.is_unknown_name(tree, i) and tree.case(i) in ("of", "in", "for"):
                self.discourse.see_place(phrases.of(i))  # "Battle of X": no registry needs to know X
            elif self.lexicon.word_is(tree, i, "place") and tree.case(i) in ("in", "at", "near", "on"):
                for phrase in phrases.places(i):
                    if any(self.lexicon.is_name(tree, k) for k in range(phrase.first, phrase.last + 1)):
                        self.discourse.see_place(phrase)

    def _see_actors(self, tree: Tree, phrases: PhraseFinder) -> None:
        say = self.lexicon.words["say"]
        for i in range(len(tree)):
            if not tree.tags[i].startswith("NN") or tree.deps[i] not in _ARGUMENTS:
                continue
            subject = tree.deps[i] in ("nsubj", "obl:agent")
            weapon = self.lexicon.word_is(tree, i, "vehicle") and not self.lexicon.word_is(tree, i, "combatant")
            if (self.lexicon.word_is(tree, i, "force") or self.lexicon.is_actor_name(tree, i)) and not weapon:
                self.discourse.see_actor(phrases.with_of(i), subject=subject)
            elif subject and self.lexicon.is_name(tree, i) and tree.lemmas[tree.heads[i]] in say:
                self.discourse.see_actor(self.speech.speaker(tree, i, phrases), subject=True)

    # From a match to drafts

    def _drafts(self, match: Match, phrases: PhraseFinder, numbers: list[Figure], slots: SlotFiller) -> list[Draft]:
        rule, tree = match.rule, match.tree
        negated_figure = rule.type == "casualty" and any(tree.words[k].lower() == "no" for k in tree.kids[match.at])
        modality = self.modality.read(
            tree, match.at, match.verb, plannable=rule.type in PLANNABLE,
            negated=rule.negated or negated_figure, future=rule.type in ("diplomacy", "humanitarian"),
        )  # fmt: skip
        if rule.modality and (modality or "asserted") not in rule.modality:
            return []
        if rule.about_clause and modality is None:
            modality = "asserted"
        if modality is None or (rule.negated and not _negated(tree, match.at)):
            return []
        carrier = match.verb if match.verb != match.at and _carries(match) else None
        first, last = evidence(tree, match.at, carrier)
        base = Draft(match, rule.type, rule.event, modality, first, last)
        if base.event == "talks_held" and modality == "planned":
            base.event = "talks_planned"
        if base.event == "other":
            base.event = self._means(base) or "other"
        slots.fill_places(base)
        slots.fill_actors(base)
        slots.fill_targets(base)
        if rule.type == "casualty":
            return self._casualties(base, phrases, numbers)
        if rule.type == "displacement" or rule.event.startswith("evacuation"):
            return self._people(base, phrases, numbers)
        return self._by_place(base, numbers)

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
            base.places = base.places if base.own_place else []
            return [base]
        if (
            base.type == "control"
            and not base.places
            and base.event in ("captured", "holds", "besieged")
            and not base.match.rule.support
        ):
            return []
        pointing = _definite(base.tree, base.match.at) or base.tree.case(base.match.at) in (
            "of",
            "after",
            "during",
            "despite",
        )
        if base.event == "contested" and not base.own_place and pointing and len(base.actors) < _SIDES:
            return []  # "the clashes" only point back
        if base.event == "other" and base.match.rule.weak and not (base.own_place or base.own_actor):
            if _definite(base.tree, base.match.at):
                return []  # so does "the attack"
        if base.type == "attack" and base.match.rule.weak and not (base.own_place or base.own_actor):
            return []  # a word of many senses with neither a place nor a doer
        start, end = base.span
        shares = [n for n in numbers if start <= n.start and n.end <= end and n.unit == "share"]
        made = []
        for place in base.places or [None]:
            draft = _copy(base, places=[place] if place else [])
            if base.type == "control":
                if shares and len(base.places) <= 1:
                    draft.figure = shares[0]
                elif place is not None and place.tree is base.tree:
                    inside = [
                        n for n in numbers if n.start >= place.span[0] and n.end <= place.span[1] and n.unit == "people"
                    ]
                    if inside and place.tree.tags[place.head] in ("NNS", "NNPS") and base.own_place:
                        draft.figure = _with_unit(inside[0], "places")
            made.append(draft)
        return made

    def _people(self, base: Draft, phrases: PhraseFinder, numbers: list[Figure]) -> list[Draft]:
        """Displacement and evacuation: a draft for each group of people with a figure, else one without."""
        match, found = base.match, []
        for role in match.rule.look_at("people"):
            heads = [match.at] if role == "noun" else match.roles.get(role, [])
            for head in heads:
                found += [g for g in self.victims.groups(base.tree, head, phrases, numbers) if g.figure or g.phrase]
            if found:
                break
        if not found:
            return [] if match.rule.figure else [base]
        made = []
        for group in found:
            if match.rule.figure and group.figure is None:
                continue
            draft = _copy(base, figure=group.figure, targets=[group.phrase] if group.phrase else [])
            draft.status = group.status
            made.append(draft)
        return made

    def _casualties(self, base: Draft, phrases: PhraseFinder, numbers: list[Figure]) -> list[Draft]:
        match, tree = base.match, base.tree
        groups: list[Victims] = []
        for role in match.rule.look_at("victim"):
            if role == "noun":
                groups += self._counted_noun(match, phrases, numbers)
            else:
                for head in match.roles.get(role, []):
                    if match.rule.figure and role in ("to", "at", "reach", "be", "object", "of"):
                        groups += self._toll(match, head, phrases, numbers)
                    else:
                        groups += self.victims.groups(tree, head, phrases, numbers)
            if groups:
                break
        if not groups and "toll" in tree.lemmas[match.at]:
            groups = self._toll_in_clause(match, numbers)
        made: list[Draft] = []
        seen: set[int] = set()
        for group in groups:
            if (
                group.figure is None
                and not group.vague
                and not (group.phrase and tree.tags[group.phrase.head] in ("NNS", "NNPS"))
            ):
                continue
            if match.rule.figure and group.figure is None:
                continue
            draft = _copy(base, figure=group.figure, targets=[group.phrase] if group.phrase else [])
            draft.status = group.status
            draft.first, draft.last = self._stated(base, group)
            if len(groups) > 1 and made:
                draft.first, draft.last = group.first, group.last
            made.append(draft)
            if draft.figure is not None:
                seen.add(draft.figure.start)
        if made:
            for part in self.victims.parts(tree, min(g.first for g in groups), phrases, numbers):
                if part.figure is None or part.figure.start in seen:
                    continue
                draft = _copy(base, figure=part.figure, targets=[part.phrase] if part.phrase else [])
                draft.first, draft.last, draft.status, draft.whole = part.first, part.last, part.status, made[0]
                made.append(draft)
        return made

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
        """ "five more deaths", "no casualties": the figure stands with the noun itself."""
        group = self.victims._group(match.tree, match.at, phrases, numbers)
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
        figure = _with_scope(after[-1] if len(after) == 1 else after[0], "incident")
        last = next(i for i in range(len(tree)) if tree.spans[i][1] >= figure.end)
        return [Victims(match.at, last, figure, None, "unknown")]

    # Who says so

    def _speak(self, tree: Tree, drafts: list[Draft], frames: list[Speech]) -> None:
        for draft in drafts:
            over = [
                f
                for f in self.speech.nearest_first(frames)
                if draft.match.at in f.scope or (draft.match.verb in f.scope and draft.match.verb != draft.match.at)
            ]
            if draft.type == "diplomacy":
                over = [f for f in over if draft.match.at != f.speaker.head]
            draft.speeches = over
            for frame in over:
                if frame.accuses and draft.type != "diplomacy" and draft.modality == "asserted":
                    draft.modality = "alleged"
                if frame.denies and draft.modality == "asserted":
                    draft.modality = "denied"
            speakers = [self.discourse.resolve_speaker(f.speaker) for f in over]
            draft.speakers = [s for s in speakers if s is not None]
            if not over and starts_quoted(tree, self.quotation) and self.quotation.speaker is not None:
                speaker = self.discourse.resolve_speaker(self.quotation.speaker)
                draft.speakers = [speaker] if speaker else []
        for frame in frames:
            resolved = self.discourse.resolve_speaker(frame.speaker)
            if resolved is not None:
                self.discourse.see_speaker(resolved)

    def _name_speakers(self, drafts: list[Draft]) -> None:
        named = [*self.discourse.speakers, *self.discourse.names]
        for draft in drafts:
            draft.speakers = [self.discourse.named_later(s, named) for s in draft.speakers]


def _definite(tree: Tree, at: int) -> bool:
    """Whether a noun is one that the text has told of already: "the battle", "their war"."""
    return not tree.is_verb(at) and any(
        tree.words[k].lower() in ("the", "this", "these", "that", "those", "its", "their", "his") for k in tree.kids[at]
    )


def _negated(tree: Tree, at: int) -> bool:
    tokens = own_tokens(tree, at)
    return any(tree.words[k].lower() in ("no", "not", "n't", "never", "without", "unable", "nor") for k in tokens)


def _carries(match: Match) -> bool:
    """Whether the governing verb only carries the noun ("launched an attack"), so that its clause is the evidence."""
    tree = match.tree
    return tree.heads[match.at] == match.verb and (
        bool(match.rule.support or match.rule.be or match.rule.be_noun)
        or tree.deps[match.at] in ("obj", "nsubj:pass")
        or (tree.deps[match.at] == "nsubj")
    )


def _copy(base: Draft, **changes: object) -> Draft:
    made = Draft(base.match, base.type, base.event, base.modality, base.first, base.last)
    made.actors, made.targets, made.places = list(base.actors), list(base.targets), list(base.places)
    made.own_place, made.own_actor, made.means, made.status = base.own_place, base.own_actor, base.means, base.status
    made.figure = base.figure
    for name, value in changes.items():
        setattr(made, name, value)
    return made


def _with_unit(figure: Figure, unit: str) -> Figure:
    return Figure(figure.start, figure.end, figure.low, figure.high, figure.bound, unit, figure.scope)


def _with_scope(figure: Figure, scope: str) -> Figure:
    return Figure(figure.start, figure.end, figure.low, figure.high, figure.bound, figure.unit, scope)  # type: ignore[arg-type]


def _without_doubled_accusations(drafts: list[Draft]) -> list[Draft]:
    """An accusation of a specific act is that act, alleged; where no attack or casualty is coded it stays "accused"."""
    told = {s.at for d in drafts if d.type in ("attack", "casualty") for s in d.speeches if s.accuses}
    return [
        d for d in drafts
        if not (d.match.rule.accusation and d.match.at in told)
        and not (d.type not in ("attack", "casualty") and any(s.accuses for s in d.speeches) and d.match.at not in {s.at for s in d.speeches})
    ]  # fmt: skip
