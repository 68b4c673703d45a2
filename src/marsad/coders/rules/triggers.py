"""Codebook rules met in a sentence: which token triggers which rule, with which arguments."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from marsad.coders.rules.among import among_victims
from marsad.coders.rules.clauses import own_tokens
from marsad.coders.rules.roles import RoleFinder, Roles

if TYPE_CHECKING:
    from marsad.coders.rules.codebook import Codebook, Rule
    from marsad.coders.rules.lexicon import Lexicon
    from marsad.coders.rules.tree import Tree


_NEGATIONS = frozenset(("no", "not", "n't", "never", "without", "unable", "nor", "neither"))
_ENABLING = frozenset("able unable allow permit let manage".split())
_BY_ACT = ("control", "attack", "humanitarian")
_PARTITIVE = frozenset(
    "number series barrage dozen hundred wave salvo one some most majority many half several two three kind all".split()
)
_TOLD_BEFORE = frozenset("after following amid despite since during".split())
_BEFORE = 4
_BEING = frozenset("be remain stay keep put place leave live come".split())


@dataclass(slots=True)
class Match:
    """A rule met at a token. `verb` is the verb that carries its tense and modality, the token itself for a verb."""

    rule: Rule
    tree: Tree
    at: int
    verb: int
    roles: Roles


class Matcher:
    """Finds the rules met in a sentence."""

    def __init__(self, codebook: Codebook, lexicon: Lexicon) -> None:
        self.codebook, self.lexicon = codebook, lexicon
        self.support = codebook.words["support"].union(*(rule.support for rule in codebook.rules))

    def roles(self, tree: Tree) -> RoleFinder:
        """A role finder that uses the codebook's word lists."""
        words = self.codebook.words
        return RoleFinder(tree, self.support, words["occur"], words["subject_of_embedding"])

    def matches(self, tree: Tree, finder: RoleFinder) -> list[Match]:
        """All rules met, at most one of each type at a token; weak ones yield to others on the same words."""
        found: list[Match] = []
        for i in range(len(tree)):
            best: dict[str, Match] = {}
            for rule in sorted(self.candidates(tree, i), key=_asserting):  # denied, only the negated can be met
                if rule.type in best and (rule.weak or not best[rule.type].rule.weak):
                    continue
                match = self.meet(rule, tree, i, finder)
                if match is not None:
                    best[rule.type] = match
            told = [best[kind].rule for kind in ("diplomacy", "humanitarian") if kind in best]
            if any(rule.accusation or rule.event == "aid_blocked" for rule in told):
                best.pop("control", None)  # "held Russia responsible", "ships held at the port"
                best.pop("casualty", None)
            found += best.values()
        return _without_echoes(self._among(tree, found))

    def _among(self, tree: Tree, found: list[Match]) -> list[Match]:
        """The matches with those added, or read anew, that say who was among the victims."""
        for at, verb, who, event in among_victims(tree):
            found = [m for m in found if m.at != at or m.rule.type != "casualty"]
            rules = self.codebook.by_adjective.get("dead" if event == "killed" else "wounded", ())
            found += [Match(rule, tree, at, verb, {"subject": [who]}) for rule, _ in rules if rule.event == event][:1]
        return found

    def candidates(self, tree: Tree, i: int) -> list[Rule]:
        """The rules that wait for token i."""
        book, lem = self.codebook, tree.lemmas[i]
        found: list[Rule] = []
        if tree.is_verb(i):
            found += [r for r, more in book.by_verb.get(lem, ()) if _has_particles(tree, i, more)]
        else:
            found += [r for r, before in book.by_noun.get(lem, ()) if _has_before(tree, i, before)]
            if "-" in tree.words[i]:
                found += [
                    r for r, before in book.by_noun.get(tree.words[i].lower().replace("-", " "), ()) if not before
                ]
            found += [r for r in book.by_be.get(lem, ()) if _is_predicate(tree, i, r.be)]
        said_of = [r for r, _ in book.by_adjective.get(lem, ()) if _predicative(tree, i)]
        if not tree.is_verb(i) and tree.children(i, "nsubj"):
            return said_of + found  # in "two soldiers dead" no dead are counted
        return found + said_of

    def meet(self, rule: Rule, tree: Tree, i: int, finder: RoleFinder) -> Match | None:
        """The rule met at token i, None where one of its conditions is not."""
        if _only_context(rule, tree, i) or not self._words_fit(rule, tree, i) or not _carried(rule, tree, i):
            return None
        roles = self._roles_for(rule, tree, i, finder)
        if rule.needs and not _prepositions(rule.needs, tree, i, roles):
            return None
        if rule.not_ and _prepositions(rule.not_, tree, i, roles):
            return None
        if not self._kinds_fit(rule, tree, i, roles) or not self._about_fits(rule, tree, i, roles):
            return None
        verb = i if tree.is_verb(i) else _carrier(tree, i)
        return Match(rule, tree, i, verb, _under(tree, roles) if rule.be else roles)

    @staticmethod
    def _roles_for(rule: Rule, tree: Tree, i: int, finder: RoleFinder) -> Roles:
        """The roles around a trigger, as this rule reads it."""
        roles = finder.of(i)
        if tree.is_verb(i):
            if not roles.get("object"):
                for phrase in rule.verbs:  # "took over the airport": the particle read as a preposition
                    verb, _, particle = phrase.partition(" ")
                    if particle in roles and tree.lemmas[i] == verb:
                        roles = {**roles, "object": roles[particle]}
            return roles
        by_be = tree.lemmas[i] in {noun for nouns in rule.be.values() for noun in nouns}
        if by_be or rule.be_noun or rule.adjectives:
            return {**roles, **_subject_of_predicate(tree, i, finder)}
        return roles

    def _words_fit(self, rule: Rule, tree: Tree, i: int) -> bool:
        if rule.needs_words and not _any_lemma(tree, rule.needs_words):
            return False
        if rule.cue and not _any_lemma(tree, rule.cue):
            return False
        before = {
            tree.lemmas[k] for k in tree.kids[i] if tree.deps[k] in ("compound", "amod", "nmod:poss", "nmod:desc")
        }
        before |= {tree.words[k].lower() for k in range(max(0, i - 1), i)}
        if rule.cue_near:
            near = {tree.lemmas[k] for k in range(max(0, i - 5), min(len(tree), i + 4))}
            if not near & set(rule.cue_near):
                return False
        if rule.not_compound and before & set(rule.not_compound):
            return False
        if rule.compound and not before & set(rule.compound):
            return False
        if rule.needs_adjective:
            below = {tree.lemmas[k] for k in tree.subtree(i)}
            if not below & set(rule.needs_adjective):
                return False
        return True

    def _kinds_fit(self, rule: Rule, tree: Tree, i: int, roles: Roles) -> bool:
        lexicon = self.lexicon
        for role, kind in (("subject", rule.subject), ("object", rule.object)):
            silent = (
                (rule.type == "attack" or rule.event == "besieged")
                and role == "subject"
                and not roles.get("subject")
                and tree.passive(i)
            )
            if kind and not silent and not any(lexicon.may_be(tree, h, kind) for h in roles.get(role, [])):
                return False
        for slot, kind in (
            ("place", rule.place),
            ("actor", rule.actor),
            ("target", rule.target),
            ("people", rule.people),
        ):
            if kind and not any(
                lexicon.may_be(tree, h, kind) for role in rule.look_at(slot) for h in roles.get(role, [])
            ):
                return False
        if rule.subject_or_object and not any(
            lexicon.may_be(tree, h, rule.subject_or_object)
            for role in ("subject", "object")
            for h in roles.get(role, [])
        ):
            return False
        if rule.needs_facility and not any(
            lexicon.is_facility(tree, h) for role in rule.needs_facility for h in roles.get(role, [])
        ):
            return False
        return not rule.needs_actor or any(roles.get(role) for role in rule.look_at("actor"))

    def _about_fits(self, rule: Rule, tree: Tree, i: int, roles: Roles) -> bool:
        for words, role in ((rule.subject_words, "subject"), (rule.object_words, "object")):
            if words and not any(_headed(tree, h, words) for h in roles.get(role, [])):
                return False
        if rule.not_subject and any(_headed(tree, h, rule.not_subject) for h in roles.get("subject", [])):
            return False
        if rule.not_object and any(tree.lemmas[h] in rule.not_object for h in roles.get("object", [])):
            return False
        if rule.of_words and not any(_headed(tree, h, rule.of_words) for h in roles.get("of", [])):
            return False
        if rule.about_clause:
            clauses = [k for k in tree.subtree(i) if k != i and tree.lemmas[k] in rule.about_clause]
            return any(_any_asked(tree, k, rule.about_words) for k in clauses)
        if rule.about:
            reach = [
                k for k in tree.kids[i] if tree.deps[k] in ("obj", "obl", "nmod", "nsubj:pass", "xcomp", "advcl", "acl")
            ]
            if not tree.is_verb(i):  # "I repeat my call for a truce": what is called for may hang on the verb
                reach += [k for k in tree.children(tree.heads[i], "obl") if _case_at(tree, k) == i + 1]
            if not tree.is_verb(i) or not any(_headed(tree, m, rule.about) for k in reach for m in tree.conjuncts(k)):
                close = {
                    m
                    for k in reach
                    if tree.deps[k] != "advcl"
                    for m in tree.subtree(k, skip=("acl:relcl", "advcl", "parataxis"))
                }
                if not any(_headed(tree, m, rule.about) for m in close) and not any(
                    _headed(tree, h, rule.about) for h in roles.get("object", [])
                ):
                    return False
        return not rule.clause or any(tree.deps[k] in ("xcomp", "ccomp", "advcl") for k in tree.kids[i])


