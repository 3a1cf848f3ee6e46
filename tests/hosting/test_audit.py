"""What is said of the packages that the locks pin: what is known, and that nobody could be asked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests import audit

CLEAN = {"dependencies": [{"name": "one", "version": "1.0", "vulns": []}], "fixes": []}
FLAW = {"id": "PYSEC-2026-1", "fix_versions": ["1.1"], "aliases": [], "description": ""}
KNOWN = {"dependencies": [{"name": "one", "version": "1.0", "vulns": [FLAW]}], "fixes": []}
SKIPPED = {"dependencies": [{"name": "one", "skip_reason": "Dependency not found"}], "fixes": []}
NODE_CLEAN = {"auditReportVersion": 2, "vulnerabilities": {}, "metadata": {"dependencies": {"total": 3}}}
NODE_FLAW = {"name": "two", "severity": "high", "range": "<2", "fixAvailable": True}
NODE_KNOWN = NODE_CLEAN | {"vulnerabilities": {"two": NODE_FLAW}}
NODE_REFUSED = {"message": "405 Method Not Allowed", "error": {}}

CASES = {
    "nothing known": (CLEAN, NODE_CLEAN, 0, "package-lock.json: nothing is known against its 3 packages"),
    "a flaw in Python": (KNOWN, NODE_CLEAN, 1, "requirements.txt: one 1.0: PYSEC-2026-1; mended in 1.1"),
    "a flaw in Node.js": (CLEAN, NODE_KNOWN, 1, "node/package-lock.json: two <2: high; can be mended"),
    "packages that were passed over": (
        SKIPPED,
        NODE_CLEAN,
        2,
        "1 of 1 packages, the first: Dependency not found",
    ),
    "a service that refuses": (CLEAN, NODE_REFUSED, 2, "could not be looked up: 405 Method Not Allowed"),
    "no service at all": (
        "ERROR: no route to host",
        NODE_CLEAN,
        2,
        "could not be looked up: ERROR: no route",
    ),
    "a flaw, and one that could not be asked": (KNOWN, NODE_REFUSED, 1, "could not be looked up: 405"),
}


@pytest.mark.parametrize("case", CASES)
def test_the_answer_is_said_and_counts(case: str, tmp_path: Path, monkeypatch, capsys) -> None:
    python, node, status, said = CASES[case]
    for folder in ("node", "node_modules/other", "build/node"):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "package-lock.json").write_text("{}", encoding="utf-8")
    asked = []

    def run(command: list[str]) -> tuple[str, str]:
        asked.append(Path(command[-1]).relative_to(tmp_path).as_posix())
        answer = python if command[0] == "pip-audit" else node
        return ("", answer) if isinstance(answer, str) else (json.dumps(answer), "")

    monkeypatch.setattr(audit, "run", run)
    assert audit.audit(tmp_path) == status
    printed = capsys.readouterr()
    assert said in printed.out + printed.err
    # What was installed has no lock of ours.
    assert asked == ["requirements.txt", "node"]


def test_both_tools_are_here() -> None:
    for tool in (audit.PYTHON[0], audit.NODE[0]):
        out, complaint = audit.run([tool, "--version"])
        assert out, complaint
