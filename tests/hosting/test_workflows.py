"""The workflows of GitHub: targets that are there, no more rights than needed, actions that cannot change."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / ".github" / "workflows"
FILES = sorted(FOLDER.glob("*.yml"))
# An action by its commit, and after it the version for whoever reads it.
PINNED = re.compile(r"uses: [\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$")
WRITING = {"deploy": {"pages": "write", "id-token": "write"}}


def read(file: Path) -> dict:
    # YAML 1.1 reads the word "on" as true.
    return yaml.safe_load(file.read_text(encoding="utf-8"))


def steps_of(workflow: dict) -> Iterator[dict]:
    for job in workflow["jobs"].values():
        yield from job["steps"]


def test_there_are_workflows() -> None:
    assert {file.name for file in FILES} == {"checks.yml", "pages.yml"}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_command_is_a_target_that_is_there(file: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    commands = [step["run"] for step in steps_of(read(file)) if "run" in step]
    assert commands
    for command in commands:
        name, *asked = command.split()
        assert name == "make"
        assert asked
        assert set(asked) <= targets, command


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_action_is_pinned_by_its_commit(file: Path) -> None:
    lines = [line.strip().removeprefix("- ") for line in file.read_text(encoding="utf-8").splitlines()]
    used = [line for line in lines if line.startswith("uses:")]
    assert len(used) == sum("uses" in step for step in steps_of(read(file)))
    assert not [line for line in used if not PINNED.fullmatch(line)]


def test_an_action_has_one_commit_for_all_workflows() -> None:
    used = {step["uses"] for file in FILES for step in steps_of(read(file)) if "uses" in step}
    assert len(used) == len({action.partition("@")[0] for action in used})


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_job_may_write_only_what_it_is_for(file: Path) -> None:
    workflow = read(file)
    assert workflow["permissions"] == {"contents": "read"}
    for name, job in workflow["jobs"].items():
        writing = {right: how for right, how in job.get("permissions", {}).items() if how == "write"}
        assert writing == WRITING.get(name, {})
        assert job["timeout-minutes"] <= 90
        for step in job["steps"]:
            if "checkout" in step.get("uses", ""):
                # Nothing that the build runs needs to push.
                assert step["with"]["persist-credentials"] is False


def test_pages_publishes_what_a_release_makes() -> None:
    from validator.site.hosting import releases

    workflow = read(FOLDER / "pages.yml")
    (upload,) = [step for step in steps_of(workflow) if "upload-pages-artifact" in step.get("uses", "")]
    assert upload["with"]["path"] == f"build/guide/{releases.CURRENT}"
    (release,) = [step for step in steps_of(workflow) if step.get("run") == "make release"]
    assert "SITE_URL" in release["env"]
    assert "!ENV [SITE_URL," in (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    # Without the releases before, pages of yesterday find nothing.
    (kept,) = [step for step in steps_of(workflow) if "actions/cache" in step.get("uses", "")]
    assert kept["with"]["path"] == "build"
    assert kept["with"]["key"].startswith(kept["with"]["restore-keys"])


def test_the_checks_run_what_a_change_has_to_pass() -> None:
    local = re.findall(r"make (\w+)", (ROOT / ".ci" / "run").read_text(encoding="utf-8"))
    commands = {step["run"] for step in steps_of(read(FOLDER / "checks.yml")) if "run" in step}
    assert {f"make {target}" for target in local} <= commands


def test_python_is_the_one_that_the_runtime_is_compiled_with() -> None:
    wanted = (ROOT / ".python-version").read_text(encoding="utf-8").strip()
    for file in FILES:
        for job in read(file)["jobs"].values():
            if any(step.get("run", "").startswith("make") for step in job["steps"]):
                assert job["container"].startswith(f"python:{wanted}-")
