"""The Nu HTML checker finds no error in any page that is handed out."""

from __future__ import annotations

import json
import subprocess

from judges import Judges

WRONG = {"role": "<p role=nonsense>", "picture": "<img src=a>", "list": "<ul><p></ul>"}


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


def test_an_error_is_found(found: Judges, tmp_path) -> None:
    for name, body in WRONG.items():
        (tmp_path / f"{name}.html").write_text(
            f"<!doctype html><html lang=en><title>Page</title>{body}</html>", encoding="utf-8"
        )
    errors = _errors(found, *map(str, tmp_path.iterdir()))
    assert {name for name in WRONG if any(f"/{name}.html:" in each for each in errors)} == set(WRONG)
