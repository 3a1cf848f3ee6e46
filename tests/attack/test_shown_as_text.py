"""Markup, terminal escapes, marks that turn the direction and floods of words reach no terminal as what they are."""

from __future__ import annotations

import unicodedata
from contextlib import suppress
from pathlib import Path

import pytest
from values import make_credentials

from validator.__main__ import main

ESCAPE = "\x1b[2J\x1b]0;title\x07\x1b[31m\x9b31m"
TURNED = "\u202e\u2066\u200ftxt.exe\u2069\u202c"
MARKUP = """<img src=x onerror="globalThis.hostile=1"><script>globalThis.hostile=1</script>"""
SVG = """<svg onload="globalThis.hostile=1"><a href="javascript:hostile=1">x</a></svg>"""
LINK = "[here](javascript:hostile=1) ![](http://127.0.0.2/x.gif)"
HOSTILE = {
    "html": MARKUP,
    "svg": SVG,
    "markdown": LINK,
    "escapes": ESCAPE,
    "direction": TURNED,
    "flood": "CLIENT ID CLIENT SECRET ACCESS TOKEN API PATH: " * 22_000,
}
SCOPE_LINES = "Orders {0}: modify\n{0} Products: read-only\n{0}: modify\n"


def _texts(hostile: str) -> dict[str, str]:
    credentials = make_credentials()
    return {
        "alone": hostile,
        "before": f"{hostile}\n{credentials.text()}",
        "in values": "".join(f"{line}{hostile}\n" for line in credentials.text().splitlines()),
        "in labels": "".join(f"{hostile}{line}\n" for line in credentials.text().splitlines()),
        "in scopes": SCOPE_LINES.format(hostile),
    }


@pytest.mark.parametrize("command", ["credentials", "scopes", "report"])
@pytest.mark.parametrize("kind", HOSTILE)
def test_a_terminal_gets_text_alone(
    command: str, kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for number, text in enumerate(_texts(HOSTILE[kind]).values()):
        file = tmp_path / f"{number}.txt"
        file.write_text(text, encoding="utf-8")
        for extra in ([], ["--reveal"], ["--format", "json"]):
            # A report that is none is refused with a sentence, which is read here as well.
            with suppress(SystemExit):
                main([command, str(file), "--language", "pl", *extra])
            said = capsys.readouterr()
            assert not [sign for sign in said.out + said.err if _commands(sign)]
            assert len(said.out) < 200_000


def test_a_command_of_a_terminal_would_be_noticed() -> None:
    assert {unicodedata.category(sign) for sign in ESCAPE + TURNED if _commands(sign)} == {"Cc", "Cf"}


def _commands(sign: str) -> bool:
    """Say whether a terminal or a reader's eye is led astray by a sign."""
    return sign != "\n" and unicodedata.category(sign) in ("Cc", "Cf") and sign != "\u00ad"
