"""nginx with the settings that the build writes: types, compressed files, keeping, ranges, lost addresses, policy."""

from __future__ import annotations

import gzip
import http.client
import re
from pathlib import Path

import brotli
import pytest
from values import make_credentials

from validator.site.hosting.rules import EACH_TIME, FOR_EVER, HEADERS, UNCHANGING
from validator.site.hosting.types import SMALL, TYPES, WITH_LETTERS, is_worth_compressing
from validator.site.policy import carried, directives_of

FRAME = "/assets/validator/frame.htm"
POLICY = "Content-Security-Policy"
# For hosts that read them; here they are not served.
FOR_OTHERS = ("_headers", "_redirects")


def files_of(root: Path) -> list[Path]:
    """Return the site's own files, without their compressed neighbours."""
    return [
        file
        for file in sorted(root.rglob("*"))
        if file.is_file()
        and file.name not in FOR_OTHERS
        and not (
            file.suffix in (".br", ".gz") and file.with_suffix("").is_file() and file.name != "sitemap.xml.gz"
        )
    ]


def address(root: Path, file: Path) -> str:
    return "/" + file.relative_to(root).as_posix()


def one_of_each(root: Path) -> list[Path]:
    return list({file.suffix: file for file in files_of(root)}.values())


def test_every_kind_of_file_has_its_type(hosted) -> None:
    files = one_of_each(hosted.root)
    assert {file.suffix for file in files} <= set(TYPES), (
        "give the new kind a type in validator/site/hosting/types.py"
    )
    assert {".html", ".htm", ".js", ".wasm", ".webmanifest", ".json"} <= {file.suffix for file in files}
    for file in files:
        type_, _, letters = hosted.ask(address(hosted.root, file)).headers["Content-Type"].partition("; ")
        assert type_ == TYPES[file.suffix], file.name
        assert letters == ("charset=utf-8" if type_ in (*WITH_LETTERS, "text/html") else ""), file.name


def test_what_lies_compressed_is_handed_out(hosted) -> None:
    compressed = [file for file in files_of(hosted.root) if is_worth_compressing(file)]
    assert len(compressed) > 100
    for file in [*one_of_each(hosted.root), *compressed[::20]]:
        path, content = address(hosted.root, file), file.read_bytes()
        plain = hosted.ask(path)
        assert (plain.body, plain.headers["Content-Encoding"]) == (content, None), path
        for accepted, encoding, unpack in (
            ("gzip, deflate, br", "br", brotli.decompress),
            ("gzip, deflate", "gzip", gzip.decompress),
        ):
            answer = hosted.ask(path, Accept_Encoding=accepted)
            assert answer.headers["Content-Type"] == plain.headers["Content-Type"]
            if is_worth_compressing(file):
                assert answer.headers["Content-Encoding"] == encoding, path
                assert len(answer.body) < len(content)
                assert unpack(answer.body) == content
                # Or a cache in between hands it to a browser that cannot read it.
                assert answer.headers["Vary"] == plain.headers["Vary"] == "Accept-Encoding"
                assert answer.headers["ETag"] != plain.headers["ETag"]
            else:
                assert (answer.body, answer.headers["Content-Encoding"]) == (content, None), path


def test_nothing_that_is_compressed_lies_beside_what_is_not_worth_it(hosted) -> None:
    for neighbour in (file for file in hosted.root.rglob("*") if file.suffix in (".br", ".gz")):
        if neighbour.name != "sitemap.xml.gz":
            file = neighbour.with_suffix("")
            assert file.stat().st_size >= SMALL
            assert neighbour.stat().st_size < file.stat().st_size


def test_files_with_a_digest_are_kept_for_ever_and_others_asked_for_again(hosted) -> None:
    for file in [*one_of_each(hosted.root), *(hosted.root / "assets").rglob("*.css")]:
        kept = hosted.ask(address(hosted.root, file), Accept_Encoding="br").headers["Cache-Control"]
        assert kept == (FOR_EVER if UNCHANGING.search(file.name) else EACH_TIME), file.name


def test_an_answer_that_nobody_should_keep_is_not_kept(hosted) -> None:
    # What is not there today may be there tomorrow, and a wrong question is no answer to a right one.
    path = unchanging(hosted.root)
    assert hosted.ask(path).headers["Cache-Control"] == FOR_EVER
    for answer in (
        hosted.ask("/assets/validator/runtime/core.0123456789abcdef.wasm"),
        hosted.ask(path, "POST"),
        hosted.ask(path, If_Match='"another"'),
    ):
        assert answer.status >= 400
        assert answer.headers["Cache-Control"] == EACH_TIME, answer.status


def test_what_has_not_changed_is_not_sent_again(hosted) -> None:
    for path in ("/", "/service-worker.js", unchanging(hosted.root)):
        first = hosted.ask(path, Accept_Encoding="br")
        again = hosted.ask(path, Accept_Encoding="br", If_None_Match=first.headers["ETag"])
        assert (again.status, again.body) == (304, b"")
        # A browser puts these in the place of what it has kept.
        for name in (POLICY, "Cache-Control", *HEADERS):
            assert again.headers[name] == first.headers[name], name


