"""A picture in a page: the picture where the builder can show one, and under it the same as a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinxext_smtp.pictures.drawing import Link, drawing_of
from sphinxext_smtp.pictures.engine import graphviz_program, places
from sphinxext_smtp.pictures.graphviz import dot_source
from sphinxext_smtp.pictures.svg import svg
from sphinxext_smtp.render.elements import own

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.builders import Builder

    from knowledge.smtp.explain.neighborhood import Neighborhood
    from knowledge.smtp.face import Graph
    from sphinxext_smtp.pictures.drawing import Drawing
    from sphinxext_smtp.render.article import Renderer


def rendered(graph: Graph, around: Neighborhood, renderer: Renderer, builder: Builder) -> nodes.container:
    """Return the picture of a neighborhood and the list of its relations, under one heading."""
    drawing = drawing_of(graph, around, lambda key: link_of(renderer, key))
    found = nodes.container("", renderer.heading(drawing.title, "smtp-graph-title"), classes=["smtp", "smtp-graph"])
    shown = list(picture(drawing, builder))
    if shown:
        if renderer.level:
            found += own(nodes.paragraph("", graph.words.SCROLLS, classes=["smtp-quiet", "smtp-scrolls"]))
        found += [*shown, own(nodes.paragraph("", graph.words.GRAPH_LIST))]
    for part in around.article.parts:
        found += renderer.content(part)
    return found


def picture(drawing: Drawing, builder: Builder) -> Iterator[nodes.Node]:
    """Yield the picture itself, or nothing for a builder that cannot show one."""
    # A package of ePub has to say which of its pages hold SVG, and Sphinx does not say it.
    if builder.format == "html" and builder.name != "epub":
        raw = nodes.raw("", svg(drawing, places(drawing, builder.config)), format="html")
        yield nodes.container("", raw, classes=["smtp-scroll"])
    elif builder.format == "latex" and graphviz_program(builder.config):
        from sphinx.ext.graphviz import graphviz

        yield graphviz("", code=dot_source(drawing), options={}, alt=drawing.title)


def link_of(renderer: Renderer, key: str) -> Link | None:
    """Return where the name of a node leads to in running text."""
    for node in renderer.inline(f"`{key}`"):
        for reference in node.findall(nodes.reference):
            address = reference.get("refuri") or f"#{reference['refid']}"
            return Link(address, reference.get("reftitle", ""))
    return None
