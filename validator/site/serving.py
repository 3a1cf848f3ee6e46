"""While the site is served: Python for the browser follows the checker, built in the background."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from threading import Lock, Thread

from mkdocs.plugins import get_plugin_logger

from ..runtime import made_from, read_manifest

RUNTIME = f"{str(__package__).rpartition('.')[0]}.runtime"
# Pages that are built in the meantime go first.
GENTLY = ["nice"] if shutil.which("nice") else []

log = get_plugin_logger(__name__)


def build(folder: Path) -> str:
    """Build the runtime in a process of its own, which reads the checker anew; return why it cannot be, or ""."""
    done = subprocess.run(  # noqa: S603 - our own program
        [*GENTLY, sys.executable, "-m", RUNTIME, folder],
        capture_output=True,
        check=False,
        stdin=subprocess.DEVNULL,
        text=True,
    )
    return done.stderr.strip() if done.returncode else ""


class RuntimeKeeper:
    """Has the runtime built again when what it is made from has changed; a site without one is left without."""

    def __init__(
        self,
        folder: Path,
        *,
        build: Callable[[Path], str] = build,
        wanted: Callable[[], str] = made_from,
        say: Callable[[str], None] = log.info,
        warn: Callable[[str], None] = log.warning,
    ) -> None:
        self._folder, self._build, self._wanted, self._say, self._warn = folder, build, wanted, say, warn
        self._lock = Lock()
        self._thread: Thread | None = None
        self._tried = ""  # so that what cannot be built is not tried at every save

    def look(self) -> None:
        """Begin to build where that is needed and not under way, and come back at once."""
        with self._lock:
            if self._thread is None and self._next():
                self._thread = Thread(target=self._run, daemon=True)
                self._thread.start()

    def wait(self) -> None:
        """Wait for what is under way."""
        thread = self._thread
        if thread:
            thread.join()

    def _next(self) -> str:
        """Return what has to be built, or ""."""
        there = read_manifest(self._folder)
        wanted = self._wanted() if there else ""
        return "" if there is None or wanted in (there.made_from, self._tried) else wanted

    def _run(self) -> None:
        while True:
            with self._lock:
                wanted = self._next()
                if not wanted:
                    self._thread = None
                    return
                self._tried = wanted
            self._say("The checker has changed: building its runtime; until then pages have the one before")
            begun = time.monotonic()
            trouble = self._build(self._folder)
            if trouble:
                self._warn(
                    f"The checker's runtime cannot be built, so pages keep the one before; mend this:\n{trouble}"
                )
            else:
                self._say(f"The checker's runtime is built, in {time.monotonic() - begun:.0f} seconds")
