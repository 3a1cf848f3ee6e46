"""The list of what the site hands out: well formed, whole, with the versions that were built from."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from validator.site.hosting.contents import NAME, lay_contents

ROOT = Path(__file__).parents[2]
PAGES = ROOT / "validator/site"
RUNTIME = "assets/validator/runtime"


@pytest.fixture(scope="module")
def listed(site, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    copy = tmp_path_factory.mktemp("listed") / "site"
    shutil.copytree(site.folder, copy, ignore=shutil.ignore_patterns("share", "*.html"))
    lay_contents(copy)
    return copy, (copy / NAME).read_text(encoding="utf-8")


def every(components: list[dict]) -> Iterator[dict]:
    for component in components:
        yield component
        yield from every(component.get("components", []))


def test_it_is_what_readers_of_such_lists_expect(listed) -> None:
    wrong = JsonStrictValidator(SchemaVersion.V1_6).validate_str(listed[1])
    assert wrong is None, wrong
    # And the schema is one that says so: a component without a name is none.
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(
        listed[1].replace('"name": "cpython"', '"nam": "cpython"')
    )


def test_its_versions_are_those_that_were_built_from(listed) -> None:
    found = {one["name"]: one.get("version") for one in every(json.loads(listed[1])["components"])}
    pins = json.loads((ROOT / "validator/runtime/package.json").read_text(encoding="utf-8"))["dependencies"]
    assert found["pyodide"] == pins["pyodide"]
    assert found["mkdocs-material"] == version("mkdocs-material")
    assert found["cpython"].startswith("3.13.")
    assert found["emscripten"]


def test_the_theme_hands_out_no_script(site) -> None:
    # If it does, what that was made from belongs into the list.
    own = {
        file.name
        for folder in ("browser", "../screens", "../runtime")
        for file in (PAGES / folder).glob("*.js")
    }
    scripts = {file.name for file in site.folder.rglob("*.js") if RUNTIME not in file.as_posix()}
    assert scripts <= own


def test_every_file_of_the_runtime_is_in_it_with_its_digest(listed) -> None:
    site, text = listed
    digests = {
        one["name"]: one["hashes"][0]["content"]
        for one in every(json.loads(text)["components"])
        if one["type"] == "file"
    }
    files = {
        file.relative_to(site).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in (site / RUNTIME).iterdir()
        if file.suffix not in (".br", ".gz") and file.name != "manifest.json"
    }
    assert digests == files


def test_the_same_site_gives_the_same_list(listed) -> None:
    site, text = listed
    lay_contents(site)
    assert (site / NAME).read_text(encoding="utf-8") == text
    assert '"timestamp"' not in text


def test_a_site_without_the_runtime_has_a_list_as_well(listed, tmp_path: Path) -> None:
    shutil.copytree(listed[0], tmp_path / "site", ignore=shutil.ignore_patterns("runtime"))
    lay_contents(tmp_path / "site")
    text = (tmp_path / "site" / NAME).read_text(encoding="utf-8")
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None
    assert "pyodide" not in text
