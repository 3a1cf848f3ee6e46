"""Puts the guide and the checker on web pages; the only place that knows Markdown and MkDocs."""
