"""Extraction over many documents, in this process or with worker processes."""

from __future__ import annotations

from marsad.bulk.extraction import extract_many
from marsad.bulk.work import Coder, rule_coder

__all__ = ["Coder", "extract_many", "rule_coder"]
