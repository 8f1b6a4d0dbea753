"""Articles and relations as plain text for a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from functools import singledispatch
from typing import TYPE_CHECKING, Final

from knowledge.smtp.explain.article import (
    DIFFERS,
    Comparisons,
    Entries,
    Glance,
    Paragraphs,
    Points,
    Samples,
    Sources,
    Table,
)
from knowledge.smtp.graph.around import mention
from knowledge.smtp.model.prose import paragraphs, plain

if TYPE_CHECKING:
    from knowledge.smtp.explain.article import Article, Block, Part
    from knowledge.smtp.graph.store import Store
    from knowledge.smtp.model.nodes import Relation

WIDTH: Final = 88


def article_text(article: Article) -> str:
    """Return an article as text, wrapped at `WIDTH` columns."""
    lines = [article.title, "=" * len(article.title)]
    summarized = any(part.name == "summary" for part in article.parts)
    if not summarized:
        lines += ["", *_wrapped(article.summary)]
    for part in article.parts:
        lines += _part(part, "-")
    return "\n".join(lines)


def relation_text(graph: Store, relation: Relation) -> str:
    """Return a relation as one or two lines: its ends, and why it holds."""
    ends = [plain(mention(graph, end)) for end in (relation.source, relation.target)]
    line = f"{ends[0]}: {graph.words.RELATIONS[relation.kind]} {ends[1]}"
    why = relation.reason or relation.condition
    return "\n".join([line, *_wrapped(why, "    ")]) if why else line


def _part(part: Part, underline: str) -> Iterator[str]:
    if heading := plain(part.heading):
        yield from ("", heading, underline * len(heading))
    for block in part.blocks:
        yield ""
        yield from _block(block)
    for inner in part.parts:
        yield from _part(inner, "~" if part.heading else underline)


@singledispatch
def _block(block: Block) -> Iterator[str]:
    """Yield the lines of a block."""
    raise NotImplementedError(type(block))


@_block.register
def _paragraphs(block: Paragraphs) -> Iterator[str]:
    for index, paragraph in enumerate(paragraphs(block.prose)):
        yield from ([""] if index else [])
        yield from _wrapped(paragraph)


@_block.register
def _points(block: Points) -> Iterator[str]:
    for item in block.items:
        yield from _wrapped(item.replace("\n\n", " "), "- ", "  ")


@_block.register
def _comparisons(block: Comparisons) -> Iterator[str]:
    for key in (*block.curated, *block.nearest):
        yield f"- {key.versus}"


@_block.register
def _entries(block: Entries | Glance) -> Iterator[str]:
    for label, prose in block.items:
        first, *others = paragraphs(prose)
        yield from _wrapped(f"{label}: {first}", "", "    ")
        for other in others:
            yield from _wrapped(other, "    ")


@_block.register
def _samples(block: Samples) -> Iterator[str]:
    for text, who in block.items:
        yield f"{who}: {text}"


@_block.register
def _sources(block: Sources) -> Iterator[str]:
    for source in block.items:
        yield f"{source.text} <{source.url}>" if source.url else source.text


@_block.register
def _table(block: Table) -> Iterator[str]:
    """Write a table row by row: wide cells would not fit side by side."""
    for index, (name, *cells) in enumerate(block.rows):
        yield f"{DIFFERS} {plain(name)}" if index in block.marked else plain(name)
        for head, cell in zip(block.header[1:], cells, strict=True):
            yield from _wrapped(f"{head}: {cell}".replace("\n\n", " / "), "    ", "        ")


def _wrapped(prose: str, first: str = "", rest: str | None = None) -> list[str]:
    indent = first if rest is None else rest
    return textwrap.wrap(plain(prose), WIDTH, initial_indent=first, subsequent_indent=indent, break_on_hyphens=False)
