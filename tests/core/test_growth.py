"""The work a paste costs grows with its length and no faster: counted in calls, for time differs from run to run."""

import runpy
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType

import pytest

from validator import check_credentials, compare_scopes, load_contract

CONTRACT = load_contract("bigcommerce-huboo")
TEXTS: dict[str, Callable[[int], str]] = runpy.run_path(str(Path(__file__).parents[1] / "bench" / "core.py"))[
    "TEXTS"
]
SMALL, LARGE = 4 * 1024, 16 * 1024  # below every bound on lines and words
LARGEST = 64 * 1024 - 64
ENDLESS = 5.0  # seconds of the processor's own time, a hundred times what any of the texts takes
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


def _read(name: str, text: str) -> object:
    return check_credentials(text, CONTRACT) if name == "credentials" else compare_scopes(text, CONTRACT)


@pytest.mark.parametrize("about", TEXTS)
@pytest.mark.parametrize("name", ["credentials", "scopes"])
def test_four_times_the_text_is_four_times_the_work(name: str, about: str) -> None:
    texts = [TEXTS[about](size) for size in (SMALL, LARGE)]
    small, large = (_calls(lambda text: _read(name, text), text) for text in texts)
    # A fixed part of work belongs to every paste, so a small one may cost more than its share.
    assert large <= MOST * small * len(texts[1]) / len(texts[0]), f"{small} calls, then {large}"


@pytest.mark.parametrize("about", TEXTS)
def test_no_search_begins_anew_at_every_sign(about: str) -> None:
    """What happens inside one search is no call, and there a text of 64 KiB can take from seconds to days."""

    def stop(*_: object) -> None:
        raise AssertionError("it does not come to an end")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, ENDLESS)
    try:
        for name in ("credentials", "scopes"):
            _read(name, TEXTS[about](LARGEST))
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
