"""What many tests share."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings
from sphinx_project import Project

from knowledge import smtp

if TYPE_CHECKING:
    from pathlib import Path

if many := os.environ.get("SMTP_EXAMPLES"):  # `make fuzz`
    settings.register_profile("many", max_examples=int(many))
    settings.load_profile("many")

if "MUTANT_UNDER_TEST" in os.environ:  # `make mutation`: the facts are read once, for all changes that are tried
    smtp.load()

pytest_plugins = ["sphinx.testing.fixtures"]


@pytest.fixture(scope="session")
def graph() -> smtp.Graph:
    """The graph of the built-in facts."""
    return smtp.load()


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """An empty Sphinx project."""
    return Project(tmp_path)
