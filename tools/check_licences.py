"""Fail where a package that a user installs may not be passed on with Apache-2.0 code.

usage: python tools/check_licences.py PYTHON

Reads the licences that the packages in PYTHON's environment declare. GPL and AGPL are refused, unless the package lets
the user choose another licence; LGPL only where it is listed below with the reason.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys

ALLOWED_LGPL: dict[str, str] = {}
"""Package → why it is needed and how it is used: imported unchanged, never copied into this project."""
OURS = {"marsad", "pip", "setuptools"}


def kind(licence: str) -> str:
    """free, lgpl, gpl or unknown: of the choices that "OR" offers, the one that binds least."""
    kinds = {one(choice) for choice in re.split(r"\bOR\b", licence)}
    return next(k for k in ("free", "lgpl", "gpl", "unknown") if k in kinds)


def one(licence: str) -> str:
    """The kind of a licence that offers no choice."""
    if re.search(r"LGPL|Lesser General Public", licence, re.IGNORECASE):
        return "lgpl"
    if re.search(r"GPL|General Public", licence, re.IGNORECASE):
        return "gpl"
    return "unknown" if licence.strip().upper() in {"", "UNKNOWN"} else "free"


def main(python: str) -> int:
    """List what stands in the way; 1 where anything does."""
    command = [sys.executable, "-m", "piplicenses", f"--python={python}", "--from=mixed", "--format=json"]
    packages = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    wrong = []
    for package in packages:
        name, licence = package["Name"], package["License"]
        found = kind(licence)
        if name.lower() in OURS or found == "free":
            continue
        if found == "lgpl" and name.lower() in ALLOWED_LGPL:
            print(f"{name}: {licence}; {ALLOWED_LGPL[name.lower()]}")
        else:
            wrong.append(f"{name} {package['Version']}: {licence}")
    print("\n".join(wrong) or f"{len(packages)} packages, none with a licence that stands in the way")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
