"""Builds the Python runtime that the site serves to the reader's browser."""
