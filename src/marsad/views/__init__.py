"""Pure functions from the entries of a ledger to what a reader is shown: no store, no network, no clock."""
