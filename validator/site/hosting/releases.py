"""Puts a finished site into service: whole, at one moment, with the files that the pages of yesterday still ask for.

FOLDER/releases/<id>/   a release: the site, and what earlier ones had under names that never change
FOLDER/releases.json    which of those files belonged to which release, and when it was the latest
FOLDER/current          a link to the release that is in service
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from .neighbours import ENDS
from .rules import UNCHANGING

# A page that has been open for longer than this is loaded again before it is used.
KEPT = timedelta(days=30)
CURRENT = "current"
LIST = "releases.json"
FOLDERS = 2  # releases that stay whole: the one in service, and the one before, to go back to


@dataclass(frozen=True, slots=True)
class Release:
    """A release that is or was in service."""

    id: str  # of its folder
    digest: str  # of the site as it was built
    until: str  # when another replaced it, or when it was put in service; UTC
    files: tuple[str, ...]  # whose names never change, compressed neighbours too


def release(site: Path, folder: Path, now: datetime) -> Release:
    """Put a site into service below a folder, and return its release; what breaks off in between changes nothing."""
    digest = _digest(site)
    current = folder / CURRENT
    serving = current.resolve().name
    before = _read(folder)
    for one in before:
        if one.id == serving and one.digest == digest:
            return one
    moment = now.isoformat(timespec="seconds")
    new = Release(f"{now:%Y%m%d-%H%M%S}-{digest}", digest, moment, tuple(_unchanging(site)))
    past = (replace(one, until=moment) if one.id == serving else one for one in before)
    earlier = [
        one for one in past if one.digest != digest and now - datetime.fromisoformat(one.until) <= KEPT
    ]
    whole = folder / "releases" / new.id
    half = whole.with_name(f"{new.id}.part")
    for left_over in (half, whole):
        shutil.rmtree(left_over, ignore_errors=True)
    shutil.copytree(site, half)
    for one in earlier:
        for place in one.files:
            _carry_over(current / place, half / place)
    half.rename(whole)
    _write(folder, (new, *earlier))
    _lead_to(current, whole)
    whole_ones = {one.id for one in (new, *earlier)[:FOLDERS]}
    for other in whole.parent.iterdir():
        if other.name not in whole_ones:
            shutil.rmtree(other)
    return new


def _carry_over(source: Path, target: Path) -> None:
    if target.exists() or not source.exists():
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    # Never changed, so one file on the disk is enough.
    os.link(source, target)


def _lead_to(link: Path, target: Path) -> None:
    """Have a link lead to another folder, with no moment between at which it leads nowhere."""
    new = link.with_name(f"{link.name}.new")
    new.unlink(missing_ok=True)
    new.symlink_to(target.relative_to(link.parent))
    new.replace(link)


def _unchanging(site: Path) -> Iterator[str]:
    for file in sorted(site.rglob("*")):
        if file.is_file() and UNCHANGING.search(file.name.removesuffix(ENDS[0]).removesuffix(ENDS[1])):
            yield file.relative_to(site).as_posix()


def _digest(site: Path) -> str:
    digest = hashlib.sha256()
    for file in sorted(path for path in site.rglob("*") if path.is_file()):
        digest.update(f"{file.relative_to(site).as_posix()}\n".encode())
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()[:16]


def _read(folder: Path) -> list[Release]:
    """Return the releases that were in service, the latest first."""
    file = folder / LIST
    if not file.is_file():
        return []
    try:
        listed = json.loads(file.read_text(encoding="utf-8"))
        return [Release(**{**one, "files": tuple(one["files"])}) for one in listed]
    except (ValueError, KeyError, TypeError) as error:
        raise RuntimeError(
            f"{file}: is no list of releases ({error}); remove it, and what earlier pages ask for is not carried over"
        ) from error


def _write(folder: Path, releases: Sequence[Release]) -> None:
    half = folder / f"{LIST}.part"
    half.write_text(json.dumps([asdict(one) for one in releases], indent=1) + "\n", encoding="utf-8")
    half.replace(folder / LIST)