def test_a_part_of_a_file_can_be_asked_for(hosted) -> None:
    for file in one_of_each(hosted.root):
        path, content = address(hosted.root, file), file.read_bytes()
        part = hosted.ask(path, Range="bytes=10-59")
        assert (part.status, part.body) == (206, content[10:60]), path
        assert part.headers["Content-Range"] == f"bytes 10-{min(59, len(content) - 1)}/{len(content)}"
        whole = hosted.ask(path, Range="bytes=10-59", If_Range='"another"')
        assert (whole.status, whole.body) == (200, content)
        assert hosted.ask(path, Range=f"bytes={len(content)}-").status == 416


def test_every_page_is_sent_with_the_policy_that_it_carries(hosted) -> None:
    pages = [*hosted.root.rglob("*.html"), hosted.root / FRAME[1:]]
    assert len(pages) > 400
    exact = 0
    for page in pages:
        sent = policy(hosted.ask(address(hosted.root, page)))
        # What only a header can say.
        assert sent.pop("frame-ancestors") == ("'self'",)
        own = directives_of(carried(page.read_text(encoding="utf-8")))
        exact += {name: set(sources) for name, sources in own.items()} == {
            name: set(sources) for name, sources in sent.items()
        }
        assert own.keys() == sent.keys()
        for name in own:
            # A page without inline scripts allows fewer; what it carries holds as well.
            assert set(own[name]) <= set(sent[name]), (page, name)
    assert exact > 30


def test_only_the_frame_may_run_what_it_made_itself(hosted) -> None:
    assert "blob:" in policy(hosted.ask(FRAME))["script-src"]
    assert "'self'" not in policy(hosted.ask(FRAME))["script-src"]
    for path in ("/", "/checker/", "/assets/validator/worker.js", "/nowhere/"):
        assert not {"blob:", "'wasm-unsafe-eval'"} & set(policy(hosted.ask(path))["script-src"]), path


@pytest.mark.parametrize(
    "path", ["/", "/de/", "/s/6/", "/assets/validator/page.js", "/nowhere", "/de/nowhere", "/help", "/pl/"]
)
def test_every_answer_has_every_header(hosted, path: str) -> None:
    for method in ("GET", "HEAD", "POST", "DELETE"):
        answer = hosted.ask(path, method)
        assert {name: answer.headers.get_all(name) for name in HEADERS} == {
            name: [value] for name, value in HEADERS.items()
        }
        assert len(answer.headers.get_all(POLICY)) == 1
        assert answer.headers["Server"] == "nginx", "no version"


def test_nothing_is_taken_in(hosted) -> None:
    secret = make_credentials().access_token
    for method in ("POST", "PUT", "DELETE"):
        answer = hosted.ask("/", method, Content_Length="0")
        assert answer.status == 405
    line = http.client.HTTPConnection("127.0.0.1", hosted.port, timeout=20)
    line.request("POST", "/", body=f"token={secret}")
    answer = line.getresponse()
    assert answer.status == 413
    assert secret[:5].encode() not in answer.read()


def test_a_lost_address_is_answered_in_its_language(hosted) -> None:
    languages = {file.parent.name for file in hosted.root.glob("*/404.html")}
    assert len(languages) >= 5
    for folder, language in (("", "pl"), *((f"/{one}", one) for one in sorted(languages))):
        for path in (f"{folder}/nowhere", f"{folder}/nowhere/at/all.html", f"{folder}/s/99/", f"{folder}/s/"):
            answer = hosted.ask(path)
            assert answer.status == 404, path
            assert re.search(r'<html lang="(\w+)"', answer.body.decode())[1] == language, path
            assert answer.headers["Content-Type"].startswith("text/html")
            assert answer.headers["Cache-Control"] == EACH_TIME
    # A language that is not there, and folders without a page.
    for path in ("/xx/help/", "/assets/", "/deutsch/"):
        answer = hosted.ask(path)
        assert (answer.status, b'<html lang="pl"' in answer.body) == (404, True), path


def test_a_folder_without_its_stroke_leads_to_it(hosted) -> None:
    for path in ("/help", "/de", "/de/help", "/s/6", "/de/s/6", "/pl/s/6"):
        answer = hosted.ask(path)
        # Without a host: in front of this server there may be another with a name of its own.
        assert (answer.status, answer.headers["Location"]) == (301, f"{path}/")
        assert hosted.ask(f"{path}/").status == 200


def test_the_first_language_is_found_by_its_name_as_well(hosted) -> None:
    for path, there in (("/pl/", "/"), ("/pl/help/", "/help/"), ("/pl/nowhere", "/nowhere")):
        answer = hosted.ask(path)
        assert (answer.status, answer.headers["Location"]) == (301, there)
    assert hosted.ask("/pl/s/6/").status == 200


@pytest.mark.parametrize(
    "path", ["/_headers", "/_redirects", "/../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/.git/config"]
)
def test_what_is_not_for_readers_is_not_there(hosted, path: str) -> None:
    assert hosted.ask(path).status in (400, 404)


def policy(answer) -> dict[str, tuple[str, ...]]:
    return directives_of(answer.headers[POLICY])


def unchanging(root: Path) -> str:
    """Return the address of a stylesheet, whose name holds a digest."""
    (file,) = [file for file in files_of(root) if file.suffix == ".css" and UNCHANGING.search(file.name)]
    return address(root, file)
