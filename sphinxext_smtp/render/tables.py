"""Tables as docutils nodes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


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
