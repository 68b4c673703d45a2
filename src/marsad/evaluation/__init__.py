"""Extracted claims against hand-coded ones."""
