"""Explains one node."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.smtp.compare.comparison import compare
from knowledge.smtp.explain.article import Article, Paragraphs
from knowledge.smtp.explain.chosen import Answers, tells_examples
from knowledge.smtp.explain.comparison import explain_comparison
from knowledge.smtp.explain.parts import CONTINUING, part
from knowledge.smtp.model.kinds import row_of
from knowledge.smtp.model.nodes import CuratedComparison
from knowledge.smtp.model.record import replaced

if TYPE_CHECKING:
    from collections.abc import Iterable

    from knowledge.smtp.graph.store import Store
    from knowledge.smtp.model.node import Node


def explain_node(
    graph: Store, node: Node, providers: Iterable[str] = (), *, causes: Iterable[str] = (), text: str = ""
) -> Article:
    """Explain one node; parts that the facts leave empty are left out.

    :param providers: names of the providers whose replies are shown; empty for all.
    :param causes: names of the causes whose replies are shown; empty for all.
    :param text: words that a reply holds which is shown; empty for all.
    """
    return explained(graph, node, Answers(tuple(providers), tuple(causes), text))


def explained(graph: Store, node: Node, chosen: Answers) -> Article:
    """Explain one node with the replies that were chosen."""
    if isinstance(node, CuratedComparison):
        return explain_comparison(compare(graph, [graph[key] for key in node.items]))
    parts = (part(graph, node, name, chosen) for name in row_of(node.kind).parts)
    kept = {each.name: each for each in parts if each.blocks or each.parts}
    for name, before in CONTINUING.items():
        if name in kept and before in kept and not isinstance(kept[name].blocks[0], Paragraphs):
            kept[name] = replaced(kept[name], continues=before)
    if "examples" in kept and tells_examples(graph, node, chosen):
        kept["examples"] = replaced(kept["examples"], told_by="providers")
    return Article(node.key, node.heading, node.summary, tuple(kept.values()), getattr(node, "keywords", ()))
