"""The documents keep what they promise: their Python runs, and their commands exist."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from knowledge import smtp
from knowledge.smtp.checks import run_checks
from knowledge.smtp.cli import main
from sphinxext_smtp.config import VALUES
from sphinxext_smtp.options import OPTIONS

ROOT = Path(__file__).parents[1]


def blocks(document: str, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", (ROOT / document).read_text(encoding="utf-8"), re.DOTALL)


@pytest.mark.parametrize("document", ["README.md", "docs/python.md"])
def test_the_python_of_a_document_runs(
    document: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "ours.toml").write_text("", encoding="utf-8")
    names: dict[str, object] = {}
    for block in blocks(document, "python"):
        exec(compile(block, document, "exec"), names)  # noqa: S102 -- our own documents
    assert isinstance(names["graph"], smtp.Graph)
    capsys.readouterr()


@pytest.mark.parametrize("document", ["README.md", "docs/python.md"])
def test_the_shell_commands_of_a_document_run(document: str, capsys: pytest.CaptureFixture[str]) -> None:
    lines = [line for block in blocks(document, "console") for line in block.splitlines()]
    commands = [line.removeprefix("$ smtp-codes ").split() for line in lines if line.startswith("$ smtp-codes ")]
    assert commands
    assert [main(command) for command in commands] == [0] * len(commands)
    capsys.readouterr()


def test_the_module_runs_as_the_command_does() -> None:
    command = [sys.executable, "-m", "knowledge.smtp", "show", "535"]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    assert done.stdout.startswith("535 Authentication failed")


def test_the_readme_shows_the_two_commands_first() -> None:
    first = blocks("README.md", "console")[0]
    assert first.split("\n")[:2] == ["$ make docs", "$ make test"]


def test_every_option_and_value_has_its_help() -> None:
    assert all(OPTIONS.values())
    assert all(value.help and value.expects for value in VALUES)


def test_the_worked_example_of_own_facts_holds() -> None:
    graph = smtp.load(facts=[ROOT / "docs" / "examples" / "gateway.toml"])
    assert graph.code(299).title == "Held for approval"
    assert graph.code(535).note
    assert graph.compare(250, 299).curated
    assert [reply.pattern for reply in graph.provider("gateway").reply] == [
        "Blocked by rule GATE-17",
        "Held for approval",
    ]
    assert [name for name, mistakes in run_checks(graph) if mistakes] == []
