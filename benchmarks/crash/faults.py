"""Writes of SQLite that fail, by its own door for this: the system calls of its file layer can be replaced.

https://www.sqlite.org/c3ref/vfs.html (xSetSystemCall, "mostly used to simulate failures in tests").
"""

from __future__ import annotations

import ctypes
import errno
import os
from dataclasses import dataclass
from typing import Any

CALLS = (b"write", b"pwrite", b"pwrite64")

Write = ctypes.CFUNCTYPE(ctypes.c_ssize_t, ctypes.c_int, ctypes.c_void_p, ctypes.c_size_t, use_errno=True)
WriteAt = ctypes.CFUNCTYPE(
    ctypes.c_ssize_t, ctypes.c_int, ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int64, use_errno=True
)
SetCall = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_char_p, ctypes.c_void_p)
GetCall = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_char_p)


class Files(ctypes.Structure):
    """`sqlite3_vfs`, as far as it is needed."""

    _fields_ = (
        ("version", ctypes.c_int),
        ("size", ctypes.c_int),
        ("longest", ctypes.c_int),
        ("next", ctypes.c_void_p),
        ("name", ctypes.c_char_p),
        ("data", ctypes.c_void_p),
        ("methods", ctypes.c_void_p * 13),
        ("set_call", SetCall),
        ("get_call", GetCall),
    )


@dataclass(slots=True)
class Fault:
    """Write number `first` fails (counted from 1), or all from that on, where it `stays`."""

    first: int
    stays: bool
    seen: int = 0

    def fails(self) -> bool:
        """Count a write; whether it is to fail."""
        self.seen += 1
        if self.seen < self.first or (self.seen > self.first and not self.stays):
            return False
        ctypes.set_errno(errno.EIO)
        return True


_KEPT: list[Any] = []
"""What SQLite calls must not be collected."""


def available() -> bool:
    """Whether Python's SQLite lets its system calls be replaced."""
    return os.name == "posix" and _files() is not None


def install(fault: Fault) -> None:
    """Have the writes of this process's SQLite go through `fault`."""
    files = _files()
    if files is None:
        raise RuntimeError("This SQLite does not let its system calls be replaced.")
    for name in CALLS:
        address = files.get_call(ctypes.addressof(files), name)
        if address:
            call = _through(fault, (Write if name == b"write" else WriteAt), address)
            _KEPT.append(call)
            files.set_call(ctypes.addressof(files), name, ctypes.cast(call, ctypes.c_void_p))


def _through(fault: Fault, kind: Any, address: int) -> Any:
    real = kind(address)
    return kind(lambda *arguments: -1 if fault.fails() else real(*arguments))


def _files() -> Files | None:
    import _sqlite3

    try:
        find = ctypes.CDLL(getattr(_sqlite3, "__file__", None)).sqlite3_vfs_find
    except (OSError, AttributeError):
        return None
    find.restype, find.argtypes = ctypes.POINTER(Files), (ctypes.c_char_p,)
    found = find(None)
    return found.contents if found and found.contents.version >= 3 else None
