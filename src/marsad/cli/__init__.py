"""The command line: click commands that only wrap the Python API."""
