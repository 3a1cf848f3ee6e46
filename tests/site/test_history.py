"""When a page was changed last."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from validator.site.history import changes


def _git(folder: Path, *arguments: str, date: str = "2025-01-01T12:00:00") -> None:
    subprocess.run(
        ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", *arguments],
        cwd=folder,
        check=True,
        capture_output=True,
        env={
            "GIT_AUTHOR_DATE": date,
            "GIT_COMMITTER_DATE": date,
            "PATH": "/usr/bin:/bin",
            "HOME": str(folder),
        },
    )


def test_each_file_has_the_date_of_its_last_commit(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    (docs / "pl").mkdir(parents=True)
    _git(tmp_path, "init", "--quiet")
    for name, date in (("index.md", "2025-01-01"), ("help.md", "2025-02-02"), ("index.md", "2025-03-03")):
        (docs / "pl" / name).write_text(date, encoding="utf-8")
        _git(tmp_path, "add", ".")
        _git(tmp_path, "commit", "--quiet", "-m", name, date=f"{date}T12:00:00")
    assert changes(docs) == {"pl/index.md": "2025-03-03", "pl/help.md": "2025-02-02"}


def test_without_history_there_are_no_dates(tmp_path: Path) -> None:
    assert changes(tmp_path) == {}


def test_pages_say_when(site) -> None:
    html = (site.folder / "help" / "index.html").read_text(encoding="utf-8")
    assert re.search(r"<li>Ostatnia zmiana: \d{4}-\d{2}-\d{2}</li>", html)
