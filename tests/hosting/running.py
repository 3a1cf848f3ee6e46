"""Runs nginx with the settings that the build wrote, and asks it."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from tests.nginx import MISSING, find_nginx
from validator.site.hosting.nginx import command, lay_nginx


@dataclass(frozen=True)
class Answer:
    status: int
    headers: http.client.HTTPMessage
    body: bytes


@dataclass(frozen=True)
class Hosted:
    root: Path
    port: int
    process: subprocess.Popen[str]

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def ask(self, path: str, method: str = "GET", **headers: str) -> Answer:
        """Ask for a path, just as it is; underscores stand for the strokes in names of headers."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        line.putrequest(method, path, skip_accept_encoding=True)
        for name, value in headers.items():
            line.putheader(name.replace("_", "-"), value)
        line.endheaders()
        answer = line.getresponse()
        found = Answer(answer.status, answer.headers, answer.read())
        line.close()
        return found

    def stop(self) -> str:
        """End it, and return what it had to complain of."""
        self.process.terminate()
        return self.process.communicate(timeout=20)[1]


def host(site: Path, root: Path, folder: Path, *, user: str | None = None) -> Hosted:
    """Serve `root` with the settings for a site, perhaps as another user; what nginx writes is below `folder`."""
    program = find_nginx()
    if program is None:
        raise RuntimeError(MISSING)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    settings = folder / "settings"
    lay_nginx(site, settings, root=str(root), listen=f"127.0.0.1:{port}")
    # The folders of a test are closed to others, and nginx gives up an administrator's rights.
    rights = ["-g", "user root;"] if os.geteuid() == 0 and user is None else []
    process = subprocess.Popen(
        [*command(program, folder, settings / "nginx.conf"), *rights],
        stderr=subprocess.PIPE,
        text=True,
        user=user,
    )
    for _ in range(200):
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return Hosted(root, port, process)
        if process.poll() is not None:
            break
        time.sleep(0.05)
    process.kill()
    raise RuntimeError(f"nginx does not start: {process.communicate()[1]}")
