"""Compiles the registry of actors from its YAML files to the JSON file that the package loads.

Run it after a change under `src/marsad/knowledge/data/actors` or of `demonyms.yaml`:

    python tools/build_actors.py            # writes src/marsad/knowledge/data/actors.json
    python tools/build_actors.py --check    # only says whether the file is current (exit status 1 if not)
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from marsad.errors import DataError
from marsad.knowledge.actor_files import compile_rows, read_registry
from marsad.knowledge.actors import COMPILED

SOURCES = COMPILED.parent / "actors"


def compiled(folder: Path = SOURCES) -> str:
    """The compiled registry as the text of the JSON file, one actor a line so that changes can be read."""
    content = compile_rows(*read_registry(sorted(folder.glob("*.yaml"))))

    def compact(value: object) -> str:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

    tables = []
    for name, table in content.items():
        if isinstance(table, dict):
            rows = ",\n".join(f"{compact(row)}:{compact(value)}" for row, value in table.items())
            tables.append(f"{compact(name)}:{{\n{rows}\n}}")
        else:
            tables.append(f"{compact(name)}:{compact(table)}")
    return "{" + ",\n".join(tables) + "}\n"


def main(arguments: list[str]) -> int:
    """Writes or checks the file; the exit status."""
    try:
        text = compiled()
    except DataError as error:
        print(error, file=sys.stderr)
        return 2
    if "--check" in arguments:
        current = COMPILED.exists() and COMPILED.read_text(encoding="utf-8") == text
        print("current" if current else f"{COMPILED} is not current: run tools/build_actors.py", file=sys.stderr)
        return 0 if current else 1
    COMPILED.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
