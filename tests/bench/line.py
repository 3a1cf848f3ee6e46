"""Serves a folder over a line of a given width and delay; the shape is the server's, so every browser has the same."""

from __future__ import annotations

import functools
import http.server
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import brotli

PIECE = 16 * 1024
# What servers compress when they are asked.
TEXTS = frozenset((".css", ".htm", ".html", ".js", ".json", ".mjs", ".svg", ".webmanifest", ".xml"))


@dataclass(slots=True)
class Line:
    """What all connections share; without a width it is as fast as the machine."""

    bits: float = 0  # in a second
    delay: float = 0  # seconds, there and back
    asked: list[str] = field(default_factory=list)  # paths, in the order they were asked for
    _free: float = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def carry(self, size: int) -> None:
        """Take as long as so many bytes take after those that are under way."""
        if not self.bits:
            return
        with self._lock:
            self._free = max(self._free, time.monotonic()) + size * 8 / self.bits
            until = self._free
        time.sleep(max(0, until - time.monotonic()))


def mobile() -> Line:
    """Return a line as phones have it: 10 Mbit/s, 40 ms."""
    return Line(10e6, 0.04)


def free_port() -> int:
    """Return a port that nobody listens at."""
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        return int(tried.getsockname()[1])


@contextmanager
def served(folder: Path, line: Line, port: int = 0) -> Iterator[str]:
    """Serve a folder; give its address."""
    server = _Server(("127.0.0.1", port), functools.partial(_Handler, line, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


@functools.cache
def compressed(path: Path) -> bytes | None:
    """Return a file as it travels where that is not as it lies: the build's own neighbour, or compressed here."""
    ready = path.with_name(f"{path.name}.br")
    if ready.is_file():
        return ready.read_bytes()
    return brotli.compress(path.read_bytes(), quality=11) if path.suffix in TEXTS else None


class _Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Sends files compressed, for ever; pages to be asked for anew."""

    extensions_map = {  # noqa: RUF012 - as the class above declares it
        **http.server.SimpleHTTPRequestHandler.extensions_map,
        ".js": "text/javascript",
        ".mjs": "text/javascript",
        ".wasm": "application/wasm",
        ".webmanifest": "application/manifest+json",
    }
    protocol_version = "HTTP/1.1"

    def __init__(self, line: Line, *arguments, **named) -> None:
        self._line = line
        super().__init__(*arguments, **named)

    def setup(self) -> None:
        super().setup()
        time.sleep(self._line.delay)  # the connection itself goes there and back

    def do_GET(self) -> None:
        time.sleep(self._line.delay)
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        self._line.asked.append(self.path)
        if not path.is_file():
            self.send_error(404)
            return
        small = compressed(path)
        content = path.read_bytes() if small is None else small
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Length", str(len(content)))
        if small is not None:
            self.send_header("Content-Encoding", "br")
        page = path.suffix in (".html", ".htm")
        self.send_header("Cache-Control", "no-cache" if page else "public, max-age=31536000, immutable")
        self.end_headers()
        # A page that is left does not wait for what it asked for.
        with suppress(ConnectionError):
            for start in range(0, len(content), PIECE):
                piece = content[start : start + PIECE]
                self._line.carry(len(piece))
                self.wfile.write(piece)

    def log_message(self, format: str, *args: object) -> None:
        pass
