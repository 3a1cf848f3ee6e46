"""Gets programs to test with from Debian's or Ubuntu's packages, where somebody may: as root, or without a password."""

from __future__ import annotations

import os
import shutil
import subprocess

APT = ("env", "DEBIAN_FRONTEND=noninteractive", "apt-get")


def commands(*packages: str) -> list[list[str]]:
    """Return the commands that install packages; none where nobody may."""
    root = _as_root()
    if root is None or not shutil.which("apt-get"):
        return []
    return [[*root, *APT, "update"], [*root, *APT, "install", "--yes", "--no-install-recommends", *packages]]


def install(what: str, *packages: str) -> None:
    """Install packages where somebody may, and say so; whether it helped is for the caller to see."""
    for command in commands(*packages):
        print(f"No {what} here yet:", *command, flush=True)
        subprocess.run(command, check=False, stdin=subprocess.DEVNULL)


def _as_root() -> list[str] | None:
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo and subprocess.run([sudo, "-n", "true"], check=False, capture_output=True).returncode == 0:
        return [sudo, "-n"]
    return None
