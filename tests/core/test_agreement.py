"""What must agree is compared both ways: codes, words, help and placeholders; and what the core may import."""

import re
import subprocess
import sys
from pathlib import Path
from string import Formatter

import pytest

from tests.core.test_addresses import USABLE, WRONG
from tests.core.test_forms import COMPLETE, FILE, INSTEAD, OTHERWISE, STARTS, T2, P, T
from tests.core.test_scope_forms import ENOUGH, EVERY, SOME
from validator import CODES, check_credentials, compare_scopes, load_contract, load_words
from validator.report import Report
from validator.support import read_support, write_support
from validator.view import PLACES
from validator.words import languages

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
# Known in every finding.
ALWAYS = {"source", "target"}
PLACES_ON_SITE = {"form": "scopes.md#form", "table": "scopes.md#table", "checker": "checker.md"}
# Their help names the page that the finding stands on, or says more of rows that may stay as they are.
ON_THE_PAGE = ("report-damaged", "scope-extra")
# The help says first what to do with the value in a later step.
LATER_STEP = {"invisible-characters"}
SCOPE_TEXTS = (
    "",
    "account_stores_read",
    "Storefront API tokens: modify",
    "Store logs: read-only",
    "store_v9_orders store_v2_orders",
    "nothing of that sort",
)


@pytest.mark.parametrize("language", languages())
def test_sentences_use_the_places_that_are_filled(language: str) -> None:
    for code, pair in load_words(language).findings.items():
        places = {
            name for text in (pair.first, pair.second) for _, name, _, _ in Formatter().parse(text) if name
        }
        known = (
            ALWAYS | set(CODES[code].params) | ({"field"} if CODES[code].step in ("own", "again") else set())
        )
        assert places <= known, (code, places - known)


@pytest.mark.parametrize("language", languages())
def test_sentences_are_tidy(language: str) -> None:
    words = load_words(language)
    pairs = [*words.findings.values(), *words.verdicts.values(), *words.scope_verdicts.values()]
    for text in [text for pair in pairs for text in (pair.first, pair.second)]:
        assert text == text.strip()
        assert "  " not in text
        assert not re.search(r"</?[a-z]+>|&[a-z]+;", text)
        assert text[-1] in ".?!…” " or text in {pair.first for pair in pairs}


@pytest.mark.parametrize(
    "language", [folder.name for folder in DOCS.iterdir() if (folder / "help.md").is_file()]
)
def test_help_has_a_section_for_each_code(language: str) -> None:
    text = (DOCS / language / "help.md").read_text(encoding="utf-8")
    anchors = set(re.findall(r"^### .*\{ #([a-z-]+) \}$", text, re.MULTILINE))
    assert set(CODES) - anchors == set()


@pytest.mark.parametrize(
    "language", [folder.name for folder in DOCS.iterdir() if (folder / "help.md").is_file()]
)
def test_a_finding_leads_where_its_help_leads(language: str) -> None:
    contract = load_contract("bigcommerce-huboo")
    text = (DOCS / language / "help.md").read_text(encoding="utf-8")
    sections = dict(
        re.findall(r"^### [^\n]*\{ #([a-z-]+) \}$(.*?)(?=^##|\Z)", text, re.MULTILINE | re.DOTALL)
    )
    named = {code: re.findall(r"\]\(([a-z]+\.md(?:#[a-z0-9-]+)?)\)", sections[code]) for code in CODES}
    elsewhere = {code: link for code, links in named.items() for link in links[::-1] if "#step-" not in link}
    assert {code: link for code, link in elsewhere.items() if code not in ON_THE_PAGE} == {
        code: PLACES_ON_SITE[place] for code, place in PLACES.items()
    }
    for code in set(CODES) - LATER_STEP:
        steps = [int(link.rpartition("-")[2]) for link in named[code] if "#step-" in link]
        roles = {contract.role_of(CODES[code].step, code, field) for field in contract.fields}
        assert steps[0] in {contract.step(role) for role in roles}, code


@pytest.mark.parametrize("code", CODES)
def test_a_code_leads_to_a_step_of_the_guide(code: str) -> None:
    contract = load_contract("bigcommerce-huboo")
    for field in contract.fields:
        assert contract.step(contract.role_of(CODES[code].step, code, field)) is not None


def test_the_core_is_pure() -> None:
    """It needs the standard library alone, and knows nothing of Markdown, MkDocs or the browser's runtime."""
    program = (
        f"import sys; sys.path.insert(0, {str(ROOT)!r}); import validator, validator.browser, validator.__main__\n"
        "own = {name for name in sys.modules if name.startswith('validator.')}\n"
        "print([name for name in own if name.split('.')[1] in ('site', 'screens', 'runtime', 'translations')])\n"
        "print([name for name in sys.modules if name.split('.')[0] not in sys.stdlib_module_names"
        " and not name.startswith(('validator', '__'))])"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.split("\n")[:2] == ["[]", "[]"]


def test_every_code_is_provoked_by_some_form() -> None:
    """A code that nothing leads to any more is a sentence that nobody needs to translate."""
    contract = load_contract("bigcommerce-huboo")
    pastes = [
        *COMPLETE.values(),
        *(text for text, _, _ in OTHERWISE.values()),
        *(FILE.replace(T, text) for texts in INSTEAD.values() for text in texts),
        *(FILE.replace(P, text) for text, *_ in (*USABLE, *WRONG)),
        *(start for start, _ in STARTS),
        FILE.replace(T, f"{T[:9]}\u0441{T[10:]}"),
        FILE.replace("Huboo", "Stencil CLI"),
        FILE.replace(T, T[:30]),
        FILE + T2,
    ]
    lists = [FILE, *ENOUGH.values(), *EVERY.values(), *(text for text, _ in SOME.values()), *SCOPE_TEXTS]
    reports: list[Report] = [check_credentials(text, contract) for text in (*pastes, *ENOUGH.values())]
    reports += [check_credentials(FILE, contract, file_name=f"BigCommerceAPI-credentials-{T2}-.txt")]
    reports += [compare_scopes(text, contract) for text in lists]
    handed = write_support(reports[0], "Report")
    reports += [read for text in (handed, handed[:-9]) if (read := read_support(text, contract))]
    assert set(CODES) - {found.code for report in reports for found in report.findings} == set()
