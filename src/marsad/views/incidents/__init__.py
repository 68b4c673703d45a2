"""Claims about one happening grouped, their figures reconciled by numbered rules: `docs/explanation/tolls.md`."""
