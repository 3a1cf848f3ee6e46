"""The finished pages of a site, in memory: whatever still has to be put into them, each is read and written once."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import Self


class Pages(dict[Path, str]):
    """Every page of a site by its file; what was changed or added is written at the end."""

    def __init__(self, site: Path) -> None:
        self.site = site
        super().__init__((file, file.read_text(encoding="utf-8")) for file in self.files(".html"))
        self._there = dict(self)

    def files(self, suffix: str) -> list[Path]:
        """Return the site's files with this suffix; what begins with a dot is none of MkDocs'."""
        return sorted((*self.site.glob(f"[!.]*{suffix}"), *self.site.glob(f"[!.]*/**/*{suffix}")))

    def write(self) -> None:
        """Write what is not there yet."""
        for file, html in self.items():
            if self._there.get(file) != html:
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(html, encoding="utf-8")
        self._there = dict(self)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None:
            self.write()
