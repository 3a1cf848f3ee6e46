"""While the site is served, every kind of text that a translator edits is on the page after it was saved."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

ROOT = Path(__file__).parents[2]
PATIENCE = 120  # seconds, for a machine that is busy with other things
CONTRACT = "validator/contracts/bigcommerce-huboo/de.toml"


class Preview:
    """A copy of the project that is being served, in German and Polish alone."""

    def __init__(self, copy: Path) -> None:
        self.copy = copy
        with socket.socket() as found:
            found.bind(("127.0.0.1", 0))
            self.host = f"127.0.0.1:{found.getsockname()[1]}"
        self.environment = os.environ | {
            "PYTHONPATH": str(copy), "NO_MKDOCS_2_WARNING": "1", "ONLY": "de"
        }  # fmt: skip
        self.said = (copy / "said.txt").open("wb")
        self.server = self._start("mkdocs", "serve", "--dev-addr", self.host)

    def _start(self, *command: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-m", *command],
            cwd=self.copy, env=self.environment, stdout=self.said, stderr=subprocess.STDOUT,
        )  # fmt: skip

    def run(self, *command: str) -> None:
        assert self._start(*command).wait() == 0

    def edit(self, file: str, before: str, after: str) -> None:
        path = self.copy / file
        text = path.read_text(encoding="utf-8")
        assert before in text
        path.write_text(text.replace(before, after), encoding="utf-8")

    def page(self) -> str:
        try:
            with urlopen(f"http://{self.host}/de/", timeout=PATIENCE) as answer:
                return answer.read().decode()
        except URLError:
            return ""  # it has not begun to serve

    def wait(self, wanted: Callable[[str], bool]) -> str:
        end = time.monotonic() + PATIENCE
        while not wanted(page := self.page()):
            assert self.server.poll() is None, (self.copy / "said.txt").read_text(encoding="utf-8")
            assert time.monotonic() < end, "the change is not on the page"
            time.sleep(0.2)
        return page

    def stop(self) -> None:
        self.server.terminate()
        self.server.wait()
        self.said.close()


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    copy = tmp_path_factory.mktemp("copy")
    for name in ("docs", "overrides", "validator"):
        shutil.copytree(
            ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__", "node_modules")
        )
    shutil.copy(ROOT / "mkdocs.yml", copy)
    (copy / "build").symlink_to(ROOT / "build")
    preview = Preview(copy)
    try:
        page = preview.wait(bool)
        assert 'class="strip"' not in page
        yield preview
    finally:
        preview.stop()


@pytest.mark.parametrize(
    ("file", "before", "after"),
    [
        ("docs/de/index.md", "## Kopieren Sie den API-Pfad", "## Kopieren Sie jetzt den API-Pfad"),
        ("validator/words/de.toml", 'step_done = "Erledigt"', 'step_done = "Geschafft"'),
        ("validator/screens/words/de.toml", 'platforms = "Plattformen"', 'platforms = "Kanäle"'),
        (CONTRACT, 'name = "Inhalte"', 'name = "Seiteninhalte"'),
    ],
    ids=["page", "words", "pictures", "contract"],
)
def test_what_was_saved_is_on_the_page(preview: Preview, file: str, before: str, after: str) -> None:
    shown = after.split('"')[1] if '"' in after else after.removeprefix("## ")
    assert shown not in preview.page()
    preview.edit(file, before, after)
    preview.wait(lambda page: shown in page)
    preview.edit(file, after, before)
    preview.wait(lambda page: shown not in page)


def test_a_rule_that_was_changed_is_asked_anew(preview: Preview) -> None:
    terms = "validator/translations/terms.toml"
    preview.edit(terms, 'de = ["zugangstoken*"', 'de = ["Schlüssel*", "zugangstoken*"')
    page = preview.wait(lambda page: 'class="strip"' in page)
    assert "docs/de/index.md:" in page.partition('class="strip"')[2]
    preview.edit(terms, 'de = ["Schlüssel*", "zugangstoken*"', 'de = ["zugangstoken*"')
    preview.wait(lambda page: 'class="strip"' not in page)


def test_a_part_is_old_until_it_is_accepted(preview: Preview) -> None:
    preview.edit("docs/pl/index.md", "## Skopiuj ścieżkę API", "## Skopiuj teraz ścieżkę API")
    page = preview.wait(lambda page: 'class="stale"' in page)
    assert "index.md#step-6 is stale" in page
    preview.run("validator.translations", "accept", "de", "index.md#step-6")
    preview.wait(lambda page: 'class="stale"' not in page and 'class="strip"' not in page)
