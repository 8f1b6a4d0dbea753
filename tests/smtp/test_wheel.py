"""The wheel: it holds the compiled facts and all files that the packages need, and gives the same graph."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from knowledge import smtp
from sphinxext_smtp import __version__

ROOT = Path(__file__).parents[2]

SCRIPT = """
from knowledge import smtp
from knowledge.smtp.reading import loading
assert not loading.FACTS.is_dir() and loading.COMPILED.is_file()
own = smtp.load(facts=["own.toml"])
assert own.code(535).note == "Ask the help desk."
assert smtp.load(language="ja").code(535).title == TITLE
print(smtp.load().export("json"))
"""


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds what the wheel installs."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as wheel:
        wheel.extractall(folder / "site")
    return folder / "site"


def test_the_wheel_holds_what_is_needed_and_no_toml(installed: Path) -> None:
    names = {path.relative_to(installed).as_posix() for path in installed.rglob("*") if path.is_file()}
    assert {
        "knowledge/smtp/facts.pickle",
        "knowledge/smtp/py.typed",
        "sphinxext_smtp/py.typed",
        "knowledge/smtp/locale/ja/LC_MESSAGES/facts.mo",
        "sphinxext_smtp/locale/ja/LC_MESSAGES/sphinxext_smtp.mo",
        "sphinxext_smtp/html/static/sphinxext-smtp.css",
    } <= names
    assert "knowledge/__init__.py" not in names
    assert not any(name.endswith((".toml", ".po")) or name.startswith(("tests", "docs")) for name in names)


def test_the_wheel_leaves_out_what_only_a_checkout_can_use(installed: Path) -> None:
    left_out = (
        "knowledge/smtp/language/extraction.py",
        "knowledge/smtp/shell/messages.py",
        "sphinxext_smtp/extraction.py",
    )
    assert [name for name in left_out if not (ROOT / name).is_file()] == []
    assert [name for name in left_out if (installed / name).exists()] == []


def test_the_wheel_gives_the_same_graph_as_the_checkout(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text('[code.535]\nnote = "Ask the help desk."\n', encoding="utf-8")
    title = smtp.load(language="ja").code(535).title
    done = subprocess.run(
        [
            sys.executable,
            "-S",
            "-c",
            f"import sys; sys.path.insert(0, {str(installed)!r})\nTITLE = {title!r}\n{SCRIPT}",
        ],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        text=True,
    )
    assert done.stdout.strip() == smtp.load().export("json")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of what a build reads, in another folder."""
    kept = shutil.ignore_patterns("__pycache__", "*.mo")
    for name in ("knowledge", "sphinxext_smtp"):
        shutil.copytree(ROOT / name, tmp_path / "copy" / name, ignore=kept)
    for name in ("pyproject.toml", "hatch_build.py", "README.md", "LICENSE", ".gitignore"):
        shutil.copy(ROOT / name, tmp_path / "copy" / name)
    return tmp_path / "copy"


BUILD = """
import os, sys
from hatchling.build import build_sdist, build_wheel
os.umask(int(sys.argv[1], 8))
os.makedirs("dist")
build_sdist("dist")
build_wheel("dist")
"""
SURROUNDINGS = [
    ("022", {"PYTHONHASHSEED": "1", "TZ": "Asia/Tokyo", "LC_ALL": "C"}),
    ("077", {"PYTHONHASHSEED": "2", "TZ": "America/New_York", "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1"}),
]


def test_a_wheel_is_the_same_bytes_wherever_it_is_built(checkout: Path, tmp_path: Path) -> None:
    built = []
    for index, (umask, variables) in enumerate(SURROUNDINGS):
        folder = shutil.copytree(checkout, tmp_path / f"{index}" / "source")
        scratch = tmp_path / f"{index}" / "scratch"
        scratch.mkdir()
        subprocess.run(
            [sys.executable, "-c", BUILD, umask],
            cwd=folder,
            env={**os.environ, "TMPDIR": str(scratch), **variables},
            check=True,
            capture_output=True,
        )
        files = {path.name: path for path in (folder / "dist").iterdir()}
        assert sorted(name.removeprefix("sphinxext_smtp-") for name in files) == [
            f"{__version__}-py3-none-any.whl",
            f"{__version__}.tar.gz",
        ]
        assert list(scratch.iterdir()) == []
        built.append({name: path.read_bytes() for name, path in files.items() if path.suffix == ".whl"})
    assert built[0] == built[1]


def test_a_checkout_holds_no_compiled_facts() -> None:
    assert not (ROOT / "knowledge" / "smtp" / "facts.pickle").exists()
