"""Reading one document: matches become drafts, drafts get their slots, the document fills what sentences leave open."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from marsad.coders.rules.continued import listed_places
from marsad.coders.rules.descriptions import without_descriptions
from marsad.coders.rules.discourse import Discourse
from marsad.coders.rules.doers import name_doers, name_kinds
from marsad.coders.rules.drafting import Drafter
from marsad.coders.rules.figures import VictimReader
from marsad.coders.rules.hearsay import hearsay
from marsad.coders.rules.inherit import Inside, inherit
from marsad.coders.rules.modality import ModalityReader
from marsad.coders.rules.moments import DONE_BY_SAYING, Clock
from marsad.coders.rules.numbers import figures_of, lengths_of
from marsad.coders.rules.phrases import Phrase, PhraseFinder
from marsad.coders.rules.place_phrases import PlacePhrases
from marsad.coders.rules.place_slots import PlaceFiller
from marsad.coders.rules.quotation import Quotation
from marsad.coders.rules.repeats import without_repeats
from marsad.coders.rules.slots import SlotFiller
from marsad.coders.rules.speech import Speech, SpeechReader
from marsad.coders.rules.tolls import with_listed
from marsad.coders.rules.triggers import Matcher

if TYPE_CHECKING:
    from marsad.coders.rules.codebook import Codebook
    from marsad.coders.rules.draft import Draft
    from marsad.coders.rules.lexicon import Lexicon
    from marsad.coders.rules.place_lists import SplitRun
    from marsad.coders.rules.tree import Tree

_SCENES = frozenset("battle siege fall capture liberation recapture encirclement storming fighting blockade".split())
_ARGUMENTS = ("nsubj", "nsubj:pass", "obj", "obl", "obl:agent", "nmod", "nmod:poss", "conj")


class Reader:
    """Reads the trees of one document into drafts."""

    def __init__(
        self,
        codebook: Codebook,
        lexicon: Lexicon,
        place_kind: Callable[[str], str | None],
        split_run: SplitRun | None,
        text: str,
        title: str,
        published: date | None,
        inside: Inside,
    ) -> None:
        self.lexicon, self.text, self.split_run, self.inside = lexicon, text, split_run, inside
        self.matcher = Matcher(codebook, lexicon)
        self.speech = SpeechReader(lexicon)
        self.drafter = Drafter(ModalityReader(codebook.words), VictimReader(lexicon))
        self.discourse = Discourse(lexicon, place_kind)
        self.clock = Clock(text, title, published, codebook.words["say"])
        self.quotation = Quotation()
        self.end = 0
        self.said: dict[int, tuple[Phrase, str | None]] = {}
        """The last speaker of each sentence, with the verb."""

    def read(self, trees: Sequence[Tree]) -> list[Draft]:
        """The drafts of the document, in order, repeats left out."""
        kept = without_repeats(without_descriptions(self.drafts(trees)))
        name_kinds(kept)
        name_doers(kept)
        return kept

    def drafts(self, trees: Sequence[Tree]) -> list[Draft]:
        """All drafts of the document as the rules alone read them."""
        drafts: list[Draft] = []
        self.discourse.see_names(trees)
        for tree in trees:
            drafts += self._sentence(tree)
            drafts += listed_places(tree, drafts, self._place_phrases(tree))
        inherit(drafts, self.discourse, self.clock, self.inside)
        self._name_speakers(drafts)
        for draft in drafts:
            _speak_for_themselves(draft)
        return drafts

    def _sentence(self, tree: Tree) -> list[Draft]:
        phrases, place_phrases = PhraseFinder(tree, self.lexicon), self._place_phrases(tree)
        finder = self.matcher.roles(tree)
        self._see_places(tree, place_phrases)
        self._see_actors(tree, phrases)
        frames = self.speech.frames(tree, phrases)
        self.clock.look(tree)
        numbers = figures_of(self.text, tree, self.clock.found)
        slots = SlotFiller(tree, self.lexicon, phrases, self.discourse, self.speech.sources.name)
        places = PlaceFiller(tree, self.lexicon, place_phrases, self.discourse)
        matches = self.matcher.matches(tree, finder)
        drafts: list[Draft] = []
        for match in matches:
            drafts += self.drafter.drafts(match, phrases, numbers, slots, places)
        drafts = with_listed(tree, drafts, numbers, places, phrases)
        self._measure(tree, drafts)
        self._speak(tree, drafts, frames)
        drafts = [d for d in drafts if not d.match.rule.by_speaker or _blamed(d)]
        drafts = _without_doubled_accusations(_without_mixed(drafts))
        for draft in drafts:
            draft.moment = self.clock.of(draft)
        return drafts

    def _place_phrases(self, tree: Tree) -> PlacePhrases:
        return PlacePhrases(tree, self.lexicon, self.split_run)

    def _measure(self, tree: Tree, drafts: list[Draft]) -> None:
        """How long a truce or deal is for: "a five-day ceasefire"."""
        bounded = [d for d in drafts if d.event.startswith(("ceasefire", "deal")) and d.figure is None]
        lengths = lengths_of(self.text, tree, self.clock.found) if bounded else []
        for draft in bounded:
            start, end = draft.span
            draft.figure = next((n for n in lengths if start <= n.start and n.end <= end), None)

    def _see_places(self, tree: Tree, phrases: PlacePhrases) -> None:
        if tree.heading:
            self._see_scene(tree, phrases)
        for i in range(len(tree)):
            if (
                self.lexicon.is_name(tree, i)
                and tree.deps[i] not in ("compound", "flat", "amod")
                and self.lexicon.is_place(tree, i)
            ):
                if self.lexicon.is_actor_name(tree, i) and tree.deps[i] not in ("obl", "nmod"):
                    continue
                if tree.deps[i] == "nsubj" and tree.lemmas[tree.heads[i]] in self.lexicon.words["say"]:
                    continue  # who tells of it is no place of it: "Kinshasa said"
                if i < 2 and len(tree.words[i]) > 3 and tree.words[i].isupper():
                    continue  # the town of a dateline
                listed = phrases.at(i)
                for phrase in listed:
                    self.discourse.see_place(phrase, listed)
            elif tree.heading and self.lexicon.is_unknown_name(tree, i) and tree.case(i) in ("of", "in", "for"):
                self.discourse.see_place(phrases.of(i))  # "Battle of X": no registry needs to know X
            elif self.lexicon.word_is(tree, i, "place"):
                listed = [phrase for phrase in phrases.at(i) if not self.discourse.vague(phrase)]
                for phrase in listed:
                    self.discourse.see_place(phrase, listed)

    def _see_scene(self, tree: Tree, phrases: PlacePhrases) -> None:
        """The place that a heading gives to the whole text: "Battle of X", "Siege of X", "Capture of X"."""
        for i in range(len(tree)):
            if tree.lemmas[tree.heads[i]] in _SCENES and tree.case(i) == "of" and self.lexicon.is_name(tree, i):
                self.discourse.scene = phrases.at(i)[0]

    def _see_actors(self, tree: Tree, phrases: PhraseFinder) -> None:
        say = self.lexicon.words["say"]
        for i in range(len(tree)):
            if not tree.tags[i].startswith("NN") or tree.deps[i] not in _ARGUMENTS:
                continue
            subject = tree.deps[i] in ("nsubj", "obl:agent")
            weapon = self.lexicon.word_is(tree, i, "vehicle") and not self.lexicon.word_is(tree, i, "combatant")
            if (self.lexicon.word_is(tree, i, "force") or self.lexicon.is_actor_name(tree, i)) and not weapon:
                self.discourse.see_actor(phrases.with_of(i), subject=subject)
            elif (
                subject
                and self._someone(tree, i)
                and (" " in self.lexicon.name_at(tree, i) or tree.lemmas[tree.heads[i]] in say)
            ):
                self.discourse.see_actor(self.speech.sources.name(tree, i, phrases), subject=True)

    def _someone(self, tree: Tree, i: int) -> bool:
        """Whether a subject can be a person: a name, and where it says nothing no place."""
        speaks = tree.lemmas[tree.heads[i]] in self.lexicon.words["say"]
        return self.lexicon.is_name(tree, i) and (speaks or not self.lexicon.is_place(tree, i))

    # Who says so

    def _speak(self, tree: Tree, drafts: list[Draft], frames: list[Speech]) -> None:
        quoted = self.quotation.enter(tree, self.text[self.end : tree.start])
        self.end = tree.end
        last: Phrase | None = None
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
            draft.speakers = list({s.span: s for s in speakers if s is not None}.values())
            if not over and draft.match.at in quoted and self.quotation.speaker is not None:
                draft.speakers = [self.quotation.speaker]
            match = draft.match
            judged = draft.event in ("accused", "condemned")
            if draft.modality == "asserted" and not judged and hearsay(tree, match.at, match.verb, draft.speakers):
                draft.modality = "alleged"
        for frame in frames:
            resolved = self.discourse.resolve_speaker(frame.speaker)
            if resolved is not None:
                self.discourse.see_speaker(resolved)
                self.said[tree.number] = (resolved, frame.verb)
                last = resolved
        self.quotation.leave([d for d in drafts if d.match.at in quoted and not d.speeches], last)

    def _between_sayings(self, drafts: list[Draft]) -> None:
        """What stands between "a source said …" and "the source added …" is said by the source as well."""
        for draft in drafts:
            before = self.said.get(draft.tree.number - 1)
            after = self.said.get(draft.tree.number + 1)
            if draft.speakers or draft.tree.number in self.said or before is None or after is None:
                continue
            if after[1] == "add" and after[0].span == before[0].span:
                draft.speakers = [before[0]]

    def _name_speakers(self, drafts: list[Draft]) -> None:
        self._between_sayings(drafts)
        named = [*self.discourse.speakers, *self.discourse.names]
        for draft in drafts:
            draft.speakers = [self.discourse.named_later(s, named) for s in draft.speakers]


def _speak_for_themselves(draft: Draft) -> None:
    """For "I call for a truce," said the envoy: the envoy calls for it, and nobody tells of it."""
    roles = draft.match.roles
    heads = [h for role in ("subject", "poss") for h in roles.get(role, [])]
    own = any(draft.tree.words[h].lower() in ("i", "we", "my", "our") for h in heads)
    if own and draft.speakers and draft.event in DONE_BY_SAYING:
        draft.actors, draft.speakers, draft.speeches = draft.speakers[:1], draft.speakers[1:], draft.speeches[1:]


def _blamed(draft: Draft) -> bool:
    """For "the ministry said that rebels commit crimes": who says so is the accuser, and no source beside."""
    if not draft.speakers or not draft.targets:
        return False
    draft.actors, draft.speakers, draft.speeches = draft.speakers[:1], draft.speakers[1:], draft.speeches[1:]
    return True


def _without_mixed(drafts: list[Draft]) -> list[Draft]:
    """A mixed count is one claim: "scores have been killed and injured" counts no injured of its own."""
    killed = {d.figure.start for d in drafts if d.event == "killed" and d.figure is not None}

    def mixed(draft: Draft) -> bool:
        joined = any(draft.tree.words[k].lower() in ("and", "&") for k in draft.tree.kids[draft.match.at])
        return draft.event == "injured" and draft.figure is not None and draft.figure.start in killed and joined

    return [d for d in drafts if not mixed(d)]


def _without_doubled_accusations(drafts: list[Draft]) -> list[Draft]:
    """An accusation of a specific act is that act, alleged; where no attack or casualty is coded it stays "accused"."""
    told = {s.at for d in drafts if d.type in ("attack", "casualty") for s in d.speeches[:1] if s.accuses}
    acts = [d for d in drafts if d.type in ("attack", "casualty")]
    others = [d for d in drafts if d.type not in ("attack", "casualty")]
    crimes = {k for d in others if d.match.rule.by_speaker for k in d.tree.subtree(d.match.at)}
    acts = [d for d in acts if d.type == "casualty" or d.match.at not in crimes or d.tree.is_verb(d.match.at)]
    kept = {id(d) for d in acts} | {id(d) for d in others if not _only_accused(d)}
    return [d for d in drafts if id(d) in kept and not (d.match.rule.accusation and d.match.at in told)]


def _only_accused(draft: Draft) -> bool:
    """Whether the words stand inside an accusation of another act."""
    return any(s.accuses for s in draft.speeches) and draft.match.at not in {s.at for s in draft.speeches}
