"""A release while somebody reads: served whole, before and after, and with what the page of yesterday asks for."""

from __future__ import annotations

import re
import shutil
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

from running import host

from validator.site.hosting.releases import release

YESTERDAY = datetime(2026, 11, 23, 12, tzinfo=UTC)
NEW = "fedcba9876543210"


def test_a_page_of_yesterday_finds_its_files_today(site, tmp_path: Path) -> None:
    first = tmp_path / "first"
    shutil.copytree(site.folder, first)
    second = tmp_path / "second"
    shutil.copytree(site.folder, second)
    rename_everything(second)
    www = tmp_path / "www"
    release(first, www, YESTERDAY)
    hosted = host(first, www / "current", tmp_path)
    yesterday = {path: hosted.ask(path).body for path in asked_for(first)}
    assert len(yesterday) > 20
    seen: list[tuple[int, bytes]] = []
    over = threading.Event()

    def read() -> None:
        while not over.is_set():
            answer = hosted.ask("/index.html")
            seen.append((answer.status, answer.body))

    reader = threading.Thread(target=read)
    reader.start()
    release(second, www, YESTERDAY + timedelta(days=1))
    over.set()
    reader.join()
    today = hosted.ask("/index.html").body
    for path, body in yesterday.items():
        answer = hosted.ask(path)
        assert answer.status == 200, path
        if "immutable" in answer.headers["Cache-Control"]:
            assert answer.body == body, path
    assert all(hosted.ask(path).status == 200 for path in asked_for(second))
    hosted.stop()
    # Nobody was given anything but one page or the other.
    assert today == (second / "index.html").read_bytes() != (first / "index.html").read_bytes()
    assert {(200, (first / "index.html").read_bytes())} <= set(seen)
    assert set(seen) <= {(200, (first / "index.html").read_bytes()), (200, today)}


def asked_for(site: Path) -> set[str]:
    """Return what the first page and the page with the checker ask for, and what Python starts from."""
    manifest = site / "assets/validator/runtime/manifest.json"
    found = {
        "/assets/validator/runtime/manifest.json",
        "/assets/validator/frame.htm",
        "/assets/validator/worker.js",
    }
    found |= {
        f"/assets/validator/runtime/{name}" for name in re.findall(r'"file": "([^"]+)"', manifest.read_text())
    }
    for page in (site / "index.html", site / "checker" / "index.html"):
        for address in re.findall(
            r'(?:src|href)="((?:\.\./)?assets/[^"#]+)"', page.read_text(encoding="utf-8")
        ):
            found.add(f"/{address.removeprefix('../')}")
    return found


def rename_everything(site: Path) -> None:
    """Make a release of a site in which everything whose name has a digest has another content and name."""
    named = re.compile(r"\.([0-9a-f]{16})\.(?=\w+$)")
    renamed = {}
    for file in sorted(site.rglob("*")):
        found = named.search(file.name)
        if found and file.is_file():
            new = file.name.replace(found[1], NEW)
            file.write_bytes(file.read_bytes() + b"\n")
            file.rename(file.with_name(new))
            renamed[file.name] = new
    for file in [*site.rglob("*.html"), site / "assets/validator/runtime/manifest.json"]:
        text = file.read_text(encoding="utf-8")
        for old, new in renamed.items():
            text = text.replace(old, new)
        file.write_text(text, encoding="utf-8")
