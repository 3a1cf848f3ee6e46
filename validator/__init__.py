"""Reads pasted shop credentials and says, in plain words, whether they are whole."""
