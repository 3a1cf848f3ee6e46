"""Builds the runtime bundle: `python -m validator.runtime [--compressed] [FOLDER]`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from .bundle import build_bundle


def main() -> None:
    """Build the bundle and say how large it is."""
    parser = argparse.ArgumentParser(prog="python -m validator.runtime", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=Path("build/runtime"))
    parser.add_argument("--compressed", action="store_true", help="write .br and .gz files too")
    asked = parser.parse_args()
    try:
        manifest = build_bundle(asked.folder.absolute(), compressed=asked.compressed)
    except RuntimeError as problem:
        sys.exit(str(problem))
    for role, part in manifest.files.items():
        print(f"  {role:<10}{part.size:>10,}{part.br or 0:>10,}{part.gz or 0:>10,}  {part.file}")


if __name__ == "__main__":
    main()
