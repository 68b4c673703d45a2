"""Tolls under the profile `ucdp` against those of UCDP's own coders."""
