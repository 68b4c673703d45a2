"""Sealing: gone from every table and from the raw file, refused for ever, and still a sound ledger."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from marsad.cli.main import cli
from marsad.errors import InputError, LedgerError, SetAside
from marsad.ledger import Ledger, Query, Run
from marsad.ledger.backup import manifest_path
from tests.ledger.town import RULES, WIRE, Clock, captured, fill, four, killed, of, report

if TYPE_CHECKING:
    from collections.abc import Callable

    from marsad.model import Received

NAME = "Zuleikha Qasimi"
TEXT = f"{of(report()).text} The quarry guard {NAME} saw the lorries leave. zuleikha qasimi lives on Weavers' Street."
SECRET = (b"uleikha", "uleikha".encode("utf-16-le"))


def held() -> Received:
    item = report(TEXT, title=f"What {NAME} saw", origin=f"/in/{NAME}.txt")
    return item.model_copy(update={"document": of(item).model_copy(update={"extra": {"author": NAME}})})


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A ledger with rulings, corrections, a second reading, a pair, a copy elsewhere."""
    clock = Clock()
    with Ledger.open(tmp_path / "town.db", now=clock) as ledger:
        document = fill(ledger, held())
        other = fill(ledger, report("Elsewhere. " + of(report()).text, published="2016-12-09", publisher=WIRE))
        clock.forward(hours=1)
        ledger.rule(
            "correct", document.doc, by="Amal", reason=f"{NAME} gave the day.", change={"published": "2016-12-06"}
        )
        ledger.rule("verified", killed(document).id, by="Amal", reason=f"{NAME} confirmed.", change={"method": NAME})
        ledger.rule("same", f"{killed(document).id}+{killed(other).id}", by="Amal", reason="One happening.")
        clock.forward(hours=1)
        newer = Run("rules", "2")
        again = ledger.document(document.doc)
        ledger.record(document.doc, [killed(again, coder=newer, place=[]), captured(again, coder=newer)], run=newer)
        told = {"a1": f'{{"claims": ["{killed(document).id}"], "quote": "{NAME}"}}', "a2": '{"claims": ["other"]}'}
        ledger.look("daily", clock(), told)
        ledger.tell("daily", "output", "a1")
        assert ledger.verify() == []
    return tmp_path / "town.db"


def raw(path: Path) -> bytes:
    """All bytes of the ledger's file and of those beside it."""
    return b"".join(found.read_bytes() for found in sorted(path.parent.glob(path.name + "*")))


def test_a_document_is_gone_from_the_file(path: Path) -> None:
    assert all(secret in raw(path) for secret in SECRET[:1])
    doc = of(held()).doc
    with Ledger.open(path) as ledger:
        position = str(ledger.position())
        made = ledger.seal(doc[:12], by="R. Haddad", reason="A guard is in danger.")
        assert (made.kind, made.doc) == ("document", None)
        assert not any(secret in raw(path) for secret in SECRET)
        assert ledger.verify() == []
        assert ledger.contains(position)
        assert [one.reason for one in ledger.sealed()] == ["A guard is in danger."]
        assert len(list(ledger.documents())) == 1
        assert len(list(ledger.entries(Query(status="all")))) == 4
        assert set(ledger.untold("daily", "mail")) == {"a2"}
        with pytest.raises(InputError):
            ledger.document(doc)
    content = raw(path)
    assert not any(secret in content for secret in SECRET)
    assert doc.encode() not in content
    assert held().capture.sha256.encode() not in content


def test_what_was_sealed_is_not_taken_again(path: Path) -> None:
    with Ledger.open(path) as ledger:
        ledger.seal(of(held()).doc, by="R. Haddad", reason="Danger.")
        with pytest.raises(SetAside, match="was sealed"):
            ledger.receive(held())
        other = report(TEXT + "\n")
        moved = other.model_copy(update={"document": of(held())})
        with pytest.raises(SetAside, match="was sealed"):
            ledger.receive(moved)
        fill(ledger, report("More from Qasr Amin. " + of(report()).text, published="2016-12-10"))
        assert ledger.verify() == []


def test_words_are_gone_and_the_rest_stays(path: Path) -> None:
    with Ledger.open(path) as ledger:
        before = {entry.claim.event: entry for entry in ledger.entries(Query(status="all", doc=of(held()).doc))}
        made = ledger.seal(of(held()).doc, by="R. Haddad", reason="Danger.", words="ZULEIKHA qasimi")
        assert made.doc is not None
        document = ledger.document(made.doc)
        assert document.text.endswith("The quarry guard █████ saw the lorries leave. █████ lives on Weavers' Street.")
        assert (document.title, document.published, document.extra) == (
            "What █████ saw",
            "2016-12-06",
            {"author": "█████"},
        )
        after = {entry.claim.event: entry for entry in ledger.entries(Query(status="all", doc=made.doc))}
        assert after.keys() == before.keys()
        for event, entry in after.items():
            assert entry.claim.id != before[event].claim.id
            assert entry.claim.evidence == before[event].claim.evidence
            assert [one.kind for one in entry.rulings] == [one.kind for one in before[event].rulings]
            assert (entry.status, entry.recorded) == (before[event].status, before[event].recorded)
        ledger.rule("accept", after["killed"].claim.id, by="Amal", reason="Read rightly.")
        assert ledger.verify() == []
        assert not any(secret in raw(path) for secret in SECRET)
        with pytest.raises(SetAside, match="was sealed"):
            ledger.receive(held())
    content = raw(path)
    assert not any(secret in content for secret in SECRET)
    assert of(held()).doc.encode() not in content


