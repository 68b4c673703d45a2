"""The shipped codebook: which words signal which event (YAML, meant to be read and edited by researchers)."""
