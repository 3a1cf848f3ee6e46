"""Real screenshots: a file named like a scene takes the drawing's place in its language."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path

from ..tables import DataError

ENDINGS = (".png", ".webp")


@dataclass(frozen=True, slots=True)
class Screenshot:
    """A picture file and its size in pixels."""

    file: Path
    width: int
    height: int


def find_screenshot(folder: Path, scene: str, language: str) -> Screenshot | None:
    """Return the screenshot of a scene in a language, from `<folder>/<language>/<scene>.png` or `.webp`."""
    found = [file for ending in ENDINGS if (file := folder / language / f"{scene}{ending}").is_file()]
    if len(found) > 1:
        raise DataError(f"{found[0]}: {found[1].name} lies beside it; keep one of them")
    return read_screenshot(found[0]) if found else None


def read_screenshot(file: Path) -> Screenshot:
    """Read the size of a picture from its first bytes."""
    start = file.read_bytes()[:40]
    size = _png(start) or _webp(start)
    if size is None:
        raise DataError(f"{file}: neither PNG nor WebP; save it anew as one of them")
    return Screenshot(file, *size)


def _png(start: bytes) -> tuple[int, int] | None:
    if not start.startswith(b"\x89PNG\r\n\x1a\n") or len(start) < 24:
        return None
    width, height = struct.unpack(">II", start[16:24])
    return width, height


def _webp(start: bytes) -> tuple[int, int] | None:
    if start[:4] != b"RIFF" or start[8:12] != b"WEBP" or len(start) < 30:
        return None
    match start[12:16]:
        case b"VP8 ":
            width, height = struct.unpack("<HH", start[26:30])
            return width & 0x3FFF, height & 0x3FFF
        case b"VP8L":
            bits = int.from_bytes(start[21:25], "little")
            return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
        case b"VP8X":
            return int.from_bytes(start[24:27], "little") + 1, int.from_bytes(start[27:30], "little") + 1
    return None
