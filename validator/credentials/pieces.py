"""What a piece of text holds for a field: its values, whole or damaged, or what stands in their place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import IntEnum
from typing import NamedTuple

from ..contract import AddressShape, Field, ValueShape
from .labels import Part

# Within an address a pair of brackets stands for a part that is still to be filled in.
TOKEN = re.compile(
    r"""(?:[^\s"'`,;|&<>()\[\]\u201c-\u201f\u2018-\u201b\u00ab\u00bb]"""
    r"""|(?<=/)(?:<[\w -]{1,40}>|\[[\w -]{1,40}\](?=/)))+"""
)
LINK = re.compile(r"(?<![0-9A-Za-z])https?://", re.IGNORECASE)
PLACE_HOLDER = re.compile(r"<[^<>]{1,80}>|\{\{?[^{}]{1,80}\}?\}|\$\{?\w{1,80}\}?|\[[^\[\]]{1,80}\]")
WRAPPING = "*_~{}\\=:!?"
CUT = re.compile(r"(?:(?<!\.)\.{2,}|\u2026)$")  # a run is looked at once, from its first dot
CUT_MARK = re.compile(r" ?[(\[](?:\.{2,}|\u2026)[)\]]")
# A run with a digit among its first letters: a value has one almost always, a word never. It starts where a run
# starts, so that no text makes the search go over it again and again.
PLAUSIBLE = re.compile(r"(?<![0-9A-Za-z])(?=[A-Za-z]{0,40}[0-9])[0-9A-Za-z]{16,}|://|/(?i:stores)/")
NOTHING = frozenset(("null", "none", "nil", "undefined", "na", "n/a", "-", "--", "brak", "empty"))
HIDDEN = re.compile(r"[*\u2022\u25cf\u25e6]")  # what stands in place of a value that is not shown
# What stands where a value is still to be filled in: "<token>", "your_token".
TO_FILL_IN = re.compile(r"[<{\[$].*[>}\]]|\$\w+|[^\W_]*_\w*|(?i:your|my)[ -][\w -]{1,40}|TODO|TBD|FIXME|todo")
LONGEST_WORD = 14  # letters; what stands on a button, or greets at a mail's end, has fewer
SHORTEST_CHANCE = 8  # letters
CONSONANTS = re.compile(r"[^aeiouy]{4}")
MOST_GROUPS = 16  # words that it may be written in: 64 characters, four by four


class Grade(IntEnum):
    """How sure we are that the writer meant this value for this field."""

    ELSEWHERE = -1  # no label, and words beside it say that it is something else
    LOOSE = 0  # no label: only the shape speaks
    FOREIGN = 1  # somebody else's prefix stands before the label
    WEAK = 2  # a label that names many things
    INSIDE = 3  # a label within a line
    LINE = 4  # a label at the beginning of a line


class Reading(NamedTuple):
    """A value, and what it was read for. A tuple: of one paste some thousands are made."""

    field: str
    part: Part  # the value itself, a store's key, or a shop's address
    value: str
    line: int
    grade: Grade
    joined: bool = False  # put together from pieces
    cut: bool = False  # ends in dots
    hidden: int = 0  # invisible characters that were removed from its line
    exact: bool = False  # behind the field's own label
    spoken: bool = False  # words stand before it on its line
    below: int = 0  # the line that it stands right below, or below "or"
    corrects: bool = False  # its line says that it takes another's place
    unfit: bool = False  # its label says that it is not the one
    account: str = ""  # what its label says to tell several accounts apart


def values_in(text: str, field: Field, base: Reading) -> list[Reading]:
    """Return what a label's part of the line holds: all whole values, else what stands in their place."""
    text = CUT_MARK.sub("\u2026", text).replace("->", " ")
    held = PLACE_HOLDER.match(text.strip(" \t\"'`*"))
    tokens = [token for token in map(bare, TOKEN.findall(text)) if token]
    found = [_reading(token, base) for token in dict.fromkeys(tokens)]
    whole = [reading for reading in found if is_whole(reading, field)]
    if 1 < len(tokens) <= MOST_GROUPS and (_in_groups(tokens) or not any(map(is_like_a_word, tokens))):
        together = base._replace(value="".join(tokens), joined=True)
        if fits_exactly(together, field) and not any(is_finished(reading, field) for reading in whole):
            return [together]
    if whole:
        # What stands first is meant, though it is damaged: "**** (ref. 9c2e...)" has no value behind it.
        return whole if found[0] in whole or not _is_damaged(found[0]) else found[:1]
    if held:
        return [base._replace(value=held[0])]
    if not tokens or (len(tokens) == 1 and tokens[0].casefold() in NOTHING):
        return []
    run = text.strip(" \t\"'`" + WRAPPING)
    if len(tokens) == 2 and isinstance(field.shape, ValueShape) and len(run) in field.shape.lengths:
        # As long as a value, with one sign in it that none has.
        return [base._replace(value=run)]
    plausible = [reading for reading in found if PLAUSIBLE.search(reading.value)]
    if plausible:
        return plausible[:1]
    # Words in place of a value: handed on as they stand, so that they can be called that.
    return found if len(found) == 1 else [base._replace(value=text.strip())]


def _is_damaged(reading: Reading) -> bool:
    """Say whether a piece is a value that is cut, hidden or of a wrong length, and no word."""
    value = reading.value
    # Dots alone lead on from a label to its value.
    return (
        (reading.cut and value != "")
        or HIDDEN.search(value) is not None
        or PLAUSIBLE.search(value) is not None
    )


def _in_groups(tokens: Sequence[str]) -> bool:
    """Say whether all tokens but the last have one length: "abcd 1234 efgh"."""
    return len({len(token) for token in tokens[:-1]}) == 1 and len(tokens) > 2


def stands_for(text: str) -> bool:
    """Say whether a text below a label stands for its value: it is damaged, hidden or to be filled in, but no word."""
    if TO_FILL_IN.fullmatch(text):
        return True
    return " " not in text and (
        len(text) >= LONGEST_WORD
        or any(letter.isdigit() or letter == "@" for letter in text)
        or HIDDEN.search(text) is not None
    )


def is_like_a_word(text: str) -> bool:
    """Say whether letters may be a word; of eight letters by chance few have vowels as words do."""
    if len(text) < SHORTEST_CHANCE:
        return text.isalpha()
    vowels = sum(map("aeiouy".__contains__, text))
    return text.isalpha() and vowels * 4 >= len(text) and CONSONANTS.search(text) is None


def _reading(token: str, base: Reading) -> Reading:
    value = CUT.sub("", token)
    return base._replace(value=value.rstrip(".") if value == token else value, cut=value != token)


def bare(token: str) -> str:
    """Return a token without what stands around a value."""
    if "***" in token:
        return token
    token = token.replace("\\/", "/")
    if "://" in token:
        # A link that leads by way of another site has the real address at its end; two of one site are two.
        links = [link.start() for link in LINK.finditer(token)] or [0]
        first, last = token[links[0] :], token[links[-1] :]
        token = last if _site(first) != _site(last) or first.startswith(last.rstrip("/")) else first
    return token.strip(WRAPPING)


def _site(link: str) -> str:
    return link.partition("://")[2].partition("/")[0].lower()


def is_whole(reading: Reading, field: Field) -> bool:
    """Say whether a reading has the shape of what it was read for."""
    shape = field.shape
    if reading.cut:
        return False
    if isinstance(shape, ValueShape):
        return shape.fits(reading.value)
    if reading.part == "key":
        return shape.key.fits(reading.value.removeprefix("stores/").strip("/"))
    return "/stores/" in reading.value or "://" in reading.value


def is_finished(reading: Reading, field: Field) -> bool:
    """Say whether nothing can be missing at the end of a value."""
    if isinstance(field.shape, AddressShape):
        return reading.part != "value" or reading.value.rstrip("/").endswith(f"/{field.shape.version}")
    return is_whole(reading, field)


def fits_exactly(reading: Reading, field: Field) -> bool:
    """Say whether pieces put together make a value of the usual length: words have no digits."""
    shape = field.shape
    if isinstance(shape, ValueShape):
        digits = any(letter.isdigit() for letter in reading.value)
        return digits and len(reading.value) == shape.lengths[0] and shape.fits(reading.value)
    inside = reading.value.removeprefix(shape.prefix)
    return (
        inside != reading.value and inside.rstrip("/").endswith(f"/{shape.version}") and inside.count("/") < 3
    )


def could_be(value: str, field: Field) -> bool:
    """Say whether a value without a label has a shape that leaves no doubt that it is one of ours."""
    shape = field.shape
    if isinstance(shape, AddressShape):
        host = shape.prefix.removeprefix("https://").partition("/")[0]
        starts = (shape.prefix, shape.prefix.partition(host)[2])  # in a request the path alone
        return value.lower().startswith(starts) or any(
            mistake.pattern.search(value) for mistake in shape.mistakes
        )
    # A long word has no digits; a value without one is one in twenty thousand.
    return shape.fits(value) and any(letter.isdigit() for letter in value)
