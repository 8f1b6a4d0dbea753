"""Pictures of a neighborhood: SVG in HTML, a list everywhere, with or without Graphviz."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from docutils import nodes
from sphinx_project import CONF, page

from knowledge.smtp.explain.neighborhood import MOST
from sphinxext_smtp.pictures.drawing import Arrow, Box, Drawing
from sphinxext_smtp.pictures.graphviz import LayoutError, dot_source, places_by_graphviz
from sphinxext_smtp.pictures.layout import Place, places_by_sweeps
from sphinxext_smtp.pictures.svg import svg

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from sphinx_project import Project

SVG = "{http://www.w3.org/2000/svg}"
GRAPHVIZ = CONF.replace('"myst_parser"', '"myst_parser", "sphinx.ext.graphviz"')
needs_graphviz = pytest.mark.skipif(shutil.which("dot") is None, reason="Graphviz is not installed")

STAR = Drawing(
    "A star",
    (
        Box("a", "A", "the center", layer=0),
        Box("b", "B & C", layer=1),
        Box("c", "漢字", layer=1),
        Box("d", "D", layer=2),
    ),
    (Arrow("a", "b", "to"), Arrow("c", "a", "from"), Arrow("b", "c", "beside"), Arrow("b", "d", mutual=True)),
)
CYCLE = Drawing("A cycle", (Box("a", "A"), Box("b", "B")), (Arrow("a", "b"), Arrow("b", "a", "back")), downward=True)
ALONE = Drawing("One box", (Box("a", "A"),), ())


def picture_in(project: Project, builder: str = "html") -> ET.Element:
    build = project.build(builder)
    assert build.warnings == []
    (raw,) = build.resolved("index").findall(nodes.raw)
    return ET.fromstring(raw.astext())  # noqa: S314 -- our own output


@pytest.mark.parametrize("drawing", [STAR, CYCLE, ALONE], ids=lambda drawing: drawing.title)
@pytest.mark.parametrize(
    "find_places",
    [places_by_sweeps, pytest.param(lambda drawing: places_by_graphviz(drawing, "dot"), marks=needs_graphviz)],
    ids=["sweeps", "graphviz"],
)
def test_every_box_and_arrow_is_drawn_inside_the_picture_and_no_box_covers_another(
    drawing: Drawing, find_places: Callable[[Drawing], Mapping[str, Place]]
) -> None:
    root = ET.fromstring(svg(drawing, find_places(drawing)))  # noqa: S314 -- our own output
    _x, _y, width, height = map(float, root.attrib["viewBox"].split())
    boxes = []
    for rect in root.iter(f"{SVG}rect"):
        left, top, wide, high = (float(rect.attrib[name]) for name in ("x", "y", "width", "height"))
        assert left >= 0
        assert top >= 0
        assert left + wide <= width
        assert top + high <= height
        assert all(left >= x2 or x1 >= left + wide or top >= y2 or y1 >= top + high for x1, y1, x2, y2 in boxes)
        boxes.append((left, top, left + wide, top + high))
    assert len(boxes) == len(drawing.boxes)
    heads = [path for path in root.iter(f"{SVG}path") if path.get("class") == "smtp-head"]
    assert len(heads) == sum(not arrow.mutual for arrow in drawing.arrows)


def test_a_picture_has_real_links_with_the_meaning_and_a_name_for_screen_readers(project: Project) -> None:
    project.write({"index.rst": page("Home", ".. smtp-graph:: 535", ".. smtp-code:: 530")})
    root = picture_in(project)
    assert root.attrib["aria-label"] == "535 Authentication failed and what it is related to"
    assert root.findtext(f"{SVG}title") == root.attrib["aria-label"]
    links = {link.findtext(f"{SVG}text"): link for link in root.iter(f"{SVG}a")}
    assert links["530"].attrib["href"] == "#smtp-code-530"
    assert links["504"].attrib["href"].startswith("https://www.rfc-editor.org/")
    assert "5xx" in links["530"].attrib["class"]
    assert all(link.findtext(f"{SVG}title") for link in links.values())


@pytest.mark.parametrize("builder", ["text", "man", "latex", "epub", "texinfo", "xml", "html"])
def test_every_builder_gets_the_list(project: Project, builder: str) -> None:
    values = 'project = "Docs"\nversion = "1"\ncopyright = "Us"\n'
    project.write({"conf.py": CONF + values, "index.rst": page("Home", ".. smtp-graph:: 535")})
    build = project.build(builder, warningiserror=True)
    tree = build.resolved("index")
    terms = (
        node for node in tree.findall(nodes.TextElement) if isinstance(node, nodes.term) or node.get("tag") == "dt"
    )
    assert [term.astext() for term in terms][:2] == ["Failure of 235", "Often confused with 435"]
    assert ["svg" in raw.astext() for raw in tree.findall(nodes.raw) if raw["format"] == "html"] == [True] * (
        builder == "html"
    )


@needs_graphviz
def test_print_has_a_picture_where_graphviz_is(project: Project) -> None:
    project.write({"conf.py": GRAPHVIZ + 'project = "Docs"\n', "index.rst": page("Home", ".. smtp-graph:: 535")})
    build = project.build("latex")
    assert build.warnings == []
    assert "\\sphinxincludegraphics[]{graphviz-" in build.output("docs.tex")


def test_without_graphviz_there_is_a_picture_and_no_warning(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    project.write({"conf.py": GRAPHVIZ, "index.rst": page("Home", ".. smtp-graph:: AUTH\n   :depth: 2")})
    root = picture_in(project)
    assert len(list(root.iter(f"{SVG}rect"))) == MOST


@pytest.fixture
def wordy_program(tmp_path: Path) -> Callable[[str], str]:
    """Return what makes a program that writes a text and nothing else."""

    def make(text: str) -> str:
        program = tmp_path / "wordy"
        program.write_text(f"#!/bin/sh\ncat > /dev/null\nprintf '{text}'\n")
        program.chmod(0o755)
        return str(program)

    return make


FAILURES = {
    "nothing": "",
    "no place": "graph 1 3 2\\nnode n0\\n",
    "words for numbers": "node n0 left top 1 0.8\\n",
    "a box less": "node n0 0.5 1 1 0.8\\n",
    "no text": "\\377\\n",
}


def test_places_are_read_from_what_graphviz_writes(wordy_program: Callable[[str], str]) -> None:
    program = wordy_program("graph 1 3 2\\nnode n0 0.5 2 1 0.8\\nnode n1 2.5 1 1 0.8\\nstop\\n")
    assert places_by_graphviz(CYCLE, program) == {"a": Place(0, 0.0), "b": Place(1, 1.0)}


@pytest.mark.parametrize("text", FAILURES.values(), ids=FAILURES)
def test_a_program_that_writes_no_places_is_an_error_of_the_layout(
    wordy_program: Callable[[str], str], text: str
) -> None:
    with pytest.raises(LayoutError, match="does not write where each box stands"):
        places_by_graphviz(CYCLE, wordy_program(text))


@pytest.mark.parametrize("program", ["false", "there-is-no-such-program"])
def test_a_failing_program_is_an_error_of_the_layout(program: str) -> None:
    with pytest.raises(LayoutError, match=program):
        places_by_graphviz(STAR, program)


@pytest.mark.parametrize("program", ["false", "true"])
def test_a_graphviz_that_fails_gives_one_warning_and_the_picture_of_our_own_layout(
    project: Project, program: str
) -> None:
    conf = GRAPHVIZ + f'graphviz_dot = "{program}"\n'
    project.write({"conf.py": conf, "index.rst": page("Home", ".. smtp-graph:: 535")})
    build = project.build("html")
    assert [line.rpartition(" ")[2] for line in build.warnings] == ["[smtp.picture]"]
    assert '<svg class="smtp-picture"' in build.output("index.html")


def test_the_language_of_graphviz_keeps_quotes_and_backslashes_apart() -> None:
    drawing = Drawing("", (Box("a", 'say "\\"'),), ())
    assert 'label="say \\"\\\\\\""' in dot_source(drawing)


@pytest.mark.parametrize(
    ("source", "message"),
    [
        (".. smtp-graph::", "smtp-graph: expected a name such as 535, found nothing"),
        (".. smtp-graph:: 536", "smtp-graph: no standard defines the reply code 536;"),
        (".. smtp-graph:: 535\n   :depth: 9", "smtp-graph: :depth: expected one of 1, 2, 3, found '9'"),
        (".. smtp-graph:: 535\n   :relations: replies", "smtp-graph: :relations: names the unknown 'replies'"),
        (".. smtp-graph:: 535\n   :matrix:", "smtp-graph: unknown option :matrix:"),
    ],
)
def test_a_mistake_gives_one_warning(project: Project, source: str, message: str) -> None:
    project.write({"index.rst": page("Home", source)})
    (warning,) = project.build("html").warnings
    assert message in warning


def test_the_same_sources_give_the_same_picture_in_parallel_too(project: Project) -> None:
    pages = {
        f"page{number}.rst": ":orphan:\n\n" + page("Page", f".. smtp-graph:: {number}") for number in range(530, 536)
    }
    pages = {name: text for name, text in pages.items() if name[4:7] in ("530", "534", "535")}
    project.write({**pages, "index.rst": page("Home", ".. smtp-graph:: AUTH\n   :depth: 2")})
    serial = project.build("html", out="serial")
    parallel = project.build("html", out="parallel", parallel=2)
    for name in ("index.html", "page535.html"):
        assert serial.output(name) == parallel.output(name)
        assert "smtp-picture" in serial.output(name)
