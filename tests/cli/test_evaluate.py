"""`marsad evaluate`: the numbers of the annotation guide's own scorer, and what differs, in words."""

from __future__ import annotations

import json
import random
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from marsad.cli.main import SET_ASIDE, cli

SHARED = Path(__file__).parents[3] / "shared" / "eval"
needs_shared = pytest.mark.skipif(not (SHARED / "score.py").exists(), reason="needs ../shared/eval")
TEXT = (
    "Rebels took the town of Fenner on Saturday, the Coast Monitor said. "
    "At least 12 people were killed when the army shelled Qarun. "
    "Gunmen, snipers, mortars and warplanes: the siege, in its third year, has left rebels and soldiers exhausted.\n"
)


def gold_claim(words: str, **slots: Any) -> dict[str, Any]:
    start = TEXT.index(words)
    empty: dict[str, Any] = {"actor": [], "target": [], "place": [], "quantity": None, "time": None, "attribution": []}
    evidence = {"start": start, "end": start + len(words), "text": words}
    return {"modality": "asserted", "evidence": evidence, **empty, **slots}


SATURDAY = {"start": "2019-03-02", "end": "2019-03-02"}
CLAIMS = [
    gold_claim(
        "Rebels took the town of Fenner on Saturday", type="control", event="captured", actor=["Rebels"],
        place=["Fenner"], time=SATURDAY, attribution=["Coast Monitor"],
    ),
    gold_claim(
        "At least 12 people were killed", type="casualty", event="killed", target=["people"], place=["Qarun"],
        quantity={"low": 12, "high": None, "unit": "people"},
    ),
    gold_claim("the army shelled Qarun", type="attack", event="shelling", actor=["the army"], place=["Qarun"]),
]  # fmt: skip


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """A folder with one document coded by hand."""
    folder = tmp_path / "gold"
    folder.mkdir()
    document = {"doc": "kb-1", "title": None, "publisher": "Coast Monitor", "published": "2019-03-03", "text": TEXT}
    (folder / "kb-1.json").write_text(json.dumps({**document, "claims": CLAIMS}), encoding="utf-8")
    return folder


def written(file: Path, claims: list[dict[str, Any]]) -> Path:
    file.write_text("".join(json.dumps(claim) + "\n" for claim in claims), encoding="utf-8")
    return file


def evaluate(*arguments: str | Path, exit_code: int = 0) -> Result:
    result = CliRunner().invoke(cli, ["evaluate", *map(str, arguments)])
    assert result.exit_code == exit_code, result.output
    return result


def numbers(output: str) -> list[tuple[str, list[str]]]:
    """The first word of each line that has numbers, with them."""
    lines = [(line.split()[0], re.findall(r"\d+(?:\.\d+)?", line)) for line in output.splitlines() if line.strip()]
    return [(name, found) for name, found in lines if found]


def test_the_shipped_coder_is_scored_on_the_texts(gold: Path, tmp_path: Path) -> None:
    scored = evaluate(gold).stdout
    total = next(line for line in scored.splitlines() if line.startswith("all"))
    assert int(total.split()[1]) == 3
    found = re.search(r"^found F1 (\S+) \(", scored, re.MULTILINE)
    assert found is not None
    assert float(found[1]) >= 0.5
    docs = tmp_path / "docs.jsonl"
    docs.write_text(json.dumps({"doc": "kb-1", "text": TEXT, "published": "2019-03-03"}) + "\n", encoding="utf-8")
    claims = tmp_path / "claims.jsonl"
    claims.write_text(CliRunner().invoke(cli, ["extract", "--input", str(docs)]).stdout, encoding="utf-8")
    assert evaluate(gold, claims).stdout == scored


def test_claims_as_gold_has_them_are_all_usable(gold: Path, tmp_path: Path) -> None:
    claims = written(tmp_path / "claims.jsonl", [{"doc": "kb-1", **claim} for claim in CLAIMS])
    output = evaluate(gold, claims, "--misses").stdout
    assert "usable F1 1.000 (1.000-1.000)  documents 1" in output
    assert not re.search("MISSED|DIFFERS|EXTRA", output)


def test_misses_are_told_in_their_sentence_with_the_rule(gold: Path, tmp_path: Path) -> None:
    rule = {"coding": {"rule": "control.captured.take"}}
    made = [
        {"doc": "kb-1", **CLAIMS[0], "place": [{"text": "the town", "name": "Qarun"}], "time": None, **rule},
        {"doc": "kb-1", **CLAIMS[2], "type": "humanitarian", "event": "facility_hit"},
    ]
    told = evaluate(gold, written(tmp_path / "claims.jsonl", made), "--misses").stdout.splitlines()[:4]
    sentence = "[At least 12 people were killed] when the army shelled Qarun."
    assert told == [
        f"MISSED  kb-1 casualty/killed: {sentence}",
        "MISSED  kb-1 attack/shelling: At least 12 people were killed when [the army shelled Qarun].",
        "DIFFERS kb-1 control/captured [control.captured.take] place 'Fenner' not 'Qarun'; "
        "time 2019-03-02 not (empty): "
        "[Rebels took the town of Fenner on Saturday], the Coast Monitor said.",
        "EXTRA   kb-1 humanitarian/facility_hit: At least 12 people were killed when [the army shelled Qarun].",
    ]


