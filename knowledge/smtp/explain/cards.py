"""The card of a node, a comparison or an explanation: of its article, what a reader needs first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from knowledge.smtp.compare.comparison import Comparison
from knowledge.smtp.explain.comparison import explain_comparison
from knowledge.smtp.explain.html import html
from knowledge.smtp.explain.markdown import markdown
from knowledge.smtp.explain.node import explain_node
from knowledge.smtp.explain.replies.explanation import Explanation
from knowledge.smtp.explain.replies.telling import tell_reply
from knowledge.smtp.model.node import Node
from knowledge.smtp.model.record import replaced

if TYPE_CHECKING:
    from knowledge.smtp.explain.article import Article
    from knowledge.smtp.graph.store import Store
    from knowledge.smtp.model.cards import Form

PARTS: Final = (
    *("verdict", "summary", "meaning", "conclude", "fix", "retry", "candidates", "warnings"),
    *("table", "differences", "choose"),
)
"""The parts of an article that stand on a card."""
OF_COMPARISONS: Final = ("choose",)
"""The parts that stand on the card of a comparison only."""


def card(graph: Store, thing: object, form: Form) -> str | None:
    """Return the card of a thing, or None if it is not from this graph, or there is nothing to tell of it.

    The card of an explanation without a node is made by any graph: it says nothing but the words around the facts.
    """
    article = _article(graph, thing)
    if article is None:
        return None
    is_compared = article.key.kind == "comparison"
    kept = (part for part in article.parts if part.name in PARTS and (is_compared or part.name not in OF_COMPARISONS))
    shown = replaced(article, parts=tuple(kept))
    return html(graph, shown) if form == "html" else markdown(graph, shown, lambda _key: "")


def _article(graph: Store, thing: object) -> Article | None:
    if isinstance(thing, Node):
        return explain_node(graph, thing) if _holds(graph, thing) else None
    if isinstance(thing, Comparison):
        return explain_comparison(thing) if thing.graph is graph else None
    if isinstance(thing, Explanation) and thing:
        return tell_reply(graph, thing) if all(_holds(graph, node) for node in thing.related) else None
    return None


def _holds(graph: Store, node: Node) -> bool:
    """Tell whether a node is from a graph; one of the same facts in another language is not."""
    return graph.exact(str(node.asked)) == node
