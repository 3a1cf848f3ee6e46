"""Builds the sites that are compared: ours, plain MkDocs and default Material, from the same Markdown."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import yaml
from results import ROOT, WORK

CONFIG = ROOT / "mkdocs.yml"
DOCS = ROOT / "docs"
# Those with markers that the Markdown extension alone understands.
PAGES = ("index.md", "scopes.md", "checker.md", "help.md")
# The guide's pictures have no equal in the theme: they count on our side alone.
PICTURES = re.compile(r'<div class="picture"[^>]*>.*?</figure></div>', re.DOTALL)


def languages() -> list[str]:
    """Return the site's languages, the source first."""
    return re.findall(r"^ +- locale: (\w+)$", CONFIG.read_text(encoding="utf-8"), re.MULTILINE)


def ours(number: int | None = None, address: str | None = None) -> Path:
    """Write the configuration of our site, with so many of its languages or at another address; return its place."""
    names = languages()
    unwanted = names[number:] if number else []
    text = CONFIG.read_text(encoding="utf-8")
    for name in unwanted:
        text = re.sub(rf"(- locale: {name}\n(?: .*\n)*? +build:) true", r"\1 false", text)
    text = re.sub(r"^(docs_dir): .*$", rf"\1: {DOCS}", text, flags=re.MULTILINE)
    text = re.sub(r"(custom_dir:|  -) overrides$", rf"\1 {ROOT / 'overrides'}", text, flags=re.MULTILINE)
    text = text.replace("- validator:\n", f"- validator:\n      runtime: {ROOT / 'build' / 'runtime'}\n")
    if address:
        text = re.sub(r"^(site_url): .*$", rf"\1: {address}", text, flags=re.MULTILINE)
    return _written(f"ours-{len(names) - len(unwanted)}", text)


def plain(number: int) -> Path:
    """Write the configuration of a site that plain MkDocs builds from the Markdown of so many languages."""
    docs = WORK / f"docs-{number}"
    shutil.rmtree(docs, ignore_errors=True)
    for name in languages()[:number]:
        shutil.copytree(DOCS / name, docs / name)
    return _written(f"plain-{number}", yaml.safe_dump({"site_name": "Guide", "docs_dir": str(docs)}))


def default() -> Path:
    """Write the configuration of a site with Material as it comes, of the source's pages for merchants."""
    docs = WORK / "docs-default"
    shutil.rmtree(docs, ignore_errors=True)
    docs.mkdir(parents=True)
    for name in PAGES:
        shutil.copyfile(DOCS / languages()[0] / name, docs / name)
    settings = {
        "site_name": "Guide",
        "docs_dir": str(docs),
        # Fonts from another host would be asked for as well; they are not counted.
        "theme": {"name": "material", "font": False},
        "markdown_extensions": [
            "admonition",
            "attr_list",
            "tables",
            {"validator": {"language": languages()[0]}},
        ],
    }
    return _written("default", yaml.safe_dump(settings))


def build(config: Path) -> tuple[Path, float]:
    """Build a site; return its folder and the seconds that took."""
    folder = WORK / f"site-{config.stem}"
    start = time.perf_counter()
    done = subprocess.run(
        [Path(sys.executable).parent / "mkdocs", "build", "--config-file", config, "--site-dir", folder],
        cwd=ROOT,
        # As at any user's: Python keeps what it has compiled. Installed packages are compiled anyway, so that without
        # this our own alone would be read anew at every build.
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONDONTWRITEBYTECODE": ""},
        capture_output=True,
        check=False,
        text=True,
    )
    taken = time.perf_counter() - start
    if done.returncode != 0:
        raise RuntimeError(f"{config} cannot be built:\n{done.stderr[-2000:]}")
    return folder, taken


def without_pictures(site: Path) -> None:
    """Take our pictures out of the guide of a site."""
    page = site / "index.html"
    html, number = PICTURES.subn("", page.read_text(encoding="utf-8"))
    if not number:
        raise RuntimeError(f"{page}: no picture found; correct PICTURES in {__file__}")
    page.write_text(html, encoding="utf-8")


def _written(name: str, text: str) -> Path:
    WORK.mkdir(parents=True, exist_ok=True)
    config = WORK / f"{name}.yml"
    config.write_text(text, encoding="utf-8")
    return config
