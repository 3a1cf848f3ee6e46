"""Prepares a finished site for its host, and puts it into service: `python -m validator.site.hosting --help`."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

from .contents import NAME, lay_contents
from .neighbours import lay_neighbours
from .nginx import LISTEN, ROOT, lay_nginx
from .releases import release

SITE = Path("site")
SETTINGS = Path("build/nginx")
SERVICE = Path("build/guide")
MEMORY = Path("build/compressed")


def main() -> None:
    """Do what is asked for, and say what was done."""
    parser = argparse.ArgumentParser(prog="python -m validator.site.hosting", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    prepare = commands.add_parser(
        "prepare", help="lay compressed files beside a site's own; write settings of nginx"
    )
    prepare.add_argument("site", nargs="?", type=Path, default=SITE)
    prepare.add_argument("--settings", type=Path, default=SETTINGS, help="folder for them")
    prepare.add_argument("--root", default=ROOT, help="where the site lies on the server")
    prepare.add_argument("--listen", default=LISTEN, help="port, or address and port")
    prepare.set_defaults(run=_prepare)

    serve = commands.add_parser("release", help="put a site into service, with what earlier pages ask for")
    serve.add_argument("site", nargs="?", type=Path, default=SITE)
    serve.add_argument("folder", nargs="?", type=Path, default=SERVICE)
    serve.set_defaults(run=_release)

    asked = parser.parse_args()
    if not (asked.site / "index.html").is_file():
        sys.exit(f"{asked.site}: there is no site in it; `make build` makes one")
    try:
        asked.run(asked)
    except RuntimeError as problem:
        sys.exit(str(problem))


def _prepare(asked: argparse.Namespace) -> None:
    lay_contents(asked.site)
    count = lay_neighbours(asked.site, MEMORY)
    lay_nginx(asked.site, asked.settings, root=asked.root, listen=asked.listen)
    print(
        f"  {count} files compressed; {NAME} lists what others have made; settings of nginx in {asked.settings}/"
    )


def _release(asked: argparse.Namespace) -> None:
    done = release(asked.site, asked.folder, datetime.now(UTC))
    print(f"  {done.id} is in service at {asked.folder}/current")


if __name__ == "__main__":
    main()
