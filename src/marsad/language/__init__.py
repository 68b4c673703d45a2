"""From a stored text to sentences, parses, times and numbers; all offsets count code points of the stored text."""
