"""What stands around the code for those who come after: hooks, templates, the workflow of a release."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from sphinxext_smtp import __version__

ROOT = Path(__file__).parents[2]
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
TEMPLATES = ROOT / ".github" / "ISSUE_TEMPLATE"


def read(*parts: str) -> Any:
    return yaml.safe_load(ROOT.joinpath(*parts).read_text(encoding="utf-8"))


def recipe(target: str) -> list[str]:
    """Return the commands of a target."""
    lines = MAKEFILE.partition(f"\n{target}: ")[2].split("\n\n")[0].splitlines()[1:]
    return [line.strip().replace("$(BIN)/", ".venv/bin/") for line in lines]


def hooks() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = read(".pre-commit-config.yaml")["repos"][0]["hooks"]
    return found


def test_the_hooks_of_a_commit_run_what_make_runs() -> None:
    """Each gets the files of the commit in place of the folders that stand at the end of the command of make."""
    commands = [*recipe("lint"), *recipe("types")]
    entries = [hook["entry"].replace(" --force-exclude", "") for hook in hooks()]
    assert [command.startswith(entry) for command, entry in zip(commands, entries, strict=True)] == [True] * 4


def test_the_hook_for_spelling_reads_the_files_that_make_reads() -> None:
    pages = re.search(r"^PAGES := (.*)", MAKEFILE, re.MULTILINE)
    assert pages
    spelled = re.compile(next(hook["files"] for hook in hooks() if hook["id"] == "codespell"))
    names = [*pages[1].split(), "docs/index.md", "knowledge/smtp/face.py", "sphinxext_smtp/config.py"]
    assert [name for name in names if not spelled.search(name)] == []
    assert not spelled.search("tests/conftest.py")


def test_the_templates_ask_for_facts_and_replies_first() -> None:
    found = [read(".github", "ISSUE_TEMPLATE", path.name) for path in sorted(TEMPLATES.glob("[0-9]*.yml"))]
    assert [form["name"] for form in found][:2] == ["Correct a fact", "A reply that is not explained"]
    for form in found:
        assert form["description"]
        assert [
            field for field in form["body"] if field["type"] != "markdown" and not field["attributes"]["label"]
        ] == []
        ids = [field["id"] for field in form["body"] if field["type"] != "markdown"]
        assert len(ids) == len(set(ids))


def test_a_tag_runs_what_everybody_can_run() -> None:
    jobs = read(".github", "workflows", "release.yml")["jobs"]
    commands = [step["run"] for step in jobs["make"]["steps"] if "run" in step]
    targets = [command.split()[1] for command in commands]
    assert targets == ["test", "release"]
    assert all(f"\n{target}: " in MAKEFILE for target in targets)


def test_the_changelog_begins_with_the_version() -> None:
    heading = re.search(
        r"^## (\S+) \((unreleased|\d{4}-\d\d-\d\d)\)$", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE
    )
    assert heading
    assert heading[1] == __version__


@pytest.mark.parametrize("tag", ["", "v0.0.0", __version__])
def test_a_tag_that_is_not_the_version_is_refused(tag: str) -> None:
    # READY is empty, so that make sets up no environment for it
    command = ["make", "--silent", "release", f"TAG={tag}", f"VERSION={__version__}", "READY="]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert f"the tag is v{__version__}, and not {tag}" in done.stdout