def test_parts_come_from_the_list_beside_the_folder(gold: Path) -> None:
    (gold / "other.json").write_text(json.dumps({"doc": "other", "text": "Calm.", "claims": []}), encoding="utf-8")
    assert "documents 2" in evaluate(gold).stdout
    (gold.parent / "gold.csv").write_text("doc,part\nkb-1,read\nother,unread\n", encoding="utf-8")
    assert "documents 1" in evaluate(gold, "--part", "read").stdout
    (gold.parent / "gold.csv").write_text("doc,part\nkb-1,read\n", encoding="utf-8")
    assert "has no gold file of the part unread" in evaluate(gold, "--part", "unread", exit_code=1).stderr


def test_a_gold_file_without_its_text_is_not_coded(gold: Path, tmp_path: Path) -> None:
    bare = gold / "kb-2.json"
    bare.write_text(json.dumps({"doc": "kb-2", "sha256": "0" * 64, "claims": CLAIMS}), encoding="utf-8")
    result = evaluate(gold, exit_code=SET_ASIDE)
    assert "kb-2: It is not scored: its text is not in the gold file." in result.stderr
    assert "documents 1" in result.stdout
    claims = written(tmp_path / "claims.jsonl", [{"doc": "kb-2", **claim} for claim in CLAIMS])
    assert "usable F1 1.000" in evaluate(bare, claims).stdout


def test_claims_of_other_documents_are_left_out(gold: Path, tmp_path: Path) -> None:
    claims = written(tmp_path / "claims.jsonl", [{"doc": "stray", **CLAIMS[0]}])
    result = evaluate(gold, claims)
    assert "Left out: claims of 1 documents" in result.stderr
    assert "found F1 0.000" in result.stdout


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (b"{", "line 1, is not JSON"),
        (b"\xff", "line 1, is not JSON"),
        (b"[]", "line 1, is not a claim"),
        (b'{"doc": "kb-1", "type": "sport"}', "line 1, is not a claim: type: Input should be 'control'"),
        (json.dumps({"doc": "kb-1", **CLAIMS[0], "evidence": {"start": 4, "end": 4}}).encode(), "the span is empty"),
        (json.dumps({"doc": "kb-1", **CLAIMS[0], "quantity": {"low": "12"}}).encode(), "quantity.low"),
        (json.dumps({**CLAIMS[0]}).encode(), "doc: Field required"),
    ],
)
def test_what_is_no_claim_is_told_with_its_line(line: bytes, told: str, gold: Path, tmp_path: Path) -> None:
    claims = tmp_path / "claims.jsonl"
    claims.write_bytes(line)
    error = evaluate(gold, claims, exit_code=1).stderr
    assert error.startswith(f"Error: {claims}, line 1, ")
    assert told in error


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("{", "is not a gold file: Invalid JSON"),
        ('{"doc": "a"}', "is not a gold file: claims: Field required."),
        ('{"doc": "a", "claims": [{}]}', "is not a gold file: 0.type: Field required."),
    ],
)
def test_what_is_no_gold_file_is_told_with_its_name(content: str, told: str, tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    file.write_text(content, encoding="utf-8")
    assert f"Error: {file} {told}" in evaluate(file, exit_code=1).stderr


def test_other_mistakes_in_gold(gold: Path, tmp_path: Path) -> None:
    assert "cannot be read" in evaluate(gold, "--part", "read", exit_code=1).stderr
    (gold.parent / "gold.csv").write_text("document\nkb-1\n", encoding="utf-8")
    assert "needs the columns doc and part" in evaluate(gold, "--part", "read", exit_code=1).stderr
    (gold / "copy.json").write_bytes((gold / "kb-1.json").read_bytes())
    assert "two gold files have the id 'kb-1'" in evaluate(gold, exit_code=1).stderr
    (tmp_path / "bare").mkdir()
    assert "has no gold file." in evaluate(tmp_path / "bare", exit_code=1).stderr


def disturbed(documents: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The gold claims as a poor coder might give them: some lost, moved, doubled, or with another's slots."""
    chance = random.Random(5)
    made = []
    for document in documents:
        claims = document["claims"]
        for claim in claims:
            if chance.random() < 0.25:
                continue
            copy = {**claim, "doc": document["doc"]}
            for slot in ("actor", "target", "place", "quantity", "time", "attribution", "modality"):
                if chance.random() < 0.15:
                    copy[slot] = chance.choice(claims)[slot]
            if chance.random() < 0.3:
                start = max(0, copy["evidence"]["start"] + chance.randrange(-60, 60))
                copy["evidence"] = {"start": start, "end": start + chance.randrange(1, 200)}
            made += [copy] * chance.choice((1, 1, 1, 2))
    return made


@needs_shared
@pytest.mark.parametrize("part", [(), ("--part", "read"), ("--part", "unread")])
def test_the_numbers_are_those_of_the_guides_scorer(part: tuple[str, ...], tmp_path: Path) -> None:
    documents = [json.loads(file.read_text(encoding="utf-8")) for file in sorted((SHARED / "gold").glob("*.json"))]
    claims = written(tmp_path / "claims.jsonl", disturbed(documents))
    command = [sys.executable, str(SHARED / "score.py"), str(SHARED / "gold"), str(claims), *part]
    theirs = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    ours = evaluate(SHARED / "gold", claims, *part).stdout
    told = [line for line in numbers(theirs) if line[0] != "left"]
    assert [name for name, _ in told][-5:] == ["all", "slots", "found", "exact", "usable"]
    assert numbers(ours) == told
    assert 0.3 < float(dict(told)["usable"][1]) < 0.9
