"""The MkDocs plugin: wires the Markdown extension to each page and lays the checker's files beside the pages."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping, Sequence
from functools import partial
from importlib import import_module
from importlib.resources import as_file, files
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Literal, override
from urllib.parse import urljoin

from jinja2 import Environment
from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.theme import Theme
from mkdocs.utils import get_relative_url

from .. import contract as contracts
from .. import words
from ..contract import load_contract
from ..names import FALLBACK
from ..report import CODES
from ..tables import DataError
from ..translations import SOURCE
from ..translations import forget as forget_rules
from . import html as elements
from . import short_links
from .alternates import Edition, editions, keep_languages, with_alternates, without_page
from .bench import Work, with_strip, with_table
from .beside import FOLDER, MANIFEST, OFFLINE, STYLES, lay_out, scripts_of
from .former import set_aside
from .freshness import check_translations, with_english, with_notes
from .history import changes
from .hosting import HostingError, lay_headers
from .html import with_wide_tables, without_completion, without_neighbours
from .kept import Templates, ThemeFiles, forget, remember_files
from .offline import lay_offline
from .page import GUIDE, HELP
from .pages import Pages
from .paper import find_browser, print_page
from .policy import PolicyError, lay_policy, look
from .rendering import render
from .screens import forget as forget_pictures
from .search import SearchTexts
from .sections import sections_of
from .short_links import FOLDERS, About, ShortLinks, help_targets, step_targets
from .store import STORE, digest_of
from .styles import StylesError, lay_styles

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

    from .serving import RuntimeKeeper

EXTENSION = "validator"
LOST = "404.html"
THEME_SCRIPTS = "assets/javascripts"
PICTURES_KEPT = "share"  # folder beside the runtime, so that no picture is drawn twice
# What pages are drawn from beside their Markdown.
SOURCES = ("contracts", "words", "screens", "site/templates")
# Languages that stand in where another has no words of its own.
FOR_ALL = (SOURCE, FALLBACK)
HELP_PLACE = "help/"  # address of the help page, below a language's first
# A real screenshot put there takes the place of the drawing of the same name.
SCREENSHOTS = "assets/screens"
PACKAGE = str(__package__).rpartition(".")[0]


class ValidatorConfig(Config):  # type: ignore[no-untyped-call]
    """What mkdocs.yml may say of the plugin."""

    contract = config_options.Type(str, default="bigcommerce-huboo")
    # Where `python -m validator.runtime` puts Python for the browser.
    runtime = config_options.Type(str, default="build/runtime")
    # Whether to print the guide, where there is a browser that can.
    paper = config_options.Type(bool, default=False)
    # The one language to be built beside the one at the root; all of them without it.
    only = config_options.Type(str, default="")


class ValidatorPlugin(BasePlugin[ValidatorConfig]):  # type: ignore[no-untyped-call]
    """Puts guide and checker on the pages of a site."""

    serving = False
    lost = ""  # the page for lost addresses, in the language of the site's root
    page: Page | None = None  # the one that is being made
    browser: str | None = None  # that prints
    work = Work({}, {})  # of translators
    depth = 0  # of builds: each further language is one within the first
    drawn_from = ""  # digest of the files that pages are drawn from beside their Markdown
    drawn_by: Mapping[str, str] = {}  # the same of those that the pages of one language are drawn from
    templates = Templates()
    keeper: RuntimeKeeper | None = None  # while serving

    @override
    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        remember_files()
        self.serving = command == "serve"

    @override
    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        self.depth += 1
        self.editions = editions(config)
        if self.depth == 1:
            self.theme_files = ThemeFiles(config.theme.dirs)
            STORE.open(self._runtime(config).parent)
            self.links, self.search = ShortLinks(), SearchTexts()
            set_aside(Path(config.site_dir), FOLDERS)
            if self.keeper:
                self.keeper.look()
            self.work = check_translations(Path(config.docs_dir), [one.language for one in self.editions])
        self.browser = find_browser() if self.config.paper else None
        config.theme.get_env = partial(self._environment, config.theme)  # type: ignore[method-assign]

    @override
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        keep_languages(config, self.config.only)
        if not self.depth:
            self._forget(config)
            forget_rules()
        if EXTENSION not in config.markdown_extensions:
            config.markdown_extensions.append(EXTENSION)
        # Before the site's own, which may overrule them.
        own = [path for path in config.extra_css if not path.startswith(FOLDER)]
        config.extra_css = [*(f"{FOLDER}/{style}" for style in STYLES), *own]
        return config

    def _runtime(self, config: MkDocsConfig) -> Path:
        return Path(config.config_file_path).parent / self.config.runtime

    def _forget(self, config: MkDocsConfig) -> None:
        """Forget what was made of words, facts and scenes when these have changed."""
        places = [Path(str(files(PACKAGE) / part)) for part in SOURCES]
        if self.config.contract.endswith(".toml"):  # one of the site's own, with its names beside it
            places += [Path(self.config.contract), Path(self.config.contract.removesuffix(".toml"))]
        places.append(Path(config.docs_dir) / SCREENSHOTS)
        now = digest_of(places)
        if now != self.drawn_from:
            self.drawn_from = now
            # What is drawn from them, too.
            forget(contracts, words, elements, short_links)
            forget_pictures()
            self.drawn_by = {
                own: digest_of(
                    places, without=[each for each in words.languages() if each not in (own, *FOR_ALL)]
                )
                for own in words.languages()
            }

    def _drawn_for(self, language: str) -> str:
        return self.drawn_by.get(language, self.drawn_from)

    def _environment(self, theme: Theme) -> Environment:
        env = type(theme).get_env(theme)
        env.loader = self.theme_files
        return env

    @override
    def on_env(self, env: Environment, /, *, config: MkDocsConfig, files: Files) -> Environment:
        # For templates that no Markdown page stands behind.
        env.globals["editions"] = self.editions
        env.globals["paper"] = self.browser is not None
        env.bytecode_cache = self.templates
        return env

    @override
    def on_post_template(self, output_content: str, /, *, template_name: str, config: MkDocsConfig) -> str:
        if template_name != LOST:
            return output_content
        home = self.editions[0].home
        scripts = "".join(_script(f"{home}{FOLDER}/{name}") for name in scripts_of(output_content))
        page = without_completion(without_page(output_content, self.editions))
        page = page.replace("</body>", f"{scripts}</body>", 1)
        language = config.theme.get("language", FALLBACK)
        if language == self.editions[0].language:
            self.lost = page
        else:
            # For hosts that look for it below the folder of the address; the root keeps its own.
            target = Path(config.site_dir) / language / LOST
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(page, encoding="utf-8")
        return self.lost

    @override
    def on_page_markdown(self, markdown: str, /, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        self.page = page
        page.meta.setdefault("changed", changes(Path(config.docs_dir)).get(_source(page, config)))
        language = config.theme.get("language", FALLBACK)
        config.mdx_configs[EXTENSION] = {
            "contract": self.config.contract,
            "language": language,
            "first": get_relative_url("./", page.url),
            "screenshots": str(Path(config.docs_dir) / SCREENSHOTS),
            "screenshots_address": get_relative_url(SCREENSHOTS, page.url),
        }
        own = next(edition for edition in self.editions if edition.language == language)
        markdown = with_english(markdown, page, Path(config.docs_dir), language, own.words)
        edit = urljoin(config.repo_url or "", config.edit_uri or "") if config.repo_url else ""
        markdown = with_table(markdown, self.work, own, self.editions, edit)
        page.render = partial(render, page, drawn_from=self._drawn_for(language))  # type: ignore[method-assign]
        return with_notes(markdown, page, self.work.stale(language), self.editions)

    @override
    def on_page_content(self, html: str, /, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        name = Path(page.file.src_uri).name
        language = config.theme.get("language", FALLBACK)
        contract = load_contract(self.config.contract)
        if look(html).scripts:
            # The policy allows the theme's own by their digests; anybody's would be allowed as easily.
            raise PluginError(
                f"{_place(page, '<script')}: an inline script is not allowed in a text; "
                f"make it a file in docs/assets and name it in extra_javascript"
            )
        if not page.meta.get("search", {}).get("exclude"):
            own = next(edition for edition in self.editions if edition.language == language)
            place = page.url.removeprefix(own.home.removeprefix(self.editions[0].home))
            self.search.add(language, place, html, str(page.title))
        if name == GUIDE:
            self.links.add(language, step_targets(sections_of(html)))
        elif name == HELP:
            self.links.add(language, help_targets(sections_of(html), HELP_PLACE, contract))
            # A finding's link would lead nowhere.
            missing = [code for code in CODES if f'id="{code}"' not in html]
            if missing:
                raise PluginError(
                    f"{page.file.abs_src_path}: no section for {', '.join(missing)}; give each a heading that "
                    f"ends with the code, as in `### Title {{ #{missing[0]} }}`"
                )
        return html

    @override
    def on_post_page(self, output: str, /, *, page: Page, config: MkDocsConfig) -> str:
        output = without_neighbours(without_completion(with_wide_tables(output)))
        output = with_alternates(output, page.canonical_url or "", self.editions[0].language)
        # Nothing is kept of a site that changes while it is looked at.
        scripts = [script for script in scripts_of(output) if script != OFFLINE or not self.serving]
        if self.serving:
            language = config.theme.get("language", FALLBACK)
            output = with_strip(output, language, Path(page.file.src_uri).name, self.work)
        addresses = [get_relative_url(f"{FOLDER}/{script}", page.url) for script in scripts]
        return output.replace("</body>", f"{''.join(map(_script, addresses))}</body>", 1)

    @override
    def on_build_error(self, *, error: Exception) -> None:
        self.depth = 0
        STORE.close(keep=False)
        if isinstance(error, DataError) and self.page and self.page.file.src_uri:
            raise PluginError(f"{_place(self.page, str(error))}: {error}") from error

    # After the languages' own files were chosen.
    @event_priority(-150)
    @override
    def on_files(self, files: Files, /, *, config: MkDocsConfig) -> Files:
        if not self.serving:
            for file in list(files):
                # No page asks for them.
                if file.src_dir in config.theme.dirs and file.src_uri.startswith(THEME_SCRIPTS):
                    files.remove(file)
        return files

    # After the other languages, which are built within the last step of the first one, and after their search index.
    @event_priority(-150)
    @override
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        self.depth -= 1
        if self.depth:
            return
        self._finish(config)
        STORE.close()

    def _finish(self, config: MkDocsConfig) -> None:
        """Do what needs all languages."""
        runtime = self._runtime(config)
        site = Path(config.site_dir)
        lay_out(site / FOLDER, runtime)
        self.search.write(site, self.editions, self.editions[0].home)
        # While serving, every page carries the server's own script for reloading, which no policy of ours allows.
        about = About(config.site_name, config.site_url or "", not self.serving, self.drawn_from)
        try:
            with Pages(site) as pages:
                self.links.fill(pages, self.editions)
                if not self.serving:
                    lay_styles(pages)
                    if self.browser:
                        pages.write()
                        _print(self.browser, site, config.site_url or "", self.editions)
                    lay_policy(pages)
            self.links.write(site, about, self.editions, runtime.parent / PICTURES_KEPT, self._drawn_for)
            if self.serving:
                return
            lay_headers(site)
        except (PolicyError, StylesError, HostingError) as error:
            raise PluginError(str(error)) from error
        # Last of all: it lists the finished files.
        lay_offline(
            site, self.editions, config.site_name, Path(config.docs_dir) / str(config.theme["favicon"])
        )

    @override
    def on_serve(
        self, server: LiveReloadServer, /, *, config: MkDocsConfig, builder: object
    ) -> LiveReloadServer:
        for part in ("words", "contracts", "site", "screens", "translations"):
            with as_file(files(PACKAGE) / part) as folder:
                if folder.is_dir():
                    server.watch(str(folder))
        if find_spec(f"{PACKAGE}.runtime"):
            runtime = self._runtime(config)
            self.keeper = import_module(f"{__package__}.serving").RuntimeKeeper(runtime)
            with as_file(files(PACKAGE)) as folder:
                server.watch(str(folder), recursive=False)  # the checker itself
                server.watch(str(folder / "runtime"))
            if (manifest := runtime / MANIFEST).is_file():
                server.watch(str(manifest))  # a new one makes the pages load it
        return server


def _source(page: Page, config: MkDocsConfig) -> str:
    """Return a page's file, below the folder with all pages."""
    return Path(str(page.file.abs_src_path)).relative_to(config.docs_dir).as_posix()


def _print(browser: str, site: Path, address: str, all_editions: Sequence[Edition]) -> None:
    for edition in all_editions:
        folder = site / edition.home.removeprefix(all_editions[0].home)
        paper = folder / f"guide-{edition.language}.pdf"
        try:
            print_page(browser, folder / "index.html", urljoin(address, edition.home), paper)
        except (RuntimeError, subprocess.TimeoutExpired) as error:
            raise PluginError(f"the guide could not be printed; build without `paper`: {error}") from error


def _script(address: str) -> str:
    return f'<script type="module" src="{address}"></script>'


def _place(page: Page, message: str) -> str:
    """Return file and line of the marker that a message begins with, as far as the page has it."""
    marker = message.partition("]]")[0].strip()
    source = page.file.content_string
    line = source[: source.find(marker)].count("\n") + 1 if marker in source else 1
    return f"{page.file.abs_src_path}:{line}"
