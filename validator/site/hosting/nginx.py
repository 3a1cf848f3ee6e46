"""The rules as settings of nginx."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from ..beside import FOLDER, FRAME_NAME
from .rules import EACH_TIME, FOR_EVER, HEADERS, LOST, UNCHANGING, rules_of
from .types import TYPES, WITH_LETTERS

# Where a release lies on a server; `release` keeps the link up to date.
ROOT = "/srv/guide/current"
LISTEN = "8080"


def lay_nginx(site: Path, target: Path, *, root: str = ROOT, listen: str = LISTEN) -> None:
    """Write `nginx.conf`, and `site.conf` that it includes, for a finished site into a folder."""
    # Only publishing needs this: a page is made without it.
    from jinja2 import Environment, StrictUndefined  # noqa: PLC0415

    # Not a page: quotation marks stay what they are.
    environment = Environment(undefined=StrictUndefined, keep_trailing_newline=True, autoescape=False)  # noqa: S701
    template = environment.from_string((files(__package__) / "site.conf.jinja").read_text(encoding="utf-8"))
    target.mkdir(parents=True, exist_ok=True)
    text = template.render(
        rules=rules_of(site),
        frame=f"{FOLDER}/{FRAME_NAME}",
        lost=LOST,
        headers=HEADERS,
        types=TYPES,
        with_letters=WITH_LETTERS,
        unchanging=UNCHANGING.pattern,
        for_ever=FOR_EVER,
        each_time=EACH_TIME,
        root=root,
        listen=listen,
    )
    (target / "site.conf").write_text(text, encoding="utf-8")
    main = (files(__package__) / "nginx.conf").read_text(encoding="utf-8")
    (target / "nginx.conf").write_text(main, encoding="utf-8")


def command(program: str, folder: str | Path, settings: str | Path) -> list[str]:
    """Return what starts nginx with the settings; what it writes lies below the folder."""
    # Said here as well, because it begins to complain before it has read where to.
    return [program, "-e", "stderr", "-p", str(folder), "-c", str(settings)]
