"""What plain text and manual pages need: no marks around names, headings that show, tables that fit a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from docutils import nodes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.builders import Builder

    from knowledge.smtp.face import Graph

WIDTH: Final = 76
"""How wide a table may be, in characters."""
NARROWEST: Final = 6


def set_for_terminal(found: Iterable[nodes.Element], graph: Graph, builder: Builder) -> None:
    """Prepare rendered content, which is not in its place yet, for plain text or for a manual page."""
    for node in found:
        if builder.name == "man":
            _set_for_manual(node, show_addresses=builder.config.man_show_urls)
        else:
            _unmark_names(node, graph)
        for group in node.findall(nodes.tgroup):
            _fit(group)


def set_caption_before(table: nodes.table) -> None:
    """Set the caption of a table as a paragraph of its own, because the writers take it for a heading of the page."""
    for title in list(table.findall(nodes.title)):
        table.remove(title)
        caption = nodes.paragraph("", "", nodes.strong("", "", *title.children))
        table.parent.insert(table.parent.index(table), caption)


def _set_for_manual(node: nodes.Element, *, show_addresses: bool) -> None:
    """Do what the writer does not: leave addresses out of running text, make headings bold, fill up rows."""
    for rubric in node.findall(nodes.rubric):
        rubric.children = [nodes.strong("", rubric.astext())]
    for entry in node.findall(nodes.entry):
        for _column in range(entry.attributes.pop("morecols", 0)):  # the writer cannot let a cell span columns
            entry.parent.append(nodes.entry())
    if not show_addresses:
        for reference in list(node.findall(nodes.reference)):
            reference.parent.replace(reference, reference.children)


def _unmark_names(node: nodes.Element, graph: Graph) -> None:
    """Take away the quotes that the writer sets around literals and the stars around links, where a name is known."""
    for literal in list(node.findall(nodes.literal)):
        if graph.exact(literal.astext()) is not None:
            literal.parent.replace(literal, literal.children)
    for inline in list(node.findall(nodes.inline)):
        if "xref" in inline["classes"]:
            inline.parent.replace(inline, inline.children)


def _fit(group: nodes.tgroup) -> None:
    """Make the columns of a table narrower, all in proportion, until it fits."""
    columns = list(group.findall(nodes.colspec))
    total = sum(column["colwidth"] for column in columns)
    room = WIDTH - 1 - 3 * len(columns)
    for column in columns if total > room else ():
        column["colwidth"] = max(NARROWEST, column["colwidth"] * room // total)
