"""The rules by which figures are reconciled, numbered R1 to R18, each a function of its own."""
