"""The candidates for a claim's place, time, actor and source, and what can be said of each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from marsad.coders.rules.choice import Option
from marsad.coders.rules.clauses import own_tokens
from marsad.coders.rules.phrases import Phrase, PhraseFinder

if TYPE_CHECKING:
    from marsad.coders.rules.discourse import Discourse
    from marsad.coders.rules.draft import Draft, Moment
    from marsad.coders.rules.lexicon import Lexicon

Phrases = list[Phrase]
_BACK, _AHEAD = 5, 3
_HEADS = (
    "nsubj",
    "nsubj:pass",
    "obj",
    "obl",
    "obl:agent",
    "nmod",
    "nmod:poss",
    "compound",
    "amod",
    "conj",
    "appos",
    "ROOT",
)


def _bucket(n: int) -> str:
    return str(n) if n < 3 else "3-5" if n < 6 else "6-12" if n < 13 else "far"


def _words(phrases: Phrases) -> tuple[str, ...]:
    return tuple((p.name or p.words).lower() for p in phrases)


class Merged:
    """Options of the same words made one, with all their features."""

    def __init__(self) -> None:
        self.options: dict[tuple[str, ...], Option[Phrases]] = {}

    def add(self, phrases: Phrases, features: set[str]) -> None:
        """One more way in which these phrases are a candidate."""
        found = self.options.setdefault(_words(phrases), Option(phrases, set()))
        found.features |= features


class Candidates:
    """Candidates for the drafts of one document."""

    def __init__(
        self, drafts: Sequence[Draft], discourse: Discourse, lexicon: Lexicon, inside: Callable[[str, str], bool],
        moments: dict[int, list[Moment]], said: dict[int, Phrases],
    ) -> None:  # fmt: skip
        self.drafts, self.discourse, self.lexicon, self.inside = drafts, discourse, lexicon, inside
        self.moments, self.said = moments, said
        self.in_tree: dict[int, list[Phrase]] = {}
        for memory in discourse.places:
            self.in_tree.setdefault(memory.phrase.tree.number, []).append(memory.phrase)
        self.actors_in: dict[int, list[Phrase]] = {}
        for phrase, _ in discourse.actors:
            self.actors_in.setdefault(phrase.tree.number, []).append(phrase)

    # What can be said of a mention in the draft's own sentence

    def _near(self, draft: Draft, phrase: Phrase) -> set[str]:
        tree, at = draft.tree, draft.match.at
        own = set(own_tokens(tree, at))
        clause = (
            "own"
            if phrase.head in own
            else "verb"
            if phrase.head in set(own_tokens(tree, draft.match.verb))
            else "else"
        )
        side = "after" if phrase.head > at else "before"
        dep = tree.deps[phrase.head] if tree.deps[phrase.head] in _HEADS else "other"
        case = tree.case(phrase.head)
        return {
            f"here|{clause}|{side}", f"here|dist|{side}|{_bucket(abs(phrase.head - at))}", f"here|dep|{dep}", f"here|case|{case}",
            f"here|case|{case}|{draft.type}|{clause}", f"here|{draft.type}|{clause}", f"here|{draft.event}|{case}",
        }  # fmt: skip

    def _of_place(self, draft: Draft, phrases: Phrases) -> set[str]:
        first = phrases[0]
        named = any(self.lexicon.is_name(first.tree, k) for k in range(first.first, first.last + 1))
        kind = self.discourse.place_kind(first.words) or "none"
        count = self.discourse.counts[first.words]
        found = {
            f"named|{named}", f"kind|{kind}", f"kind|{kind}|{draft.type}", f"many|{len(phrases) > 1}|{draft.type}",
            f"count|{_bucket(count)}", f"length|{min(6, first.last - first.first + 1)}",
        }  # fmt: skip
        if draft.places:
            rule = draft.places[0]
            if first.words != rule.words and self.inside(first.words, rule.words):
                found |= {"closer", f"closer|lead|{draft.tree.number <= 1}", f"closer|own|{draft.own_place}"}
            elif first.words != rule.words and self.inside(rule.words, first.words):
                found.add("wider")
        return found

    def places(self, number: int) -> list[Option[Phrases]]:
        """Candidates for the place of draft `number`."""
        draft = self.drafts[number]
        merged = Merged()
        own = "own" if draft.own_place else "inherited"
        if draft.places:
            merged.add(
                draft.places,
                {"rule", f"rule|{own}|{draft.type}", f"rule|{draft.event}|{own}"} | self._of_place(draft, draft.places),
            )
        merged.add(
            [], {"nothing", f"nothing|{draft.type}", f"nothing|{draft.event}", f"nothing|{own}|{bool(draft.places)}"}
        )
        for phrase in self.in_tree.get(draft.tree.number, []):
            merged.add([phrase], {"here"} | self._near(draft, phrase) | self._of_place(draft, [phrase]))
        for other in self._others(number):
            if other.places:
                merged.add(list(other.places), self._from_other(draft, other) | self._of_place(draft, other.places))
                if draft.type == "casualty":
                    together = [
                        p
                        for d in self.drafts
                        if d.match.at == other.match.at and d.tree is other.tree
                        for p in d.places
                    ]
                    together = list(dict.fromkeys(together))
                    if len(together) > 1:
                        merged.add(
                            together, self._from_other(draft, other) | self._of_place(draft, together) | {"together"}
                        )
        country = self.discourse.country()
        if country is not None:
            merged.add(
                [country],
                {"country", f"country|{draft.type}", f"country|since|{'since' in draft.tree.lemmas}"}
                | self._of_place(draft, [country]),
            )
        return list(merged.options.values())

    def _others(self, number: int) -> list[Draft]:
        draft = self.drafts[number]
        return [
            d for i, d in enumerate(self.drafts)
            if i != number and -_BACK <= d.tree.number - draft.tree.number <= _AHEAD and not d.tree.heading
        ]  # fmt: skip

    def _from_other(self, draft: Draft, other: Draft) -> set[str]:
        step = other.tree.number - draft.tree.number
        own = "own" if other.own_place else "inherited"
        same = "same" if other.type == draft.type else other.type
        found = {
            f"other|{step}",
            f"other|{step}|{own}",
            f"other|{step}|{draft.type}|{same}",
            f"other|{step}|mine|{draft.own_place}",
        }
        if step == 0:
            found.add(
                f"other|0|{'after' if other.match.at > draft.match.at else 'before'}|{_bucket(abs(other.match.at - draft.match.at))}"
            )
        if step > 0:
            found.add(f"ahead|lead|{draft.tree.number <= 1}")
        return found

    # Actors

    def actors(self, number: int) -> list[Option[Phrases]]:
        """Candidates for the actor of draft `number`."""
        draft = self.drafts[number]
        merged = Merged()
        if draft.actors:
            merged.add(
                draft.actors,
                {"rule", f"rule|{draft.type}", f"rule|{draft.event}", f"rule|many|{len(draft.actors) > 1}"}
                | self._of_actor(draft, draft.actors),
            )
        merged.add(
            [], {"nothing", f"nothing|{draft.type}", f"nothing|{draft.event}", f"nothing|rule|{bool(draft.actors)}"}
        )
        finder = PhraseFinder(draft.tree, self.lexicon)
        for phrase in self.actors_in.get(draft.tree.number, []):
            merged.add([phrase], {"here"} | self._near(draft, phrase) | self._of_actor(draft, [phrase]))
            listed = finder.actors(phrase.head)
            if len(listed) > 1:
                merged.add(listed, {"here", "listed"} | self._near(draft, phrase) | self._of_actor(draft, listed))
        for other in self._others(number):
            if other.actors:
                merged.add(
                    list(other.actors),
                    {f"{f}|{draft.event}" for f in self._from_other(draft, other)}
                    | self._from_other(draft, other)
                    | self._of_actor(draft, other.actors),
                )
        return list(merged.options.values())

    def _of_actor(self, draft: Draft, phrases: Phrases) -> set[str]:
        first = phrases[0]
        tree = first.tree
        known = self.lexicon.is_actor_name(tree, first.head)
        force = self.lexicon.word_is(tree, first.head, "force")
        speaks = any(p.head == s.head and p.tree is s.tree for p in phrases for s in draft.speakers)
        return {
            f"known|{known}", f"force|{force}", f"speaks|{speaks}", f"speaks|{speaks}|{draft.type}", f"many|{len(phrases) > 1}|{draft.event}",
            f"place|{self.lexicon.is_place(tree, first.head)}", f"people|{self.lexicon.is_civilians(tree, first.head)}",
            f"target|{any(p.head == t.head and p.tree is t.tree for p in phrases for t in draft.targets)}|{draft.type}",
        }  # fmt: skip

    # Times

    def times(self, number: int) -> list[Option[Moment | None]]:
        """Candidates for the time of draft `number`."""
        draft = self.drafts[number]
        found: dict[tuple[object, object], Option[Moment | None]] = {}

        def add(moment: Moment | None, features: set[str]) -> None:
            key = (moment.first, moment.last) if moment else (None, None)
            found.setdefault(key, Option(moment, set())).features |= features

        words = {w.lower() for w in draft.tree.words[:3]}
        step = bool(words & {"earlier", "later", "elsewhere", "meanwhile", "previously"})
        had = any(draft.tree.words[k].lower() in ("had", "have", "has") for k in draft.tree.kids[draft.match.verb])
        tag = draft.tree.tags[draft.match.verb]
        state = {
            f"tag|{tag}",
            f"had|{had}",
            f"step|{step}",
            f"type|{draft.type}",
            f"event|{draft.event}",
            f"heading|{draft.tree.heading}",
        }
        if draft.moment is not None:
            own = "own" if draft.moment.own else "inherited"
            add(
                draft.moment,
                {"rule", f"rule|{own}|{draft.type}", f"rule|{own}"}
                | {f"rule|{own}|{s}" for s in state}
                | self._of_moment(draft.moment),
            )
        add(
            None,
            {f"nothing|{s}" for s in state}
            | {"nothing", f"nothing|rule|{draft.moment is not None and draft.moment.own}"},
        )
        for moment in self.moments.get(draft.tree.number, []):
            inside = draft.span[0] <= moment.start <= draft.span[1]
            spoken = "spoken" if moment.spoken else "told"
            add(
                moment,
                {
                    f"here|{inside}|{spoken}",
                    f"here|{spoken}|{draft.type}",
                    f"here|{spoken}|{draft.event}",
                    f"here|{inside}",
                }
                | self._of_moment(moment),
            )
        for other in self._others(number):
            if other.moment is not None and other.tree.number <= draft.tree.number and other is not draft:
                gap = other.tree.number - draft.tree.number
                base = {
                    f"other|{gap}",
                    f"other|{gap}|{other.type == draft.type}|{draft.type}",
                    f"other|{gap}|block|{other.tree.block == draft.tree.block}",
                    f"other|{gap}|own|{other.moment.own}",
                }
                add(other.moment, base | {f"other|{s}" for s in state} | self._of_moment(other.moment))
        return list(found.values())

    def _of_moment(self, moment: Moment) -> set[str]:
        ranged = moment.first != moment.last
        return {f"range|{ranged}", f"precision|{moment.precision}", f"open|{moment.first is None}"}

    # Sources

    def sources(self, number: int) -> list[Option[Phrases]]:
        """Candidates for the chain of sources of draft `number`."""
        draft = self.drafts[number]
        merged = Merged()
        quoted = any(w in '"“”' for w in draft.tree.words)
        if draft.speakers:
            verb = draft.speeches[0].verb if draft.speeches else "quote"
            merged.add(
                draft.speakers,
                {
                    "rule",
                    f"rule|{draft.type}",
                    f"rule|{verb}",
                    f"rule|chain|{len(draft.speakers)}",
                    f"rule|{draft.modality}",
                },
            )
            if len(draft.speakers) > 1:
                for place, speaker in enumerate(draft.speakers):
                    merged.add([speaker], {"part", f"part|{place}"})
        merged.add(
            [],
            {
                "nothing",
                f"nothing|{draft.type}",
                f"nothing|quoted|{quoted}",
                f"nothing|rule|{bool(draft.speakers)}",
                f"nothing|said|{bool(self.said.get(draft.tree.number))}",
            },
        )
        for speaker in self.said.get(draft.tree.number, []):
            side = "after" if speaker.head > draft.match.at else "before"
            last = len(draft.tree) - speaker.last < 9
            merged.add(
                [speaker],
                {
                    "said",
                    f"said|{side}|{last}",
                    f"said|{draft.type}",
                    f"said|quoted|{quoted}",
                    f"said|rule|{bool(draft.speakers)}",
                },
            )
        for gap in (1, 2):
            for speaker in self.said.get(draft.tree.number - gap, [])[-1:]:
                starts = draft.tree.words[0].lower() if draft.tree.words else ""
                merged.add(
                    [speaker],
                    {
                        f"before|{gap}",
                        f"before|{gap}|{draft.type}",
                        f"before|{gap}|quoted|{quoted}",
                        f"before|{gap}|starts|{starts in ('it', 'he', 'she', 'they', 'another', 'the')}",
                        f"before|{gap}|rule|{bool(draft.speakers)}",
                    },
                )
        return list(merged.options.values())
