"""Views as text, Markdown, HTML and JSON."""
