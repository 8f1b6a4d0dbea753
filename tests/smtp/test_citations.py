"""Citations against the RFC texts, and nodes against the registries, where these are at hand."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from knowledge.smtp.checks import CITATION_CHECKS, REGISTRY_CHECKS

if TYPE_CHECKING:
    from knowledge import smtp


def folder_named_by(variable: str) -> Path:
    """Return the folder that an environment variable names; skip the test where there is none."""
    name = os.environ.get(variable, "")
    if not name or not Path(name).is_dir():
        pytest.skip(f"{variable} names no folder")
    return Path(name)


@pytest.mark.parametrize("name", CITATION_CHECKS)
def test_citations_hold_against_the_rfc_texts(graph: smtp.Graph, name: str) -> None:
    assert CITATION_CHECKS[name](graph, folder_named_by("SMTP_RFC_DIR")) == []


@pytest.mark.parametrize("name", REGISTRY_CHECKS)
def test_the_graph_agrees_with_the_registries(graph: smtp.Graph, name: str) -> None:
    assert REGISTRY_CHECKS[name](graph, folder_named_by("SMTP_REGISTRY_DIR")) == []
