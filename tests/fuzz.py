"""Throws damaged pastes at the core and damaged contracts at their loader: python tests/fuzz.py --minutes 5.

Not a part of the tests: it runs for as long as it is told, starts elsewhere every time, and says what it did. A find is
printed with the number that makes it again.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
import time
import tomllib
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tests.core.cases import SAMPLES, cases  # noqa: E402 - found only from here on
from tests.core.test_forms import COMPLETE, INSTEAD, OTHERWISE, I, K, S, T  # noqa: E402
from tests.core.test_scope_forms import ENOUGH  # noqa: E402
from validator import check_credentials, compare_scopes, load_contract, load_words  # noqa: E402
from validator.contract import read_contract  # noqa: E402
from validator.support import read_support, write_support  # noqa: E402
from validator.tables import DataError  # noqa: E402
from validator.view import report_json, view  # noqa: E402
from validator.words import languages  # noqa: E402

CONTRACT = load_contract("bigcommerce-huboo")
PIECES = (
    *(
        "\u200b",
        "\u00a0",
        "\ufeff",
        "\u202e",
        "\U0001f600",
        "\x00",
        "\x1b[31m",
        "\r",
        "\n\n",
        "\t",
        "ł",
        "ж",
        "é",
        "٣",
    ),
    *("|", "=", ": ", " -> ", "—", "{", "}", "[ ]", "[x]", "**", "`", "“", "„", "> ", " " * 400),
    *("<b>", "&#x41;", "%20", "\\n", "\\u0041", "=3D", "Content-Transfer-Encoding: base64\n\n"),
    *(
        "ACCESS TOKEN: ",
        "client_id",
        "Hasło klienta",
        "API PATH",
        "https://api.bigcommerce.com/stores/",
        "/v3/",
    ),
    *("Orders: modify", "Zamówienia", "store_v2_orders", "none", "not", "except", "checked", "1 of 3"),
)
VALUES = (T, I, S, K)
LONGEST_SHOWN = 4  # characters of a value that anything may show
SLOWEST = 1.0  # seconds, of the processor; far above what any paste takes


@dataclass
class Run:
    """What was tried, and what was found."""

    tried: Counter[str] = field(default_factory=Counter)
    ends: Counter[str] = field(default_factory=Counter)  # verdicts, and how contracts ended
    found: list[str] = field(default_factory=list)
    slowest: float = 0.0


def main() -> int:
    """Run for as long as asked, and say what was tried; 1 where something was found."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(2**32))
    asked = parser.parse_args()
    run, number = Run(), asked.seed
    pastes, contracts = _pastes(), _contracts()
    end = time.monotonic() + 60 * asked.minutes
    while time.monotonic() < end:
        number += 1
        chance = random.Random(number)
        trial = _try_contract if chance.random() < 0.1 else _try_paste
        try:
            trial(chance, contracts if trial is _try_contract else pastes, run)
        except Exception as error:
            run.found.append(f"seed {number}: {type(error).__name__}: {error}")
    print(f"from seed {asked.seed}, {asked.minutes:g} minutes")
    for about, count in sorted((run.tried + run.ends).items()):
        print(f"  {count:>9,}  {about}")
    print(f"  slowest paste: {run.slowest * 1000:.0f} ms")
    print("\n".join(run.found[:20]) or "nothing was found")
    return 1 if run.found else 0


def _pastes() -> list[str]:
    texts = [*COMPLETE.values(), *(text for text, *_ in OTHERWISE.values()), *ENOUGH.values()]
    texts += [f"ACCESS TOKEN: {text}\nCLIENT ID: {I}" for group in INSTEAD.values() for text in group]
    texts += [
        case.content.decode("utf-8", "replace") for kind in ("credentials", "scopes") for case in cases(kind)
    ]
    listed = tomllib.loads((SAMPLES / "scope-pastes.toml").read_text(encoding="utf-8"))["pastes"]
    return [*texts, *(paste["text"] for paste in listed)]


def _contracts() -> list[str]:
    folder = ROOT / "validator" / "contracts"
    return [file.read_text(encoding="utf-8") for file in sorted(folder.glob("*.toml"))]


