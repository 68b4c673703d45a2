"""Fail where a package is installed that the pins do not name at that version.

usage: python tools/check_pins.py requirements/ci.txt
"""

from __future__ import annotations

import re
import sys
from importlib.metadata import distributions
from pathlib import Path

OURS = {"marsad"}
SEEDED = {"pip", "setuptools", "wheel"}  # put into every virtual environment by Python itself


def canonical(name: str) -> str:
    """The name as package indexes compare it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def main(pins: str) -> int:
    """Compare this interpreter's environment with the file of pins; 1 where they differ."""
    pinned = dict(re.findall(r"^([\w.-]+)==([^\s;]+)", Path(pins).read_text(encoding="utf-8"), re.MULTILINE))
    pinned = {canonical(name): version for name, version in pinned.items()}
    installed = {canonical(d.metadata["Name"]): d.version for d in distributions()}
    wrong = [
        f"{name} {version} is installed, pinned: {pinned.get(name, 'not at all')}"
        for name, version in sorted(installed.items())
        if name not in OURS | SEEDED and pinned.get(name) != version
    ]
    print("\n".join(wrong) or f"{len(installed)} packages, all pinned")
    if wrong:
        print("CONTRIBUTING.md tells how to renew the pins.")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
