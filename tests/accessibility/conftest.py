from __future__ import annotations

from collections.abc import Iterator

import pytest
from judges import Judges, judges

from tests.browser.serving import Served, serve


@pytest.fixture(scope="session")
def found() -> Judges:
    """What judges pages; a missing one is a failure that says what to install."""
    try:
        return judges()
    except RuntimeError as problem:
        pytest.fail(str(problem), pytrace=False)


@pytest.fixture(scope="session")
def pages_served(site) -> Iterator[Served]:
    served = serve(site.folder)
    yield served
    served.stop()
