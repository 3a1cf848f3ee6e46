"""Translations: whether they have what the Polish has, how old each part is, and what the build says of it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from validator.translations import Revisions, State, differences, read_units, statuses
from validator.translations.__main__ import main
from validator.translations.revisions import FOLDER, languages
from validator.translations.units import message_units

ROOT = Path(__file__).parents[2]


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    for language in ("pl", "de"):
        shutil.copytree(ROOT / "docs" / language, tmp_path / "docs" / language)
    return tmp_path / "docs"


def _change(file: Path, before: str, after: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert before in text, before
    file.write_text(text.replace(before, after, 1), encoding="utf-8")


def _states(docs: Path) -> dict[str, State]:
    found = statuses(read_units(docs, "pl"), read_units(docs, "de"), Revisions("de"))
    return {each.id: each.state for each in found if each.state is not State.CURRENT}


def test_the_translations_at_hand_are_whole_and_current() -> None:
    docs = ROOT / "docs"
    source = read_units(docs, "pl")
    assert len(source) > 300
    assert {f"index.md#step-{number}" for number in range(1, 17)} <= set(source)
    for language in languages(docs):
        translated = read_units(docs, language)
        assert [str(each) for each in differences(source, translated)] == []
        found = statuses(source, translated, Revisions(language))
        assert [each.id for each in found if each.state is not State.CURRENT] == []


@pytest.mark.parametrize(("before", "after", "said"), [
    (" { #step-7 }", "", "{ #step-7 }"),
    ("{ #step-7 }", "{ #schritt-7 }", "schritt-7 is not in the Polish"),
    ("[[ui API Accounts|", "[[ui API-Konten|", "step-3 lacks the panel's label [[ui API Accounts|…]]"),
    ("[[screen step-05]]", "", "step-5 lacks the marker [[screen step-05]], which stands at"),
    ("(checker.md)", "(help.md)", "lacks the link to checker.md"),
    ("!!! warning", "!!! note", "lacks the box !!! warning"),
    ("`/v3/`", "/v3/", "lacks `/v3/`"),
    ("[[mark 2]]", "[[mark 3]]", "has the marker [[mark 3]], which the Polish has not"),
    ("[[scope-table]]", "", "step-11 lacks the marker [[scope-table]]"),
    ("\n- **", "\n**", "lacks an item of the list"),
    ("## ", "### ", "heading"),
])  # fmt: skip
def test_what_differs_is_named_with_file_line_and_cure(
    docs: Path, before: str, after: str, said: str
) -> None:
    file = docs / "de" / "index.md"
    _change(file, before, after)
    found = [str(each) for each in differences(read_units(docs, "pl"), read_units(docs, "de"))]
    missing = [id for id, state in _states(docs).items() if state is State.MISSING]
    assert any(said in line for line in found) or any(said.strip(" {#}") in id for id in missing), found
    assert all(re.match(rf"{re.escape(str(file))}:\d+: .*; ", line) for line in found)


def test_steps_in_another_order_are_named(docs: Path) -> None:
    file = docs / "de" / "index.md"
    parts = re.split(r"(?=^## )", file.read_text(encoding="utf-8"), flags=re.MULTILINE)
    parts[3], parts[4] = parts[4], parts[3]
    file.write_text("".join(parts), encoding="utf-8")
    found = [str(each) for each in differences(read_units(docs, "pl"), read_units(docs, "de"))]
    assert len(found) == 1
    assert "step-4 stands where the Polish has step-3" in found[0]


def test_each_change_of_the_polish_has_its_weight(docs: Path) -> None:
    page = docs / "pl" / "index.md"
    assert _states(docs) == {}
    _change(page, "Kliknij ikonę kopiowania", "Kliknij\nikonę   kopiowania")
    assert _states(docs) == {}
    _change(page, "ikonę   kopiowania", "mały obrazek")
    assert _states(docs) == {"index.md#step-6": State.STALE}
    _change(page, "[[ui API Path|", "[[ui API address|")
    assert _states(docs) == {"index.md#step-6": State.WRONG}
    help_page = docs / "pl" / "help.md"
    help_page.write_text(
        help_page.read_text(encoding="utf-8") + "\n### Nowe { #new }\n\nTekst.\n", encoding="utf-8"
    )
    other = docs / "de" / "help.md"
    other.write_text(other.read_text(encoding="utf-8") + "\n### Alt { #old }\n\nText.\n", encoding="utf-8")
    assert _states(docs) == {
        "index.md#step-6": State.WRONG,
        "help.md#new": State.MISSING,
        "help.md#old": State.SUPERFLUOUS,
    }


def test_messages_are_parts_with_their_line_and_places(tmp_path: Path) -> None:
    text = '# words\n[page]\nfirst = "One"\n\n[finding.missing]\nsee = "No {field} in {count}"\n'
    found = list(message_units(tmp_path / "pl.toml", text, "words"))
    assert [(unit.id, unit.line, [fact.text for fact in unit.facts]) for unit in found] == [
        ("words:page.first", 3, []),
        ("words:finding.missing.see", 6, ["{field}", "{count}"]),
    ]
    other = text.replace("{count}", "{number}")
    wrong = differences(
        {unit.id: unit for unit in found},
        {unit.id: unit for unit in message_units(tmp_path / "de.toml", other, "words")},
    )
    assert [each.message.partition(";")[0] for each in wrong] == [
        f"words:finding.missing.see lacks the place {{count}}, which stands at {tmp_path / 'pl.toml'}:6",
        "words:finding.missing.see has the place {number}, which the Polish has not",
    ]


@pytest.fixture
def records(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "revisions"
    shutil.copytree(FOLDER, folder)
    monkeypatch.setattr(Revisions.__init__, "__defaults__", (folder,))
    return folder


def test_a_part_is_accepted_alone_and_not_while_it_differs(docs: Path, records: Path) -> None:
    said: list[str] = []
    _change(docs / "pl" / "index.md", "Kliknij ikonę kopiowania", "Kliknij obrazek")
    _change(docs / "pl" / "help.md", "Hasło klienta ma dziś", "Hasło klienta ma")
    before = (records / "de.toml").read_text(encoding="utf-8").splitlines()
    command = ["--docs", str(docs), "accept", "de"]
    _change(docs / "de" / "index.md", "[[ui API Path|", "[[ui API-Pfad|")
    assert main([*command, "index.md#step-6"], said.append) == 1
    assert "nothing was accepted" in said[-1]
    assert "[[ui API Path|…]]" in said[0]
    _change(docs / "de" / "index.md", "[[ui API-Pfad|", "[[ui API Path|")
    assert main([*command, "index.md#step-6"], said.append) == 0
    after = (records / "de.toml").read_text(encoding="utf-8").splitlines()
    assert [old.split(" = ")[0] for old, new in zip(before, after, strict=True) if old != new] == [
        '"index.md#step-6"'
    ]
    assert after[1:] == sorted(after[1:])
    assert _states(docs) == {"help.md#old-secret": State.STALE}
    assert main([*command, "index.md#step-99"], said.append) == 2
    assert "index.md#step-99: no such part" in said[-1]


def test_the_list_shows_the_polish_before_and_after(docs: Path, records: Path) -> None:
    def git(*arguments: str) -> None:
        subprocess.run(
            ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", *arguments],
            cwd=docs, check=True, capture_output=True,
        )  # fmt: skip

    git("init", "--quiet")
    git("add", ".")
    git("commit", "--quiet", "-m", "as it was")
    _change(docs / "pl" / "index.md", "Kliknij ikonę kopiowania", "Kliknij obrazek")
    git("commit", "--quiet", "-a", "-m", "as it is")
    said: list[str] = []
    assert main(["--docs", str(docs)], said.append) == 1
    text = "\n".join(said)
    assert re.search(r"de/index\.md:\d+: index\.md#step-6: the Polish says it otherwise now", text)
    assert re.search(r"^    - .*Kliknij ikonę kopiowania", text, re.MULTILINE)
    assert re.search(r"^    \+ .*Kliknij obrazek", text, re.MULTILINE)


def test_the_list_can_be_that_of_one_language(docs: Path, records: Path) -> None:
    shutil.copytree(ROOT / "docs" / "fr", docs / "fr")
    _change(docs / "pl" / "index.md", "Kliknij ikonę kopiowania", "Kliknij obrazek")
    said: list[str] = []
    assert main(["--docs", str(docs), "--only", "fr"], said.append) == 1
    assert [line for line in said if line.endswith(" to do")] == ["fr: 1 to do"]
    with pytest.raises(SystemExit):
        main(["--docs", str(docs), "--only", "xx"], said.append)


def test_the_list_may_be_left_before_its_end(docs: Path) -> None:
    _change(docs / "pl" / "index.md", "Kliknij ikonę kopiowania", "Kliknij obrazek")
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        [sys.executable, "-m", "validator.translations", "--docs", docs],
        stdout=write, stderr=subprocess.PIPE, check=False,
    )  # fmt: skip
    os.close(write)
    assert (done.returncode, done.stderr) == (1, b"")


def _build(folder: Path) -> tuple[int, str]:
    done = subprocess.run(
        [Path(sys.executable).parent / "mkdocs", "build", "--strict", "--site-dir", folder / "site"],
        cwd=folder, env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "COLUMNS": "400"}, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    return done.returncode, " ".join(done.stderr.split())


def test_the_build_stops_at_other_facts_and_tells_readers_of_other_prose(tmp_path: Path) -> None:
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    for folder in ("docs", "overrides"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    page = tmp_path / "docs" / "pl" / "index.md"
    _change(page, "Kliknij ikonę kopiowania", "Kliknij obrazek")
    status, said = _build(tmp_path)
    assert status == 0, said
    assert "index.md#step-6 (de) is older than the Polish" in said
    html = (tmp_path / "site" / "de" / "index.html").read_text(encoding="utf-8")
    section = html[html.index('id="step-6"') : html.index('id="step-7"')]
    assert 'hreflang="pl">Zur polnischen Fassung</a></p>' in section
    assert html.count('class="stale"') == 1
    assert 'class="stale"' not in (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    _change(page, "[[ui API Path|", "[[ui API address|")
    status, said = _build(tmp_path)
    assert status != 0
    assert re.search(r"docs/de/index\.md:\d+: step-6 lacks the panel's label \[\[ui API address\|…\]\]", said)
    assert "python -m validator.translations accept de index.md#step-6" in said
