"""Documents and claims are found by words in any language, however they are written; what is stored stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.errors import InputError
from marsad.ledger.terms import plain
from tests.ledger.town import of, report

if TYPE_CHECKING:
    from marsad.ledger import Ledger

ARABIC = "قُتِلَ ٣٨ شخصاً في حيّ الطاحونة، وأكّدت إدارة المستشفى ذلك."
TEXTS = {
    "ar": ARABIC,
    "ru": "Вчера обстреляли Каср-Амин, ещё двое погибли.",
    "fr": "L'hôpital de Qasr Amin a été touché à l'aube.",
    "mixed": "The rescuers wrote: سقطت القذائف على السوق, then nothing more.",
}


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("شخصا في حي", ["ar"]),
        ("الطاحونه", ["ar"]),
        ("38 شخصا", ["ar"]),
        ("واكدت اداره", ["ar"]),
        ("المستشفي", ["ar"]),
        ("الطـاحونة", ["ar"]),
        ("КАСР АМИН", ["ru"]),
        ("еще двое", ["ru"]),
        ("HOPITAL", ["fr"]),
        ("القذائف على", ["mixed"]),
        ("nothing more", ["mixed"]),
        ("Salt Market", []),
    ],
)
def test_documents_are_found(ledger: Ledger, words: str, found: list[str]) -> None:
    for text in TEXTS.values():
        ledger.receive(report(text, title=None))
    names = {of(report(text, title=None)).doc: name for name, text in TEXTS.items()}
    assert [names[document.doc] for document in ledger.documents(words)] == found
    assert {document.text for document in ledger.documents()} == set(TEXTS.values())


def test_titles_are_searched_too(ledger: Ledger) -> None:
    ledger.receive(report(title="قصف على الطاحونة"))
    assert len(list(ledger.documents("الطاحونة"))) == 1


def test_words_are_needed(ledger: Ledger) -> None:
    with pytest.raises(InputError, match="no words"):
        list(ledger.documents(" ، "))


@given(text=st.text(max_size=60))
def test_the_plain_form_is_its_own(text: str) -> None:
    once = plain(text)
    assert plain(once) == once
