"""Fail where the wheel or what it installs outgrows what a user should have to download, or the wheel lacks a file.

usage: python tools/check_sizes.py WHEEL INSTALLED_KIB
"""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

SOURCE = Path(__file__).resolve().parent.parent / "src"
WHEEL_MB = 40
INSTALLED_MB = 600


def lacking(carried: set[str]) -> list[str]:
    """The files of the package, code and data, that are not among those the wheel carries."""
    files = (p.relative_to(SOURCE) for p in (SOURCE / "marsad").rglob("*") if p.is_file())
    return sorted(p.as_posix() for p in files if "__pycache__" not in p.parts and p.as_posix() not in carried)


def main(wheel: str, installed_kib: str) -> int:
    """Print both sizes and what data the wheel carries; 1 where a limit is passed or a file is missing."""
    size = Path(wheel).stat().st_size / 1e6
    installed = int(installed_kib) * 1024 / 1e6
    print(f"wheel {size:.1f} MB (at most {WHEEL_MB}), installed {installed:.0f} MB (at most {INSTALLED_MB})")
    with zipfile.ZipFile(wheel) as archive:
        carried = set(archive.namelist())
        names = [info for info in archive.infolist() if not info.filename.endswith(".py")]
    for info in sorted(names, key=lambda info: -info.file_size)[:12]:
        print(f"  {info.file_size / 1e6:7.2f} MB  {info.filename}")
    print(f"  … {len(names)} files of data in all")
    missing = lacking(carried)
    for name in missing:
        print(f"  not in the wheel: {name}")
    return bool(missing) or size > WHEEL_MB or installed > INSTALLED_MB


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))
