"""Imported by the process that ingests are forked off: loads the coder, which each of them then has."""

from __future__ import annotations

from marsad.bulk import work

work.ready(work.RuleCoding.by())
