"""The Nu HTML checker finds no error in any page that is handed out."""

from __future__ import annotations

import json
import subprocess

import pytest
from judges import Judges


def _errors(found: Judges, *files: str) -> list[str]:
    # Its exit status tells of warnings too; the list is what counts.
    done = subprocess.run(
        [found.java, "-Xss4m", "-jar", found.nu, "--exit-zero-always", "--format", "json", *files],
        capture_output=True,
        check=True,
        text=True,
        encoding="utf-8",
    )
    return [
        f"{message.get('url', '')}:{message.get('lastLine', '')}: {message['message']}"
        for message in json.loads(done.stderr)["messages"]
        if message["type"] in ("error", "non-document-error")
    ]


def test_no_page_has_an_error(site, found: Judges) -> None:
    files = sorted(str(file) for file in site.folder.rglob("*.htm*") if file.suffix in (".html", ".htm"))
    assert len(files) > 700
    errors = _errors(found, *files)
    assert not errors, "\n".join(errors[:20])


@pytest.mark.parametrize("body", ["<p role=nonsense>", "<img src=a>", "<ul><p></ul>"])
def test_an_error_is_found(found: Judges, tmp_path, body: str) -> None:
    file = tmp_path / "page.html"
    file.write_text(f"<!doctype html><html lang=en><title>Page</title>{body}</html>", encoding="utf-8")
    assert _errors(found, str(file))
