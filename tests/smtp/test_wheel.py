"""The wheel and the sdist: what they hold, the same bytes wherever they are built, and the same graph."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
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
    shutil.unpack_archive(next(folder.glob("*.whl")), folder / "site", "zip")
    return folder / "site"


LEFT_OUT = {
    "knowledge/smtp/language/extraction.py",
    "knowledge/smtp/shell/messages.py",
    "sphinxext_smtp/extraction.py",
}
"""What only a checkout can use."""
DATA = (
    r"knowledge/smtp/(facts\.pickle|py\.typed)",
    r"sphinxext_smtp/py\.typed",
    r"knowledge/smtp/locale/\w+/LC_MESSAGES/(facts|labels)\.mo",
    r"sphinxext_smtp/locale/\w+/LC_MESSAGES/sphinxext_smtp\.mo",
    r"sphinxext_smtp/html/(box|static)/[\w-]+\.(css|js)",
    rf"sphinxext_smtp-{re.escape(__version__)}\.dist-info/(METADATA|WHEEL|RECORD|entry_points\.txt|licenses/LICENSE)",
)
"""All files of a wheel that are no modules."""


def in_checkout(pattern: str) -> set[str]:
    """Return the files of both packages in the checkout."""
    found = (path for package in ("knowledge", "sphinxext_smtp") for path in (ROOT / package).rglob(pattern))
    return {path.relative_to(ROOT).as_posix() for path in found}


def test_the_wheel_holds_every_module_and_what_the_packages_need(installed: Path) -> None:
    names = {path.relative_to(installed).as_posix() for path in installed.rglob("*") if path.is_file()}
    modules = {name for name in names if name.endswith(".py")}
    assert in_checkout("*.py") - modules == LEFT_OUT
    assert modules <= in_checkout("*.py")
    assert "knowledge/__init__.py" not in names
    data = names - modules
    assert [name for name in sorted(data) if not any(re.fullmatch(pattern, name) for pattern in DATA)] == []
    assert [pattern for pattern in DATA if not any(re.fullmatch(pattern, name) for name in data)] == []
    catalogues = {name.replace(".po", ".mo") for name in in_checkout("*.po")}
    assert catalogues | in_checkout("*.css") | in_checkout("*.js") | in_checkout("py.typed") <= data


def test_no_file_of_the_wheel_names_a_folder_of_the_machine(installed: Path) -> None:
    told = [str(ROOT).encode(), str(Path.home()).encode() + b"/", tempfile.gettempdir().encode() + b"/"]
    files = [path for path in installed.rglob("*") if path.is_file()]
    assert [path.name for path in files for place in told if place in path.read_bytes()] == []


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
        built.append({name: path.read_bytes() for name, path in files.items()})
    assert built[0] == built[1]


def test_a_wheel_that_is_built_from_the_sdist_is_the_same_bytes(checkout: Path, tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-c", BUILD, "022"], cwd=checkout, check=True, capture_output=True)
    (packed,) = (checkout / "dist").glob("*.tar.gz")
    shutil.unpack_archive(packed, tmp_path / "sdist", filter="data")
    (unpacked,) = (tmp_path / "sdist").iterdir()
    subprocess.run([sys.executable, "-c", BUILD, "022"], cwd=unpacked, check=True, capture_output=True)
    (wheel,), (again,) = ((folder / "dist").glob("*.whl") for folder in (checkout, unpacked))
    assert wheel.read_bytes() == again.read_bytes()


def test_the_sdist_holds_what_a_distribution_needs_to_test_and_document_it(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", tmp_path]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    with tarfile.open(next(tmp_path.glob("*.tar.gz"))) as sdist:
        names = {name.partition("/")[2] for name in sdist.getnames()}
    assert {"LICENSE", "Makefile", "docs/conf.py", "tests/conftest.py", "knowledge/smtp/facts/codes.toml"} <= names
    assert [name for name in names if name.endswith((".pyc", ".mo", ".pickle")) or name.startswith(".ci")] == []


def test_a_checkout_holds_no_compiled_facts() -> None:
    assert not (ROOT / "knowledge" / "smtp" / "facts.pickle").exists()
