"""Texts full of war's words in which nobody claims anything about an armed conflict: the coder must find nothing.

The texts are kept out of sight of whoever writes rules. A failure therefore names the text and the kind of claim that
was found, never its words. Those in `second` are written apart, and no rule is ever mended by looking at them.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from marsad.coders.rules import RuleCoder
from marsad.model import Document, document_id

FOLDER = Path(__file__).parent / "negatives"
TEXTS = sorted(FOLDER.glob("**/*.txt"))


@pytest.fixture(scope="module")
def coder() -> RuleCoder:
    return RuleCoder()


def test_there_are_forty() -> None:
    assert len(list(FOLDER.glob("*.txt"))) == 20
    assert len(list((FOLDER / "second").glob("*.txt"))) == 20


@pytest.mark.parametrize("file", TEXTS, ids=lambda f: f.relative_to(FOLDER).with_suffix("").as_posix())
def test_no_claims(file: Path, coder: RuleCoder) -> None:
    text = file.read_text(encoding="utf-8")
    year = re.search(r"\b20\d\d\b", text.split(" - ", 1)[0])
    document = Document(
        doc=document_id(file.stem, "", text),
        text=text,
        published=f"{year[0]}-06-15" if year else None,
        language="en",
    )
    found = Counter(f"{claim.type}.{claim.event} by {claim.coding.rule}" for claim in coder.code(document))
    listed = ", ".join(f"{n} × {kind}" for kind, n in found.most_common())
    assert not found, f"{found.total()} claims where there is none: {listed}"
