"""What the documents show works: pages build, Python runs, facts load, commands print what is written below them."""

from __future__ import annotations

import ast
import doctest
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from docutils import nodes
from markdown_it import MarkdownIt

from knowledge import smtp
from knowledge.smtp.checks import PROSE_CHECKS, run_checks
from knowledge.smtp.model.kinds import kinds
from sphinxext_smtp.config import VALUES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_project import Project

ROOT = Path(__file__).parents[2]
OWN_FACTS = ROOT / "docs" / "examples"
GENERATED = (ROOT / "docs" / "smtp", ROOT / "docs" / "_build")

SUFFIXES = {"rst": ".rst", "md": ".md", "markdown": ".md"}
"""The languages of fences that show a page or a part of one."""

MARKDOWN = {"myst_enable_extensions": ["colon_fence"]}
"""What the documents take for granted of a project in Markdown."""

VALID = {value.name: value.is_valid for value in VALUES}

READING = ("extensions", "myst_", "smtp_")
"""Begin the values of conf.py that say how a page is read; others name other sites, or keep silent about mistakes."""

PLACEHOLDER = "…"
"""Stands in a fence for what its reader has to fill in."""

COMMANDS = ("smtp-codes ", "sphinx-smtp-pages ", "python -m knowledge.smtp ")
"""How commands of ours begin; the others install things, or belong to the reader's own project."""

COMMAND = re.compile(r"^\$ ((?:.*\\\n)*.*)\n((?:(?!\$ ).*\n)*)", re.MULTILINE)
"""A command, which may go on after a backslash at the end of a line, and the lines down to the next one."""

NOT_UNDERSTOOD = re.compile(r":::|:smtp:|\{smtp:")
"""Markup that stays in the text of a page if it is not read as markup."""

LITERAL = (nodes.literal, nodes.literal_block)


@dataclass(frozen=True)
class Fence:
    """A fence of a document."""

    document: str
    line: int
    language: str
    text: str

    def __str__(self) -> str:
        return f"{self.document}:{self.line}"

    @property
    def is_session(self) -> bool:
        return self.language == "python" and ">>> " in self.text

    @property
    def values(self) -> dict[str, Any]:
        """What a fence with a part of conf.py assigns: one that has assignments of literal values and nothing else."""
        if self.language != "python" or self.is_session:
            return {}
        try:
            return dict(assigned(statement) for statement in parsed(self).body)
        except (ValueError, SyntaxError):
            return {}


def parsed(fence: Fence) -> ast.Module:
    return ast.parse(fence.text, str(fence))


def assigned(statement: ast.stmt) -> tuple[str, Any]:
    if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
        return statement.targets[0].id, ast.literal_eval(statement.value)
    raise ValueError(statement)


def is_program(fence: Fence) -> bool:
    """Tell whether a fence holds Python other than a part of conf.py."""
    return fence.language == "python" and not fence.values


def fences_in(document: str, text: str, line: int = 1) -> Iterator[Fence]:
    """Yield the fences of a text, those inside directives too."""
    for token in MarkdownIt().parse(text):
        if token.type == "fence" and token.map:
            start = line + token.map[0]
            if token.info.startswith("{"):
                yield from fences_in(document, token.content, start + 1)
            else:
                yield Fence(document, start, token.info.strip(), token.content)


def documents() -> list[str]:
    paths = [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]
    ours = (path for path in paths if not any(folder in path.parents for folder in GENERATED))
    return sorted(path.relative_to(ROOT).as_posix() for path in ours)


FENCES = {document: list(fences_in(document, (ROOT / document).read_text("utf-8"))) for document in documents()}


def fences(*languages: str) -> list[Fence]:
    return [fence for found in FENCES.values() for fence in found if fence.language in languages]


def write_facts(folder: Path, text: str, otherwise: str = "") -> None:
    """Write the files of facts that a text names: as docs/examples has them, or with other content."""
    for name in re.findall(r"[\w./-]+\.toml\b", text):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if (OWN_FACTS / path.name).exists():
            shutil.copy(OWN_FACTS / path.name, path)
        else:
            path.write_text(otherwise, encoding="utf-8")


