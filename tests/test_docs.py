"""The pages say what the code does, and lead somewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools import build_reference, check_docs


def test_reference_is_current(capsys: pytest.CaptureFixture[str]) -> None:
    status = build_reference.main(["--check"])
    assert status == 0, capsys.readouterr().out


def test_links_lead_somewhere() -> None:
    pages = [file for file in check_docs.files() if file.suffix == ".md"]
    assert [link for page in pages for link in check_docs.dead_links(page)] == []


def test_files_name_no_machine() -> None:
    assert [line for file in check_docs.files() for line in check_docs.local_words(file)] == []


def test_a_dead_link_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = tmp_path / "page.md"
    page.write_text("# One title\n[a](page.md#one-title) [b](page.md#other) [c](gone.md) [d](https://example.org)\n")
    monkeypatch.setattr(check_docs, "ROOT", tmp_path)
    assert check_docs.dead_links(page) == ["page.md: page.md#other leads nowhere", "page.md: gone.md leads nowhere"]


@pytest.mark.parametrize("words", ["/" + "work/main/x", "see /" + "tmp/x", "pypi" + ".org"])
def test_a_machine_path_is_found(words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "notes.txt"
    file.write_text(f"fine\n{words}\n")
    monkeypatch.setattr(check_docs, "ROOT", tmp_path)
    assert len(check_docs.local_words(file)) == 1
