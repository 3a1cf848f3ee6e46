"""Makes the browsers that this process started slower: the developer tools slow a page down, but not its workers."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

SLICE = 0.005  # seconds in which they run
# How the programs of all their processes begin, but not those that drive them.
BROWSERS = ("chrom", "firefox", "minibrowser", "webkitnetwork", "webkitweb", "webkitgpu")
AGAIN = 10  # slices after which new processes are looked for


@contextmanager
def slowed(times: int) -> Iterator[None]:
    """Let the browsers run one slice of time in so many."""
    over = threading.Event()
    pace = threading.Thread(target=_pace, args=(times, over), daemon=True)
    pace.start()
    try:
        yield
    finally:
        over.set()
        pace.join()


def _pace(times: int, over: threading.Event) -> None:
    while not over.is_set():
        browsers = _browsers()
        for _ in range(AGAIN):
            _tell(browsers, signal.SIGSTOP)
            time.sleep(SLICE * (times - 1))
            _tell(browsers, signal.SIGCONT)
            over.wait(SLICE)


def _tell(processes: Iterable[int], what: signal.Signals) -> None:
    for process in processes:
        with suppress(ProcessLookupError):
            os.kill(process, what)


def _browsers() -> list[int]:
    """Return what this process started that is a browser, children of children too."""
    parents: dict[int, int] = {}
    programs: dict[int, str] = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            with suppress(OSError):
                _, _, after = (folder / "stat").read_text(encoding="utf-8").rpartition(")")
                parents[int(folder.name)] = int(after.split()[1])
                programs[int(folder.name)] = (folder / "exe").readlink().name.lower()
    return [
        each for each, program in programs.items() if program.startswith(BROWSERS) and _is_ours(each, parents)
    ]


def _is_ours(process: int, parents: dict[int, int]) -> bool:
    while process in parents:
        process = parents[process]
        if process == os.getpid():
            return True
    return False
