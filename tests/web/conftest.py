"""One started server for all the tests of a file, and a new visitor for each."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.web.server import Visitor, started


@pytest.fixture(scope="session")
def served() -> Iterator[str]:
    """The address of a server with the shipped content."""
    with started() as address:
        yield address


@pytest.fixture
def visitor(served: str) -> Visitor:
    """Somebody who has not been here."""
    return Visitor(served)
