"""Tables as docutils nodes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from docutils import nodes

from sphinxext_smtp.render.elements import own

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

NAME_WIDTH: Final = 24
VALUE_WIDTH: Final = 56
"""The widths of the columns of a table of fields, in characters; builders for text and print use them."""


def table_classes(name: str) -> list[str]:
    """Return the class names of a table."""
    return ["smtp-table", f"smtp-{name}"]


def group_of(widths: Sequence[int], header: nodes.row | None, rows: Iterable[nodes.row]) -> nodes.tgroup:
    """Return the columns and rows of a table, whose first column names the rows.

    :param widths: the widths of the columns, in characters.
    """
    group = nodes.tgroup(cols=len(widths))
    for index, width in enumerate(widths):
        group += nodes.colspec(colwidth=width, stub=1) if index == 0 else nodes.colspec(colwidth=width)
    if header is not None:
        group += nodes.thead("", header)
    group += nodes.tbody("", *rows)
    return group


def row_of(cells: Iterable[Sequence[nodes.Element]]) -> nodes.row:
    """Return a row of cells, each with its content."""
    return nodes.row("", *(nodes.entry("", *cell) for cell in cells))


def named_rows(items: Iterable[tuple[str, Sequence[nodes.Element]]]) -> nodes.table:
    """Return a table of two columns, of which the first names what stands in the second."""
    rows = (row_of([[own(nodes.paragraph("", label))], content]) for label, content in items)
    return nodes.table("", group_of((NAME_WIDTH, VALUE_WIDTH), None, rows))
