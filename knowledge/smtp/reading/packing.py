"""The graph as a file that loads fast: every node and every list of relations is packed apart, and opened when needed.

A page that explains one code opens a few dozen of the several hundred nodes, and pays for these only.
"""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING, Any, NamedTuple

from knowledge.smtp.graph.assembled import Assembled
from knowledge.smtp.graph.shelf import Shelf
from knowledge.smtp.model.relations import Relation

if TYPE_CHECKING:
    from collections.abc import Mapping

    from knowledge.smtp.model.node import Node
    from knowledge.smtp.model.statements import Unrelated

RELATION_FIELDS = (
    "kind",
    "reason",
    "outcome",
    "phase",
    "condition",
    "basis",
    "citations",
    "status",
    "term",
    "deviates",
)


class Packed(NamedTuple):
    """An assembled graph in pieces."""

    nodes: dict[str, bytes]
    out: dict[str, bytes]
    into: dict[str, bytes]
    mentions: dict[str, bytes]
    literals: tuple[str, ...]
    """In alphabetical order, so that the same facts are packed into the same bytes."""
    unrelated: tuple[Unrelated, ...]


def pack(assembled: Assembled) -> bytes:
    """Return a graph as bytes for `unpack`."""
    nodes = {str(key): pickle.dumps(node, 5) for key, node in assembled.nodes.items()}
    out, into = (
        {str(key): pickle.dumps([_row(each) for each in relations], 5) for key, relations in side.items()}
        for side in (assembled.out, assembled.into)
    )
    mentions = {str(key): pickle.dumps(keys, 5) for key, keys in assembled.mentions.items()}
    literals = tuple(sorted(assembled.literals))
    return pickle.dumps(Packed(nodes, out, into, mentions, literals, assembled.unrelated), 5)


def unpack(content: bytes) -> Assembled:
    """Return the graph that `pack` has packed; nothing of it is opened yet."""
    packed: Packed = pickle.loads(content)  # noqa: S301 -- a file of this package
    nodes: Shelf[bytes, Node] = Shelf(packed.nodes, pickle.loads)

    def relations(rows: bytes) -> list[Relation]:
        return [_relation(row, nodes) for row in pickle.loads(rows)]  # noqa: S301 -- a file of this package

    mentions: Shelf[bytes, tuple[str, ...]] = Shelf(packed.mentions, pickle.loads)
    out, into = Shelf(packed.out, relations), Shelf(packed.into, relations)
    return Assembled(nodes, out, into, mentions, frozenset(packed.literals), packed.unrelated)


def _row(relation: Relation) -> tuple[Any, ...]:
    return (str(relation.source.key), str(relation.target.key), *(getattr(relation, name) for name in RELATION_FIELDS))


def _relation(row: tuple[Any, ...], nodes: Mapping[str, Node]) -> Relation:
    source, target, *values = row
    return Relation(source=nodes[source], target=nodes[target], **dict(zip(RELATION_FIELDS, values, strict=True)))
