"""The brief as JSON is a contract: a change must be meant, and show up in the snapshot.

Renew with `python -m tests.publish.test_brief_schema`.
"""

from __future__ import annotations

import json
from pathlib import Path

from marsad.views.parts import Brief

SNAPSHOT = Path(__file__).parents[1] / "snapshots" / "brief.schema.json"


def test_the_structure_is_as_promised() -> None:
    assert Brief.model_json_schema() == json.loads(SNAPSHOT.read_text(encoding="utf-8"))


if __name__ == "__main__":
    SNAPSHOT.write_text(json.dumps(Brief.model_json_schema(), indent=2) + "\n", encoding="utf-8")
