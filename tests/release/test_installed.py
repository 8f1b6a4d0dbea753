"""The wheel as a user has it: installed into an environment, run there, read by type checkers, and taken out again.

``make dist`` builds it and runs this. The environment variable SMTP_DIST names the folder with the wheel.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
SAMPLE = Path(__file__).with_name("sample.py")
CHECKERS = {
    "mypy": ["mypy", "--strict", "--cache-dir", "cache", "--python-executable"],
    "pyright": ["pyright", "--pythonpath"],
}
WRONG = {
    "no such name": "from knowledge import smtp\n\nsmtp.laod()\n",
    "no such field": "from knowledge import smtp\n\nprint(smtp.load().code(535).titel)\n",
    "a field is set": "from knowledge import smtp\n\nsmtp.load().code(535).title = 'Ours'\n",
    "a word is wrong": "from knowledge import smtp\n\nprint(smtp.load().code(450).retry.when == 'soon')\n",
}
"""Programs that a checker has to refuse."""

PAGE = """\
Here
====

.. smtp-code:: 535

.. smtp-compare:: 450 550

We send :smtp:command:`AUTH`, and get :smtp:code:`535 5.7.8`.
"""


class Environment:
    """A virtual environment that holds the wheel, and sees what the tests have been installed with, but no checkout."""

    def __init__(self, folder: Path, wheel: Path) -> None:
        self.folder = folder / "env"
        self.work = folder / "work"
        self.work.mkdir()
        venv.create(self.folder, with_pip=False)
        self.python = self.folder / "bin" / "python"
        self.packages = next(self.folder.glob("lib/python*/site-packages"))
        self.pip("install", "--no-deps", "--no-index", str(wheel))
        # Python looks for modules in this folder, and does not read the file there that points to the checkout.
        (self.packages / "beside.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")

    def pip(self, *arguments: str) -> None:
        pip = [sys.executable, "-m", "pip", "--python", str(self.python), "--disable-pip-version-check", "--quiet"]
        subprocess.run([*pip, *arguments], check=True)

    def run(self, command: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a program of the environment, or of the environment of the tests, outside of the checkout."""
        own = self.folder / "bin" / command
        program = own if own.exists() else Path(sys.executable).with_name(command)
        variables = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
        return subprocess.run(
            [program, *arguments], cwd=self.work, env=variables, capture_output=True, text=True, check=False
        )

    def checks(self, checker: str, program: str) -> subprocess.CompletedProcess[str]:
        command, *options = CHECKERS[checker]
        (self.work / "program.py").write_text(program, encoding="utf-8")
        return self.run(command, *options, str(self.python), "program.py")


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Environment]:
    folder = tmp_path_factory.mktemp("release")
    (wheel,) = (ROOT / os.environ.get("SMTP_DIST", "dist")).glob("*.whl")
    yield Environment(folder, wheel)
    shutil.rmtree(folder)


def test_a_program_runs(environment: Environment) -> None:
    shutil.copy(SAMPLE, environment.work)
    done = environment.run("python", "-I", "-W", "error", SAMPLE.name)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("AUTH\n")


def test_a_project_builds_without_a_warning(environment: Environment) -> None:
    source = environment.work / "source"
    source.mkdir()
    (source / "conf.py").write_text('extensions = ["sphinxext_smtp"]\n', encoding="utf-8")
    (source / "index.rst").write_text(PAGE, encoding="utf-8")
    done = environment.run("python", "-I", "-X", "dev", "-W", "error", "-m", "sphinx", "-nW", "source", "build")
    assert (done.returncode, done.stderr) == (0, "")
    assert (environment.work / "build" / "_static" / "sphinxext-smtp.css").exists()


def test_the_commands_are_there(environment: Environment) -> None:
    assert environment.run("smtp-codes", "show", "535").stdout.startswith("535 Authentication failed")
    done = environment.run("sphinx-smtp-pages", "pages", "--pages", "classes")
    assert (done.returncode, done.stderr) == (0, "")
    assert (environment.work / "pages" / "class" / "5xx.rst").exists()


@pytest.mark.parametrize("checker", CHECKERS)
def test_a_checker_of_types_accepts_the_program(environment: Environment, checker: str) -> None:
    done = environment.checks(checker, SAMPLE.read_text(encoding="utf-8"))
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("wrong", WRONG)
@pytest.mark.parametrize("checker", CHECKERS)
def test_a_checker_of_types_sees_what_is_wrong(environment: Environment, checker: str, wrong: str) -> None:
    program = f"# pyright: strict\n{WRONG[wrong]}"
    done = environment.checks(checker, program)
    assert "program.py:4" in done.stdout


def test_it_goes_without_a_trace(environment: Environment) -> None:
    environment.pip("uninstall", "--yes", "sphinxext-smtp")
    (environment.packages / "beside.pth").unlink()
    assert [path for path in environment.packages.rglob("*") if path.is_file()] == []
