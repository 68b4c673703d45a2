"""The files of a folder that are new or have changed since they were last taken."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from marsad.sources import files

if TYPE_CHECKING:
    from pathlib import Path

    from marsad.errors import SetAside

SETTLED = 5.0
"""Seconds that a file must have been left alone: it may still be being copied."""


class Found(NamedTuple):
    """The files to take, with a mark of each as it stands now; or why the folder itself cannot be read."""

    marks: dict[Path, tuple[int, int]]
    problem: SetAside | None = None


def fresh(path: Path, seen: dict[Path, tuple[int, int]], now: float) -> Found:
    """The files at or under a path whose size or time differs from what was seen, and that have settled.

    Hidden files and those of kinds that are not read are passed over. `now` is in seconds since 1970.
    """
    marks = {}
    for item in files.walk(path):
        if item.problem is not None:
            if item.path == path:
                return Found({}, item.problem)
            continue
        try:
            status = item.path.stat()
        except OSError:
            continue  # it has gone since
        mark = (status.st_mtime_ns, status.st_size)
        if seen.get(item.path) != mark and now - status.st_mtime >= SETTLED:
            marks[item.path] = mark
    return Found(marks)
