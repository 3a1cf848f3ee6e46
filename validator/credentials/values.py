"""Judging one value by the shape it should have, and naming what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from operator import add, sub

from ..contract import ValueShape
from ..text import look_alikes

PLACEHOLDER_SIGN = re.compile(r"[<>{}\[\]$]")
# Words that stand in examples. Five letters at least: shorter ones turn up by chance in one value of thousands.
PLACEHOLDER_WORDS = re.compile(
    r"x{5}|token|secret|client|access|example|sample|placeholder|changeme|change_me|your[_ -]|replace|insert|paste"
    r"|string|value|_here|todo|dummy|redacted|hidden|twoj[_ -]|wklej|tutaj|lorem|abc123|qwerty",
    re.IGNORECASE,
)
HIDDEN = re.compile(r"[*\u2022\u25cf\u25e6\u00b7x]{3,}|[*\u2022\u25cf\u2026]|\.{2,}")
LETTERS = re.compile(r"[^\W\d_]+")
LONGEST = 1_000  # characters; of anything longer only that needs to be said
# A random value of 29 characters or more has at least 13 different ones (fewer: once in ten million);
# one in hexadecimal digits at least 9.
FEW_CHARACTERS = 8
SHORTEST_REMAINDER = 8  # characters that somebody leaves of a value before dots
ENDS_AND_STARTS = frozenset(("90", "za", "9a", "f0"))  # where those who type an alphabet begin it again
PATTERN = 16  # characters; no longer piece is repeated by who makes a value up


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found out about one value."""

    ok: bool
    value: str = ""  # cleaned, as it is to be pasted; "" where there is none
    code: str | None = None
    derived: bool = False  # not in the paste, worked out
    suggestion: str | None = None  # the one sensible repair
    params: Mapping[str, int | str] = field(default_factory=dict)


def judge_value(value: str, shape: ValueShape, cut: bool) -> Verdict:
    """Judge a value; the first rule that applies names what is wrong."""
    if len(value) > LONGEST:
        return Verdict(False, code="wrong-length", params=_lengths(value, shape))
    example = placeholder(value, shape, cut)
    if example or (shape.fits(value) and not cut):
        return example or Verdict(True, value)
    verdicts = (rule(value, shape, cut) for rule in RULES)
    return next(verdict for verdict in verdicts if verdict)


def placeholder(value: str, shape: ValueShape, cut: bool) -> Verdict | None:
    """Find an example or a hint where the value should be: <your token>, xxxxxxxx, your_client_id."""
    plain = value.strip()
    whole = shape.fits(plain) and not cut
    if (
        _has_few_characters(plain)
        or _holds_words(plain)
        or typed(plain)
        or (not whole and (_is_prose(plain) or _is_a_word(plain, shape, cut)))
        or (not whole and (PLACEHOLDER_SIGN.match(plain) or _all_hidden(plain)))
    ):
        return Verdict(False, code="placeholder")
    return None


