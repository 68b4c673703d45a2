"""Taking reports into a ledger: each is stored, coded, and its claims recorded, in transactions of many documents.

There is one writer, this process; the coding is done on all processors. What is counted as done has been committed to
the disk before it is counted, so that an end at any moment, by a kill or a fault of the disk, loses nothing that was
said to be done, and the same call goes on where the ledger is.
"""

from __future__ import annotations

from marsad.intake.report import Problem, Progress, Report
from marsad.intake.retry import Left, chosen, left, read_again
from marsad.intake.run import Intake

__all__ = ["Intake", "Left", "Problem", "Progress", "Report", "chosen", "left", "read_again"]
