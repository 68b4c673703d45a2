"""Protected names: in no output, wherever they stand, and not to be guessed from what stands for them."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from marsad.cli.main import cli
from marsad.errors import InputError
from marsad.ledger import Ledger, Query
from marsad.ledger.spans import astray
from marsad.ledger.veil import Veil, fold
from tests.ledger.town import POST, captured, fill, four, of, report

if TYPE_CHECKING:
    from pathlib import Path

OBSERVATORY = "Valley Observatory"
HIDDEN = re.compile(r"valley[\W_]*observatory|qasr[\W_]*amin[\W_]*post", re.IGNORECASE)
SITE = "https://www.qasraminpost.example/2016/mill-quarter"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    item = report(title="Mill Quarter taken, says the VALLEY OBSERVATORY")
    document = of(item).model_copy(update={"url": SITE, "extra": {"author": "Desk of the Qasr-Amin Post"}})
    capture = item.capture.model_copy(update={"origin": "in/qasr_amin_post/one.txt"})
    with Ledger.open(tmp_path / "town.db") as ledger:
        fill(ledger, item.model_copy(update={"document": document, "capture": capture}))
        fill(
            ledger, report("From the Qasr Amin Post. " + of(item).text, published="2016-12-08", publisher="Hill Radio")
        )
        one, other = captured(document), four(document)[0]
        ledger.rule("verified", one.id, by="Amal", reason="Called the Valley Observatory.", change={"method": "phone"})
        ledger.rule("same", f"{one.id}+{other.id}", by="Amal", reason="One fight.")
        assert ledger.protect(OBSERVATORY, by="Amal", reason="Threats against the Valley Observatory.")
        ledger.protect(POST, by="Amal", reason="Its editor was taken.")
        assert ledger.verify() == []
    return tmp_path / "town.db"


def run(path: Path, *arguments: str) -> str:
    head, *rest = arguments
    result = CliRunner().invoke(cli, [head, "--ledger", str(path), *rest])
    assert result.exit_code == 0, result.output
    return result.output


OUTPUTS = (
    ("claims",), ("claims", "--format", "json"), ("claims", "--format", "csv"), ("claims", "--status", "all"),
    ("brief",), ("brief", "--format", "markdown"), ("brief", "--format", "html"), ("brief", "--format", "json"),
    ("documents",), ("documents", "--format", "json"), ("documents", "--format", "csv"), ("protect",),
)  # fmt: skip


@pytest.mark.parametrize("arguments", OUTPUTS, ids=" ".join)
def test_no_output_shows_a_protected_name_or_an_id_of_the_ledger(path: Path, arguments: tuple[str, ...]) -> None:
    shown = run(path, *arguments)
    assert not HIDDEN.search(shown)
    with Ledger.open(path, unlocked=True) as ledger:
        names = {one.pseudonym for one in ledger.protected()}
        ids = {entry.claim.id for entry in ledger.entries(Query(status="all"))}
        ids |= {holding.doc for holding in ledger.holdings()} | {holding.capture for holding in ledger.holdings()}
    assert any(name.casefold() in shown.casefold() for name in names)
    assert not [id_ for id_ in ids if id_[:10] in shown]
    if arguments != ("protect",):
        assert HIDDEN.search(run(path, *arguments, "--unlock"))


def test_what_is_shown_can_be_asked_for_again(path: Path) -> None:
    with Ledger.open(path) as ledger:
        shown = list(ledger.entries(Query()))
        for entry in shown:
            assert ledger.entry(entry.claim.id[:12]) == entry
            document = ledger.document(entry.claim.doc)
            assert astray(entry.claim, document.text) is None
            assert astray(entry.reading, document.text) is None
            assert not HIDDEN.search(entry.model_dump_json())
            assert not HIDDEN.search(document.model_dump_json())
        pseudonym = next(
            one.attribution[0].text for one in (e.reading for e in shown) if "Source" in str(one.attribution)
        )
        assert list(ledger.entries(Query(source=pseudonym))) == list(ledger.entries(Query(source=OBSERVATORY)))
        assert len(list(ledger.entries(Query(doc=shown[0].claim.doc[:9])))) == 4
        made = ledger.rule("accept", shown[0].claim.id[:12], by="Amal", reason="Read rightly.")
        assert made.about == shown[0].claim.id
        assert ledger.last_ruling(made.about) == made
        assert ledger.rule("reject", made.about, by="Amal", reason="No.", after=made.id).after == made.id
        assert ledger.verify() == []
    shown_one = run(path, "claims", "show", shown[0].claim.id[:12]) + run(path, "documents", "show", shown[0].claim.doc)
    assert not HIDDEN.search(shown_one)


def test_alerts_noted_before_are_told_with_pseudonyms(path: Path) -> None:
    with Ledger.open(path) as ledger:
        ledger.look("daily", ledger.last_recorded() or datetime.now(UTC), {"a": f'{{"by": "{OBSERVATORY}", "n": [1]}}'})
        told = json.loads(ledger.untold("daily", "mail")["a"])
        assert told["n"] == [1]
        assert told["by"] in {one.pseudonym for one in ledger.protected()}
        assert ledger.verify() == []


def test_a_pseudonym_is_of_one_ledger(path: Path, tmp_path: Path) -> None:
    with Ledger.open(path) as one, Ledger.open(tmp_path / "other.db") as other:
        first = {entry.pseudonym for entry in one.protected()}
        assert one.protect("VALLEY  observatory", by="Amal", reason="Again.") in first
        assert other.protect(OBSERVATORY, by="Amal", reason="Here too.") not in first


def test_other_names_of_a_source_have_its_pseudonym(path: Path) -> None:
    pseudonym = run(
        path, "protect", "Amal Darwish", "--also-called", "أمل درويش", "--by", "Amal", "--reason", "Asked."
    ).strip()
    with Ledger.open(path, unlocked=True) as ledger:
        assert {one.name for one in ledger.protected() if one.pseudonym == pseudonym} == {"Amal Darwish", "أمل درويش"}
    run(path, "unprotect", pseudonym, "--by", "Amal", "--reason", "Safe now.")
    assert pseudonym not in run(path, "protect", "--unlock")
    with Ledger.open(path) as ledger:
        ledger.unprotect(OBSERVATORY, by="Amal", reason="Published its own name.")
        assert OBSERVATORY in json.dumps([entry.model_dump(mode="json") for entry in ledger.entries(Query())])
        with pytest.raises(InputError, match="is not protected"):
            ledger.unprotect(OBSERVATORY, by="Amal", reason="Again.")
        assert ledger.verify() == []


def test_names_too_short_and_decisions_unsigned_are_refused(path: Path) -> None:
    with Ledger.open(path) as ledger:
        with pytest.raises(InputError, match="too short"):
            ledger.protect("A.", by="Amal", reason="Asked.")
        with pytest.raises(InputError, match="who does it, and why"):
            ledger.protect("Hill Radio", by="Amal", reason=" ")
        with pytest.raises(InputError, match="who does it, and why"):
            ledger.unprotect(POST, by="", reason="x")


@given(st.text(st.sampled_from("Aál dD-._ وس"), max_size=40), st.lists(st.integers(0, 60), min_size=2, max_size=2))
def test_words_keep_their_place_around_pseudonyms(text: str, cut: list[int]) -> None:
    veil = Veil(b"key", {"Al Dad": "Source AAAAAA", "سو": "Source BBBBBB"})
    cover = veil.cover(text)
    assert len(fold(text)) == len(text)
    start, end = sorted(min(at, len(text)) for at in cut)
    shown = cover.text[cover.start(start) : cover.end(end)]
    if start < end and veil.cover(text[start:end]).text == text[start:end] and "Source" not in shown:
        assert shown == text[start:end]
    assert cover.start(0) == 0
    assert cover.end(len(text)) == len(cover.text)
