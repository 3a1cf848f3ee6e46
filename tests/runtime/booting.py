"""Boots the bundle in Node.js."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Booted:
    """What a boot in Node.js came to."""

    start: str
    trouble: str | None
    asked: list[str]  # roles, in the order they were asked for
    warned: list[str]  # warnings on the console
    answers: list[str]


Boot = Callable[..., Booted]


def boot_bundle(way: str, requests: Sequence[str], bundle: Path) -> Booted:
    """Boot a bundle in one of the ways of ask.js and ask it."""
    with tempfile.TemporaryDirectory() as scratch:
        asked, told = Path(scratch) / "requests.json", Path(scratch) / "answers.json"
        asked.write_text(json.dumps(list(requests)), encoding="utf-8")
        node, script = Path(sys.executable).parent / "node", Path(__file__).parent / "ask.js"
        done = subprocess.run(
            [node, script, way, bundle, asked, told],
            capture_output=True,
            check=False,
            text=True,
            encoding="utf-8",
        )
        assert done.returncode == 0, done.stderr[-2000:]
        return Booted(**json.loads(told.read_text(encoding="utf-8")))