def _asserting(rule: Rule) -> bool:
    return not rule.negated


def _only_context(rule: Rule, tree: Tree, i: int) -> bool:
    """Whether a word is context and no claim: "rebel-held", "the besieged town", "combat jets"."""
    modifies = tree.deps[i] in ("amod", "compound") and (tree.is_verb(i) or tree.tags[i].startswith("JJ"))
    listed = tree.deps[i] == "conj" and tree.deps[tree.heads[i]] == "amod" and i < tree.heads[tree.heads[i]]
    if listed and not _counted(tree, i):
        return True  # "ill and injured people"
    postposed = i > tree.heads[i] and _counted(tree, tree.heads[i])  # "16 civilians dead"
    if modifies and not _counted(tree, i) and not postposed:
        return True
    return tree.deps[i] == "compound" and tree.tags[i].startswith("NN") and rule.type in _BY_ACT


def _carried(rule: Rule, tree: Tree, i: int) -> bool:
    """Whether the verb or copula that a rule asks for is there."""
    if rule.support:
        held = tree.deps[i] in ("obj", "nsubj:pass", "obl") and tree.verb_in(tree.heads[i], rule.support)
        if not held:
            return False
    if rule.be_noun and not any(tree.deps[k] == "cop" for k in tree.kids[i]):
        return False
    if rule.negated and not _negated(tree, i):
        return False
    if rule.told_as and not any(tree.words[k].lower() in rule.told_as for k in range(max(0, i - _BEFORE), i)):
        return False
    return not rule.passive or tree.passive(i)


