"""Lists what a finished site hands out that others have made, with versions and digests, in the form of CycloneDX.

Versions are those of what the site was built from; none is written down here.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import metadata, version
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.license import License
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

from ..beside import FOLDER

NAME = "sbom.cdx.json"
OWN = "validator"
THEME = "mkdocs-material"
# Files of the runtime, by role: who wrote what is in them.
PYTHON = ("asm_wasm", "code", "snapshot", "stdlib")
PYODIDE = ("asm_js", "loader", "lockfile")
CHECKER = ("wheel",)
# As the projects say themselves; their files that are handed out say nothing.
LICENSES = {"cpython": "Python-2.0.1", "pyodide": "MPL-2.0", "emscripten": "MIT"}


def lay_contents(site: Path) -> None:
    """Write the list below a finished site; the same site gives the same list."""
    own = Component(
        name=OWN,
        version=version(OWN),
        type=ComponentType.APPLICATION,
        bom_ref=OWN,
        description="The guide, its checker and what carries them",
        licenses=_licenses(_license_of(OWN)),
    )
    components = [_theme(), *_runtime(site / FOLDER / "runtime")]
    bom = Bom(components=components)
    bom.metadata.component = own
    bom.register_dependency(own, components)
    told = json.loads(JsonV1Dot6(bom).output_as_string())
    # When and by what number it was written would make every list another one.
    told["metadata"].pop("timestamp")
    told.pop("serialNumber")
    text = json.dumps(told, sort_keys=True)
    told["serialNumber"] = uuid5(NAMESPACE_URL, text).urn
    (site / NAME).write_text(json.dumps(told, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def _runtime(folder: Path) -> Iterator[Component]:
    """Yield what Python in the browser consists of; nothing where the site was built without."""
    manifest = folder / "manifest.json"
    if not manifest.is_file():
        return
    listed = json.loads(manifest.read_text(encoding="utf-8"))
    files: Mapping[str, Mapping[str, str]] = listed["files"]
    info = json.loads((folder / files["lockfile"]["file"]).read_text(encoding="utf-8"))["info"]
    yield Component(
        name="pyodide",
        version=listed["pyodide"],
        bom_ref="pyodide",
        purl=PackageURL("npm", None, "pyodide", listed["pyodide"]),
        licenses=_licenses(LICENSES["pyodide"]),
        components=_files(files, PYODIDE),
    )
    yield Component(
        name="cpython",
        version=info["python"],
        bom_ref="cpython",
        description="The interpreter and its standard library, as it comes and cut to what the checker uses",
        purl=PackageURL("generic", None, "cpython", info["python"]),
        licenses=_licenses(LICENSES["cpython"]),
        components=_files(files, PYTHON),
    )
    name, _, number = info["platform"].partition("_")
    yield Component(
        name=name,
        version=number.replace("_", "."),
        bom_ref=name,
        description="The compiler's own library, within the interpreter",
        purl=PackageURL("github", "emscripten-core", name, number.replace("_", ".")),
        licenses=_licenses(LICENSES[name]),
    )
    yield Component(
        name=f"{OWN}-wheel",
        version=version(OWN),
        bom_ref=f"{OWN}-wheel",
        description="The checker, as it runs in the browser",
        licenses=_licenses(_license_of(OWN)),
        components=_files(files, CHECKER),
    )


def _files(files: Mapping[str, Mapping[str, str]], roles: Iterable[str]) -> list[Component]:
    return [
        Component(
            name=f"{FOLDER}/runtime/{files[role]['file']}",
            type=ComponentType.FILE,
            bom_ref=files[role]["file"],
            hashes=[HashType(alg=HashAlgorithm.SHA_256, content=files[role]["sha256"])],
        )
        for role in roles
        if role in files
    ]


def _theme() -> Component:
    number = version(THEME)
    return Component(
        name=THEME,
        version=number,
        bom_ref=THEME,
        description="Markup and icons of the pages, and those rules of its stylesheets that they use; no script",
        purl=PackageURL("pypi", None, THEME, number),
        licenses=_licenses(_license_of(THEME)),
    )


def _license_of(package: str) -> str:
    return metadata(package)["License-Expression"]


def _licenses(expression: str) -> list[License]:
    return [LicenseFactory().make_from_string(expression)]