def _has_few_characters(plain: str) -> bool:
    # A remainder of a value, before dots, has fewer of them than a whole one.
    shown = plain.isalnum() or HIDDEN.search(plain) is None
    return len(plain) >= 8 and shown and len(set(plain)) <= min(FEW_CHARACTERS, len(plain) // 3)


def _holds_words(plain: str) -> bool:
    """Say whether words of examples make a text: a real value that happens to hold one has digits all over."""
    words = PLACEHOLDER_WORDS.findall(plain)
    if len(words) != 1:
        return len(words) > 1
    return sum(map(str.isdigit, plain)) * 5 <= len(plain) or words[0] == plain


def _is_prose(plain: str) -> bool:
    # A value with a blank in it has a part that no word looks like.
    parts = plain.split()
    return len(parts) > 1 and not any(len(part) > 9 and not part.isalpha() for part in parts)


def _is_a_word(plain: str, shape: ValueShape, cut: bool) -> bool:
    """Say whether a word stands in place of a value.

    A remainder of a value has a digit among so many, unless dots say that it is one.
    """
    if cut and plain.isascii() and len(plain) >= SHORTEST_REMAINDER:
        return False
    letters = LETTERS.fullmatch(plain.replace("_", "").replace("-", ""))
    return letters is not None and len(plain) * 2 < shape.lengths[0]


def typed(value: str) -> bool:
    """Say whether a value was made by a pattern: abcdef0123456789, 987654fedcba, 1a2b3c4d5e6f, a1b2a1b2, fake00000."""
    longest = min(PATTERN, len(value) // 2)
    repeats = len(value) > 8 and any(value.startswith(value[part:]) for part in range(1, longest + 1))
    one_sign = len(value) > 8 and value.isalnum() and max(map(value.count, set(value))) * 2 > len(value)
    return repeats or one_sign or any(map(in_order, (value, value[::-1], value), (1, 1, 2)))


def counted(value: str) -> bool:
    """Say whether each character, or each but one between, is the next of the last: 12345, a1b2c3."""
    codes = [*map(ord, value)]
    return any(len(codes) >= 2 * step + 2 and set(map(sub, codes[step:], codes)) == {1} for step in (1, 2))


def in_order(value: str, step: int = 1) -> bool:
    """Say whether most characters go on from the one `step` places before: chance does not do that."""
    small = value.lower()
    codes = [*map(ord, small)]
    going_on = [*map(sub, codes[step:], codes)].count(1)
    starting_again = sum(map(ENDS_AND_STARTS.__contains__, map(add, small, small[step:])))
    return (going_on + starting_again) * 3 >= (len(small) - step) * 2 > 12


def truncated(value: str, shape: ValueShape, cut: bool) -> Verdict | None:
    """Find a value whose end was cut off, by its dots or because it is plainly the start of a whole one."""
    hidden = HIDDEN.search(value) is not None and not value.isalnum()
    lengths = range(shape.cut[0], shape.cut[1] + 1) if shape.cut else ()
    # As long as an older one by chance; that one would have other letters as well.
    like_older = shape.older is not None and shape.older.fits(value)
    short = (len(value) in lengths or like_older) and shape.spelled(value)
    if cut or hidden or short:
        return Verdict(False, code="truncated")
    return None


def old_secret(value: str, shape: ValueShape, cut: bool) -> Verdict | None:
    """Find a value of the older form, which still works."""
    if shape.older and shape.older.fits(value):
        return Verdict(True, value, code="old-secret")
    return None


def upper_case(value: str, shape: ValueShape, cut: bool) -> Verdict | None:
    """Find capitals: no value has them."""
    small = value.lower()
    if not value.isascii() or not shape.fits(small):
        return None
    # A lone capital O or I may have been a zero or a one: then nobody can say what it was.
    capitals = {letter for letter in value if letter.isupper()}
    doubtful = capitals <= {"O", "I"} and len(capitals) < len(set(value) - set("0123456789"))
    return Verdict(False, code="upper-case", suggestion=None if doubtful else small)


def wrong_characters(value: str, shape: ValueShape, cut: bool) -> Verdict | None:
    """Find characters that no such value has, and offer what letters of another alphabet look like."""
    if shape.spelled(value) or shape.spelled(value.lower()):
        return None
    latin = look_alikes(value)
    if latin != value and latin.isascii() and latin.isalnum() and len(latin) in shape.lengths:
        repaired = latin if shape.fits(latin) else None
        return Verdict(False, code="look-alike", suggestion=repaired, params={"count": foreign(value)})
    digits = value.lower().replace("o", "0").replace("l", "1").replace("i", "1")
    if shape.fits(digits):
        return Verdict(False, code="zero-or-o", params={"count": shape.strangers(value)})
    return Verdict(False, code="wrong-characters", params={"count": shape.strangers(value)})


def wrong_length(value: str, shape: ValueShape, cut: bool) -> Verdict | None:
    """Find a value that is too short or too long, or that was pasted twice: what no other rule explains."""
    once = value[: len(value) // 2]
    repaired = once if once + once == value and shape.fits(once) else None
    return Verdict(False, code="wrong-length", suggestion=repaired, params=_lengths(value, shape))


# In the order in which they explain a value best; the last one always does.
RULES = (truncated, old_secret, upper_case, wrong_characters, wrong_length)


def _lengths(value: str, shape: ValueShape) -> dict[str, int | str]:
    return {"length": len(value), "expected": shape.lengths[0]}


def foreign(value: str) -> int:
    """Return how many characters of a value are no plain Latin letter, digit or sign."""
    return sum(not letter.isascii() for letter in value)


def _all_hidden(value: str) -> bool:
    return not any(letter.isalnum() for letter in HIDDEN.sub("", value))
