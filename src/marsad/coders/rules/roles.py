"""Who stands where around a trigger: voice, control, conjunction, relative clauses and support verbs undone.

`roles` gives, for a verb or an event noun, the heads of its arguments by role: subject (the doer, whatever the voice),
object (the undergoer), poss (a possessive, or a modifier before the noun), and one role for each preposition.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from typing import TYPE_CHECKING

from marsad.coders.rules.mending import HARM, counted

if TYPE_CHECKING:
    from marsad.coders.rules.tree import Tree

Roles = dict[str, list[int]]
_RELATIVE = ("which", "that", "who", "whom", "where", "whose")
_DEPTH = 6
_PAPERS = frozenset("statement letter message communique tweet post declaration".split())
_FLOWN = frozenset("sortie raid strike airstrike attack operation mission".split())
_REPEL = frozenset("repel repulse thwart foil beat".split())
_SHARES = frozenset("most many some all half mostly mainly".split())
_PARTS = frozenset(", including among who of and".split())
_QUANTITIES = frozenset("dozen score hundred thousand million ten".split())
_MODIFIERS = ("nmod:poss", "compound", "amod", "nmod:desc", "nmod:unmarked")


class RoleFinder:
    """Finds roles in one sentence. `support` are verbs that lend their arguments to an event noun, `occur` verbs of
    happening, and `embedding` verbs whose object does what their infinitive says ("forced them to leave").
    """

    def __init__(
        self, tree: Tree, support: Collection[str], occur: Collection[str], embedding: Collection[str]
    ) -> None:
        self.tree, self.support, self.occur, self.embedding = tree, support, occur, embedding
        self._known: dict[int, Roles] = {}

    def of(self, i: int) -> Roles:
        """The roles around token i."""
        if i not in self._known:
            self._known[i] = self._verb(i, 0) if self.tree.is_verb(i) else self._noun(i, 0)
        return self._known[i]

    def _relative_head(self, i: int) -> int | None:
        """The noun that the relative clause of verb i hangs on."""
        tree = self.tree
        if tree.deps[i] not in ("acl:relcl", "advcl:relcl"):
            return None
        head = tree.heads[i]
        for k in tree.kids[i]:  # "no comment from Moscow which began …"
            if tree.words[k].lower() == "which" and head < k - 1 and tree.tags[k - 1].startswith("NNP"):
                return k - 1
        return head

    def _verb(self, i: int, depth: int) -> Roles:
        tree = self.tree
        roles: defaultdict[str, list[int]] = defaultdict(list)
        passive = tree.passive(i)
        head = self._relative_head(i)
        for k in tree.kids[i]:
            dep = tree.deps[k]
            at = head if head is not None and tree.words[k].lower() in _RELATIVE else k
            if dep in ("nsubj", "nsubj:outer"):
                roles["subject"].append(at)
            elif dep in ("nsubj:pass", "obj"):
                roles["object"].append(at)
            elif dep == "iobj":
                roles["indirect"].append(at)
            elif dep in ("obl", "obl:agent", "nmod"):
                case = tree.case(k)
                roles["subject" if dep == "obl:agent" or (case == "by" and passive) else case or "bare"].append(at)
            elif dep == "obl:unmarked":
                roles["bare"].append(at)
            elif dep == "advmod" and tree.words[k].lower() in ("there", "here", "where"):
                roles["in"].append(head if head is not None and tree.words[k].lower() == "where" else k)
        if not passive:
            roles["subject"] = self._stranded(i) or roles["subject"] or self._described(i)
        self._find_undergoers(i, roles, passive=passive)
        if not passive:
            self._look_into_object(i, roles, depth)
        if head is not None:
            self._fill_relative(head, roles, passive=passive)
        if (not roles["object"] if passive else not roles["subject"]) and depth < _DEPTH:
            doers = list(roles["subject"])
            self._inherit(i, roles, depth, passive=passive)
            roles["subject"] = doers or roles["subject"]
        return {role: heads for role, heads in roles.items() if heads}

    def _look_into_object(self, i: int, roles: Roles, depth: int) -> None:
        """Whose deed the object of a verb is: "thwarted an attempt by the rebels", "repelled a rebel attack"."""
        tree = self.tree
        for deed in roles["object"]:
            roles["by"] += [k for k in tree.children(deed, "nmod") if tree.case(k) == "by"]
            if tree.lemmas[i] in _REPEL and depth < _DEPTH:
                roles["foiled"] += self._noun(deed, depth + 1).get("poss", [])

    def _stranded(self, i: int) -> list[int]:
        """A subject that the parse made the root, its verb hung below: "units in league with others took X"."""
        tree = self.tree
        root = next((k for k in (i, *tree.ancestors(i)) if tree.heads[k] == k), i)
        noun = root < i and tree.tags[root].startswith("NN") and not tree.heading
        if not noun or tree.deps[i] not in ("acl", "nmod") or tree.tags[i] not in ("VBD", "VBN"):
            return []
        stands = any(tree.deps[k].startswith(("nsubj", "cop")) for k in tree.kids[root])
        relative = any(tree.words[k].lower() in _RELATIVE for k in tree.kids[i])
        return [] if stands or relative or not tree.children(i, "obj") else [root]

    def _described(self, i: int) -> list[int]:
        """A subject that the parse gave to the participle that describes it: "troops sent to the border clashed"."""
        tree = self.tree
        for k in tree.kids[i]:
            if k < i and tree.deps[k] == "advcl" and tree.tags[k] == "VBN" and "," not in tree.words[k:i]:
                doers = [h for h in tree.kids[k] if tree.deps[h].startswith("nsubj")]
                if doers == [k - 1]:
                    return doers
        return []

    def _find_undergoers(self, i: int, roles: Roles, *, passive: bool) -> None:
        """Undergoers that the parse hung elsewhere: "killed about 100", "hundreds more injured"."""
        tree = self.tree
        if not roles["object"]:
            roles["object"] += [k for case in ("about", "around") for k in roles.get(case, []) if counted(tree, k)]
        if not roles["object"] and not passive:  # "drove 200,000 from their homes"
            roles["object"] += [k for k in roles.get("bare", []) if k == i + 1 and tree.tags[k] == "CD"]
        if tree.lemmas[i] in HARM:
            self._find_harmed(i, roles, passive=passive)
        if not roles["object"] and tree.tags[i] in ("VBN", "VBD"):
            self._find_counted(i, roles, passive=passive)

    def _find_harmed(self, i: int, roles: Roles, *, passive: bool) -> None:
        """Victims that hang elsewhere: right before "were injured", right after "wounding"."""
        tree = self.tree
        auxiliaries = [k for k in tree.kids[i] if tree.deps[k] in ("aux", "aux:pass")]
        before, after = min([i, *auxiliaries]) - 1, i + 1
        if passive and auxiliaries and before >= 0 and tree.words[before].lower() not in ("who", "that", "which"):
            near = {k for h in roles["object"] for k in tree.subtree(h)}
            if before not in near and (tree.tags[before] == "CD" or (tree.tags[before] == "NNS" and not near)):
                roles["object"] = [before]
            else:
                met = (self._whole(self._past_dateline(h, before)) for h in roles["object"])
                roles["object"] = list(dict.fromkeys(met))
        elif not passive and not roles["object"] and after < len(tree) and tree.tags[after] == "CD":
            head = tree.heads[after]
            roles["object"] = [head if after < head <= after + 3 else after]

    def _whole(self, head: int) -> int:
        """All those counted, of whom some are told more: the 51 of "51 people, most of them civilians, were killed"."""
        tree = self.tree
        said = [word.lower() for word in tree.words[max(0, head - 3) : head]]
        if said[1:] not in (["of", "them"], ["of", "whom"]) or said[0] not in _SHARES:
            return head
        before = range(head - 4, -1, -1)
        return next((k for k in before if tree.tags[k] == "NNS" and counted(tree, k)), head)

    def _past_dateline(self, head: int, last: int) -> int:
        """The counted people after a dateline that was read as who was harmed: "AFP Monday 9 May 12 people were"."""
        tree = self.tree
        if tree.tags[head] not in ("NNP", "NNPS") or tree.deps[head] not in ("nsubj", "nsubj:pass"):
            return head
        words = range(head + 1, last + 1)
        ends = next((k for k in words if tree.words[k].lower() in _PARTS), last + 1)
        people = (k for k in range(head + 2, ends) if tree.tags[k] == "NNS" and tree.tags[k - 1] in ("CD", "JJ"))
        return next((k for k in people if counted(tree, k) or tree.tags[k - 1] == "CD"), head)

    def _find_counted(self, i: int, roles: Roles, *, passive: bool) -> None:
        """Undergoers that the parse lost: "38 killed and 200 injured", "hundreds more injured", "killed about 100"."""
        tree = self.tree
        if passive or (tree.deps[i] in ("conj", "xcomp") and not roles["subject"]):
            auxiliaries = [k for k in tree.kids[i] if tree.deps[k] in ("aux", "aux:pass")]
            at = min([i, *auxiliaries]) - 1
            while at > 0 and tree.words[at].lower() in ("more", "others", "people", '"', "”"):
                at -= 1
            if at >= 0 and (tree.tags[at] == "CD" or tree.lemmas[at] in _QUANTITIES):
                roles["object"].append(at)

    def _fill_relative(self, head: int, roles: Roles, *, passive: bool) -> None:
        """A relative clause without its pronoun: the head noun fills the place that is empty."""
        if any(head in heads for heads in roles.values()):
            return
        if roles.get("subject") and not roles.get("object") and not passive:
            roles["object"] = [head]
        elif not roles.get("subject") and not passive:
            roles["subject"] = [head]
        elif passive and not roles.get("object"):
            roles["object"] = [head]

    def _inherit(self, i: int, roles: Roles, depth: int, *, passive: bool) -> None:
        """Subjects that stand with the governing word."""
        tree, dep, head = self.tree, self.tree.deps[i], self.tree.heads[i]
        if head == i:
            return
        mine = "object" if passive else "subject"
        if dep in ("acl", "amod") and not tree.is_verb(head):
            if passive:
                roles["object"].insert(0, head)
            elif tree.tags[i] == "VBG" or roles.get("object"):  # a participle with an object is an active verb misread
                roles["subject"] += self._author(head, depth) or [head]
            return
        if not tree.is_verb(head):
            if dep in ("conj", "advcl", "parataxis", "xcomp") and any(tree.deps[k] == "cop" for k in tree.kids[head]):
                owns = ("nsubj", "expl") if dep == "xcomp" else ("nsubj",)  # "it was able to capture"
                roles[mine] += [k for k in tree.kids[head] if tree.deps[k] in owns]
            return
        above = self._verb(head, depth + 1)
        blames = tree.lemmas[head] in ("accuse", "blame", "suspect")
        if (blames or (dep == "xcomp" and tree.lemmas[head] in self.embedding)) and above.get("object"):
            roles[mine] += above["object"]
        elif dep in ("xcomp", "conj", "advcl", "ccomp", "parataxis", "dep"):
            if dep == "conj" and passive and tree.passive(head):
                roles["object"] += above.get("object", [])
                roles["subject"] += [s for s in above.get("subject", []) if s > 0]
            elif passive and not roles.get("object"):
                roles["object"] += above.get("object" if tree.passive(head) else "subject", [])
            elif tree.passive(head):
                roles["subject"] += above.get("object" if dep in ("conj", "xcomp") else "subject", []) or above.get(
                    "object", []
                )
            else:
                roles["subject"] += above.get("subject", [])

    def _author(self, i: int, depth: int) -> list[int]:
        """Who does what a noun's participle says: "released a statement demanding", "flew sorties targeting"."""
        tree, verb = self.tree, self.tree.heads[i]
        made = tree.lemmas[i] in (*_PAPERS, *_FLOWN)
        if made and tree.deps[i] == "obj" and tree.is_verb(verb) and not tree.passive(verb):
            return self._verb(verb, depth + 1).get("subject", [])
        return []

    def _noun(self, i: int, depth: int) -> Roles:
        tree = self.tree
        roles: defaultdict[str, list[int]] = defaultdict(list)
        for k in tree.kids[i]:
            dep = tree.deps[k]
            if dep in _MODIFIERS or (dep == "nsubj" and k == i - 1):  # "drone strikes", misread as a clause
                roles["poss"] += [m for m in tree.subtree(k) if m < i and tree.deps[m] in (*_MODIFIERS, "conj")]
            elif dep in ("nmod", "obl", "obl:agent"):
                roles[tree.case(k) or "bare"].append(k)
            elif dep in ("acl", "acl:relcl") and tree.is_verb(k) and depth < _DEPTH:
                self._from_clause(i, k, roles, self._verb(k, depth + 1))
        self._from_above(i, roles, depth)
        return {role: heads for role, heads in roles.items() if heads}

    def _from_clause(self, i: int, verb: int, roles: Roles, below: Roles) -> None:
        """What a clause on an event noun lends to it: "raids carried out by jets", "strikes that hit the town"."""
        tree = self.tree
        relative = tree.deps[verb] == "acl:relcl"
        if relative and i in below.get("subject", []):
            roles["object"] += below.get("object", [])
        elif relative and i in below.get("object", []) and tree.passive(verb):
            roles["by"] += below.get("subject", [])
        elif not relative and tree.lemmas[verb] in ("target", "hit", "strike") and not tree.passive(verb):
            roles["targeting"] += below.get("object", [])
        elif not relative and tree.lemmas[verb] not in ("include", "kill", "wound", "injure", "follow"):
            roles["by"] += [s for s in below.get("subject", []) if s != i]
        for role, heads in below.items():
            if role not in ("subject", "object") and not (relative and role == "bare"):
                roles[role] += heads

    def _from_above(self, i: int, roles: Roles, depth: int) -> None:
        """What the word that governs an event noun lends to it."""
        tree, head, dep = self.tree, self.tree.heads[i], self.tree.deps[i]
        if head == i or depth >= _DEPTH:
            return
        if not tree.is_verb(head):  # "strikes and raids on"; "a series of attacks by"
            if dep == "conj" or (dep == "nmod" and tree.case(i) == "of"):
                shared = dep == "conj" and tree.deps[i - 1] == "cc" and head < i  # "Russian air strikes and shelling"
                kept_back = () if shared else ("poss", "compound") if dep == "conj" else ("poss", "of", "bare")
                _lend(roles, self._noun(head, depth + 1), kept_back, i)
            elif dep == "nmod" and tree.case(i) in ("with", "by") and tree.deps[head] == "obj":
                above = self._verb(tree.heads[head], depth + 1)  # "hit a bridge with air strikes"
                roles["host_subject"] += above.get("subject", [])
            return
        above = self._verb(head, depth + 1)
        lends = tree.verb_in(head, self.support)
        if dep in ("obj", "nsubj:pass") and lends:
            roles["subject"] += [s for s in above.get("subject", []) if s != i]
        elif dep == "nsubj":
            roles["object"] += [o for o in above.get("object", []) if o != i]
        elif dep == "obl" and tree.case(i) in ("in", "with", "by", "through", "during", "under"):
            roles["host_subject"] += above.get("subject", [])
        if lends or dep in ("nsubj", "nsubj:pass") or tree.verb_in(head, self.occur):
            _lend(roles, above, ("subject", "object", "bare"), i)


def _lend(roles: Roles, others: Roles, kept_back: tuple[str, ...], i: int) -> None:
    """Fill the roles that are empty from others, but for those kept back and token i itself."""
    for role, heads in others.items():
        if role not in kept_back and i not in heads and not roles.get(role):
            roles[role] = list(heads)
