"""Fail unless the claims of a report slice to its words and one of them is the capture that it tells of.

usage: python tools/check_extract.py REPORT CLAIMS.jsonl

Run in CI on what the installed wheel printed, so that a wheel without its data cannot pass.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path


def main(report: str, claims: str) -> int:
    """Check each claim's evidence against the report; 1 where one does not fit or no capture is found."""
    text = Path(report).read_text(encoding="utf-8")
    rows = [json.loads(line) for line in Path(claims).read_text(encoding="utf-8").splitlines()]
    for row in rows:
        evidence = row["evidence"]
        if text[evidence["start"] : evidence["end"]] != evidence["text"]:
            print(f"evidence does not slice to its words: {evidence}")
            return 1
    if not any(row["type"] == "control" and row["event"] == "captured" for row in rows):
        print(f"no capture among {len(rows)} claims")
        return 1
    print(f"{len(rows)} claims, every one sliced from the report")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))
