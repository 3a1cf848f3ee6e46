"""The command line: python -m validator credentials FILE, scopes FILE, report FILE."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn, TextIO

from .contract import Contract, load_contract, packaged_contracts
from .credentials.checks import check_credentials
from .report import Report
from .scopes.comparing import compare_scopes
from .support import read_support
from .tables import DataError
from .terminal import write_report
from .text import LIMIT
from .view import report_json
from .words import languages, load_words

COMPLETE, INCOMPLETE, UNREADABLE = 0, 1, 2

EXAMPLES = """\
examples:
  python -m validator credentials BigCommerceAPI-credentials-*.txt
  python -m validator credentials - --language pl < file.txt
  python -m validator scopes scopes.txt --format json
  python -m validator report report-from-the-merchant.txt

exit status: 0 complete (or enough), 1 anything else that could be read, 2 unreadable input or wrong usage
"""


class _Parser(argparse.ArgumentParser):
    """Says what is wrong with the usage in one line."""

    def error(self, message: str) -> NoReturn:
        self.exit(UNREADABLE, f"{self.prog}: {message}; try --help\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    parser = _parser()
    asked = parser.parse_args(arguments)
    try:
        contract = load_contract(asked.contract)
        words = load_words(asked.language)
    except DataError as error:
        parser.error(str(error))
    status = COMPLETE
    for place, name in enumerate(asked.files):
        try:
            source = _bytes(name)
        except OSError as error:
            # The name of the file holds the client ID, so it is not repeated.
            parser.error(f"file {place + 1} cannot be read: {error.strerror or 'unknown reason'}")
        report = _report(asked.command, source, contract, name)
        if report is None:
            parser.error(f"file {place + 1} holds no report of this checker")
        status = max(status, _status(report))
        if asked.format == "json":
            content = report_json(report, contract, words, reveal=asked.reveal)
            print(json.dumps(content, ensure_ascii=False))
        else:
            if place:
                print()
            write_report(report, contract, words, sys.stdout, colour=_colour(sys.stdout), reveal=asked.reveal)
    return status


def _report(command: str, source: bytes, contract: Contract, name: str) -> Report | None:
    match command:
        case "credentials":
            return check_credentials(source, contract, file_name=None if name == "-" else Path(name).name)
        case "scopes":
            return compare_scopes(source, contract)
        case _:
            return read_support(source, contract)


def _status(report: Report) -> int:
    if report.verdict == "unreadable":
        return UNREADABLE
    return COMPLETE if report.verdict in ("complete", "enough") else INCOMPLETE


def _bytes(name: str) -> bytes:
    """Read no more of a file than it takes to know that it is too large."""
    if name == "-":
        return sys.stdin.buffer.read(LIMIT + 1)
    with Path(name).open("rb") as file:
        return file.read(LIMIT + 1)


def _colour(stream: TextIO) -> bool:
    return stream.isatty() and "NO_COLOR" not in os.environ


def _parser() -> _Parser:
    parser = _Parser(
        prog="validator",
        description="Checks a shop's API credentials and scopes, offline.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for command, about in (
        ("credentials", "check a file of credentials"),
        ("scopes", "compare scopes with what is needed"),
        ("report", "read a report that a merchant copied from the checker"),
    ):
        sub = commands.add_parser(
            command,
            help=about,
            description=about,
            epilog=EXAMPLES,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        sub.add_argument("files", nargs="+", metavar="FILE", help="a file, or - for standard input")
        sub.add_argument("--format", choices=("text", "json"), default="text")
        sub.add_argument("--language", choices=languages(), default=_language())
        sub.add_argument(
            "--contract",
            default="bigcommerce-huboo",
            help=f"a contract that comes along ({', '.join(packaged_contracts())}) or the path of one",
        )
        sub.add_argument(
            "--reveal",
            action="store_true",
            help="show the values as well" if command == "credentials" else argparse.SUPPRESS,
        )
    return parser


def _language() -> str:
    asked = (os.environ.get(name, "")[:2] for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return next((language for language in asked if language in languages()), "en")


if __name__ == "__main__":
    try:
        sys.exit(main())
    except BrokenPipeError:
        # Whoever read the output has seen enough; Python must not complain when it closes the rest.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(INCOMPLETE)
