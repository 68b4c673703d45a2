"""Conflict vocabulary for the parser's training sentences.

The public treebanks are reviews, mails, blogs and news of all kinds: "announced", "shelled" or "Observatory" are rare in
them. A copy of some sentences has words replaced by words of conflict reports that behave alike (same tag, same
dependents), so that the parser knows their company. The trees stay as annotated.
"""

from __future__ import annotations

import random

VERB_TAGS = ("VB", "VBZ", "VBD", "VBN", "VBG")

_SAYING = """say says said said saying|announce announces announced announced announcing|report reports reported reported reporting
confirm confirms confirmed confirmed confirming|state states stated stated stating|add adds added added adding
claim claims claimed claimed claiming|declare declares declared declared declaring|warn warns warned warned warning
deny denies denied denied denying|acknowledge acknowledges acknowledged acknowledged acknowledging|tell tells told told telling"""
_TRANSITIVE = """capture captures captured captured capturing|seize seizes seized seized seizing|shell shells shelled shelled shelling
bomb bombs bombed bombed bombing|kill kills killed killed killing|wound wounds wounded wounded wounding
injure injures injured injured injuring|retake retakes retook retaken retaking|besiege besieges besieged besieged besieging
target targets targeted targeted targeting|strike strikes struck struck striking|hit hits hit hit hitting
liberate liberates liberated liberated liberating|storm storms stormed stormed storming|control controls controlled controlled controlling
launch launches launched launched launching|condemn condemns condemned condemned condemning|accuse accuses accused accused accusing
evacuate evacuates evacuated evacuated evacuating|reject rejects rejected rejected rejecting|violate violates violated violated violating
veto vetoes vetoed vetoed vetoing|detain detains detained detained detaining|destroy destroys destroyed destroyed destroying
overrun overruns overran overrun overrunning|hold holds held held holding|recapture recaptures recaptured recaptured recapturing
deliver delivers delivered delivered delivering|block blocks blocked blocked blocking|abandon abandons abandoned abandoned abandoning"""
_INTRANSITIVE = """advance advances advanced advanced advancing|withdraw withdraws withdrew withdrawn withdrawing|die dies died died dying
retreat retreats retreated retreated retreating|flee flees fled fled fleeing|clash clashes clashed clashed clashing
erupt erupts erupted erupted erupting|arrive arrives arrived arrived arriving|fall falls fell fallen falling
explode explodes exploded exploded exploding|continue continues continued continued continuing|surrender surrenders surrendered surrendered surrendering"""
_PLURAL = (
    "rebels troops militants civilians soldiers fighters forces insurgents residents activists warplanes jets airstrikes militias "
    "gunmen terrorists jihadists helicopters medics children women districts villages neighborhoods clashes positions units "
    "separatists hospitals shells rockets raids strikes attacks officials sources tanks reinforcements"
).split()
_SINGULAR = (
    "airstrike attack offensive ceasefire siege shelling assault truce raid bombing evacuation convoy agreement blast town city "
    "district village hospital army government regime militia coalition monitor agency ministry spokesman commander source "
    "neighborhood countryside bombardment resolution airbase opposition province fighting explosion military group area"
).split()
_PLACES = (
    "Aleppo Mosul Idlib Raqqa Homs Hama Kherson Bakhmut Khartoum Gaza Sirte Damascus Tikrit Fallujah Donetsk Aden Taiz Goma Kidal "
    "Maiduguri Mekelle Mogadishu Kabul Kandahar Stepanakert Marawi Manbij Palmyra Daraa Madaya Douma Tripoli Benghazi Mariupol"
).split()
_ACTORS = (
    "Reuters Observatory SANA Hezbollah Moscow Ankara ISIS Kremlin Pentagon Turkey Russia Iran ISIL Damascus Kyiv Ukraine Daesh "
    "Washington Assad Hamas Israel Houthi Taliban AFP Kurds Army Coalition Nusra SDF UNICEF UN YPG PKK FSA"
).split()


def _forms(table: str) -> list[dict[str, str]]:
    rows = [row.split() for row in table.replace("\n", "|").split("|")]
    return [dict(zip(VERB_TAGS, row, strict=True)) | {"VBP": row[0]} for row in rows]


SAYING, TRANSITIVE, INTRANSITIVE = _forms(_SAYING), _forms(_TRANSITIVE), _forms(_INTRANSITIVE)
_ARGUMENTS = ("nsubj", "nsubj:pass", "obj", "obl", "nmod", "conj", "obl:agent")


def _verb(row: list[str], below: set[str], rng: random.Random) -> str | None:
    if below & {"xcomp", "compound:prt", "cop", "expl"}:
        return None
    if "ccomp" in below:
        table = SAYING
    elif below & {"obj", "nsubj:pass", "aux:pass"}:
        table = TRANSITIVE
    elif below & {"nsubj", "obl"}:
        table = INTRANSITIVE
    else:
        return None
    return rng.choice(table).get(row[4])


def _noun(row: list[str], below: set[str], rng: random.Random) -> str | None:
    bare = not below & {"compound", "flat", "appos", "nmod:desc", "goeswith"}
    if row[7] not in _ARGUMENTS:
        return None
    if row[4] == "NNP":
        return rng.choice(_ACTORS if row[7] in ("nsubj", "obl:agent") else _PLACES) if bare else None
    if row[4] == "NNS":
        return rng.choice(_PLURAL)
    return rng.choice(_SINGULAR) if row[4] == "NN" else None


def substitute(rows: list[list[str]], rng: random.Random, share: float = 0.6) -> list[list[str]]:
    """A copy of a sentence's CoNLL-U rows with about `share` of its replaceable words replaced."""
    below: dict[str, set[str]] = {row[0]: set() for row in rows}
    for row in rows:
        if row[6] in below:
            below[row[6]].add(row[7])
    made = [list(row) for row in rows]
    for row in made:
        if rng.random() > share:
            continue
        word = _verb(row, below[row[0]], rng) if row[4].startswith("VB") else _noun(row, below[row[0]], rng)
        if word is not None:
            row[1] = word.capitalize() if row[0] == "1" else word
    return made
