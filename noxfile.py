"""The versions that the project promises to work with, each in an environment of its own; ``make matrix`` runs it.

Each row installs the built wheel, as a user has it, and runs the tests that a version of Python, Sphinx or docutils can
break; what is in the checkout is out of sight. An interpreter that the machine does not have is left out, and said so.
"""

from __future__ import annotations

import os
import shutil
import sys
import tomllib
from pathlib import Path

import nox

nox.needs_version = ">=2024.10"
nox.options.default_venv_backend = "venv"
nox.options.error_on_missing_interpreters = False

ROOT = Path(__file__).parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]
SCREENED = ["-P", "-X", "dev", "-W", "error::DeprecationWarning", "-W", "error::PendingDeprecationWarning"]
"""Options of Python: no module from the folder in which it runs, every check at run time, nothing that will go."""

TESTS = (
    "sphinxext_smtp/test_builders.py",
    "sphinxext_smtp/test_directives.py",
    "sphinxext_smtp/test_guard.py",
    "sphinxext_smtp/test_links.py",
    "sphinxext_smtp/test_search.py",
    "sphinxext_smtp/test_sphinx.py",
    "sphinxext_smtp/test_start.py",
    "smtp/test_face.py",
    "smtp/test_names.py",
    "smtp/test_record.py",
    "smtp/test_travel.py",
)
"""What is run in each row: what speaks with Sphinx, docutils and networkx, or with the machinery of Python."""


def lowest() -> list[str]:
    """Return the lowest version of each thing that ``pyproject.toml`` admits; docutils comes through Sphinx."""
    wanted = [*PROJECT["dependencies"], *(each for each in EXTRAS["docs"] if each.startswith("myst-parser"))]
    return [*(each.replace(">=", "==") for each in wanted), "docutils==0.20"]


TOLD = """
import sys, docutils, networkx, sphinx
versions = {each.__name__: each.__version__ for each in (sphinx, docutils, networkx)}
print("Python", sys.version.split()[0], versions)
"""
"""Prints what a row is about."""

ROWS = {
    "3.11-lowest": ("3.11", lowest()),
    "3.11-sphinx9.0": ("3.11", ["Sphinx==9.0.*"]),
    "3.12-sphinx9.1": ("3.12", ["Sphinx==9.1.*"]),
    "3.13-newest": ("3.13", []),
    "3.14-newest": ("3.14", []),
}
"""The interpreter of each row, and what it is held to; an empty list takes the newest of everything."""


@nox.session(python=False, tags=["build"])
def wheel(session: nox.Session) -> None:
    """Build the wheel that all rows install."""
    shutil.rmtree(ROOT / ".nox" / "wheel", ignore_errors=True)
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", ".nox/wheel"]
    session.run(*command, external=True, silent=True)


def row(python: str, name: str, versions: list[str]) -> None:
    """Make the session of a row."""

    @nox.session(python=python, name=name, requires=["wheel"], tags=["matrix"])
    def run(session: nox.Session) -> None:
        (built,) = (ROOT / ".nox" / "wheel").glob("*.whl")
        needed = [each for each in EXTRAS["test"] if each.startswith(("hypothesis", "myst-parser", "pytest"))]
        session.install("--quiet", "--disable-pip-version-check", str(built), *needed, *versions)
        session.run("python", "-c", TOLD)
        options = ["-q", "-p", "no:cacheprovider", "-n", os.environ.get("SMTP_WORKERS", "2")]
        session.run("python", *SCREENED, "-m", "pytest", *options, *(f"tests/{each}" for each in TESTS))


for _name, (_python, _versions) in ROWS.items():
    row(_python, _name, _versions)
