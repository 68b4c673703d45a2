"""The Python API, with a tiny coder that finds "shelled"."""

from __future__ import annotations

import json
import sys
import zipfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import marsad
from marsad import bulk
from marsad.api import Progress, extract_files
from marsad.errors import InputError, LedgerError, SetAside
from marsad.intake import run
from marsad.model import claim_id
from tests.bulk import fakes

if TYPE_CHECKING:
    from marsad.model import Claim, Document

REPORT = "Tal Marran was shelled on Tuesday, the Qarun Monitor said, and then it was shelled again.\n"
FRENCH = "Les forces gouvernementales ont repris sept quartiers de la ville, a déclaré l'Observatoire mardi matin.\n"


@pytest.fixture(autouse=True)
def _coder(monkeypatch: pytest.MonkeyPatch) -> None:
    fakes.install(monkeypatch)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three reports, one of them undated; an empty file, a French one, a hidden one."""
    made = tmp_path / "reports"
    made.mkdir()
    (made / "a.txt").write_text("Shells on Qarun\n\n3 March 2019\n\n" + REPORT)
    (made / "b.txt").write_text("Undated. " + REPORT)
    (made / "c.txt").write_text("")
    (made / "d.txt").write_text(FRENCH)
    (made / "e.jsonl").write_text(json.dumps({"doc": "e1", "text": REPORT, "published": "2019-03-04"}) + "\n{\n")
    (made / ".hidden").write_text("x")
    return made


def test_extract() -> None:
    claims = marsad.extract(REPORT, published="2019-03-03", publisher="Qarun Post", doc="mine")
    assert [claim.evidence.start for claim in claims] == [15, REPORT.rindex("shelled")]
    assert {(claim.doc, claim.published, claim.publisher) for claim in claims} == {("mine", "2019-03-03", "Qarun Post")}
    assert all(claim.id == claim_id(claim) for claim in claims)
    assert marsad.extract("Quiet in Qarun.", published=date(2019, 3, 3)) == []


def test_extract_reads_the_dateline() -> None:
    assert marsad.extract("3 March 2019\n\n" + REPORT)[0].published == "2019-03-03"


@pytest.mark.parametrize(("text", "reason"), [("", "empty"), (FRENCH, "language"), ("BROKEN", "coder")])
def test_what_cannot_be_extracted_is_said(text: str, reason: str) -> None:
    with pytest.raises(SetAside) as caught:
        marsad.extract(text)
    assert caught.value.reason == reason


def test_extract_refuses_a_date_that_is_none() -> None:
    with pytest.raises(InputError, match="'last week' is not a date"):
        marsad.extract(REPORT, published="last week")


def test_extract_files_keeps_the_order(folder: Path) -> None:
    found = [
        (Path(item.origin).name, len(item.claims), item.problem and item.problem.reason)
        for item in extract_files([folder])
    ]
    assert found == [
        (".hidden", 0, "hidden"), ("a.txt", 2, None), ("b.txt", 2, None), ("c.txt", 0, "empty"),
        ("d.txt", 0, "language"), ("e.jsonl, line 1", 2, None), ("e.jsonl, line 2", 0, "json"),
    ]  # fmt: skip


def test_ingest(folder: Path, tmp_path: Path) -> None:
    steps: list[Progress] = []
    with marsad.open_ledger(tmp_path / "ledger.db") as ledger:
        report = ledger.ingest(folder, progress=steps.append)
        assert (report.taken, report.known, report.coded, report.claims) == (4, 0, 3, 6)
        assert [problem.reason for problem in report.set_aside] == ["hidden", "empty", "json"]
        assert [problem.reason for problem in report.not_coded] == ["language"]
        assert [Path(origin).name for origin in report.undated] == ["b.txt"]
        assert not report.complete
        assert [step.done for step in steps] == [3, 7]  # what gave nothing to code is in before the rest is coded
        assert {step.total for step in steps} == {7}
        assert sorted(aside.reason for aside in ledger.ledger.set_aside()) == ["empty", "json"]
        assert len(ledger.claims()) == 6
        assert len(ledger.claims(since="2019-03-04", until="2019-03-04")) == 2
        assert ledger.ledger.verify() == []


def test_the_same_bytes_again_change_nothing(folder: Path, tmp_path: Path) -> None:
    with marsad.open_ledger(tmp_path / "ledger.db") as ledger:
        ledger.ingest(folder)
        before = ledger.ledger.position()
        again = ledger.ingest(folder)
        assert ledger.ledger.position() == before
        assert (again.taken, again.known, again.coded, again.claims) == (0, 4, 0, 0)
        assert len(again.not_coded) == 1


def test_columns_given_once_are_known_for_the_next_table(tmp_path: Path) -> None:
    table, later = tmp_path / "march.csv", tmp_path / "april.csv"
    table.write_text("Tag;Bericht\n2019-03-05;" + REPORT)
    later.write_text("Tag;Bericht\n2019-04-05;Tal Marran was shelled again in April.\n2019-03-05;" + REPORT)
    with marsad.open_ledger(tmp_path / "ledger.db") as ledger:
        assert [problem.reason for problem in ledger.ingest(table).set_aside] == ["columns"]
        first = ledger.ingest(table, columns=["text=Bericht", "published=Tag"])
        assert (first.taken, first.complete, [used.how for used in first.tables]) == (1, True, ["given"])
        second = ledger.ingest(later)
        assert (second.taken, second.known, second.complete) == (1, 1, True)
        assert [str(used) for used in second.tables] == ["text from 'Bericht', published from 'Tag' (as given before)"]
        assert [document.published for document in ledger.ledger.documents()] == ["2019-03-05", "2019-04-05"]
        assert ledger.ledger.set_aside() == []
        assert ledger.ledger.verify() == []


def test_an_interrupted_run_is_finished_by_the_next(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Stop(Exception):  # noqa: N818
        pass

    def stop(progress: Progress) -> None:
        if progress.claims:
            raise Stop

    monkeypatch.setattr(run, "MOST", 1)
    with marsad.open_ledger(tmp_path / "ledger.db") as ledger:
        with pytest.raises(Stop):
            ledger.ingest(folder, progress=stop)
        assert len(ledger.claims()) == 2
        report = ledger.ingest(folder)
        assert report.coded == 2
        assert len(ledger.claims()) == 6


def test_what_was_read_before_ctrl_c_is_recorded(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "f.txt").write_text("STOP. " + REPORT)
    monkeypatch.setattr(bulk.extraction, "_batches", lambda documents, _chunk: ([one] for one in documents))
    with marsad.open_ledger(tmp_path / "ledger.db") as ledger:
        with pytest.raises(KeyboardInterrupt):
            ledger.ingest(folder)
        assert len(ledger.claims()) == 6
        assert ledger.ledger.counts()["document"] == 7
        assert ledger.ledger.verify() == []


def test_a_correction_made_meanwhile_is_not_passed_over(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The coder read the document as it was: its claims would have the wrong dates."""
    with marsad.open_ledger(tmp_path / "ledger.db") as ledger:

        def correct(document: Document) -> list[Claim]:
            change = {"published": "2019-03-09"}
            if ledger.ledger.document(document.doc).published != "2019-03-09":
                ledger.ledger.rule("correct", document.doc, by="Ana", reason="The clock was wrong.", change=change)
            return fakes.Words().code(document)

        fakes.install(monkeypatch)
        monkeypatch.setattr(sys.modules["marsad.coders.rules"].RuleCoder, "code", lambda _self, one: correct(one))
        report = ledger.ingest(folder / "a.txt")
        assert [problem.reason for problem in report.not_coded] == ["changed"]
        assert ledger.claims() == []
        assert ledger.ingest(folder / "a.txt").claims == 2
        assert {entry.claim.published for entry in ledger.claims()} == {"2019-03-09"}
        assert ledger.ledger.verify() == []


