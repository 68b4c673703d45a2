"""What is left of an ingest that is killed, or whose writes fail. See benchmarks/README.md."""
