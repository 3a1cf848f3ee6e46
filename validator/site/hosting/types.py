"""The types that the site's files are sent with, and which of them are worth compressing."""

from __future__ import annotations

from pathlib import Path

# By the end of a file's name. Everything is sent with `nosniff`: a browser believes these.
TYPES = {
    ".html": "text/html",
    ".htm": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".json": "application/json",
    ".map": "application/json",
    ".webmanifest": "application/manifest+json",
    ".xml": "application/xml",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
    ".md": "text/markdown",
    ".toml": "application/toml",
    ".wasm": "application/wasm",
    ".bin": "application/octet-stream",
    ".whl": "application/octet-stream",
    ".zip": "application/zip",
    ".gz": "application/gzip",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".webp": "image/webp",
    ".ico": "image/x-icon",
    ".woff2": "font/woff2",
}
# These say in which letters they are written.
WITH_LETTERS = (
    "text/css",
    "text/javascript",
    "text/plain",
    "text/markdown",
    "application/xml",
    "image/svg+xml",
)
# Compressed in themselves already.
DENSE = frozenset((".gz", ".br", ".pdf", ".png", ".jpg", ".webp", ".woff2"))
# What fits into one packet with its headers is not there sooner for being shorter.
SMALL = 1024  # bytes


def is_worth_compressing(file: Path) -> bool:
    """Say whether a file reaches readers sooner when it is compressed."""
    return file.suffix in TYPES and file.suffix not in DENSE and file.stat().st_size >= SMALL
