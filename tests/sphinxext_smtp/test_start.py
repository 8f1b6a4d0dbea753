"""The start of Sphinx: what is registered is there, and what no page needs yet is not imported."""

from __future__ import annotations

import subprocess
import sys
from typing import Final

import pytest

from sphinxext_smtp import DIRECTIVES, HANDLERS, POST_TRANSFORMS, TRANSFORMS
from sphinxext_smtp.late import imported, late_transform

START: Final = """
import sys

import sphinx.application


class App:
    def __getattr__(self, name):
        return lambda *args, **named: None


import sphinxext_smtp

sphinxext_smtp.setup(App())
print(*(name for name in sys.modules if name.partition(".")[0] in ("knowledge", "sphinxext_smtp")))
"""
NEEDED_LATER: Final = (
    *("knowledge.smtp." + room for room in ("compare", "explain", "export", "face", "graph", "language", "reading")),
    *("sphinxext_smtp." + room for room in ("html", "pages", "pictures", "markup.directives", "render.transforms")),
    *("sphinxext_smtp." + module for module in ("project.rebuild", "project.shown", "project.facts")),
)


def test_the_start_imports_no_room_that_no_page_needs_yet() -> None:
    done = subprocess.run([sys.executable, "-c", START], capture_output=True, text=True, check=True)
    loaded = done.stdout.split()
    assert "sphinxext_smtp.project.domain" in loaded
    assert [name for name in loaded if f"{name}.".startswith(tuple(f"{each}." for each in NEEDED_LATER))] == []


@pytest.mark.parametrize(
    "place", [*(row[1] for row in DIRECTIVES), *TRANSFORMS, *POST_TRANSFORMS, *(row[1] for row in HANDLERS)]
)
def test_what_is_registered_is_there(place: str) -> None:
    assert callable(imported(place))


@pytest.mark.parametrize(("place", "priority"), [*TRANSFORMS.items(), *POST_TRANSFORMS.items()])
def test_a_transform_is_registered_with_its_own_priority(place: str, priority: int) -> None:
    assert imported(place).default_priority == late_transform(place, priority).default_priority
