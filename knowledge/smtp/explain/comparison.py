"""Explains a comparison: what sets the items apart, then what each of them says, part beside part."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from knowledge.smtp.compare.questions import others_beside
from knowledge.smtp.explain.article import Article, Entries, Paragraphs, Part, Side, Sides, Table
from knowledge.smtp.explain.chosen import Answers
from knowledge.smtp.explain.contents import prose_in_parts
from knowledge.smtp.explain.parts import CELL, CONTINUING, NARROW, comparisons, heading_of, part, points, sources
from knowledge.smtp.graph.around import titled
from knowledge.smtp.model.kinds import row_of
from knowledge.smtp.model.prose import first_sentence, quoted_names

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from knowledge.smtp.compare.comparison import Comparison
    from knowledge.smtp.explain.article import Block
    from knowledge.smtp.graph.store import Store
    from knowledge.smtp.model.keys import NodeKey
    from knowledge.smtp.model.node import Node


def explain_comparison(comparison: Comparison) -> Article:
    """Explain a comparison: the verdict, what differs and what is the same, which to expect when, and part by part."""
    graph = comparison.graph
    told = (
        Part("summary", graph.words.HEADINGS["summary"], tuple(_summary(comparison))),
        Part("table", graph.words.HEADINGS["table"], (_table(comparison), Paragraphs(graph.words.DIFFERS_LEGEND))),
        Part("differences", graph.words.HEADINGS["differences"], points(comparison.differences)),
        Part("choose", _choose_heading(comparison), points(comparison.choose)),
        Part("items", graph.words.HEADINGS["items"], parts=tuple(_part_by_part(comparison))),
    )
    others = points([titled(graph, node) for node in _unnamed(comparison, told)])
    see_also = (*others, *comparisons(others_beside(graph, comparison.items)))
    parts = (
        *told,
        Part("see-also", graph.words.HEADINGS["see-also"], see_also),
        Part("sources", graph.words.HEADINGS["sources"], (sources(graph, comparison.citations),)),
    )
    kept = tuple(each for each in parts if each.blocks or each.parts)
    return Article(comparison.key, comparison.title, graph.words.joined(comparison.summary), kept)


def _unnamed(comparison: Comparison, told: Sequence[Part]) -> Iterator[Node]:
    """Yield the other nodes to look at, without those that the parts before have named, and so led to."""
    if comparison.curated_as and comparison.curated_as.see_also:
        graph = comparison.graph
        named = {node.key for name in quoted_names(" ".join(prose_in_parts(told))) if (node := graph.exact(name))}
        yield from (graph[key] for key in comparison.curated_as.see_also if key not in named)


def _summary(comparison: Comparison) -> Iterator[Block]:
    """Yield the summary; its first sentence is the verdict."""
    first, *others = comparison.summary
    verdict = first_sentence(first)
    yield Paragraphs(first[len(verdict) :].lstrip(), verdict)
    yield from map(Paragraphs, others)


def _table(comparison: Comparison) -> Table:
    """Return the fields: first those that differ, then those that are the same, each of which one cell says once."""
    graph, items = comparison.graph, comparison.items
    same = graph.words.SAME_FOR_TWO if len(items) == 2 else graph.words.SAME_FOR_MORE
    differing = [(row.label, *row.values) for row in comparison.rows if row.differs]
    shared = [(row.label, same.format(value=row.values[0])) for row in comparison.rows if not row.differs]
    header = ("", *(titled(graph, item) for item in items))
    widths = (NARROW, *(CELL for _ in items))
    return Table(header, (*differing, *shared), widths, tuple(range(len(differing))))


def _choose_heading(comparison: Comparison) -> str:
    graph = comparison.graph
    return graph.words.WHICH_TO_CHOOSE if row_of(comparison.kind).is_chosen else graph.words.WHICH_TO_EXPECT


def _part_by_part(comparison: Comparison) -> Iterator[Part]:
    """Yield the parts that one of the items has."""
    graph, items = comparison.graph, comparison.items
    names = row_of(comparison.kind).item_parts
    for name in names:
        if name == "retry" and CONTINUING[name] in names:
            continue
        sides = tuple(filter(None, (_side(graph, item.asked, name) for item in items)))
        if sides:
            yield Part(name, heading_of(graph, comparison.kind, name), (Sides(sides),))


@lru_cache(maxsize=4096)
def _side(graph: Store, about: NodeKey, name: str) -> Side | None:
    """Return what an item says in a part, which is the same in all of its comparisons; None if it says nothing."""
    blocks = tuple(_told(graph, about, name))
    return Side(about, titled(graph, graph[about]), blocks) if blocks else None


def _told(graph: Store, about: NodeKey, name: str) -> Iterator[Block]:
    """Yield what an item says in a part; whether to try again is the last thing to do."""
    item = graph[about]
    blocks = part(graph, item, name, Answers()).blocks
    if name != "fix" or "retry" not in row_of(item.kind).item_parts:
        yield from blocks
        return
    both = (*blocks, *part(graph, item, "retry", Answers()).blocks)
    if items := tuple(entry for block in both if isinstance(block, Entries) for entry in block.items):
        yield Entries(items)
