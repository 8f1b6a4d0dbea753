"""Another `knowledge` before ours on the path is told in one sentence, by a build and by both commands."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SHADOWS = {
    "a module": ("knowledge.py", "x = 1\n"),
    "a module that fails": ("knowledge.py", "raise RuntimeError('not for import')\n"),
    "a package": ("knowledge/__init__.py", ""),
    "an smtp of its own": ("knowledge/smtp.py", ""),
    "a package smtp of its own": ("knowledge/smtp/__init__.py", ""),
}
COMMANDS = {
    "sphinx": ["-m", "sphinx", "source", "build"],
    "smtp-codes": ["-c", "import sys; from sphinxext_smtp.commands import *; sys.exit(smtp_codes())"],
    "sphinx-smtp-pages": ["-c", "import sys; from sphinxext_smtp.commands import *; sys.exit(sphinx_smtp_pages())"],
}


def run(folder: Path, command: str) -> subprocess.CompletedProcess[str]:
    (folder / "source").mkdir()
    (folder / "source" / "conf.py").write_text('extensions = ["sphinxext_smtp"]\n', encoding="utf-8")
    (folder / "source" / "index.rst").write_text("Here\n====\n", encoding="utf-8")
    path = os.pathsep.join([str(folder / "first"), str(ROOT)])
    environment = {**os.environ, "PYTHONPATH": path, "PYTHONSAFEPATH": "1", "NO_COLOR": "1"}
    return subprocess.run(
        [sys.executable, *COMMANDS[command]], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("shadow", SHADOWS)
def test_what_hides_the_graph_is_told_in_one_sentence(shadow: str, command: str, tmp_path: Path) -> None:
    name, content = SHADOWS[shadow]
    file = tmp_path / "first" / name
    file.parent.mkdir(parents=True)
    file.write_text(content, encoding="utf-8")
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
