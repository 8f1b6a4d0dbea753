"""The start of Sphinx: what is registered is there, and what no page needs yet is not imported."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING, Final

import pytest
from sphinx_project import page

from sphinxext_smtp import DIRECTIVES, HANDLERS_OF_ALL, HANDLERS_OF_USERS, POST_TRANSFORMS, TRANSFORMS
from sphinxext_smtp.late import imported, late_transform

if TYPE_CHECKING:
    from sphinx_project import Project

LOADED: Final = """
print(*(name for name in sys.modules if name.partition(".")[0] in ("knowledge", "sphinxext_smtp")))
"""
START: Final = f"""
import sys

import sphinx.application


class App:
    def __getattr__(self, name):
        return lambda *args, **named: None


import sphinxext_smtp

sphinxext_smtp.setup(App())
{LOADED}
"""
BUILD: Final = f"""
import sys

from sphinx.cmd.build import main

assert main(["-q", *sys.argv[1:]]) == 0
{LOADED}
"""
NEEDED_LATER: Final = (
    *("knowledge.smtp." + room for room in ("compare", "explain", "export", "face", "graph", "language", "reading")),
    *("sphinxext_smtp.html." + module for module in ("explainer", "head", "llms", "markdown", "navigation", "search")),
    *("sphinxext_smtp." + room for room in ("pages", "pictures", "markup.directives", "render.transforms")),
    *("sphinxext_smtp." + module for module in ("project.rebuild", "project.shown", "project.facts")),
)


def needed_later(script: str, *arguments: object) -> list[str]:
    """Return which modules a script has loaded that are needed later."""
    done = subprocess.run(
        [sys.executable, "-c", script, *map(str, arguments)], capture_output=True, text=True, check=True
    )
    loaded = done.stdout.split()
    assert "sphinxext_smtp.project.domain" in loaded
    return [name for name in loaded if f"{name}.".startswith(tuple(f"{each}." for each in NEEDED_LATER))]


def test_the_start_imports_no_room_that_no_page_needs_yet() -> None:
    assert needed_later(START) == []


@pytest.mark.parametrize(
    ("content", "is_free"),
    [("Nothing of :class:`ours`.", True), ("See :smtp:code:`535`.", False), (".. smtp-code:: 535", False)],
)
@pytest.mark.parametrize("builder", ["html", "latex", "singlehtml"])
def test_a_build_imports_them_where_a_page_has_something_of_ours(
    project: Project, builder: str, content: str, is_free: bool
) -> None:
    """So nobody pays for what nobody reads; in the build after it as well."""
    project.write(
        {"conf.py": 'extensions = ["sphinxext_smtp"]\nhtml_theme = "basic"\n', "index.rst": page("A", content)}
    )
    for _again in range(2):
        arguments = (BUILD, "-b", builder, project.folder / "source", project.folder / "out")
        assert (needed_later(*arguments) == []) == is_free


@pytest.mark.parametrize(
    "place",
    [
        *(row[1] for row in (*DIRECTIVES, *HANDLERS_OF_ALL, *HANDLERS_OF_USERS)),
        *TRANSFORMS,
        *POST_TRANSFORMS,
    ],
)
def test_what_is_registered_is_there(place: str) -> None:
    assert callable(imported(place))


@pytest.mark.parametrize(("place", "priority"), [*TRANSFORMS.items(), *POST_TRANSFORMS.items()])
def test_a_transform_is_registered_with_its_own_priority(place: str, priority: int) -> None:
    assert imported(place).default_priority == late_transform(place, priority).default_priority
