"""The container: it copies what a release makes, installs what the tests use, and starts nginx as they do."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from running import host

from tests.nginx import PACKAGES
from validator.site.hosting import nginx, releases
from validator.site.hosting.__main__ import SERVICE, SETTINGS

ROOT = Path(__file__).parents[2]
DOCKERFILE = ROOT / "validator" / "site" / "hosting" / "Dockerfile"
KNOWN = {"FROM", "RUN", "COPY", "USER", "EXPOSE", "STOPSIGNAL", "CMD"}


def instructions() -> list[tuple[str, str]]:
    """Return the instructions of the Dockerfile: the word, and what follows it."""
    text = re.sub(r"^#.*\n", "", DOCKERFILE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    lines = re.sub(r"\\\n\s*", "", text).splitlines()
    return [(word, rest) for word, _, rest in (line.partition(" ") for line in lines if line)]


def given(word: str) -> str:
    (rest,) = [rest for found, rest in instructions() if found == word]
    return rest


def copied() -> dict[str, str]:
    """Return what is copied: the folder here, and the folder there."""
    pairs = [shlex.split(rest) for word, rest in instructions() if word == "COPY"]
    return {source.rstrip("/"): target.rstrip("/") for source, target in pairs}


def test_it_consists_of_instructions_that_are_known() -> None:
    assert {word for word, _ in instructions()} == KNOWN
    assert instructions()[0][0] == "FROM"


def test_it_copies_what_a_release_makes() -> None:
    assert copied() == {SETTINGS.as_posix(): "/etc/guide", SERVICE.as_posix(): "/srv/guide"}
    # What the settings serve is what was copied.
    assert f"{copied()[SERVICE.as_posix()]}/{releases.CURRENT}" == nginx.ROOT


def test_nothing_else_is_handed_to_it() -> None:
    lines = DOCKERFILE.with_name("Dockerfile.dockerignore").read_text(encoding="utf-8").splitlines()
    rules = [line for line in lines if not line.startswith("#")]
    assert rules == ["*", *(f"!{source}" for source in copied())]


def test_it_installs_what_the_tests_use() -> None:
    install = re.search(r"apt-get install (?:--\S+ )*([^&]+)", given("RUN"))
    assert tuple(install[1].split()) == PACKAGES


def test_it_listens_where_the_settings_say() -> None:
    assert given("EXPOSE") == nginx.LISTEN
    assert int(nginx.LISTEN) > 1024, "a user without rights cannot open it"


def test_it_starts_as_the_tests_start_it() -> None:
    command = json.loads(given("CMD"))
    assert command == nginx.command(
        "nginx", given("RUN").rpartition(" ")[2], f"{copied()[SETTINGS.as_posix()]}/nginx.conf"
    )
    assert "--owner=" + given("USER") in given("RUN")


def test_it_needs_no_rights_of_an_administrator(open_folder: Path) -> None:
    site = open_folder / "site"
    site.mkdir()
    (site / "index.html").write_text("<!doctype html><html><head></head></html>", encoding="utf-8")
    hosted = host(site, site, open_folder, user=given("USER") if os.geteuid() == 0 else None)
    assert hosted.ask("/").status == 200
    # Not a word: no folder that it would have to be an administrator for.
    assert hosted.stop() == ""


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user may read and write."""
    folder = Path(tempfile.mkdtemp(prefix="container-"))
    folder.chmod(0o777)
    yield folder
    shutil.rmtree(folder)
