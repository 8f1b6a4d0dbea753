"""Shortest paths between nodes."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from knowledge.smtp.model.nearness import NEARNESS

if TYPE_CHECKING:
    import networkx

    from knowledge.smtp.graph.store import Store
    from knowledge.smtp.model.node import Node
    from knowledge.smtp.model.relations import Relation
    from knowledge.smtp.model.vocabulary import RelationKind

HUBS: Final[frozenset[RelationKind]] = frozenset(
    {"defined in", "cites", "in class", "in category", "in subject", "mentions"}
)
"""Kinds that tie nearly everything to everything, so that a path over them tells little."""


def path_graphs(graph: Store) -> tuple[networkx.Graph[str], networkx.Graph[str]]:
    """Return the undirected graphs of the telling relations, and of all relations."""
    import networkx as nx

    telling: networkx.Graph[str] = nx.Graph()
    telling.add_nodes_from(node.key for node in graph)
    complete = telling.copy()
    for relation in sorted(graph.relations, key=lambda relation: NEARNESS.index(relation.kind)):
        if relation.kind not in HUBS:
            telling.add_edge(relation.source.key, relation.target.key)
        complete.add_edge(relation.source.key, relation.target.key)
    return nx.freeze(telling), nx.freeze(complete)


def shortest_path(
    graph: Store, walked: tuple[networkx.Graph[str], ...], start: Node, end: Node
) -> tuple[Relation, ...]:
    """Return the relations along a shortest path, nearest kind first where two nodes have several.

    :param walked: the graphs to walk; each is tried where the one before it has no path.
    """
    import networkx as nx

    for each in walked:
        try:
            keys = nx.bidirectional_shortest_path(each, start.key, end.key)
        except nx.NetworkXNoPath:
            continue
        return tuple(_step(graph, one, other) for one, other in pairwise(keys))
    return ()


def _step(graph: Store, one: str, other: str) -> Relation:
    return next(rel for rel in graph.related(one) if other in (rel.source.key, rel.target.key))
