"""Feed one reader what a fuzzer makes of good and bad files of its kind, and stop at the first exception.

usage: python -m benchmarks.fuzz KIND [--seconds N] [--keep FOLDER]

KIND is a kind of file that Marsad reads, or "kinds", which tells them apart. Needs `pip install atheris`, which is no
part of what a user installs. The readers are traced, so that the fuzzer sees which inputs lead it somewhere new; it
begins with the files of that kind in the corpus of `benchmarks.hostile`. A reader may set anything aside and raise
nothing; where it does, the input is left in FOLDER (default: the working folder) as `crash-…`, and the status is not 0.
"""

from __future__ import annotations

import argparse
import logging
import sys
import tempfile
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

import atheris

with atheris.instrument_imports(
    include=["marsad.sources", "pypdf", "email", "warcio", "openpyxl", "zipfile", "tarfile"]
):
    from marsad.errors import SetAside
    from marsad.sources import kinds, readers, reading
    from marsad.sources.parts import Found, Given

from benchmarks.hostile.__main__ import CASES

if TYPE_CHECKING:
    from collections.abc import Callable

LONGEST = 20_000
"""Bytes of an input: enough for every structure, and quick."""


def main() -> None:
    """Fuzz one reader."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("kind", choices=["kinds", *readers.READERS, *readers.UNPACKERS])
    parser.add_argument("--seconds", type=int, default=600)
    parser.add_argument("--keep", type=Path, default=Path())
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
    with tempfile.TemporaryDirectory() as folder:
        sown = sow(options.kind, Path(folder))
        print(f"{options.kind}: {sown} files to begin with, {options.seconds} s", flush=True)
        settings = [f"-max_total_time={options.seconds}", f"-max_len={LONGEST}", "-timeout=60", "-rss_limit_mb=3000"]
        atheris.Setup([sys.argv[0], folder, *settings, f"-artifact_prefix={options.keep}/"], target(options.kind))
        atheris.Fuzz()


def target(kind: str) -> Callable[[bytes], None]:
    """What the fuzzer calls."""
    if kind == "kinds":
        return _tell
    return lambda raw: _read(raw, kind)  # type: ignore[arg-type]


def _tell(raw: bytes) -> None:
    for suffix in ("", ".txt", ".pdf", ".eml"):
        try:
            kinds.kind(suffix, raw)
        except SetAside:
            continue


def _read(raw: bytes, kind: kinds.Kind) -> None:
    for part, outcome in reading.read(raw, kind, Given(name=f"a.{kind}")):
        part.encode()
        if isinstance(outcome, Found):
            outcome.text.encode()
        elif outcome.reason == "reader":
            raise AssertionError(str(outcome)) from outcome


def sow(kind: str, folder: Path) -> int:
    """Put the corpus's files of a kind into a folder, as long as the fuzzer takes them; how many there are."""
    number = 0
    for case in CASES:
        raw = b"" if case.heavy else case.content()[:LONGEST]
        try:
            wanted = bool(raw) and kind in {"kinds", kinds.kind(Path(case.name).suffix, raw)}
        except SetAside:
            continue
        if wanted:
            number += 1
            (folder / str(number)).write_bytes(raw)
    return number


if __name__ == "__main__":
    main()
