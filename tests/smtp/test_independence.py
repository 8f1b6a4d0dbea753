"""What an import loads: the graph stands without Sphinx, and networkx waits until somebody needs it."""

from __future__ import annotations

import subprocess
import sys

import pytest

LOADED = "import sys; print(sorted({name.partition('.')[0] for name in sys.modules}))"


def modules_after(code: str) -> set[str]:
    done = subprocess.run([sys.executable, "-c", f"{code}\n{LOADED}"], capture_output=True, text=True, check=True)
    return set(eval(done.stdout))  # noqa: S307 -- the list that the line above has printed


@pytest.mark.parametrize(
    ("code", "absent"),
    [
        ("from knowledge import smtp; smtp.load().compare(211, 535).differences", {"sphinx", "docutils", "networkx"}),
        ("from knowledge.smtp.shell import commands", {"sphinx", "docutils", "networkx"}),
        (
            "import sphinxext_smtp.markup.directives, sphinxext_smtp.project.fallback, sphinxext_smtp.html.head",
            {"networkx"},
        ),
    ],
)
def test_an_import_leaves_out_what_it_does_not_need(code: str, absent: set[str]) -> None:
    assert modules_after(code) & absent == set()


def test_a_path_loads_networkx() -> None:
    assert "networkx" in modules_after("from knowledge import smtp; smtp.load().path('PLAIN', 535)")


def test_the_name_knowledge_is_shared_and_not_owned() -> None:
    import knowledge

    assert knowledge.__file__ is None
