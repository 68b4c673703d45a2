"""Ask the services of known vulnerabilities about the pinned packages.

usage: python tools/check_vulnerabilities.py requirements/ci.txt

Fails on a known vulnerability. Where no service can be reached it says so and does not fail: a build behind a package
mirror must not break for that, and must not look as if it had been checked.
"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

SERVICES = ("pypi", "osv")


def ask(service: str, pins: str) -> list[dict[str, Any]] | None:
    """The audited packages by pip-audit, or None where the service could not be asked."""
    command = [sys.executable, "-m", "pip_audit", "--vulnerability-service", service, "--timeout", "15"]
    command += ["--requirement", pins, "--no-deps", "--disable-pip", "--format", "json", "--progress-spinner", "off"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=240)
        packages: list[dict[str, Any]] = json.loads(done.stdout)["dependencies"]
    except (subprocess.TimeoutExpired, json.JSONDecodeError, KeyError):
        return None
    return packages


def main(pins: str) -> int:
    """Print what is known; 1 where a vulnerability is."""
    for service in SERVICES:
        packages = ask(service, pins) or []
        answered = [package for package in packages if "skip_reason" not in package]
        if not answered:
            continue
        known = [(p["name"], p["version"], v) for p in answered for v in p["vulns"]]
        for name, version, found in known:
            print(f"{name} {version}: {found['id']}, mended in {', '.join(found['fix_versions']) or 'no release yet'}")
        unasked = len(packages) - len(answered)
        print(f"{service}: {len(answered)} packages, {len(known)} known vulnerabilities; {unasked} not known to it")
        return bool(known)
    print("NOT CHECKED: no vulnerability service could be reached from here (asked: " + ", ".join(SERVICES) + ").")
    print("Run this where the network allows it before a release.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
