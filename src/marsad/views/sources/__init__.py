"""Who reports what and first, who agrees with whom, and what each side says of itself and of others."""
