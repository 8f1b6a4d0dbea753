"""What a graph is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.smtp.model.record import Record

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from knowledge.smtp.model.node import Node
    from knowledge.smtp.model.relations import Relation
    from knowledge.smtp.model.statements import Unrelated


class Assembled(Record):
    """Everything that a graph is made of; each map has the keys of the nodes as its keys."""

    nodes: Mapping[str, Node]
    out: Mapping[str, Sequence[Relation]]
    """The relations that start at each node, without mentions in prose."""
    into: Mapping[str, Sequence[Relation]]
    """The relations that end at each node, without mentions in prose."""
    mentions: Mapping[str, tuple[str, ...]]
    """The keys of the nodes that each node's prose names. They are half of all relations and seldom asked for, so the
    graph makes relations of them when they are."""
    literals: frozenset[str]
    unrelated: tuple[Unrelated, ...]
    own_replies: frozenset[tuple[str, int]] = frozenset()
    """The replies that come from files of a project: the name of the provider, and the place among its replies."""
