"""A window of each engine, with what the tests need of it: open a page, and ask the page by JavaScript."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

import websocket
from playwright.sync_api import Browser
from selenium import webdriver
from selenium.webdriver.webkitgtk.options import Options
from selenium.webdriver.webkitgtk.service import Service

# Seconds; all of a start on a busy machine.
PATIENCE = 90
# Asks for nothing by itself, as far as it can be told.
PREFERENCES = {
    "app.normandy.enabled": False,
    "app.update.disabledForTesting": True,
    "browser.region.network.url": "",
    "browser.safebrowsing.downloads.enabled": False,
    "browser.safebrowsing.malware.enabled": False,
    "browser.safebrowsing.phishing.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "captivedetect.canonicalURL": "",
    "datareporting.policy.dataSubmissionEnabled": False,
    "extensions.getAddons.cache.enabled": False,
    "extensions.update.enabled": False,
    "intl.accept_languages": "pl",
    "media.gmp-manager.url": "",
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "remote.active-protocols": 1,  # WebDriver BiDi alone
    "services.settings.server": "",
    "toolkit.telemetry.enabled": False,
}
LISTENING = re.compile(r"WebDriver BiDi listening on (ws://\S+)")


class Window(Protocol):
    """A browser's window."""

    version: str  # of the browser

    def open(self, address: str) -> None:
        """Open a page and wait for it."""

    def ask(self, function: str, *arguments: object) -> object:
        """Call a function of JavaScript in the page and return what it promises, both as JSON."""

    def complaints(self) -> list[str]:
        """Return the errors on the console; empty where the engine's driver does not tell."""


class ChromiumWindow:
    def __init__(self, browser: Browser) -> None:
        self.version = browser.version
        self._context = browser.new_context(locale="pl-PL")
        self._page = self._context.new_page()
        self._said: list[str] = []
        self._page.on("console", lambda said: self._said.append(said.text) if said.type == "error" else None)
        self._page.on("pageerror", lambda error: self._said.append(str(error)))

    def open(self, address: str) -> None:
        self._page.goto(address)

    def ask(self, function: str, *arguments: object) -> object:
        return self._page.evaluate(f"(given) => ({function})(...given)", list(arguments))

    def complaints(self) -> list[str]:
        return self._said

    def close(self) -> None:
        self._context.close()


class FirefoxWindow:
    """Speaks WebDriver BiDi (W3C) with a Firefox: no driver stands between."""

    def __init__(self, address: str) -> None:
        # With an origin Firefox takes us for a page.
        self._line = websocket.create_connection(f"{address}/session", timeout=PATIENCE, suppress_origin=True)
        self._number = 0
        self._said: list[str] = []
        self.version = self._tell("session.new", capabilities={})["capabilities"]["browserVersion"]
        self._tell("session.subscribe", events=["log.entryAdded"])
        self._context = self._tell("browsingContext.getTree")["contexts"][0]["context"]

    def open(self, address: str) -> None:
        self._tell("browsingContext.navigate", context=self._context, url=address, wait="complete")

    def ask(self, function: str, *arguments: object) -> object:
        said = self._tell(
            "script.callFunction",
            functionDeclaration=(
                f"async (given) => JSON.stringify((await ({function})(...JSON.parse(given))) ?? null)"
            ),
            arguments=[{"type": "string", "value": json.dumps(arguments)}],
            target={"context": self._context},
            awaitPromise=True,
        )
        assert said["type"] == "success", said["exceptionDetails"]["text"]
        return json.loads(said["result"]["value"])

    def complaints(self) -> list[str]:
        return self._said

    def _tell(self, method: str, **params: object) -> dict:
        self._number += 1
        self._line.send(json.dumps({"id": self._number, "method": method, "params": params}))
        while True:
            said = json.loads(self._line.recv())
            if said.get("method") == "log.entryAdded" and said["params"]["level"] == "error":
                self._said.append(said["params"]["text"] or "")
            if said.get("id") == self._number:
                assert said["type"] == "success", said
                return said["result"]


class WebKitWindow:
    def __init__(self, driver: webdriver.WebKitGTK) -> None:
        self._driver = driver
        self.version = driver.capabilities["browserVersion"]
        driver.set_script_timeout(PATIENCE)

    def open(self, address: str) -> None:
        self._driver.get(address)

    def ask(self, function: str, *arguments: object) -> object:
        said = self._driver.execute_async_script(
            f"""
            const [given, done] = arguments;
            (async () => JSON.stringify((await ({function})(...JSON.parse(given))) ?? null))().then(
                (said) => done({{ said }}), (reason) => done({{ reason: String(reason) }}));
            """,
            json.dumps(arguments),
        )
        assert "said" in said, said["reason"]
        return json.loads(said["said"])

    def complaints(self) -> list[str]:
        return []


@contextmanager
def firefox_window(path: Path) -> Iterator[FirefoxWindow]:
    """Start a Firefox with a profile of its own."""
    with tempfile.TemporaryDirectory() as profile:
        lines = [
            f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in PREFERENCES.items()
        ]
        (Path(profile) / "user.js").write_text("".join(lines), encoding="utf-8")
        arguments = ["--headless", "--no-remote", "--remote-debugging-port", "0", "--profile", profile]
        with subprocess.Popen(
            [path, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
        ) as started:
            assert started.stderr
            try:
                listening = next(filter(None, map(LISTENING.search, started.stderr)))
                yield FirefoxWindow(listening[1])
            finally:
                started.kill()


@contextmanager
def webkit_window(path: Path) -> Iterator[WebKitWindow]:
    """Start a WebKit on a screen that nobody sees."""
    end, start = os.pipe()
    screen = subprocess.Popen(
        ["Xvfb", "-displayfd", str(start), "-screen", "0", "1280x1000x24", "-nolisten", "tcp"],
        pass_fds=[start],
        stderr=subprocess.DEVNULL,
    )
    try:
        number = os.read(end, 16).decode().strip()
        options = Options()
        options.binary_location = str(path)
        options.add_argument("--automation")
        environment = {
            **os.environ,
            "DISPLAY": f":{number}",
            "GDK_BACKEND": "x11",
            # Its sandbox needs rights that root in a container has not.
            "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1",
        }
        service = Service(executable_path=shutil.which("WebKitWebDriver"), env=environment)
        driver = webdriver.WebKitGTK(options=options, service=service)
        try:
            yield WebKitWindow(driver)
        finally:
            driver.quit()
    finally:
        screen.terminate()
        os.close(end)
        os.close(start)
