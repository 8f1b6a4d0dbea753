"""Explains a comparison."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from knowledge.smtp.compare.questions import others_beside
from knowledge.smtp.explain.answers import Answers
from knowledge.smtp.explain.article import Article, Paragraphs, Part, Table
from knowledge.smtp.explain.parts import CELL, NARROW, comparisons, part, points, sources
from knowledge.smtp.graph.around import titled
from knowledge.smtp.model.keys import hyphenated
from knowledge.smtp.model.kinds import row_of

if TYPE_CHECKING:
    from knowledge.smtp.compare.comparison import Comparison
    from knowledge.smtp.graph.store import Store
    from knowledge.smtp.model.node import Node

ITEM: Final = "item-"
"""Begins the name of the part of a comparison that tells of one item; the same in each comparison of the item."""


def explain_comparison(comparison: Comparison) -> Article:
    """Explain a comparison: what sets the items apart, then each of them, then which to expect when."""
    graph, items = comparison.graph, comparison.items
    header = ("", *(titled(graph, item) for item in items))
    rows = tuple((row.label, *row.values) for row in comparison.rows)
    differing = tuple(index for index, row in enumerate(comparison.rows) if row.differs)
    table = Table(header, rows, (NARROW, *(CELL for _ in items)), differing)
    nodes = (graph[key] for key in (comparison.curated_as.see_also if comparison.curated_as else ()))
    others = points([titled(graph, node) for node in nodes])
    see_also = (*others, *comparisons(others_beside(graph, items)))
    parts = (
        Part("summary", graph.words.HEADINGS["summary"], tuple(map(Paragraphs, comparison.summary))),
        Part("table", graph.words.HEADINGS["table"], (table, Paragraphs(graph.words.DIFFERS_LEGEND))),
        Part("differences", graph.words.HEADINGS["differences"], points(comparison.differences)),
        Part("choose", _choose_heading(comparison), points(comparison.choose)),
        Part("items", graph.words.HEADINGS["items"], parts=tuple(_item(graph, item) for item in items)),
        Part("see-also", graph.words.HEADINGS["see-also"], see_also),
        Part("sources", graph.words.HEADINGS["sources"], (sources(graph, comparison.citations),)),
    )
    kept = tuple(each for each in parts if each.blocks or each.parts)
    return Article(comparison.key, comparison.title, graph.words.joined(comparison.summary), kept)


def _choose_heading(comparison: Comparison) -> str:
    graph = comparison.graph
    return graph.words.WHICH_TO_CHOOSE if row_of(comparison.kind).is_chosen else graph.words.WHICH_TO_EXPECT


def _item(graph: Store, node: Node) -> Part:
    parts = (part(graph, node, name, Answers()) for name in row_of(node.kind).item_parts)
    kept = tuple(each for each in parts if each.blocks)
    return Part(f"{ITEM}{hyphenated(node.spelled)}", titled(graph, node), parts=kept, about=node.asked)
