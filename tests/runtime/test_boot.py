"""The bundle boots in Node.js as it does in the page's worker, and says what CPython says."""

from __future__ import annotations

import base64
import gc
import itertools
import json
import shutil
from pathlib import Path

import pytest
from booting import Boot

from validator import load_contract, packaged_contracts
from validator.browser import answer
from validator.runtime import Manifest
from validator.runtime.usage import questions
from validator.words import languages

SAMPLES = sorted(path for path in Path(__file__).parents[1].glob("**/samples/**/*") if path.is_file())
# Small enough for every language; the samples below are asked in one.
USUAL = (
    {"kind": "credentials", "text": "ACCESS TOKEN: abc\nCLIENT ID: {}\n"},
    {"kind": "credentials", "bytes": base64.b64encode("CLIENT ID: ż".encode("utf-16")).decode()},
    {"kind": "credentials", "bytes": base64.b64encode("Żółć: ł".encode("cp1250")).decode()},
    {"kind": "credentials", "text": ""},
    {"kind": "scopes", "text": "store_v2_orders store_v2_orders_read_only"},
    {"kind": "levels", "levels": {}},
    {"kind": "unheard of"},
)


def _requests() -> list[str]:
    requests: list[dict[str, object]] = [
        {"language": language, "contract": contract, **asked}
        for contract in packaged_contracts()
        for language in languages()
        for asked in USUAL
    ]
    contract = packaged_contracts()[0]
    levels = {scope.id: scope.levels[-1].id for scope in load_contract(contract).required_scopes}
    first = {"language": languages()[0], "contract": contract}
    requests += [
        {**first, "kind": "levels", "levels": levels},
        {**first, "language": "xx", "kind": "levels", "levels": {}},
        {**first, "contract": "no-such", "kind": "levels", "levels": {}},
    ]
    for path in SAMPLES:
        content = base64.b64encode(path.read_bytes()).decode()
        kinds = ("scopes",) if "scopes" in path.parts else ("credentials",)
        requests += [{**first, "kind": kind, "bytes": content, "file_name": path.name} for kind in kinds]
    return [json.dumps({"id": number, **request}) for number, request in enumerate(requests)]


@pytest.mark.parametrize(
    ("way", "start"), [("snapshot", "snapshot"), ("module", "snapshot"), ("plain", "plain")]
)
def test_the_answers_are_those_of_cpython(boot: Boot, way: str, start: str) -> None:
    requests = _requests()
    booted = boot(way, requests)
    assert booted.start == start
    differing = [
        json.loads(request)
        for request, said in zip(requests, booted.answers, strict=True)
        if said != answer(request)
    ]
    assert not differing
    assert sum("error" in json.loads(said) for said in booted.answers) < len(requests) / 2


def test_a_check_leaves_nothing_to_be_looked_for() -> None:
    """Python in the browser does not search for circles of objects: they would stay."""
    asked = questions()[::9]
    for question in asked:
        answer(question)
    gc.collect()
    gc.disable()
    try:
        for question in asked:
            answer(question)
        assert gc.collect() == 0
    finally:
        gc.enable()


def test_many_large_pastes_are_answered_from_the_snapshot(boot: Boot) -> None:
    first = {"language": languages()[0], "contract": packaged_contracts()[0]}
    texts = ["a\n" * 2**15, "Orders\nmodify\n" * 400, "client id: " * 5000]
    asked = [
        json.dumps({"id": number, **first, "kind": kind, "text": text})
        for number, (text, kind) in enumerate(itertools.product(texts, ("credentials", "scopes")))
    ]
    assert boot("snapshot", asked * 5).answers == [answer(question) for question in asked] * 5


def test_a_start_from_the_snapshot_reads_no_more_than_it_needs(boot: Boot) -> None:
    booted = boot("snapshot")
    assert set(booted.asked) == {"snapshot", "code"}
    assert not booted.warned


@pytest.mark.parametrize("way", ["damaged", "foreign"])
def test_a_snapshot_that_does_not_fit_falls_back(boot: Boot, way: str) -> None:
    request = json.dumps(
        {"id": 1, "language": languages()[0], "contract": packaged_contracts()[0], **USUAL[0]}
    )
    booted = boot(way, [request])
    assert booted.start == "plain"
    assert booted.trouble
    assert [
        said for said in booted.warned if said.startswith("The snapshot cannot be used")
    ] == booted.warned[-1:]
    assert booted.answers == [answer(request)]


def test_a_changed_snapshot_is_refused_before_use(
    boot: Boot, manifest: Manifest, folder: Path, tmp_path: Path
) -> None:
    for name in ("manifest.json", *(part.file for part in manifest.files.values())):
        shutil.copyfile(folder / name, tmp_path / name)
    snapshot = tmp_path / manifest.files["snapshot"].file
    content = bytearray(snapshot.read_bytes())
    content[len(content) // 2] ^= 1
    snapshot.write_bytes(content)
    booted = boot("snapshot", bundle=tmp_path)
    assert booted.start == "plain"
    assert "is damaged" in (booted.trouble or "")


def test_every_file_is_read_by_one_of_the_ways(boot: Boot, manifest: Manifest) -> None:
    asked = {*boot("snapshot").asked, *boot("plain").asked}
    assert asked == set(manifest.files)
