"""Lays the files that pages fetch beside the pages: scripts, styles, the frame, and Python for the browser."""

from __future__ import annotations

import base64
import hashlib
import json
import shutil
from importlib.resources import as_file, files
from pathlib import Path

FOLDER = "assets/validator"
OFFLINE = "offline.js"
MANIFEST = "manifest.json"
STYLES = ("page.css", "screens.css")
# Written into other files.
ELSEWHERE = ("frame.js", "service-worker.js")
# What does something, and the script that does it; a page without it does not load the script.
SCRIPTS = (
    (("<credentials-checker", "<scope-form"), "page.js"),
    (("data-screen=",), "screens.js"),
    (("data-way=",), "progress.js"),
    (("data-copy-link=",), "copy-link.js"),
    (("data-offline",), OFFLINE),
    (("data-feedback=",), "feedback.js"),
    (('class="md-select__link"',), "languages.js"),
    (("data-search=",), "search.js"),
    (("data-self-test=",), "self-test.js"),
    (('class="md-nav md-nav--secondary"',), "contents.js"),
)

PACKAGE = str(__package__).rpartition(".")[0]
# From the package's other folders. boot.js is handed to the worker as text: it needs no address of its own.
OTHERS = (("runtime", "boot.js"), ("screens", "screens.css"), ("screens", "screens.js"))

# What runs inside has no network: no source is named but scripts made from what was handed over. No 'self' either,
# for importing an address of this site would send a request, and what can send can carry a secret.
POLICY = (
    "default-src 'none'; script-src '{digest}' blob: 'wasm-unsafe-eval'; worker-src blob:; connect-src 'none'; "
    "base-uri 'none'; form-action 'none'"
)
# Not .html: `mkdocs serve` puts a script into every such file, which the frame's policy refuses.
FRAME_NAME = "frame.htm"
FRAME = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<title>Checker</title>
<script>{script}</script>
</html>
"""


def scripts_of(html: str) -> list[str]:
    """Return the scripts that a page needs for what is on it."""
    return [script for signs, script in SCRIPTS if any(sign in html for sign in signs)]


def lay_out(target: Path, runtime: Path) -> None:
    """Write all files into a folder of the site; without a built runtime the checker says that it is missing."""
    target.mkdir(parents=True, exist_ok=True)
    with as_file(files(__package__) / "browser") as folder:
        for file in sorted(folder.iterdir()):
            if file.name not in ELSEWHERE:
                shutil.copy2(file, target / file.name)
    for source in (files(PACKAGE).joinpath(*path) for path in OTHERS):
        # A site that uses the checker alone may leave the pictures out, and its build the runtime.
        (target / source.name).write_bytes(source.read_bytes() if source.is_file() else b"")
    (target / FRAME_NAME).write_text(frame(), encoding="utf-8")
    _copy_runtime(runtime, target / "runtime")


def frame() -> str:
    """Return the hidden frame's page with its own policy, which allows its one script and nothing that sends."""
    script = (files(__package__) / "browser" / "frame.js").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return FRAME.format(policy=POLICY.format(digest=f"sha256-{digest}"), script=script)


def _copy_runtime(source: Path, target: Path) -> None:
    """Copy what the manifest lists; the names hold a hash, so what is there already is the same."""
    manifest = source / MANIFEST
    if not manifest.is_file():
        return
    target.mkdir(exist_ok=True)
    for part in json.loads(manifest.read_text(encoding="utf-8"))["files"].values():
        for name in (part["file"], f"{part['file']}.br", f"{part['file']}.gz"):
            if (source / name).is_file() and not (target / name).is_file():
                shutil.copy2(source / name, target / name)
    shutil.copy2(manifest, target / manifest.name)
