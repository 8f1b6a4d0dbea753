"""Another `knowledge` before ours on the path: all works beside it, or one sentence tells why it cannot."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).parents[2]
NEIGHBORS = {
    "a module": ("knowledge.py", "x = 1\n"),
    "a package": ("knowledge/__init__.py", ""),
    "a package with modules": ("knowledge/__init__.py", "from knowledge import imap\n"),
}
SHADOWS = {
    "a module that fails": ("knowledge.py", "raise RuntimeError('not for import')\n"),
    "a module with a thing of that name": ("knowledge.py", "import smtplib as smtp\n"),
    "an smtp of its own": ("knowledge/smtp.py", ""),
    "a package smtp of its own": ("knowledge/smtp/__init__.py", ""),
}
COMMANDS = {
    "sphinx": ["-m", "sphinx", "source", "build"],
    "smtp-codes": ["-c", "import sys; from sphinxext_smtp.commands import *; sys.exit(smtp_codes())"],
    "sphinx-smtp-pages": ["-c", "import sys; from sphinxext_smtp.commands import *; sys.exit(sphinx_smtp_pages())"],
}


def run(folder: Path, command: str, text: str = "", arguments: Sequence[str] = ()) -> subprocess.CompletedProcess[str]:
    (folder / "source").mkdir()
    conf = 'extensions = ["sphinxext_smtp", "sphinx.ext.autodoc"]\n'
    (folder / "source" / "conf.py").write_text(conf, encoding="utf-8")
    (folder / "source" / "index.rst").write_text(f"Here\n====\n\n{text}", encoding="utf-8")
    path = os.pathsep.join([str(folder / "first"), str(ROOT)])
    environment = {**os.environ, "PYTHONPATH": path, "PYTHONSAFEPATH": "1", "NO_COLOR": "1"}
    return subprocess.run(
        [sys.executable, *COMMANDS[command], *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def write(folder: Path, name: str, content: str) -> Path:
    file = folder / name
    file.parent.mkdir(parents=True)
    file.write_text(content, encoding="utf-8")
    return file


@pytest.mark.parametrize("neighbor", NEIGHBORS)
def test_a_build_works_beside_another_knowledge(neighbor: str, tmp_path: Path) -> None:
    file = write(tmp_path / "first", *NEIGHBORS[neighbor])
    if file.name == "__init__.py":
        (file.parent / "imap.py").write_text("", encoding="utf-8")
    page = ".. smtp-code:: 535\n\n:smtp:compare:`211 535`\n\n.. automodule:: knowledge\n"
    done = run(tmp_path, "sphinx", page)
    assert (done.returncode, done.stderr) == (0, "")
    built = (tmp_path / "build" / "index.html").read_text(encoding="utf-8")
    assert 'id="smtp-code-535"' in built


@pytest.mark.parametrize("neighbor", NEIGHBORS)
def test_the_command_works_beside_another_knowledge(neighbor: str, tmp_path: Path) -> None:
    file = write(tmp_path / "first", *NEIGHBORS[neighbor])
    (file.parent / "imap.py").write_text("", encoding="utf-8")
    done = run(tmp_path, "smtp-codes", arguments=["show", "535"])
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("535 Authentication failed")


def test_a_distribution_that_puts_an_init_beside_ours_hides_nothing(tmp_path: Path) -> None:
    write(tmp_path / "first", "knowledge/__init__.py", "y = 2\n")
    for name in ("knowledge/smtp", "sphinxext_smtp"):
        (tmp_path / "first" / name).symlink_to(ROOT / name)
    done = run(tmp_path, "sphinx", ".. smtp-code:: 535\n")
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("shadow", SHADOWS)
def test_what_hides_the_graph_is_told_in_one_sentence(shadow: str, command: str, tmp_path: Path) -> None:
    file = write(tmp_path / "first", *SHADOWS[shadow])
    done = run(tmp_path, command)
    told = [line for line in done.stderr.splitlines() if f"{file} hides the package knowledge.smtp" in line]
    assert len(told) == 1
    assert done.returncode != 0
    assert not re.search(r"During handling|ModuleNotFoundError|ImportError|RuntimeError", done.stderr)
    if command != "sphinx":  # Sphinx puts its own report around what an extension says
        assert done.stderr.splitlines() == told


@pytest.mark.parametrize("files", [[], ["knowledge/other/__init__.py"], ["knowledge/pop3.py"]])
def test_others_may_share_the_namespace(files: list[str], tmp_path: Path) -> None:
    for name in files:
        (tmp_path / "first" / name).parent.mkdir(parents=True)
        (tmp_path / "first" / name).write_text("", encoding="utf-8")
    done = run(tmp_path, "sphinx")
    assert (done.returncode, done.stderr) == (0, "")
