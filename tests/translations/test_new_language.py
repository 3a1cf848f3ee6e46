"""A new language is one command: Czech and Portuguese are begun in a copy, built, and thrown away."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from validator.translations import read_units
from validator.translations.begin import BeginError, begin

ROOT = Path(__file__).parents[2]
BEGUN = {"cs": "Čeština", "pt": "Português"}
SETTINGS_OF = r"^        - locale: {}\n(?:          .*\n)+"


def _run(copy: Path, *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", *command],
        cwd=copy,
        env=os.environ | {"PYTHONPATH": str(copy), "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project with two languages of its own, so that it is built quickly, and with two new ones."""
    copy = tmp_path_factory.mktemp("copy")
    for name in ("docs", "overrides", "validator"):
        shutil.copytree(
            ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__", "node_modules")
        )
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    for folder in (ROOT / "docs").iterdir():
        if folder.name not in ("pl", "en", "assets"):
            shutil.rmtree(copy / "docs" / folder.name)
            settings = re.sub(SETTINGS_OF.format(folder.name), "", settings, flags=re.MULTILINE)
    (copy / "mkdocs.yml").write_text(settings, encoding="utf-8")
    (copy / "build").symlink_to(ROOT / "build")
    for code in BEGUN:
        done = _run(copy, "validator.translations", "begin", code)
        assert done.returncode == 0, done.stdout + done.stderr
        assert f"docs/{code}/index.md" in done.stdout
    # One part is translated, and marked so; another is translated and not yet marked.
    page = copy / "docs" / "cs" / "index.md"
    text = page.read_text(encoding="utf-8")
    steps = re.split(r"(?=^## )", text, flags=re.MULTILINE)
    steps[5] = re.sub(r"^## .* \{", "## Pojmenujte účet API {", steps[5])
    page.write_text("".join(steps), encoding="utf-8")
    words = copy / "validator" / "words" / "cs.toml"
    text = words.read_text(encoding="utf-8")
    words.write_text(
        re.sub(r'^step_done = ""', 'step_done = "Hotovo"', text, flags=re.MULTILINE), encoding="utf-8"
    )
    return copy


@pytest.fixture(scope="module")
def site(copy: Path) -> Path:
    done = _run(copy, "mkdocs", "build", "--site-dir", "site")
    assert done.returncode == 0, done.stderr
    return copy / "site"


def test_the_site_has_the_language_at_once(site: Path) -> None:
    for code, name in BEGUN.items():
        for page in ("", "scopes/", "checker/", "help/", "support/"):
            text = (site / code / page / "index.html").read_text(encoding="utf-8")
            assert f'<html lang="{code}"' in text
            assert name in text
            assert 'hreflang="pl"' in text
    assert "/cs/" in (site / "index.html").read_text(encoding="utf-8")


def test_what_is_missing_is_in_english_and_says_so(site: Path) -> None:
    text = (site / "pt" / "index.html").read_text(encoding="utf-8")
    assert re.search(r'<h1 [^>]*lang="en"', text)
    assert 'name="robots" content="noindex"' in text
    assert text.count('class="stale"') == 1
    assert "has not been translated yet" in text
    assert "Log in to your BigCommerce store" in text
    assert "Zaloguj się" not in text
    title = re.search(r"<title>(.*?)</title>", text)
    assert title
    assert title[1].startswith("Connect a BigCommerce store to Huboo")


def test_a_translated_part_stands_in_its_own_language(copy: Path, site: Path) -> None:
    text = (site / "cs" / "index.html").read_text(encoding="utf-8")
    assert 'content="noindex"' not in text
    heading = re.search(r'<h2[^>]*id="step-5"[^>]*>.*?</h2>', text, re.DOTALL)
    assert heading
    assert "Pojmenujte účet API" in heading[0]
    assert "lang=" not in heading[0]
    after = re.search(r'<h2[^>]*id="step-6"[^>]*>', text)
    assert after
    assert 'lang="en"' in after[0]
    parts = [id for id in read_units(copy / "docs", "pl") if id.startswith("index.md#")]
    assert text.count('class="stale"') == len(parts) - 1
    assert "Hotovo" in text


def test_the_list_says_what_is_to_do_and_accepting_takes_what_is_translated(copy: Path) -> None:
    before = _run(copy, "validator.translations")
    assert before.returncode == 1
    assert "index.md#step-5: was never marked" in before.stdout
    assert "index.md#step-6: not translated yet" in before.stdout
    done = _run(copy, "validator.translations", "accept", "cs")
    assert "cs: parts up to date: 2" in done.stdout
    assert "index.md#step-6" in done.stdout
    after = _run(copy, "validator.translations")
    assert "cs.toml:" in after.stdout
    assert "index.md#step-5" not in after.stdout.partition("pt: ")[0]


def test_what_cannot_be_begun_is_refused(copy: Path, tmp_path: Path) -> None:
    with pytest.raises(BeginError, match="xx: no language has this code"):
        begin(copy, "xx")
    with pytest.raises(BeginError, match="no language has this code"):
        begin(copy, "../cs")
    with pytest.raises(BeginError, match=r"docs/cs: is there already; go on with it"):
        begin(copy, "cs")
    shutil.copytree(copy / "docs" / "pl", tmp_path / "docs" / "pl")
    shutil.copy(copy / "mkdocs.yml", tmp_path)
    with pytest.raises(BeginError, match=r"mkdocs\.yml: has cs already"):
        begin(tmp_path, "cs", ())
