"""When a page was changed last, as Git has it."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Mapping
from functools import cache
from pathlib import Path

DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


@cache
def changes(folder: Path) -> Mapping[str, str]:
    """Map each file below a folder to the date of its last commit; nothing where there is no Git or no history."""
    try:
        done = subprocess.run(
            ["git", "log", "--format=%cs", "--name-only", "--relative", "--", "."],  # noqa: S607  # wherever it is
            cwd=folder,
            capture_output=True,
            check=True,
            text=True,
        )
    except (OSError, subprocess.CalledProcessError):
        return {}
    found: dict[str, str] = {}
    date = ""
    for line in filter(None, done.stdout.splitlines()):
        if DATE.fullmatch(line):
            date = line
        else:
            found.setdefault(line, date)
    return found
