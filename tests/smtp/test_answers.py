"""Which text means what, and what servers answer, grouped by cause and narrowed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from knowledge import smtp
from knowledge.smtp.explain.article import Table

if TYPE_CHECKING:
    from knowledge.smtp.explain.article import Article, Part

LONG = ("421", "450", "451", "454", "501", "503", "535", "550", "552", "553", "554", "5.7.0", "5.7.1")
"""Numbers behind which many causes stand."""


def part_of(article: Article, name: str) -> Part | None:
    return next((part for part in article.parts if part.name == name), None)


def replies_in(article: Article) -> list[tuple[str, ...]]:
    """Return the rows of all replies that an article shows."""
    part = part_of(article, "providers")
    parts = (part, *part.parts) if part else ()
    return [row for each in parts for block in each.blocks if isinstance(block, Table) for row in block.rows]


@pytest.mark.parametrize("name", LONG)
def test_a_number_with_many_causes_opens_with_what_its_text_means(graph: smtp.Graph, name: str) -> None:
    article = smtp.explain_node(graph, graph[name])
    assert [part.name for part in article.parts[:2]] in (["facts", "causes"], ["causes", "meaning"])
    part = part_of(article, "causes")
    assert part
    (table,) = part.blocks
    assert isinstance(table, Table)
    assert len(table.rows) > 1
    causes = [row[1] for row in table.rows]
    assert len(set(causes)) == len(causes)
    assert all(all(row) for row in table.rows)


def test_replies_stand_under_the_titles_of_their_causes(graph: smtp.Graph) -> None:
    part = part_of(smtp.explain_node(graph, graph["550"]), "providers")
    assert part
    titles = {cause.title for cause in graph.causes.values()} | {graph.words.NO_CAUSE}
    assert len(part.parts) > 5
    assert all(inner.heading in titles and inner.blocks for inner in part.parts)


def test_the_replies_of_a_cause_need_no_headings(graph: smtp.Graph) -> None:
    part = part_of(smtp.explain_node(graph, graph["mailbox-full"]), "providers")
    assert part
    assert part.blocks
    assert part.parts == ()


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ({"providers": ["outlook"]}, lambda row: row[0] == "`outlook`"),
        ({"text": "weren\N{RIGHT SINGLE QUOTATION MARK}t sent"}, lambda row: "weren't sent" in row[1]),
        ({"causes": ["relay-refused"]}, lambda row: row),
    ],
)
def test_what_is_shown_can_be_narrowed(graph: smtp.Graph, chosen: dict[str, object], expected: object) -> None:
    assert callable(expected)
    every = replies_in(smtp.explain_node(graph, graph["550"]))
    rows = replies_in(smtp.explain_node(graph, graph["550"], **chosen))  # type: ignore[arg-type]  # one of several
    assert 0 < len(rows) < len(every)
    assert all(expected(row) for row in rows)


def test_a_range_of_a_providers_numbers_holds_each_of_them(graph: smtp.Graph) -> None:
    assert graph["4.7.550"] is graph["4.7.500-699"]
    assert graph["550 5.7.620"] is graph["5.7.606-649"]
    assert graph.find("4.7.1200", "tag") is None
