"""Registries of places, actors and outlets, and the linking of words in a text to their entries."""
