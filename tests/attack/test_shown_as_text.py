"""Markup, terminal escapes, marks that turn the direction and floods of words come out as text, here and there."""

from __future__ import annotations

import unicodedata
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect
from serving import Served
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
LONG = 1_000_000
# Four times in one paste, it is still short enough to be read whole.
READ = 4_000
# Not typed, and not filled in by Playwright, which has the browser edit it in.
PASTE = """async ([element, text]) => {
  const place = document.querySelector(element);
  const box = place.querySelector("textarea");
  place.setAttribute("state", "pasted");
  box.value = text;
  box.dispatchEvent(new InputEvent("input", { inputType: "insertFromPaste", bubbles: true }));
  while (["pasted", "waiting"].includes(place.getAttribute("state"))) await new Promise((next) => setTimeout(next, 20));
  const result = place.querySelector(".result");
  return {
    state: place.getAttribute("state"),
    shown: result.textContent,
    kept: box.value === text,
    foreign: [...place.querySelectorAll(".checker__work :is(img, script, svg, iframe, object, style)")].length,
    leading: [...result.querySelectorAll("a")].map(({ href }) => new URL(href).origin + new URL(href).pathname),
    ran: globalThis.hostile ?? null,
    title: document.title,
  };
}"""
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


@pytest.mark.parametrize("path", ["/checker/", "/scopes/"])
@pytest.mark.parametrize("kind", HOSTILE)
def test_a_page_shows_text_alone(context: BrowserContext, served: Served, path: str, kind: str) -> None:
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(path)
    element = "credentials-checker" if path == "/checker/" else "scope-form"
    expect(page.locator(element)).to_have_attribute("state", "idle")
    title = page.title()
    texts = {**_texts(_long(HOSTILE[kind], READ)), "long": _long(HOSTILE[kind], LONG)}
    for place, text in texts.items():
        said = page.evaluate(PASTE, [element, text])
        assert said["state"] == "done", place
        assert said["kept"], place
        assert (said["foreign"], said["ran"], said["title"]) == (0, None, title), place
        assert len(said["shown"]) < 20_000, place
        assert not [sign for sign in said["shown"] if _commands(sign)], place
        assert all(address.startswith(served.address) for address in said["leading"]), place
    assert complaints == []
    assert not [address for address in asked if not address.startswith((served.address, "blob:"))]


def test_a_command_of_a_terminal_would_be_noticed() -> None:
    assert {unicodedata.category(sign) for sign in ESCAPE + TURNED if _commands(sign)} == {"Cc", "Cf"}


def _long(text: str, length: int) -> str:
    return (text * (length // len(text) + 1))[:length]


def _commands(sign: str) -> bool:
    """Say whether a terminal or a reader's eye is led astray by a sign."""
    return sign != "\n" and unicodedata.category(sign) in ("Cc", "Cf") and sign != "\u00ad"
