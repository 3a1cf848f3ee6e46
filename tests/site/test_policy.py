"""The policy of every page: it allows what is there, nothing else, and stands in all its forms."""

import re
from pathlib import Path

import pytest

from validator.site.policy import PLACE, PolicyError, lay_policy, look, with_policy

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
}


def test_an_inline_script_is_allowed_by_its_digest() -> None:
    page = with_policy(PAGE.format("<script>let a</script>"), look("<script>let a</script>").scripts)
    assert f"script-src 'self' {DIGEST};" in page


def test_data_is_no_script() -> None:
    assert look('<script type="application/json">{}</script><script src="a.js"></script>').scripts == ()


@pytest.mark.parametrize("html", FAULTS)
def test_what_breaks_the_policy_is_named_with_its_line(html: str, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(PAGE.format("\n" + html), encoding="utf-8")
    with pytest.raises(PolicyError, match=r"page\.html: line 2: .*" + re.escape(FAULTS[html])):
        lay_policy(tmp_path)


def test_a_page_keeps_the_policy_it_has(tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text(PAGE.format(""), encoding="utf-8")
    lay_policy(tmp_path)
    once = file.read_text(encoding="utf-8")
    lay_policy(tmp_path)
    assert file.read_text(encoding="utf-8") == once
    assert once.count("Content-Security-Policy") == 1


def test_headers_allow_every_script_of_every_page(tmp_path: Path) -> None:
    bodies = ("<script>let a</script>", "<script>let b</script>")
    for at, body in enumerate(bodies):
        (tmp_path / f"{at}.html").write_text(PAGE.format(body), encoding="utf-8")
    (tmp_path / "core.0123456789abcdef.wasm").write_bytes(b"")
    lay_policy(tmp_path)
    headers = (tmp_path / "_headers").read_text(encoding="utf-8")
    assert all(look(body).scripts[0] in headers for body in bodies)
    assert "unsafe-inline" not in headers
    assert "'unsafe-eval'" not in headers
    assert "frame-ancestors 'self'" in headers
    assert re.search(r"^/core\.0123456789abcdef\.wasm\n  Cache-Control: .*immutable$", headers, re.MULTILINE)