def _negated(tree: Tree, i: int) -> bool:
    """Whether an act is denied its happening: by a word of its clause, or by "unable", "not allowed" above it."""
    if any(tree.words[k].lower() in _NEGATIONS for k in own_tokens(tree, i)):
        return True
    above = tree.heads[i]
    if tree.deps[i] not in ("xcomp", "ccomp", "advcl") or tree.lemmas[above] not in _ENABLING:
        return False
    return tree.words[above].lower() == "unable" or any(tree.words[k].lower() in _NEGATIONS for k in tree.kids[above])


def _counted(tree: Tree, i: int) -> bool:
    """Whether an adjective stands in for counted people: "38 dead"."""
    return any(tree.tags[k] == "CD" for k in tree.kids[i])


def _has_particles(tree: Tree, i: int, more: tuple[str, ...]) -> bool:
    """Whether the particles (or the object, as in "lose life") of a verb phrase stand with the verb."""
    if not more:
        return True
    below = {
        tree.words[k].lower()
        for k in tree.kids[i]
        if tree.deps[k] in ("compound:prt", "advmod", "obj", "xcomp", "obl", "iobj", "obl:unmarked")
    }
    below |= {tree.lemmas[k] for k in tree.kids[i]}
    below |= {tree.words[c].lower() for k in tree.kids[i] for c in tree.kids[k] if tree.deps[c] == "case"}
    if i + 1 < len(tree):
        below.add(tree.words[i + 1].lower())
    return all(word in below for word in more)


