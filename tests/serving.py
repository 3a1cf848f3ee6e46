"""Serves a built site, changed where a test says so, and remembers what was asked for and how."""

from __future__ import annotations

import functools
import socket
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


@dataclass
class Served:
    address: str
    server: _Server
    asked: list[str]  # paths, in the order they were asked for
    heard: list[str] = field(default_factory=list)  # the same requests whole: first line, headers and body
    changes: dict[str, Callable[[str], str]] = field(default_factory=dict)  # by the end of a path

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

    def handle_error(self, request: object, client_address: object) -> None:
        # A browser that is closed in the middle of an answer is no fault.
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)

    @property
    def lines(self) -> set[socket.socket]:
        return self.__dict__.setdefault("_lines", set())

    def get_request(self) -> tuple[socket.socket, object]:
        line, address = super().get_request()
        self.lines.add(line)
        return line, address


def serve(folder: Path, host: str = "127.0.0.1") -> Served:
    class Handler(SimpleHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = self.path.partition("?")[0]
            change = next((change for end, change in served.changes.items() if path.endswith(end)), None)
            if change is None:
                return super().do_GET()
            file = Path(self.translate_path(path))
            file = file / "index.html" if file.is_dir() else file
            # What is no text comes through a change as it was.
            text = file.read_bytes().decode("utf-8", "surrogateescape")
            body = change(text).encode("utf-8", "surrogateescape")
            self.send_response(200)
            self.send_header("Content-Type", self.guess_type(file))
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
            return None

        def do_POST(self) -> None:
            self.send_response(204)
            self.end_headers()

        def log_request(self, *_: object) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            served.asked.append(self.path)
            served.heard.append(f"{self.requestline}\n{self.headers}{body.decode('utf-8', 'replace')}")

        def log_message(self, *_: object) -> None:
            pass

    server = _Server((host, 0), functools.partial(Handler, directory=str(folder)))
    served = Served(f"http://{host}:{server.server_port}", server, [])
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return served
