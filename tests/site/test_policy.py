"""The policy of every page: it allows what is there, nothing else, and stands in all its forms."""

import re
from pathlib import Path

import pytest

from validator.site.pages import Pages
from validator.site.policy import (
    PLACE,
    PolicyError,
    carried,
    directives_of,
    lay_policy,
    look,
    policy,
    with_policy,
    written,
)

PAGE = "<!doctype html><html><head>" + PLACE + "<title>x</title></head><body>{}</body></html>"
# What the digest of `let a` is: worked out by sha256sum and base64, not by the code under test.
DIGEST = "'sha256-IfEXP/8HLuXoAiy0hZVrCAcjcLsZqYFpLOHDGj8enqE='"

FAULTS = {
    '<p style="color:red">': 'style="…" on <p>',
    '<button onclick="go()">': 'onclick="…" on <button>',
    "<style>p{}</style>": "<style> element",
    '<a href="javascript:go()">': "javascript: address",
    '<script src="https://elsewhere.example/a.js"></script>': "asks another host",
    '<img src="//elsewhere.example/a.png">': "asks another host",
    '<img srcset="https://elsewhere.example/a.png 2x">': "asks another host",
    '<link rel="stylesheet" href="https://elsewhere.example/a.css">': "asks another host",
    '<link rel="preconnect" href="https://elsewhere.example">': "asks another host",
    '<form action="/send">': "a form may send nothing",
    '<iframe srcdoc="<p>">': "srcdoc on <iframe>",
    '<object data="a.pdf">': "<object> element",
    '<base href="/">': "<base> element",
}


def test_an_inline_script_is_allowed_by_its_digest() -> None:
    page = with_policy(PAGE.format("<script>let a</script>"), look("<script>let a</script>").scripts)
    assert f"script-src 'self' {DIGEST};" in page


def test_data_is_no_script() -> None:
    assert look('<script type="application/json">{}</script><script src="a.js"></script>').scripts == ()


@pytest.mark.parametrize("html", FAULTS)
def test_what_breaks_the_policy_is_named_with_its_line(html: str, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(PAGE.format("\n" + html), encoding="utf-8")
    with (
        pytest.raises(PolicyError, match=r"page\.html: line 2: .*" + re.escape(FAULTS[html])),
        Pages(tmp_path) as pages,
    ):
        lay_policy(pages)


def test_a_page_keeps_the_policy_it_has(tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text(PAGE.format(""), encoding="utf-8")
    with Pages(tmp_path) as pages:
        lay_policy(pages)
    once = file.read_text(encoding="utf-8")
    with Pages(tmp_path) as pages:
        lay_policy(pages)
    assert file.read_text(encoding="utf-8") == once
    assert once.count("Content-Security-Policy") == 1


def test_a_policy_that_is_only_written_about_governs_nothing() -> None:
    about = "<p>&lt;meta http-equiv=&quot;Content-Security-Policy&quot; content=&quot;none&quot;&gt;</p>"
    page = PAGE.format(f'{about}<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">')
    assert carried(with_policy(page, ())) == policy(())


def test_a_page_without_a_place_for_the_policy_is_refused(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<!doctype html><title>x</title>", encoding="utf-8")
    with (
        pytest.raises(PolicyError, match=r"page\.html: line 1: there is no place for the policy"),
        Pages(tmp_path) as pages,
    ):
        lay_policy(pages)


def test_a_stylesheet_that_asks_another_host_is_refused(tmp_path: Path) -> None:
    (tmp_path / "own.css").write_text(
        "p {}\n@import url('https://elsewhere.example/a.css');", encoding="utf-8"
    )
    with (
        pytest.raises(PolicyError, match=r"own\.css: line 2: asks another host for https://elsewhere"),
        Pages(tmp_path) as pages,
    ):
        lay_policy(pages)


def test_a_policy_is_read_as_it_is_written() -> None:
    text = policy(("'sha256-x'",))
    assert written(directives_of(text)) == text