def _try_paste(chance: random.Random, known: Sequence[str], run: Run) -> None:
    text = chance.choice(known)
    for _ in range(chance.randrange(6)):
        text = chance.choice(CHANGES)(text, chance, known)
    language = chance.choice(languages())
    words = load_words(language)
    source: str | bytes = text
    if chance.random() < 0.2:
        source = text.encode(chance.choice(("utf-8", "utf-16", "cp1250", "cp1251", "latin-1")), "replace")
    for name, read in (("credentials", check_credentials), ("scopes", compare_scopes)):
        start = time.process_time()
        report = read(source, CONTRACT)
        run.slowest = max(run.slowest, taken := time.process_time() - start)
        run.tried[f"pastes read as {name}"] += 1
        run.ends[f"  {name}: {report.verdict}"] += 1
        shown = json.dumps([report_json(report, CONTRACT, words), view(report, CONTRACT, words)["findings"]])
        handed = write_support(report, "Report")
        read_support(handed, CONTRACT)
        for value in VALUES:
            parts = {value[at : at + LONGEST_SHOWN + 1] for at in range(len(value) - LONGEST_SHOWN)}
            # Words of the answers may share five letters with a value; with a digit among them they do not.
            leaked = [part for part in parts if any(map(str.isdigit, part)) and part in shown + handed]
            if leaked:
                raise AssertionError(f"{name}: part of a value was shown")
        if taken > SLOWEST:
            raise AssertionError(f"{name}: {taken:.1f} s")


def _try_contract(chance: random.Random, known: Sequence[str], run: Run) -> None:
    lines = chance.choice(known).split("\n")
    for _ in range(chance.randint(1, 3)):
        at = chance.randrange(len(lines))
        lines[at] = chance.choice(
            (
                "",
                lines[at].replace('"', "", 1),
                lines[at].replace("'", "", 1),
                lines[at].partition("=")[0]
                + "= "
                + chance.choice(("1", '""', "[]", "true", "{}", '"("', "[1, 2]")),
                "x" + lines[at],
                lines[at] + "\n" + lines[at],
                chance.choice(lines),
                lines[at].replace("id", "di"),
            )
        )
    run.tried["contracts"] += 1
    with tempfile.TemporaryDirectory() as scratch:
        file = Path(scratch) / "damaged.toml"
        file.write_text("\n".join(lines), encoding="utf-8")
        try:
            contract = read_contract(file)
        except DataError as error:
            if file.name not in str(error):
                raise AssertionError(f"the file is not named: {error}") from error
            run.ends["  contracts: refused, with file and reason"] += 1
            return
    run.ends["  contracts: usable"] += 1
    # What loads has to read a paste.
    check_credentials(COMPLETE["json"], contract)
    compare_scopes(next(iter(ENOUGH.values())), contract)


def _at(text: str, chance: random.Random) -> int:
    return chance.randrange(len(text) + 1)


def _put_in(text: str, chance: random.Random, known: Sequence[str]) -> str:
    at = _at(text, chance)
    return text[:at] + chance.choice(PIECES) + text[at:]


def _cut_out(text: str, chance: random.Random, known: Sequence[str]) -> str:
    at = _at(text, chance)
    return text[:at] + text[at + chance.randrange(40) :]


def _join(text: str, chance: random.Random, known: Sequence[str]) -> str:
    return text + chance.choice(("\n", " ", "")) + chance.choice(known)


def _shuffle(text: str, chance: random.Random, known: Sequence[str]) -> str:
    lines = text.split("\n")
    chance.shuffle(lines)
    return "\n".join(lines)


def _repeat(text: str, chance: random.Random, known: Sequence[str]) -> str:
    return (text * chance.randint(2, 400))[: chance.randint(1, 70_000)]


def _replace(text: str, chance: random.Random, known: Sequence[str]) -> str:
    letter = chance.choice(text) if text else ""
    return text.replace(letter, chance.choice(PIECES), chance.randint(1, 9)) if letter else text


CHANGES: tuple[Callable[[str, random.Random, Sequence[str]], str], ...] = (
    _put_in,
    _put_in,
    _cut_out,
    _cut_out,
    _replace,
    _join,
    _shuffle,
    _repeat,
)

if __name__ == "__main__":
    raise SystemExit(main())
