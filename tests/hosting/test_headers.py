"""What hosts are told to send, in the form that Netlify and Cloudflare read: what the pages carry, and no more."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from validator.site.hosting import HostingError, lay_headers
from validator.site.hosting.headers import LONGEST_LINE, MOST_RULES
from validator.site.hosting.rules import HEADERS, UNCHANGING, rules_of
from validator.site.pages import Pages
from validator.site.policy import PLACE, carried, directives_of, lay_policy

FRAME = "assets/validator/frame.htm"
PAGE = "<!doctype html><html><head>" + PLACE + "<title>x</title></head><body>{}</body></html>"


def read_headers(site: Path) -> dict[str, dict[str, str]]:
    """Return the headers by the path they are for, as a host reads them."""
    found: dict[str, dict[str, str]] = {}
    path = ""
    for line in (site / "_headers").read_text(encoding="utf-8").splitlines():
        if line.startswith("/"):
            path = line
            found[path] = {}
        else:
            name, _, value = line.strip().partition(": ")
            found[path][name] = value
    return found


def test_the_header_is_what_the_pages_carry(site) -> None:
    policies = {carried(file.read_text(encoding="utf-8")) for file in site.folder.rglob("*.html")}
    assert None not in policies, "a page without a policy"
    header = directives_of(rules_of(site.folder).pages)
    pages = [directives_of(policy) for policy in policies]
    # Only a header can say who frames a page; the rest is the same, but for scripts that one page has and another not.
    assert header.pop("frame-ancestors") == ("'self'",)
    assert all(page.keys() == header.keys() for page in pages)
    for name, sources in header.items():
        assert set(sources) == {source for page in pages for source in page[name]}
        if name != "script-src":
            assert all(page[name] == sources for page in pages)


def test_the_frame_may_do_under_the_header_what_its_own_policy_allows(site) -> None:
    header = directives_of(read_headers(site.folder)["/*"]["Content-Security-Policy"])
    frame = directives_of(carried((site.folder / FRAME).read_text(encoding="utf-8")))
    for name in ("script-src", "worker-src"):
        assert set(frame[name]) <= set(header[name]), name


def test_no_header_allows_inline_or_eval(site) -> None:
    policy = read_headers(site.folder)["/*"]["Content-Security-Policy"]
    assert "'unsafe-" not in policy
    assert "*" not in policy
    assert "http" not in policy
    assert directives_of(policy)["form-action"] == ("'none'",)
    assert directives_of(policy)["base-uri"] == ("'none'",)


def test_every_file_gets_the_other_headers(site) -> None:
    sent = read_headers(site.folder)["/*"]
    assert sent == {"Content-Security-Policy": sent["Content-Security-Policy"]} | HEADERS
    # Nothing tells the next site where a reader came from, and nothing is taken for what it is not.
    assert (sent["Referrer-Policy"], sent["X-Content-Type-Options"]) == ("no-referrer", "nosniff")
    for name, value in (("Opener", "same-origin"), ("Embedder", "require-corp")):
        assert sent[f"Cross-Origin-{name}-Policy"] == value
    refused = set(sent["Permissions-Policy"].split(", "))
    assert {
        "camera=()",
        "microphone=()",
        "geolocation=()",
        "display-capture=()",
        "clipboard-read=()",
    } <= refused
    # Buttons copy values.
    assert "clipboard-write" not in sent["Permissions-Policy"]


def test_what_is_kept_for_ever_has_a_digest_in_its_name(site) -> None:
    headers = read_headers(site.folder)
    kept = [path for path, sent in headers.items() if "immutable" in sent.get("Cache-Control", "")]
    covered = set()
    for path in kept:
        files = list(site.folder.glob(path.lstrip("/")))
        assert files, path
        assert all(UNCHANGING.search(file.name) for file in files), path
        covered.update(files)
    assert covered == {file for file in site.folder.rglob("*") if UNCHANGING.search(file.name)}


def test_hosts_read_all_of_it(site) -> None:
    lines = (site.folder / "_headers").read_text(encoding="utf-8").splitlines()
    assert len([line for line in lines if line.startswith("/")]) <= MOST_RULES
    assert max(map(len, lines)) <= LONGEST_LINE


def test_too_many_rules_are_refused(tmp_path: Path) -> None:
    _pages(tmp_path, "")
    (tmp_path / "other").write_text("", encoding="utf-8")
    for number in range(MOST_RULES):
        (tmp_path / f"a.{number:016x}.png").write_bytes(b"")
    with pytest.raises(HostingError, match=f"would have {MOST_RULES + 1} rules"):
        lay_headers(tmp_path)


def test_too_long_a_policy_is_refused(tmp_path: Path) -> None:
    _pages(tmp_path, *(f"<script>let a{number}</script>" for number in range(40)))
    with pytest.raises(HostingError, match=r"a line of \d+ signs.*  Content-Security-Policy"):
        lay_headers(tmp_path)


def test_the_header_allows_the_scripts_of_every_page(tmp_path: Path) -> None:
    _pages(tmp_path, "<script>let a</script>", "<script>let b</script>")
    lay_headers(tmp_path)
    sources = directives_of(read_headers(tmp_path)["/*"]["Content-Security-Policy"])["script-src"]
    digest = re.compile(r"'sha256-[\w+/]{43}='")
    assert len([source for source in sources if digest.fullmatch(source)]) == 2


def test_lost_addresses_are_answered_in_their_language(site) -> None:
    lines = (site.folder / "_redirects").read_text(encoding="utf-8").splitlines()
    languages = {file.parent.name for file in site.folder.glob("*/404.html")}
    assert len(languages) >= 5
    assert {line for line in lines if line.endswith(" 404")} == {
        f"/{one}/* /{one}/404.html 404" for one in languages
    }


def test_the_first_language_is_found_by_its_name_as_well(site) -> None:
    lines = (site.folder / "_redirects").read_text(encoding="utf-8").splitlines()
    led = {line.split()[0]: line.split()[1] for line in lines if line.endswith(" 301")}
    assert led["/pl/"] == "/"
    assert led["/pl/help/*"] == "/help/:splat"
    for source, target in led.items():
        # Some hosts follow these even where there is a file.
        assert not list(site.folder.glob(f"{source.strip('/*')}/index.html"))
        assert (site.folder / target.removesuffix(":splat").strip("/") / "index.html").is_file()


def _pages(site: Path, *bodies: str) -> None:
    for at, body in enumerate(bodies):
        (site / f"{at}.html").write_text(PAGE.format(body), encoding="utf-8")
    with Pages(site) as pages:
        lay_policy(pages)
