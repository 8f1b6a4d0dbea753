"""The command ``sphinx-smtp-pages``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinxext_smtp.pages.cli import main

if TYPE_CHECKING:
    from pathlib import Path


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
        (["--compare", "211 536"], "'536' is not the name of a node"),
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