def test_every_fence_is_in_a_language_that_is_tested_here_or_is_only_text() -> None:
    known = {*SUFFIXES, "python", "toml", "yaml", "console", "css", "text"}
    assert [str(fence) for found in FENCES.values() for fence in found if fence.language not in known] == []


# Pages


@dataclass
class Example:
    """A page that a document shows, with the project that the document has shown for it so far."""

    name: str
    page: Fence
    values: dict[str, Any]
    facts: str

    def __str__(self) -> str:
        return self.name

    def conf(self) -> dict[str, Any]:
        ours = {name: value for name, value in self.values.items() if name.startswith(READING) and name != "extensions"}
        if f"{ours.get('smtp_pages_dir', 'smtp')}/index" not in self.page.text:
            ours.pop("smtp_pages", None)  # without its place in a table of contents, a reference is out of reach
        shown = [name for name in self.values.get("extensions", []) if name != "sphinx.ext.intersphinx"]
        return {**MARKDOWN, **ours, "extensions": list(dict.fromkeys(["sphinxext_smtp", "myst_parser", *shown]))}


def examples(found: Iterable[Fence]) -> Iterator[Example]:
    """Yield each page of a document, and each one once more with the configuration that stands below it."""
    values: dict[str, Any] = {}
    facts = ""
    page: Fence | None = None
    for fence in found:
        if fence.language in SUFFIXES:
            page = fence
        elif fence.language == "toml":
            facts = fence.text
        elif "extensions" in fence.values:
            values = fence.values  # a whole conf.py
        else:
            values = values | fence.values
        if page and (fence is page or any(name.startswith(READING) for name in fence.values)):
            yield Example(str(fence), page, values, facts)


EXAMPLES = [example for found in FENCES.values() for example in examples(found)]


@pytest.mark.filterwarnings("ignore:.myst_parser")  # it uses what Sphinx will drop
@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_a_page_builds_without_a_warning(example: Example, project: Project) -> None:
    conf = example.conf()
    settings = [f"{name} = {value!r}" for name, value in {**conf, "html_theme": "basic"}.items()]
    index = f"index{SUFFIXES[example.page.language]}"
    project.write({"conf.py": "\n".join(settings), index: example.page.text})
    write_facts(project.folder / "source", f"{example.page.text} {conf.get('smtp_facts')}", example.facts)
    build = project.build()
    assert build.warnings == []
    texts = [text for text in build.resolved("index").findall(nodes.Text) if not isinstance(text.parent, LITERAL)]
    assert [text for text in texts if NOT_UNDERSTOOD.search(text)] == []


# Python


@pytest.mark.parametrize("fence", [fence for fence in fences("python") if not fence.is_session], ids=str)
def test_what_python_assigns_to_a_name_of_ours_is_a_valid_value_for_conf_py(fence: Fence) -> None:
    given = [assigned(each) for each in parsed(fence).body if ast.unparse(each).startswith("smtp_")]
    assert [name for name, value in given if name not in VALID or not VALID[name](value)] == []


