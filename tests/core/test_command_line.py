"""The command line: where it reads from, what it writes, how it ends; and what it says of wrong usage, in one line."""

import io
import json
import os
import pty
import random
import subprocess
import sys
from pathlib import Path

import pytest

from validator import check_credentials, compare_scopes, load_contract
from validator.__main__ import main
from validator.support import write_support
from validator.words import languages

CONTRACT = load_contract("bigcommerce-huboo")
CHANCE = random.Random(23)
BASE36 = "0123456789abcdefghijklmnopqrstuvwxyz"


def _made(length: int, characters: str = BASE36) -> str:
    return "".join(CHANCE.choice(characters) for _ in range(length))


TOKEN, ID, SECRET, KEY = _made(31), _made(31), _made(64, BASE36[:16]), _made(10)
PATH = f"https://api.bigcommerce.com/stores/{KEY}/v3/"
WHOLE = f"ACCESS TOKEN: {TOKEN}\nCLIENT ID: {ID}\nCLIENT SECRET: {SECRET}\nAPI PATH: {PATH}\n"
SCOPES = "\n".join(f"{scope.label}: {scope.required}" for scope in CONTRACT.required_scopes)


@pytest.fixture
def whole(tmp_path: Path) -> Path:
    file = tmp_path / f"BigCommerceAPI-credentials-{ID}-.txt"
    file.write_text(WHOLE, encoding="utf-8")
    return file


def _fails(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    said = capsys.readouterr()
    assert stopped.value.code == 2
    assert said.out == ""
    assert said.err.count("\n") == 1
    return said.err


def test_it_reads_standard_input(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(WHOLE.encode("utf-16"))))
    assert main(["credentials", "-", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["verdict"] == "complete"


def test_the_worst_of_several_files_is_the_exit_status(
    whole: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    half, nothing = whole.with_name("half.txt"), whole.with_name("nothing.txt")
    half.write_text(WHOLE.replace(SECRET, ""), encoding="utf-8")
    nothing.write_bytes(b"")
    assert main(["credentials", str(whole), str(half), "--format", "json"]) == 1
    verdicts = [json.loads(line)["verdict"] for line in capsys.readouterr().out.splitlines()]
    assert verdicts == ["complete", "incomplete"]
    assert main(["credentials", str(nothing), str(whole)]) == 2


def test_values_are_shown_when_asked_for(whole: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["credentials", str(whole), "--reveal"])
    shown = capsys.readouterr().out
    assert all(value in shown for value in (TOKEN, ID, SECRET, PATH))
    main(["credentials", str(whole)])
    hidden = capsys.readouterr().out
    assert not any(value in hidden for value in (TOKEN, ID, SECRET, KEY))


@pytest.mark.parametrize("language", languages())
def test_it_speaks_every_language(
    language: str, whole: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    main(["credentials", str(whole), "--language", language])
    asked = capsys.readouterr().out
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", f"{language}_XX.UTF-8")
    main(["credentials", str(whole)])
    assert capsys.readouterr().out == asked
    assert CONTRACT.names(language).field("client_secret").name in asked


def test_scopes_are_compared(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "scopes.txt"
    file.write_text(SCOPES, encoding="utf-8")
    assert main(["scopes", str(file)]) == 0
    assert all(scope.label in capsys.readouterr().out for scope in CONTRACT.required_scopes[:1])
    file.write_text(SCOPES.replace("Orders: modify", "Orders: read-only"), encoding="utf-8")
    assert main(["scopes", str(file), "--language", "en"]) == 1
    assert "Orders" in capsys.readouterr().out


@pytest.mark.parametrize("about", ["credentials", "scopes"])
def test_a_report_reads_as_the_same_findings(
    about: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = WHOLE.replace(SECRET, SECRET[:50]) if about == "credentials" else "Orders: read-only"
    report = check_credentials(text, CONTRACT) if about == "credentials" else compare_scopes(text, CONTRACT)
    file = tmp_path / "report.txt"
    file.write_text(
        f"Hello, see below\n{write_support(report, 'Checker')}\nSent from my phone", encoding="utf-8"
    )
    assert main(["report", str(file), "--format", "json"]) == 1
    said = json.loads(capsys.readouterr().out)
    assert said["verdict"] == report.verdict
    codes = [found["code"] for found in said["findings"]]
    assert codes == ["report-read", *(found.code for found in report.findings)]


def test_wrong_usage_is_one_line(whole: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "COMMAND" in _fails(capsys)
    assert "choose from" in _fails(capsys, "secrets", str(whole))
    assert "FILE" in _fails(capsys, "credentials")
    assert "--format" in _fails(capsys, "credentials", str(whole), "--format", "xml")
    assert "--language" in _fails(capsys, "credentials", str(whole), "--language", "xx")
    assert "nowhere.toml" in _fails(capsys, "credentials", str(whole), "--contract", "nowhere.toml")
    # The file's name holds the client ID.
    for gone in (whole.with_name(f"{ID}.txt"), whole.parent):
        said = _fails(capsys, "credentials", str(gone))
        assert "file 1 cannot be read" in said
        assert ID not in said
    assert "file 1 holds no report" in _fails(capsys, "report", str(whole))


@pytest.mark.parametrize("command", [(), ("credentials",), ("scopes",), ("report",)])
def test_help_has_examples(command: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main([*command, "--help"])
    assert stopped.value.code == 0
    said = capsys.readouterr().out
    assert "examples:" in said
    assert "exit status:" in said


def _at_a_terminal(file: Path, **environment: str) -> str:
    """Return what a terminal is sent."""
    ours, theirs = pty.openpty()
    kept = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    with subprocess.Popen(
        [sys.executable, "-m", "validator", "credentials", str(file), "--language", "en"],
        stdout=theirs,
        env=kept | environment,
    ):
        os.close(theirs)
        parts = []
        try:
            while part := os.read(ours, 65536):
                parts.append(part)
        except OSError:  # what Linux says when the other side has closed
            pass
    os.close(ours)
    return b"".join(parts).decode()


def test_colour_is_for_terminals_alone(whole: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "\x1b[32m✓\x1b[0m" in _at_a_terminal(whole)
    assert "\x1b[" not in _at_a_terminal(whole, NO_COLOR="1")
    main(["credentials", str(whole)])
    assert "\x1b[" not in capsys.readouterr().out


def test_a_reader_who_has_seen_enough_is_no_fault(whole: Path) -> None:
    many = [str(whole)] * 400
    with subprocess.Popen(
        [sys.executable, "-m", "validator", "credentials", *many],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as program:
        assert program.stdout
        assert program.stderr
        program.stdout.readline()
        program.stdout.close()
        assert program.wait() == 1
        assert program.stderr.read() == ""
