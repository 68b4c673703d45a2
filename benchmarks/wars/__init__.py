"""Simulated wars over a district map, where the truth is known: to measure views of control against it."""