@pytest.mark.parametrize("document", [name for name, found in FENCES.items() if any(map(is_program, found))])
def test_the_python_of_a_document_runs(
    document: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {"__name__": document}
    for fence in filter(is_program, FENCES[document]):
        write_facts(tmp_path, fence.text)
        run(fence, names)
    for name in [name for name in names if name.startswith("test_")]:
        names[name]()
    assert isinstance(names.get("graph", smtp.load()), smtp.Graph)
    capsys.readouterr()


def run(fence: Fence, names: dict[str, Any]) -> None:
    if not fence.is_session:
        exec(compile(fence.text, str(fence), "exec", dont_inherit=True), names)  # noqa: S102 -- our own documents
        return
    session = doctest.DocTestParser().get_doctest(fence.text, {}, fence.document, fence.document, fence.line)
    session.globs = names
    report: list[str] = []
    doctest.DocTestRunner().run(session, out=report.append, clear_globs=False)
    assert "".join(report) == ""


# Facts


@pytest.mark.parametrize("fence", fences("toml"), ids=str)
def test_facts_are_toml_and_load_and_read_well_where_they_are_whole(fence: Fence, tmp_path: Path) -> None:
    tables = tomllib.loads(fence.text)
    if PLACEHOLDER not in fence.text and tables.keys() <= set(kinds()):
        path = tmp_path / "facts.toml"
        path.write_text(fence.text, encoding="utf-8")
        graph = smtp.load(facts=[path])
        assert [mistake for check in PROSE_CHECKS.values() for mistake in check(graph)] == []


def test_the_worked_example_of_own_facts_holds() -> None:
    graph = smtp.load(facts=[OWN_FACTS / "gateway.toml"])
    assert graph.code(299).title == "Held for approval"
    assert graph.code(535).note
    assert graph.compare(250, 299).curated
    assert [reply.pattern for reply in graph.provider("gateway").reply] == [
        "Blocked by rule GATE-17",
        "Held for approval",
    ]
    assert [name for name, mistakes in run_checks(graph) if mistakes] == []


# Commands


def commands_in(fence: Fence) -> Iterator[tuple[str, str]]:
    """Yield each command of ours with the output that stands below it; nothing where none is shown."""
    for command, output in COMMAND.findall(fence.text):
        if command.startswith(COMMANDS):
            yield command, output if output.strip() else ""


COMMANDS_SHOWN = [
    pytest.param(command, output, id=f"{fence}: {command}")
    for fence in fences("console")
    for command, output in commands_in(fence)
]


@cache
def done(command: str) -> subprocess.CompletedProcess[str]:
    """Run a command in a folder with the facts that it names; several documents show the same ones."""
    with tempfile.TemporaryDirectory() as folder:
        write_facts(Path(folder), command)
        path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
        return subprocess.run(
            ["/bin/sh", "-c", command],
            cwd=folder,
            env={**os.environ, "PATH": path},
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.mark.parametrize(("command", "output"), COMMANDS_SHOWN)
def test_a_command_runs_and_prints_what_stands_below_it(command: str, output: str) -> None:
    assert (done(command).returncode, done(command).stderr) == (0, "")
    assert output in ("", done(command).stdout)


@pytest.mark.parametrize("document", ["README.md", "docs/python.md"])
def test_a_document_shows_both_python_and_commands(document: str) -> None:
    assert any(map(is_program, FENCES[document]))
    assert any(list(commands_in(fence)) for fence in FENCES[document] if fence.language == "console")


def test_the_readme_shows_the_two_commands_first() -> None:
    first = next(fence for fence in FENCES["README.md"] if fence.language == "console")
    assert first.text.splitlines()[:2] == ["$ make docs", "$ make test"]


# Other files


@pytest.mark.parametrize("fence", fences("yaml"), ids=str)
def test_a_configuration_of_a_service_names_what_the_guide_has_made(fence: Fence) -> None:
    settings = yaml.safe_load(fence.text)
    assert settings["version"] == 2
    assert settings["sphinx"]["configuration"] == "docs/conf.py"
    [requirements] = [step["requirements"] for step in settings["python"]["install"] if "requirements" in step]
    assert f"`{requirements}`" in (ROOT / fence.document).read_text(encoding="utf-8")


SPELLING = re.compile(r"^\| `([^`]+)` \| (`[^|]+`) \|", re.MULTILINE)
SPELLINGS = SPELLING.findall((ROOT / "docs" / "roles" / "spellings.md").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("written", "meant"), SPELLINGS)
def test_a_spelling_means_what_stands_beside_it(graph: smtp.Graph, written: str, meant: str) -> None:
    found = [graph.find(name) for name in graph.names.split(written)]
    assert found == [graph[name] for name in re.findall(r"`([^`]+)`", meant)]


def test_a_role_says_which_name_of_two_kinds_it_means(graph: smtp.Graph) -> None:
    assert len(SPELLINGS) > 20
    assert [graph.names.find("AUTH LOGIN", kind) for kind in ("command", "mechanism")] == [
        "command:AUTH",
        "mechanism:LOGIN",
    ]


# Style sheets


@pytest.mark.parametrize("fence", fences("css"), ids=str)
def test_a_style_sheet_sets_variables_that_there_are(fence: Fence) -> None:
    ours = (ROOT / "sphinxext_smtp" / "html" / "static" / "sphinxext-smtp.css").read_text(encoding="utf-8")
    assert set(re.findall(r"(--[\w-]+):", fence.text)) <= set(re.findall(r"(--[\w-]+):", ours))
