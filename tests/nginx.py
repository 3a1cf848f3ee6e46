"""Finds the nginx to test with, and gets one where that starts nothing: `python tests/nginx.py --install`."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import packages

MODULE = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")
PACKAGES = ("nginx", "libnginx-mod-http-brotli-static")
MISSING = (
    "No nginx was found that hands out Brotli files. On Debian or Ubuntu: apt-get install "
    f"{' '.join(PACKAGES)} (as on any machine, the package starts a server on port 80; "
    "`systemctl disable --now nginx` ends it)"
)
# Containers have it: it keeps packages from starting servers.
NOTHING_STARTS = Path("/usr/sbin/policy-rc.d")


def find_nginx() -> str | None:
    """Return the nginx to test with; None where there is none, or none with Brotli."""
    # Debian keeps it where only an administrator's path leads.
    found = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}{os.pathsep}/usr/sbin")
    return found if found and MODULE.exists() else None


def install() -> str:
    """Return the nginx to test with, after installing it where nobody is surprised by a server."""
    if find_nginx() is None and os.geteuid() == 0 and NOTHING_STARTS.exists():
        packages.install("nginx", *PACKAGES)
    found = find_nginx()
    if found is None:
        raise RuntimeError(MISSING)
    return found


if __name__ == "__main__":
    try:
        print(f"Testing with {install() if '--install' in sys.argv else find_nginx() or MISSING}")
    except RuntimeError as problem:
        sys.exit(str(problem))
