"""What the shell answers as plain tables, for JSON: nodes with their replies, comparisons, and what a search found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from knowledge.smtp.explain.chosen import chosen_answers
from knowledge.smtp.export.explanations import plain
from knowledge.smtp.export.forms import plain_node

if TYPE_CHECKING:
    from knowledge.smtp.compare.comparison import Comparison
    from knowledge.smtp.explain.chosen import Answers
    from knowledge.smtp.graph.search import Hit
    from knowledge.smtp.graph.store import Store
    from knowledge.smtp.model.node import Node

OF_COMPARISONS = ("items", "title", "curated", "summary", "rows", "differences", "choose", "citations")
"""What a comparison is in JSON, in order."""


def plain_shown(graph: Store, node: Node, chosen: Answers) -> dict[str, Any]:
    """Return a node as a table of its facts, with the replies that carry its number, have it as cause or are its own.

    :param chosen: which replies are in it.
    """
    found = plain_node(node)
    found.pop("reply", None)
    answers = chosen_answers(graph, node, chosen)
    found["replies"] = [{"provider": str(each.provider.key), **plain(each.reply)} for each in answers]
    return found


def plain_comparison(comparison: Comparison) -> dict[str, Any]:
    """Return a comparison as a table; the items are given by their keys."""
    return {name: plain(getattr(comparison, name)) for name in OF_COMPARISONS}


def plain_hit(hit: Hit) -> dict[str, Any]:
    """Return what a search found as a table: the node by its key, and whose reply it is where it is one."""
    return {
        "key": str(hit.node.asked),
        "title": hit.node.title,
        "score": hit.score,
        "provider": str(hit.provider.key) if hit.provider else None,
        "reply": hit.reply.text if hit.reply else None,
    }
