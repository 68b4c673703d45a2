"""Finding files: paths as given, folders walked in sorted order, and what in them is not read, with the reason."""

from __future__ import annotations

import os
import stat
from typing import IO, TYPE_CHECKING, NamedTuple

from marsad.errors import SetAside
from marsad.sources.kinds import SUFFIXES
from marsad.sources.parts import MAX_FILE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Item(NamedTuple):
    """A file to read, or the reason why this entry of a folder is none."""

    path: Path
    problem: SetAside | None = None


def walk(path: Path) -> Iterator[Item]:
    """The path itself, or all files under it where it is a folder, in sorted order of their names.

    Links are followed; a link back to a folder that contains it is not. Hidden entries and files of kinds that are not
    read come with their problem.
    """
    try:
        mode = path.stat().st_mode
    except OSError as error:
        yield Item(path, unreadable(error))
        return
    if stat.S_ISDIR(mode):
        yield from _folder(path, ())
    else:
        yield Item(path)


def _folder(folder: Path, above: tuple[tuple[int, int], ...]) -> Iterator[Item]:
    try:
        status = folder.stat()
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield Item(folder, unreadable(error))
        return
    here = (status.st_dev, status.st_ino)
    if here in above:
        yield Item(folder, SetAside("loop", "This link leads back to a folder that contains it."))
        return
    for entry in entries:
        path = folder / entry.name
        if entry.name.startswith("."):
            yield Item(path, SetAside("hidden", "Hidden files and folders are not read unless named."))
            continue
        try:
            is_folder, is_file = entry.is_dir(), entry.is_file()
            if not is_folder and not is_file:
                entry.stat()  # a link to nothing is said to be one
        except OSError as error:
            yield Item(path, unreadable(error))
            continue
        if is_folder:
            yield from _folder(path, (*above, here))
        else:
            yield Item(path, None if is_file and path.suffix.lower() in SUFFIXES else _unknown(path, is_file))


def _unknown(path: Path, is_file: bool) -> SetAside:
    if not is_file:
        return SetAside("kind", "This is a device, pipe or socket, not a file.")
    return not_from_a_folder(path.suffix)


def not_from_a_folder(suffix: str) -> SetAside:
    """The problem of a file in a folder or archive whose name tells that it is none of the kinds that are read."""
    return SetAside("kind", f"Files named {suffix} are not read from a folder; name the file itself to try it.")


def unreadable(error: OSError) -> SetAside:
    """The problem of a file that the system does not let us read."""
    if isinstance(error, FileNotFoundError):
        return SetAside("unreadable", "There is no such file, or it has gone.")
    if isinstance(error, PermissionError):
        return SetAside("unreadable", "There is no permission to read it.")
    return SetAside("unreadable", f"It cannot be read: {error.strerror or error}.")


def read_all(first: bytes, stream: IO[bytes]) -> bytes:
    """The first bytes and all the rest. Raises SetAside with reason "too-large-file" beyond `MAX_FILE`."""
    raw = first + stream.read(MAX_FILE + 1)
    if len(raw) > MAX_FILE:
        raise SetAside(
            "too-large-file", f"The file is larger than {MAX_FILE // 1_000_000} MB and was not read; split it up."
        )
    return raw


def shown(path: Path) -> str:
    """The path as text that can be stored and printed, whatever bytes its name is made of."""
    return os.fsencode(path).decode("utf-8", "replace")
