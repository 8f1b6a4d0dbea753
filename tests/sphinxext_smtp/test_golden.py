"""What a reader of a terminal gets: the pages of ``golden/`` as plain text and as manual pages, byte for byte.

Each page stands there beside its outputs, such as ``code.rst``, ``code.txt`` and ``code.man``. Run these tests with
``SMTP_GOLDEN=write`` in the environment to write the outputs anew, and read what has changed before you commit it.
"""

from __future__ import annotations

import difflib
import os
from pathlib import Path

import docutils
import pytest
from sphinx_project import Project

GOLDEN = Path(__file__).parent / "golden"
PAGES = sorted(path.stem for path in GOLDEN.glob("*.rst"))
SUFFIXES = {"text": ".txt", "man": ".man"}

CONF = f"""
extensions = ["sphinxext_smtp"]
project = "Sample"
copyright = "Somebody"
version = release = "1"
today = "2026-01-01"
root_doc = "index"
man_pages = [(name, name, "a sample", ["Somebody"], 7) for name in {PAGES}]
"""
INDEX = "Sample\n======\n\n.. toctree::\n\n   " + "\n   ".join(PAGES) + "\n"

needs_docutils = pytest.mark.skipif(
    docutils.__version_info__ < (0, 22), reason="the writer of manual pages sets tables otherwise before Docutils 0.22"
)


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], str]:
    """What each builder has made of each page."""
    project = Project(tmp_path_factory.mktemp("golden"))
    project.write({"conf.py": CONF, "index.rst": INDEX})
    project.write({f"{name}.rst": (GOLDEN / f"{name}.rst").read_text(encoding="utf-8") for name in PAGES})
    text = project.build("text", warningiserror=True)
    man = project.build("man", warningiserror=True)
    return {("text", name): text.output(f"{name}.txt") for name in PAGES} | {
        ("man", name): without_preamble(man.output(f"{name}.7")) for name in PAGES
    }


def without_preamble(page: str) -> str:
    """Leave out what stands before the title of a manual page: macros, and the release of Docutils."""
    return page[page.index(".TH ") :]


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("builder", ["text", pytest.param("man", marks=needs_docutils)])
def test_a_page_reads_in_a_terminal_as_it_was_accepted(
    outputs: dict[tuple[str, str], str], builder: str, name: str
) -> None:
    path = GOLDEN / f"{name}{SUFFIXES[builder]}"
    found = outputs[builder, name]
    if os.environ.get("SMTP_GOLDEN") == "write":
        path.write_bytes(found.encode())
    wanted = path.read_bytes().decode() if path.exists() else ""
    if found != wanted:
        lines = (text.splitlines(keepends=True) for text in (wanted, found))
        diff = "".join(difflib.unified_diff(*lines, f"golden/{path.name}", f"{name}.rst, built as {builder}"))
        pytest.fail(f"{diff}\nIf it should read like this, run the test with SMTP_GOLDEN=write.", pytrace=False)


def test_every_golden_file_belongs_to_a_page() -> None:
    expected = {f"{name}{suffix}" for name in PAGES for suffix in (".rst", *SUFFIXES.values())}
    assert {path.name for path in GOLDEN.iterdir()} == expected
