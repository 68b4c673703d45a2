"""Extraction over many documents, in this process or with worker processes."""

from __future__ import annotations

from marsad.bulk.extraction import extract_many
from marsad.bulk.work import Coder, RuleCoding

__all__ = ["Coder", "RuleCoding", "extract_many"]
