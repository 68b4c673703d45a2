"""The Python API: what the commands do, as functions. The command line only wraps it.

Worker processes are started afresh: a script that asks for more than one must call from under
`if __name__ == "__main__":`.
"""

from __future__ import annotations

from marsad.api.extracting import Extracted, extract, extract_files
from marsad.api.opened import OpenLedger, open_ledger
from marsad.intake import Left, Problem, Progress, Report

__all__ = [
    "Extracted",
    "Left",
    "OpenLedger",
    "Problem",
    "Progress",
    "Report",
    "extract",
    "extract_files",
    "open_ledger",
]
