"""Who holds which place on which day, as a distribution: a hidden Markov model over claims. See `docs/explanation`."""
