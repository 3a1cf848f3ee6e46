"""From bytes or a paste to lines of clean text, or to the reason why there are none."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice

from .mail import undo_chat, undo_mail

# A file of credentials has 300 bytes; a whole mail thread around it still fits.
LIMIT = 64 * 1024
# The same bound in pieces, for texts that consist of little else: a mail of 64 KiB has 10,000 words in 2,000 lines.
MOST_LINES = 2_500
MOST_WORDS = 12_000

WORD = re.compile(r"\w+")
WRITTEN_END = re.compile(r"(?:\\r)?\\n")
PARAGRAPH = re.compile(r"\\pard?\b ?")  # RTF without its head, as some programs paste it
TERMINAL_ESCAPE = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]{0,200}(?:\x07|\x1b\\)|.)?")
# Letters that carry no meaning in a value and that nobody sees: soft hyphen, joiners, marks of direction,
# variation selectors, byte order marks, loose accents, tags, and the controls that are no white space.
INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\u0300-\u033f\ud800-\udfff"
    "\U000e0000-\U000e01ef]"
)
# Tags of HTML; other things in angle brackets are somebody's placeholder or XML that names a field.
TAG = re.compile(
    r"</?(?:a|b|i|p|u|em|li|ol|ul|td|th|tr|tt|dd|dl|dt|br|hr|h[1-6]|div|kbd|pre|code|font|span|body|html|table|tbody|thead"
    r"|strong|small|section|label|select|option)(?:\s[^<>]{0,300})?/?>",
    re.IGNORECASE,
)
ROW_END = re.compile(r"</(?:tr|p|li|div|dd|h[1-6])\s?>|<br\s?/?>", re.IGNORECASE)
CELL_END = re.compile(r"</t[dh]\s?>", re.IGNORECASE)
# A box or a circle of a page's source, and a choice of its list.
BOX = re.compile(
    r"<(?:input\b(?=[^<>]{0,300}\btype=[\"']?(?:radio|checkbox)\b)|option\b)[^<>]{0,300}>", re.IGNORECASE
)
CHOSEN = re.compile(r"\b(?:checked|selected)\b(?!=[\"']?false)", re.IGNORECASE)
BREAK_CHANCE = re.compile(r"<wbr\s?/?>", re.IGNORECASE)  # where a page may break a long value
# A label of the file whose colon was lost: "ACCESS TOKENa7f3".
# As below, the pattern begins with a letter: so it is searched for ten times as fast.
LOST_COLON = re.compile(r"[A-Z](?<![^\W_][A-Z])[A-Z]{2,19} [A-Z]{2,20}(?=[0-9a-z]{20}|https://)")
ODD_SPACE = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
# What pages and links write in place of a sign: "&amp;" and "%2F". No value holds either.
ENTITY = re.compile(
    r"&(?:(amp|lt|gt|quot|apos|nbsp|ndash|mdash|rarr|hellip)|#(\d{2,4})|#x([0-9a-f]{2,3}));", re.IGNORECASE
)
ENTITIES = {
    "amp": "&",
    "lt": "<",
    "gt": ">",
    "quot": '"',
    "apos": "'",
    "nbsp": " ",
    "ndash": "\u2013",
    "mdash": "\u2014",
    "rarr": "\u2192",
    "hellip": "\u2026",
}
# A letter as JSON may write it: "Zam\\u00f3wienia".
ESCAPED = re.compile(r"\\u(00[2-9a-f][0-9a-f]|0[1-5][0-9a-f]{2}|(?:1e|20)[0-9a-f]{2})", re.IGNORECASE)
PERCENT = re.compile(r"%(0[ad]|[2-6][0-9a-f]|7[0-9a-e])", re.IGNORECASE)
# A box of one line takes the line ends away: "…a7f3CLIENT NAME: HubooCLIENT ID: …".
GLUED = re.compile(
    r"[A-Z](?:(?<=[0-9a-z/][A-Z])[A-Z]{2,19}(?: [A-Z]{2,20})?"
    r"|(?<=[0-9a-z/.:]{20}[A-Z])[A-Za-z]{2,19}(?: [A-Za-z]{2,20})?):"
)
# Three in a row are letters of an alphabet of its own: in Polish they stand between Latin ones.
HIGH_BYTES = re.compile(rb"[\x80-\xff]{3,}")

# The first bytes of files that are no text. Each format's own specification.
SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "picture-file"),
    (b"\xff\xd8\xff", "picture-file"),
    (b"GIF87a", "picture-file"),
    (b"GIF89a", "picture-file"),
    (b"BM", "picture-file"),
    (b"II*\x00", "picture-file"),
    (b"MM\x00*", "picture-file"),
    (b"\x00\x00\x01\x00", "picture-file"),
    (b"{\\rtf", "document-file"),
    (b"\x1f\x8b", "archive-file"),
    (b"7z\xbc\xaf\x27\x1c", "archive-file"),
    (b"Rar!\x1a\x07", "archive-file"),
    (b"\xfd7zXZ\x00", "archive-file"),
    (b"BZh", "archive-file"),
    (b"\x28\xb5\x2f\xfd", "archive-file"),
    (b"PK\x05\x06", "archive-file"),
    (b"PK\x07\x08", "archive-file"),
)
HEIF = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"avif", b"avis")
ZIP = b"PK\x03\x04"
OFFICE = (b"[Content_Types].xml", b"word/", b"ppt/", b"opendocument", b".iwa")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the paste that holds anything, cleaned."""

    number: int  # from 1
    text: str
    folded: str  # the same, letter for letter, in plain small letters: what labels are looked for in
    hidden: int = 0  # how many invisible characters and odd spaces stood in it


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A paste that holds no text to read."""

    code: str


Lines = tuple[Line, ...] | Unreadable
Source = bytes | str | Lines  # what a paste may be handed on as


def read_lines(source: Source) -> Lines:
    """Decode, bound and clean a paste; `Unreadable` says what it is instead of text.

    What was read already comes back as it is.
    """
    if isinstance(source, (tuple, Unreadable)):
        return source
    # A packed document lists what is in it at its end.
    head = _ends(source) if isinstance(source, bytes) else source[:1024].encode("latin-1", "replace")
    code = _file_kind(head)
    if code:
        return Unreadable(code)
    if len(source) > LIMIT or (isinstance(source, str) and len(source.encode("utf-8", "replace")) > LIMIT):
        # What is no text at all is called that, however large it is.
        return Unreadable(
            "binary-file" if isinstance(source, bytes) and decode(source[:LIMIT]) is None else "too-large"
        )
    text = decode(source) if isinstance(source, bytes) else source
    if text is None:
        return Unreadable("binary-file")
    plain = TERMINAL_ESCAPE.sub("", undo_chat(undo_mail(text.removeprefix("\ufeff"))))
    lines = tuple(islice(_lines(plain), MOST_LINES + 1))
    if len(lines) > MOST_LINES or (len(text) > MOST_WORDS and len(WORD.findall(text)) > MOST_WORDS):
        return Unreadable("too-large")
    return lines or Unreadable("empty")


def decode(source: bytes) -> str | None:
    """Decode UTF-8, UTF-16 and UTF-32, with and without a mark, else windows-1250; None for no text at all."""
    for mark, encoding in (
        (b"\xef\xbb\xbf", "utf-8"),
        (b"\xff\xfe\x00\x00", "utf-32-le"),
        (b"\x00\x00\xfe\xff", "utf-32-be"),
        (b"\xff\xfe", "utf-16-le"),
        (b"\xfe\xff", "utf-16-be"),
    ):
        if source.startswith(mark):
            return source[len(mark) :].decode(encoding, "replace")
    # Text in Latin letters has a zero in every second byte of UTF-16.
    half = max(len(source) // 2, 1)
    if source[1::2].count(0) > 0.4 * half:
        return source.decode("utf-16-le", "replace")
    if source[0::2].count(0) > 0.4 * half:
        return source.decode("utf-16-be", "replace")
    if _controls(source) * 20 > len(source):
        return None
    try:
        return source.decode("utf-8")
    except UnicodeDecodeError:
        # The values are ASCII in any case; labels are most likely Polish or Ukrainian, from an older Windows program.
        # Only in Cyrillic are whole words made of such bytes.
        cyrillic = sum(map(len, HIGH_BYTES.findall(source))) * 2 > sum(byte > 0x7F for byte in source)
        return source.decode("cp1251" if cyrillic else "cp1250", "replace")


def fold(text: str) -> str:
    """Return the text in plain small letters, of the same length, so that places in both agree."""
    return text.translate(_folding())


def look_alikes(text: str) -> str:
    """Return the text with each letter that only looks Latin replaced by the one it looks like."""
    return text if text.isascii() else text.translate(_latin_letters())


def _lines(text: str) -> Iterator[Line]:
    """Yield the lines that hold anything at all."""
    if "\n" not in text and "\r" not in text:
        # A whole file as one text in a program or in JSON, or as a page's source: its line ends are written out.
        text = ROW_END.sub("\n", WRITTEN_END.sub("\n", text))
    if "\\par" in text:
        text = PARAGRAPH.sub("\n", text)
    if "\\u" in text:
        text = ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    hidden = _hidden(text)
    if hidden:
        text = ODD_SPACE.sub(" ", INVISIBLE.sub("", text))
    if "<" in text:
        text = BOX.sub(lambda found: " [x] " if CHOSEN.search(found[0]) else " [ ] ", text)
        text = TAG.sub(" ", CELL_END.sub("\t", BREAK_CHANCE.sub("", text)))
    if "&" in text:
        text = ENTITY.sub(_sign, text)
    if "%" in text:
        text = PERCENT.sub(lambda found: chr(int(found[1], 16)), text)
    text = LOST_COLON.sub(r"\g<0>: ", text)
    # What a mail's source writes for a sign of equality; no value holds a capital. Markdown writes "\_" for "_",
    # a file of properties "\:" for ":".
    text = GLUED.sub(r" \g<0>", text.replace("=3D", "=").replace("\\_", "_").replace("\\:", ":"))
    # Line ends fold to themselves, so both texts break at the same places.
    both = zip(text.splitlines(), fold(text).splitlines(), strict=True)
    for number, (line, folded) in enumerate(both, 1):
        if line and not line.isspace():
            yield Line(number, line, folded, hidden.get(number, 0))


def _sign(entity: re.Match[str]) -> str:
    name, decimal, hexadecimal = entity.groups()
    sign = ENTITIES[name.lower()] if name else chr(int(decimal or hexadecimal, 10 if decimal else 16))
    return sign if sign.isprintable() else " "


def _hidden(text: str) -> dict[int, int]:
    """Count the invisible characters and odd spaces of each line that has any."""
    if not INVISIBLE.search(text) and not ODD_SPACE.search(text):
        return {}
    counted = {}
    for number, line in enumerate(text.splitlines(), 1):
        count = len(INVISIBLE.findall(line)) + len(ODD_SPACE.findall(line))
        if count:
            counted[number] = count
    return counted


def _file_kind(head: bytes) -> str | None:
    for signature, code in SIGNATURES:
        # "BM" begins words as well: a picture is told by the zero bytes of its header.
        if head.startswith(signature) and (signature != b"BM" or head[6:10] == b"\0\0\0\0"):
            return code
    if b"%PDF-" in head[:1024]:
        return "pdf-file"
    if head.startswith(ZIP):
        if b"xl/workbook" in head or b"xl/worksheets" in head or b"opendocument.spreadsheet" in head:
            return "spreadsheet-file"
        office = any(sign in head for sign in OFFICE)
        return "document-file" if office else "archive-file"
    if head.startswith(OLE):
        return "spreadsheet-file" if "Workbook".encode("utf-16-le") in head else "document-file"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "picture-file"
    if head[4:8] == b"ftyp":
        return "picture-file" if head[8:12] in HEIF else "binary-file"
    if head[257:262] == b"ustar":
        return "archive-file"
    return None


def _ends(source: bytes) -> bytes:
    return source if len(source) <= 2 * LIMIT else source[:LIMIT] + source[-LIMIT:]


def _controls(source: bytes) -> int:
    return len(source) - len(source.translate(None, bytes(range(9)) + bytes(range(14, 27)) + b"\x7f"))


# Small letters of other scripts, each followed by the Latin one it looks like.
LOOK_ALIKES: dict[str, str] = {
    pair[0]: pair[1]
    for pair in [
        "аa",
        "вb",
        "еe",
        "гr",
        "іi",
        "јj",
        "кk",
        "мm",
        "нh",
        "оo",
        "рp",
        "сc",
        "тt",
        "уy",
        "хx",
        "ѕs",
        "ԁd",
        "ԛq",
        "ԝw",
        "һh",
        "ɡg",
        "αa",
        "βb",
        "εe",
        "ηn",
        "ωw",
        "ιi",
        "κk",
        "νv",
        "οo",
        "ρp",
        "τt",
        "υu",
        "χx",
        "ıi",
    ]
}
# Punctuation that word processors put in place of the plain one.
PUNCTUATION = str.maketrans(
    "\u02bc\u2018\u2019\u201a\u201b\u2032\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe55\ufe66",
    "'" * 6 + '"' * 7 + "-" * 7 + ":=",
)


class _LatinLetters(dict[int, str]):
    """Maps each letter to the Latin one that it looks like; a letter is looked at when it is met first."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        wide = unicodedata.normalize("NFKC", letter)
        if len(wide) == 1 and wide.isascii():
            latin = wide
        else:
            latin = LOOK_ALIKES.get(letter.lower(), letter)
            latin = latin.upper() if letter != letter.lower() else latin
        self[code] = latin
        return latin


@cache
def _latin_letters() -> _LatinLetters:
    return _LatinLetters()


@cache
def _folding() -> dict[int, str]:
    """Map each letter of the scripts our readers write to one plain small letter."""
    table = {}
    for first, last in ((0x41, 0x5B), (0xC0, 0x250), (0x370, 0x530), (0x1E00, 0x1F00), (0xFF01, 0xFF5F)):
        for code in range(first, last):
            plain = unicodedata.normalize("NFKD", chr(code))[0].lower()
            table[code] = LOOK_ALIKES.get(plain, plain) if len(plain) == 1 else chr(code)
    table |= {ord("\u0142"): "l", ord("\u0141"): "l", ord("\u0111"): "d", ord("\u00f8"): "o"}
    return table | {code: chr(plain) for code, plain in PUNCTUATION.items()}
