"""The guide on paper."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.chromium import find_chromium
from validator.site.paper import print_page

POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')


def test_the_guide_is_printed_with_pictures_and_table(site, tmp_path: Path) -> None:
    copy = tmp_path / "site"
    shutil.copytree(site.folder, copy, ignore=shutil.ignore_patterns("share", "runtime"))
    page = copy / "de" / "index.html"
    # The build prints before the policy is there: to a browser, files are strangers to each other.
    page.write_text(POLICY.sub("", page.read_text(encoding="utf-8")), encoding="utf-8")
    target = tmp_path / "guide.pdf"
    print_page(str(find_chromium()), page, target)
    content = target.read_bytes()
    assert content.startswith(b"%PDF-")
    # Sixteen steps with pictures take more than a page each two steps, and less than two each.
    assert 8 <= len(re.findall(rb"/Type /Page\b", content)) <= 24
    # A4, in points.
    assert b"/MediaBox [0 0 594.95996 841.91998]" in content or b"/MediaBox [0 0 612 792]" in content


def test_a_browser_that_prints_nothing_is_named(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match=r"/bin/false printed no guide\.pdf"):
        print_page("/bin/false", tmp_path / "index.html", tmp_path / "guide.pdf")
