"""Scripts that check and build what the project ships."""
