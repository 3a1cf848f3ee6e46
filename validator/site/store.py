"""Results that are kept from one build to the next, in one file.

A result is found by what its function was given, the file by all code that could have a part in it: this package,
Python and every installed package. So what is found is never out of date, and without the file a build takes longer.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import sys
import sysconfig
from collections.abc import Callable, Collection, Iterable
from functools import cache, wraps
from pathlib import Path

PACKAGE = Path(__file__).parents[1]
NAME = "kept-results"
# Results that so many builds had no use for are dropped: more than a round of builds with one language each.
BUILDS = 16
DIGEST = hashlib.sha256().digest_size

type Question = tuple[object, ...]


class Store:
    """The results, while a site is being built; closed, it knows of none and takes none."""

    def __init__(self) -> None:
        self._file: Path | None = None
        self._found: dict[
            bytes, tuple[int, bytes]
        ] = {}  # by question: builds since it was asked; pickled result

    def open(self, folder: Path) -> None:
        """Begin a build with the results that a folder has."""
        self._file = folder / NAME
        self._found = {
            question: (builds + 1, result)
            for question, (builds, result) in _read(self._file).items()
            if builds < BUILDS
        }

    def close(self, *, keep: bool = True) -> None:
        """End a build; its results stand in the folder for the next one, unless it failed."""
        if self._file and keep:
            _write(self._file, self._found)
        self._file, self._found = None, {}

    def find(self, question: Question) -> object:
        """Return what was kept as the answer to a question, or None."""
        _, result = self._found.get(key := _key(question), (0, None))
        if result is None:
            return None
        self._found[key] = 0, result
        return pickle.loads(result)  # noqa: S301  # written by ourselves, into the folder that we build in

    def keep(self, question: Question, answer: object) -> None:
        """Keep an answer that follows from its question, and from nothing else that may change."""
        if self._file:
            self._found[_key(question)] = 0, pickle.dumps(answer)


STORE = Store()


def stored[**P, R](function: Callable[P, R]) -> Callable[P, R]:
    """Have the results of a function kept: one without outside influence, whose arguments' `repr` says all of them."""

    @wraps(function)
    def found_or_made(*given: P.args, **named: P.kwargs) -> R:
        question = (function.__module__, function.__qualname__, *given, named)
        kept = STORE.find(question)
        if kept is None:
            kept = function(*given, **named)
            STORE.keep(question, kept)
        return kept  # type: ignore[return-value]  # the question names the function

    return found_or_made


def digest_of(places: Iterable[Path], suffix: str = "", without: Collection[str] = ()) -> str:
    """Return a digest of names and contents of the files in these places: folders or single files.

    Files are left out that are named by one of the words in `without`, whatever their suffix.
    """
    digest = hashlib.sha256()
    for place in places:
        for file in [place] if place.is_file() else sorted(place.rglob(f"*{suffix}")):
            if file.is_file() and file.suffix != ".pyc" and file.stem not in without:
                content = file.read_bytes()
                digest.update(f"{file.relative_to(place.parent)}\n{len(content)}\n".encode())
                digest.update(content)
    return digest.hexdigest()


@cache
def _code() -> bytes:
    # What is installed changes its folder's name with its version.
    packages = Path(sysconfig.get_path("purelib")).glob("*.dist-info")
    parts = [sys.version, digest_of([PACKAGE], ".py"), *sorted(package.name for package in packages)]
    return hashlib.sha256("\n".join(parts).encode()).digest()


def _key(question: Question) -> bytes:
    # To write down a whole page as `repr` does takes longer than all the rest.
    parts = (_digest(part) if isinstance(part, str) else part for part in question)
    return _digest(repr((*parts,)))


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode(errors="surrogatepass")).digest()


def _read(file: Path) -> dict[bytes, tuple[int, bytes]]:
    try:
        whole = file.read_bytes()
    except OSError:
        return {}
    code, digest, content = whole[:DIGEST], whole[DIGEST : 2 * DIGEST], whole[2 * DIGEST :]
    if code != _code() or digest != hashlib.sha256(content).digest():
        return {}
    return pickle.loads(content)  # type: ignore[no-any-return]  # noqa: S301  # whole, and written by ourselves


def _write(file: Path, found: dict[bytes, tuple[int, bytes]]) -> None:
    content = pickle.dumps(found)
    # In one moment, and under a name of its own: another build may be under way.
    begun = file.with_name(f"{NAME}.{os.getpid()}")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        begun.write_bytes(_code() + hashlib.sha256(content).digest() + content)
        begun.replace(file)
    except OSError:  # the next build will take longer
        begun.unlink(missing_ok=True)


# Now, for this is the code that runs: a file may be edited while the site is served.
_code()
