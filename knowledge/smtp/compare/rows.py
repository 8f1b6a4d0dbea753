"""The fields of compared nodes side by side."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from knowledge.smtp.graph.fields import fields_of, nothing
from knowledge.smtp.model.kinds import row_of
from knowledge.smtp.model.record import Record

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from knowledge.smtp.graph.store import Store
    from knowledge.smtp.model.keys import NodeKey
    from knowledge.smtp.model.node import Node

COUNT: Final = "replies"
"""The field that says how much the graph tells of a node, which tells nothing about the node itself."""


class Row(Record):
    """One field of several nodes."""

    name: str
    label: str
    values: tuple[str, ...]
    differs: bool


def rows(graph: Store, items: Sequence[Node]) -> tuple[Row, ...]:
    """Return the fields of nodes of one kind side by side, in the order in which one node shows them."""
    columns = [_column(graph, item.asked) for item in items]
    fields = (name for name in row_of(items[0].kind).fields if name != COUNT)
    names = [name for name in fields if any(name in column for column in columns)]
    found = []
    for name in names:
        pairs = zip(items, columns, strict=True)
        values = tuple(column.get(name) or nothing(graph, item, name) for item, column in pairs)
        found.append(Row(name, graph.words.FIELDS[name], values, len(set(values)) > 1))
    return tuple(found)


@lru_cache(maxsize=1024)
def _column(graph: Store, about: NodeKey) -> Mapping[str, str]:
    """Return the fields of a node as all of its comparisons show them: its class with the name in the standard."""
    node = graph[about]
    column = dict(fields_of(graph, node))
    found = graph.classes.get(node.tone) if column.get("class") else None
    if found:
        column["class"] = graph.words.CLASS_IN_FULL.format(title=column["class"], name=found.rfc_name)
    return column
