"""Asks whether anything is known against the packages that the locks pin: `python tests/audit.py` (`make audit`).

Exits with 1 where something is known, and with 2 where nobody could be asked: silence is not an answer.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
OWN = Path(sys.executable).parent
# Built or installed, not ours.
ELSEWHERE = {"node_modules", "build", "site", ".venv"}
PYTHON = (
    "pip-audit",
    "--require-hashes",
    "--disable-pip",
    "--progress-spinner=off",
    "--format=json",
    "--requirement",
)
NODE = ("npm", "audit", "--package-lock-only", "--json", "--prefix")


@dataclass(frozen=True)
class Answer:
    known: tuple[str, ...]  # what is known against packages, a line each
    unanswered: str  # why nobody could be asked; empty where somebody could
    asked: int  # packages


def audit(root: Path) -> int:
    """Ask about every lock below a folder, print what is known, and return the exit status."""
    answers = {lock: ask(lock) for lock in locks(root)}
    for lock, answer in answers.items():
        place = lock.relative_to(root)
        for line in answer.known:
            print(f"{place}: {line}")
        if answer.unanswered:
            print(f"{place}: could not be looked up: {answer.unanswered}", file=sys.stderr)
        elif not answer.known:
            print(f"{place}: nothing is known against its {answer.asked} packages")
    if any(answer.known for answer in answers.values()):
        return 1
    return 2 if any(answer.unanswered for answer in answers.values()) else 0


def locks(root: Path) -> Iterator[Path]:
    yield root / "requirements.txt"
    for lock in sorted(root.rglob("package-lock.json")):
        if not ELSEWHERE & set(lock.relative_to(root).parts):
            yield lock


def ask(lock: Path) -> Answer:
    if lock.name == "requirements.txt":
        return of_python(run([*PYTHON, str(lock)]))
    return of_node(run([*NODE, str(lock.parent)]))


def of_python(said: tuple[str, str]) -> Answer:
    listed = parsed(said[0]).get("dependencies")
    if not listed:
        return Answer((), last_line(said), 0)
    skipped = [one for one in listed if "skip_reason" in one]
    known = [
        f"{one['name']} {one['version']}: {flaw['id']}; mended in {', '.join(flaw['fix_versions']) or 'no version yet'}"
        for one in listed
        for flaw in one.get("vulns", ())
    ]
    why = (
        f"{len(skipped)} of {len(listed)} packages, the first: {skipped[0]['skip_reason']}" if skipped else ""
    )
    return Answer(tuple(known), why, len(listed))


def of_node(said: tuple[str, str]) -> Answer:
    report = parsed(said[0])
    if "vulnerabilities" not in report:
        return Answer((), str(report.get("message") or last_line(said)), 0)
    known = [
        f"{name} {flaw['range']}: {flaw['severity']}; {'can be mended' if flaw['fixAvailable'] else 'no version yet'}"
        for name, flaw in report["vulnerabilities"].items()
    ]
    return Answer(tuple(known), "", report["metadata"]["dependencies"]["total"])


def run(command: Sequence[str]) -> tuple[str, str]:
    """Return what a program of this virtual environment printed, and what it complained of."""
    done = subprocess.run(
        [OWN / command[0], *command[1:]],
        # npm is a script that looks for its own Node.js.
        env={**os.environ, "PATH": f"{OWN}{os.pathsep}{os.environ.get('PATH', '')}"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        text=True,
    )
    return done.stdout, done.stderr


def parsed(text: str) -> dict:
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def last_line(said: tuple[str, str]) -> str:
    lines = [line for text in said for line in text.splitlines() if line.strip()]
    return lines[-1].strip() if lines else "no answer"


if __name__ == "__main__":
    sys.exit(audit(ROOT))
