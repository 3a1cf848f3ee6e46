"""Lays compressed neighbours, FILE.br and FILE.gz, beside what is worth it, for servers that hand out what is ready."""

from __future__ import annotations

from pathlib import Path

from ...runtime.compress import compress
from .types import is_worth_compressing

ENDS = (".br", ".gz")


def lay_neighbours(site: Path, memory: Path) -> int:
    """Compress what is worth it, and return how many files that are; `memory` keeps what compressing has yielded.

    A neighbour of what is not there, or not worth it any more, is removed: servers would prefer it to the file.
    """
    chosen = [file for file in sorted(site.rglob("*")) if file.is_file() and is_worth_compressing(file)]
    wanted = {file.with_name(file.name + end) for file in chosen for end in ENDS}
    for end in ENDS:
        for neighbour in site.rglob(f"*{end}"):
            # MkDocs lays one beside the sitemap, which is offered by that name.
            if neighbour not in wanted and neighbour.name != "sitemap.xml.gz":
                neighbour.unlink()
    compress(chosen, memory)
    return len(chosen)
