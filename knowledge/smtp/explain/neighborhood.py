"""The nodes around one node, ring by ring, and what ties them together: the content of a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from knowledge.smtp.explain.article import Article, Entries, Part
from knowledge.smtp.explain.parts import relation_label
from knowledge.smtp.model.nearness import TELLING
from knowledge.smtp.model.nodes import ReplyCode
from knowledge.smtp.model.record import Record

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from knowledge.smtp.graph.store import Store
    from knowledge.smtp.model.keys import NodeKey
    from knowledge.smtp.model.node import Node
    from knowledge.smtp.model.relations import Relation
    from knowledge.smtp.model.vocabulary import RelationKind

DRAWN: Final[tuple[RelationKind, ...]] = (*TELLING, "pairs with", "replies to", "introduces")
"""The kinds of relations that a picture shows where nobody has chosen others."""
MUTUAL: Final[tuple[RelationKind, ...]] = ("confused with", "alternative to", "pairs with")
"""The kinds of relations that mean the same in both directions."""
MOST: Final = 24
"""The most nodes that a picture shows; more would be a picture that nobody can read."""


class Neighbor(Record):
    """A node of a neighborhood."""

    key: NodeKey
    """What is shown: ``enhanced:5.7.8`` beside ``code:535``."""
    title: str
    tone: str
    ring: int
    """How far it is from the center, whose ring is 0."""


class Tie(Record):
    """What ties two nodes of a neighborhood together: the nearest of the relations between them."""

    source: NodeKey
    target: NodeKey
    kind: RelationKind


class Neighborhood(Record):
    """A node, the nodes around it in the order of nearness, and their ties."""

    nodes: tuple[Neighbor, ...]
    ties: tuple[Tie, ...]
    article: Article
    """The same as a list, with the reason of each relation."""


def neighborhood(
    graph: Store, center: Node, depth: int = 1, kinds: Collection[RelationKind] = DRAWN, most: int = MOST
) -> Neighborhood:
    """Return the nodes around a node.

    >>> from knowledge import smtp
    >>> graph = smtp.load()
    >>> around = neighborhood(graph, graph.code(551), kinds=["failure of"])
    >>> [(tie.source, tie.kind, tie.target) for tie in around.ties]
    [('code:551', 'failure of', 'code:251')]

    :param depth: how many relations lead from the center to the outermost nodes.
    :param most: the most nodes; the nearest ones are taken.
    """
    shown: dict[NodeKey, tuple[Node, int]] = {center.asked: (center, 0)}
    ties: dict[frozenset[NodeKey], Tie] = {}
    items: list[tuple[str, str]] = []
    for ring in range(1, depth + 1):
        for node in [each for each, distance in shown.values() if distance == ring - 1]:
            for relation, other in _around(graph, node, kinds):
                ends = (node.asked, other.asked)
                if ends[1] not in shown and len(shown) >= most:
                    continue
                shown.setdefault(ends[1], (other, ring))
                if frozenset(ends) not in ties:
                    source, target = ends if _starts_at(relation, node) else reversed(ends)
                    ties[frozenset(ends)] = Tie(source, target, relation.kind)
                    reason = relation.reason or relation.condition or other.summary
                    items.append((relation_label(graph, node, relation), reason))
    nodes = tuple(Neighbor(key, node.title, node.tone, ring) for key, (node, ring) in shown.items())
    title = graph.words.GRAPH.format(name=f"{center.spelled} {center.title}")
    parts = (Part("graph", graph.words.GRAPH_LIST, (Entries(tuple(items)),)),) if items else ()
    return Neighborhood(nodes, tuple(ties.values()), Article(center.key, title, "", parts))


def _around(graph: Store, node: Node, kinds: Collection[RelationKind]) -> Iterator[tuple[Relation, Node]]:
    """Yield the relations of a node, and the node at the other end of each."""
    for relation in graph.telling(node):
        if relation.kind in kinds:
            other = relation.target if _starts_at(relation, node) else relation.source
            if relation.kind == "pairs with" and isinstance(node, ReplyCode):
                other = graph.enhanced(relation.status)
            yield relation, other


def _starts_at(relation: Relation, node: Node) -> bool:
    return relation.source.key == node.key