def _has_before(tree: Tree, i: int, before: tuple[str, ...]) -> bool:
    """Whether these words stand before a noun, hyphens left out."""
    at = i - 1
    for word in reversed(before):
        while at >= 0 and tree.words[at] == "-":
            at -= 1
        if at < 0 or word not in (tree.lemmas[at], tree.words[at].lower()):
            return False
        at -= 1
    return True


def _is_predicate(tree: Tree, i: int, be: dict[str, list[str]]) -> bool:
    """Whether a noun with its preposition is what something is said to be: "is under siege", "under the control of"."""
    case = tree.case(i)
    if case not in be or tree.lemmas[i] not in be[case]:
        return False
    head, dep = tree.heads[i], tree.deps[i]
    if any(tree.deps[k] == "cop" for k in tree.kids[i]):
        return True
    if tree.words[head].lower() == "longer" and tree.children(head, "cop"):
        return True  # "is no longer under siege"
    return (dep in ("obl", "xcomp", "advcl") and tree.lemmas[head] in _BEING) or dep in (
        "acl", "nmod", "root", "ROOT",
    )  # fmt: skip


def _predicative(tree: Tree, i: int) -> bool:
    """Whether an adjective or participle says something of its subject, or stands after a figure ("38 dead")."""
    if any(tree.deps[k] in ("cop", "nsubj", "nsubj:pass", "aux:pass") for k in tree.kids[i]):
        return True
    if tree.deps[i] in ("acl", "xcomp", "ROOT", "conj", "advcl", "parataxis"):
        return True
    if any(tree.tags[k] == "CD" for k in tree.kids[i]) or (tree.deps[i] == "amod" and i > tree.heads[i]):
        return True
    return i > 0 and (
        tree.tags[i - 1] == "CD"
        or tree.lemmas[i - 1] in ("people", "civilian", "other", "person", "dozen", "more", "score", "hundred")
    )


def _subject_of_predicate(tree: Tree, i: int, finder: RoleFinder) -> Roles:
    found = [k for k in tree.kids[i] if tree.deps[k] in ("nsubj", "nsubj:pass", "nsubj:outer")]
    head, dep = tree.heads[i], tree.deps[i]
    if dep == "acl:relcl":
        found = [head if tree.words[k].lower() in ("which", "that", "who") else k for k in found]
    if not found and dep in ("obl", "xcomp", "advcl") and tree.is_verb(head):
        above = finder.of(head)
        found = above.get("object", []) or above.get("subject", [])
    if not found and tree.words[head].lower() == "longer":
        found = tree.children(head, "nsubj")
    if not found and dep in ("acl", "nmod", "amod"):
        found = [head]
    if not found and dep == "conj":
        found = [k for k in tree.kids[head] if tree.deps[k] == "nsubj"]
    if not found:
        found = [k for k in tree.kids[i] if tree.tags[k] == "CD"]
    return {"subject": found} if found else {}


def _under(tree: Tree, roles: Roles) -> Roles:
    """For "under the control of X", "under government control": the holder stands with the noun."""
    holders = roles.get("of", []) + [
        k for k in roles.get("poss", []) if tree.tags[k] != "JJ" or tree.words[k][:1].isupper()
    ]
    return {
        **roles,
        **(dict.fromkeys(("control", "hand", "rule", "authority", "occupation"), holders) if holders else {}),
    }


def _prepositions(wanted: dict[str, list[str]], tree: Tree, i: int, roles: Roles) -> bool:
    for preposition, nouns in wanted.items():
        heads = roles.get(preposition, [])
        heads = [h for h in heads if not _itself_struck(tree, h)]
        if any(not nouns or tree.lemmas[m] in nouns for h in heads for m in _meant(tree, h)):
            if nouns:
                for h in heads:
                    if tree.lemmas[h] in nouns:
                        inner = [
                            k
                            for k in tree.kids[h]
                            if tree.deps[k] in ("nmod", "nmod:poss", "compound", "amod") and k != h
                        ]
                        holders = [
                            k
                            for k in inner
                            if tree.case(k) in ("of", "")
                            and tree.lemmas[k] not in ("full", "complete", "total", "their", "its")
                        ]
                        if holders:
                            roles[tree.lemmas[h]] = holders
            return True
        if not heads and not nouns and any(tree.words[k].lower() == preposition for k in tree.kids[i]):
            return True
    return False


