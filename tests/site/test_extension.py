"""The Markdown extension by itself, without MkDocs: small texts in, HTML out."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from markdown import Markdown

from validator import load_contract
from validator.site.beside import frame
from validator.site.extension import ValidatorExtension
from validator.site.html import template
from validator.site.page import Page
from validator.tables import DataError

CONTRACT = load_contract("bigcommerce-huboo")


def convert(text: str, language: str = "pl") -> str:
    return Markdown(extensions=["attr_list", "toc", ValidatorExtension(language=language)]).convert(text)


@pytest.mark.parametrize("step", CONTRACT.steps, ids=lambda step: str(step.number))
def test_a_step_knows_its_side(step) -> None:
    html = convert(f"## Do it {{ #step-{step.number} }}\n\nNow.")
    assert f'<h2 id="step-{step.number}">' in html
    assert f'id="krok-{step.number}"' in html
    assert f'data-side="{step.side}"' in html
    platform = CONTRACT.source_platform if step.side == "source" else CONTRACT.target_platform
    assert f">{platform}</b>" in html


def test_a_step_holds_what_follows_up_to_the_next_heading() -> None:
    html = convert(
        "Before\n\n## A { #step-1 }\n\nOne\n\n### Part\n\n## B { #step-2 }\n\nTwo\n\n## After\n\nEnd"
    )
    before, first, second, after = re.split(
        r"<section[^>]*>|</section>\s*(?=<h2)", html.replace("</section>\n<section", "<section")
    )
    assert "Before" in before
    assert "One" in first
    assert "Part" in first
    assert "Two" in second
    assert "End" in after


@pytest.mark.parametrize("heading", ["## Free { #other }", "## Beyond { #step-99 }", "### Small { #step-3 }"])
def test_other_headings_stay_as_they_are(heading: str) -> None:
    assert "<section" not in convert(heading)


def test_the_list_of_contents_carries_the_numbers() -> None:
    markdown = Markdown(extensions=["attr_list", "toc", ValidatorExtension(language="pl")])
    markdown.convert("# Guide\n\n## Copy *it* { #step-6 }")
    assert markdown.toc_tokens[0]["children"][0]["name"] == "6. Copy it"


def test_labels_of_both_panels() -> None:
    html = convert("Click [[ui Create API account|Utwórz]], then [[ui Save]], [[ui-target Połącz]].")
    assert '<b lang="en" translate="no">Create API account</b>' in html
    assert "(Utwórz)" in html
    assert '<b lang="en" translate="no">Save</b></span>,' in html
    assert '<span class="ui ui--target"><b>Połącz</b></span>' in html


def test_a_label_is_not_read_as_markdown() -> None:
    assert ">a_b_c *x* &lt;y&gt;</b>" in convert("[[ui a_b_c *x* <y>]]")


def test_a_label_in_code_stays_as_written() -> None:
    assert "<code>[[ui Save]]</code>" in convert("`[[ui Save]]`")


def test_the_scope_table_keeps_machine_names_as_they_are() -> None:
    html = convert("[[scope-table]]")
    for scope in CONTRACT.required_scopes:
        for level in scope.levels:
            if level.id == scope.required and level.machine:
                assert f">{level.machine}</code>" in html


@pytest.mark.parametrize("marker", ["checker", "scope-form", "scope-table"])
@pytest.mark.parametrize("language", ["pl", "en", "xx"])
def test_each_part_is_drawn_in_each_language(marker: str, language: str) -> None:
    html = convert(f"A\n\n[[{marker}]]\n\nB", language=language)
    assert "[[" not in html
    assert "$" not in html
    assert not re.search(r"\{[a-z]+\}", html)


def test_a_marker_inside_a_sentence_is_text() -> None:
    assert "see [[checker]] there" in convert("see [[checker]] there")


def test_a_misspelt_marker_is_refused_by_name() -> None:
    with pytest.raises(DataError, match=r"\[\[cheker\]\].*scope-table"):
        convert("[[cheker]]")


def test_a_scene_that_is_not_there_is_refused_by_name() -> None:
    with pytest.raises(DataError, match=r"\[\[screen no-such-scene\]\]: no such scene; known: step-01"):
        convert("[[screen no-such-scene]]")


def test_a_build_says_in_which_file_and_line_a_marker_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text("# Title\n\n[[screen step-99]]\n", encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text("site_name: x\nplugins: [validator]\n", encoding="utf-8")
    mkdocs = Path(sys.executable).parent / "mkdocs"
    done = subprocess.run([mkdocs, "build"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "index.md:3: [[screen step-99]]: no such scene; known: step-01" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_missing_word_is_refused_by_file_and_key() -> None:
    page = Page(CONTRACT, "pl", "index.md", "help.md", "scopes.md", "checker.md")
    words = page.words
    del words["clear"]
    with pytest.raises(DataError, match=r"pl\.toml: page\.clear"):
        template("checker.html", words, contract="", depth="", language="", guide="", help="", manual="")


def test_the_frame_allows_its_own_script_and_no_connection() -> None:
    import base64
    import hashlib

    html = frame()
    script = html.partition("<script>")[2].partition("</script>")[0]
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    policy = re.search(r'Policy" content="([^"]*)"', html)[1]
    assert f"'sha256-{digest}'" in policy
    assert "'self'" not in policy
    assert "connect-src 'none'" in policy
    assert policy.startswith("default-src 'none'")