def test_the_words_of_a_claim_can_be_sealed(path: Path) -> None:
    with Ledger.open(path) as ledger:
        claim = killed(of(held())).model_copy(update={"id": ""})
        chosen = next(e.claim.id for e in ledger.entries(Query(event="killed", doc=of(held()).doc)))
        made = ledger.seal(chosen, by="R. Haddad", reason="Danger.")
        assert made.doc is not None
        assert claim.evidence.text not in ledger.document(made.doc).text
        assert ledger.verify() == []


def test_the_other_documents_of_a_file_stay(tmp_path: Path) -> None:
    first, second = report("Box. " + TEXT), report("Box. " + of(report()).text, published="2016-12-09")
    parts = [
        first.model_copy(update={"part": "message 1"}),
        first.model_copy(update={"part": "message 2", "document": of(second)}),
    ]
    with Ledger.open(tmp_path / "a.db") as ledger:
        for item in parts:
            ledger.receive(item)
        ledger.record(of(second).doc, four(of(second)), run=RULES)
        ledger.seal(of(first).doc, by="R. Haddad", reason="Danger.")
        assert [document.doc for document in ledger.documents()] == [of(second).doc]
        assert len(list(ledger.entries(Query()))) == 4
        assert ledger.verify() == []
    assert not any(secret in raw(tmp_path / "a.db") for secret in SECRET)


def test_copies_made_before_are_sealed_when_they_come_back(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copies" / "old.db"
    copy.parent.mkdir()
    lost = tmp_path / "copies" / "lost.db"
    with Ledger.open(path) as ledger:
        ledger.backup(copy)
        ledger.backup(lost)
        for found in (lost, manifest_path(lost)):
            found.unlink()
        assert ledger.copies_to_seal() == []
        ledger.seal(of(held()).doc, by="R. Haddad", reason="Danger.")
        assert [(Path(one.path).name, one.listed) for one in ledger.copies_to_seal()] == [
            ("old.db", True),
            ("lost.db", False),
        ]
        ledger.backup(tmp_path / "copies" / "new.db")
        assert len(ledger.copies_to_seal()) == 2
    assert len(json.loads(manifest_path(copy).read_text())["to_seal"]) == 1
    Ledger.restore(copy, tmp_path / "back.db")
    assert not any(secret in raw(tmp_path / "back.db") for secret in SECRET)
    with Ledger.open(tmp_path / "back.db") as back:
        assert len(list(back.documents())) == 1
        assert back.verify() == []


def test_a_seal_that_was_never_made_is_found(path: Path, tamper: Callable[[str, str], None]) -> None:
    with Ledger.open(path) as ledger:
        ledger.seal(of(held()).doc, by="R. Haddad", reason="Danger.")
        tamper(str(path), "UPDATE audit SET about = '', detail = '{}' WHERE action = 'receive'")
        assert "audit" in [problem.kind for problem in ledger.verify()]
        tamper(str(path), "UPDATE tombstone SET audited = '[1,2,3,4,5,6,7,8,9,10]'")
        assert "tombstone" in [problem.kind for problem in ledger.verify()]


def test_seals_that_cannot_be_made_are_refused(path: Path) -> None:
    doc = of(held()).doc
    with Ledger.open(path) as ledger:
        position = ledger.position()
        for about, more, message in (
            (doc, {"words": "Nobody Known"}, "do not stand in the document"),
            (doc, {"words": "..."}, "a letter or figure"),
            ("zz", {}, "no claim whose id begins with"),
        ):
            with pytest.raises(InputError, match=message):
                ledger.seal(about, by="Amal", reason="x", **more)  # type: ignore[arg-type]
        with pytest.raises(InputError, match="who does it, and why"):
            ledger.seal(doc, by="Amal", reason="")
        assert ledger.position() == position


def test_a_reader_that_holds_on_is_told_of(path: Path) -> None:
    with Ledger.open(path, wait=0.1) as ledger, Ledger.open(path) as reader:
        entries = reader.entries(Query())
        next(entries)
        with pytest.raises(LedgerError, match=r"may still hold|in use"):
            ledger.seal(of(held()).doc, by="R. Haddad", reason="Danger.")
        entries.close()  # type: ignore[attr-defined]
        reader.close()
        ledger.scrub()
    assert not any(secret in raw(path) for secret in SECRET)


def test_on_the_command_line(path: Path) -> None:
    def run(*arguments: str, status: int = 0, answer: str | None = None) -> str:
        result = CliRunner().invoke(cli, ["seal", "--ledger", str(path), *arguments], input=answer)
        assert result.exit_code == status, result.output
        return result.output

    assert "Nothing was sealed" in run(status=1)
    doc, signed = of(held()).doc, ("--by", "R. Haddad", "--reason", "Danger.")
    run(doc, *signed, status=1, answer="n\n")
    assert "what is left is document" in run(doc, *signed, "--words", NAME, answer="y\n")
    assert "words" in run()
    run("--scrub")
    result = CliRunner().invoke(cli, ["verify", "--ledger", str(path)])
    assert result.exit_code == 0, result.output
