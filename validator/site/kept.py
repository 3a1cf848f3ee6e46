"""What MkDocs would make again for every language: templates, and the list of the theme's files."""

from __future__ import annotations

from functools import cache
from types import ModuleType
from typing import override

from jinja2 import FileSystemLoader
from jinja2.bccache import Bucket, BytecodeCache
from mkdocs_static_i18n import folder, reconfigure

from .store import STORE


class Templates(BytecodeCache):
    """The theme's templates, compiled."""

    @override
    def load_bytecode(self, bucket: Bucket) -> None:
        if kept := STORE.find(_question(bucket)):
            bucket.bytecode_from_string(kept)  # type: ignore[arg-type]  # as it was kept below

    @override
    def dump_bytecode(self, bucket: Bucket) -> None:
        STORE.keep(_question(bucket), bucket.bytecode_to_string())


def _question(bucket: Bucket) -> tuple[str, str, str]:
    return "template", bucket.key, bucket.checksum


class ThemeFiles(FileSystemLoader):
    """The theme's folders, looked through once in a build; most of what is in them are icons that no page shows."""

    def __init__(self, folders: list[str]) -> None:
        super().__init__(folders)
        self._listed: list[str] | None = None

    @override
    def list_templates(self) -> list[str]:
        if self._listed is None:
            # MkDocs takes none whose name begins with a dot, and finds that out by ten patterns each.
            self._listed = [name for name in super().list_templates() if not name.startswith(".")]
        return self._listed


def remember_places() -> None:
    """Have the plugin for languages look once whether a path lies below a folder: it asks 8,000 times in a build.

    Patched for mkdocs-static-i18n 1.3.1.
    """
    for module in folder, reconfigure:
        if not hasattr(module.is_relative_to, "cache_info"):
            module.is_relative_to = cache(module.is_relative_to)


def forget(*modules: ModuleType) -> None:
    """Have modules forget what their functions remember of files that they read."""
    for module in modules:
        for each in vars(module).values():
            if hasattr(each, "cache_clear"):
                each.cache_clear()
