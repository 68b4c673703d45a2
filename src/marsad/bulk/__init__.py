"""Extraction over many documents, in this process or with worker processes."""

from __future__ import annotations

from marsad.bulk.extraction import extract_many
from marsad.bulk.readers import Both, Llm, Reader, Reading, Rules
from marsad.bulk.work import Coder, RuleCoding

__all__ = ["Both", "Coder", "Llm", "Reader", "Reading", "RuleCoding", "Rules", "extract_many"]
