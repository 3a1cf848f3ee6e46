"""What MkDocs would make again for every language: templates, and the list of the theme's files."""

from __future__ import annotations

from copy import copy
from functools import wraps
from types import ModuleType
from typing import override

from jinja2 import FileSystemLoader
from jinja2.bccache import Bucket, BytecodeCache
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs_static_i18n import folder

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
    """The theme's folders, whose files are laid out once in a build: further languages have no need of their own."""

    def __init__(self, folders: list[str]) -> None:
        super().__init__(folders)
        self._listed = False

    @override
    def list_templates(self) -> list[str]:
        if self._listed:
            return []
        self._listed = True
        # MkDocs takes none whose name begins with a dot, as all icons' does, and finds that out by ten patterns each.
        return [name for name in super().list_templates() if not name.startswith(".")]


def remember_files() -> None:
    """Have the plugin for languages work out once where a file goes in a language: it asks 2,600 times in a build.

    Patched for mkdocs-static-i18n 1.3.1.
    """
    work_out = folder.create_i18n_file
    if hasattr(work_out, "__wrapped__"):
        return
    made: dict[tuple[object, ...], File] = {}

    @wraps(work_out)
    def create_i18n_file(
        file: File, language: str, default: str, languages: list[str], config: MkDocsConfig
    ) -> File:
        """Return a file of its own: it is given a page, and learns of its equals in other languages."""
        question = (
            file.src_uri, file.dest_uri, file.inclusion, language, default, *languages,
            config.docs_dir, config.site_dir, config.use_directory_urls,
        )  # fmt: skip
        if question not in made:
            made[question] = work_out(file, language, default, languages, config)
        own = copy(made[question])
        own.alternates = {language: own}  # type: ignore[attr-defined]
        return own

    folder.create_i18n_file = create_i18n_file


def forget(*modules: ModuleType) -> None:
    """Have modules forget what their functions remember of files that they read."""
    for module in modules:
        for each in vars(module).values():
            if hasattr(each, "cache_clear"):
                each.cache_clear()
