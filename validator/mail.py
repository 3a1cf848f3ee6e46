"""Undoing what mails and chats put around a text: quoted-printable, base64, the time and the name of the writer."""

from __future__ import annotations

import re
from binascii import Error, a2b_base64, a2b_qp
from collections.abc import Iterable, Iterator

ENCODING = re.compile(r"^content-transfer-encoding:\s*(quoted-printable|base64)\s*$", re.IGNORECASE)
# "[24.11.2026, 10:12:33] Anna: " and "11/24/26, 10:12 AM - Anna: ", as messengers export them.
STAMP = re.compile(
    r"^(?P<before>[ \t>|#/*\u2502-]{0,16})"
    r"\[?(?=[^\n]{0,12}\d\d?:\d\d)(?=[^\n]{0,14}\d[./-]\d\d?[./-]\d)[\d:./, -]{12,24}(?: ?[ap]m)?(?:\] | ?- )"
    r"(?P<writer>[^:\n]{1,40}): ",
    re.IGNORECASE | re.MULTILINE,
)
MOST_MESSAGES = 500
LINE_END = re.compile("\r\n|[\n\r]")


def undo_mail(text: str) -> str:
    """Return a mail's source with its coded parts as plain text; any other text as it is."""
    if "content-transfer-encoding" not in text.lower():
        return text
    return "\n".join(_plain(iter(LINE_END.split(text))))


def undo_chat(text: str) -> str:
    """Return an export of a chat without the time and the name before each message of one writer."""
    writers = [found["writer"] for found in STAMP.finditer(text)]
    # A name that comes again and again is somebody's; what comes once may be a label.
    often = (
        {writer for writer in writers if writers.count(writer) > 1} if len(writers) < MOST_MESSAGES else set()
    )
    return (
        STAMP.sub(lambda found: found["before"] if found["writer"] in often else found[0], text)
        if often
        else text
    )


def _plain(lines: Iterator[str]) -> Iterator[str]:
    encoding = None
    for line in lines:
        yield line
        found = ENCODING.match(line)
        encoding = found[1].lower() if found else encoding
        if encoding and not line.strip():
            # An empty line ends a part's head; a line of its mark ends the part.
            body, mark = _body(lines)
            yield from _base64(body) if encoding == "base64" else _quoted(body)
            yield mark
            encoding = None


def _body(lines: Iterable[str]) -> tuple[list[str], str]:
    body: list[str] = []
    for line in lines:
        if line.startswith("--") and len(line) > len("--"):
            return body, line
        body.append(line)
    return body, ""


def _base64(body: list[str]) -> list[str]:
    try:
        content = a2b_base64("".join(body).encode("ascii", "replace"))
    except Error:
        return body
    # A picture or a document among the parts is no text.
    return [] if b"\0" in content else LINE_END.split(_text(content))


def _quoted(body: list[str]) -> Iterator[str]:
    """Put broken lines together; empty lines take their places, so that the numbers stay."""
    pieces: list[str] = []
    for line in body:
        if line.endswith("="):
            pieces.append(line[:-1])
            continue
        yield _text(a2b_qp("".join([*pieces, line]).encode("utf-8", "replace")))
        yield from [""] * len(pieces)
        pieces = []
    yield _text(a2b_qp("".join(pieces).encode("utf-8", "replace")))


def _text(content: bytes) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1250", "replace")
