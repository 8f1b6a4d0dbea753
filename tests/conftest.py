"""What many tests share."""

from __future__ import annotations

import pytest

from knowledge import smtp

pytest_plugins = ["sphinx.testing.fixtures"]


@pytest.fixture(scope="session")
def graph() -> smtp.Graph:
    """The graph of the built-in facts."""
    return smtp.load()