def _itself_struck(tree: Tree, h: int) -> bool:
    """In "with three tanks destroyed" the tanks are no means."""
    return tree.case(h) == "with" and any(
        tree.deps[k] == "acl" and tree.lemmas[k] in ("destroy", "damage", "capture", "seize", "lose", "disable")
        for k in tree.kids[h]
    )


def _meant(tree: Tree, h: int) -> list[int]:
    """A nominal, what is joined to it, and what it counts: the shells of "with a number of shells"."""
    found = tree.conjuncts(h)
    if tree.lemmas[h] in _PARTITIVE or tree.tags[h] == "CD":
        found += [k for k in tree.kids[h] if k > h]
    return found


def _case_at(tree: Tree, i: int) -> int:
    """Where the preposition of a nominal stands; -1 where it has none."""
    return next((k for k in tree.kids[i] if tree.deps[k] == "case"), -1)


def _headed(tree: Tree, h: int, words: list[str]) -> bool:
    """Whether the phrase's head (or the words up to it) is one of these."""
    if tree.lemmas[h] in words:
        return True
    for phrase in words:
        parts = phrase.split()
        if len(parts) > 1 and parts[-1] == tree.lemmas[h] and _has_before(tree, h, tuple(parts[:-1])):
            return True
    return any(
        tree.lemmas[k] in words
        for k in tree.kids[h]
        if tree.deps[k] == "nmod" and tree.case(k) == "of" and (tree.lemmas[h] in _PARTITIVE or tree.tags[h] == "CD")
    )


def _any_lemma(tree: Tree, words: list[str]) -> bool:
    lemmas = set(tree.lemmas)
    for word in words:
        parts = word.split()
        if len(parts) == 1:
            if word in lemmas:
                return True
        elif any(tree.lemmas[k] == parts[-1] and _has_before(tree, k, tuple(parts[:-1])) for k in range(len(tree))):
            return True
    return False


def _any_asked(tree: Tree, i: int, words: list[str]) -> bool:
    """Whether a clause that is asked for speaks of one of these things, but for what it only comes after."""
    told = {m for k in tree.subtree(i) if tree.case(k) in _TOLD_BEFORE for m in tree.subtree(k)}
    return not words or any(tree.lemmas[k] in words for k in tree.subtree(i) if k not in told)


def _carrier(tree: Tree, i: int) -> int:
    """The verb or predicate on which an event noun hangs; the noun itself where there is none."""
    for at in tree.ancestors(i):
        if tree.is_verb(at) or any(tree.deps[k] == "cop" for k in tree.kids[at]):
            return at
    return i


def _result(match: Match, found: list[Match]) -> bool:
    """Whether a match only tells what another attack of the sentence did: "raids with bombs killing three"."""
    tree, at = match.tree, match.at
    if match.rule.type != "attack" or tree.tags[at] != "VBG" or tree.lemmas[at] not in ("kill", "wound", "injure"):
        return False
    return any(other.rule.type == "attack" and other.at < at for other in found if other is not match)


def _without_echoes(found: list[Match]) -> list[Match]:
    """Drop a noun's match where the verb that governs it says the same ("airstrikes hit"; "launched shells")."""
    kept = []
    for match in found:
        tree, echo = match.tree, _result(match, found)
        for other in found:
            if other is match or other.rule.type != match.rule.type or other.at == match.at:
                continue
            arguments = {h for role in ("subject", "object", "with", "by", "in") for h in other.roles.get(role, [])}
            if (other.rule.event == match.rule.event or match.rule.weak) and (
                (
                    match.at in arguments
                    and not tree.is_verb(match.at)
                    and other.verb == other.at
                    and other.rule.type in ("attack", "control", "displacement")
                )
                or (
                    not tree.is_verb(match.at)
                    and not tree.is_verb(other.at)
                    and tree.heads[match.at] == other.at
                    and tree.deps[match.at] in ("compound", "amod", "nmod:desc")
                )
            ):
                echo = True
            elif match.rule.type in ("diplomacy", "humanitarian") and match.rule.weak and not tree.is_verb(match.at):
                apart = match.rule.told_as and other.rule.event != match.rule.event  # "signed it after days of talks"
                echo = echo or (not apart and match.at in tree.subtree(other.at))
        if not echo:
            kept.append(match)
    return kept
