"""The command ``sphinx-smtp-pages``."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from stopping import stopped

from sphinxext_smtp.pages.cli import main
from sphinxext_smtp.pages.manifest import MANIFEST

if TYPE_CHECKING:
    from pathlib import Path

    from stopping import Stop


def test_the_command_writes_what_conf_py_would(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path), "--pages", "classes", "comparisons", "--compare", "211 535"]) == 0
    names = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.rst")}
    assert names == {
        "index.rst",
        "class/index.rst",
        *(f"class/{name}xx.rst" for name in "2345"),
        "compare/index.rst",
        "compare/211-vs-535.rst",
    }
    assert capsys.readouterr().out == "8 written, 0 deleted, 0 unchanged\n"
    assert main([str(tmp_path), "--pages", "classes", "--format", "md"]) == 0
    assert capsys.readouterr().out == "6 written, 8 deleted, 0 unchanged\n"
    assert {path.suffix for path in tmp_path.rglob("*.*s*")} == {".json"}


def test_a_page_that_is_taken_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "class").mkdir()
    (tmp_path / "class" / "2xx.rst").write_text("Mine.\n", encoding="utf-8")
    assert main([str(tmp_path), "--pages", "classes"]) == 1
    captured = capsys.readouterr()
    assert captured.err == "sphinx-smtp-pages: class/2xx.rst is not written, because a page of that name is there\n"
    assert captured.out == "5 written, 0 deleted, 0 unchanged\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--compare", "211 536"], "no standard defines the reply code 536;"),
        (["--compare", "211"], "a comparison takes two or more names"),
        (["--facts", "none.toml"], "none.toml: expected a readable file"),
    ],
)
def test_a_mistake_is_told_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    assert main([str(tmp_path / "pages"), *arguments]) == 1
    assert message in capsys.readouterr().err
    assert not (tmp_path / "pages").exists()


def run(folder: Path, *arguments: str, line: str = '"$0" "$@"', **options: Any) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own."""
    code = "import sys; from sphinxext_smtp.pages.cli import main; sys.exit(main())"
    command = ["sh", "-c", line, sys.executable, "-c", code, str(folder), "--pages", "classes", *arguments]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    return subprocess.run(
        command, check=False, text=True, env=environment, stderr=subprocess.PIPE, timeout=120, **options
    )


def test_a_closed_pipe_is_left_in_silence(tmp_path: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    try:
        done = run(tmp_path / "smtp", stdout=writer)
    finally:
        os.close(writer)
    assert (done.returncode, done.stderr) == (141, "")
    assert (tmp_path / "smtp" / "class" / "5xx.rst").exists()


def test_an_output_that_is_closed_is_told_in_one_line(tmp_path: Path) -> None:
    done = run(tmp_path / "smtp", line='"$0" "$@" >&-')
    assert done.returncode == 74
    assert done.stderr == "sphinx-smtp-pages: cannot write to the standard output: it is closed\n"


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="Linux has a full disk at hand")  # noqa: PTH110 -- in a decorator
@pytest.mark.parametrize("arguments", [[], ["--help"]])
def test_an_output_that_is_full_is_told_in_one_line(tmp_path: Path, arguments: list[str]) -> None:
    with open("/dev/full", "w", encoding="ascii") as full:  # noqa: PTH123 -- a device
        done = run(tmp_path / "smtp", *arguments, stdout=full)
    assert done.returncode == 74
    assert done.stderr == "sphinx-smtp-pages: cannot write to the standard output: No space left on device\n"


@pytest.mark.parametrize(
    ("folder", "message"),
    [
        ("file", "{folder} is neither read nor written nor deleted: it is no folder"),
        ("file/smtp", "{folder}/.smtp-pages.json: Not a directory"),
        ("link", "{folder} is neither read nor written nor deleted: it is a symbolic link"),
        ("x" * 300, "{folder} is neither read nor written nor deleted: File name too long"),
        ("nul\0", "{folder} is neither read nor written nor deleted: embedded null byte"),
    ],
)
def test_a_folder_that_cannot_be_made_is_told_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], folder: str, message: str
) -> None:
    (tmp_path / "file").write_text("A file.\n", encoding="utf-8")
    (tmp_path / "link").symlink_to("elsewhere")
    assert main([str(tmp_path / folder), "--pages", "classes"]) == 1
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert message.partition("}")[2] in error
    assert not (tmp_path / "elsewhere").exists()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are stopped by means that POSIX has")
@pytest.mark.parametrize(
    ("stop", "status", "message"),
    [
        ("full disk", 1, "No space left on device"),
        ("interrupt", 130, "sphinx-smtp-pages: interrupted; the same command goes on from here"),
    ],
)
def test_a_stop_is_told_in_one_line(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], stop: Stop, status: int, message: str
) -> None:
    def command() -> None:
        assert main([str(tmp_path / "smtp"), "--pages", "classes"]) == status

    assert stopped(5, tmp_path / "smtp", command, stop)
    sys.stderr.flush()
    error = capfd.readouterr().err
    assert error.count("\n") == 1
    assert message in error


def test_what_is_left_alone_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = [str(tmp_path / "smtp"), "--pages", "classes"]
    main(arguments)
    manifest = tmp_path / "smtp" / MANIFEST
    manifest.write_text('{"pages": {"../victim.rst": "0"}}', encoding="utf-8")
    (tmp_path / "victim.rst").write_text("Mine.\n", encoding="utf-8")
    assert main(arguments) == 1
    captured = capsys.readouterr()
    assert "victim.rst is neither read nor written nor deleted: it is no path within the folder\n" in captured.err
    assert (tmp_path / "victim.rst").exists()
    manifest.write_text("{", encoding="utf-8")
    assert main(arguments) == 0
    assert f"{MANIFEST} cannot be read: " in capsys.readouterr().err
    assert main(arguments) == 0
    assert capsys.readouterr().err == ""
