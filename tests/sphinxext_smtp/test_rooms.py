"""The rooms of both packages: what each may import, held against every import, also those inside functions."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import pytest

import sphinxext_smtp
from knowledge.smtp.model import record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

ROOT: Final = "sphinxext_smtp"
KNOWLEDGE: Final = "knowledge.smtp"
TOP: Final = "__init__"
"""What a package itself is called in the tables below."""

FOLDERS: Final = {ROOT: Path(sphinxext_smtp.__file__).parent, KNOWLEDGE: Path(record.__file__).parents[1]}

BOTTOM: Final = ("version", "messages", "warnings", "guard", "late", "choices", "config", "extraction", "lexer")
"""Modules that stand in the extension itself, each above those before it."""
ORDER: Final = (
    *("model", "language", "graph", "compare", "explain", "export", "face", "reading", "checks", "shell"),
    *(TOP, "__main__"),
)
"""The rooms of the knowledge, each above those before it."""

MAY_IMPORT: Final[Mapping[str, Mapping[str, Iterable[str]]]] = {
    ROOT: {
        **{module: BOTTOM[:number] for number, module in enumerate(BOTTOM)},
        "project": BOTTOM,
        "pictures": (*BOTTOM, "project"),
        "render": (*BOTTOM, "project", "pictures"),
        "html": (*BOTTOM, "project", "render"),
        "markup": (*BOTTOM, "project", "render"),
        "pages": (*BOTTOM, "project", "render"),
        TOP: (*BOTTOM, "shadow", "project", "pictures", "render", "html", "markup", "pages"),
        "start": (*BOTTOM, "project"),
        "shadow": (),
        "commands": ("shadow", "pages"),
    },
    KNOWLEDGE: {room: ORDER[:number] for number, room in enumerate(ORDER)},
}


FROM_THE_GRAPH: Final = {
    "compare.comparison",
    "compare.pairs",
    "compare.questions",
    "explain.article",
    "explain.chosen",
    "explain.contents",
    "explain.indexes",
    "explain.markdown",
    "explain.neighborhood",
    "explain.node",
    "explain.sessions.finding",
    "explain.sessions.reading",
    "explain.replies.explanation",
    "explain.replies.raw_reply",
    "explain.replies.telling",
    "explain.tables",
    "explain.visitor",
    "export.rule_texts",
    "export.rule_words",
    "export.rules",
    "face",
    "graph.around",
    "graph.spellings",
    "graph.unknown",
    "language.catalogue",
    "language.english",
    "language.extraction",
    "language.phrases",
    "model.brief",
    "model.errors",
    "model.keys",
    "model.kind_row",
    "model.kinds",
    "model.node",
    "model.nodes",
    "model.prose",
    "model.record",
    "model.vocabulary",
    "reading.files",
    "shell.main",
    "shell.output",
}
"""What the extension needs of the graph besides its public face; a change there is looked at from both sides."""


LONGEST: Final = 300
"""The most lines of a module of the graph; what grows past it is split by meaning."""


class Import(NamedTuple):
    """A module of a package that imports a room of it."""

    package: str
    module: str
    """Its file, from the folder of the package."""
    room: str


def rooms_imported(package: str, source: str) -> Iterator[str]:
    """Yield the rooms of a package that a source imports; the package itself as `TOP`."""
    for node in ast.walk(ast.parse(source)):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import | ast.ImportFrom) else []
        if isinstance(node, ast.ImportFrom):
            assert not node.level, "imports are absolute"
            names = [f"{node.module}.{name}" for name in names]
        for name in names:
            if f"{name}.".startswith(f"{package}."):
                room = name.removeprefix(package).removeprefix(".").partition(".")[0]
                yield room if room in MAY_IMPORT[package] else TOP


def wrong_imports(package: str, module: str, source: str) -> set[Import]:
    """Return the imports of a module that its room may not have."""
    room = module.partition("/")[0].removesuffix(".py")
    allowed = {room, *MAY_IMPORT[package][room]}
    return {Import(package, module, other) for other in rooms_imported(package, source) if other not in allowed}


def modules(package: str, room: str) -> Iterator[tuple[str, str]]:
    """Yield the files of a room and their sources."""
    folder = FOLDERS[package]
    for path in [folder / f"{room}.py", *sorted((folder / room).rglob("*.py"))]:
        if path.exists():
            yield path.relative_to(folder).as_posix(), path.read_text("utf-8")


@pytest.mark.parametrize(("package", "room"), [(package, room) for package in FOLDERS for room in MAY_IMPORT[package]])
def test_a_room_imports_only_what_stands_below_it(package: str, room: str) -> None:
    files = dict(modules(package, room))
    assert files
    found = {each for module, source in files.items() for each in wrong_imports(package, module, source)}
    assert found == set(), "these imports lead up, or across to a room beside"


@pytest.mark.parametrize("package", FOLDERS)
def test_every_module_stands_in_a_room(package: str) -> None:
    names = {path.stem for path in FOLDERS[package].glob("*.py")}
    names |= {path.parent.name for path in FOLDERS[package].glob("*/__init__.py")}
    assert names == set(MAY_IMPORT[package])


@pytest.mark.parametrize("package", FOLDERS)
def test_no_room_may_import_one_that_may_import_it(package: str) -> None:
    below = MAY_IMPORT[package]
    assert [(room, other) for room in below for other in below[room] if room in below[other] or room == other] == []


@pytest.mark.parametrize(
    ("package", "module", "source", "rooms"),
    [
        (ROOT, "project/domain.py", "from sphinxext_smtp.render.page_links import PageLinks", {"render"}),
        (ROOT, "project/domain.py", "from sphinxext_smtp import render", {"render"}),
        (ROOT, "project/domain.py", "import sphinxext_smtp.pages.plan as plan", {"pages"}),
        (ROOT, "project/domain.py", "def f():\n    from sphinxext_smtp.markup import roles", {"markup"}),
        (ROOT, "project/domain.py", "if TYPE_CHECKING:\n    from sphinxext_smtp.html.head import x", {"html"}),
        (ROOT, "project/domain.py", "from sphinxext_smtp import __version__", {TOP}),
        (ROOT, "pictures/svg.py", "from sphinxext_smtp.render.article import own", {"render"}),
        (ROOT, "markup/table.py", "from sphinxext_smtp.pages import plan", {"pages"}),
        (ROOT, "config.py", "from sphinxext_smtp.project.domain import domain_of", {"project"}),
        (ROOT, "render/picture.py", "from sphinxext_smtp.pictures.svg import svg\nimport sphinxext_smtp_other", set()),
        (KNOWLEDGE, "explain/parts.py", "from knowledge.smtp.reading.loading import load", {"reading"}),
        (KNOWLEDGE, "explain/parts.py", "from knowledge import smtp", {TOP}),
        (KNOWLEDGE, "face.py", "from knowledge.smtp.shell import main\nimport json", {"shell"}),
        (KNOWLEDGE, "shell/main.py", "from knowledge.smtp.face import Graph", set()),
    ],
)
def test_an_import_that_leads_up_is_found_wherever_it_stands(
    package: str, module: str, source: str, rooms: set[str]
) -> None:
    assert {each.room for each in wrong_imports(package, module, source)} == rooms


@pytest.mark.parametrize("path", sorted(FOLDERS[KNOWLEDGE].rglob("*.py")), ids=lambda path: path.stem)
def test_no_module_of_the_graph_is_crowded(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST


def test_the_extension_needs_only_what_is_named_of_the_graph() -> None:
    sources = (path.read_text(encoding="utf-8") for path in FOLDERS[ROOT].rglob("*.py"))
    nodes = (node for source in sources for node in ast.walk(ast.parse(source)) if isinstance(node, ast.ImportFrom))
    found = {
        str(node.module).removeprefix(f"{KNOWLEDGE}.") for node in nodes if f"{node.module}.".startswith(KNOWLEDGE)
    }
    assert found - {KNOWLEDGE} == FROM_THE_GRAPH
