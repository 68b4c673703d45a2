"""Coders turn documents into claims."""
