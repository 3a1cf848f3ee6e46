"""Questions that between them make the checker do what it can: what they do not reach is cut from the code."""

from __future__ import annotations

import base64
import json
import random
from collections.abc import Callable, Iterator

from ..contract import AddressShape, Contract, load_contract, packaged_contracts
from ..credentials.checks import check_credentials
from ..report import Report
from ..scopes.comparing import compare_scopes
from ..support import write_support
from ..text import read_lines
from ..words import languages, load_words

LARGEST = 64 * 1024
BINARY = (
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"PK\x03\x04",
    b"%PDF-1.7",
    b"\x89PNG\r\n\x1a\n",
    b"RIFF\0\0\0\0WEBP",
    b"\0\0\0\x18ftypheic",
)
KEY = "k3y5tor3"
NAMES = ("BigCommerceAPI-credentials.txt", "BigCommerceAPI-credentials-a1b2c3 (1).txt", "ża.JSON")
ENCODINGS = (
    "utf-8",
    "utf-8-sig",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "utf-32",
    "cp1250",
    "cp1251",
    "latin-1",
)
# What word processors, chats and the world's keyboards put into a text.
STRAY = (
    "\u200b\u00a0\ufeff\u2028\u2011\u202e\u4e2d\U0001f600\ud83d\x00\x1b\t\r\u0301\u017f\u0130\u212a"
    "żółćßçñіїé„”«»–…·*|`'\"\\"
)
FORMS: tuple[Callable[[dict[str, str]], str], ...] = (
    lambda values: "".join(f"{label}: {value}\n" for label, value in values.items()),
    lambda values: "".join(f"{label}\r\n{value}\r\n\r\n" for label, value in values.items()),
    lambda values: "".join(f"* **{label.title()}** = `{value}`\n" for label, value in values.items()),
    lambda values: "".join(f"export BC_{label.replace(' ', '_')}='{value}'\n" for label, value in values.items()),
    lambda values: "".join(f"| {label.lower()} | {value} |\n" for label, value in values.items()),
    json.dumps,
    lambda values: json.dumps({"data": [{label.replace(" ", ""): {"a": values[label]}} for label in values]}, indent=2),
    lambda values: " ".join(f"{label.lower()} {value};" for label, value in values.items()),
    lambda values: "\n".join(values.values()),
    lambda values: "<p>" + "</p><p>".join(f"{label}&colon; {value}" for label, value in values.items()),
    lambda values: "\t".join(values) + "\n" + "\t".join(values.values()),
    lambda values: "".join(f"&gt; {label}:&nbsp;&#34;{value}&#x22;<br>\n" for label, value in values.items()),
    lambda values: "".join(f"{label:<24}{value}\n" for label, value in values.items()),
    lambda values: "\n".join(f"{value} ({label})" for label, value in values.items()),
    lambda values: " ".join(f"{label}: {value}" for label, value in values.items()).replace(" ", "\n> ", 9),
    lambda values: "Content-Transfer-Encoding: base64\n\n" + base64.encodebytes(FORMS[0](values).encode()).decode(),
    lambda values: "Content-Transfer-Encoding: quoted-printable\n\n" + FORMS[0](values).replace(": ", "=3A =\n"),
    lambda _: "Content-Transfer-Encoding: base64\n\nA\n--end--\n",
    lambda values: "".join(f"[10:12, 24.11.2026] Ann: {part}\n" for pair in values.items() for part in pair),
    lambda values: "".join(f"{value}\n{label}\n" for label, value in values.items()),
    lambda values: ", ".join(f"{value} ({label})" for label, value in values.items()),
    lambda values: "".join(f"\\par {label} (required)\n\n{value}" for label, value in values.items()),
    lambda values: "".join(f"{label}{value}\n" for label, value in values.items()).replace("://", "\\://"),
    lambda values: f"({', '.join(values)}) = ({', '.join(map(repr, values.values()))});",
    lambda values: " | ".join(values) + "\n" + " | ".join([*values.values()][:-1]),
    lambda values: "".join(f"The new {label}\n{value}\n" for label, value in values.items()),
    lambda values: "".join(f'"{label}": "<{label}>", ' for label in values) + ":".join(values.values()),
    lambda values: " / ".join(values) + ":\n" + "\n".join(values.values()),
    lambda values: f"<th>{'</th><th>'.join(values)}</tr><tr><td>{'</td><td>'.join(values.values())}</tr>",
    lambda values: "".join(f"Old {label}: {value}\n{value}1\n{value[::-1]}\n" for label, value in values.items()),
    lambda values: "\n".join([*values, *values.values()][:-2]),
    lambda values: "".join(f"- name: {label}\n  value: {value}\n" for label, value in values.items()),
    lambda values: "".join(f"{at}\n{label}\n{value[:30]}\n" for at, (label, value) in enumerate(values.items(), 1)),
    lambda values: "".join(f"{label}: {value[:30]}-\n{value[30:]}\n" for label, value in values.items()),
    lambda values: "".join(f"{label} (secret): {value}\n" for label, value in values.items()) + "Sorry, 0a" * 9,
    lambda values: "".join(f"{label}: {value[:9]}\u0430{value[10:]}\n" for label, value in values.items()),
)  # fmt: skip
CHANGES: tuple[Callable[[str], str], ...] = (
    str.upper,
    str.title,
    lambda value: value[:-1],
    lambda value: value[: len(value) // 2],
    lambda value: value + value[-1],
    lambda _: "",
    lambda value: f"<{value}>",
    lambda value: f"{value[:3]} {value[3:]}",
    lambda value: f"{value[:9]}\u200b{value[9:]}",
    lambda value: value.replace("0", "O"),
    lambda value: "x" * len(value),
    lambda _: "your-value-here",
    lambda value: value.replace("/", "\\/"),
    lambda value: value.replace("https", "http").replace("v3", "v2"),
    lambda value: f"{value}products?limit=1",
    lambda value: value.removesuffix("/v3/"),
)
PASTED = (
    "",
    " \n\t",
    "{",
    "{]",
    '{"a": [1, -2.5e3, true, null, "\\u0041\\ud83d"]}',
    "[" * 3000,
    "hello",
    f'{{"access_token": "x", "scope": "store_v2_orders", "context": "stores/{KEY}", "account_uuid": "1"}}',
    f"https://store-{KEY}.mybigcommerce.com/manage/settings",
    f"https://api.bigcommerce.com/stores/{KEY}/graphql",
    "https://api.bigcommerce.com/accounts/0a1b2c3d-0000-4000-8000-0123456789ab",
    "username: me\napi path: https://shop.example/api/v2/\ntoken: " + "0123456789abcdef" * 2 + "01234567",
    '{"normalStoreUrl": "https://shop.example", "port": 3000}',
    "eyJ0eXAiOiJKV1QiLCJhbGciOiJFUzI1NiJ9.eyJjaWQiOjF9.sIgNaTuRe_-0",
    "Authorization: PAT 0a1b2c",
)


def questions() -> list[str]:
    """Return requests of the page, the same on every call."""
    chance = random.Random(7)  # noqa: S311 - nothing secret is made here
    asked: list[dict[str, object]] = []
    for name in packaged_contracts():
        contract = load_contract(name)
        for language in languages():
            # What does not depend on the language is tried in one.
            thorough = language == languages()[0]
            own: list[dict[str, object]] = [
                *_credentials(contract, chance, thorough=thorough),
                *_scopes(contract, language, chance, thorough=thorough),
                *_reports(contract, language, chance),
                {"kind": "unheard of"},
                {"kind": "levels", "levels": 1},
                {"kind": "credentials", "bytes": "no base64"},
            ]
            asked += [{"language": language, "contract": name, **each} for each in own]
    asked += [
        {"language": "xx", "contract": name, "kind": "levels", "levels": {}} for name in packaged_contracts()
    ]
    asked += [{"contract": "no-such", "language": "pl"}, {}]
    return [json.dumps({"id": number, **each}) for number, each in enumerate(asked)]


def _credentials(contract: Contract, chance: random.Random, *, thorough: bool) -> Iterator[dict[str, object]]:
    texts = [form(_values(contract, chance)) for form in FORMS]
    for form in FORMS if thorough else FORMS[:1]:
        for change in CHANGES:
            values = _values(contract, chance)
            label = chance.choice(list(values))
            values[label] = change(values[label])
            texts.append(form(values))
    for text in texts[:] if thorough else ():
        stray = "".join(chance.choice(STRAY) for _ in range(4))
        at = chance.randrange(len(text) + 1)
        texts.append(chance.choice((f"{text[:at]}{stray}{text[at:]}", text * 2, text[at:])))
    texts += PASTED
    if thorough:
        texts += [
            (text * LARGEST)[:LARGEST] for text in (texts[0], "a\n", "client secret: ", "{", "Żółć 中 😀 ")
        ]
    for text in texts:
        yield {"kind": "credentials", "text": text, "file_name": chance.choice(NAMES)}
        yield {"kind": "scopes", "text": text}
    if thorough:
        for number in range(len(_values(contract, chance))):
            # A pop-up that was copied before one of its values was there.
            pairs = [*_values(contract, chance).items()]
            shown = [f"{label}\n{'' if at == number else value}" for at, (label, value) in enumerate(pairs)]
            yield {"kind": "credentials", "text": "\n".join([*shown, "Done"])}
    for content in BINARY:
        yield {"kind": "credentials", "bytes": base64.b64encode(content + bytes(range(256))).decode()}
    for encoding in ENCODINGS:
        content = texts[2].replace("API", "ÄPI").encode(encoding, "replace")
        for cut in (content, content[:-1], content[1:], content + b"\xff\xfe\x00", bytes(range(256))):
            yield {"kind": "credentials", "bytes": base64.b64encode(cut).decode(), "file_name": NAMES[0]}


def _reports(contract: Contract, language: str, chance: random.Random) -> Iterator[dict[str, object]]:
    levels = [[level.id for level in scope.levels] for scope in contract.scopes]
    pasted = [
        "\n".join(
            f"{scope.label}: {own[at % len(own)]}" for scope, own in zip(contract.scopes, levels, strict=True)
        )
        for at in range(3)
    ]
    pasted.append(
        "\n".join(
            f"{scope.label}: {' '.join(own)}"
            for scope, own in zip(contract.scopes[::2], levels[::2], strict=True)
        )
    )
    pasted.append(f"{pasted[0]}\nstore_v9_x {contract.scopes[0].label[:-1]}a")
    values = [_values(contract, chance) for _ in range(3)]
    files = [FORMS[0](each) for each in values]
    files += [
        FORMS[0](values[0] | {label: change(values[0][label])})
        for label in values[0]
        for change in CHANGES[2:6]
    ]
    files.append(files[0] + files[1])
    found: list[Report] = [compare_scopes(read_lines(text), contract) for text in pasted]
    found += [check_credentials(read_lines(text), contract) for text in files]
    for report in found:
        text = write_support(report, load_words(language).support["title"])
        # As a mail quotes it, and with a line lost.
        quoted = "\n".join(f"> {line}\u00a0" for line in text.splitlines())
        for kind in ("credentials", "scopes"):
            for shown in (text, quoted, text.replace("\n", " "), "\n".join(text.splitlines()[::2])):
                yield {"kind": kind, "text": shown}


def _scopes(
    contract: Contract, language: str, chance: random.Random, *, thorough: bool
) -> Iterator[dict[str, object]]:
    names, levels = contract.names(language), [level.id for level in contract.required_scopes[0].levels]
    rows = [
        (scope, chance.choice(scope.levels))
        for _ in range(4)
        for scope in contract.scopes
        if chance.random() < 0.8
    ]
    machine = [level.machine or scope.id for scope, level in rows]
    texts = [
        " ".join(machine),
        json.dumps({"scope": machine}),
        ",".join(f"{name}_read_only" for name in machine),
        *(
            separator.join(f"{label(scope)}{between}{names.level(level.id).name}" for scope, level in rows)
            for separator in ("\n", ", ", ". ")
            for between in (": ", " = ", "\n", "\t", " ")
            for label in (lambda scope: scope.label, lambda scope: names.scope(scope.id).name.upper())
        ),
    ]
    heads = [names.level(level).name for level in levels]
    said = [(scope.label, names.level(level.id).name) for scope, level in rows]
    doubts = (
        ("\n", "- [ ] ", ""),
        ("; ", "not ", "?"),
        ("\n", "", " - nie"),
        (" but ", "\u274c ", " \u2717"),
    )
    texts += [
        between.join(f"{before}{label}: {level}{behind}" for label, level in said)
        for between, before, behind in doubts
    ]
    own = [
        (names.scope(scope.id).name, names.level(scope.required or "none").name) for scope in contract.scopes
    ]
    texts += [between.join(part for pair in own for part in pair) for between in ("\n", "\n\n")]
    texts += [f"{first}\n\n{text}" for first in ("Log in", "OK?") for text in texts[-2:]]
    texts += [
        "\n".join(f"{level} {label}" for label, level in said),
        "\n".join(
            f"{label}\n{level}, radio button, not checked, 1 of 3\n{level}: true" for label, level in said
        ),
        "\n".join(f"{level}\n{label}" for label, level in said),
        "\n".join(f"{name}: false\n[ ] {name}" for name in machine) + f"\nMissing: {machine[0]}",
        "\n".join(
            f"{name} {level} | {name}-read_only (none)"
            for name, (_, level) in zip(machine, said, strict=True)
        ),
        "\n".join(
            f"{label}: was {level}, now {level}; {level} (currently {heads[0]})" for label, level in said
        ),
        "\n".join(
            f"{label}: ~~{level}~~ <s>{level}</s> {heads[0]}\n~~{label}: {level}~~" for label, level in said
        ),
        "\n".join(
            f"{label}: \u2014\n{label}: {{read: true, write: no}}\n{label} @ {level} O x"
            for label, level in said
        ),
        "Missing:\n"
        + "\n".join(f"{label}: {level}" for label, level in said)
        + f"\n\nI could not set {said[0][0]}.",
        "\n".join(
            f"{label} ({scope.label}): {level} not\n~~{name}~~:read"
            for (label, level), (scope, _), name in zip(said, rows[1:], machine, strict=False)
        ),
        "\n".join(f"{name}\n_read_only=\n!{name}" for name in machine),
        "".join(f"{label}: <input type=radio><option selected>{level}</option>" for label, level in said),
        f"Everything on {said[0][1]}, only {said[1][0]} on {said[-1][1]}",
        f"{said[0][1]} to everything",
        f"We set {', '.join(label for label, _ in said)} to {said[0][1]}, only {said[-1][1]}.",
    ]
    for mark in ("x", "✓", "(•)"):
        ticks = [(scope.label, [mark if level.id == own else "" for own in levels]) for scope, level in rows]
        table = [("", heads), *ticks]
        texts += ["\n".join(sign.join((first, *rest)) for first, rest in table) for sign in ("\t", " | ")]
        texts.append(
            "\n".join(f"{first:<45}" + "".join(f"{cell:<15}" for cell in rest) for first, rest in table)
        )
    for text in texts[:] if thorough else ():
        at = chance.randrange(len(text))
        texts.append(
            chance.choice((text[at:], text.replace("e", "", 3), text[:at] + chance.choice(STRAY) + text[at:]))
        )
    texts += [f"{text}\n{text[: len(text) // 2]}" for text in texts[:4]]
    texts += ["", "x", "store_v2_nothing", *([(texts[3] * LARGEST)[: LARGEST - 9]] if thorough else [])]
    for text in texts:
        yield {"kind": "scopes", "text": text}
        yield {"kind": "credentials", "text": text}
    for _ in range(9):
        chosen = {scope.id: chance.choice(levels) for scope in contract.scopes if chance.random() < 0.7}
        yield {"kind": "levels", "levels": {**chosen, "no such": "modify"}}
    yield {"kind": "levels", "levels": {scope.id: scope.levels[-1].id for scope in contract.required_scopes}}


def _values(contract: Contract, chance: random.Random) -> dict[str, str]:
    values = {}
    for field in contract.fields:
        if isinstance(field.shape, AddressShape):
            value = field.shape.of(KEY)
        else:
            letters = [
                letter for letter in "0123456789abcdefghijklmnopqrstuvwxyz" if field.shape.spelled(letter)
            ]
            value = "".join(chance.choices(letters, k=field.shape.lengths[0]))
        labels = (field.label, field.label, *field.aliases, *field.key_aliases)
        values[chance.choice(labels)] = value
    return values
