"""Which text means what, and what servers answer, grouped by cause and narrowed."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from smtp.own_facts import PROVIDER

from knowledge import smtp
from knowledge.smtp.explain.answers import MOST_GROUPS
from knowledge.smtp.explain.article import Paragraphs, Table, headed
from knowledge.smtp.model.keys import natural

if TYPE_CHECKING:
    from pathlib import Path

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
    assert [part.name for part in article.parts[:2]] in (["verdict", "causes"], ["causes", "fix"])
    part = part_of(article, "causes")
    assert part
    (table,) = part.blocks
    assert isinstance(table, Table)
    assert len(table.rows) > 1
    causes = [row[1] for row in table.rows]
    assert len(set(causes)) == len(causes)
    assert all(all(row) for row in table.rows)


def table_of(graph: smtp.Graph, name: str, **chosen: Any) -> Table:
    """Return the table of the replies to a number or for a cause."""
    part = part_of(smtp.explain_node(graph, graph[name], **chosen), "providers")
    assert part
    table = part.blocks[0]
    assert isinstance(table, Table)
    return table


def test_replies_are_grouped_by_their_causes(graph: smtp.Graph) -> None:
    titles = {f"`{cause.name}` {cause.title}" for cause in graph.causes.values()} | {graph.words.NO_CAUSE}
    names = [name for _first, name in table_of(graph, "550", text=" ").groups]
    assert len(names) > 5
    assert len(set(names)) == len(names)
    assert set(names) <= titles


def test_of_a_number_with_many_replies_the_best_known_are_told_and_the_others_named(graph: smtp.Graph) -> None:
    table = table_of(graph, "550")
    assert len(table.groups) == MOST_GROUPS
    part = part_of(smtp.explain_node(graph, graph["550"]), "providers")
    assert part
    assert isinstance(part.blocks[1], Paragraphs)
    assert part.blocks[1].prose.startswith("Also: `")
    assert len(table.rows) <= 2 * MOST_GROUPS
    assert all(row[0].startswith("Also: ") for row in table.rows if len(row) == 1)
    known = {name: len(provider.reply) for name, provider in graph.providers.items()}
    for row, after in pairwise(table.rows):
        if len(after) == 1:
            named = after[0].removeprefix("Also: ").replace("`", "").split(", ")
            assert all(known[row[0].strip("`")] >= known[name] for name in named)
    every = table_of(graph, "550", text=" ")
    assert all(len(row) == len(every.header) for row in every.rows)
    assert len(every.rows) > 200


def test_the_replies_of_a_cause_are_grouped_by_their_numbers(graph: smtp.Graph) -> None:
    table = table_of(graph, "mailbox-full")
    names = [name for _first, name in table.groups]
    assert "`452` Insufficient storage or too many recipients" in names
    assert names == sorted(names, key=lambda name: (not name.startswith("`"), natural(name)))
    assert not any(len(row) == 1 for row in table.rows)


def test_the_replies_of_a_provider_are_parts_that_lead_to_their_causes(graph: smtp.Graph) -> None:
    part = part_of(smtp.explain_node(graph, graph["provider:gmail"]), "providers")
    assert part
    assert len(part.parts) > 5
    for inner in part.parts[:-1]:
        leading, table = inner.blocks
        assert leading == Paragraphs(f"`{inner.name.removeprefix('providers-')}` {inner.heading}")
        assert isinstance(table, Table)


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
    every = replies_in(smtp.explain_node(graph, graph["550"], text=" "))
    rows = replies_in(smtp.explain_node(graph, graph["550"], **chosen))  # type: ignore[arg-type]  # one of several
    assert 0 < len(rows) < len(every)
    assert all(expected(row) for row in rows)


def test_a_range_of_a_providers_numbers_holds_each_of_them(graph: smtp.Graph) -> None:
    assert graph["4.7.550"] is graph["4.7.500-699"]
    assert graph["550 5.7.620"] is graph["5.7.606-649"]
    assert graph.find("4.7.1200", "tag") is None


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("cause", ["", "mailbox-full", "domain-takes-no-mail"])
def test_what_a_project_says_itself_is_always_told(tmp_path: Path, language: str, cause: str) -> None:
    facts = tmp_path / "own.toml"
    facts.write_text(PROVIDER.replace('code = "550"', f'code = "550"\ncause = "{cause}"') if cause else PROVIDER)
    graph = smtp.load(facts=facts, language=language)
    told = [row for row in replies_in(smtp.explain_node(graph, graph["550"])) if len(row) > 1]
    assert [row[0] for row in told if "Message held by rule" in row[1]] == ["`our-gateway`"]


def names_shown(graph: smtp.Graph, name: str, *shown: str) -> list[str]:
    """Return the names of the parts of an explanation as readers see them, of all parts or of some."""
    parts = smtp.explain_node(graph, graph[name]).parts
    return [part.name for part in headed(part for part in parts if not shown or part.name in shown)]


def test_examples_that_the_replies_of_senders_hold_are_shown_only_without_them(graph: smtp.Graph) -> None:
    assert "examples" not in names_shown(graph, "535")
    assert names_shown(graph, "535", "examples") == ["examples"]
    assert "examples" in names_shown(graph, "459")
