"""Measurements of speed, memory, start and neutrality. See benchmarks/README.md."""
