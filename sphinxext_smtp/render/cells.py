"""Tables in the cells of other tables, which the writers of text, manual pages and print cannot set: made lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def unnest_tables(placed: Iterable[nodes.Element]) -> None:
    """Make a list of each table of ours that stands in the cell of another."""
    for element in placed:
        for table in list(element.findall(nodes.table)):
            if _is_in_cell(table):
                table.parent.replace(table, list(_as_list(table)))


def _is_in_cell(node: nodes.Node) -> bool:
    while node.parent is not None:
        node = node.parent
        if isinstance(node, nodes.entry):
            return True
    return False


def _as_list(table: nodes.table) -> Iterator[nodes.Element]:
    """Yield the caption of a table as a paragraph, and each row as a term with what stands in its other cells."""
    for title in table.findall(nodes.title):
        yield nodes.paragraph("", "", nodes.strong("", "", *title.children))
    names = [entry.astext() for head in table.findall(nodes.thead) for entry in head.findall(nodes.entry)]
    found = nodes.definition_list("", ids=table["ids"], names=table["names"])
    for body in table.findall(nodes.tbody):
        for first, *others in (row.children for row in body.findall(nodes.row)):
            term = nodes.term("", "", *(part for block in first.children for part in block.children))
            definition = nodes.definition()
            for index, cell in enumerate(others, start=1):
                if cell.children and len(names) > 2:
                    definition += nodes.paragraph("", f"{names[index]}:")
                definition += cell.children
            found += nodes.definition_list_item("", term, definition)
    yield found
