"""Explains one node."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.smtp.compare.comparison import compare
from knowledge.smtp.explain.article import Article
from knowledge.smtp.explain.comparison import explain_comparison
from knowledge.smtp.explain.parts import part
from knowledge.smtp.model.kinds import row_of
from knowledge.smtp.model.nodes import CuratedComparison

if TYPE_CHECKING:
    from collections.abc import Collection

    from knowledge.smtp.graph.store import Store
    from knowledge.smtp.model.nodes import Node


def explain_node(graph: Store, node: Node, providers: Collection[str] = ()) -> Article:
    """Explain one node; parts that the facts leave empty are left out.

    :param providers: names of the providers whose replies are shown; empty for all.
    """
    if isinstance(node, CuratedComparison):
        return explain_comparison(compare(graph, [graph[key] for key in node.items]))
    shown = [each for each in graph.providers.values() if not providers or each.name in providers]
    names = row_of(node.kind).parts
    parts = (part(graph, node, name, shown) for name in names)
    title = f"{node.spelled} {node.title}"
    kept = tuple(each for each in parts if each.blocks)
    return Article(node.key, title, node.summary, kept, getattr(node, "keywords", ()))
