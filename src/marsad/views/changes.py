"""What changed from one version of a report to the next, sentence by sentence."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import Literal

from marsad.language.sentences import split
from marsad.model import Record

Kind = Literal["removed", "added", "changed"]

KINDS: dict[str, Kind] = {"delete": "removed", "insert": "added", "replace": "changed"}
"""What difflib calls them."""


class Change(Record):
    """Sentences that were taken out, put in, or put in the place of others."""

    kind: Kind
    before: str = ""
    after: str = ""


def changes(old: str, new: str) -> list[Change]:
    """The changes from an old text to a new one, in the order of the text."""
    before, after = _sentences(old), _sentences(new)
    found = []
    for tag, i, j, k, l in SequenceMatcher(a=before, b=after, autojunk=False).get_opcodes():  # noqa: E741
        if tag != "equal":
            gone, come = " ".join(before[i:j]), " ".join(after[k:l])
            found.append(
                Change(kind="changed" if gone and come else "removed" if gone else "added", before=gone, after=come)
            )
    return found


def _sentences(text: str) -> list[str]:
    return [" ".join(sentence.text.split()) for sentence in split(text)]
