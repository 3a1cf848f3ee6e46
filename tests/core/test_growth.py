"""The work a paste costs grows with its length and no faster: counted in calls, for time differs from run to run."""

import runpy
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType

import pytest

from validator import check_credentials, compare_scopes, load_contract

CONTRACT = load_contract("bigcommerce-huboo")
PIECES: dict[str, str] = runpy.run_path(str(Path(__file__).parents[1] / "bench" / "core.py"))["PIECES"]
SMALL, LARGE = 4 * 1024, 16 * 1024  # below every bound on lines and words
MOST = 1.3  # times linear: caches and bounds are filled on the way


def _calls(read: Callable[[str], object], text: str) -> int:
    count = 0

    def tell(_: FrameType, event: str, __: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    read(text[:100])
    before = sys.getprofile()
    sys.setprofile(tell)
    try:
        read(text)
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("about", PIECES)
@pytest.mark.parametrize("name", ["credentials", "scopes"])
def test_four_times_the_text_is_four_times_the_work(name: str, about: str) -> None:
    def read(text: str) -> object:
        return check_credentials(text, CONTRACT) if name == "credentials" else compare_scopes(text, CONTRACT)

    small, large = (_calls(read, (PIECES[about] * size)[:size]) for size in (SMALL, LARGE))
    # A fixed part of work belongs to every paste, so a small one may cost more than its share.
    assert large <= MOST * small * LARGE / SMALL, f"{small} calls for 4 KiB, {large} for 16 KiB"
