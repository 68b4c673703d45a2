"""The page on sources names what the code does."""

from __future__ import annotations

import re
from pathlib import Path

from marsad.sources import NOT_KEPT, Limits, feeds, html, jsonlines, kinds, limits, parts

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "reference" / "sources.md").read_text(encoding="utf-8")


def test_every_reason_is_explained() -> None:
    code = "".join(
        file.read_text() for part in ("sources", "bulk") for file in (ROOT / "src/marsad" / part).glob("*.py")
    )
    raised = set(re.findall(r'SetAside\(\s*"([a-z-]+)"', code)) | set(re.findall(r'return "([a-z]+)", f?"', code))
    raised |= set(re.findall(r'Exhausted\(\s*"([a-z-]+)"', code)) | {
        f"broken-{kind}" for kind in kinds._NOT_WITHOUT_SIGNATURE.keys() - {"docx", "xlsx"}
    }
    assert {"empty", "binary", "language", "coder"} <= raised
    assert raised <= set(re.findall(r"`([a-z0-9-]+)`", PAGE))


def test_every_reason_of_addresses_is_explained() -> None:
    code = "".join(file.read_text() for file in (ROOT / "src/marsad/sources/net").glob("*.py"))
    raised = set(re.findall(r'FetchProblem\(\s*"([a-z-]+)"', code)) - {"mail"}  # which sends, and reads nothing
    assert {"address", "robots", "packing"} <= raised
    assert raised <= set(re.findall(r"`([a-z-]+)`", PAGE))


def test_what_is_not_kept_is_said_to_be() -> None:
    rows = re.findall(r"^\| `([a-z-]+)` .*\| no \|$", PAGE, re.MULTILINE)
    assert set(rows) == NOT_KEPT


def test_names_and_limits() -> None:
    assert {suffix for suffix in kinds.SUFFIXES if suffix} <= set(re.findall(r"`(\.[a-z0-9]+)`", PAGE))
    assert f"{parts.MAX_TEXT:,} characters" in PAGE
    assert f"{feeds.MAX_FEED // 1_000_000} MB" in PAGE
    assert f"more than {Limits().size // 1_000_000} MB, as sent" in PAGE
    assert f"silent for {Limits().silence:.0f} seconds" in PAGE
    assert f"more than {Limits().redirects} times" in PAGE
    assert f"more than {Limits().pause:.0f} seconds" in PAGE
    assert f"{html._MAX_PAGE:,}" in PAGE
    assert f"{parts.MAX_FILE // 1_000_000} MB" in PAGE
    assert f"{limits.MAX_MEMBER // 1_000_000} MB in a container" in PAGE
    assert f"{limits.MAX_UNPACKED // 1_000_000:,} MB, and {limits.MAX_RATIO} times" in PAGE
    assert f"the first {limits.FREE // 1_000_000} MB" in PAGE
    assert f"| {limits.MAX_MEMBERS:,} |" in PAGE
    assert f"within each other | {limits.MAX_DEPTH} |" in PAGE
    assert f"| {limits.SECONDS} s, and 1 s for each MB |" in PAGE
    assert f"| {limits.MEMORY // 1_000_000} MB, and four times" in PAGE
    assert f"{jsonlines.MAX_LINE // 1_000_000} MB" in PAGE
