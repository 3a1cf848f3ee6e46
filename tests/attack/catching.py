"""A server on another address that writes down whatever reaches it: requests, bare connections, datagrams."""

from __future__ import annotations

import socketserver
import struct
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from typing import override

# What comes first in every message of STUN after its kind and length (RFC 8489, section 5).
STUN_COOKIE = struct.pack(">I", 0x2112A442)
PIXEL = b"GIF89a\1\0\1\0\0\0\0,\0\0\0\0\1\0\1\0\0\2\0;"
KINDS = {".js": "text/javascript", ".css": "text/css", ".gif": "image/gif", ".htm": "text/html"}
ANSWER = (
    "HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\nAccess-Control-Allow-Origin: *\r\n"
    "Cross-Origin-Resource-Policy: cross-origin\r\nConnection: close\r\n\r\n"
)


@dataclass
class Catcher:
    address: str
    pages: dict[str, str]  # what is answered to some paths
    said: list[bytes] = field(default_factory=list)  # each connection's request, empty where nothing was said
    datagrams: list[bytes] = field(default_factory=list)
    stops: list[socketserver.BaseServer] = field(default_factory=list)

    @property
    def host(self) -> str:
        return self.address.removeprefix("http://")

    @property
    def asked_for_addresses(self) -> bool:
        """Say whether a STUN message came, as WebRTC sends it."""
        return any(datagram[4:8] == STUN_COOKIE for datagram in self.datagrams)

    @property
    def asked_for_transport(self) -> bool:
        """Say whether something else than STUN came, as WebTransport sends it."""
        return any(datagram[4:8] != STUN_COOKIE for datagram in self.datagrams)

    def stop(self) -> None:
        for server in self.stops:
            server.shutdown()
            server.server_close()


def catch(host: str) -> Catcher:
    """Listen on a loopback address, for TCP and UDP at the same port."""
    streams = _Streams((host, 0), _Stream)
    port = streams.server_address[1]
    datagrams = socketserver.ThreadingUDPServer((host, port), _Datagram)
    catcher = Catcher(f"http://{host}:{port}", {}, stops=[streams, datagrams])
    for server in catcher.stops:
        server.__dict__["catcher"] = catcher
        threading.Thread(target=server.serve_forever, daemon=True).start()
    return catcher


class _Streams(socketserver.ThreadingTCPServer):
    daemon_threads = True
    block_on_close = False


class _Stream(socketserver.BaseRequestHandler):
    @override
    def handle(self) -> None:
        catcher: Catcher = self.server.__dict__["catcher"]
        place = len(catcher.said)
        catcher.said.append(b"")
        self.request.settimeout(5)
        with suppress(OSError):
            while b"\r\n\r\n" not in catcher.said[place] or _missing(catcher.said[place]) > 0:
                more = self.request.recv(65536)
                if not more:
                    return
                catcher.said[place] += more
            path = catcher.said[place].split(b" ")[1].decode("ascii", "replace")
            kind = next((kind for end, kind in KINDS.items() if end in path), "text/plain")
            body = catcher.pages.get(path, "").encode() or (PIXEL if kind == "image/gif" else b"")
            self.request.sendall(ANSWER.format(kind=kind, length=len(body)).encode() + body)


class _Datagram(socketserver.BaseRequestHandler):
    @override
    def handle(self) -> None:
        self.server.__dict__["catcher"].datagrams.append(self.request[0])


def _missing(said: bytes) -> int:
    head, _, body = said.partition(b"\r\n\r\n")
    for line in head.split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            return int(value) - len(body)
    return 0
