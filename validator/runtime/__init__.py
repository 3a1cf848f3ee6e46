"""Builds the Python runtime that the site serves to the reader's browser."""

from .bundle import Manifest, Part, build_bundle, made_from, read_manifest

__all__ = ["Manifest", "Part", "build_bundle", "made_from", "read_manifest"]