def test_the_same_report_under_two_names_is_coded_once(folder: Path, tmp_path: Path) -> None:
    (folder / "copy of a.txt").write_bytes((folder / "a.txt").read_bytes())
    with marsad.open_ledger(tmp_path / "ledger.db") as ledger:
        report = ledger.ingest(folder)
        assert (report.taken, report.known, report.coded, report.claims) == (4, 1, 3, 6)


def test_a_newer_coder_reads_again(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with marsad.open_ledger(tmp_path / "ledger.db") as ledger:
        ledger.ingest(folder)
        fakes.install(monkeypatch, version="2")
        report = ledger.ingest(folder)
        assert (report.taken, report.coded, report.claims) == (0, 3, 6)
        assert {entry.claim.coding.version for entry in ledger.claims()} == {"2"}


def test_a_time_given_later_is_used(folder: Path, tmp_path: Path) -> None:
    with marsad.open_ledger(tmp_path / "ledger.db") as ledger:
        assert ledger.ingest(folder / "b.txt").undated == [str(folder / "b.txt")]
        report = ledger.ingest(folder / "b.txt", published="2019-03-05")
        assert (report.taken, report.known, report.coded, report.undated) == (0, 1, 1, [])
        assert {entry.claim.published for entry in ledger.claims()} == {"2019-03-05"}


@pytest.mark.parametrize("filters", [{"colour": "red"}, {"since": "March"}, {"known_by": "noon"}, {"type": "weather"}])
def test_filters_that_cannot_be_used(tmp_path: Path, filters: dict[str, str]) -> None:
    with marsad.open_ledger(tmp_path / "ledger.db") as ledger, pytest.raises(InputError):
        ledger.claims(**filters)


def test_a_ledger_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(LedgerError):
        marsad.open_ledger(tmp_path / "gone.db", create=False)


def test_brief(folder: Path, tmp_path: Path) -> None:
    with marsad.open_ledger(tmp_path / "ledger.db") as ledger:
        ledger.ingest(folder)
        assert ledger.brief(on="2019-03-03").claims > 0
        assert ledger.brief(known_by="2019-03-01").claims == 0
        with pytest.raises(InputError, match="is not a day"):
            ledger.brief(on="the third")


def test_public_names_are_loaded_when_used() -> None:
    assert set(marsad.__all__) <= set(dir(marsad))
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = marsad.nothing


def test_what_an_archive_holds_is_kept_and_read_once(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "reports.zip", "w") as archive:
        for name in ("a.txt", "b.txt", "film.mp4", ".hidden.txt"):
            archive.writestr(name, f"{name[0]}. Shells fell on Qarun on Tuesday, the Qarun Monitor said.\n")
    with marsad.open_ledger(tmp_path / "l.db") as ledger:
        first, again = (ledger.ingest(tmp_path / "reports.zip") for _ in range(2))
        kept = [(aside.part, aside.reason) for aside in ledger.ledger.set_aside()]
    assert (first.taken, again.taken, again.known) == (2, 0, 2)
    assert sorted(kept) == [(".hidden.txt", "hidden"), ("film.mp4", "kind")]
