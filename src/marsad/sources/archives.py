"""Archives (zip, tar) and compressed files: what is in them, one after the other. Nothing is written to disk.

A name in an archive is a label and no path: it is shown cleaned, and opens nothing. Names that lead out of the archive,
links and devices are set aside all the same, since honest tools write none into a collection of reports.
"""

from __future__ import annotations

import io
import stat
import tarfile
import zipfile
from itertools import pairwise
from pathlib import PurePosixPath
from typing import IO, TYPE_CHECKING

from marsad.errors import SetAside
from marsad.sources import streams
from marsad.sources.files import not_from_a_folder
from marsad.sources.kinds import SUFFIXES
from marsad.sources.limits import MAX_MEMBERS
from marsad.sources.parts import Given, Member, Part, clean_name

if TYPE_CHECKING:
    from collections.abc import Iterator

_DIRECTORY_ENTRY = b"PK\x01\x02"
_NAMELESS = "no name"
"""What a file is called that an archive has no name for."""

_LOCAL_HEADER = 30
"""Fewest bytes before those of an entry of a zip archive."""

_MAX_TAR_FILE = 1 << 43
"""Longest file of a tar that is skipped: 8 TB. To skip one is to read it, as far as it goes."""

_MAX_TAR_RECORD = 1_000_000
"""Longest extended header of a tar file that is read, in bytes; real ones hold a long name."""


def zipped(raw: bytes, given: Given) -> Iterator[Part]:  # noqa: ARG001 - all readers are called alike
    """The files of a zip archive. Raises SetAside with reason "damaged" or "too-many-files"."""
    if raw.count(_DIRECTORY_ENTRY) > 20 * MAX_MEMBERS:  # zipfile reads the whole directory before it can be asked
        raise SetAside("too-many-files", f"It holds far more than {MAX_MEMBERS:,} files and was not read.")
    try:
        archive = zipfile.ZipFile(io.BytesIO(raw))
    except Exception as error:  # zipfile raises whatever a malformed directory leads it into
        raise SetAside("damaged", "The zip archive is damaged or cut off: its table of contents is missing.") from error
    overlapping = _overlapping(archive.infolist())
    for entry in archive.infolist():
        name = clean_name(_zip_name(entry)) or _NAMELESS
        if entry.filename.endswith("/"):
            continue
        if problem := _refused(name) or _zip_problem(entry, entry.header_offset in overlapping):
            yield name, problem
            continue
        try:
            with archive.open(entry) as content:
                yield name, Member(content, PurePosixPath(name).name)
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError, EOFError) as error:
            yield name, SetAside("damaged", f"It cannot be unpacked: {_reason(error)}.")


def _reason(error: Exception) -> str:
    if isinstance(error, NotImplementedError):
        return "it is packed in a way that is not known here"
    return "its entry in the zip archive is damaged"


def _overlapping(entries: list[zipfile.ZipInfo]) -> set[int]:
    """The offsets of entries whose bytes reach into the next: one heap of bytes sold many times over.

    After D. Fifield, A better zip bomb, WOOT 2019.
    """
    ordered = sorted(entries, key=lambda entry: entry.header_offset)
    return {
        one.header_offset
        for one, following in pairwise(ordered)
        if one.header_offset + _LOCAL_HEADER + one.compress_size > following.header_offset
    }


def _zip_problem(entry: zipfile.ZipInfo, overlaps: bool) -> SetAside | None:
    mode = entry.external_attr >> 16
    if stat.S_IFMT(mode) and not stat.S_ISREG(mode):
        return _no_file(stat.S_ISLNK(mode))
    if entry.flag_bits & 0x1:
        return SetAside("encrypted", "It is locked with a password; pack it again without one.")
    if overlaps:
        return SetAside("bomb", "Its bytes are those of other files of the archive as well, as in no honest archive.")
    return None


def _zip_name(entry: zipfile.ZipInfo) -> str:
    """The name; where it is not marked as UTF-8, as many tools write it all the same."""
    if entry.flag_bits & 0x800:
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return entry.filename


class _TarInfo(tarfile.TarInfo):
    """A header of a tar file, refused where tarfile would read more for it than a header can need."""

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> _TarInfo:
        made = super().frombuf(buf, encoding, errors)
        extended = made.type in {tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.SOLARIS_XHDTYPE} | set(tarfile.GNU_TYPES)
        if made.size < 0 or (extended and made.type != tarfile.GNUTYPE_SPARSE and made.size > _MAX_TAR_RECORD):
            raise SetAside("damaged", "The tar archive is damaged: one of its headers has no possible size.")
        return made


def tarred(stream: IO[bytes], given: Given) -> Iterator[Part]:  # noqa: ARG001
    """The files of a tar archive, as they come by. Raises SetAside with reason "damaged"."""
    try:
        with tarfile.open(fileobj=stream, mode="r|", tarinfo=_TarInfo, errorlevel=0) as archive:
            while (entry := archive.next()) is not None:
                if not 0 <= entry.size <= _MAX_TAR_FILE:  # which an extended header may say
                    raise tarfile.ReadError
                archive.members = []  # type: ignore[attr-defined] # else it keeps every header that it has seen
                if not entry.isdir():
                    yield _tar_member(archive, entry)
    except (tarfile.TarError, OSError, ValueError, EOFError, OverflowError, RecursionError) as error:
        raise SetAside("damaged", "The tar archive is damaged or cut off; the rest of it cannot be read.") from error


def _tar_member(archive: tarfile.TarFile, entry: tarfile.TarInfo) -> Part:
    name = clean_name(entry.name) or _NAMELESS
    if problem := _refused(name):
        return name, problem
    content = archive.extractfile(entry) if entry.isreg() else None
    if content is None:
        return name, _no_file(entry.issym() or entry.islnk())
    return name, Member(content, PurePosixPath(name).name)


def compressed(how: str, stream: IO[bytes], given: Given) -> Iterator[Part]:
    """The one file in a gzip, bzip2 or xz file, under the name of that file without its last suffix."""
    name = PurePosixPath(given.name)
    inner = f"{name.stem}.tar" if name.suffix.lower() in {".tgz", ".tbz2", ".tbz", ".txz"} else name.stem
    yield inner, Member(streams.decompressed(stream, how), inner)


def _refused(name: str) -> SetAside | None:
    """Why a file is not read for its name alone."""
    path = PurePosixPath(name.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or name[1:2] == ":":
        return SetAside("path", "Its name leads out of the archive; it was not read.")
    if any(part.startswith(".") or part == "__MACOSX" for part in path.parts):
        return SetAside("hidden", "Hidden files and folders are not read unless named.")
    if path.suffix.lower() not in SUFFIXES:
        return not_from_a_folder(path.suffix)
    return None


def _no_file(link: bool) -> SetAside:
    what = "a link" if link else "a device or pipe"
    return SetAside("link" if link else "kind", f"This is {what}, not a file.")
