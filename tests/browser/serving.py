"""Serves a built site and remembers what was asked for."""

from __future__ import annotations

import functools
import socket
import threading
from contextlib import suppress
from dataclasses import dataclass
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


@dataclass
class Served:
    address: str
    server: _Server
    asked: list[str]  # paths, in the order they were asked for

    def stop(self) -> None:
        """End the server and every line that a browser still holds open."""
        self.server.shutdown()
        self.server.server_close()
        for line in self.server.lines:
            with suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    @property
    def lines(self) -> set[socket.socket]:
        return self.__dict__.setdefault("_lines", set())

    def get_request(self) -> tuple[socket.socket, object]:
        line, address = super().get_request()
        self.lines.add(line)
        return line, address


def serve(folder: Path) -> Served:
    asked: list[str] = []

    class Handler(SimpleHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_request(self, *_: object) -> None:
            asked.append(self.path)

        def log_message(self, *_: object) -> None:
            pass

    server = _Server(("127.0.0.1", 0), functools.partial(Handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return Served(f"http://127.0.0.1:{server.server_port}", server, asked)
