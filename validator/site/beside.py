"""Lays the files that pages fetch beside the pages: scripts, styles, the frame, and Python for the browser."""

from __future__ import annotations

import base64
import hashlib
import json
import shutil
from importlib.resources import as_file, files
from pathlib import Path

FOLDER = "assets/validator"
# Elements that do something; a page without one gets no script.
ELEMENTS = ("<credentials-checker", "<scope-form")

PACKAGE = str(__package__).rpartition(".")[0]
# Handed to the worker as text, so that it never needs an address of its own.
BOOT = ("runtime", "boot.js")

# What runs inside has no network: no source is named but scripts made from what was handed over. No 'self' either,
# for importing an address of this site would send a request, and what can send can carry a secret.
POLICY = (
    "default-src 'none'; script-src '{digest}' blob: 'wasm-unsafe-eval'; worker-src blob:; connect-src 'none'; "
    "base-uri 'none'; form-action 'none'"
)
FRAME = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<title>Checker</title>
<script>{script}</script>
</html>
"""


def needs_script(html: str) -> bool:
    """Say whether a page holds an element that does something."""
    return any(element in html for element in ELEMENTS)


def lay_out(target: Path, runtime: Path) -> None:
    """Write all files into a folder of the site; without a built runtime the checker says that it is missing."""
    target.mkdir(parents=True, exist_ok=True)
    with as_file(files(__package__) / "browser") as folder:
        for file in sorted(folder.iterdir()):
            if file.name != "frame.js":
                shutil.copy2(file, target / file.name)
    boot = files(PACKAGE).joinpath(*BOOT)
    if boot.is_file():
        (target / boot.name).write_bytes(boot.read_bytes())
    (target / "frame.html").write_text(frame(), encoding="utf-8")
    _copy_runtime(runtime, target / "runtime")


def frame() -> str:
    """Return the hidden frame's page with its own policy, which allows its one script and nothing that sends."""
    script = (files(__package__) / "browser" / "frame.js").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return FRAME.format(policy=POLICY.format(digest=f"sha256-{digest}"), script=script)


def _copy_runtime(source: Path, target: Path) -> None:
    """Copy what the manifest lists; the names hold a hash, so what is there already is the same."""
    manifest = source / "manifest.json"
    if not manifest.is_file():
        return
    target.mkdir(exist_ok=True)
    for part in json.loads(manifest.read_text(encoding="utf-8"))["files"].values():
        for name in (part["file"], f"{part['file']}.br", f"{part['file']}.gz"):
            if (source / name).is_file() and not (target / name).is_file():
                shutil.copy2(source / name, target / name)
    shutil.copy2(manifest, target / manifest.name)
