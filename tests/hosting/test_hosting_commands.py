"""The commands that prepare a site and put it into service, and a site that has little of what this one has."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from running import host

from validator.site.hosting import lay_headers
from validator.site.pages import Pages
from validator.site.policy import PLACE, lay_policy

ROOT = Path(__file__).parents[2]
PAGE = f'<!doctype html><html lang="en"><head>{PLACE}<title>x</title></head><body>{"y" * 2000}</body></html>'


def small_site(folder: Path) -> Path:
    site = folder / "site"
    site.mkdir()
    (site / "index.html").write_text(PAGE, encoding="utf-8")
    with Pages(site) as pages:
        lay_policy(pages)
    lay_headers(site)
    return site


def run(folder: Path, *given: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "validator.site.hosting", *given],
        cwd=folder,
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
        text=True,
    )


def test_a_site_is_prepared_and_put_into_service(tmp_path: Path) -> None:
    site = small_site(tmp_path)
    done = run(tmp_path, "prepare", "--root", "/elsewhere", "--listen", "8443 ssl")
    assert done.returncode == 0, done.stderr
    names = {file.name for file in site.iterdir()}
    assert names >= {
        "index.html",
        "index.html.br",
        "index.html.gz",
        "_headers",
        "_redirects",
        "sbom.cdx.json",
    }
    settings = (tmp_path / "build" / "nginx" / "site.conf").read_text(encoding="utf-8")
    assert "root /elsewhere;" in settings
    assert "listen 8443 ssl;" in settings
    done = run(tmp_path, "release")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "build" / "guide" / "current" / "index.html.br").is_file()


def test_a_page_that_is_gone_leaves_no_compressed_neighbour(tmp_path: Path) -> None:
    site = small_site(tmp_path)
    assert run(tmp_path, "prepare").returncode == 0
    (site / "index.html").write_text("<!doctype html><html><head></head></html>", encoding="utf-8")
    (site / "sitemap.xml.gz").write_bytes(b"its own")
    assert run(tmp_path, "prepare").returncode == 0
    # Too small now to be worth it, and a server would hand out the old one.
    assert not list(site.glob("index.html.*"))
    assert (site / "sitemap.xml.gz").is_file()


def test_without_a_site_it_says_how_to_make_one(tmp_path: Path) -> None:
    for command in ("prepare", "release"):
        done = run(tmp_path, command)
        assert done.returncode == 1
        assert done.stderr == "site: there is no site in it; `make build` makes one\n"


def test_a_site_without_languages_and_checker_is_served(tmp_path: Path) -> None:
    site = small_site(tmp_path)
    hosted = host(site, site, tmp_path)
    assert hosted.ask("/").status == 200
    assert hosted.ask("/nowhere").status == 404
    assert "blob:" not in hosted.ask("/").headers["Content-Security-Policy"]
    assert "[emerg]" not in hosted.stop()
